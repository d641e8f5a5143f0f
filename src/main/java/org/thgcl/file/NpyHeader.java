package org.thgcl.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The head of a `.npy` file, format versions 1 to 3: eight bytes of magic and version, the length of a text, and the
/// text, a Python dictionary with the keys `descr`, `fortran_order` and `shape`.
///
/// @param fortran whether the first axis varies fastest, else the last
/// @param shape sizes of the axes
/// @param bytes of the head, where the numbers begin
public record NpyHeader(NpyType type, boolean fortran, long[] shape, int bytes) {
    /// Bytes that tell how long the head is: magic, version, length.
    public static final int START = 12;

    private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final int LONGEST = 1 << 20;
    private static final Pattern ENTRY = Pattern.compile(
            "\\s*'(descr|fortran_order|shape)'\\s*:\\s*" + "('[^']*'|True|False|\\([^()]*\\)|\\[.*])\\s*(?:,|(?=\\}))");
    private static final Pattern SHAPE = Pattern.compile("\\(\\s*|\\s*,\\s*|\\s*\\)");

    /// The length of a whole head in bytes.
    ///
    /// @param where what to call the array in a message
    /// @param start the file's first bytes, [#START] of them or all that there are
    /// @throws IllegalArgumentException if the file isn't NumPy's or of an unknown version
    public static int length(String where, byte[] start) {
        if (start.length < START || !Arrays.equals(start, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            boolean pickle = start.length > 1 && start[0] == (byte) 0x80 && start[1] >= 2 && start[1] <= 5;
            throw new IllegalArgumentException(where + " is "
                    + (pickle ? "a Python pickle, not a .npy file" : "not a .npy file")
                    + "; numpy.save(FILE, array) writes one");
        }
        int version = start[6];
        if (version < 1 || version > 3 || start[7] != 0) {
            throw new IllegalArgumentException(
                    where + " is of the .npy format " + version + "." + start[7] + "; known are 1.0, 2.0 and 3.0");
        }
        ByteBuffer bytes = ByteBuffer.wrap(start).order(ByteOrder.LITTLE_ENDIAN);
        long text = version == 1 ? Short.toUnsignedInt(bytes.getShort(8)) : Integer.toUnsignedLong(bytes.getInt(8));
        if (text > LONGEST) {
            throw new IllegalArgumentException(where + " is damaged: its head would be " + text + " bytes long");
        }
        return (version == 1 ? 10 : START) + (int) text;
    }

    /// Reads a whole head.
    ///
    /// @param where what to call the array in a message
    /// @throws IllegalArgumentException if it is damaged or the type of the numbers isn't known
    public static NpyHeader parse(String where, byte[] head) {
        int begin = head[6] == 1 ? 10 : START;
        String text = new String(
                        head,
                        begin,
                        head.length - begin,
                        head[6] == 3 ? StandardCharsets.UTF_8 : StandardCharsets.ISO_8859_1)
                .strip();
        Map<String, String> entries = new HashMap<>();
        Matcher entry = ENTRY.matcher(text);
        int at = 1;
        int found = 0;
        while (entry.region(Math.min(at, text.length()), text.length()).lookingAt()) {
            entries.put(entry.group(1), entry.group(2));
            at = entry.end();
            found++;
        }
        if (found != 3 || entries.size() != 3 || !text.substring(at).strip().equals("}") || text.charAt(0) != '{') {
            throw new IllegalArgumentException(where + " is damaged: its head is '"
                    + (text.length() > 200 ? text.substring(0, 200) + " ..." : text) + "'");
        }
        String type = entries.get("descr");
        return new NpyHeader(
                NpyType.of(where, type.replace("'", "")),
                entries.get("fortran_order").equals("True"),
                shape(where, entries.get("shape")),
                head.length);
    }

    /// The sizes of `(3, 4, 5)`, `(3,)` or `()`; Python 2 wrote `3L`.
    private static long[] shape(String where, String text) {
        List<Long> sizes = new ArrayList<>();
        for (String size : SHAPE.split(text, -1)) {
            if (size.matches("\\d{1,18}L?")) {
                sizes.add(Long.valueOf(size.replace("L", "")));
            } else if (!size.isEmpty()) {
                throw new IllegalArgumentException(where + " is damaged: its shape is " + text);
            }
        }
        return sizes.stream().mapToLong(Long::longValue).toArray();
    }
}
