package org.thgcl.report;

import java.util.List;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// Facts that a reader needs to judge and repeat an experiment, taken from the experiment itself.
///
/// @param items in the order of the page
public record Checklist(List<Item> items) implements Section {
    public Checklist {
        items = List.copyOf(items);
    }

    /// One line.
    ///
    /// @param topic such as `data`
    /// @param question what is asked
    /// @param answer what the run says
    public record Item(String topic, String question, String answer) {}

    @Override
    public String id() {
        return "checklist";
    }

    @Override
    public String title() {
        return "Checklist";
    }

    @Override
    public String html() {
        List<List<String>> rows = items.stream()
                .map(item -> List.of(Html.text(item.topic), Html.text(item.question), Html.text(item.answer)))
                .toList();
        return Html.words("Filled in by the program, from this run", List.of("topic", "question", "answer"), rows);
    }
}
