package org.thgcl.golden;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.thgcl.autodiff.Variable;
import org.thgcl.data.Labels;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.model.Configuration;
import org.thgcl.model.Moment;
import org.thgcl.model.Weights;
import org.thgcl.thgn.Thgn;
import org.thgcl.thgn.ThgnSettings;

/// The whole network and its objective, on one batch.
record ThgnKind() implements Kind {
    @Override
    public String name() {
        return "thgn";
    }

    @Override
    public String equation() {
        return "2.3";
    }

    @Override
    public String formula() {
        return "the network of section 2.3 on one batch, and the objective of Eq. 5";
    }

    @Override
    public List<KindSetting> settings() {
        return KindSetting.ofModel(ModelSettings.MODEL.toArray(String[]::new));
    }

    @Override
    public List<String> inputs() {
        List<String> inputs = new ArrayList<>(ModelCase.INPUTS);
        inputs.add("xi[B,E]?");
        inputs.addAll(ModelCase.PARAMETERS);
        return inputs;
    }

    @Override
    public List<String> outputs() {
        return List.of(
                "logits[B,C]", "audio_embedding[B,H]", "video_embedding[B,H]?", "focal[]", "contrastive[]?", "loss[]");
    }

    @Override
    public Outputs compute(CaseSettings settings, CaseInputs in) {
        ModelCase model = ModelCase.of(settings, in);
        Configuration c = model.configuration();
        in.require("xi[" + c.training().batch() + "," + model.edges() + "]"
                + (c.clips().hasVideo() ? "" : "?"));
        Labels labels = model.labels(in);
        Map<String, Variable> parameters = new LinkedHashMap<>();
        model.parameters().forEach(name -> parameters.put(name, in.variable(name)));
        Variable audio = in.variable("audio");
        Variable video = c.clips().hasVideo() ? in.variable("video") : model.empty(in, 0, 0);
        Variable xi = c.clips().hasVideo() ? in.variable("xi") : model.empty(in, 0);
        Thgn.Output output = GoldenException.blaming("inputs.xi", () -> model.model()
                .forward(new Weights(parameters), audio, video, xi, Moment.evaluation(0)));
        Thgn.Loss loss = model.model().loss(output, labels);
        Outputs outputs = new Outputs()
                .put("logits", output.logits())
                .put("audio_embedding", output.audio().embedding());
        output.video().ifPresent(part -> outputs.put("video_embedding", part.embedding()));
        outputs.put("focal", loss.focal());
        contrastive(model, output, loss).ifPresent(contrastive -> outputs.put("contrastive", contrastive));
        return outputs.put("loss", loss.total());
    }

    /// Eq. 4, also where its weight is 0 and it isn't a part of the objective, if there is something to compare.
    private static Optional<Variable> contrastive(ModelCase model, Thgn.Output output, Thgn.Loss loss) {
        Configuration c = model.configuration();
        int samples = ThgnSettings.of(c).contrast() == Eq4ContrastiveLoss.Level.CLIPS
                ? c.training().batch()
                : c.clips().videoSegments();
        return loss.contrastive().isPresent() || !c.clips().hasVideo() || samples < 2
                ? loss.contrastive()
                : Optional.of(model.model().contrastive(output));
    }
}
