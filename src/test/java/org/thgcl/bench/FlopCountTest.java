package org.thgcl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.thgcl.autodiff.Attention;
import org.thgcl.autodiff.Convolutions;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Window;
import org.thgcl.tensor.Windows;
import org.thgcl.tensor.Workers;
import org.thgcl.thgn.Preset;

class FlopCountTest {
    private static final Kernels KERNELS = Kernels.of(DType.FLOAT32, Workers.one());
    private static final Configuration PAPER = Preset.PAPER.configuration();

    @Test
    void the_papers_step_has_61_gflop() {
        // by hand, N_a = 64 x 101 = 6464, N_v = 64 x 40 = 2560, 2 m n k each:
        // alignment      6464 x 128 x 128: 211,812,352    2560 x 1024 x 128: 671,088,640
        // layer 0        6464 x 128 x 512: 847,249,408    twice 2560 x 128 x 512: 671,088,640
        // layers 1 to 3  6464 x 512 x 512: 3,388,997,632  twice 2560 x 512 x 512: 2,684,354,560
        // head           64 x 512 x 33: 2,162,688
        // forward: 882,900,992 + 1,518,338,048 + 3 x 6,073,352,192 + 2,162,688
        assertThat(inference(PAPER)).isEqualTo(20_623_458_304L);
        // with backward: three times that, less the gradient of the input features, 882,900,992
        assertThat(training(PAPER)).isEqualTo(60_987_473_920L);
    }

    @Test
    void without_embedding_the_first_layer_has_no_gradient_of_its_input() {
        Configuration c = PAPER.with(Map.of("embedding", 0, "layers", 1, "batch", 2, "classes", 2));
        // 202 x 128 x 512, twice 80 x 1024 x 512, and the head, 2 x 512 x 2
        long first = 2L * (202 * 128 * 512 + 2 * 80 * 1024 * 512);
        long head = 2L * 2 * 512 * 2;
        assertThat(inference(c)).isEqualTo(first + head);
        assertThat(training(c)).isEqualTo(2 * first + 3 * head);
    }

    @Test
    void without_video_only_audio_products_are_left() {
        Configuration c = PAPER.with(Map.of("video_segments", 0, "video_features", 0, "layers", 1, "batch", 1));
        assertThat(inference(c)).isEqualTo(2L * (101 * 128 * 128 + 101 * 128 * 512 + 512 * 33));
    }

    @Test
    void the_steps_of_the_public_data_have_their_sizes() {
        // GRID: 2048 and 1024 nodes; alignment, which learns no features, a layer from 128 and three from 256, a head
        long alignment = 2L * (2048 * 128 * 128 + 1024 * 1024 * 128);
        long layers = 2L * (2048 + 2 * 1024) * (128 * 256 + 3 * 256 * 256);
        assertThat(training(Benchmarks.GRID)).isEqualTo(2 * alignment + 3 * (layers + 2L * 64 * 256 * 35));
        // AudioSet33: 640 nodes
        layers = 2L * 640 * (128 * 256 + 3 * 256 * 256);
        assertThat(training(Benchmarks.AUDIOSET33))
                .isEqualTo(2 * 2L * 640 * 128 * 128 + 3 * (layers + 2L * 64 * 256 * 33));
    }

    /// 2 clips of 5 positions with 3 channels, windows of 3 at a stride of 2: 2 positions are left, with 4 channels.
    @Test
    void a_convolution_counts_as_the_product_of_its_windows() {
        Tape tape = new Tape(KERNELS);
        Variable x = tape.constant(Tensor.zeros(DType.FLOAT32, Shape.of(2, 5, 3)));
        Variable weight = tape.parameter(Tensor.zeros(DType.FLOAT32, Shape.of(3 * 3, 4)));
        Convolutions.convolve(x, weight, Windows.of(List.of(new Window(3, 2, 0, 0, 1)), 5));
        long product = 2 * (2 * 2) * (3 * 3) * 4;
        assertThat(FlopCount.forward(tape)).isEqualTo(product);
        assertThat(FlopCount.training(tape)).isEqualTo(2 * product);
    }

    /// 2 clips of 5 tokens with 4 columns, those of 2 heads: 2 x 5 x 5 weights a head, with 2 columns each.
    @Test
    void attention_has_two_products_and_five_more_backward() {
        Tape tape = new Tape(KERNELS);
        Variable x = tape.constant(Tensor.zeros(DType.FLOAT32, Shape.of(10, 4)));
        Variable q = tape.parameter(Tensor.zeros(DType.FLOAT32, Shape.of(10, 4)));
        Attention.apply(q, x, x, 2, 5);
        long product = 2 * (2 * 5 * 5) * 2 * 2;
        assertThat(FlopCount.forward(tape)).isEqualTo(2 * product);
        assertThat(FlopCount.training(tape)).isEqualTo(7 * product);
    }

    private static long inference(Configuration c) {
        return new Inference(c, KERNELS).flop();
    }

    private static long training(Configuration c) {
        return new TimedStep(c, KERNELS).flop();
    }
}
