package org.thgcl.cli;

import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.tensor.CounterRandom;

/// A small HDF5 file for tests: 30 clips of three classes in turn, audio [30, 6, 4] and video [30, 3, 5], noise with
/// feature c raised in clips of class c. A test replaces or removes what it wants wrong.
final class ClipFile {
    static final int CLIPS = 30;
    static final String[] CLASSES = {"dog", "cat, \"small\"", "cow"};

    private final Map<String, Object> datasets = new LinkedHashMap<>();

    static ClipFile good() {
        return labelled(turns(CLIPS));
    }

    /// The same with other labels.
    static ClipFile labelled(String... labels) {
        String[] ids = new String[labels.length];
        for (int clip = 0; clip < ids.length; clip++) {
            ids[clip] = "clip-" + clip;
        }
        return new ClipFile()
                .with("audio", features(labels.length, 6, 4))
                .with("video", features(labels.length, 3, 5))
                .with("label", labels)
                .with("unique_labels", CLASSES)
                .with("audio_add", ids);
    }

    /// Labels of the classes in turn.
    static String[] turns(int clips) {
        String[] labels = new String[clips];
        for (int clip = 0; clip < clips; clip++) {
            labels[clip] = CLASSES[clip % CLASSES.length];
        }
        return labels;
    }

    static float[][][] features(int clips, int segments, int features) {
        CounterRandom random = new CounterRandom(7);
        float[][][] values = new float[clips][segments][features];
        for (int clip = 0; clip < clips; clip++) {
            for (int segment = 0; segment < segments; segment++) {
                for (int feature = 0; feature < features; feature++) {
                    double noise = random.uniform(clip, features, segment * features + feature);
                    values[clip][segment][feature] = (float) (noise + (feature == clip % CLASSES.length ? 1.5 : 0));
                }
            }
        }
        return values;
    }

    ClipFile with(String dataset, Object data) {
        datasets.put(dataset, data);
        return this;
    }

    ClipFile without(String dataset) {
        datasets.remove(dataset);
        return this;
    }

    Path write(Path path) {
        try (WritableHdfFile file = HdfFile.write(path)) {
            datasets.forEach(file::putDataset);
        }
        return path;
    }
}
