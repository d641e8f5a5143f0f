package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// A place where runs are made that another process asks for. It keeps the data open that runs have used, so a virtual
/// machine that makes many runs has one; it may make several at the same time.
///
/// ```
/// try (RunSite site = new RunSite(file -> Path.of(file.path()))) {
///     String answer = site.make(RunRequest.parse(line), SweepProgress.SILENT).line();
/// }
/// ```
public final class RunSite implements AutoCloseable {
    private final Function<DataSource.DataFile, Path> find;
    private final Map<DataSource, SweepData> open = new HashMap<>();

    /// @param find where a file of clips lies on this machine; it may have another name here
    public RunSite(Function<DataSource.DataFile, Path> find) {
        this.find = find;
    }

    /// Makes a run.
    ///
    /// @param progress told of its updates
    /// @return what the run gave, be it that its training failed
    /// @throws RunRefusedException that names both, if this program computes other numbers than the one that asks,
    /// or the data here are others
    /// @throws IOException if a file can't be read or written
    public RunEntry make(RunRequest request, SweepProgress progress) throws IOException {
        String program = ProgramFingerprint.current();
        if (!program.equals(request.program())) {
            throw new RunRefusedException(request.name() + ": the program here computes other numbers; its fingerprint"
                    + " is " + program + ", must be " + request.program() + "; install the same version");
        }
        RunKey key = request.key();
        PlannedRun run = new PlannedRun(0, 0, request.name(), key.configuration(), key, data(request));
        try (ScratchFolder scratch = ScratchFolder.create();
                RunCache cache = RunCache.open(scratch.path())) {
            RunQueue.make(List.of(run), cache, new Parallelism(1, request.threads()), progress);
            return cache.entry(key);
        }
    }

    private SweepData data(RunRequest request) throws IOException {
        synchronized (open) {
            SweepData data = open.get(request.data());
            if (data == null) {
                data = request.data().open(find);
                open.put(request.data(), data);
            }
            return data;
        }
    }

    /// Closes the data; no run may be going on.
    @Override
    public void close() {
        synchronized (open) {
            open.values().forEach(SweepData::close);
            open.clear();
        }
    }
}
