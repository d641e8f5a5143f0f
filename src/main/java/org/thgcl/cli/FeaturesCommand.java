package org.thgcl.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.thgcl.data.Fingerprint;
import org.thgcl.features.EncoderWeights;
import org.thgcl.features.FeatureExtractor;
import org.thgcl.features.FeatureFile;
import org.thgcl.features.FeaturePreset;
import org.thgcl.features.FeatureSettings;
import org.thgcl.features.RecordingLabels;
import org.thgcl.file.Destination;
import org.thgcl.file.OneLine;
import org.thgcl.media.DecoderOptions;
import org.thgcl.media.Recording;
import org.thgcl.media.Recordings;
import org.thgcl.media.Section;
import org.thgcl.tensor.Workers;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `thgcl features`: from recordings to a file of features.
@Command(
        name = "features",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Makes a file of features of recordings: sound by VGGish, pictures by S3D. Every 10 s of a recording are "
                    + "a clip; a rest of at least 1 s is filled up with silence and its last picture.",
            "",
            "The clips that are done are kept beside the file, in FILE.clips, until it is complete: a run that was "
                    + "stopped goes on where it was. A clip that can't be made is named and left out.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl features videos --vggish v.safetensors --s3d s.safetensors --labels labels.csv --out clips.h5",
            "  thgcl features a.wav b.wav --audio-only --vggish v.safetensors --out sounds.h5",
            "  thgcl features clip --weights random:1 --out demo.h5"
        })
final class FeaturesCommand implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "INPUT",
            description =
                    "Recordings: files, folders of PNG or JPEG pictures (with one WAV, AIFF or AU file in them or "
                            + "beside them), folders of these, or lists (.txt, a path on each line).")
    private List<Path> inputs;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "HDF5 file to write.")
    private Path out;

    @Option(
            names = "--labels",
            paramLabel = "FILE",
            description = "CSV in UTF-8 with columns path and label: a label for each recording, by its path or its "
                    + "file's name. Default: the file has no labels.")
    private Path labels;

    @Option(names = "--audio-only", description = "Features of sound alone; pictures aren't looked at.")
    private boolean audioOnly;

    @Mixin
    private ExtractionOptions extraction;

    @Mixin
    private ComputeOptions compute;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Section section = extraction.section();
        FeatureSettings settings = extraction.settings().orElse(FeaturePreset.PAPER.settings());
        List<FeatureFile.Input> opened = open(extraction.decoder());
        Destination.file(out);
        try (Workers workers = compute.workers()) {
            EncoderWeights encoders = extraction.encoders(Optional.empty(), !audioOnly);
            FeatureExtractor extractor = new FeatureExtractor(settings, encoders, workers);
            Fingerprint fingerprint = extractor.fingerprint(decoder(opened));
            FeatureFile.Result result = new FeatureFile(extractor, listener()).write(out, opened, section, fingerprint);
            say(summary(result, fingerprint));
            return result.failures() == 0 ? Thgcl.DONE : Thgcl.FAILED;
        }
    }

    /// Opens the recordings. What can't be opened is left for later, to be named with the rest that is left
    /// out.
    private List<FeatureFile.Input> open(DecoderOptions options) throws IOException {
        List<Path> paths = Recordings.list(inputs);
        Optional<Map<Path, String>> labelled =
                labels == null ? Optional.empty() : Optional.of(RecordingLabels.of(labels, paths));
        List<FeatureFile.Input> opened = new ArrayList<>();
        for (Path path : paths) {
            opened.add(
                    new FeatureFile.Input(path, open(path, options), options, labelled.map(known -> known.get(path))));
        }
        return opened;
    }

    private static FeatureFile.Opened open(Path path, DecoderOptions options) {
        try {
            Recording recording = Recordings.open(path, options);
            recording.contents(); // what is damaged is left out, whoever would decode it
            return new FeatureFile.Opened.Done(recording);
        } catch (IOException | IllegalArgumentException e) {
            return new FeatureFile.Opened.Failed(e.getMessage());
        }
    }

    /// The decoder of all recordings: features of one file are made in one way.
    private static String decoder(List<FeatureFile.Input> inputs) {
        Optional<Recording> first = Optional.empty();
        for (FeatureFile.Input input : inputs) {
            if (input.opened() instanceof FeatureFile.Opened.Done done) {
                Recording recording = done.recording();
                first = first.or(() -> Optional.of(recording));
                String decoder = first.get().decoder();
                if (!recording.decoder().equals(decoder)) {
                    throw new IllegalArgumentException(first.get().name() + " is decoded by " + decoder + ", "
                            + recording.name() + " by " + recording.decoder() + "; a file of features has one decoder:"
                            + " make two files, or add --decoder ffmpeg, which decodes all files");
                }
            }
        }
        return first.map(Recording::decoder).orElse("none");
    }

    private FeatureFile.Listener listener() {
        return new FeatureFile.Listener() {
            @Override
            public void begins(Fingerprint fingerprint) {
                fingerprint.warning().ifPresent(warning -> say(warning + "."));
            }

            @Override
            public void done(String name, String facts, boolean before) {
                say(name + ": " + facts + (before ? "; made before" : ""));
            }

            @Override
            public void failed(String name, String reason) {
                PrintWriter err = spec.commandLine().getErr();
                err.println("thgcl: left out: " + OneLine.of(reason.startsWith(name) ? reason : name + ": " + reason));
                err.flush();
            }

            @Override
            public void leftOut(String name, String seconds) {
                say(name + ": the last " + seconds + " s are left out, they are too short for a clip");
            }
        };
    }

    private String summary(FeatureFile.Result result, Fingerprint fingerprint) {
        String failures = result.failures() == 0 ? "" : String.format(Locale.ROOT, ", %,d left out", result.failures());
        return result.clips() == 0
                ? "no clip could be made, " + out + " isn't written" + failures
                : String.format(
                        Locale.ROOT,
                        "%s: %,d %s%s, fingerprint %s%s",
                        out,
                        result.clips(),
                        result.clips() == 1 ? "clip" : "clips",
                        failures,
                        fingerprint,
                        fingerprint.warning().isPresent() ? ", RANDOM WEIGHTS" : "");
    }

    private void say(String line) {
        PrintWriter terminal = spec.commandLine().getOut();
        terminal.println(OneLine.of(line));
        terminal.flush();
    }
}
