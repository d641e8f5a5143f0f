package org.thgcl.page;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import de.erichseifert.vectorgraphics2d.svg.SVGProcessor;
import de.erichseifert.vectorgraphics2d.util.PageSize;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Adapts a library's drawing to a page, as SVG.
final class DrawnSvg {
    private static final Pattern OPENING = Pattern.compile("^.*?<svg[^>]*>", Pattern.DOTALL);
    private static final Pattern PIECE = Pattern.compile("\\s*<line style=\"(?<style>[^\"]*)\" x1=\"(?<x1>[^\"]*)\""
            + " x2=\"(?<x2>[^\"]*)\" y1=\"(?<y1>[^\"]*)\" y2=\"(?<y2>[^\"]*)\"/>");

    private DrawnSvg() {}

    /// What comes after the opening `svg` tag, the closing one included: with the page's ink, whole lines, short
    /// numbers, and names that are unique in a page.
    ///
    /// @param name of the drawing, different for those of one page
    static String body(String name, VectorGraphics2D graphics, int width, int height) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            new SVGProcessor()
                    .getDocument(graphics.getCommands(), new PageSize(0, 0, width, height))
                    .writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory is never full
        }
        String body = OPENING.matcher(bytes.toString(StandardCharsets.UTF_8))
                .replaceFirst("")
                .replace("rgb(1,2,3)", "currentColor")
                .replace("\"clip", "\"" + name + "-clip")
                .replace("#clip", "#" + name + "-clip");
        return Svg.DECIMALS.matcher(joined(body)).replaceAll("$1").strip() + "\n";
    }

    /// A line of many points is drawn piece by piece, each beginning its dashes anew: pieces that meet become one.
    private static String joined(String drawn) {
        StringBuilder whole = new StringBuilder();
        StringBuilder points = new StringBuilder();
        String style = "";
        String last = "";
        int from = 0;
        Matcher piece = PIECE.matcher(drawn);
        while (piece.find()) {
            String begin = piece.group("x1") + "," + piece.group("y1");
            boolean goesOn = piece.start() == from && piece.group("style").equals(style) && begin.equals(last);
            if (!goesOn) {
                whole.append(polyline(points, style)).append(drawn, from, piece.start());
                points.setLength(0);
                points.append(begin);
            }
            style = piece.group("style");
            last = piece.group("x2") + "," + piece.group("y2");
            points.append(' ').append(last);
            from = piece.end();
        }
        return whole.append(polyline(points, style))
                .append(drawn.substring(from))
                .toString();
    }

    private static String polyline(CharSequence points, String style) {
        return points.isEmpty() ? "" : "\n  <polyline style=\"" + style + "\" points=\"" + points + "\"/>";
    }
}
