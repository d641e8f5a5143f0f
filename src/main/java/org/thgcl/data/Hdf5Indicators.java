package org.thgcl.data;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.thgcl.data.hdf5.ElementType;
import org.thgcl.data.hdf5.FloatValues;
import org.thgcl.data.hdf5.StoredDataset;

/// Labels `[N, C]` of an HDF5 file: 1 where a clip is of a class, else 0 (A43). Integers, IEEE floats or booleans.
final class Hdf5Indicators {
    private static final int ROWS = 4096;

    private final String where;
    private final StoredDataset dataset;
    private final IntFunction<String> id;
    private final int classes;

    /// @param file its name, for messages
    /// @param dataset with two axes
    /// @param id of a clip, for messages
    /// @throws IllegalArgumentException if its type isn't such, or it was never written
    Hdf5Indicators(String file, StoredDataset dataset, IntFunction<String> id) {
        this.where = file + ": " + dataset.name();
        this.dataset = dataset;
        this.id = id;
        if (dataset.type().isString() || dataset.type().kind() == ElementType.Kind.OTHER) {
            throw new IllegalArgumentException(
                    where + " has 2 axes and holds " + dataset.type().description()
                            + "; with 2 axes, clip and class, it must hold numbers: 1 where the clip is of the class,"
                            + " else 0");
        }
        long unwritten = dataset.firstUnwritten();
        if (unwritten >= 0) {
            throw new IllegalArgumentException(
                    where + " of clip " + unwritten + " was never written; write the whole dataset");
        }
        this.classes = Math.toIntExact(dataset.sizes()[1]);
    }

    /// Number of clips.
    int clips() {
        return Math.toIntExact(dataset.sizes()[0]);
    }

    /// Number of classes.
    int classes() {
        return classes;
    }

    /// The classes of each clip, ascending.
    ///
    /// @throws IllegalArgumentException that names clip and class of a value other than 0 and 1
    int[][] read() {
        List<int[]> rows = new ArrayList<>();
        for (int first = 0; first < clips(); first += ROWS) {
            int count = Math.min(ROWS, clips() - first);
            ByteBuffer bytes = dataset.read(first, count);
            for (int clip = first; clip < first + count; clip++) {
                rows.add(row(clip, bytes));
            }
        }
        return rows.toArray(int[][]::new);
    }

    private int[] row(int clip, ByteBuffer bytes) {
        boolean[] member = new boolean[classes];
        for (int category = 0; category < classes; category++) {
            double value = value(bytes);
            if (value != 0 && value != 1) {
                throw new IllegalArgumentException(where + " of clip " + clip + " (" + id.apply(clip) + "), class "
                        + category + " is " + text(value) + "; it must be 0 or 1");
            }
            member[category] = value == 1;
        }
        return IntStream.range(0, classes).filter(c -> member[c]).toArray();
    }

    private double value(ByteBuffer bytes) {
        ElementType type = dataset.type();
        if (type.kind() == ElementType.Kind.BOOLEAN) {
            return bytes.get();
        }
        if (type.kind() != ElementType.Kind.FLOAT) {
            return FloatValues.integer(bytes, type);
        }
        return switch (type.size()) {
            case 2 -> Float.float16ToFloat(bytes.getShort());
            case 4 -> bytes.getFloat();
            default -> bytes.getDouble();
        };
    }

    private static String text(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e15
                ? Long.toString((long) value)
                : Double.toString(value);
    }
}
