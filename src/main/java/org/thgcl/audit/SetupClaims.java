package org.thgcl.audit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.audit.Claim.Computation;
import org.thgcl.audit.Claim.Passage;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;
import org.thgcl.model.Settings;
import org.thgcl.training.LearningRate;

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
                        new Passage(
                                "3.1.2", "采用了初始学习率为 0.005 的 Adam 优化器", "Adam starts with a learning rate of 0.005."),
                        List.of("A17", "finding 5"),
                        new Computation(
                                "First and highest rate over 5000 iterations, by text and by the authors' file.",
                                LearningRate.class),
                        SetupClaims::rate),
                new Claim(
                        "authors-file",
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
                        new Passage("3.1.2", "我们的代码发布在 1 这个仓库中", "The code is published in the repository."),
                        List.of(),
                        new Computation("Files of the repository that hold a program."),
                        SetupClaims::code));
    }

    private static Finding rate(Evidence evidence) {
        Map<String, Boolean> holds = new LinkedHashMap<>();
        List<List<String>> rows = new ArrayList<>();
        double stated = Preset.PAPER.configuration().learningRate();
        double highestByFile = 0;
        for (Preset preset : List.of(Preset.PAPER, Preset.AUTHORS_CONFIG)) {
            Configuration c = preset.configuration();
            LearningRate schedule = evidence.programme().schedule().of(c);
            double highest = 0;
            for (int k = 0; k < c.iterations(); k++) {
                highest = Math.max(highest, schedule.at(k));
            }
            holds.put("A17 = " + (preset == Preset.PAPER ? "constant" : "warmup_multistep"), schedule.at(0) == stated);
            rows.add(List.of(
                    preset.word(),
                    Figures.digits(schedule.at(0), 3),
                    Figures.digits(highest, 3),
                    Figures.digits(schedule.at(c.iterations() - 1), 3)));
            highestByFile = preset == Preset.AUTHORS_CONFIG ? highest : highestByFile;
        }
        return Finding.of(
                        holds,
                        "by the authors' file at most " + Figures.digits(highestByFile, 2),
                        "The file's step at iteration 250 lies within its warm-up of 1000, which so rises to a tenth.")
                .with(new Table(
                        "Learning rate over 5000 iterations", List.of("preset", "first", "highest", "last"), rows));
    }

    private static Finding file(Evidence evidence) {
        Configuration text = evidence.programme().presets().of(Preset.PAPER);
        Configuration file = evidence.programme().presets().of(Preset.AUTHORS_CONFIG);
        List<String> differing = Settings.keys().stream()
                .filter(key -> !Settings.value(text, key).equals(Settings.value(file, key)))
                .toList();
        List<String> stated = STATED.stream().filter(differing::contains).toList();
        return Finding.of(
                stated.isEmpty(),
                (STATED.size() - stated.size()) + " of " + STATED.size() + " stated values; differing: "
                        + String.join(", ", differing),
                "The file has neither optimiser nor d, which stay the preset's. It adds batch 64, the split, early"
                        + " stopping and the schedule, on which see learning-rate and split.");
    }

    private static Finding code(Evidence evidence) {
        List<String> files = evidence.published().repository();
        List<String> programs = files.stream()
                .filter(file -> file.matches(".*\\.(py|ipynb|java|cpp|cu|m|jl|sh)"))
                .toList();
        return Finding.of(
                !programs.isEmpty(),
                programs.size() + " of " + files.size() + " files are programs",
                "There are " + String.join(", ", files) + ".");
    }
}
