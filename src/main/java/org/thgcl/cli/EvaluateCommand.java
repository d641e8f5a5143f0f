package org.thgcl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Stub.
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Not there yet.")
final class EvaluateCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("not there yet");
    }
}
