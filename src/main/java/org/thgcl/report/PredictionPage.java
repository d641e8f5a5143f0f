package org.thgcl.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.page.Html;
import org.thgcl.page.Page;
import org.thgcl.page.Section;

/// The page of a recording: the events that a model names in it, when it looked and listened, and how the features were
/// made.
///
/// @param recording what it shows
public record PredictionPage(PredictedRecording recording) {

    /// The page, HTML that is well-formed XML and stands alone. It depends on its input alone.
    public String html() {
        List<Section> sections = new ArrayList<>();
        IntStream.range(0, recording.clips().size())
                .mapToObj(k -> new PredictedClipSection(k, recording.clips().get(k)))
                .forEach(sections::add);
        sections.add(new PredictionOriginSection(recording));
        return new Page(title(), lead(), sections).html();
    }

    private String title() {
        return recording.clips().size() == 1
                ? PredictedClipSection.event(recording.clips().getFirst())
                : recording.clips().size() + " clips of " + recording.name();
    }

    private String lead() {
        String lead = recording.clips().size() == 1 ? one(recording.clips().getFirst()) : several();
        return lead + new PredictionOriginSection(recording).warnings();
    }

    private String one(PredictedClip clip) {
        return """
            <p class="lead">This is what the model hears%s in %s. Of %d classes, <strong>%s</strong> has the highest
            score, %s.</p>
            """.formatted(
                        clip.pictures().isEmpty() ? "" : " and sees",
                        Html.code(recording.name()),
                        clip.prediction().scores().size(),
                        Html.text(clip.prediction().predicted()),
                        Html.number(clip.prediction().score()));
    }

    private String several() {
        List<List<String>> rows = IntStream.range(0, recording.clips().size())
                .mapToObj(k -> {
                    PredictedClip clip = recording.clips().get(k);
                    return List.of(
                            "<a href=\"#" + PredictedClipSection.id(k) + "\">" + PredictedClipSection.when(clip)
                                    + "</a>",
                            Html.text(clip.prediction().predicted()),
                            Html.number(clip.prediction().score()));
                })
                .toList();
        return "<p class=\"lead\">This is what the model names in the clips of " + Html.code(recording.name())
                + ".</p>\n"
                + Html.words("The event with the highest score in each clip", List.of("clip", "event", "score"), rows);
    }
}
