package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.NetworkCases.list;
import static org.thgcl.golden.suite.NetworkCases.settings;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.golden.SystemCounts;

/// How many numbers the systems of Table 1 hold that aren't one encoder: what their networks declare.
final class NetworkCountFile {
    private static final String KIND = "baseline_parameter_count";
    private static final NetworkCases CASES = new NetworkCases(KIND, Map.of(), Map.of());

    private NetworkCountFile() {}

    static List<Document> all() {
        Document file = new Document(KIND + "-networks", KIND, "3.2", SystemCounts.class, CASES.network())
                .version("2.1.0")
                .ofNetwork();
        for (int classes : new int[] {527, 33}) {
            file.add(draft("conformer-" + classes, "conformer", settings("classes", classes))
                    .decoy(
                            "convolutions-without-bias",
                            "convolutions have no bias",
                            CASES.set("convolution_bias", false)));
        }
        file.add(draft("wav2vec2-33", "wav2vec2", Map.of())
                .decoy("no-qkv-bias", "queries, keys and values have no bias", CASES.set("qkv_bias", false)));
        file.add(draft("tmac", "tmac", Map.of()).decoy("three-layers", "a layer is left out", CASES.set("layers", 3)));
        file.add(draft("vaed", "vaed", Map.of())
                .decoy("fused", "a layer has attention across modalities", CASES.set("fusion_layers", list(3))));
        file.add(draft("vaed-fused", "vaed", settings("fusion_layers", list(1, 3)))
                .comment("layers with attention across modalities, which share a matrix")
                .decoy("own-weights", "audio and video have matrices of their own", CASES.set("share", false)));
        file.add(draft("hgcn", "hgcn", Map.of())
                .decoy("not-fused", "no layer has attention", CASES.set("fusion_layers", list())));
        file.add(draft("wav2vec_encoder", "wav2vec_encoder", Map.of())
                .decoy(
                        "wide-last-kernels",
                        "all kernels but the first take 3 steps",
                        CASES.set("kernels", list(10, 3, 3, 3, 3, 3, 3))));
        file.add(draft("r3d_18", "video_resnet", Map.of())
                .decoy("divided", "kernels are divided in space and time", CASES.set("variant", "r2plus1d")));
        file.add(draft("r2plus1d_18-shared-middle", "video_resnet", settings("variant", "r2plus1d"))
                .decoy("own-middle", "each convolution has a middle of its own size", CASES.set("middle", "own")));
        file.add(draft("r2plus1d_18-own-middle", "video_resnet", settings("variant", "r2plus1d", "middle", "own"))
                .decoy("shared-middle", "both of a block have the first one's", CASES.set("middle", "shared")));
        file.add(draft("resnet1d", "resnet1d", Map.of())
                .decoy(
                        "used-alone",
                        "what its program never uses isn't counted",
                        CASES.set(Map.of("start", list(), "norm_parameters", false))));
        file.add(draft("resnet1d-40-channels", "resnet1d", settings("channels", 40, "classes", 527))
                .comment("another network of 40.4 million")
                .decoy("segments", "101 channels", CASES.set("channels", 101)));
        file.add(draft("wave_logmel", "wave_logmel", Map.of())
                .decoy("fewer-classes", "33 classes", CASES.set("classes", 33)));
        file.add(draft("convnext", "convnext", Map.of())
                .decoy("square-stem", "patches of 4 by 4", CASES.set("stem_kernel", list(4, 4))));
        file.add(draft("lhgnn", "lhgnn", Map.of())
                .decoy("deeper", "two blocks more in the third stage", CASES.set("depths", list(2, 2, 8, 2))));
        file.add(draft("ssl_graph", "ssl_graph", Map.of())
                .decoy("three-layers", "a layer is left out", CASES.set("layers", 3)));
        return List.of(file);
    }

    private static Draft draft(String id, String system, Map<String, Object> changes) {
        Map<String, Object> settings = new LinkedHashMap<>(settings("system", system));
        settings.putAll(changes);
        Draft draft = new Draft(id);
        settings.forEach(draft::setting);
        return draft;
    }
}
