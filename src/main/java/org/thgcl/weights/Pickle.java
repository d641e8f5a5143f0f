package org.thgcl.weights;

import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads Python pickles of tensors as data. It follows the instructions of [Opcode] with a stack of values; a
/// name of Python's is looked up in the table of [PickleGlobals] and stands for itself. Nothing is executed.
///
/// Values are [None], Boolean, Long, BigInteger, Double, String, [Tuple], List, Map, and what the table's
/// names give. Lists and maps may contain themselves, so nobody may follow them to the end.
final class Pickle {
    private static final int MOST_STEPS = 1 << 20;
    private static final int MOST_OPEN_MARKS = 100;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_LONG = 64;

    private final String where;
    private final ByteBuffer bytes;
    private final PickleGlobals globals;
    private final Map<Long, Object> memo = new HashMap<>();
    private final List<Integer> marks = new ArrayList<>();
    private final List<Object> stack = new ArrayList<>();

    /// Python's None.
    enum None {
        NONE
    }

    /// Python's tuple.
    record Tuple(List<Object> items) {
        Tuple {
            items = List.copyOf(items);
        }
    }

    private Pickle(String where, ByteBuffer bytes, PickleGlobals globals) {
        this.where = where;
        this.bytes = bytes;
        this.globals = globals;
    }

    /// Reads the pickle at a buffer's position, and leaves the position behind it.
    ///
    /// @param where what to call the pickle in a message
    /// @throws IllegalArgumentException if it is damaged or holds anything else than tensors, numbers and
    ///     texts
    static Object read(String where, ByteBuffer bytes, PickleGlobals globals) {
        ByteOrder order = bytes.order();
        try {
            return new Pickle(where, bytes.order(ByteOrder.LITTLE_ENDIAN), globals).read();
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException(where + " is truncated: it ends within an instruction", e);
        } finally {
            bytes.order(order);
        }
    }

