package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.file.Sha256;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;
import org.thgcl.training.TrainingData;

/// Clips in HDF5 files, with the parts that training takes from them: see [TrainingData].
public final class ClipFiles implements SweepData {
    private final TrainingData data;
    private final DataFacts facts;

    /// Opens the files and reads them once, for their fingerprint.
    ///
    /// @param validation may be null
    /// @param test may be null without `validation`; the first file is then split by the configuration's
    /// fractions
    /// @throws IllegalArgumentException if there would be no test part, or a file isn't in the layout
    public ClipFiles(Path train, Path validation, Path test) throws IOException {
        if (validation != null && test == null) {
            throw new IllegalArgumentException("a sweep compares variants on a test part, and --validation without"
                    + " --test leaves none; add --test");
        }
        data = new TrainingData(train, validation, test);
        try {
            List<Path> files =
                    Stream.of(train, validation, test).filter(Objects::nonNull).toList();
            facts = facts(files, parts(train, validation, test));
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static String parts(Path train, Path validation, Path test) {
        if (test == null) {
            return "split by the seed into fractions to train, validate and test";
        }
        return "training from " + train.getFileName()
                + (validation == null
                        ? ", of which a tenth, drawn by the seed, validates"
                        : ", validation from " + validation.getFileName())
                + "; test from " + test.getFileName() + ", the same for every seed";
    }

    private DataFacts facts(List<Path> files, String parts) throws IOException {
        List<String> names = new ArrayList<>();
        StringBuilder contents = new StringBuilder();
        for (Path file : files) {
            names.add(file.getFileName().toString());
            contents.append(Sha256.of(file)).append('\n');
        }
        DataSet train = data.train();
        return new DataFacts(
                String.join(", ", names),
                false,
                data.clips(),
                train.classes().size(),
                train.audioSegments(),
                train.videoSegments(),
                parts,
                Map.of(),
                Sha256.of(contents + parts));
    }

    @Override
    public Map<String, Integer> sizes() {
        return ClipShape.sizes(data.train());
    }

    @Override
    public Split.Parts parts(Configuration c) {
        return data.parts(c);
    }

    @Override
    public DataFacts facts() {
        return facts;
    }

    @Override
    public void close() {
        data.close();
    }
}
