package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import org.thgcl.model.Configuration;
import org.thgcl.model.ModelFamily;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;
import org.thgcl.training.Models;

/// The systems of the paper's Table 1 that can be trained on the features that THGCL reads, each with its own loss and
/// optimiser, on the same clips, splits and seeds.
public final class SystemsSweep {
    /// Its name, and that of the command.
    public static final String NAME = "table1";

    /// Name of THGCL's variant, the reference.
    public static final String THGCL = "THGCL";

    private static final String TMAC = "TMac";

    /// TMac's optimiser, from its published code (A23). Its repeat-factor sampling is left out: the threshold isn't
    /// known.
    private static final Map<String, Object> TMAC_TRAINING = Map.of(
            "optimiser", "sgd",
            "learning_rate", 0.005,
            "momentum", 0.9,
            "weight_decay", 1e-4,
            "norm_penalty", 0.5,
            "schedule", "warmup_multistep",
            "steps", List.of());

    /// The other systems by their names in Table 1: what changes in a configuration to make it theirs.
    private static final SequencedMap<String, Map<String, Object>> OTHERS = others();

    private SystemsSweep() {}

    private static SequencedMap<String, Map<String, Object>> others() {
        SequencedMap<String, Map<String, Object>> others = new LinkedHashMap<>();
        others.put("VAED", Map.of("model", "vaed"));
        others.put("HGCN", Map.of("model", "hgcn"));
        others.put("SSL graph", Map.of("model", "ssl_graph"));
        others.put("ResNet-1D-both", Map.of("model", "resnet1d", "modality", "both"));
        others.put("ResNet-1D-audio", Map.of("model", "resnet1d"));
        return others;
    }

    /// The systems that can be trained, by their names in Table 1.
    public static List<String> systems() {
        List<String> systems = new ArrayList<>(List.of(THGCL, TMAC));
        systems.addAll(OTHERS.keySet());
        return systems;
    }

    /// Reads the result of the sweep, `ablation.json`.
    ///
    /// @throws IllegalArgumentException that names the file, if it is something else
    /// @throws IOException if it can't be read
    public static AblationResult read(Path file) throws IOException {
        AblationResult result = AblationResult.read(file);
        if (result.variants().stream().noneMatch(variant -> OTHERS.containsKey(variant.name()))) {
            throw new IllegalArgumentException(
                    file + ": is the sweep " + result.sweep() + ", must be one of thgcl table1 --train");
        }
        return result;
    }

    /// The sweep.
    ///
    /// @param base THGCL's configuration for the clips
    /// @param shorter settings that keep runs short, by key: those that belong to a family alone hold for every
    /// family that has them
    /// @param given settings that hold for every system that has them, whatever its own are
    /// @throws IllegalArgumentException if the base's model isn't THGN
    public static Sweep of(Configuration base, Map<String, ?> shorter, Map<String, ?> given) {
        if (!base.family().equals(Thgn.FAMILY)) {
            throw new IllegalArgumentException("model: " + base.family().name()
                    + " isn't allowed here, must be thgn: the systems are compared with THGCL");
        }
        List<Variant> variants = new ArrayList<>();
        variants.add(new Variant(THGCL, Map.of()));
        Map<String, Object> tmac = new LinkedHashMap<>(StandardSweeps.difference(Preset.TMAC));
        tmac.putAll(TMAC_TRAINING);
        given.forEach((key, value) -> {
            if (TMAC_TRAINING.containsKey(key)) {
                tmac.put(key, value);
            }
        });
        variants.add(new Variant(TMAC, tmac));
        OTHERS.forEach((name, own) -> {
            ModelFamily<?> family = Models.family((String) own.get("model"));
            if (base.clips().hasVideo() || !needsVideo(name)) {
                Map<String, Object> changes = new LinkedHashMap<>(own);
                shorter.forEach(
                        (key, value) -> putKnown(changes, family.settings().keys(), key, value));
                given.forEach((key, value) -> putKnown(changes, family.keys().all(), key, value));
                variants.add(new Variant(name, changes));
            }
        });
        return new Sweep(
                NAME,
                "How do the systems of the paper's Table 1 that read the same features compare?",
                THGCL,
                variants,
                List.of("Each system has its own loss and optimiser; clips, splits, seeds, number of iterations and"
                        + " type of the numbers are the same."));
    }

    private static boolean needsVideo(String system) {
        return !system.equals("ResNet-1D-audio") && !system.equals("SSL graph");
    }

    private static void putKnown(Map<String, Object> changes, List<String> keys, String key, Object value) {
        if (keys.contains(key) && !changes.containsKey(key)) {
            changes.put(key, value);
        }
    }
}
