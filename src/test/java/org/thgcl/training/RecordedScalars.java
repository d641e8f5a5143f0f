package org.thgcl.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Reads an event file of TensorBoard, by the formats alone: records as TensorFlow's `record_writer.h` says, events as
/// `event.proto` and `summary.proto` do. Whatever isn't expected there is an error.
///
/// @param version of the first event
/// @param scalars of the others, in the order of the file
record RecordedScalars(String version, List<Scalar> scalars) {
    /// One number.
    record Scalar(long step, String tag, float value) {}

    static RecordedScalars read(Path file) throws IOException {
        ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        String version = null;
        List<Scalar> scalars = new ArrayList<>();
        while (records.hasRemaining()) {
            ByteBuffer event = record(records);
            if (version == null) {
                assertThat(event.get()).isEqualTo((byte) (3 << 3 | 2)); // file_version
                version = text(event);
            } else {
                assertThat(event.get()).isEqualTo((byte) (2 << 3)); // step
                long step = varint(event);
                assertThat(event.get()).isEqualTo((byte) (5 << 3 | 2)); // summary
                scalars.addAll(summary(part(event), step));
            }
            assertThat(event.hasRemaining()).isFalse();
        }
        return new RecordedScalars(version, scalars);
    }

    private static List<Scalar> summary(ByteBuffer summary, long step) {
        List<Scalar> scalars = new ArrayList<>();
        while (summary.hasRemaining()) {
            assertThat(summary.get()).isEqualTo((byte) (1 << 3 | 2)); // value
            ByteBuffer value = part(summary);
            assertThat(value.get()).isEqualTo((byte) (1 << 3 | 2)); // tag
            String tag = text(value);
            assertThat(value.get()).isEqualTo((byte) (2 << 3 | 5)); // simple_value
            scalars.add(new Scalar(step, tag, value.getFloat()));
            assertThat(value.hasRemaining()).isFalse();
        }
        return scalars;
    }

    private static ByteBuffer record(ByteBuffer records) {
        ByteBuffer length = take(records, 8);
        assertThat(records.getInt()).isEqualTo(maskedChecksum(length));
        ByteBuffer content = take(records, Math.toIntExact(length.getLong(0)));
        assertThat(records.getInt()).isEqualTo(maskedChecksum(content));
        return content;
    }

    private static ByteBuffer take(ByteBuffer from, int length) {
        ByteBuffer taken = from.slice(from.position(), length).order(ByteOrder.LITTLE_ENDIAN);
        from.position(from.position() + length);
        return taken;
    }

    private static ByteBuffer part(ByteBuffer message) {
        return take(message, Math.toIntExact(varint(message)));
    }

    private static String text(ByteBuffer message) {
        return StandardCharsets.UTF_8.decode(part(message)).toString();
    }

    private static long varint(ByteBuffer message) {
        byte next = message.get();
        return next >= 0 ? next : (next & 0x7F) | (varint(message) << 7);
    }

    /// CRC-32C bit by bit, and the mask of TensorFlow's `crc32c.h`.
    private static int maskedChecksum(ByteBuffer bytes) {
        int crc = ~0;
        for (int i = 0; i < bytes.limit(); i++) {
            crc ^= bytes.get(i) & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) == 0 ? crc >>> 1 : crc >>> 1 ^ 0x82F63B78;
            }
        }
        crc = ~crc;
        return (crc >>> 15 | crc << 17) + 0xA282EAD8;
    }
}
