package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.thgcl.data.PlantedEvents;

/// Where the data of a run come from, as a value: enough to open the same ones on another machine, and to know that
/// they are the same.
///
/// @param fingerprint of the data, see [DataFacts]
/// @param synthetic design of clips that are computed; `null` for files
/// @param files training clips, then those to validate and to test on, as far as they have files of their own; none for
/// synthetic clips
public record DataSource(String fingerprint, PlantedEvents.Design synthetic, List<DataFile> files) {
    public DataSource {
        if (fingerprint == null || (synthetic == null) == files.isEmpty()) {
            throw new IllegalArgumentException("data are either synthetic or in files, and have a fingerprint");
        }
        files = List.copyOf(files);
    }

    /// A file of clips.
    ///
    /// @param part that it is for
    /// @param path absolute, on the machine that asks for the run
    /// @param sha256 of its content
    public record DataFile(Part part, String path, String sha256) {
        public DataFile {
            if (part == null || path == null || sha256 == null) {
                throw new IllegalArgumentException("a file of clips has a part, a path and a digest");
            }
        }

        /// Its name, without folders: a part of the data's fingerprint.
        public String name() {
            return path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
        }
    }

    /// What clips are for.
    public enum Part {
        /// To learn from.
        TRAIN,

        /// To choose the best parameters by.
        VALIDATION,

        /// To measure the result on.
        TEST
    }

    /// Opens the data on this machine.
    ///
    /// @param find where a file lies here; it may have another name
    /// @throws RunRefusedException that names both, if the data here are others
    /// @throws IOException if a file can't be read
    SweepData open(Function<DataFile, Path> find) throws IOException {
        if (synthetic != null) {
            SweepData computed = new SyntheticClips(synthetic);
            require("synthetic clips", computed.facts().fingerprint(), fingerprint);
            return computed;
        }
        ClipFiles opened = ClipFiles.open(files, find);
        try {
            for (int file = 0; file < files.size(); file++) {
                DataFile wanted = files.get(file);
                require(
                        find.apply(wanted).toString(),
                        opened.source().files().get(file).sha256(),
                        wanted.sha256());
            }
            require("the files together", opened.facts().fingerprint(), fingerprint);
            return opened;
        } catch (RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static void require(String what, String found, String wanted) {
        if (!found.equals(wanted)) {
            throw new RunRefusedException(
                    what + ": other data than the run is for; SHA-256 is " + found + " here, must be " + wanted);
        }
    }
}
