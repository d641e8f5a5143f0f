package org.thgcl.teach;

/// What a figure shows for the values of its controls.
///
/// Three attributes of its elements are brought to life by the page's script, and do no harm without it:
/// - `data-set="name=value"`: a click, or the Enter key, sets a control; such an element has `tabindex="0"`,
///   `role="button"` and an `aria-label`;
/// - `data-drag="name name"`: dragging it within its drawing sets two controls of type [Control.Range], the first
///   to the right, the second upwards; `data-box="left top right bottom"` of its drawing says which of its lengths
///   are the ranges' ends;
/// - `data-of="id id"`: while the pointer or the focus is on it, the elements with these identifiers are marked by the
///   class `marked`; they need `tabindex="0"`, too.
///
/// @param html the drawing, well-formed XML
/// @param answer one sentence in plain text that answers the question in numbers
public record Drawing(String html, String answer) {}
