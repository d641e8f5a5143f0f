package org.thgcl.golden.suite;

import java.util.Arrays;
import java.util.Map;
import org.thgcl.equation.GraphEmbedding;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.ThgnDefinition;
import org.thgcl.thgn.ThgnSettings;

/// Whether a drawn network shows anything: labels that differ, embeddings that aren't zero, and a gradient of every
/// parameter and feature. A network whose branches ReLU has switched off, or in which a term cancels, hides mistakes.
final class Living {
    /// A gradient below this is no evidence: 1e5 times the tolerance of the whole network's numbers.
    private static final double LEAST = 1e-6;

    private Living() {}

    /// Whether a case of the whole network with the cotangent 1 of the loss lives.
    static boolean is(Draft draft, Definition network) {
        Configuration c = NetworkDefinition.configuration(draft.allSettings(), draft.inputs);
        int[] labels = draft.inputs.get("label").indices();
        return (labels.length == 1 || Arrays.stream(labels).distinct().count() > 1)
                && network.of(draft.allSettings(), draft.inputs).entrySet().stream()
                        .filter(output -> output.getKey().endsWith("embedding"))
                        .allMatch(output -> everyRow(output.getValue()))
                && Finished.reverseMode("thgn", draft, Map.of("loss", Numbers.scalar(1))).entrySet().stream()
                        .allMatch(gradient ->
                                largest(gradient.getValue().data()) >= LEAST || silent(c, gradient.getKey()));
    }

    private static boolean everyRow(Numbers embedding) {
        int h = embedding.shape().columns();
        for (int first = 0; first < embedding.count(); first += h) {
            if (largest(Arrays.copyOfRange(embedding.data(), first, first + h)) < LEAST) {
                return false;
            }
        }
        return true;
    }

    private static double largest(double... numbers) {
        return Arrays.stream(numbers).map(Math::abs).max().orElse(0);
    }

    /// Whether attention has something to choose from: an audio node that hears two video nodes.
    private static boolean choice(Configuration c) {
        int[] heard = c.clips().hasVideo() ? ThgnDefinition.cross(c).audio() : new int[0];
        return Arrays.stream(heard).distinct().count() < heard.length;
    }

    /// Whether the settings keep an input from acting on the loss.
    private static boolean silent(Configuration c, String name) {
        boolean audioOnly = ThgnSettings.of(c).graphEmbedding() == GraphEmbedding.AUDIO
                && !ThgnSettings.of(c).contrastive(c.clips());
        return switch (name) {
            case "pool.audio.gate" -> c.clips().audioSegments() == 1;
            case "pool.video.gate" -> c.clips().videoSegments() == 1 || audioOnly;
            default -> {
                boolean attention = name.endsWith(".cross.target") || name.contains(".cross.attention_");
                boolean lastVideo =
                        name.startsWith("layers." + (ThgnSettings.of(c).layers() - 1) + ".video");
                yield (attention && !choice(c))
                        || (name.endsWith(".cross.source") && ThgnSettings.of(c).crossSpan() == 0)
                        || (lastVideo && audioOnly);
            }
        };
    }
}
