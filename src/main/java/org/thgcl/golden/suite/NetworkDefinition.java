package org.thgcl.golden.suite;

import static org.thgcl.golden.suite.Numbers.matrix;
import static org.thgcl.golden.suite.Numbers.scalar;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ejml.simple.SimpleMatrix;
import org.thgcl.equation.Eq4ContrastiveLoss;
import org.thgcl.equation.Eq5JointObjective;
import org.thgcl.equation.FocalLoss;
import org.thgcl.model.Configuration;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.thgn.Preset;
import org.thgcl.thgn.ThgnDefinition;
import org.thgcl.thgn.ThgnSettings;

/// The network and its objective on one batch, clip by clip.
class NetworkDefinition implements Definition {
    /// The configuration of a case.
    static Configuration configuration(Settings s, Map<String, Numbers> in) {
        Map<String, Object> changes = new LinkedHashMap<>(s.values());
        if (in.containsKey("hops")) {
            changes.put("hops", Arrays.stream(in.get("hops").indices()).boxed().toList());
        }
        return Preset.PAPER.configuration().with(changes);
    }

    private static Map<String, Tensor> parameters(Configuration c, Map<String, Numbers> in) {
        Map<String, Tensor> parameters = new LinkedHashMap<>();
        Parameters.shapes(c)
                .keySet()
                .forEach(name -> parameters.put(name, in.get(name).tensor()));
        return parameters;
    }

    /// The part of clip b of a tensor whose first axis is the clip.
    private static Tensor clip(Numbers all, int clips, int b) {
        int size = all.count() / clips;
        int columns = all.shape().columns();
        return Tensor.of(
                Shape.of(columns == 0 ? 0 : size / columns, columns),
                Arrays.copyOfRange(all.data(), b * size, (b + 1) * size));
    }

    /// The network of one clip.
    ThgnDefinition network(Configuration c, Map<String, Tensor> parameters) {
        return new ThgnDefinition(c, parameters);
    }

    /// The classification loss of the batch.
    double focal(Configuration c, double[][] logits, int... labels) {
        return new FocalLoss(ThgnSettings.of(c).alpha(), ThgnSettings.of(c).gamma()).definition(logits, labels);
    }

    /// Eq. 4 between the segments of each clip (A40).
    double segments(Configuration c, Eq4ContrastiveLoss eq4, ThgnDefinition.Nodes... nodes) {
        int[] start = ThgnDefinition.cross(c).starts();
        SimpleMatrix[] A = new SimpleMatrix[nodes.length];
        SimpleMatrix[] V = new SimpleMatrix[nodes.length];
        for (int b = 0; b < nodes.length; b++) {
            A[b] = new SimpleMatrix(start.length, ThgnSettings.of(c).hidden());
            for (int i = 0; i < start.length; i++) {
                A[b].insertIntoThis(i, 0, nodes[b].audio().extractVector(true, start[i]));
            }
            V[b] = nodes[b].video();
        }
        return eq4.definitionSegments(A, V) + eq4.definitionSegments(V, A);
    }

    @Override
    public Map<String, Numbers> of(Settings s, Map<String, Numbers> in) {
        Configuration c = configuration(s, in);
        ThgnDefinition thgn = network(c, parameters(c, in));
        int B = c.training().batch();
        double[][] logits = new double[B][];
        ThgnDefinition.Nodes[] nodes = new ThgnDefinition.Nodes[B];
        SimpleMatrix ga = new SimpleMatrix(B, ThgnSettings.of(c).hidden());
        SimpleMatrix gv = new SimpleMatrix(B, ThgnSettings.of(c).hidden());
        for (int b = 0; b < B; b++) {
            ThgnDefinition.Embeddings y = thgn.of(
                    clip(in.get("audio"), B, b),
                    c.clips().hasVideo() ? clip(in.get("video"), B, b) : null,
                    c.clips().hasVideo() ? clip(in.get("xi"), B, b) : null);
            logits[b] = y.logits();
            nodes[b] = y.nodes();
            ga.setRow(b, 0, y.audio());
            if (c.clips().hasVideo()) {
                gv.setRow(b, 0, y.video());
            }
        }
        double focal = ThgnSettings.of(c).focalForm() == FocalLoss.Form.SOFTMAX
                ? focal(c, logits, in.get("label").indices())
                : new FocalLoss(
                                ThgnSettings.of(c).alpha(),
                                ThgnSettings.of(c).gamma(),
                                ThgnSettings.of(c).focalForm())
                        .definitionSigmoid(logits, in.get("label").rows());
        Map<String, Numbers> outputs = new LinkedHashMap<>();
        outputs.put(
                "logits",
                matrix(
                        B,
                        c.clips().classes(),
                        Arrays.stream(logits).flatMapToDouble(Arrays::stream).toArray()));
        outputs.put("audio_embedding", Numbers.of(ga));
        if (c.clips().hasVideo()) {
            outputs.put("video_embedding", Numbers.of(gv));
        }
        outputs.put("focal", scalar(focal));
        double contrastive = 0;
        if (ThgnSettings.of(c).contrastive(c.clips())) {
            Eq4ContrastiveLoss eq4 = new Eq4ContrastiveLoss(
                    ThgnSettings.of(c).temperature(), ThgnSettings.of(c).negatives());
            contrastive = ThgnSettings.of(c).contrast() == Eq4ContrastiveLoss.Level.CLIPS
                    ? eq4.definition(ga, gv) + eq4.definition(gv, ga)
                    : segments(c, eq4, nodes);
            outputs.put("contrastive", scalar(contrastive));
        }
        Eq5JointObjective eq5 = new Eq5JointObjective(
                ThgnSettings.of(c).weightFocal(), ThgnSettings.of(c).weightContrastive());
        outputs.put("loss", scalar(eq5.definition(focal, contrastive)));
        return outputs;
    }
}
