package org.thgcl.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `thgcl weights`: published weights of the encoders of sound and pictures.
@Command(
        name = "weights",
        mixinStandardHelpOptions = true,
        subcommands = {WeightsInfoCommand.class, WeightsConvertCommand.class},
        description = {
            "Looks at published weights of VGGish and S3D and converts them. Reads NumPy's .npz, both of PyTorch's "
                    + "formats (.pth, .pt, .tar), TensorFlow's checkpoints of version 1, and safetensors. Nothing in "
                    + "a file is executed. docs/features.md says where weights are published.",
            ""
        },
        footer = {"", "'thgcl weights COMMAND --help' explains a command."})
final class WeightsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }
}
