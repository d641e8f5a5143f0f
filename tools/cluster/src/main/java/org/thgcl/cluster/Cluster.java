package org.thgcl.cluster;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/// The connection to Spark: opened when there is something to do, and opened anew where executors must be
/// larger.
final class Cluster implements AutoCloseable {
    private final Settings settings;
    private Path scratch;
    private JavaSparkContext spark;
    private ClusterListener listener;
    private int threads;
    private long bytes;

    Cluster(Settings settings) {
        this.settings = settings;
    }

    /// Where Spark runs.
    Master master() {
        return settings.master();
    }

    /// Opens the connection, unless there is one whose executors are large enough.
    ///
    /// @param threads of each item of work
    /// @param bytes of memory that each takes
    /// @throws IOException if Spark doesn't start
    /// @throws IllegalArgumentException if a setting can't be used
    void open(int threads, long bytes) throws IOException {
        if (spark != null && (threads != this.threads || bytes > this.bytes)) {
            close();
        }
        if (spark != null) {
            return;
        }
        SparkConf conf = settings.conf(threads, bytes);
        settings.master().requireAnswer();
        scratch = Files.createTempDirectory("thgcl-cluster-");
        scratch.toFile().deleteOnExit();
        spark = start(conf.setJars(jars()));
        listener = new ClusterListener();
        spark.sc().addSparkListener(listener);
        this.threads = threads;
        this.bytes = bytes;
    }

    /// Copies of the jars: executors that come hours later are sent the same, whatever was built meanwhile.
    private String[] jars() throws IOException {
        List<String> copies = new ArrayList<>();
        for (Path jar : master().isLocal() ? List.<Path>of() : settings.jars()) {
            Path copy = scratch.resolve(jar.getFileName());
            copy.toFile().deleteOnExit();
            copies.add(Files.copy(jar, copy).toString());
        }
        return copies.toArray(String[]::new);
    }

    private static JavaSparkContext start(SparkConf conf) throws IOException {
        try {
            return new JavaSparkContext(conf);
        } catch (Exception e) { // what Spark throws it doesn't declare
            Shutdown.waitIfUnderWay();
            throw new IOException("Spark doesn't start: " + ClusterListener.firstLine(e.toString()), e);
        }
    }

    /// Sends a file to every executor that is given something to do from now on.
    ///
    /// @param name of the file there: one that says what is in it, so that two of one name don't meet
    void ship(String path, String name) throws IOException {
        Path link = scratch.resolve(name);
        if (!Files.exists(link)) {
            link.toFile().deleteOnExit();
            spark.addFile(link(link, Path.of(path)).toString());
        }
    }

    /// A file under another name: Spark looks through symbolic links, so it is a copy where there can't be a
    /// hard link.
    private static Path link(Path link, Path file) throws IOException {
        try {
            return Files.createLink(link, file);
        } catch (FileSystemException | UnsupportedOperationException e) {
            return Files.copy(file, link);
        }
    }

    /// Has items worked on: see [Distribution#run].
    Map<Integer, String> distribute(List<Distribution.Item> items, Work work, Distribution.Receiver receiver)
            throws IOException {
        return Distribution.run(spark, listener, items, work, receiver);
    }

    @Override
    public void close() {
        if (spark != null) {
            spark.close();
            spark = null;
        }
    }
}
