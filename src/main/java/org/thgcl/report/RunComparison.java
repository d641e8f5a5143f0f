package org.thgcl.report;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.thgcl.page.Page;

/// A page that sets several runs side by side: their results, the settings in which they differ, their data, their
/// learning curves.
///
/// @param runs two or more, in the order given
public record RunComparison(List<ComparedRun> runs) {
    public RunComparison {
        runs = List.copyOf(runs);
    }

    /// Reads the folders of runs. A run is called by its folder's name, or by the path given where two names are
    /// the same.
    ///
    /// @throws IllegalArgumentException that names the file, if one is not of a run, or if a folder is given twice
    /// @throws IOException if a file is missing or can't be read
    public static RunComparison read(List<Path> folders) throws IOException {
        List<String> names = new ArrayList<>();
        for (Path folder : folders) {
            names.add(folder.toAbsolutePath().normalize().getFileName().toString());
        }
        boolean distinct = new HashSet<>(names).size() == names.size();
        List<ComparedRun> runs = new ArrayList<>();
        for (int k = 0; k < folders.size(); k++) {
            Path folder = folders.get(k);
            if (folders.subList(0, k).contains(folder)) {
                throw new IllegalArgumentException(folder + ": is given twice; a run is compared with others");
            }
            runs.add(ComparedRun.read(distinct ? names.get(k) : folder.toString(), folder));
        }
        return new RunComparison(runs);
    }

    /// The page, HTML that is well-formed XML and stands alone.
    public String html() {
        String lead = "<p class=\"lead\">" + runs.size() + " runs, from the files in their folders.</p>\n";
        return new Page(
                        "THGCL: runs compared",
                        lead,
                        List.of(
                                new ComparedResults(runs),
                                new ComparedCurves(runs),
                                new ComparedSettings(runs),
                                new ComparedData(runs)))
                .html();
    }
}
