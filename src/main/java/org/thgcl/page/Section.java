package org.thgcl.page;

/// One part of a page.
public interface Section {
    /// Its anchor: lower-case letters and digits.
    String id();

    /// Its heading, plain text.
    String title();

    /// The content below the heading, in HTML that is well-formed XML.
    String html();
}
