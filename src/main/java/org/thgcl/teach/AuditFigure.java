package org.thgcl.teach;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.thgcl.audit.Verdict;
import org.thgcl.page.Html;
import org.thgcl.report.AuditStrip;

/// Figure 10: which of the paper's statements hold? The claims of the audit as squares, to be sieved and opened.
///
/// @param claims in the order of the paper
record AuditFigure(List<Claim> claims) implements Figure {
    /// The table of [Facts] that has the claims.
    static final String TABLE = "audit";

    private static final String ALL = "all";

    /// A claim.
    ///
    /// @param topic the part of the paper, such as `Eq. 1`
    /// @param place where the paper has it, exactly
    /// @param statement in English
    /// @param computation what was computed
    /// @param result what came out
    record Claim(String topic, String place, String statement, String computation, String result, Verdict verdict) {
        private List<String> row() {
            return List.of(topic, place, statement, computation, result, String.valueOf(AuditStrip.letter(verdict)));
        }

        private static Claim of(List<String> row) {
            return new Claim(row.get(0), row.get(1), row.get(2), row.get(3), row.get(4), verdict(row.get(5)));
        }

        private static Verdict verdict(String letter) {
            for (Verdict verdict : Verdict.values()) {
                if (letter.equals(String.valueOf(AuditStrip.letter(verdict)))) {
                    return verdict;
                }
            }
            throw new IllegalArgumentException("audit: there is no verdict " + letter);
        }
    }

    AuditFigure {
        claims = List.copyOf(claims);
    }

    /// The figure of rows of [Facts].
    static AuditFigure of(List<List<String>> rows) {
        return new AuditFigure(rows.stream().map(Claim::of).toList());
    }

    /// Claims as rows of [Facts].
    static List<List<String>> rows(List<Claim> claims) {
        return claims.stream().map(Claim::row).toList();
    }

    @Override
    public String id() {
        return "audit";
    }

    @Override
    public String question() {
        return "Which of the paper's statements hold?";
    }

    @Override
    public String lead() {
        String letters = Stream.of(Verdict.values())
                .map(verdict -> AuditStrip.letter(verdict) + " " + verdict.words())
                .collect(Collectors.joining(", "));
        return Html.paragraph(
                "Each square is a statement of the paper, in its order, with the verdict on it: " + letters
                        + ". The program computes each anew, in every reading that the paper leaves open; "
                        + Html.code("thgcl audit") + " lists them all. Choose what to see, then a square.");
    }

    @Override
    public List<Control> controls() {
        List<Control.Option> verdicts = new ArrayList<>(List.of(new Control.Option(ALL, "all")));
        for (Verdict verdict : Verdict.values()) {
            verdicts.add(new Control.Option(String.valueOf(AuditStrip.letter(verdict)), verdict.words()));
        }
        List<Control.Option> topics = new ArrayList<>(List.of(new Control.Option(ALL, "the whole paper")));
        List<String> named = topics();
        for (int k = 0; k < named.size(); k++) {
            topics.add(new Control.Option(String.valueOf(k), named.get(k)));
        }
        return List.of(
                new Control.Choice("verdict", "verdict", verdicts, ALL),
                new Control.Choice("topic", "part of the paper", topics, ALL),
                new Control.Range("claim", "statement", 1, claims.size(), 1, 1));
    }

    private List<String> topics() {
        List<String> topics = new ArrayList<>();
        for (Claim claim : claims) {
            if (!topics.contains(claim.topic())) {
                topics.add(claim.topic());
            }
        }
        return topics;
    }

    @Override
    public Drawing draw(Values values) {
        String verdict = values.text("verdict");
        String topic = values.text("topic");
        String wanted = topic.equals(ALL) ? ALL : topics().get(Integer.parseInt(topic));
        int chosen = values.whole("claim") - 1;
        Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
        int shown = 0;
        StringBuilder html = new StringBuilder("<ol class=\"squares\">\n");
        for (int k = 0; k < claims.size(); k++) {
            Claim claim = claims.get(k);
            if (!wanted.equals(ALL) && !claim.topic().equals(wanted)) {
                continue;
            }
            counts.merge(claim.verdict(), 1, Integer::sum);
            if (verdict.equals(ALL) || verdict.charAt(0) == AuditStrip.letter(claim.verdict())) {
                shown++;
                html.append("<li>").append(square(k, k == chosen)).append("</li>\n");
            }
        }
        html.append("</ol>\n").append(details(claims.get(chosen)));
        return new Drawing(
                html.toString(),
                answer(wanted, counts, shown) + " Statement " + (chosen + 1) + ": "
                        + claims.get(chosen).verdict().words() + ".");
    }

    private String square(int k, boolean chosen) {
        Claim claim = claims.get(k);
        char letter = AuditStrip.letter(claim.verdict());
        String words = Html.text(letter + ": " + claim.statement());
        return "<span class=\"square" + (chosen ? " chosen" : "") + "\" role=\"button\" tabindex=\"0\" data-letter=\""
                + letter + "\" data-set=\"claim=" + (k + 1) + "\" aria-pressed=\"" + chosen + "\" aria-label=\"" + words
                + "\" title=\"" + words + "\">" + letter + "</span>";
    }

    private static String details(Claim claim) {
        return Html.paragraph(AuditStrip.square(claim.verdict()) + " <strong>" + Html.text(claim.statement())
                        + "</strong> (" + Html.text(claim.place()) + ")")
                + Html.paragraph(Html.text("Computed: " + claim.computation() + " Found: "
                        + (claim.result().isEmpty() ? "nothing here can decide it" : claim.result()) + ". Verdict: "
                        + claim.verdict().words() + "."));
    }

    private static String answer(String topic, Map<Verdict, Integer> counts, int shown) {
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        String verdicts = Stream.of(Verdict.values())
                .map(verdict -> verdict.words() + " " + counts.getOrDefault(verdict, 0))
                .collect(Collectors.joining(", "));
        return all + " statements" + (topic.equals(ALL) ? " of the paper" : " of " + topic) + ": " + verdicts + ". "
                + (shown == 1 ? "1 is" : shown + " are") + " shown.";
    }
}
