package org.thgcl.golden.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Work;
import org.thgcl.golden.GoldenWriter;
import org.thgcl.golden.Kinds;

/// Random golden files: a function of the seed alone. Expected numbers come from the definitions, as the suite's do.
public final class RandomSuite {
    private RandomSuite() {}

    /// Writes one file for each kind into a folder, which is made if there is none. Nothing is written if a kind gives
    /// no case.
    ///
    /// @param cases in each file, at least 1
    /// @return what was drawn in vain, a line for each kind that has such draws
    /// @throws org.thgcl.golden.GoldenException for a kind that there isn't
    /// @throws IllegalArgumentException if a kind gives no case
    public static List<String> write(Path folder, long seed, int cases, List<String> kinds) throws IOException {
        kinds.forEach(Kinds::of);
        List<String> notes = new ArrayList<>();
        Map<String, String> texts = new LinkedHashMap<>();
        try (Work work = Work.begin("computing random golden files", kinds.size())) {
            for (String kind : kinds) {
                RandomFile file = RandomFile.of(kind, seed, cases, RandomFile.ATTEMPTS);
                texts.put(kind, GoldenWriter.write(file.golden()));
                notes.add(file.note());
                work.step();
            }
        }
        Files.createDirectories(folder);
        for (Map.Entry<String, String> text : texts.entrySet()) {
            AtomicFile.write(folder.resolve(text.getKey() + ".json"), text.getValue());
        }
        return notes.stream().filter(note -> !note.isEmpty()).toList();
    }
}
