package org.thgcl.golden.suite;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.baseline.TransformerSettings;
import org.thgcl.baseline.TransformerSettings.FinalNorm;
import org.thgcl.baseline.TransformerSettings.HeadNorm;
import org.thgcl.baseline.TransformerSettings.Pooling;
import org.thgcl.baseline.TransformerSettings.Position;
import org.thgcl.baseline.TransformerSettings.Prefix;
import org.thgcl.baseline.TransformerSystem;
import org.thgcl.golden.SystemCounts;
import org.thgcl.settings.Settings;

/// How many numbers the systems of Table 1 hold, counted by hand: widths times widths.
final class SystemCountFile {
    private static final Settings<TransformerSettings> SETTINGS = Settings.of(TransformerSettings.class);

    private SystemCountFile() {}

    static List<Document> all() {
        Document file = new Document(
                        "baseline_parameter_count",
                        "baseline_parameter_count",
                        "3.2",
                        SystemCounts.class,
                        SystemCountFile::transformer)
                .version("2.1.0")
                .decoy("used-alone", "what has an effect is all", (s, in) -> changed(s, in, "total", "used"))
                .decoy("head-apart", "the head isn't counted as used", (s, in) -> less(s, in, "used", "head"));
        for (TransformerSystem system : TransformerSystem.values()) {
            for (int classes : new int[] {527, 33}) {
                file.add(new Draft(system.word() + "-" + classes)
                        .setting("system", system.word())
                        .setting("classes", classes));
            }
        }
        return List.of(file.add(new Draft("ast-stride-16")
                .comment("another published stride")
                .setting("system", "ast")
                .setting("classes", 527)
                .setting("stride_bands", 16)
                .setting("stride_frames", 16)));
    }

    private static Map<String, Numbers> changed(
            Definition.Settings s, Map<String, Numbers> in, String count, String by) {
        Map<String, Numbers> counts = transformer(s, in);
        counts.put(count, counts.get(by));
        return counts;
    }

    private static Map<String, Numbers> less(Definition.Settings s, Map<String, Numbers> in, String count, String by) {
        Map<String, Numbers> counts = transformer(s, in);
        counts.put(count, whole(counts.get(count).get(0) - counts.get(by).get(0)));
        return counts;
    }

    private static Numbers whole(double number) {
        return Numbers.indices((int) number).reshaped();
    }

    private static Map<String, Numbers> transformer(Definition.Settings given, Map<String, Numbers> in) {
        Map<String, Object> changes = new LinkedHashMap<>(given.values());
        changes.remove("system");
        TransformerSystem system = given.word(TransformerSystem.class, "system");
        TransformerSettings s = SETTINGS.with(system.settings(), changes);
        int d = s.width();
        int prefix = s.prefix() == Prefix.CLASS ? 1 : 2;
        int bandPatches = (s.bands() - s.patchBands()) / s.strideBands() + 1;
        int framePatches = (s.frames() - s.patchFrames()) / s.strideFrames() + 1;
        int patches = bandPatches * framePatches;
        int e = s.pooling() == Pooling.CLASS_PATCHES ? 2 * d : d;
        int head = e * s.classes() + s.classes() + (s.headNorm() == HeadNorm.LAYER ? 2 * e : 0);
        int positions =
                switch (s.position()) {
                    case TABLE -> (prefix + patches) * d;
                    case SEPARABLE -> (prefix + bandPatches + framePatches) * d;
                    case NORMED_TABLE -> patches * d + 2 * d;
                    case SINUSOIDAL, SINUSOIDAL_PUBLISHED -> 0;
                };
        int attention = 4 * d * d + d + (s.qkvBias() ? 3 * d : 0);
        int layer = attention + 2 * d * s.mlp() + s.mlp() + d + 4 * d;
        int norm = s.finalNorm() == FinalNorm.TOKENS ? 2 * d : 2 * e;
        int patch = s.patchBands() * s.patchFrames() * d + d;
        int used = patch + prefix * d + positions + s.layers() * layer + norm + head;
        int unused =
                switch (system) {
                    case AST -> 2 * (768 * 1000 + 1000);
                    case PASST -> 768 * s.classes() + s.classes();
                    case ATST_CLIP -> 768;
                    case ASIT, AUDIO_MAE, MASKSPEC, VATT -> 0;
                };
        int frozen = s.position() == Position.SINUSOIDAL_PUBLISHED ? (prefix + patches) * d : 0;
        Map<String, Numbers> counts = new LinkedHashMap<>();
        counts.put("used", whole(used));
        counts.put("head", whole(head));
        counts.put("unused", whole(unused));
        counts.put("frozen", whole(frozen));
        counts.put("total", whole(used + unused + frozen));
        return counts;
    }
}
