package org.thgcl.data;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.dataset.ContiguousDataset;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Reason;
import org.thgcl.file.Work;

/// Writes a data set as an HDF5 file that [Hdf5DataSet] and other programs read: float32, contiguous, one
/// clip in memory at a time. How the features were made stands in attributes of the root group: `features`,
/// the lines of the [Fingerprint], `fingerprint`, their SHA-256, and `warning`, if the weights were drawn at
/// random.
public final class Hdf5Writer {
    /// Attribute with the text of the [Fingerprint].
    static final String FEATURES = "features";

    /// Attribute with its SHA-256.
    static final String FINGERPRINT = "fingerprint";

    private static final String WARNING = "warning";

    private Hdf5Writer() {}

    /// Writes all clips. The file appears whole or not at all; one of that name is replaced.
    ///
    /// @throws IOException if it can't be written
    public static void write(DataSet data, Path path) throws IOException {
        AtomicFile.writeAt(path, part -> {
            try {
                layOut(data, part);
                fill(data, part);
            } catch (HdfException e) {
                // jhdf says "Exception writing" and keeps the reason behind it
                throw new IOException(e.getCause() instanceof IOException cause ? Reason.of(cause) : e.getMessage(), e);
            }
        });
    }

    /// Lets jhdf write everything but the features, of which it would want all in memory: it is given zeros,
    /// which are one and the same clip N times.
    private static void layOut(DataSet data, Path path) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            file.putDataset("audio", zeros(data.size(), data.audioSegments(), data.audioFeatures()));
            if (data.hasVideo()) {
                file.putDataset("video", zeros(data.size(), data.videoSegments(), data.videoFeatures()));
            }
            if (data.severalLabels() || data.label(0) != DataSet.UNLABELLED) {
                file.putDataset(
                        "label",
                        data.severalLabels()
                                ? indicators(data)
                                : strings(data.size(), clip -> data.classes().get(data.label(clip))));
                file.putDataset("unique_labels", strings(data.classes().size(), data.classes()::get));
            }
            data.fingerprint().ifPresent(fingerprint -> {
                file.putAttribute(FEATURES, fingerprint.text());
                file.putAttribute(FINGERPRINT, fingerprint.sha256());
                fingerprint.warning().ifPresent(warning -> file.putAttribute(WARNING, warning));
            });
            file.putDataset("audio_add", strings(data.size(), data::id));
            file.putDataset("video_add", strings(data.size(), data::id));
        }
    }

    private static float[][][] zeros(int clips, int segments, int features) {
        float[][][] zeros = new float[clips][][];
        Arrays.fill(zeros, new float[segments][features]);
        return zeros;
    }

    /// Labels `[N, C]` of 0 and 1.
    private static byte[][] indicators(DataSet data) {
        byte[][] member = new byte[data.size()][data.classes().size()];
        for (int clip = 0; clip < member.length; clip++) {
            for (int category : data.labelsOf(clip).of(0)) {
                member[clip][category] = 1;
            }
        }
        return member;
    }

    private static String[] strings(int size, IntFunction<String> string) {
        String[] strings = new String[size];
        Arrays.setAll(strings, string);
        return strings;
    }

    private static void fill(DataSet data, Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long[] addresses = addresses(path, data.hasVideo());
            float[] audioFeatures = new float[data.audioSegments() * data.audioFeatures()];
            float[] videoFeatures = new float[data.videoSegments() * data.videoFeatures()];
            try (Work work = Work.begin("writing clips", data.size())) {
                for (int clip = 0; clip < data.size(); clip++) {
                    data.readAudio(clip, audioFeatures, 0);
                    put(channel, addresses[0] + (long) clip * Float.BYTES * audioFeatures.length, audioFeatures);
                    if (data.hasVideo()) {
                        data.readVideo(clip, videoFeatures, 0);
                        put(channel, addresses[1] + (long) clip * Float.BYTES * videoFeatures.length, videoFeatures);
                    }
                    work.step();
                }
            }
        }
    }

    /// Where in the file the features of audio and, with video, of video begin.
    private static long[] addresses(Path path, boolean video) {
        try (HdfFile file = new HdfFile(path)) {
            long audio = ((ContiguousDataset) file.getDatasetByPath("audio")).getDataAddress();
            return new long[] {audio, video ? ((ContiguousDataset) file.getDatasetByPath("video")).getDataAddress() : -1
            };
        }
    }

    private static void put(FileChannel channel, long address, float[] features) throws IOException {
        // jhdf writes numbers in the machine's own byte order.
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * features.length).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(features);
        while (bytes.hasRemaining()) {
            channel.write(bytes, address + bytes.position());
        }
    }
}
