package org.thgcl.baseline;

import java.util.List;
import org.thgcl.settings.Setting;

/// The settings of wav2vec 2.0's convolutional encoder, with the values of its base model.
public record Wav2vecEncoderSettings(
        @Setting(group = "wav2vec 2.0's encoder", value = "512", about = "channels of each convolution", min = 1)
        int channels,

        @Setting(value = "[10, 3, 3, 3, 3, 2, 2]", about = "elements that each convolution sees", min = 1)
        List<Integer> kernels,

        @Setting(value = "[5, 2, 2, 2, 2, 2, 2]", about = "stride of each convolution", min = 1)
        List<Integer> strides) {
    /// Copies the lists.
    ///
    /// @throws IllegalArgumentException if there is no convolution, or not one stride for each
    public Wav2vecEncoderSettings {
        kernels = List.copyOf(kernels);
        strides = List.copyOf(strides);
        if (kernels.isEmpty() || kernels.size() != strides.size()) {
            throw new IllegalArgumentException("kernels: " + kernels + " and strides " + strides
                    + " must have one element for each convolution, at least 1");
        }
    }
}
