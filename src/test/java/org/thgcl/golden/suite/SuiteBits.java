package org.thgcl.golden.suite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.thgcl.determinism.Fingerprint;
import org.thgcl.golden.GoldenWriter;

/// The golden suite, generated and hashed.
public final class SuiteBits {
    private SuiteBits() {}

    /// The whole suite, by its manifest, which has the hash of each file.
    ///
    /// @param folder where to write
    public static String whole(Path folder) throws IOException {
        Suite.write(folder);
        return new Fingerprint().add(folder.resolve(Suite.MANIFEST)).hex();
    }

    /// The files on graphs, weights and metrics, which even an interpreter generates in seconds.
    public static String small() {
        Fingerprint fingerprint = new Fingerprint();
        Stream.of(GraphFiles.all(), WeightFiles.all(), MetricFiles.all())
                .flatMap(List::stream)
                .forEach(document -> fingerprint.add(GoldenWriter.write(document.compute())));
        return fingerprint.hex();
    }
}
