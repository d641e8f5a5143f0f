package org.thgcl.data;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.thgcl.data.hdf5.ElementType;
import org.thgcl.data.hdf5.FloatValues;
import org.thgcl.data.hdf5.StoredDataset;

/// A dataset `[N]` or `[C]` of names or numbers: labels, classes or ids.
///
/// @param name of the dataset
/// @param values each as text; a number in decimal digits, a boolean as FALSE or TRUE
/// @param kind what they were
record Hdf5Column(String name, List<String> values, Kind kind) {
    /// Up to here every whole number is a double.
    private static final double MOST_WHOLE = 0x1p53;

    enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN
    }

    /// Reads all values.
    ///
    /// @param file its name, for messages
    /// @param entry what to call one of the values: `clip` or `class`
    /// @throws IllegalArgumentException if it hasn't one axis, holds something else, or was never written
    static Hdf5Column read(String file, StoredDataset dataset, String entry) {
        String where = file + ": " + dataset.name();
        long[] sizes = dataset.sizes();
        if (sizes.length != 1) {
            throw new IllegalArgumentException(where + " has " + sizes.length + " axes; it must have 1");
        }
        ElementType type = dataset.type();
        if (type.kind() == ElementType.Kind.OTHER) {
            throw new IllegalArgumentException(where + " holds " + type.description()
                    + "; it must be strings (fixed or variable length, UTF-8), integers of 1, 2, 4 or 8 bytes, whole"
                    + " numbers in IEEE floats, or booleans");
        }
        long unwritten = dataset.firstUnwritten();
        if (unwritten >= 0) {
            throw new IllegalArgumentException(
                    where + " of " + entry + " " + unwritten + " was never written; write the whole dataset");
        }
        if (sizes[0] > Integer.MAX_VALUE || sizes[0] > Runtime.getRuntime().maxMemory() / 4 / type.size()) {
            throw new IllegalArgumentException(where + " has " + sizes[0] + " values, more than fit in the memory");
        }
        List<String> values = new ArrayList<>();
        if (sizes[0] > 0) {
            String one = where + " of " + entry + " ";
            values = type.isString() ? texts(dataset, one) : numbers(dataset, one);
        }
        Kind kind =
                switch (type.kind()) {
                    case FIXED_STRING, VARIABLE_STRING -> Kind.TEXT;
                    case BOOLEAN -> Kind.BOOLEAN;
                    default -> Kind.NUMBER;
                };
        return new Hdf5Column(dataset.name(), List.copyOf(values), kind);
    }

    private static List<String> texts(StoredDataset dataset, String one) {
        byte[][] strings = dataset.strings();
        List<String> texts = new ArrayList<>(strings.length);
        for (int i = 0; i < strings.length; i++) {
            texts.add(text(strings[i], one + i));
        }
        return texts;
    }

    /// Whatever a file says of its characters, h5py writes UTF-8, and ASCII is UTF-8, too.
    private static String text(byte[] bytes, String where) {
        String shown = " (bytes " + HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(bytes.length, 40)) + ")";
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf(0) >= 0) {
                throw new IllegalArgumentException(where + " has a zero byte within" + shown);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException(
                    where + " is not UTF-8" + shown + "; strings must be UTF-8: encode them so", e);
        }
    }

    private static List<String> numbers(StoredDataset dataset, String one) {
        int count = (int) dataset.sizes()[0];
        ElementType type = dataset.type();
        ByteBuffer bytes = dataset.read(0, count);
        List<String> numbers = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            numbers.add(
                    switch (type.kind()) {
                        case FLOAT -> whole(bytes, type, one + i);
                        case BOOLEAN -> logical(bytes.get(), one + i);
                        default -> integer(bytes, type);
                    });
        }
        return numbers;
    }

    private static String integer(ByteBuffer bytes, ElementType type) {
        long value = FloatValues.integer(bytes, type);
        return type.signed() ? Long.toString(value) : Long.toUnsignedString(value);
    }

    /// MATLAB has no other numbers by default.
    private static String whole(ByteBuffer bytes, ElementType type, String where) {
        double value =
                switch (type.size()) {
                    case 2 -> Float.float16ToFloat(bytes.getShort());
                    case 4 -> bytes.getFloat();
                    default -> bytes.getDouble();
                };
        if (!(Math.abs(value) <= MOST_WHOLE) || value != Math.rint(value)) {
            throw new IllegalArgumentException(where + " is " + value + "; it must be a whole number");
        }
        return Long.toString((long) value);
    }

    private static String logical(byte value, String where) {
        if (value != 0 && value != 1) {
            throw new IllegalArgumentException(where + " is the boolean " + value + "; it must be 0 or 1");
        }
        return value == 0 ? "FALSE" : "TRUE";
    }

    int size() {
        return values.size();
    }

    /// A value as a number: of a boolean 0 or 1.
    String number(int i) {
        return kind != Kind.BOOLEAN ? values.get(i) : values.get(i).equals("TRUE") ? "1" : "0";
    }
}
