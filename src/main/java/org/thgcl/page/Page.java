package org.thgcl.page;

import java.util.List;
import org.thgcl.file.Work;

/// A page that stands alone: no script, nothing to load; it follows the reader's choice of light or dark.
///
/// @param title its heading
/// @param lead what it is, in HTML, below the heading
/// @param sections its parts, listed at its head
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
            """.formatted(Html.text(title), STYLE + style));
        html.append("<body>\n<nav aria-label=\"Contents\">\n<p>Contents</p>\n<ol>\n");
        for (Section section : sections) {
            html.append("<li><a href=\"#%s\">%s</a></li>\n".formatted(section.id(), Html.text(section.title())));
        }
        html.append("</ol>\n</nav>\n<main>\n<h1>")
                .append(Html.text(title))
                .append("</h1>\n")
                .append(lead);
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

    private static final String STYLE = """
        :root { --ink: #1b1f24; --ground: #ffffff; --soft: #59626e; --line: #cfd5dc; --panel: #f3f5f7; --mark: #b34700;
          --good: #0b6b3a; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ed; --ground: #14171a; --soft: #a3acb8; --line: #3a424c; --panel: #1e2327;
            --mark: #ffa15c; --good: #6fd39c; }
        }
        * { box-sizing: border-box; }
        html { scroll-padding-top: 1rem; }
        body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 54rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        nav { max-width: 54rem; margin: 0 auto; padding: 1rem 1rem 0; font-size: .875rem; }
        nav p { margin: 0; font-weight: 600; }
        nav ol { margin: .25rem 0 0; padding-left: 1.5rem; columns: 14rem; }
        a { color: inherit; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.3rem; margin: 2.5rem 0 .5rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1.05rem; margin: 1.75rem 0 .25rem; }
        .lead { font-size: 1.1rem; }
        .note { margin: 1rem 0; padding: .75rem 1rem; background: var(--panel); border-left: 4px solid var(--soft); }
        .note p:first-child { margin-top: 0; }
        .small, figcaption, caption { font-size: .875rem; color: var(--soft); }
        .wide { overflow-x: auto; margin: 1rem 0; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: .25rem; }
        th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
        th { font-weight: 600; }
        th:first-child { text-align: left; }
        .words td, .words th { text-align: left; }
        .matrix th:first-child { white-space: nowrap; }
        .matrix td, .matrix th:not(:first-child) { text-align: center; padding: .2rem .3rem; }
        .legend { list-style: none; margin: .25rem 0 .5rem; padding: 0; display: flex; flex-wrap: wrap; gap: 0 1rem;
          font-size: .875rem; }
        .legend svg { display: inline-block; width: 36px; height: 16px; vertical-align: middle; margin-right: .35rem; }
        figure { margin: 1rem 0 1.5rem; max-width: 34rem; }
        figure.large { max-width: none; }
        figure.large svg { min-width: 44rem; }
        .layers { position: relative; min-width: 44rem; }
        .layers img { position: absolute; }
        .layers svg { position: relative; }
        .gallery { display: grid; gap: 0 1.5rem;
          grid-template-columns: repeat(auto-fit, minmax(min(100%, 24rem), 1fr)); }
        svg { display: block; width: 100%; height: auto; }
        svg text { fill: currentColor; font: 12px system-ui, sans-serif; }
        svg .frame { fill: none; stroke: currentColor; stroke-width: 1; }
        svg .arc { fill: none; stroke: currentColor; stroke-opacity: .16; }
        svg .line { stroke-opacity: .4; }
        svg .node { fill: currentColor; }
        svg .curve { fill: none; stroke: currentColor; stroke-width: 1.5; }
        svg .equal { stroke: currentColor; stroke-opacity: .6; stroke-dasharray: 5 4; }
        svg .moment { fill: none; stroke: var(--mark); stroke-width: 2; }
        svg .strong { stroke: var(--mark); stroke-opacity: 1; stroke-width: 2; }
        math { font-size: 1.05rem; }
        math[display="block"] { margin: .5rem 0; }
        .brackets { font-size: .9em; margin: 0 .15rem; padding: 0 .1rem; border: solid currentColor;
          border-width: 0 1px; border-radius: .4rem; }
        code, pre { font-family: ui-monospace, monospace; font-size: .85em; overflow-wrap: anywhere; }
        pre { margin: .25rem 0 0; padding: .6rem .8rem; background: var(--panel); white-space: pre-wrap; }
        pre.source { white-space: pre; overflow-x: auto; tab-size: 4; }
        pre.source code { font-size: 1em; overflow-wrap: normal; }
        pre.source i { color: var(--soft); font-style: normal; }
        details { margin: 0; padding: .4rem 0; border-bottom: 1px solid var(--line); }
        summary { cursor: pointer; }
        summary h3 { display: inline; font-size: 1rem; margin: 0; }
        .bar { height: 1em; margin-top: .25em; background: var(--soft); }
        td:has(.bar) { width: 50%; }
        .verdict { font-weight: 600; color: var(--mark); }
        .holds { color: var(--good); }
        dt { margin-top: .75rem; }
        dd { margin: .25rem 0 0; }
        :focus-visible { outline: 2px solid var(--mark); outline-offset: 2px; }
        @media (min-width: 76rem) {
          body { display: grid; grid-template-columns: 15rem minmax(0, 54rem); justify-content: center; gap: 0 2rem; }
          nav { position: sticky; top: 0; align-self: start; max-height: 100vh; overflow-y: auto; padding-top: 2rem; }
          nav ol { columns: auto; }
          main { margin: 0; }
        }
        @media (max-width: 30rem) {
          table { font-size: .8rem; }
          th, td { padding: .3rem .25rem; }
        }
        @media print {
          :root { --ink: #000; --ground: #fff; --soft: #333; --line: #999; --panel: #fff; --mark: #000; --good: #000; }
          body { display: block; font-size: 10pt; }
          main, nav { max-width: none; padding: 0; }
          nav { position: static; }
          figure, tr, .note { break-inside: avoid; }
          figure.large svg, .layers { min-width: 0; }
          .wide { overflow: visible; }
          pre.source { white-space: pre-wrap; }
          details::details-content { content-visibility: visible; block-size: auto; }
          h2, h3, caption { break-after: avoid; }
        }
        """;
}