    private Object read() {
        for (int step = 0; step < MOST_STEPS; step++) {
            int place = bytes.position();
            int code = Byte.toUnsignedInt(bytes.get());
            Opcode opcode = Opcode.of(code)
                    .orElseThrow(() -> new IllegalArgumentException(where + ", byte " + place + ": instruction "
                            + String.format("0x%02x", code) + " isn't one that tensors need, so it is not followed"));
            try {
                if (opcode == Opcode.STOP) {
                    Object result = pop();
                    require(stack.isEmpty() && marks.isEmpty(), "values are left over");
                    return result;
                }
                follow(opcode);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        where + ", byte " + place + ", " + opcode + ": " + e.getMessage(), e);
            }
        }
        throw new IllegalArgumentException(where + " has more than " + MOST_STEPS + " instructions");
    }

    private void follow(Opcode opcode) {
        switch (opcode) {
            case PROTO -> {
                int protocol = Byte.toUnsignedInt(bytes.get());
                require(protocol == 2, "the pickle's protocol is " + protocol + ", must be 2");
            }
            case STOP -> throw new IllegalStateException("the end is met by read");
            case MARK -> {
                require(marks.size() < MOST_OPEN_MARKS, "more than " + MOST_OPEN_MARKS + " marks are open");
                marks.add(stack.size());
            }
            case NONE -> stack.add(None.NONE);
            case NEWTRUE -> stack.add(true);
            case NEWFALSE -> stack.add(false);
            case BININT -> stack.add((long) bytes.getInt());
            case BININT1 -> stack.add((long) Byte.toUnsignedInt(bytes.get()));
            case BININT2 -> stack.add((long) Short.toUnsignedInt(bytes.getShort()));
            case LONG1 -> stack.add(whole());
            case BINFLOAT -> stack.add(Double.longBitsToDouble(Long.reverseBytes(bytes.getLong())));
            case BINUNICODE -> stack.add(text(Integer.toUnsignedLong(bytes.getInt())));
            case EMPTY_TUPLE -> stack.add(new Tuple(List.of()));
            case TUPLE -> stack.add(new Tuple(popMarked()));
            case TUPLE1 -> stack.add(new Tuple(pop(1)));
            case TUPLE2 -> stack.add(new Tuple(pop(2)));
            case TUPLE3 -> stack.add(new Tuple(pop(3)));
            case EMPTY_LIST -> stack.add(new ArrayList<>());
            case APPEND -> append(pop(1));
            case APPENDS -> append(popMarked());
            case EMPTY_DICT -> stack.add(new LinkedHashMap<>());
            case SETITEM -> put(pop(2));
            case SETITEMS -> put(popMarked());
            case BINPUT -> memo.put((long) Byte.toUnsignedInt(bytes.get()), top());
            case LONG_BINPUT -> memo.put(Integer.toUnsignedLong(bytes.getInt()), top());
            case BINGET -> stack.add(remembered(Byte.toUnsignedInt(bytes.get())));
            case LONG_BINGET -> stack.add(remembered(Integer.toUnsignedLong(bytes.getInt())));
            case GLOBAL -> stack.add(globals.find(line() + " " + line()));
            case REDUCE -> {
                List<Object> call = pop(2);
                stack.add(globals.call(call.get(0), tuple(call.get(1))));
            }
            case BUILD -> {
                Object state = pop();
                globals.build(top(), state);
            }
            case BINPERSID -> stack.add(globals.storage(tuple(pop())));
        }
    }

    private Object whole() {
        int length = Byte.toUnsignedInt(bytes.get());
        require(length <= LONGEST_LONG, "a whole number of " + length + " bytes");
        byte[] digits = new byte[length];
        for (int i = length - 1; i >= 0; i--) {
            digits[i] = bytes.get();
        }
        BigInteger value = length == 0 ? BigInteger.ZERO : new BigInteger(digits);
        return value.bitLength() < Long.SIZE ? (Object) value.longValue() : value;
    }

    private String text(long length) {
        require(length <= bytes.remaining(), "a text of " + length + " bytes, " + bytes.remaining() + " follow");
        ByteBuffer part = bytes.slice(bytes.position(), (int) length);
        bytes.position(bytes.position() + (int) length);
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part).toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("a text that isn't UTF-8", e);
        }
    }

    private String line() {
        StringBuilder line = new StringBuilder();
        for (char next = (char) bytes.get(); next != '\n'; next = (char) bytes.get()) {
            require(line.length() < LONGEST_NAME, "a name of more than " + LONGEST_NAME + " bytes");
            line.append(next);
        }
        return line.toString();
    }

    private Object remembered(long key) {
        Object value = memo.get(key);
        require(value != null, "nothing is remembered as " + key);
        return value;
    }

    /// The lowest place of the stack that may be taken: the latest mark.
    private int floor() {
        return marks.isEmpty() ? 0 : marks.getLast();
    }

    private Object top() {
        require(stack.size() > floor(), "a value is missing");
        return stack.getLast();
    }

    private Object pop() {
        Object value = top();
        stack.removeLast();
        return value;
    }

    private List<Object> pop(int count) {
        require(stack.size() - count >= floor(), count + " values are needed");
        return cut(stack.size() - count);
    }

    private List<Object> popMarked() {
        require(!marks.isEmpty(), "a mark is missing");
        return cut(marks.removeLast());
    }

    private List<Object> cut(int from) {
        List<Object> upper = stack.subList(from, stack.size());
        List<Object> values = new ArrayList<>(upper);
        upper.clear();
        return values;
    }

    private static Tuple tuple(Object value) {
        require(value instanceof Tuple, "a tuple is needed");
        return (Tuple) value;
    }

    @SuppressWarnings("unchecked")
    private void append(List<Object> values) {
        require(top() instanceof List, "a list is needed");
        ((List<Object>) top()).addAll(values);
    }

    @SuppressWarnings("unchecked")
    private void put(List<Object> keysAndValues) {
        require(top() instanceof Map, "a dictionary is needed");
        require(keysAndValues.size() % 2 == 0, "a key has no value");
        Map<Object, Object> map = (Map<Object, Object>) top();
        for (int i = 0; i < keysAndValues.size(); i += 2) {
            Object key = keysAndValues.get(i);
            require(key instanceof String || key instanceof Long, "a key must be a text or a whole number");
            require(map.put(key, keysAndValues.get(i + 1)) == null, "the key " + key + " occurs twice");
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
