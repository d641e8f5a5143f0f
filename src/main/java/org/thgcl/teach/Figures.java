package org.thgcl.teach;

import java.util.List;
import org.thgcl.tensor.Float64PlainKernels;
import org.thgcl.tensor.Kernels;

/// The figures of the teaching page.
public final class Figures {
    private Figures() {}

    /// All of them, in the order of the page.
    ///
    /// @param facts what was found out when the page was written
    public static List<Figure> all(Facts facts) {
        Kernels kernels = new Float64PlainKernels();
        PlantedClips clips = new PlantedClips();
        Learnt a = Learnt.of(facts.rows(TrainingFacts.RUN_A));
        Learnt b = Learnt.of(facts.rows(TrainingFacts.RUN_B));
        return List.of(
                new AttentionFigure(
                        clips,
                        Glance.all(
                                facts.rows(TrainingFacts.GLANCES),
                                clips.examples().size())),
                new NeighbourhoodsFigure(),
                new BellFigure(),
                new HawkesFigure(),
                new ClipFigure(facts.rows(WorkedExampleFacts.TABLE), kernels),
                new GatAvFigure(kernels),
                new TapeFigure(facts.rows(TapeRules.TABLE)),
                new ContrastFigure(kernels),
                new FocalFigure(kernels),
                new TrainingFigure(clips, kernels, a, b),
                AuditFigure.of(facts.rows(AuditFigure.TABLE)),
                new QuizFigure(Question.of(facts.rows("quiz"))));
    }
}
