package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.thgcl.file.Markdown;
import org.thgcl.metric.OutputActivation;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;

/// What a model card says of the model itself, wherever its parameters come from.
record CardModel(Configuration configuration) {
    /// How the model is used, in its folder, with the program: `%s` is how the page calls it.
    static final String USE = """
        ## How to use it

        With %s, in this folder:

        ```sh
        # the scores of clips whose features were made as those of the training
        thgcl predict --checkpoint best.safetensors --data clips.h5 --out scores.csv
        # how good it is on other clips, with intervals
        thgcl evaluate --checkpoint best.safetensors --data clips.h5 --bootstrap 2000
        # a file for ONNX Runtime and other programs; the command refuses a model that it can't write
        thgcl export --checkpoint best.safetensors --out model.onnx
        ```

        `best.safetensors` has the parameters under their names, the standardisation of the features, and, as text, the
        settings and the names of the classes. Other programs can read it.
        """;

    private boolean several() {
        return configuration.model().activation() == OutputActivation.SIGMOID;
    }

    /// Its first sentence.
    String sentence() {
        ClipShape clips = configuration.clips();
        return "This model says which " + (several() ? "of " : "one of ") + clips.classes()
                + " acoustic events a clip has, from features of its sound"
                + (clips.hasVideo() ? " and its pictures." : ".");
    }

    /// The rows of its table, each of two cells.
    ///
    /// @param parameters numbers that are learnt
    List<List<String>> rows(long parameters) {
        ClipShape clips = configuration.clips();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "model",
                Markdown.code(configuration.family().name()) + ": "
                        + Markdown.text(configuration.family().about())));
        rows.add(List.of("parameters", count(parameters) + " numbers in " + configuration.text("dtype")));
        rows.add(List.of("sound", segments(clips.audioSegments(), clips.audioFeatures())));
        rows.add(List.of(
                "pictures", clips.hasVideo() ? segments(clips.videoSegments(), clips.videoFeatures()) : "none"));
        rows.add(List.of(
                "output",
                "a score in [0, 1] for each of " + clips.classes() + " classes"
                        + (several() ? ", each by itself" : "; they sum to 1")));
        return rows;
    }

    /// What a model of features for some classes can't do.
    List<String> limits() {
        return List.of(
                "The model knows these " + configuration.clips().classes() + " classes and no others: it gives"
                        + " scores to any clip, also to one in which nothing of them happens. A score ranks clips. It"
                        + " isn't the probability of being right.",
                "It takes features, no sound or pictures. Features that were made in another way than those of the"
                        + " training give scores that mean nothing.");
    }

    private static String segments(int segments, int features) {
        return count(segments) + " segments of " + count(features) + " features";
    }

    /// A number with commas.
    static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
