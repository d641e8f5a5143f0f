package org.thgcl.training;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.thgcl.data.Split;
import org.thgcl.file.AtomicFile;
import org.thgcl.file.Json;
import org.thgcl.file.Reason;
import org.thgcl.model.Configuration;
import org.thgcl.tensor.Tensor;

/// The files of one training run.
///
/// | file | content |
/// |---|---|
/// | `configuration.yaml` | the complete configuration |
/// | `data.json` | where the data are and what they hold, see [RunData] |
/// | `split.csv` | which clip is in which part |
/// | `metrics.jsonl` | loss and rate of each iteration, metrics of each validation |
/// | `best.safetensors` | the parameters with the best validation so far |
/// | `last.safetensors` | all that the run needs to go on |
/// | `result.json` | what came out, once the run has ended |
/// | `README.md` | the model card, if who trains writes one |
/// | `events.out.tfevents.thgcl` | the log for TensorBoard, if it is wanted |
/// | `.lock` | locked while a process works in the folder, see [RunLock] |
///
/// @param path the folder
/// @param tensorBoard whether events are written for TensorBoard; a run that has begun to goes on to, in any case
public record RunFolder(Path path, boolean tensorBoard) implements RunStore {
    /// A folder without events, unless it has some.
    public RunFolder(Path path) {
        this(path, false);
    }

    public Path configuration() {
        return path.resolve("configuration.yaml");
    }

    public Path data() {
        return path.resolve("data.json");
    }

    public Path split() {
        return path.resolve("split.csv");
    }

    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    public Path best() {
        return path.resolve("best.safetensors");
    }

    public Path last() {
        return path.resolve("last.safetensors");
    }

    public Path result() {
        return path.resolve("result.json");
    }

    /// The page on the model that people and model hubs read first.
    public Path card() {
        return path.resolve("README.md");
    }

    /// What TensorBoard reads. It knows such files by the middle part of their names.
    public Path events() {
        return path.resolve("events.out.tfevents.thgcl");
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public RunLock lock() throws IOException {
        create();
        return RunLock.lock(path);
    }

    @Override
    public void begin(Configuration configuration, boolean resumed) throws IOException {
        requireNone(last(), result());
        if (isImported()) {
            throw new IllegalArgumentException(path + ": holds imported parameters, which would be lost; begin"
                    + " from them in another folder (--from " + path + ")");
        }
        if (resumed) { // it was killed before its first checkpoint
            Files.deleteIfExists(metrics());
            Files.deleteIfExists(best());
        }
        requireNone(metrics(), best());
        if (Files.exists(card())) {
            throw new IllegalArgumentException(card() + ": was there before the run, whose own page has this name;"
                    + " move it or choose another folder (--out)");
        }
        AtomicFile.write(configuration(), configuration.toYaml());
        writeEvents();
    }

    @Override
    public Map<String, DataIdentity> keepData(
            Split.Parts parts,
            Optional<Origin> origin,
            Consumer<String> notes,
            Consumer<Map<String, DataIdentity>> check)
            throws IOException {
        RunData data = RunData.of(parts, origin, this, InstantSource.system(), notes);
        check.accept(data.contents());
        AtomicFile.write(data(), Json.page(data));
        AtomicFile.write(split(), SplitTable.of(parts));
        return data.contents();
    }

    @Override
    public void log(int iteration, Map<String, ?> record) throws IOException {
        String line = new MetricsLog(metrics()).append(iteration, record);
        if (hasEvents()) {
            new EventFile(events()).append(line);
        }
    }

    @Override
    public void dropLogAfter(int iteration) throws IOException {
        new MetricsLog(metrics()).truncateAfter(iteration);
        writeEvents();
    }

    /// Makes the events those of the log.
    private void writeEvents() throws IOException {
        if (hasEvents()) {
            new EventFile(events()).write(metrics());
        }
    }

    private boolean hasEvents() {
        return tensorBoard || Files.exists(events());
    }

    @Override
    public void keepBest(Checkpoint checkpoint) throws IOException {
        checkpoint.save(best());
    }

    @Override
    public Map<String, Tensor> bestParameters(Checkpoint last) throws IOException {
        Checkpoint best = Checkpoint.load(best());
        new Resumption(best().toString(), best).requireBestOf(last);
        return best.parameters();
    }

    @Override
    public void keepLast(Checkpoint checkpoint) throws IOException {
        checkpoint.save(last());
    }

    @Override
    public Optional<Checkpoint> lastCheckpoint() throws IOException {
        return Files.exists(last()) ? Optional.of(Checkpoint.load(last())) : Optional.empty();
    }

    @Override
    public Optional<String> lastName() {
        return Files.exists(last()) ? Optional.of(last().toString()) : Optional.empty();
    }

    @Override
    public void keepResult(RunResult result) throws IOException {
        AtomicFile.write(result(), Json.page(result));
        if (hasEvents()) {
            new EventFile(events()).append(result);
        }
    }

    /// Whether the folder holds what an import has written. A `data.json` that can't be read is none of it.
    private boolean isImported() throws IOException {
        try {
            return RunData.read(this)
                    .map(RunData::origin)
                    .filter(Origin::imported)
                    .isPresent();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// Refuses a folder with a run, which would be lost.
    private void requireNone(Path... files) {
        for (Path file : files) {
            if (Files.exists(file)) {
                throw new IllegalArgumentException(
                        path + ": holds a run already; go on with it (--resume) or choose another folder (--out)");
            }
        }
    }

    private void create() throws IOException {
        if (Files.exists(path) && !Files.isDirectory(path)) {
            throw new IOException(path + ": is a file, the output goes to a folder; choose another --out");
        }
        try {
            Files.createDirectories(path);
        } catch (FileSystemException e) {
            throw new IOException(path + ": the output folder can't be created (" + Reason.of(e) + ")", e);
        }
        if (!Files.isWritable(path)) {
            throw new IOException(path + ": the output folder is not writable");
        }
    }
}
