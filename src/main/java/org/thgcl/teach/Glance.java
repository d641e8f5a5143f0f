package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.page.Numbers;

/// Where a network in training attends: one moment of it.
///
/// @param updates made so far
/// @param accuracy the part of the test clips whose class is told
/// @param heard the pooling's attention over the audio segments of the first test clip of each class
/// @param seen the same over the video segments
record Glance(int updates, double accuracy, List<List<Double>> heard, List<List<Double>> seen) {
    /// More can't be seen.
    private static final int DECIMALS = 4;

    Glance {
        heard = List.copyOf(heard);
        seen = List.copyOf(seen);
    }

    /// That of what was learnt so far.
    static Glance of(Learnt learnt) {
        return new Glance(learnt.updates(), learnt.accuracy(), learnt.heard(), learnt.seen());
    }

    /// As facts: updates and accuracy, then a row for each clip's attention to the sound, then to the pictures.
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(String.valueOf(updates), Numbers.shortest(accuracy, DECIMALS)));
        heard.forEach(row -> rows.add(texts(row)));
        seen.forEach(row -> rows.add(texts(row)));
        return rows;
    }

    private static List<String> texts(List<Double> weights) {
        return weights.stream()
                .map(weight -> Numbers.shortest(weight, DECIMALS))
                .toList();
    }

    /// What [#rows] gave of several moments, one behind the other.
    static List<Glance> all(List<List<String>> rows, int clips) {
        List<Glance> glances = new ArrayList<>();
        int each = 1 + 2 * clips;
        for (int first = 0; first < rows.size(); first += each) {
            List<String> head = rows.get(first);
            glances.add(new Glance(
                    Integer.parseInt(head.getFirst()),
                    Double.parseDouble(head.get(1)),
                    weights(rows.subList(first + 1, first + 1 + clips)),
                    weights(rows.subList(first + 1 + clips, first + each))));
        }
        return glances;
    }

    private static List<List<Double>> weights(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.stream().map(Double::valueOf).toList())
                .toList();
    }
}
