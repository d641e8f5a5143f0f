package org.thgcl.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.thgcl.data.DataSet;
import org.thgcl.data.NumpyClips;
import org.thgcl.file.Destination;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `thgcl data make`: a file of clips from NumPy arrays and a table of labels.
@Command(
        name = "make",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Writes a file of clips from NumPy arrays and a table of labels.",
            "",
            "Arrays are [clip, segment, feature] in .npy or .npz files: float16, float32, float64 or integers. They "
                    + "may be larger than the memory.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  thgcl data make --audio a.npy --video v.npy --labels l.csv --out clips.h5",
            "  thgcl data make --audio all.npz:sound --labels l.csv --out clips.h5"
        })
final class DataMakeCommand implements Callable<Integer> {
    @Option(
            names = "--audio",
            required = true,
            paramLabel = "FILE",
            description = "Audio features: .npy, or .npz with one array or one named audio, or FILE.npz:NAME.")
    private String audio;

    @Option(names = "--video", paramLabel = "FILE", description = "Video features, in the same way. Default: none.")
    private String video;

    @Option(
            names = "--labels",
            required = true,
            paramLabel = "FILE",
            description = "CSV in UTF-8 with the class of each clip: one column, or columns named label and id in the "
                    + "first line.")
    private Path labels;

    @Option(
            names = "--ids",
            paramLabel = "FILE",
            description = "CSV with the ids of the clips in the arrays' order, one column. If --labels also has "
                    + "ids, they assign the labels. Default: ids of --labels, or the clips' numbers.")
    private Path ids;

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "HDF5 file to write.")
    private Path out;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Destination.other(
                out,
                Stream.concat(Stream.of(audio, video).filter(Objects::nonNull).map(Path::of), Stream.of(labels, ids))
                        .filter(Objects::nonNull)
                        .toList());
        Path folder = ClipsFile.folder(out);
        try (DataSet clips = NumpyClips.open(audio, video, labels, ids, folder)) {
            ClipsFile.write(clips, out, spec.commandLine().getOut());
        }
        return Thgcl.DONE;
    }
}
