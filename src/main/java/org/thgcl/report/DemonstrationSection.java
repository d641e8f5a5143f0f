package org.thgcl.report;

import java.util.Locale;
import org.thgcl.data.PlantedEvents;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// Describes the demonstration's run and the next steps to try.
record DemonstrationSection(Demonstration demonstration, TrainedRun run) implements Section {
    /// What must not be overlooked.
    static final String SYNTHETIC = """
        <p class="note"><strong>The data are synthetic.</strong> Nothing in them was ever recorded. The numbers show
        that this program trains the full method and that the model learns to tell the planted events apart.
        Whether it needs both modalities for that, or their timing, was not tested here.
        They say nothing about sound, about other systems, or about the results in the paper.</p>
        """;

    @Override
    public String id() {
        return "demonstration";
    }

    @Override
    public String title() {
        return "What the demonstration ran";
    }

    @Override
    public String html() {
        PlantedEvents data = demonstration.data();
        PlantedEvents.Design design = data.design();
        return String.format(
                        Locale.ROOT,
                        """
                        <p>The full method in float64: alignment, temporal heterogeneous graph, Eqs. 1 to 5, Adam,
                        %,d parameters. Sizes are cut down to the data.</p>
                        <p>%d clips in %d classes, computed from the seed %d; %s.
                        A clip has %d audio segments with %d features and %d video segments with %d features: noise with
                        standard deviation %s and one event of strength %s that is on and off in its class's pattern,
                        heard %d audio segments after it is seen, among %d distractors in each modality. Each class
                        sounds like one neighbour and looks like the other, so neither modality alone tells all classes
                        apart. The first class has %s times as many clips as the last.</p>
                        """,
                        run.result().parameters(),
                        data.size(),
                        data.classes().size(),
                        design.seed(),
                        Html.text(run.clips().sizes()),
                        data.audioSegments(),
                        data.audioFeatures(),
                        data.videoSegments(),
                        data.videoFeatures(),
                        design.noise(),
                        design.event().strength(),
                        design.event().lag(),
                        design.distractors(),
                        design.imbalance())
                + Html.heading("What to try next")
                + commands();
    }

    /// The head of the page.
    static String lead(TrainedRun run) {
        return """
            <p class="lead">On %d synthetic clips that training never saw, the mean average precision went from
            %s with the initial parameters to <strong>%s</strong> with the best ones.</p>
            """.formatted(
                        run.clips().subset().size(),
                        Html.number(run.clips().evaluationBefore().map()),
                        Html.number(run.clips().evaluation().map()));
    }

    private String commands() {
        StringBuilder html = new StringBuilder("<dl>\n");
        for (Demonstration.NextCommand command : demonstration.commands()) {
            html.append("<dt>")
                    .append(Html.text(command.purpose()))
                    .append("</dt>\n<dd>")
                    .append(Html.listing(command.line()))
                    .append("</dd>\n");
        }
        return html.append("</dl>\n").toString();
    }
}
