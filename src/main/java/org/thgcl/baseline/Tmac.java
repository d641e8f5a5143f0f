package org.thgcl.baseline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.model.Moment;
import org.thgcl.model.Network;
import org.thgcl.model.ParameterSpec;
import org.thgcl.model.Weights;
import org.thgcl.settings.Settings;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.Thgn;

/// TMac (Liu et al. 2023, "TMac: temporal multi-modal graph learning for acoustic event classification"), the paper's
/// predecessor: [Thgn] with the settings of preset `tmac`. It has TMac's weights on all edges, attention in every
/// layer, no embedding of the features and the audio embedding alone before the head.
///
/// TMac's program has one more number in each attention, which it never uses; it isn't counted here.
public final class Tmac implements Network {
    private static final Settings<ClipSizes> SIZES = Settings.of(ClipSizes.class);
    private static final Settings<TmacSettings> SETTINGS = Settings.of(TmacSettings.class);

    private final ClipSizes clips;
    private final Configuration configuration;

    /// The network of settings, for clips of some sizes.
    public Tmac(ClipSizes clips, TmacSettings settings) {
        Map<String, Object> changes = new LinkedHashMap<>();
        SIZES.keys().forEach(key -> changes.put(key, SIZES.value(clips, key)));
        SETTINGS.keys().forEach(key -> changes.put(key, SETTINGS.value(settings, key)));
        this.clips = clips;
        this.configuration = Preset.TMAC.configuration().with(changes);
    }

    @Override
    public List<ParameterSpec> parameters() {
        return configuration.model().parameters();
    }

    /// The features, and where they are given the starts of each video node's audio nodes. Without them time stamps
    /// decide.
    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>(clips.inputs());
        inputs.add("int hops[" + clips.videoSegments() + "]?");
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return List.of("logits[B,C]");
    }

    @Override
    public SequencedMap<String, Variable> apply(Weights weights, Map<String, Variable> inputs) {
        Variable audio = inputs.get("audio");
        Thgn thgn = Thgn.of(starting(inputs));
        // no weight of TMac takes noise
        Tensor noise = Tensor.zeros(
                Shape.of(audio.shape().size(0), thgn.graph().cross().count()));
        SequencedMap<String, Variable> outputs = new LinkedHashMap<>();
        outputs.put(
                "logits",
                thgn.forward(weights, audio, inputs.get("video"), audio.tape().constant(noise), Moment.evaluation(0))
                        .logits());
        return outputs;
    }

    private Configuration starting(Map<String, Variable> inputs) {
        if (!inputs.containsKey("hops")) {
            return configuration;
        }
        Tensor hops = inputs.get("hops").value();
        List<Integer> starts = IntStream.range(0, hops.shape().elements())
                .mapToObj(i -> (int) hops.get(i))
                .toList();
        return configuration.with(Map.of("alignment", "hops", "hops", starts));
    }
}
