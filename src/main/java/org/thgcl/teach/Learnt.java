package org.thgcl.teach;

import java.util.ArrayList;
import java.util.List;
import org.thgcl.page.Numbers;

/// What a training has learnt after some updates.
///
/// @param losses of each update's batch, before the update
/// @param accuracies the part of the test clips whose class is told, before the first update and after every
/// [WatchedTraining#EVERY]
/// @param confusion number of test clips by true class, then by predicted class, at the last test
/// @param heard the pooling's attention over the audio segments of the first test clip of each class, at the last test
/// @param seen the same over the video segments
record Learnt(
        List<Double> losses,
        List<Double> accuracies,
        List<List<Integer>> confusion,
        List<List<Double>> heard,
        List<List<Double>> seen) {
    /// More can't be seen.
    private static final int DECIMALS = 4;

    /// All digits, for comparison with another engine.
    private static final int EXACT = -1;

    Learnt {
        losses = List.copyOf(losses);
        accuracies = List.copyOf(accuracies);
        confusion = List.copyOf(confusion);
        heard = List.copyOf(heard);
        seen = List.copyOf(seen);
    }

    /// Updates made so far.
    int updates() {
        return losses.size();
    }

    /// The part of the test clips whose class is told, at the last test.
    double accuracy() {
        return accuracies.getLast();
    }

    /// As facts: in each row its part's name, then numbers.
    List<List<String>> rows() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(row("losses", losses, EXACT));
        rows.add(row("accuracies", accuracies, DECIMALS));
        confusion.forEach(row ->
                rows.add(row("confusion", row.stream().map(Integer::doubleValue).toList(), 0)));
        heard.forEach(row -> rows.add(row("heard", row, DECIMALS)));
        seen.forEach(row -> rows.add(row("seen", row, DECIMALS)));
        return rows;
    }

    private static List<String> row(String part, List<Double> numbers, int decimals) {
        List<String> row = new ArrayList<>();
        row.add(part);
        numbers.forEach(
                number -> row.add(decimals == EXACT ? String.valueOf(number) : Numbers.shortest(number, decimals)));
        return row;
    }

    /// What [#rows] gave.
    static Learnt of(List<List<String>> rows) {
        return new Learnt(
                part("losses", rows).getFirst(),
                part("accuracies", rows).getFirst(),
                part("confusion", rows).stream()
                        .map(row -> row.stream().map(Double::intValue).toList())
                        .toList(),
                part("heard", rows),
                part("seen", rows));
    }

    private static List<List<Double>> part(String name, List<List<String>> rows) {
        return rows.stream()
                .filter(row -> row.getFirst().equals(name))
                .map(row -> row.stream().skip(1).map(Double::valueOf).toList())
                .toList();
    }
}
