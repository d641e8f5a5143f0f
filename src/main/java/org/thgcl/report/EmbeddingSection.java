package org.thgcl.report;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.thgcl.data.Labels;
import org.thgcl.page.Chart;
import org.thgcl.page.Formula;
import org.thgcl.page.Html;
import org.thgcl.page.Hue;
import org.thgcl.page.Mark;
import org.thgcl.page.Section;
import org.thgcl.tensor.Tensor;

/// The graph embeddings of the clips held out, in the plane that shows most of them.
///
/// @param run may be null
record EmbeddingSection(TrainedRun run) implements Section {
    @Override
    public String id() {
        return "embedding";
    }

    @Override
    public String title() {
        return "Clips in two principal components";
    }

    @Override
    public String html() {
        if (run == null) {
            return MissingInputs.run();
        }
        if (run.clips() == null) {
            return MissingInputs.clips(run);
        }
        if (!run.clips().after().views().containsKey("embedding")) {
            return MissingInputs.view(run, "embedding");
        }
        return Html.paragraph("The graph embeddings " + Formula.inline("X^G") + " of the "
                        + run.clips().part()
                        + " part, centred, projected on the two directions of largest variance (singular value"
                        + " decomposition). Each class has its own mark, and a disc with its number at the"
                        + " mean of its clips.")
                + Html.gallery(
                        plane("before", "before training", run.clips().before().view("embedding")),
                        plane("after", "after training", run.clips().after().view("embedding")));
    }

    private String plane(String name, String when, Tensor embedding) {
        PrincipalComponents components = PrincipalComponents.of(embedding);
        Chart chart = new Chart(
                "embedding" + name,
                "Graph embeddings " + when + " in two principal components",
                "first principal component",
                "second");
        double[] x = components.first();
        double[] y = components.second();
        List<int[]> clips = clipsByClass();
        for (int c = 0; c < clips.size(); c++) {
            if (clips.get(c).length > 0) {
                String label = c + " " + run.model().classes().get(c);
                chart.points(label, of(clips.get(c), x), of(clips.get(c), y), Hue.of(c), Mark.of(c));
            }
        }
        for (int c = 0; c < clips.size(); c++) {
            if (clips.get(c).length > 0) {
                chart.disc(String.valueOf(c), mean(of(clips.get(c), x)), mean(of(clips.get(c), y)), Hue.of(c));
            }
        }
        String caption = String.format(
                Locale.ROOT,
                "%s: the two directions hold %.0f %% and %.0f %% of the variance.",
                when.substring(0, 1).toUpperCase(Locale.ROOT) + when.substring(1),
                100 * components.shares()[0],
                100 * components.shares()[1]);
        return chart.figure(caption);
    }

    /// The clips of each class, by their positions.
    private List<int[]> clipsByClass() {
        Labels labels = run.clips().subset().labels();
        return IntStream.range(0, run.model().classes().size())
                .mapToObj(c -> IntStream.range(0, labels.size())
                        .filter(i -> labels.has(i, c))
                        .toArray())
                .toList();
    }

    private static double[] of(int[] places, double[] values) {
        return IntStream.of(places).mapToDouble(i -> values[i]).toArray();
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
