package org.thgcl.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.thgcl.ablation.AblationResult;
import org.thgcl.ablation.GridResult;

/// Results of ablations, as files hold them.
///
/// @param results of sweeps, `ablation.json`
/// @param grids of sweeps over lag and noise, `lag.json`
public record Sweeps(List<AblationResult> results, List<GridResult> grids) {
    /// No results.
    public static final Sweeps NONE = new Sweeps(List.of(), List.of());

    public Sweeps {
        results = List.copyOf(results);
        grids = List.copyOf(grids);
    }

    /// Reads files of either kind.
    ///
    /// @throws IllegalArgumentException that names the file, if it is neither
    /// @throws IOException if it can't be read
    public static Sweeps read(List<Path> files) throws IOException {
        List<AblationResult> results = new ArrayList<>();
        List<GridResult> grids = new ArrayList<>();
        for (Path file : files) {
            if (isGrid(file)) {
                grids.add(GridResult.read(file));
            } else {
                results.add(AblationResult.read(file));
            }
        }
        return new Sweeps(results, grids);
    }

    private static boolean isGrid(Path file) throws IOException {
        try {
            JsonElement json = JsonParser.parseString(Files.readString(file));
            return json.isJsonObject()
                    && json.getAsJsonObject().get("cells") instanceof JsonArray cells
                    && !cells.isEmpty();
        } catch (JsonParseException e) {
            return false; // said by who reads it as the result of a sweep
        }
    }

    /// The same with one more result, which comes first.
    Sweeps and(AblationResult result) {
        return new Sweeps(Stream.concat(Stream.of(result), results.stream()).toList(), grids);
    }

    boolean isEmpty() {
        return results.isEmpty() && grids.isEmpty();
    }
}
