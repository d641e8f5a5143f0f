package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.thgcl.file.Resource;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.graph.Edges;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

class ClipNumbersTest {
    private final ClipNumbers numbers =
            new ClipNumbers(WorkedExampleFacts.rows(), Kernels.of(DType.FLOAT64, Workers.one()));

    /// The golden file's tolerance holds. A golden tensor may go on behind what the figure shows.
    @ParameterizedTest
    @CsvSource({
        "03-gaussian_weight,audio,weight,A_a",
        "03-gaussian_weight,video,weight,A_v",
        "04-hawkes_weight,both-clips,weight,s",
        "05-graph_convolution,audio-alignment,x_out,E_a",
        "05-graph_convolution,video-alignment,x_out,E_v",
        "06-graph_convolution,gnn-audio,x_out,Z_a",
        "06-graph_convolution,gnn-video,x_out,Z_v",
        "07-gat_av,gat-av,x_out,M",
        "07-gat_av,gat-av,alpha,alpha",
        "08-graph_convolution,sum,x_out,R_a",
        "09-graph_layer_norm,audio,x_out,X_a",
        "09-graph_layer_norm,video,x_out,X_v",
        "10-attention_pooling,audio,pooled,g_audio",
        "10-attention_pooling,audio,beta,beta_audio",
        "10-attention_pooling,video,pooled,g_video",
        "10-attention_pooling,video,beta,beta_video",
        "11-graph_convolution,head,x_out,logits",
        "12-focal_loss,focal,loss,L_FL",
        "12-contrastive_loss,contrastive,total,L_CL",
        "12-joint_objective,joint,loss,L",
        "13-thgn,whole-network,logits,network logits",
        "13-thgn,whole-network,focal,network L_FL",
        "13-thgn,whole-network,contrastive,network L_CL",
        "13-thgn,whole-network,loss,network L",
    })
    void numbers_are_those_of_the_golden_worked_example(String file, String id, String output, String name) {
        assertSame(file, id, GoldenCase::outputs, output, name);
    }

    @Test
    void the_gradient_is_that_of_the_golden_worked_example() {
        assertSame("13-thgn", "whole-network", GoldenCase::gradients, "audio", "dF_a");
    }

    @ParameterizedTest
    @CsvSource({"audio", "video"})
    void neighbours_are_those_of_the_golden_worked_example(String id) {
        GoldenCase golden = golden(file("01-temporal_neighbourhood"), id);
        Edges edges = id.equals("audio") ? numbers.audioEdges() : numbers.videoEdges();
        assertThat(edges.source()).containsExactly(whole(golden.outputs().get("source")));
        assertThat(edges.target()).containsExactly(whole(golden.outputs().get("target")));
    }

    @Test
    void edges_across_are_those_of_the_golden_worked_example() {
        GoldenCase golden = golden(file("02-cross_modal_edges"), "cross");
        assertThat(numbers.crossEdges().video())
                .containsExactly(whole(golden.outputs().get("video")));
        assertThat(numbers.crossEdges().audio())
                .containsExactly(whole(golden.outputs().get("audio")));
    }

    private void assertSame(
            String name,
            String id,
            Function<GoldenCase, Map<String, GoldenTensor>> part,
            String output,
            String result) {
        GoldenFile file = file(name);
        GoldenTensor golden = part.apply(golden(file, id)).get(output);
        Tensor mine = numbers.get(result);
        assertThat(golden.shape().elements())
                .isGreaterThanOrEqualTo(mine.shape().elements());
        for (int k = 0; k < mine.shape().elements(); k++) {
            assertThat(file.tolerance().accepts(mine.get(k), golden.values().get(k)))
                    .as(
                            "%s[%d]: %s, golden %s",
                            result, k, mine.get(k), golden.values().get(k))
                    .isTrue();
        }
    }

    private static int[] whole(GoldenTensor tensor) {
        return IntStream.range(0, tensor.shape().elements())
                .map(k -> (int) tensor.values().get(k))
                .toArray();
    }

    private static GoldenFile file(String name) {
        return GoldenReader.parse(Resource.text("golden/worked-example/" + name + ".json"));
    }

    private static GoldenCase golden(GoldenFile file, String id) {
        return file.cases().stream().filter(c -> c.id().equals(id)).findFirst().orElseThrow();
    }
}
