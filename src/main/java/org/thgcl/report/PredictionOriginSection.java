package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.thgcl.data.Fingerprint;
import org.thgcl.page.Html;
import org.thgcl.page.Section;

/// How the features of a recording were made, and what speaks against trusting the prediction.
record PredictionOriginSection(PredictedRecording recording) implements Section {
    @Override
    public String id() {
        return "origin";
    }

    @Override
    public String title() {
        return "How the features were made";
    }

    /// Warnings that a reader needs before the scores; empty if all is well.
    String warnings() {
        StringBuilder html = new StringBuilder();
        if (recording.features().warning().isPresent()) {
            html.append(Html.note("<strong>The encoders' weights are random.</strong> Nobody trained them: the page "
                    + "shows that every step works, not how well a trained encoder would hear or see."));
        }
        Optional<Fingerprint> trained = recording.trained();
        if (trained.isEmpty()) {
            html.append(Html.note("<strong>It isn't known of which features the model learnt.</strong> Its checkpoint "
                    + "has no fingerprint. If its features were made in another way, the scores mean nothing."));
        } else if (!trained.get().equals(recording.features())) {
            html.append(Html.note("<strong>The model learnt from other features.</strong> The prediction was forced: "
                    + "its scores may mean nothing. What differs, here and there: "
                    + Html.text(String.join("; ", recording.features().differences(trained.get()))) + "."));
        }
        return html.toString();
    }

    @Override
    public String html() {
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("recording", Html.code(recording.name())));
        facts.add(List.of("model", Html.code(recording.checkpoint())));
        facts.add(List.of(
                "fingerprint of the features", Html.code(recording.features().sha256())));
        facts.add(List.of(
                "fingerprint of those that the model learnt from",
                recording.trained().map(Fingerprint::sha256).map(Html::code).orElse("unknown")));
        List<List<String>> made = recording.features().made().entrySet().stream()
                .map(entry -> List.of(Html.code(entry.getKey()), Html.code(entry.getValue())))
                .toList();
        return Html.folded(
                "Decoder, weights, settings and fingerprint",
                Html.words("From the recording to the score", List.of("what", "which"), facts)
                        + Html.words("What the fingerprint stands for", List.of("name", "value"), made));
    }
}
