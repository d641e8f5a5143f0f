package org.thgcl.training;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.thgcl.data.DataSet;
import org.thgcl.data.Labels;
import org.thgcl.data.Split;
import org.thgcl.data.Subset;
import org.thgcl.metric.OutputActivation;
import org.thgcl.model.ClipShape;
import org.thgcl.model.Configuration;

/// Whether a data set and a model belong together.
public final class DataFit {
    private DataFit() {}

    /// Checks the sizes of a data set's clips.
    ///
    /// @throws IllegalArgumentException that names the data set, the setting and both values
    public static void require(Configuration configuration, DataSet data) {
        ClipShape.sizes(data).forEach((key, size) -> {
            int expected = Integer.parseInt(configuration.text(key));
            if (size != expected) {
                throw new IllegalArgumentException(data.name() + ": " + key.replace('_', ' ') + " are " + size
                        + ", the model expects " + expected);
            }
        });
    }

    /// Checks that clips with any number of classes meet a model whose scores are sigmoids (A43).
    ///
    /// @throws IllegalArgumentException that names the data set, the first clip that hasn't one class, and the rule
    public static void requireLabels(Configuration configuration, DataSet data) {
        labelObstacle(configuration, data).ifPresent(obstacle -> {
            throw new IllegalArgumentException(data.name() + ": " + obstacle);
        });
    }

    /// Why [#requireLabels] would refuse a data set; empty if it would not.
    static Optional<String> labelObstacle(Configuration configuration, DataSet data) {
        if (!data.severalLabels() || configuration.model().activation() == OutputActivation.SIGMOID) {
            return Optional.empty();
        }
        Labels labels = Subset.all(data).labels();
        return IntStream.range(0, data.size())
                .filter(clip -> labels.of(clip).length != 1)
                .mapToObj(clip -> "clip " + clip + " (" + data.id(clip) + ") has " + labels.of(clip).length
                        + " classes; " + oneClass(configuration))
                .findFirst();
    }

    private static String oneClass(Configuration configuration) {
        return configuration.keys().all().contains("focal_form")
                ? "with focal_form softmax each clip must have 1, with --set focal_form=sigmoid it may have any number"
                : "each clip must have 1, as the scores of the model "
                        + configuration.family().name() + " are a softmax";
    }

    /// Checks sizes and labels of the clips that a run is given, and that each class can be learnt.
    ///
    /// @throws IllegalArgumentException as above; also if a class has no clip to learn from
    static void require(Configuration configuration, Split.Parts parts) {
        for (Subset part : new Subset[] {parts.train(), parts.validation(), parts.test()}) {
            if (part != null) {
                require(configuration, part.data());
                requireLabels(configuration, part.data());
            }
        }
        parts.train().requireEveryClass("training");
    }

    /// Checks that a data set has a model's classes in the model's order.
    ///
    /// @throws IllegalArgumentException that names the data set and the first class that differs
    public static void requireClasses(List<String> classes, DataSet data) {
        for (int c = 0; c < Math.max(classes.size(), data.classes().size()); c++) {
            String expected = c < classes.size() ? classes.get(c) : "none";
            String found = c < data.classes().size() ? data.classes().get(c) : "none";
            if (!found.equals(expected)) {
                throw new IllegalArgumentException(data.name() + ": class " + c + " is '" + found
                        + "', the model was trained with '" + expected + "' there");
            }
        }
    }
}
