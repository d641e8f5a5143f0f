package org.thgcl.cluster;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroup;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;
import org.thgcl.training.ClipPrediction;

/// Writes a Parquet file of predictions, which appears whole or not at all. Attempts at the same file, on several
/// machines, don't meet: the last one that ends has its own rows there, and all have the same.
final class PartWriter implements AutoCloseable {
    /// One row for each clip.
    static final MessageType SCHEMA = MessageTypeParser.parseMessageType(
            """
            message clip {
              required binary source (STRING);
              required int32 clip;
              required binary id (STRING);
              required binary label (STRING);
              required binary predicted (STRING);
              required group scores (LIST) {
                repeated group list {
                  required double element;
                }
              }
            }
            """);

    private static final long ROW_GROUP = 16 << 20;

    private final Path part;
    private final ParquetWriter<Group> writer;

    /// @param folder where the file is to be
    /// @param facts written into its footer
    PartWriter(Path folder, Map<String, String> facts) throws IOException {
        part = Files.createTempFile(folder, ".", ".part");
        Files.delete(part);
        writer = ExampleParquetWriter.builder(new LocalOutputFile(part))
                .withConf(new PlainParquetConfiguration())
                .withType(SCHEMA)
                .withCompressionCodec(CompressionCodecName.ZSTD)
                .withRowGroupSize(ROW_GROUP)
                .withExtraMetaData(facts)
                .build();
    }

    /// Writes a clip.
    void write(String source, ClipPrediction clip) throws IOException {
        Group row = new SimpleGroup(SCHEMA);
        row.append("source", source)
                .append("clip", clip.clip())
                .append("id", clip.id())
                .append("label", clip.label())
                .append("predicted", clip.prediction().predicted());
        Group scores = row.addGroup("scores");
        clip.prediction().scores().values().forEach(score -> scores.addGroup("list").append("element", score));
        writer.write(row);
    }

    /// Lets the file appear.
    ///
    /// @param file in the folder
    void finish(Path file) throws IOException {
        writer.close();
        try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /// Leaves nothing of a file that wasn't finished.
    @Override
    public void close() throws IOException {
        if (Files.exists(part)) {
            try {
                writer.close();
            } finally {
                Files.deleteIfExists(part);
            }
        }
    }
}
