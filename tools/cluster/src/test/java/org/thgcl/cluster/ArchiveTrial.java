package org.thgcl.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.cli.Thgcl;

/// An archive scored by an executor on this machine: its rows must be what `thgcl predict` says, and files
/// that can't be read must be named. Then parts are missing, and then the model is another one. Ends with an exception
/// if something isn't as it should be.
final class ArchiveTrial {
    private final Path folder;
    private final SmallArchive archive;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private final Map<String, List<String>> rows;
    private final List<Path> broken;

    private ArchiveTrial(Path folder) throws IOException {
        this.folder = folder;
        archive = SmallArchive.make(folder.resolve("archive"));
        rows = archive.expected();
        Path cut = archive.clips().resolve("cut.h5");
        Files.write(cut, Arrays.copyOf(Files.readAllBytes(archive.clips().resolve("clips0.h5")), 3000));
        broken = List.of(cut, Files.writeString(archive.clips().resolve("noise.wav"), "RIFF and nothing else"));
    }

    /// @param args a folder for everything
    public static void main(String... args) throws IOException {
        ArchiveTrial trial = new ArchiveTrial(Path.of(args[0]));
        trial.predict("local-cluster[1,1,1024]");
        trial.goOn();
        trial.refuseAnotherModel();
    }

    private void predict(String master) throws IOException {
        require(submit(master) == Thgcl.FAILED, "files that can't be read must be a failure");
        for (Path file : broken) {
            require(
                    err.toString().lines().anyMatch(line -> line.startsWith("left out: " + file + ": ")),
                    file + " must be named");
        }
        require(archive.actual().equals(rows), "rows " + archive.actual() + " must be " + rows);
    }

    /// Some parts are missing, and what an interrupted executor leaves is there.
    private void goOn() throws IOException {
        List<Path> parts = archive.parts().stream()
                .filter(part -> !part.toString().endsWith("-incomplete.parquet"))
                .toList();
        require(parts.size() == archive.parts().size() - 1, "a part must be incomplete");
        Map<Path, Object> kept = new HashMap<>();
        for (Path part : parts) {
            kept.put(part, key(part));
        }
        for (Path missing : parts.subList(2, 5)) {
            kept.remove(missing);
            Files.delete(missing);
        }
        Path left = Files.createFile(archive.out().resolve(".1.part"));
        predict("local[2]");
        require(!Files.exists(left), left + " must be gone");
        for (Map.Entry<Path, Object> part : kept.entrySet()) {
            require(key(part.getKey()).equals(part.getValue()), part.getKey() + " must not be touched");
        }
    }

    private void refuseAnotherModel() throws IOException {
        Path other = folder.resolve("archive/other");
        archive.train("other", 2);
        Files.copy(
                other.resolve("best.safetensors"),
                folder.resolve("archive/run/best.safetensors"),
                StandardCopyOption.REPLACE_EXISTING);
        int code = submit("local[2]");
        require(code == Thgcl.USAGE, "another model must be refused");
        require(err.toString().contains("its parts were made otherwise; these differ: model ("), "it must be said why");
    }

    private int submit(String master) {
        List<String> words = new ArrayList<>(List.of("--master", master, "--conf", "spark.executor.memory=768m"));
        words.addAll(List.of("--log", folder + "/archive.log", "predict"));
        words.addAll(archive.words(archive.clips().toString()));
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        int code = Submit.run(new PrintWriter(out), new PrintWriter(err), words.toArray(String[]::new));
        System.out.println(words + "\n" + out + err + "exit code " + code);
        return code;
    }

    /// What a file that is written anew can't keep.
    private static Object key(Path file) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
        return List.of(attributes.fileKey(), attributes.lastModifiedTime());
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalStateException(rule);
        }
    }
}
