package org.thgcl.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Optional;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioFormat.Encoding;

/// The way in which a sample is written, and its value: a whole number of b bits divided by `2^(b-1)`, so that
/// full scale is 1 (features section 2, step 1).
///
/// | written as | value |
/// |---|---|
/// | signed, b = 8, 16, 24, 32 bits | `v / 2^(b-1)` |
/// | unsigned 8 bits | `(v - 128) / 128` |
/// | float of 32 or 64 bits | itself |
/// | A-law, mu-law (ITU-T G.711) | the 16 bits that it stands for, `/ 2^15` |
enum SampleFormat {
    SIGNED_8(Encoding.PCM_SIGNED, 1) {
        @Override
        double read(ByteBuffer bytes) {
            return bytes.get() * 0x1p-7;
        }
    },
    UNSIGNED_8(Encoding.PCM_UNSIGNED, 1) {
        @Override
        double read(ByteBuffer bytes) {
            return (Byte.toUnsignedInt(bytes.get()) - 128) * 0x1p-7;
        }
    },
    SIGNED_16(Encoding.PCM_SIGNED, 2) {
        @Override
        double read(ByteBuffer bytes) {
            return bytes.getShort() * 0x1p-15;
        }
    },
    SIGNED_24(Encoding.PCM_SIGNED, 3) {
        @Override
        double read(ByteBuffer bytes) {
            int a = Byte.toUnsignedInt(bytes.get());
            int b = Byte.toUnsignedInt(bytes.get());
            int c = Byte.toUnsignedInt(bytes.get());
            boolean big = bytes.order() == ByteOrder.BIG_ENDIAN;
            // in the upper bits of an int, where the sign is in its place
            int shifted = big ? a << 24 | b << 16 | c << 8 : c << 24 | b << 16 | a << 8;
            return shifted * 0x1p-31;
        }
    },
    SIGNED_32(Encoding.PCM_SIGNED, 4) {
        @Override
        double read(ByteBuffer bytes) {
            return bytes.getInt() * 0x1p-31;
        }
    },
    FLOAT_32(Encoding.PCM_FLOAT, 4) {
        @Override
        double read(ByteBuffer bytes) {
            return bytes.getFloat();
        }
    },
    FLOAT_64(Encoding.PCM_FLOAT, 8) {
        @Override
        double read(ByteBuffer bytes) {
            return bytes.getDouble();
        }
    },
    A_LAW(Encoding.ALAW, 1) {
        @Override
        double read(ByteBuffer bytes) {
            int code = bytes.get() ^ 0x55;
            int exponent = code >> 4 & 7;
            int mantissa = (code & 15) << 4;
            int magnitude = exponent == 0 ? mantissa + 8 : (mantissa + 0x108) << (exponent - 1);
            return ((code & 0x80) == 0 ? -magnitude : magnitude) * 0x1p-15;
        }
    },
    MU_LAW(Encoding.ULAW, 1) {
        @Override
        double read(ByteBuffer bytes) {
            int code = ~bytes.get();
            int exponent = code >> 4 & 7;
            int magnitude = ((((code & 15) << 3) + 0x84) << exponent) - 0x84;
            return ((code & 0x80) == 0 ? magnitude : -magnitude) * 0x1p-15;
        }
    };

    @SuppressWarnings("ImmutableEnumChecker") // a name
    private final Encoding encoding;

    private final int bytes;

    SampleFormat(Encoding encoding, int bytes) {
        this.encoding = encoding;
        this.bytes = bytes;
    }

    /// The way of a file, if it is one of these.
    static Optional<SampleFormat> of(AudioFormat format) {
        return Arrays.stream(values())
                .filter(way -> way.encoding.equals(format.getEncoding())
                        && 8 * way.bytes == format.getSampleSizeInBits()
                        && way.bytes * format.getChannels() == format.getFrameSize())
                .findFirst();
    }

    /// The value of the sample at the buffer's position, in the buffer's byte order; moves the position behind it.
    abstract double read(ByteBuffer bytes);
}
