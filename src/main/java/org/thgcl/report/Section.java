package org.thgcl.report;

/// One part of a page.
interface Section {
    /// Its anchor: lower-case letters.
    String id();

    /// Its heading, plain text.
    String title();

    /// What stands below the heading, in HTML that is well-formed XML.
    String html();
}
