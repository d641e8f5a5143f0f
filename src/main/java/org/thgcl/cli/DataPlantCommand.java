package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.thgcl.data.DataSet;
import org.thgcl.data.MixedClips;
import org.thgcl.data.PlantedEvents;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl data plant`: synthetic clips as a file.
@Command(
        name = "plant",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a file of synthetic clips. A clip is noise with one audio-visual event; "
                    + "docs/data.md describes it. The defaults are those of thgcl demo.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl data plant --out planted.h5",
            "  thgcl data plant --classes 4 --clips 200 --lag 0 --noise 0.5 --out easy.h5",
            "  thgcl data plant --most-labels 3 --out several.h5"
        })
final class DataPlantCommand implements Callable<Integer> {
    private static final String DEFAULT = " Default: ${DEFAULT-VALUE}.";

    @Option(names = "--classes", paramLabel = "N", defaultValue = "8", description = "Classes, 2 to 16384." + DEFAULT)
    private int classes;

    @Option(
            names = "--clips",
            paramLabel = "N",
            defaultValue = "640",
            description = "Clips in all, enough for 3 of the rarest class." + DEFAULT)
    private int clips;

    @Option(
            names = "--audio-segments",
            paramLabel = "N",
            defaultValue = "24",
            description = "Audio segments of a clip, at least as many as of video." + DEFAULT)
    private int audioSegments;

    @Option(
            names = "--audio-features",
            paramLabel = "N",
            defaultValue = "16",
            description = "Features of an audio segment, at least 1." + DEFAULT)
    private int audioFeatures;

    @Option(
            names = "--video-segments",
            paramLabel = "N",
            defaultValue = "12",
            description = "Video segments of a clip, enough for an event and its lag." + DEFAULT)
    private int videoSegments;

    @Option(
            names = "--video-features",
            paramLabel = "N",
            defaultValue = "24",
            description = "Features of a video segment, at least 1." + DEFAULT)
    private int videoFeatures;

    @Option(
            names = "--slots",
            paramLabel = "N",
            defaultValue = "5",
            description =
                    "Length of an event in video segments: 2 and the binary digits of a class, at most 16." + DEFAULT)
    private int slots;

    @Option(
            names = "--lag",
            paramLabel = "N",
            defaultValue = "3",
            description = "Audio segments by which an event is heard after it is seen, at least 0." + DEFAULT)
    private int lag;

    @Option(
            names = "--distractors",
            paramLabel = "N",
            defaultValue = "3",
            description = "Single slots in a random direction, for each clip and modality, at least 0." + DEFAULT)
    private int distractors;

    @Option(
            names = "--strength",
            paramLabel = "X",
            defaultValue = "2.0",
            description = "Length of the vector that an event adds, at least 0." + DEFAULT)
    private double strength;

    @Option(
            names = "--noise",
            paramLabel = "X",
            defaultValue = "1.0",
            description = "Standard deviation of each feature, at least 0." + DEFAULT)
    private double noise;

    @Option(
            names = "--imbalance",
            paramLabel = "X",
            defaultValue = "3.0",
            description = "Clips of the first class for each of the last, at least 1." + DEFAULT)
    private double imbalance;

    @Option(
            names = "--most-labels",
            paramLabel = "N",
            defaultValue = "1",
            description = "Clips that are added up to one, at most; a clip then has up to as many classes." + DEFAULT)
    private int mostLabels;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Seed of everything random." + DEFAULT)
    private long seed;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "HDF5 file to write.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PlantedEvents events = new PlantedEvents(new PlantedEvents.Design(
                classes,
                clips,
                imbalance,
                new PlantedEvents.Size(audioSegments, audioFeatures),
                new PlantedEvents.Size(videoSegments, videoFeatures),
                new PlantedEvents.Event(slots, lag, strength),
                distractors,
                noise,
                seed));
        ClipsFile.folder(out);
        DataSet written = mostLabels == 1 ? events : new MixedClips(events, mostLabels, seed);
        ClipsFile.write(written, out, spec.commandLine().getOut());
        return Thgcl.DONE;
    }
}
