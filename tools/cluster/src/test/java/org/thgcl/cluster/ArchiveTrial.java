package org.thgcl.cluster;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.thgcl.cli.Thgcl;

/// An archive scored by two executors on this machine: its rows must be what `thgcl predict` says. Ends with an
/// exception if they aren't.
final class ArchiveTrial {
    private ArchiveTrial() {}

    /// @param args a folder for everything
    public static void main(String... args) throws IOException {
        SmallArchive archive = SmallArchive.make(Path.of(args[0], "archive"));
        PrintWriter out = new PrintWriter(System.out, true);
        PrintWriter err = new PrintWriter(System.err, true);
        List<String> words =
                new ArrayList<>(List.of("--master", "local-cluster[2,1,1024]", "--conf", "spark.executor.memory=768m"));
        words.addAll(List.of("--log", args[0] + "/archive.log", "predict"));
        words.addAll(archive.words(archive.clips().toString()));
        int code = Submit.run(out, err, words.toArray(String[]::new));
        if (code != Thgcl.DONE || !archive.actual().equals(archive.expected())) {
            throw new IllegalStateException("exit code " + code + ", rows " + archive.actual() + ", must be "
                    + archive.expected());
        }
        System.out.println("the rows of " + archive.parts().size() + " parts are what thgcl predict says");
    }
}
