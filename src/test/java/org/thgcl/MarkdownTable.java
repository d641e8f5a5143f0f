package org.thgcl;

import java.util.List;

/// A table of a page in Markdown.
final class MarkdownTable {
    private final StringBuilder text = new StringBuilder();

    MarkdownTable(List<String> titles) {
        row(titles);
        text.append("|---".repeat(titles.size())).append("|\n");
    }

    void row(List<String> cells) {
        for (String cell : cells) {
            text.append("| ").append(cell).append(' ');
        }
        text.append("|\n");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
