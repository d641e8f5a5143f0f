package org.thgcl.page;

/// One part of a page.
public interface Section {
    /// Its anchor: lower-case letters.
    String id();

    /// Its heading, plain text.
    String title();

    /// What stands below the heading, in HTML that is well-formed XML.
    String html();
}
