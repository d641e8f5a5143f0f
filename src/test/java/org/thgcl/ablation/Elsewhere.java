package org.thgcl.ablation;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Makes runs as another machine would: it knows of a run what stands in a line, and answers by a line.
public class Elsewhere implements RunMaker {
    private final List<List<RunRequest>> asked = new ArrayList<>();

    /// All runs that it was asked for.
    public List<RunRequest> runs() {
        return asked.stream().flatMap(List::stream).toList();
    }

    /// Their names, list by list.
    public List<List<String>> names() {
        return asked.stream()
                .map(runs -> runs.stream().map(RunRequest::name).toList())
                .toList();
    }

    @Override
    public String place() {
        return "a machine far away";
    }

    @Override
    public void make(List<RunRequest> runs, Receiver receiver) throws IOException {
        asked.add(runs);
        try (RunSite site = new RunSite(file -> Path.of(file.path()))) {
            for (RunRequest run : runs) {
                receiver.begun(run);
                RunEntry made = site.make(RunRequest.parse(run.line()), SweepProgress.SILENT);
                receive(run, RunEntry.parse(made.line()), receiver);
            }
        }
    }

    /// What happens when a run has been made.
    void receive(RunRequest run, RunEntry made, Receiver receiver) throws IOException {
        receiver.accept(run, made);
    }
}
