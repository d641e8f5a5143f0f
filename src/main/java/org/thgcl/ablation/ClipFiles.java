package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.thgcl.ablation.DataSource.DataFile;
import org.thgcl.ablation.DataSource.Part;
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
    private final DataSource source;

    /// Opens the files and reads them once, for their fingerprint.
    ///
    /// @param validation may be null
    /// @param test may be null without `validation`; the first file is then split by the configuration's
    /// fractions
    /// @throws IllegalArgumentException if there would be no test part, or a file isn't in the layout
    public ClipFiles(Path train, Path validation, Path test) throws IOException {
        this(paths(train, validation, test), Map.of());
    }

    /// @param paths where the files lie
    /// @param origins the paths by which they are known, where these are others
    private ClipFiles(Map<Part, Path> paths, Map<Part, String> origins) throws IOException {
        if (paths.containsKey(Part.VALIDATION) && !paths.containsKey(Part.TEST)) {
            throw new IllegalArgumentException("a sweep compares variants on a test part, and --validation without"
                    + " --test leaves none; add --test");
        }
        data = new TrainingData(paths.get(Part.TRAIN), paths.get(Part.VALIDATION), paths.get(Part.TEST));
        try {
            Map<Part, DataFile> files = new EnumMap<>(Part.class);
            for (Part part : paths.keySet()) {
                Path file = paths.get(part);
                String origin = origins.getOrDefault(part, file.toAbsolutePath().toString());
                files.put(part, new DataFile(part, origin, Sha256.of(file)));
            }
            facts = facts(files);
            source = new DataSource(facts.fingerprint(), null, List.copyOf(files.values()));
        } catch (IOException | RuntimeException e) {
            data.close();
            throw e;
        }
    }

    private static Map<Part, Path> paths(Path train, Path validation, Path test) {
        Map<Part, Path> paths = new EnumMap<>(Part.class);
        paths.put(Part.TRAIN, train);
        if (validation != null) {
            paths.put(Part.VALIDATION, validation);
        }
        if (test != null) {
            paths.put(Part.TEST, test);
        }
        return paths;
    }

    /// Opens files of which another machine has told.
    ///
    /// @param find where each lies here
    static ClipFiles open(List<DataFile> files, Function<DataFile, Path> find) throws IOException {
        Map<Part, Path> paths = new EnumMap<>(Part.class);
        Map<Part, String> origins = new EnumMap<>(Part.class);
        for (DataFile file : files) {
            paths.put(file.part(), find.apply(file));
            origins.put(file.part(), file.path());
        }
        return new ClipFiles(paths, origins);
    }

    private static String parts(Map<Part, DataFile> files) {
        if (!files.containsKey(Part.TEST)) {
            return "split by the seed into fractions to train, validate and test";
        }
        return "training from " + files.get(Part.TRAIN).name()
                + (files.containsKey(Part.VALIDATION)
                        ? ", validation from " + files.get(Part.VALIDATION).name()
                        : ", of which a tenth, drawn by the seed, validates")
                + "; test from " + files.get(Part.TEST).name() + ", the same for every seed";
    }

    private DataFacts facts(Map<Part, DataFile> files) {
        String names = files.values().stream().map(DataFile::name).collect(Collectors.joining(", "));
        String contents =
                files.values().stream().map(file -> file.sha256() + "\n").collect(Collectors.joining());
        DataSet train = data.train();
        return new DataFacts(
                names,
                false,
                data.clips(),
                train.classes().size(),
                train.audioSegments(),
                train.videoSegments(),
                parts(files),
                Map.of(),
                Sha256.of(contents + parts(files)));
    }

    @Override
    public DataSource source() {
        return source;
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
