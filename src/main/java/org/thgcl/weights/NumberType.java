package org.thgcl.weights;

import java.nio.ByteBuffer;
import java.util.Locale;

/// How a number is stored in a file of weights. Every value but a large int64 is exactly a `double`.
enum NumberType {
    FLOAT64(Double.BYTES) {
        @Override
        double read(ByteBuffer bytes, int place) {
            return bytes.getDouble(place);
        }
    },
    FLOAT32(Float.BYTES) {
        @Override
        double read(ByteBuffer bytes, int place) {
            return bytes.getFloat(place);
        }
    },
    FLOAT16(Short.BYTES) {
        @Override
        double read(ByteBuffer bytes, int place) {
            return Float.float16ToFloat(bytes.getShort(place));
        }
    },
    BFLOAT16(Short.BYTES) {
        @Override
        double read(ByteBuffer bytes, int place) {
            return Float.intBitsToFloat(bytes.getShort(place) << Short.SIZE);
        }
    },
    /// Counters beside the weights, such as how many batches a norm has seen.
    INT64(Long.BYTES) {
        @Override
        double read(ByteBuffer bytes, int place) {
            return bytes.getLong(place);
        }
    };

    private final int bytes;

    NumberType(int bytes) {
        this.bytes = bytes;
    }

    int bytes() {
        return bytes;
    }

    /// The number that begins at a byte.
    abstract double read(ByteBuffer bytes, int place);

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
