package org.thgcl.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thgcl.tensor.DType;

/// A table of docs/export.md: the largest difference of each kind of model, by type. `-Dthgcl.measured=write` writes
/// it. Otherwise its rows are compared, not its figures, which are a few roundings.
final class DifferenceTable {
    private static final Path PAGE = Path.of("docs", "export.md");

    private final String begin;
    private final String heading;
    private final Map<String, Map<DType, Double>> rows = new LinkedHashMap<>();

    /// @param name in the comment that stands above the table
    DifferenceTable(String name, String heading) {
        this.begin = "<!-- differences: " + name + " -->\n";
        this.heading = heading;
    }

    void add(String row, DType dtype, double difference) {
        rows.computeIfAbsent(row, _ -> new EnumMap<>(DType.class)).merge(dtype, difference, Math::max);
    }

    private String text() {
        StringBuilder text = new StringBuilder("| " + heading + " | float64 | float32 |\n|---|---|---|\n");
        rows.forEach((row, difference) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %.1e | %.1e |%n",
                row,
                difference.get(DType.FLOAT64),
                difference.get(DType.FLOAT32))));
        return text.toString();
    }

    void compareOrWrite() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(begin) + begin.length();
        assertThat(from).as(begin).isGreaterThan(begin.length());
        int to = page.indexOf("\n\n", from) + 1;
        if (System.getProperty("thgcl.measured", "check").equals("write")) {
            Files.writeString(PAGE, page.substring(0, from) + text() + page.substring(to));
            return;
        }
        assertThat(firstColumn(page.substring(from, to)))
                .as("rows of the table in %s; -Dthgcl.measured=write writes it", PAGE)
                .isEqualTo(firstColumn(text()));
    }

    private static List<String> firstColumn(String table) {
        List<String> column = new ArrayList<>();
        table.lines().forEach(line -> column.add(line.split("\\|", -1)[1].strip()));
        return column;
    }
}
