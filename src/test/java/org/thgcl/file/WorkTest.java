package org.thgcl.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WorkTest {
    private static final List<Integer> ITEMS = IntStream.range(0, 20).boxed().toList();

    /// What a display is told.
    private static final class Told implements Work.Display {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void show(Work work) {
            lines.add(work.name() + " " + work.done() + "/" + work.total());
        }

        @Override
        public void end(Work work) {
            lines.add("end");
        }
    }

    private static int square(int item) {
        return item * item;
    }

    @Test
    void results_have_the_order_of_the_items() {
        assertThat(Work.each("squares", ITEMS, WorkTest::square))
                .isEqualTo(ITEMS.stream().map(WorkTest::square).toList());
        assertThat(Work.each("squares", List.<Integer>of(), WorkTest::square)).isEmpty();
    }

    @Test
    void items_are_computed_side_by_side() {
        int threads = Runtime.getRuntime().availableProcessors();
        // ends only if as many items are being computed at a time
        CyclicBarrier together = new CyclicBarrier(threads);
        List<Integer> items = IntStream.range(0, 3 * threads).boxed().toList();
        assertThat(Work.each("waiting", items, item -> {
                    try {
                        together.await();
                    } catch (InterruptedException | BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    return item;
                }))
                .isEqualTo(items);
    }

    @Test
    void every_item_is_a_step_and_work_within_it_is_not_shown() {
        Told told = new Told();
        Work.shown(
                told,
                () -> Work.each("outer", List.of(1, 2), item -> {
                    try (Work inner = Work.begin("inner", 1)) {
                        inner.step();
                    }
                    return item;
                }));
        assertThat(told.lines).containsExactly("outer 0/2", "outer 1/2", "outer 2/2", "end");
    }

    @Test
    void the_first_failure_in_the_order_of_the_items_is_thrown() {
        Told told = new Told();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Work.shown(
                        told,
                        () -> Work.each("failing", ITEMS, item -> {
                            if (item % 5 == 3) {
                                throw new IllegalArgumentException("item " + item);
                            }
                            return item;
                        })))
                .withMessage("item 3");
        assertThat(told.lines).endsWith("failing 3/20", "end");
        assertThatThrownBy(() -> Work.each("failing", ITEMS, item -> {
                    throw new AssertionError("item " + item);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessage("item 0");
    }
}
