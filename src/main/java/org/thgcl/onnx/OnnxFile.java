package org.thgcl.onnx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.thgcl.file.AtomicFile;

/// A file of ONNX.
///
/// @param bytes the file
/// @param inputs names and shapes, such as `audio [clips, 101, 128]`
/// @param outputs likewise
public record OnnxFile(byte[] bytes, List<String> inputs, List<String> outputs) {
    public OnnxFile {
        inputs = List.copyOf(inputs);
        outputs = List.copyOf(outputs);
    }

    /// Writes the file, whole or not at all.
    ///
    /// @throws IOException that names the file; the old file, if any, is still there
    public void write(Path file) throws IOException {
        ByteBuffer rest = ByteBuffer.wrap(bytes);
        AtomicFile.write(file, channel -> {
            while (rest.hasRemaining()) {
                channel.write(rest);
            }
        });
    }
}
