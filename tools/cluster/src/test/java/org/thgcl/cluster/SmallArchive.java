package org.thgcl.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.thgcl.cli.Thgcl;
import org.thgcl.data.DataSet;
import org.thgcl.data.Hdf5Writer;
import org.thgcl.file.Csv;

/// An archive of three HDF5 files and a recording, a model, and what `thgcl predict` says of them. Batches are of 4
/// clips.
///
/// @param folder with `run`, and `clips` with the archive
record SmallArchive(Path folder) {
    static final List<String> CLASSES = List.of("bell", "dog", "rain");

    /// What recordings need here: weights at random, for a model of features of unknown origin.
    static final List<String> RECORDINGS = List.of("--weights", "random:small:5", "--force");

    private static final int[] SIZES = {14, 9, 23};

    static SmallArchive make(Path folder) throws IOException {
        SmallArchive archive = new SmallArchive(folder);
        Files.createDirectories(archive.clips());
        for (int file = 0; file < SIZES.length; file++) {
            Hdf5Writer.write(clips(SIZES[file], file), archive.clips().resolve("clips" + file + ".h5"));
        }
        sound(archive.clips().resolve("tone.wav"));
        archive.train("run", 1);
        return archive;
    }

    /// Trains a model.
    void train(String name, int seed) throws IOException {
        List<String> words = new ArrayList<>(List.of("train", "--threads", "1", "--out", folder.resolve(name).toString()));
        words.addAll(List.of("--train", clips().resolve("clips2.h5").toString()));
        for (String setting : List.of(
                "hidden=4", "embedding=3", "layers=1", "batch=4", "iterations=2", "validate_every=2", "seed=" + seed)) {
            words.addAll(List.of("--set", setting));
        }
        thgcl(words);
    }

    Path clips() {
        return folder.resolve("clips");
    }

    Path out() {
        return folder.resolve("out");
    }

    /// The words behind `predict`.
    List<String> words(String... more) {
        List<String> words = new ArrayList<>(List.of("--checkpoint", folder.resolve("run").toString()));
        words.addAll(List.of("--out", out().toString(), "--clips", "7"));
        words.addAll(RECORDINGS);
        words.addAll(List.of(more));
        return words;
    }

    private static DataSet clips(int size, int file) {
        float[][][] audio = new float[size][101][128];
        int[] labels = new int[size];
        for (int clip = 0; clip < size; clip++) {
            labels[clip] = clip % CLASSES.size();
            for (int k = 0; k < 101 * 128; k++) {
                audio[clip][k / 128][k % 128] = (31 * clip + 7 * k + file) % 13 - 6 + (k % 3 == labels[clip] ? 2 : 0);
            }
        }
        return DataSet.of(audio, labels, CLASSES);
    }

    private static void sound(Path file) throws IOException {
        byte[] samples = new byte[2 * 16_000 * 12];
        for (int k = 0; k < samples.length / 2; k++) {
            samples[2 * k + 1] = (byte) (k * 11 % 97 - 48);
        }
        AudioFormat format = new AudioFormat(16_000, 16, 1, true, false);
        try (AudioInputStream in = new AudioInputStream(
                new java.io.ByteArrayInputStream(samples), format, samples.length / 2)) {
            AudioSystem.write(in, AudioFileFormat.Type.WAVE, file.toFile());
        }
    }

    /// What `thgcl predict` prints of the whole archive: CSV lines by source.
    Map<String, List<String>> expected() throws IOException {
        Map<String, List<String>> lines = new TreeMap<>();
        String run = folder.resolve("run").toString();
        for (int file = 0; file < SIZES.length; file++) {
            String path = clips().resolve("clips" + file + ".h5").toString();
            lines.put(path, lines(thgcl(List.of("predict", run, "--data", path))));
        }
        String sound = clips().resolve("tone.wav").toString();
        List<String> words = new ArrayList<>(List.of("predict", run, sound, "--format", "csv"));
        words.addAll(RECORDINGS);
        lines.put(sound, lines(thgcl(words)));
        return lines;
    }

    private static List<String> lines(String csv) {
        return csv.lines().skip(1).toList();
    }

    private static String thgcl(List<String> words) throws IOException {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Thgcl.run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
        if (code != Thgcl.DONE) {
            throw new IOException(words + ": " + err);
        }
        return out.toString();
    }

    /// The rows of all parts as the lines that `thgcl predict` prints, by source, in the order of their numbers.
    Map<String, List<String>> actual() throws IOException {
        Map<String, Map<Integer, String>> rows = new TreeMap<>();
        for (Path part : parts()) {
            try (ParquetReader<Group> reader = reader(part)) {
                for (Group row = reader.read(); row != null; row = reader.read()) {
                    String source = row.getString("source", 0);
                    String before = rows.computeIfAbsent(source, _ -> new TreeMap<>())
                            .put(row.getInteger("clip", 0), line(row));
                    if (before != null) {
                        throw new IOException("a clip occurs twice: " + before);
                    }
                }
            }
        }
        Map<String, List<String>> lines = new TreeMap<>();
        rows.forEach((source, clips) -> lines.put(source, List.copyOf(clips.values())));
        return lines;
    }

    private static String line(Group row) {
        List<Object> fields = new ArrayList<>();
        for (String field : List.of("id", "label", "predicted")) {
            fields.add(row.getString(field, 0));
        }
        Group scores = row.getGroup("scores", 0);
        for (int k = 0; k < scores.getFieldRepetitionCount("list"); k++) {
            fields.add(scores.getGroup("list", k).getDouble("element", 0));
        }
        return Csv.text(fields).strip();
    }

    private static ParquetReader<Group> reader(Path part) throws IOException {
        return new ParquetReader.Builder<Group>(new LocalInputFile(part), new PlainParquetConfiguration()) {
            @Override
            protected ReadSupport<Group> getReadSupport() {
                return new GroupReadSupport();
            }
        }.build();
    }

    /// The Parquet files.
    List<Path> parts() throws IOException {
        try (Stream<Path> files = Files.list(out())) {
            return files.filter(file -> file.toString().endsWith(".parquet")).sorted().toList();
        }
    }
}
