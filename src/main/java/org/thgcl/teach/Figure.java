package org.thgcl.teach;

import java.util.List;
import java.util.Optional;

/// A figure of the teaching page: one question, one group of controls, one sentence that answers in numbers.
///
/// The same class draws on the Java virtual machine, when the page is written, and in the browser, whenever a control
/// changes. So it uses no file, no thread, no reflection and no library.
public interface Figure {
    /// Its anchor: lower-case letters and digits.
    String id();

    /// What it asks, plain text.
    String question();

    /// What must be known to look at it, in HTML that is well-formed XML.
    String lead();

    /// The class of the equation that it is about, if it is about one: the page shows its formula and its source.
    default Optional<Class<?>> equation() {
        return Optional.empty();
    }

    /// What can be changed, in the order of the page.
    List<Control> controls();

    /// Draws it.
    ///
    /// @param values of all its controls
    Drawing draw(Values values);
}
