package org.thgcl.golden;

import com.google.gson.stream.JsonToken;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.thgcl.tensor.Shape;
import org.thgcl.tensor.Tensor;

/// Reads numbers and tensors.
final class TensorReader {
    private static final String WHOLE = "-?\\d+";

    private final JsonSource json;
    private int[] sizes;
    private double[] numbers;
    private int count;
    private boolean whole;

    private TensorReader(JsonSource json) {
        this.json = json;
    }

    /// `{"shape": [2, 3], "data": [row-major numbers]}`.
    static GoldenTensor tensor(JsonSource json) {
        return new TensorReader(json).read();
    }

    private GoldenTensor read() {
        json.object(name -> {
            switch (name) {
                case "shape" -> sizes = sizes();
                case "data" -> data();
                default -> throw json.wrong("a tensor has no such field, only shape and data");
            }
        });
        if (sizes == null || numbers == null) {
            throw json.wrong((sizes == null ? "shape" : "data") + " is missing");
        }
        Shape shape = shape();
        if (shape.elements() != count) {
            throw json.wrong("shape " + shape + " has " + shape.elements() + " elements, data has " + count);
        }
        return new GoldenTensor(Tensor.of(shape, Arrays.copyOf(numbers, count)), whole);
    }

    private int[] sizes() {
        List<Integer> list = new ArrayList<>();
        json.list(() -> {
            int size = whole(json);
            if (size < 0 || size > GoldenTensor.LIMIT) {
                throw json.wrong("size " + size + ", must be from 0 to " + GoldenTensor.LIMIT);
            }
            list.add(size);
        });
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /// A size of 0 hides how large the others are; they count here, for what is computed from them.
    private Shape shape() {
        long product = 1;
        for (int size : sizes) {
            product *= Math.max(size, 1);
            if (product > GoldenTensor.LIMIT) {
                throw json.wrong("shape " + Arrays.toString(sizes) + " is too large, at most " + GoldenTensor.LIMIT
                        + " elements are allowed");
            }
        }
        return Shape.of(sizes);
    }

    private void data() {
        numbers = new double[16];
        whole = true;
        json.list(() -> {
            if (count == GoldenTensor.LIMIT) {
                throw json.wrong("too many numbers, at most " + GoldenTensor.LIMIT + " are allowed");
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = element();
        });
    }

    private double element() {
        if (json.next() == JsonToken.STRING) {
            whole = false;
            return notFinite(json);
        }
        String literal = json.number();
        whole &= literal.matches(WHOLE);
        return real(json, literal);
    }

    /// `"NaN"`, `"Infinity"` or `"-Infinity"`.
    private static double notFinite(JsonSource json) {
        String text = json.text();
        return switch (text) {
            case "NaN" -> Double.NaN;
            case "Infinity" -> Double.POSITIVE_INFINITY;
            case "-Infinity" -> Double.NEGATIVE_INFINITY;
            default ->
                throw json.wrong("must be a number, or the text NaN, Infinity or -Infinity, is the text "
                        + GoldenException.quoted(text));
        };
    }

    /// A finite real number.
    static double real(JsonSource json) {
        return real(json, json.number());
    }

    private static double real(JsonSource json, String literal) {
        double value = Double.parseDouble(literal);
        if (Double.isInfinite(value)) {
            throw json.wrong(GoldenException.quoted(literal) + " is beyond the range of float64");
        }
        return value;
    }

    /// A whole number, written without a decimal point.
    static int whole(JsonSource json) {
        String literal = json.number();
        if (!literal.matches(WHOLE)) {
            throw json.wrong("must be whole, written without a decimal point, is " + GoldenException.quoted(literal));
        }
        try {
            return Integer.parseInt(literal);
        } catch (NumberFormatException e) {
            throw json.wrong(GoldenException.quoted(literal) + " is beyond the range of 32 bits");
        }
    }

    /// A number as it is written: [Long] without a decimal point, else [Double].
    static Number number(JsonSource json) {
        String literal = json.number();
        if (!literal.matches(WHOLE)) {
            return real(json, literal);
        }
        try {
            return Long.valueOf(literal);
        } catch (NumberFormatException e) {
            throw json.wrong(GoldenException.quoted(literal) + " is beyond the range of 64 bits");
        }
    }
}
