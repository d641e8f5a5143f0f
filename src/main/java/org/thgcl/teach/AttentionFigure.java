package org.thgcl.teach;

import java.util.List;
import java.util.stream.IntStream;
import org.thgcl.page.Numbers;
import org.thgcl.report.ClipPicture;

/// Where the network listens and looks, from before its training on.
final class AttentionFigure implements Figure {
    private static final String ID = "attention";
    private static final String CLIP = "clip";
    private static final String UPDATES = "updates";

    /// The example that is shown first.
    private static final int FIRST = 3;

    private final PlantedClips clips;
    private final List<Glance> glances;
    private final double chance;

    /// @param glances at the training, at equal distances, the first before the first update
    AttentionFigure(PlantedClips clips, List<Glance> glances) {
        this.clips = clips;
        this.glances = List.copyOf(glances);
        chance = 1.0 / clips.events().classes().size();
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
                + " clips, never where the event is. What its learnable pooling attends to, it finds out by itself. The"
                + " shades below each curve say how much a segment is like the event.</p>";
    }

    @Override
    public List<Control> controls() {
        return List.of(
                clip(clips),
                new Control.Range(
                        UPDATES,
                        "updates of the training",
                        0,
                        glances.getLast().updates(),
                        glances.get(1).updates(),
                        glances.getLast().updates()));
    }

    /// The choice of a test clip, the first of each class.
    static Control.Choice clip(PlantedClips clips) {
        return new Control.Choice(
                CLIP,
                "test clip",
                IntStream.range(0, clips.examples().size())
                        .mapToObj(k -> new Control.Option(
                                String.valueOf(k),
                                "clip " + clips.test().clip(clips.examples().get(k)) + ", event " + k))
                        .toList(),
                String.valueOf(FIRST));
    }

    @Override
    public Drawing draw(Values values) {
        int example = values.whole(CLIP);
        int clip = clips.test().clip(clips.examples().get(example));
        Glance before = glances.getFirst();
        Glance after = glances.get(values.whole(UPDATES) / glances.get(1).updates());
        ClipPicture.Strip sound = new ClipPicture.Strip(
                "the sound",
                clips.soundsAlike(clip),
                clips.events().heard(clip),
                array(before.heard().get(example)),
                array(after.heard().get(example)));
        ClipPicture.Strip pictures = new ClipPicture.Strip(
                "the pictures",
                clips.looksAlike(clip),
                clips.events().seen(clip),
                array(before.seen().get(example)),
                array(after.seen().get(example)));
        List<ClipPicture.Score> scores = List.of(
                new ClipPicture.Score("classes told", before.accuracy(), after.accuracy(), chance),
                score("heard on event", sound),
                score("seen on event", pictures));
        String html = new ClipPicture(List.of(sound, pictures), scores)
                .figure(
                        ID,
                        "Before training, and after " + after.updates()
                                + " updates. The event is at the shaded times.");
        return new Drawing(html, answer(example, after, sound, pictures));
    }

    private String answer(int example, Glance after, ClipPicture.Strip sound, ClipPicture.Strip pictures) {
        return "After " + after.updates() + " updates event " + example + " has "
                + percent(sound.onEvent(sound.after())) + " of the attention to the sound and "
                + percent(pictures.onEvent(pictures.after())) + " of that to the pictures (equal shares: "
                + percent(sound.eventPart()) + " and " + percent(pictures.eventPart()) + "). The network tells "
                + percent(after.accuracy()) + " of " + clips.test().size() + " test clips' classes (chance: "
                + Numbers.shortest(100 * chance, 1) + " %).";
    }

    /// How much of the attention goes to the event; chance would spread it evenly.
    private static ClipPicture.Score score(String name, ClipPicture.Strip strip) {
        return new ClipPicture.Score(
                name, strip.onEvent(strip.before()), strip.onEvent(strip.after()), strip.eventPart());
    }

    private static String percent(double part) {
        return Numbers.fixed(100 * part, 0) + " %";
    }

    private static double[] array(List<Double> weights) {
        return weights.stream().mapToDouble(weight -> weight).toArray();
    }
}
