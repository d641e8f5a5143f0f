package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.thgcl.data.PlantedEvents;
import org.thgcl.data.Split;
import org.thgcl.training.Evaluation;
import org.thgcl.training.Result;

/// One page on one run of the demonstration: what was run, what came out, what may be concluded. It stands alone: no
/// script, nothing to load.
///
/// @param data what was learnt
/// @param parts its parts
/// @param configuration the complete configuration, as YAML
/// @param before the test part with the initial parameters
/// @param after the test part with the best parameters
/// @param result what the run reports
/// @param curves `null` if the machine can't draw
/// @param obstacle why it can't, else `null`
/// @param commands what to try next
public record DemoPage(
        PlantedEvents data,
        Split.Parts parts,
        String configuration,
        Evaluation before,
        Evaluation after,
        Result result,
        LearningCurves curves,
        String obstacle,
        List<NextCommand> commands) {
    public DemoPage {
        commands = List.copyOf(commands);
    }

    /// A command to try next.
    ///
    /// @param line as it is typed
    /// @param purpose what it does, a phrase
    public record NextCommand(String line, String purpose) {}

    /// The page. It depends on the run alone, not on when or how fast it ran.
    public String html() {
        return String.join(
                "\n",
                HEAD,
                "<body>\n<main>\n<h1>What THGCL learnt in the demonstration</h1>",
                summary(),
                "<section>\n<h2>Before and after</h2>",
                beforeAndAfter(),
                "</section>\n<section>\n<h2>Learning curves</h2>",
                curves == null
                        ? "<p class=\"note\">The curves could not be drawn: " + Html.text(obstacle)
                                + ". Their numbers are in <code>metrics.jsonl</code>.</p>"
                        : figures(),
                "</section>\n<section>\n<h2>Class by class</h2>",
                classes(),
                "</section>\n<section>\n<h2>What was run</h2>",
                whatWasRun(),
                "</section>\n<section>\n<h2>What to try next</h2>",
                commandList(),
                "</section>\n</main>\n</body>\n</html>\n");
    }

    private String summary() {
        return """
            <p class="lead">On %d synthetic clips that training never saw, the mean average precision went from
            %s with the initial parameters to <strong>%s</strong> with the best ones.</p>
            <p class="note"><strong>The data are synthetic.</strong> Nothing in them was ever recorded. The numbers show
            that this program trains the full method and that the model learns to tell the planted events apart.
            Whether it needs both modalities for that, or their timing, was not tested here.
            They say nothing about sound, about other systems, or about the results in the paper.</p>
            """.formatted(after.clips(), Html.number(before.map()), Html.number(after.map()));
    }

    private String beforeAndAfter() {
        Chance chance = Chance.of(after);
        List<List<String>> rows = List.of(
                row("before training", before.map(), before.auc(), before.accuracy()),
                row("after training", after.map(), after.auc(), after.accuracy()),
                row("chance", chance.map(), chance.auc(), chance.accuracy()));
        return Html.table("Test part, " + after.clips() + " clips", List.of("", "mAP", "AUC", "accuracy"), rows) + """
            <p class="small">mAP: average precision, mean over classes. AUC: area under the ROC curve, one class
            against the rest, mean over classes. Accuracy: part of the clips whose own class has the highest score.
            Chance: clips in random order; for the accuracy, always naming the most frequent class.</p>
            """;
    }

    private static List<String> row(String name, double... values) {
        List<String> row = new ArrayList<>(List.of(name));
        for (double value : values) {
            row.add(Html.number(value));
        }
        return row;
    }

    private String figures() {
        return """
            <figure>
            %s<figcaption>Training loss (Eq. 5, focal and contrastive loss; its second part can be below 0), of single
            batches and smoothed.</figcaption>
            </figure>
            <figure>
            %s<figcaption>Validation part, %d clips. The parameters kept are those after %d updates, where the
            validation was best; %d updates were made.</figcaption>
            </figure>
            """.formatted(
                        curves.loss(),
                        curves.validation(),
                        parts.validation().size(),
                        result.bestIteration(),
                        result.iterations());
    }

    private String classes() {
        List<List<String>> rows = IntStream.range(0, after.classes().size())
                .mapToObj(c -> {
                    Evaluation.ClassResult then = before.classes().get(c);
                    Evaluation.ClassResult now = after.classes().get(c);
                    return List.of(
                            Html.text(data.classes().get(c)),
                            Integer.toString(now.support()),
                            Html.number(then.averagePrecision()),
                            Html.number(now.averagePrecision()),
                            Html.number(now.auc()),
                            Html.number(now.recall()));
                })
                .toList();
        return Html.table(
                "Test part by class; AP is average precision",
                List.of("class", "clips", "AP before", "AP after", "AUC", "recall"),
                rows);
    }

    private String whatWasRun() {
        PlantedEvents.Settings settings = data.settings();
        return String.format(
                        Locale.ROOT,
                        """
                        <p>The full method in float64: alignment, temporal heterogeneous graph, Eqs. 1 to 5, Adam,
                        %,d parameters. Sizes are cut down to the data.</p>
                        <p>%d clips in %d classes, computed from the seed %d; %d to train, %d to validate, %d to test.
                        A clip has %d audio segments with %d features and %d video segments with %d features: noise with
                        standard deviation %s and one event of strength %s that is on and off in its class's pattern,
                        heard %d audio segments after it is seen, among %d distractors in each modality. Each class
                        sounds like one neighbour and looks like the other, so neither modality alone tells all classes
                        apart. The first class has %s times as many clips as the last.</p>
                        """,
                        result.parameters(),
                        data.size(),
                        data.classes().size(),
                        settings.seed(),
                        parts.train().size(),
                        parts.validation().size(),
                        parts.test().size(),
                        data.audioSegments(),
                        data.audioFeatures(),
                        data.videoSegments(),
                        data.videoFeatures(),
                        settings.noise(),
                        settings.strength(),
                        settings.lag(),
                        settings.distractors(),
                        settings.imbalance())
                + "<details>\n<summary>Complete configuration</summary>\n<pre>" + Html.text(configuration)
                + "</pre>\n</details>\n";
    }

    private String commandList() {
        StringBuilder html = new StringBuilder("<dl>\n");
        for (NextCommand command : commands) {
            html.append("<dt>")
                    .append(Html.text(command.purpose()))
                    .append("</dt>\n<dd><pre>")
                    .append(Html.text(command.line()))
                    .append("</pre></dd>\n");
        }
        return html.append("</dl>\n").toString();
    }

    private static final String HEAD = """
        <!DOCTYPE html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>THGCL demonstration</title>
        <style>
        :root { --ink: #1b1f24; --ground: #ffffff; --soft: #5a6370; --line: #cfd5dc; --panel: #f4f6f8; }
        @media (prefers-color-scheme: dark) {
          :root { --ink: #e6e9ed; --ground: #14171a; --soft: #a3acb8; --line: #3a424c; --panel: #1e2327; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; color: var(--ink); background: var(--ground); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem 3rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 1rem; }
        h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
        .lead { font-size: 1.1rem; }
        .note { padding: .75rem 1rem; background: var(--panel); border-left: 4px solid var(--soft); }
        .small, figcaption, caption { font-size: .875rem; color: var(--soft); }
        .wide { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
        caption { text-align: left; padding-bottom: .25rem; }
        th, td { padding: .3rem .5rem; border-bottom: 1px solid var(--line); text-align: right; }
        th { font-weight: 600; }
        th:first-child { text-align: left; white-space: nowrap; }
        figure { margin: 1rem 0 1.5rem; max-width: 40rem; }
        svg { display: block; width: 100%; height: auto; }
        pre { margin: 0; padding: .6rem .8rem; background: var(--panel); font-size: .85rem; white-space: pre-wrap;
          overflow-wrap: anywhere; }
        details { margin-top: .75rem; }
        summary { cursor: pointer; }
        details pre { margin-top: .5rem; }
        dt { margin-top: .75rem; }
        dd { margin: .25rem 0 0; }
        @media (max-width: 30rem) {
          table { font-size: .75rem; }
          th, td { padding: .3rem .2rem; }
        }
        @media print {
          :root { --ink: #000; --ground: #fff; --soft: #333; --line: #999; --panel: #fff; }
          main { max-width: none; padding: 0; }
          figure, table, .note { break-inside: avoid; }
          h2 { break-after: avoid; }
        }
        </style>
        </head>\
        """;
}
