package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
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

    /// What a reader must know before the scores; nothing if all is well.
    static String warnings(PredictedRecording.Origin origin) {
        StringBuilder html = new StringBuilder();
        if (origin.random()) {
            html.append(Html.note("<strong>The encoders' weights are random.</strong> Nobody trained them: the page "
                    + "shows that every step works, not how well a trained encoder would hear or see."));
        }
        if (origin.trained().isEmpty()) {
            html.append(Html.note("<strong>It isn't known of which features the model learnt.</strong> Its checkpoint "
                    + "has no fingerprint. If its features were made in another way, the scores mean nothing."));
        } else if (!origin.trained().get().equals(origin.fingerprint())) {
            html.append(Html.note("<strong>The model learnt from other features.</strong> Its checkpoint has another "
                    + "fingerprint, and the prediction was forced: the scores may mean nothing."));
        }
        return html.toString();
    }

    @Override
    public String html() {
        PredictedRecording.Origin origin = recording.origin();
        List<List<String>> facts = new ArrayList<>();
        facts.add(List.of("recording", Html.code(recording.name())));
        facts.add(List.of("decoder", Html.text(origin.decoder())));
        origin.weights().forEach(line -> facts.add(List.of("weights", Html.text(line))));
        facts.add(List.of("fingerprint of the features", Html.code(origin.fingerprint())));
        facts.add(List.of(
                "fingerprint of the model's features",
                origin.trained().map(Html::code).orElse("unknown")));
        facts.add(List.of("model", Html.code(recording.checkpoint())));
        List<List<String>> settings = origin.settings().entrySet().stream()
                .map(entry -> List.of(Html.code(entry.getKey()), Html.text(entry.getValue())))
                .toList();
        return Html.folded(
                "Decoder, weights, fingerprint and settings",
                Html.words("From the recording to the score", List.of("what", "which"), facts)
                        + Html.words("Settings of the features", List.of("key", "value"), settings));
    }
}
