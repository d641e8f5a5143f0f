package org.thgcl.golden.suite;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;

/// The published cases of Table 1's systems and of the encoders show something: every parameter has a gradient in some
/// case of its kind, but those that can't have one.
class LivingSystemsTest {
    /// Far above the tolerance of 1e-11, so that no rounding error passes for a gradient.
    private static final double LEAST = 1e-6;

    /// What has no gradient. A key's bias adds the same to all scores of a query; HGCN's batch normalisation subtracts
    /// the biases again; TMac and VAED pool audio alone; ResNet-1D doesn't use its linear map.
    private static final List<String> SILENT = List.of(
            "asit: layers.N.attention.key.bias",
            "ast: layers.N.attention.key.bias",
            "audio_mae: layers.N.attention.key.bias",
            "conformer: layers.N.attention.key.bias",
            "hgcn: layers.N.audio.bias",
            "hgcn: layers.N.both.bias",
            "hgcn: layers.N.cross.bias",
            "hgcn: layers.N.video.bias",
            "maskspec: layers.N.attention.key.bias",
            "passt: layers.N.attention.key.bias",
            "resnet1d: start.bias",
            "resnet1d: start.weight",
            "tmac: pool.video.gate",
            "vaed: pool.video.gate",
            "vatt: layers.N.attention.key.bias",
            "wav2vec2: layers.N.attention.key.bias");

    @Test
    void every_parameter_has_a_gradient_but_those_that_cant_have_one() throws IOException {
        Map<String, Map<String, Double>> largest = new TreeMap<>();
        try (Stream<Path> paths = Files.list(Path.of("golden/cases"))) {
            for (Path path : paths.filter(
                            path -> path.getFileName().toString().matches("baseline_.*|vggish\\.json|s3d\\.json"))
                    .sorted()
                    .toList()) {
                GoldenFile file = GoldenReader.read(path);
                Map<String, Double> ofKind = largest.computeIfAbsent(file.kind(), _ -> new TreeMap<>());
                file.cases().forEach(c -> c.gradients()
                        .forEach((name, gradient) ->
                                ofKind.merge(name.replaceAll("\\d+", "N"), largest(gradient), Math::max)));
            }
        }
        Set<String> silent = new TreeSet<>();
        largest.forEach((kind, names) -> names.entrySet().stream()
                .filter(name -> name.getValue() < LEAST)
                .forEach(name -> silent.add(kind.replaceFirst("^baseline_", "") + ": " + name.getKey())));
        assertThat(silent).containsExactlyElementsOf(SILENT);
    }

    private static double largest(GoldenTensor tensor) {
        return Arrays.stream(tensor.values().toArray()).map(Math::abs).max().orElse(0);
    }
}
