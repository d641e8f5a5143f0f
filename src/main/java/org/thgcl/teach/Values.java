package org.thgcl.teach;

import java.util.LinkedHashMap;
import java.util.Map;

/// The values of a figure's controls.
///
/// @param texts each as text, by the control's name
public record Values(Map<String, String> texts) {
    public Values {
        texts = Map.copyOf(texts);
    }

    /// Those that a figure begins with.
    public static Values initial(Figure figure) {
        Map<String, String> texts = new LinkedHashMap<>();
        figure.controls().forEach(control -> texts.put(control.name(), control.initial()));
        return new Values(texts);
    }

    /// These values with one of them changed.
    public Values with(String name, Object value) {
        text(name);
        Map<String, String> changed = new LinkedHashMap<>(texts);
        changed.put(name, String.valueOf(value));
        return new Values(changed);
    }

    /// A value as it is.
    ///
    /// @throws IllegalArgumentException if the figure has no such control
    public String text(String name) {
        String text = texts.get(name);
        if (text == null) {
            throw new IllegalArgumentException("control: there is no " + name + " here, only " + texts.keySet());
        }
        return text;
    }

    /// The value of a [Control.Range].
    public double number(String name) {
        return Double.parseDouble(text(name));
    }

    /// The value of a [Control.Range] of whole numbers, or how often a [Control.Button] was pressed.
    public int whole(String name) {
        return (int) Math.rint(number(name));
    }

    /// The value of a [Control.Switch].
    public boolean on(String name) {
        return Boolean.parseBoolean(text(name));
    }
}
