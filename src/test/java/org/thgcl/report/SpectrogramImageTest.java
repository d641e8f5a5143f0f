package org.thgcl.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.thgcl.features.LogMel;
import org.thgcl.page.DataImage;
import org.thgcl.report.PredictedClip.Spectrogram;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

class SpectrogramImageTest {
    private static BufferedImage image(int times, int bands, double... levels) throws IOException {
        Tensor frames = Tensor.of(Shape.of(times, bands), levels);
        DataImage image = SpectrogramImage.of(new Spectrogram(frames, LogMel.Settings.VGGISH));
        String base64 = image.address().substring("data:image/png;base64,".length());
        return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(base64)));
    }

    @Test
    void time_goes_right_and_frequency_up() throws IOException {
        BufferedImage image = image(3, 2, 0, 0, 0, 0, 0, 9);
        assertThat(image.getWidth()).isEqualTo(3);
        assertThat(image.getHeight()).isEqualTo(2);
        assertThat(image.getRGB(2, 0)).isEqualTo(0xfffff08c);
        assertThat(image.getRGB(2, 1)).isEqualTo(0xff081030);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xff081030);
    }

    @Test
    void silence_is_dark() throws IOException {
        BufferedImage image = image(2, 1, -4.6, -4.6);
        assertThat(image.getRGB(0, 0)).isEqualTo(0xff081030).isEqualTo(image.getRGB(1, 0));
    }

    @Test
    void louder_is_lighter() {
        IndexColorModel colours = SpectrogramImage.colours();
        double before = -1;
        for (int k = 0; k < 256; k++) {
            // luma of Rec. 601
            double light = 0.299 * colours.getRed(k) + 0.587 * colours.getGreen(k) + 0.114 * colours.getBlue(k);
            assertThat(light).as("colour %s", k).isGreaterThan(before);
            before = light;
        }
    }
}
