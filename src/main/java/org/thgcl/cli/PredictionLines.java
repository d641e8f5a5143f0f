package org.thgcl.cli;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.thgcl.file.Csv;
import org.thgcl.file.Json;
import org.thgcl.training.ClipPrediction;

/// What a model says of clips as a table in a file, written clip by clip. Nothing is written before the first clip, or
/// the end.
sealed interface PredictionLines {
    /// Writes a clip.
    void add(ClipPrediction clip) throws IOException;

    /// Writes what stands behind the last clip.
    void end() throws IOException;

    /// A table with one row for each clip, see [Csv].
    ///
    /// @param classes of the model
    static PredictionLines csv(List<String> classes, Writer to) {
        return new Table(classes, to);
    }

    /// A list with one object for each clip, see [Json].
    static PredictionLines json(Writer to) {
        return new Objects(to);
    }

    /// CSV.
    final class Table implements PredictionLines {
        private final List<String> classes;
        private final Writer to;
        private boolean begun;

        private Table(List<String> classes, Writer to) {
            this.classes = classes;
            this.to = to;
        }

        @Override
        public void add(ClipPrediction clip) throws IOException {
            begin();
            List<Object> fields = new ArrayList<>(
                    List.of(clip.id(), clip.label(), clip.prediction().predicted()));
            fields.addAll(clip.prediction().scores().values());
            to.write(Csv.text(fields));
        }

        @Override
        public void end() throws IOException {
            begin();
        }

        private void begin() throws IOException {
            if (!begun) {
                begun = true;
                List<String> header = new ArrayList<>(List.of("id", "label", "predicted"));
                header.addAll(classes);
                to.write(Csv.text(header));
            }
        }
    }

    /// JSON.
    final class Objects implements PredictionLines {
        private final Writer to;
        private Json.PagedList list;

        private Objects(Writer to) {
            this.to = to;
        }

        /// Names and order of an object's parts.
        private record Line(String id, String label, String predicted, Map<String, Double> scores) {}

        @Override
        public void add(ClipPrediction clip) throws IOException {
            begin();
            list.add(new Line(
                    clip.id(),
                    clip.label(),
                    clip.prediction().predicted(),
                    clip.prediction().scores()));
        }

        @Override
        public void end() throws IOException {
            begin();
            list.end();
        }

        private void begin() throws IOException {
            if (list == null) {
                list = Json.list(to);
            }
        }
    }
}
