package org.thgcl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Stub.
@Command(name = "predict", mixinStandardHelpOptions = true, description = "Not there yet.")
final class PredictCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("not there yet");
    }
}
