package org.thgcl.browser;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.teavm.jso.JSExport;
import org.thgcl.teach.Drawing;
import org.thgcl.teach.Facts;
import org.thgcl.teach.Figure;
import org.thgcl.teach.Figures;
import org.thgcl.teach.LiveFigure;
import org.thgcl.teach.Values;

/// What the page's script calls: the figures of the program, compiled for the browser.
public final class Engine {
    private static final Map<String, Figure> FIGURES = new LinkedHashMap<>();

    private Engine() {}

    /// Nothing runs by itself.
    public static void main(String[] args) {}

    /// Makes the figures.
    ///
    /// @param facts as [Facts#text] gives them
    @JSExport
    public static void start(String facts) {
        for (Figure figure : Figures.all(Facts.of(facts))) {
            FIGURES.put(figure.id(), figure);
        }
    }

    /// Draws a figure.
    ///
    /// @param values a line `name=value` for each control
    /// @return the answer, a line feed, the drawing
    @JSExport
    public static String draw(String id, String values) {
        Drawing drawing = FIGURES.get(id).draw(values(values));
        return drawing.answer().replace('\n', ' ') + '\n' + drawing.html();
    }

    /// Goes on by one step.
    ///
    /// @return whether there is more to do
    @JSExport
    public static boolean step(String id, String values) {
        return ((LiveFigure) FIGURES.get(id)).step(values(values));
    }

    private static Values values(String lines) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : List.of(lines.split("\n"))) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                texts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
        return new Values(texts);
    }
}
