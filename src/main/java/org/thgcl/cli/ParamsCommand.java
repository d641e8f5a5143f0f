package org.thgcl.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/// Stub.
@Command(name = "params", mixinStandardHelpOptions = true, description = "Not there yet.")
final class ParamsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new IllegalArgumentException("not there yet");
    }
}
