package org.thgcl.page;

import java.util.List;
import org.thgcl.file.Work;

/// A page that stands alone: no script, nothing to load; it follows the reader's choice of light or dark.
///
/// @param title its heading
/// @param lead what it is, in HTML, below the heading
/// @param sections its parts, listed below the lead, or beside all where there is room
public record Page(String title, String lead, List<Section> sections) {
    public Page {
        sections = List.copyOf(sections);
    }

    /// The page as HTML that is well-formed XML.
    public String html() {
        return html("", "");
    }

    /// The same with more.
    ///
    /// @param style further rules of CSS
    /// @param end elements at the end of the page
    public String html(String style, String end) {
        StringBuilder html = new StringBuilder("""
            <!DOCTYPE html>
            <html xmlns="http://www.w3.org/1999/xhtml" lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="color-scheme" content="light dark"/>
            <title>%s</title>
            <style>
            %s</style>
            </head>
            """.formatted(Html.text(title), HouseStyle.page() + style));
        html.append("<body>\n<header>\n<h1>")
                .append(Html.text(title))
                .append("</h1>\n")
                .append(lead)
                .append("</header>\n<nav aria-label=\"Contents\">\n<p>Contents</p>\n<ol>\n");
        for (Section section : sections) {
            html.append("<li><a href=\"#%s\">%s</a></li>\n".formatted(section.id(), Html.text(section.title())));
        }
        html.append("</ol>\n</nav>\n<main>\n");
        try (Work work = Work.begin("writing the page's sections", sections.size())) {
            for (Section section : sections) {
                html.append("<section id=\"%s\">\n<h2>%s</h2>\n".formatted(section.id(), Html.text(section.title())))
                        .append(section.html())
                        .append("</section>\n");
                work.step();
            }
        }
        return html.append("</main>\n").append(end).append("</body>\n</html>\n").toString();
    }
}
