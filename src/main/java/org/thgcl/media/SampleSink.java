package org.thgcl.media;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;

/// Collects the samples of a section out of those that go by, as the mean of their channels.
final class SampleSink {
    /// 256 MiB of memory; 11 minutes at 48 kHz.
    private static final int MOST = 1 << 25;

    private final Path path;
    private final int rate;
    private final int channels;
    private final long first;
    private final long end;
    private double[] kept = new double[1 << 16];
    private long position;

    /// @param path the recording's, for messages
    /// @param first number of the first sample that is kept
    /// @param end number of the first sample after it that is not
    SampleSink(Path path, int rate, int channels, long first, long end) {
        this.path = path;
        this.rate = rate;
        this.channels = channels;
        this.first = first;
        this.end = end;
    }

    /// Number of samples that have gone by: of the recording, not of the section.
    long position() {
        return position;
    }

    /// Whether the section's end is reached.
    boolean isFull() {
        return position >= end;
    }

    /// Lets samples go by that nobody has decoded: they must lie before the section.
    void skip(long samples) {
        position += samples;
    }

    /// Takes silence up to a sample.
    void silence(long until) throws MediaException {
        while (position < until && !isFull()) {
            if (position < first) {
                position = Math.min(first, until);
            } else {
                take(0);
            }
        }
    }

    /// Takes samples of all channels, one channel after the other.
    ///
    /// @throws MediaException for a sample that isn't finite, or a section that is too long
    void take(ByteBuffer bytes, SampleFormat format, int samples) throws MediaException {
        for (int i = 0; i < samples; i++) {
            double sum = 0;
            for (int c = 0; c < channels; c++) {
                sum += format.read(bytes);
            }
            take(sum / channels);
        }
    }

    private void take(double sample) throws MediaException {
        if (!Double.isFinite(sample)) {
            throw new MediaException(
                    path + ": sample " + position + " of the sound is " + sample + "; samples must be finite numbers");
        }
        if (position >= first && position < end) {
            keep((int) Math.min(position - first, MOST), sample);
        }
        position++;
    }

    private void keep(int index, double sample) throws MediaException {
        if (index >= MOST) {
            throw new MediaException(path + ": the sound is too long to be held in memory, over " + MOST
                    + " samples; take a section of it");
        }
        if (index == kept.length) {
            kept = Arrays.copyOf(kept, 2 * kept.length);
        }
        kept[index] = sample;
    }

    /// The samples that were kept so far.
    Sound sound() {
        long samples = Math.max(0, Math.min(position, end) - first);
        return new Sound(rate, channels, Arrays.copyOf(kept, (int) samples));
    }
}
