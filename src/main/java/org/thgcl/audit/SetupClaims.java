package org.thgcl.audit;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.audit.Reading.Choice;
import org.thgcl.model.Configuration;
import org.thgcl.optimise.LearningRate;
import org.thgcl.settings.Settings;
import org.thgcl.thgn.Preset;

/// Claims of section 3.1.2, how training was set up.
final class SetupClaims {
    /// Settings whose values section 3.1.2 states.
    private static final List<String> STATED = List.of(
            "audio_span",
            "video_span",
            "cross_span",
            "audio_dilation",
            "video_dilation",
            "learning_rate",
            "optimiser",
            "iterations",
            "hidden",
            "embedding");

    private SetupClaims() {}

    static List<Claim> all() {
        return List.of(
                new Claim(
                        "learning-rate",
                        ClaimKind.STATED,
                        new Passage(
                                "3.1.2", "采用了初始学习率为 0.005 的 Adam 优化器", "Adam starts with a learning rate of 0.005."),
                        List.of("A17", "finding 5"),
                        new Computation(
                                "First and highest rate over 5000 iterations, by text and by the authors' file.",
                                LearningRate.class),
                        SetupClaims::rate),
                new Claim(
                        "authors-file",
                        ClaimKind.BETWEEN_DOCUMENTS,
                        new Passage(
                                "3.1.2",
                                "时间跨度分别设置为 6、4 和 3 ... 最大迭代次数限制为 5000",
                                "The experiments' numbers are those of the published configuration file."),
                        List.of("A17", "A18", "A19"),
                        new Computation(
                                "Settings that section 3.1.2 states, in the presets paper and authors-config.",
                                Preset.class,
                                Settings.class),
                        SetupClaims::file),
                new Claim(
                        "code-published",
                        ClaimKind.STATED,
                        new Passage("3.1.2", "我们的代码发布在 1 这个仓库中", "The code is published in the repository."),
                        List.of(),
                        new Computation("Files of the repository that hold a program."),
                        SetupClaims::code),
                new Claim(
                        "epochs",
                        ClaimKind.IMPLIED,
                        new Passage(
                                "3.1.1, 3.1.2",
                                "最大迭代次数限制为 5000",
                                "5000 iterations show each of 82,410 training clips many times."),
                        List.of("finding 15"),
                        new Computation(
                                "Iterations times batch, by the number of training clips.", Configuration.class),
                        SetupClaims::epochs));
    }

    private static Finding rate(Evidence evidence) {
        List<Reading> readings = new ArrayList<>();
        List<List<String>> rows = new ArrayList<>();
        double stated = Preset.PAPER.configuration().training().learningRate();
        double highestByFile = 0;
        for (Preset preset : List.of(Preset.PAPER, Preset.AUTHORS_CONFIG)) {
            Configuration c = preset.configuration();
            LearningRate schedule = evidence.pipeline().schedule().of(c);
            double highest = 0;
            for (int k = 0; k < c.training().iterations(); k++) {
                highest = Math.max(highest, schedule.at(k));
            }
            readings.add(new Reading(
                    List.of(Choice.of(
                            "A17",
                            "schedule",
                            preset == Preset.PAPER ? "constant" : "warmup_multistep (authors' file)")),
                    preset == Preset.PAPER,
                    "first " + NumberText.digits(schedule.at(0), 2) + ", highest " + NumberText.digits(highest, 2),
                    schedule.at(0) == stated));
            rows.add(List.of(
                    preset.word(),
                    NumberText.digits(schedule.at(0), 3),
                    NumberText.digits(highest, 3),
                    NumberText.digits(schedule.at(c.training().iterations() - 1), 3)));
            highestByFile = preset == Preset.AUTHORS_CONFIG ? highest : highestByFile;
        }
        return Finding.of(
                        readings,
                        "by the authors' file at most " + NumberText.digits(highestByFile, 2),
                        "The file multiplies the rate by 0.1 at iteration 250 and warms up over 1000 iterations. The"
                                + " step comes first, so the warm-up ends at a tenth of the stated rate.")
                .with(new Table(
                        "Learning rate over 5000 iterations", List.of("preset", "first", "highest", "last"), rows));
    }

    private static Finding file(Evidence evidence) {
        Configuration text = evidence.pipeline().presets().of(Preset.PAPER);
        Configuration file = evidence.pipeline().presets().of(Preset.AUTHORS_CONFIG);
        List<String> differing = text.differences(file);
        List<String> stated = STATED.stream().filter(differing::contains).toList();
        return Finding.of(
                stated.isEmpty(),
                (STATED.size() - stated.size()) + " of " + STATED.size() + " stated values; differing: "
                        + String.join(", ", differing),
                "The file has neither the optimiser nor d; there the preset's values stay. It adds batch 64, the split,"
                        + " early stopping and the schedule: see learning-rate and split.");
    }

    private static Finding epochs(Evidence evidence) {
        Configuration c = Preset.AUTHORS_CONFIG.configuration();
        double epochs = (double) c.training().iterations()
                * c.training().batch()
                / evidence.published().trainingClips();
        String figure = NumberText.decimal(epochs, 1) + " epochs";
        return Finding.of(
                List.of(
                        Reading.other(figure, epochs >= 10, Choice.word("many", "10 or more")),
                        Reading.other(figure, epochs > 1, Choice.word("many", "more than once"))),
                c.training().iterations() + " iterations of " + c.training().batch() + " clips are " + figure,
                "The batch of " + c.training().batch()
                        + " is the authors' file's; the paper gives none. With so few epochs there is"
                        + " little time to overfit, which section 3.4 says the contrastive loss reduces.");
    }

    private static Finding code(Evidence evidence) {
        List<String> files = evidence.published().repository();
        List<String> programs = files.stream()
                .filter(file -> file.matches(".*\\.(py|ipynb|java|cpp|cu|m|jl|sh)"))
                .toList();
        return Finding.of(
                !programs.isEmpty(),
                programs.size() + " of " + files.size() + " files are programs",
                "The repository github.com/visionchan/THGCL had the files " + String.join(", ", files)
                        + " in all its commits up to 2025; its README says 'Code is coming soon'.");
    }
}
