package org.thgcl.report;

import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/// Pages and their parts, parsed as XML, whose rules are stricter than HTML's.
public final class Markup {
    private Markup() {}

    /// Parses a page, or what stands in one.
    public static Document parse(String markup) {
        String whole = markup.startsWith("<!DOCTYPE") ? markup : "<body>" + markup + "</body>";
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(whole)));
        } catch (SAXException | IOException | ParserConfigurationException e) {
            throw new AssertionError(e.getMessage() + " in " + whole, e);
        }
    }

    /// All elements of a name, whatever the namespace; `*` for all.
    public static List<Element> elements(Document document, String name) {
        NodeList nodes = document.getElementsByTagNameNS("*", name);
        return IntStream.range(0, nodes.getLength())
                .mapToObj(k -> (Element) nodes.item(k))
                .toList();
    }

    /// What elements of a name say.
    public static List<String> texts(Document document, String name) {
        return elements(document, name).stream()
                .map(element -> element.getTextContent().strip())
                .toList();
    }

    /// The cells of the table row that begins with a word.
    static List<String> row(String markup, String first) {
        return elements(parse(markup), "tr").stream()
                .map(row -> IntStream.range(0, row.getChildNodes().getLength())
                        .mapToObj(k -> row.getChildNodes().item(k).getTextContent())
                        .toList())
                .filter(cells -> cells.getFirst().equals(first))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no row " + first + " in " + markup));
    }
}
