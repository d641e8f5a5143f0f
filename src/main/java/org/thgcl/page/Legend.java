package org.thgcl.page;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Line2D;
import java.util.List;
import org.knowm.xchart.style.markers.Marker;

/// The legend of a chart as a list in the page.
final class Legend {
    private static final int WIDTH = 36;
    private static final int HEIGHT = 16;
    private static final int MARK = 7;

    private Legend() {}

    /// A series of a chart.
    ///
    /// @param label what it is
    /// @param stroke of its line; `null` for marks alone
    /// @param marker at its points
    record Entry(String label, Color color, BasicStroke stroke, Marker marker) {}

    /// The list, each label with a piece of its line and its mark.
    static String html(List<Entry> entries) {
        StringBuilder html = new StringBuilder("<ul class=\"legend\">\n");
        for (Entry entry : entries) {
            html.append("<li>")
                    .append(sample(entry))
                    .append(Html.text(entry.label()))
                    .append("</li>\n");
        }
        return html.append("</ul>\n").toString();
    }

    private static String sample(Entry entry) {
        VectorGraphics2D graphics = new VectorGraphics2D();
        graphics.setColor(entry.color());
        if (entry.stroke() != null) {
            graphics.setStroke(entry.stroke());
            graphics.draw(new Line2D.Double(1, HEIGHT / 2.0, WIDTH - 1, HEIGHT / 2.0));
        }
        entry.marker().paint(graphics, WIDTH / 2.0, HEIGHT / 2.0, MARK);
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 " + WIDTH + " " + HEIGHT
                + "\" aria-hidden=\"true\">"
                + DrawnSvg.body("", graphics, WIDTH, HEIGHT).strip();
    }
}
