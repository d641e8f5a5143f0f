package org.thgcl.teach;

import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.page.Numbers;

/// Where the trained network listens and looks.
final class AttentionFigure implements Figure {
    private static final String ID = "attention";
    private static final String CLIP = "clip";
    private static final String WHEN = "when";
    private static final String BEFORE = "before";

    private final PlantedClips clips;
    private final Learnt before;
    private final Learnt after;

    /// @param before the first update
    /// @param after the training
    AttentionFigure(PlantedClips clips, Learnt before, Learnt after) {
        this.clips = clips;
        this.before = before;
        this.after = after;
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String question() {
        return "Where in a clip does the network listen and look?";
    }

    @Override
    public String lead() {
        return "<p>Each clip is noise with one event planted in it, heard and seen in the pattern of its class; the"
                + " sound comes a little later. The network is told the class of " + clips.trained()
                + " clips, never where the event is. What its learnable pooling attends to, it found out by"
                + " itself.</p>";
    }

    @Override
    public List<Control> controls() {
        return List.of(
                clip(),
                new Control.Choice(
                        WHEN,
                        "network",
                        List.of(
                                new Control.Option(BEFORE, "before training"),
                                new Control.Option("after", "after " + after.updates() + " updates")),
                        "after"));
    }

    /// The choice of a test clip, the first of each class.
    static Control.Choice clip(PlantedClips clips, int first) {
        return new Control.Choice(
                CLIP,
                "test clip",
                IntStream.range(0, clips.examples().size())
                        .mapToObj(k -> new Control.Option(
                                String.valueOf(k),
                                "clip " + clips.test().clip(clips.examples().get(k)) + ", event " + k))
                        .toList(),
                String.valueOf(first));
    }

    private Control.Choice clip() {
        return clip(clips, 3);
    }

    @Override
    public Drawing draw(Values values) {
        int example = values.whole(CLIP);
        int clip = clips.test().clip(clips.examples().get(example));
        boolean first = values.text(WHEN).equals(BEFORE);
        Learnt shown = first ? before : after;
        Learnt other = first ? after : before;
        AttentionPanel sound = new AttentionPanel(
                ID + "-sound",
                "sound",
                clips.events().heard(clip),
                clips.soundsAlike(clip),
                lines(first, other.heard().get(example), shown.heard().get(example)));
        AttentionPanel pictures = new AttentionPanel(
                ID + "-pictures",
                "pictures",
                clips.events().seen(clip),
                clips.looksAlike(clip),
                lines(first, other.seen().get(example), shown.seen().get(example)));
        String when = first ? "Before training" : "After " + after.updates() + " updates";
        String answer = when + " the pooling gives " + share(sound) + " of the attention to the sound, and "
                + share(pictures) + " of that to the pictures, to the segments of event " + example + "; "
                + percent(AttentionPanel.part(sound.on())) + " and " + percent(AttentionPanel.part(pictures.on()))
                + " would be equal shares. The network tells " + percent(shown.accuracy()) + " of "
                + clips.test().size() + " test clips' classes; chance is "
                + Numbers.shortest(100.0 / clips.events().classes().size(), 1) + " %.";
        return new Drawing("<div class=\"grids\">\n" + sound.svg() + pictures.svg() + "</div>\n", answer);
    }

    private static List<AttentionPanel.Line> lines(boolean first, List<Double> other, List<Double> shown) {
        return List.of(
                new AttentionPanel.Line(first ? "after" : "before", other, "fine short ink"),
                new AttentionPanel.Line(first ? "before" : "after", shown, "bold blue"));
    }

    private static String share(AttentionPanel panel) {
        return percent(panel.lines().getLast().share(panel.on()));
    }

    private static String percent(double part) {
        return Numbers.fixed(100 * part, 0) + " %";
    }
}
