package org.thgcl.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.apache.spark.SparkFiles;
import org.thgcl.ablation.DataSource.DataFile;
import org.thgcl.ablation.RunRefusedException;
import org.thgcl.ablation.RunRequest;
import org.thgcl.ablation.RunSite;
import org.thgcl.ablation.SweepProgress;

/// Makes a run on an executor: its request in, its entry of the cache out, a line of JSON each.
///
/// @param shipped whether Spark has sent the files of clips, each under its SHA-256 as name; otherwise they lie
/// under their own paths
record Run(boolean shipped) implements Work {
    private static final long serialVersionUID = 1;

    /// All runs of an executor share the data that it has opened.
    private static RunSite site;

    @Override
    public String on(String request, IntConsumer updates) throws IOException {
        SweepProgress progress = new SweepProgress() {
            @Override
            public void update(long made, int ended) {
                updates.accept((int) made);
            }
        };
        RunRequest run = RunRequest.parse(request);
        try {
            return site(this).make(run, progress).line();
        } catch (RunRefusedException e) {
            // it holds for every run here
            throw new Unfit(e.getMessage().replace(run.name() + ": ", ""), e);
        }
    }

    private static synchronized RunSite site(Run first) {
        if (site == null) {
            site = new RunSite(first::find);
        }
        return site;
    }

    /// Where a file lies here.
    private Path find(DataFile file) {
        Path path = Path.of(shipped ? SparkFiles.get(file.sha256()) : file.path());
        if (!Files.isReadable(path)) {
            throw new Unfit(path + ": no such file here that can be read; with --ship it is sent", null);
        }
        return path;
    }
}
