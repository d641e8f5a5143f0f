package org.thgcl.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Runs commands as a terminal would and keeps what the last one printed.
public final class Terminal {
    private String out = "";
    private String err = "";

    String out() {
        return out;
    }

    String err() {
        return err;
    }

    int run(Object... args) {
        StringWriter written = new StringWriter();
        StringWriter complaints = new StringWriter();
        int code = Thgcl.run(
                new PrintWriter(written),
                new PrintWriter(complaints),
                Arrays.stream(args).map(Object::toString).toArray(String[]::new));
        out = written.toString();
        err = complaints.toString();
        return code;
    }

    /// Runs a command that must do its work.
    public void done(Object... args) {
        int code = run(args);
        assertThat(code).as(err).isEqualTo(Thgcl.DONE);
    }

    /// Runs a command that must be refused with exit code 2, nothing on standard output and one line on standard
    /// error that contains the given parts.
    public void refused(List<?> args, String... parts) {
        assertThat(run(args.toArray())).as(err).isEqualTo(Thgcl.USAGE);
        assertThat(out).isEmpty();
        assertThat(err).startsWith("thgcl: ").endsWith(System.lineSeparator()).contains(parts);
        assertThat(err.lines()).hasSize(1);
        assertThat(err).doesNotContain("\tat ", "Exception");
    }

    /// Arguments of `train` for a small model, quickly trained.
    static List<Object> train(Path data, Path out, Object... more) {
        List<Object> args = new ArrayList<>(List.of("train", "--train", data, "--out", out, "--threads", 1));
        for (String setting : List.of(
                "hidden=4",
                "embedding=3",
                "layers=2",
                "video_dilation=1",
                "batch=6",
                "iterations=6",
                "validate_every=2")) {
            args.add("--set");
            args.add(setting);
        }
        args.addAll(List.of(more));
        return args;
    }
}
