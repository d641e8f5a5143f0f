package org.thgcl.golden.suite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Work;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenFile;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.golden.GoldenWriter;
import org.thgcl.golden.KindsTable;

/// The published suite of golden files: a function of this program alone, the same bytes on every machine.
public final class Suite {
    /// The list of all files with their SHA-256, in the form that `sha256sum -c` reads.
    public static final String MANIFEST = "MANIFEST.sha256";

    /// Of the suite, `MAJOR.MINOR.PATCH`: major when an expected number changes, minor when cases are added;
    /// `golden/CHANGES.md` says what changed. A file has the version in which it changed last.
    public static final String VERSION = "2.2.0";

    /// The files of the suite, in groups that have all files of their kinds, before anything is computed.
    static final List<Supplier<List<Document>>> GROUPS = List.of(
            GraphFiles::all,
            WeightFiles::all,
            LayerFiles::all,
            NodeFiles::all,
            LossFiles::all,
            TrainingFiles::all,
            MetricFiles::all,
            PracticeFiles::all,
            RandomFiles::all,
            LogMelFile::all,
            ResampleFile::all,
            QuantiseFile::all,
            ResizeFile::all,
            ChunksFile::all,
            FrontEndFile::all,
            NormalisationFiles::all,
            ConvolutionFiles::all,
            NeighbourFiles::all,
            GraphNetworkFiles::all,
            SoundFiles::all,
            OneAxisNetworkFiles::all,
            TransformerFiles::all,
            EncoderFiles::all,
            SystemCountFile::all,
            NetworkCountFile::all,
            ModelFiles::all,
            TrajectoryFile::all);

    private Suite() {}

    /// All files by path, in the order of the paths.
    ///
    /// @throws IllegalStateException if a gradient isn't what differences give, or a mistake changes nothing
    public static Map<String, GoldenFile> files() {
        List<Document> documents = new ArrayList<>();
        GROUPS.forEach(group -> documents.addAll(group.get()));
        List<GoldenFile> computed = Work.each("computing golden files", documents, Document::compute);
        Map<String, GoldenFile> files = new TreeMap<>();
        for (int k = 0; k < computed.size(); k++) {
            files.put("cases/" + documents.get(k).name + ".json", computed.get(k));
        }
        files.putAll(WorkedExample.files());
        return files;
    }

    /// One of the files of cases, which takes less time than all.
    ///
    /// @param name such as `gaussian_weight`
    /// @throws IllegalArgumentException if there is none of this name
    public static GoldenFile file(String name) {
        return GROUPS.stream()
                .flatMap(group -> group.get().stream())
                .filter(document -> document.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the suite has no file cases/" + name + ".json"))
                .compute();
    }

    /// Writes all files, the table of kinds and the manifest into a folder, which is made if there is none.
    ///
    /// @return how many golden files
    public static int write(Path folder) throws IOException {
        Map<String, GoldenFile> files = files();
        StringBuilder manifest = new StringBuilder("# sha256sum -c " + MANIFEST + "\n");
        for (Map.Entry<String, GoldenFile> file : files.entrySet()) {
            String text = GoldenWriter.write(file.getValue());
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            AtomicFile.write(path, text);
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            manifest.append("# ")
                    .append(file.getKey())
                    .append(": kind ")
                    .append(file.getValue().kind())
                    .append(", ")
                    .append(file.getValue().cases().size())
                    .append(" cases, ")
                    .append(numbers(file.getValue()))
                    .append(" numbers to compare, ")
                    .append(bytes.length)
                    .append(" bytes\n")
                    .append(sha256(bytes))
                    .append("  ")
                    .append(file.getKey())
                    .append('\n');
        }
        AtomicFile.write(folder.resolve(KindsTable.FILE), KindsTable.write(VERSION));
        AtomicFile.write(folder.resolve(MANIFEST), manifest.toString());
        return files.size();
    }

    private static long numbers(GoldenFile file) {
        long numbers = 0;
        for (GoldenCase c : file.cases()) {
            for (Map<String, GoldenTensor> expected : List.of(c.outputs(), c.gradients())) {
                for (GoldenTensor tensor : expected.values()) {
                    numbers += tensor.shape().elements();
                }
            }
        }
        return numbers;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
