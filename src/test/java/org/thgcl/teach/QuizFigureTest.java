package org.thgcl.teach;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.thgcl.golden.Decoy;
import org.thgcl.golden.GoldenCase;
import org.thgcl.golden.GoldenReader;
import org.thgcl.golden.GoldenTensor;
import org.thgcl.report.Markup;
import org.w3c.dom.Element;

class QuizFigureTest {
    private static final List<Question> QUESTIONS = GoldenQuestions.all();

    private final QuizFigure quiz = new QuizFigure(QUESTIONS);

    @Test
    void questions_are_those_of_the_published_files() throws IOException {
        assertThat(QUESTIONS).hasSize(GoldenQuestions.FILES.size());
        for (Question q : QUESTIONS) {
            String[] place = q.file().split(", case ", 2);
            GoldenCase c = GoldenReader.read(Path.of("golden", place[0])).cases().stream()
                    .filter(each -> each.id().equals(place[1]))
                    .findFirst()
                    .orElseThrow();
            Decoy made = c.decoys().stream()
                    .filter(decoy -> decoy.name().equals(q.name()))
                    .findFirst()
                    .orElseThrow();
            assertThat(q.choices().get(q.answer())).isEqualTo(made.why());
            assertThat(q.choices()).doesNotHaveDuplicates();
            assertThat(c.decoys()).extracting(Decoy::why).containsAll(q.choices());
            requireShown(q.inputs(), List.copyOf(c.inputs().values()));
            requireShown(q.right(), List.copyOf(c.outputs().values()));
            requireShown(
                    q.wrong(),
                    c.outputs().entrySet().stream()
                            .map(output -> made.outputs().getOrDefault(output.getKey(), output.getValue()))
                            .toList());
            assertThat(q.wrong()).isNotEqualTo(q.right());
        }
    }

    /// Four digits are shown: a number is off by at most half a unit of the last, and by its rounding to float64.
    private static void requireShown(List<List<String>> rows, List<GoldenTensor> tensors) {
        List<Double> shown = rows.stream()
                .flatMap(row -> row.stream().skip(1))
                .map(Double::parseDouble)
                .toList();
        List<Double> expected = tensors.stream()
                .flatMap(x -> IntStream.range(0, x.shape().elements())
                        .mapToObj(k -> x.values().get(k)))
                .toList();
        assertThat(shown).hasSameSizeAs(expected);
        for (int k = 0; k < shown.size(); k++) {
            assertThat(shown.get(k)).isCloseTo(expected.get(k), within(5.0001e-4 * Math.abs(expected.get(k))));
        }
    }

    @Test
    void facts_carry_questions() {
        Facts facts = Facts.of(new Facts(Map.of("quiz", Question.rows(QUESTIONS))).text());
        assertThat(Question.of(facts.rows("quiz"))).isEqualTo(QUESTIONS);
    }

    @Test
    void who_finds_every_mistake_is_told_so() {
        assertThat(play(q -> q.answer())).isEqualTo("You found 10 of 10 mistakes.");
        assertThat(play(q -> (q.answer() + 1) % 4)).isEqualTo("You found 0 of 10 mistakes.");
    }

    /// Presses what the drawing has to press, and gives the last answer.
    private String play(ToIntFunction<Question> choice) {
        Values values = Values.initial(quiz);
        for (int n = 0; n < QUESTIONS.size(); n++) {
            Question q = QUESTIONS.get(n);
            assertThat(quiz.draw(values).html()).contains("Question " + (n + 1) + " of 10");
            List<String> choices = pressed(values);
            assertThat(choices).hasSize(4);
            int chosen = choice.applyAsInt(q);
            values = values.with("quiz", choices.get(chosen));
            String answer = quiz.draw(values).answer();
            assertThat(answer)
                    .startsWith(chosen == q.answer() ? "Yes, " : "No, it is ")
                    .contains("ABCD".charAt(q.answer()) + ": " + q.choices().get(q.answer()), q.name(), q.file());
            List<String> next = pressed(values);
            assertThat(next).hasSize(1);
            values = values.with("quiz", next.getFirst());
        }
        assertThat(pressed(values)).isEmpty();
        assertThat(values.text("quiz")).hasSizeLessThanOrEqualTo(15);
        return quiz.draw(values).answer();
    }

    private List<String> pressed(Values values) {
        List<String> states = new ArrayList<>();
        for (Element element : Markup.elements(Markup.parse(quiz.draw(values).html()), "*")) {
            if (element.hasAttribute("data-set")) {
                states.add(element.getAttribute("data-set").substring("quiz=".length()));
            }
        }
        return states;
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1", "2", "10", "161", "1660111", "110110", "190", "100", "99999999999999999"})
    void the_button_and_what_is_no_state_begin_again(String state) {
        Values values = Values.initial(quiz).with("quiz", state);
        assertThat(quiz.draw(values)).isEqualTo(quiz.draw(Values.initial(quiz)));
    }

    @Test
    void wrong_numbers_are_counted_and_marked() {
        Drawing drawing = quiz.draw(Values.initial(quiz));
        int marked = Markup.elements(Markup.parse(drawing.html()), "mark").size();
        assertThat(drawing.answer()).startsWith(marked + " number");
        assertThat(marked).isPositive();
    }

    @Test
    void a_quiz_without_questions_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new QuizFigure(List.of()));
    }
}
