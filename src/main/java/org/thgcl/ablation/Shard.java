package org.thgcl.ablation;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of several equal shares of a sweep's runs: as many processes, on one machine or on many, make them all, and
/// none needs to know of the others. Shares differ in size by one run at most.
///
/// @param number from 1 to `of`
/// @param of number of shares
public record Shard(int number, int of) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,9})/([0-9]{1,9})");

    /// @throws IllegalArgumentException if there is no such share
    public Shard {
        if (number < 1 || number > of) {
            throw new IllegalArgumentException(rule(number + "/" + of));
        }
    }

    /// Reads a text such as `2/8`.
    ///
    /// @throws IllegalArgumentException if it is something else, or there is no such share
    public static Shard parse(String text) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException(rule(text));
        }
        return new Shard(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2)));
    }

    private static String rule(String text) {
        return "'" + text + "' isn't allowed, must be I/N with whole numbers, I from 1 to N, such as 2/8";
    }

    /// What the cache holds when a shard has been made.
    ///
    /// @param own runs of the shard, all of which it holds
    /// @param all runs of the sweep
    /// @param missing those of them that it lacks
    public record Outcome(int own, int all, int missing) {}

    /// The share's part of a list: neighbours stay together, so that each share has runs of several variants.
    <T> List<T> of(List<T> all) {
        return all.subList(begin(number - 1, all.size()), begin(number, all.size()));
    }

    private int begin(int shares, int runs) {
        return (int) ((long) shares * runs / of);
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
