package org.thgcl.data;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.DatasetCreationOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/// HDF5 files for tests: a good one of 4 clips, of which a test replaces or removes what it wants wrong.
final class Hdf5Files {
    private final Map<String, Object> datasets = new LinkedHashMap<>();

    /// Feature [n, p, f] is 100 n + 10 p + f in audio [4, 3, 2] and minus that in video [4, 2, 5].
    static Hdf5Files good() {
        return new Hdf5Files()
                .with("audio", ramp(4, 3, 2, 1))
                .with("video", ramp(4, 2, 5, -1))
                .with("label", new String[] {"dog", "cat", "dog", "cat"})
                .with("unique_labels", new String[] {"dog", "cat"})
                .with("audio_add", new String[] {"a0", "a1", "a2", "a3"});
    }

    static float[][][] ramp(int clips, int segments, int features, int sign) {
        float[][][] ramp = new float[clips][segments][features];
        for (int n = 0; n < clips; n++) {
            for (int p = 0; p < segments; p++) {
                for (int f = 0; f < features; f++) {
                    ramp[n][p][f] = sign * (100 * n + 10 * p + f);
                }
            }
        }
        return ramp;
    }

    Hdf5Files with(String dataset, Object data) {
        datasets.put(dataset, data);
        return this;
    }

    Hdf5Files without(String dataset) {
        datasets.remove(dataset);
        return this;
    }

    Path write(Path folder) {
        return write(folder, null);
    }

    /// @param chunks of the audio, shuffled and compressed; null for contiguous
    Path write(Path folder, int[] chunks) {
        Path path = folder.resolve("events.h5");
        try (WritableHdfFile file = HdfFile.write(path)) {
            datasets.forEach((name, data) -> {
                if (chunks != null && name.equals("audio")) {
                    file.putDataset(
                            name,
                            data,
                            DatasetCreationOptions.builder()
                                    .chunkDimensions(chunks)
                                    .shuffle()
                                    .deflate()
                                    .build());
                } else {
                    file.putDataset(name, data);
                }
            });
        }
        return path;
    }
}
