package org.thgcl.features;

import java.io.IOException;
import java.util.Optional;
import org.thgcl.media.Frame;
import org.thgcl.media.MediaException;
import org.thgcl.media.Picture;
import org.thgcl.media.Rational;
import org.thgcl.media.Recording;
import org.thgcl.media.Section;
import org.thgcl.media.Sound;

/// A recording in memory: a tone that rises, and pictures whose colours change with time.
///
/// @param seconds of the sound; zero for none
/// @param rate samples a second
/// @param fps pictures a second
/// @param frames number of pictures
/// @param width of a picture
/// @param height of a picture
record MadeRecording(Rational seconds, int rate, Rational fps, int frames, int width, int height) implements Recording {
    static MadeRecording of(double seconds, int frames) {
        return new MadeRecording(
                new Rational(Math.round(1000 * seconds), 1000), 16_000, Rational.of(25), frames, 40, 30);
    }

    MadeRecording withRate(int other) {
        return new MadeRecording(seconds, other, fps, frames, width, height);
    }

    MadeRecording withFps(Rational other) {
        return new MadeRecording(seconds, rate, other, frames, width, height);
    }

    @Override
    public String name() {
        return "made";
    }

    @Override
    public String decoder() {
        return "memory";
    }

    @Override
    public Contents contents() {
        return new Contents(seconds.numerator() > 0, frames > 0, Optional.of(seconds));
    }

    @Override
    public Sound sound(Section section) {
        long first = section.start().times(Rational.of(rate)).floor();
        long all = seconds.times(Rational.of(rate)).floor();
        long end = section.length()
                .map(length ->
                        section.start().plus(length).times(Rational.of(rate)).floor())
                .orElse(all);
        double[] samples = new double[(int) Math.max(0, Math.min(end, all) - first)];
        for (int i = 0; i < samples.length; i++) {
            double t = (first + i) / (double) rate;
            samples[i] = 0.3 * StrictMath.sin(2 * StrictMath.PI * (200 + 40 * t) * t);
        }
        return new Sound(rate, 2, samples);
    }

    @Override
    public void frames(Section section, FrameSink sink) throws IOException {
        if (frames == 0) {
            throw new MediaException("made: has no pictures");
        }
        for (int i = 0; i < frames; i++) {
            Rational time = Rational.of(i).dividedBy(fps);
            if (section.contains(time)) {
                byte[] rgb = new byte[3 * width * height];
                for (int k = 0; k < rgb.length; k++) {
                    rgb[k] = (byte) (k + 7 * i * (k % 3 + 1));
                }
                sink.take(new Frame(time, new Picture(width, height, rgb)));
            }
        }
    }
}
