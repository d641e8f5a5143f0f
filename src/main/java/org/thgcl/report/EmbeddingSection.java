package org.thgcl.report;

import java.util.Arrays;
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
                        + " part, centred, projected on the two directions of largest variance (singular value "
                        + "decomposition). Each class has its own mark. Its number is at the mean of its clips.")
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
        Labels labels = run.clips().subset().labels();
        for (int c = 0; c < run.model().classes().size(); c++) {
            int label = c;
            int[] own = IntStream.range(0, labels.size())
                    .filter(i -> labels.has(i, label))
                    .toArray();
            if (own.length > 0) {
                double[] ownX = IntStream.of(own).mapToDouble(i -> x[i]).toArray();
                double[] ownY = IntStream.of(own).mapToDouble(i -> y[i]).toArray();
                chart.points(c + " " + run.model().classes().get(c), ownX, ownY, Hue.of(c), Mark.of(c));
                chart.label(String.valueOf(c), mean(ownX), mean(ownY));
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

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
