package org.thgcl.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.thgcl.file.Markdown;
import org.thgcl.training.ImportedModel;
import org.thgcl.training.Origin;

/// The model card of a model whose parameters another program has learnt. It has no results: nothing was trained or
/// tested here.
///
/// @param proved whether the model gave the other program's scores
public record ImportedCard(ImportedModel model, boolean proved) {
    /// The page, Markdown.
    public String text() {
        CardModel card = new CardModel(model.configuration());
        Origin origin = model.checkpoint().origin().orElseThrow();
        String file = Path.of(origin.file()).getFileName().toString();
        String family = model.configuration().family().name();
        List<List<String>> rows = new ArrayList<>(card.rows(model.checkpoint().parameters().values().stream()
                .mapToLong(tensor -> tensor.shape().elements())
                .sum()));
        rows.add(List.of(
                "imported from",
                Markdown.code(file) + ", whose SHA-256 is " + Markdown.code(origin.sha256()) + ", layout "
                        + Markdown.code(origin.layout())));
        List<String> limits = new ArrayList<>();
        limits.add("This card has no results: the parameters were imported, and nothing was tested by the import.");
        limits.add(
                proved
                        ? "The import was checked: the model gave the other program's scores of some clips."
                        : "The import wasn't checked against scores of the other program. A square matrix that lies"
                                + " the wrong way ruins the model without an error.");
        limits.addAll(card.limits());
        return "---\nlibrary_name: thgcl\ntags:\n- audio-classification\n- acoustic-event-classification\n- " + family
                + "\n---\n\n# " + Markdown.text(family + " imported from " + file) + "\n\n" + card.sentence()
                + " Another program trained it. Its parameters were imported into a reference implementation of THGCL"
                + " ([arXiv:2509.14893](https://arxiv.org/abs/2509.14893)).\n\n"
                + Markdown.table(List.of("", ""), rows).strip()
                + "\n\n`configuration.yaml` has all settings.\n\n"
                + CardModel.USE.formatted("the program thgcl")
                + "\n## Limits\n\n"
                + limits.stream().map(limit -> "* " + limit + "\n").collect(Collectors.joining());
    }
}
