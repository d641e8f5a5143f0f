package org.thgcl.page;

import java.util.List;

/// The legend of a chart as a list in the page.
final class Legend {
    private Legend() {}

    /// The list, each label with a piece of its line and its mark.
    static String html(List<Chart.Series> series) {
        StringBuilder html = new StringBuilder("<ul class=\"legend\">\n");
        for (Chart.Series each : series) {
            html.append("<li><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 36 16\" aria-hidden=\"true\">");
            if (each.isLine()) {
                html.append("<path d=\"M1 8H35\" class=\"line " + each.line() + " "
                        + each.hue().word() + "\"/>");
            }
            if (each.mark() != Mark.NONE) {
                html.append("<path d=\"" + new PathData().mark(each.mark(), 18, 8) + "\" class=\"dot "
                        + each.hue().word() + "\"/>");
            }
            html.append("</svg>").append(Html.text(each.label())).append("</li>\n");
        }
        return html.append("</ul>\n").toString();
    }
}
