package org.thgcl.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.thgcl.data.DataSet;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.file.Json;

/// The data of a run, as its folder keeps them in `data.json`: where each file is and what it holds.
///
/// Files within the run's folder are named relative to it, so that the folder can be moved; others by their absolute
/// path. A file that hasn't changed since it was read isn't read again to know what it holds.
///
/// @param sources by role: `train`, and `validation` and `test` if they are files of their own; none after an import
/// @param origin where the parameters came from that the run began with; `null` if its seed drew them
public record RunData(Map<String, Source> sources, Origin origin) {
    /// The file to learn from, of which the other parts are taken unless they are files of their own.
    public static final String TRAIN = "train";

    /// The file to validate on.
    public static final String VALIDATION = "validation";

    /// The file to test on.
    public static final String TEST = "test";

    public RunData {
        sources = Collections.unmodifiableMap(new LinkedHashMap<>(sources));
        if (!sources.containsKey(TRAIN) && (origin == null || !origin.imported())) {
            throw new IllegalArgumentException("there is no " + TRAIN);
        }
        sources.values().forEach(source -> Objects.requireNonNull(source, "source"));
    }

    /// One data set.
    ///
    /// @param file where it is; `null` if it is no file
    /// @param content what it holds
    /// @param stamp by which the file is known not to have changed; `null` if it is no file
    public record Source(String file, DataIdentity content, FileStamp stamp) {
        public Source {
            Objects.requireNonNull(content, "content");
        }
    }

    /// The data sets of a run's parts, by role.
    public static Map<String, DataSet> byRole(Split.Parts parts) {
        Map<String, DataSet> sets = new LinkedHashMap<>();
        sets.put(TRAIN, parts.train().data());
        add(sets, VALIDATION, parts.validation());
        add(sets, TEST, parts.test());
        return sets;
    }

    private static void add(Map<String, DataSet> sets, String role, Subset part) {
        if (part != null && !part.data().equals(sets.get(TRAIN))) {
            sets.put(role, part.data());
        }
    }

    /// The data that a run is given. Reads what the run's folder doesn't know yet.
    ///
    /// @param notes told of a `data.json` that can't be read
    /// @throws IllegalArgumentException if a feature isn't a finite number
    static RunData of(
            Split.Parts parts, Optional<Origin> origin, RunFolder folder, InstantSource clock, Consumer<String> notes)
            throws IOException {
        Map<String, Source> known = Map.of();
        try {
            known = read(folder).map(RunData::sources).orElse(known);
        } catch (IllegalArgumentException e) {
            notes.accept(e.getMessage() + ". It is written anew.");
        }
        Map<String, Source> sources = new LinkedHashMap<>();
        for (Map.Entry<String, DataSet> set : byRole(parts).entrySet()) {
            sources.put(set.getKey(), source(set.getValue(), folder.path(), known.get(set.getKey()), clock));
        }
        return new RunData(sources, origin.orElse(null));
    }

    private static Source source(DataSet data, Path folder, Source before, InstantSource clock) throws IOException {
        Optional<Path> file = data.file();
        if (file.isEmpty()) {
            return new Source(null, DataIdentity.of(data), null);
        }
        String name = nameIn(folder, file.get());
        FileStamp stamp = FileStamp.of(file.get(), clock.instant());
        boolean same =
                before != null && before.stamp != null && stamp.sameContent(before.stamp) && before.content.isWhole();
        if (same) {
            return new Source(name, before.content, before.stamp);
        }
        return new Source(name, DataIdentity.of(data), stamp);
    }

    private static String nameIn(Path folder, Path file) throws IOException {
        Path realFolder = folder.toRealPath();
        Path realFile = file.toRealPath();
        return realFile.startsWith(realFolder)
                ? realFolder.relativize(realFile).toString()
                : file.toAbsolutePath().normalize().toString();
    }

    /// What the data sets hold, by role.
    public Map<String, DataIdentity> contents() {
        Map<String, DataIdentity> contents = new LinkedHashMap<>();
        sources.forEach((role, source) -> contents.put(role, source.content));
        return contents;
    }

    /// Where the data set of a role is; empty if it is no file, or there is no such role.
    ///
    /// @param folder of the run
    public Optional<Path> path(RunFolder folder, String role) {
        Source source = sources.get(role);
        return source == null || source.file == null
                ? Optional.empty()
                : Optional.of(folder.path().resolve(source.file));
    }

    /// The files in the order of the roles.
    public List<Path> paths(RunFolder folder) {
        return sources.keySet().stream()
                .flatMap(role -> path(folder, role).stream())
                .toList();
    }

    /// Checks that a file still holds what it held; it is read if it has changed.
    ///
    /// @throws IllegalArgumentException that says what differs
    public void requireSame(String role, DataSet data, InstantSource clock) throws IOException {
        Source source = sources.get(role);
        boolean unread = source.stamp != null
                && data.file().isPresent()
                && FileStamp.of(data.file().get(), clock.instant()).sameContent(source.stamp);
        if (unread) {
            return;
        }
        List<String> differences = source.content.differences(DataIdentity.of(data));
        if (!differences.isEmpty()) {
            throw new IllegalArgumentException(data.file().map(Path::toString).orElse(data.name())
                    + ": differs from the run's " + role + " data in: "
                    + String.join(", ", differences) + "; --data FILE says which clips to use instead");
        }
    }

    /// What differs between the data of a checkpoint and those given, in words; empty if nothing does.
    ///
    /// @param saved by role, as a checkpoint has them
    static String differences(Map<String, DataIdentity> saved, Map<String, DataIdentity> given) {
        StringBuilder text = new StringBuilder();
        for (String role : List.of(TRAIN, VALIDATION, TEST)) {
            DataIdentity before = saved.get(role);
            DataIdentity now = given.get(role);
            String difference = "";
            if (before != null && now != null) {
                difference = String.join(", ", before.differences(now));
            } else if (before != null) {
                difference = "had a file of their own and have none now";
            } else if (now != null) {
                difference = "had no file of their own and have one now";
            }
            if (!difference.isEmpty()) {
                text.append(text.isEmpty() ? "" : "; ")
                        .append(role)
                        .append(" data: ")
                        .append(difference);
            }
        }
        return text.toString();
    }

    /// Reads `data.json`.
    ///
    /// @return empty if there is no such file: an older version of the program made the run
    /// @throws IllegalArgumentException that names the file, if it holds something else
    public static Optional<RunData> read(RunFolder folder) throws IOException {
        if (!Files.exists(folder.data())) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.read(Files.readString(folder.data()), RunData.class));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    folder.data() + ": doesn't say which data the run has: " + e.getMessage()
                            + "; delete it and name the data by --data FILE",
                    e);
        }
    }
}
