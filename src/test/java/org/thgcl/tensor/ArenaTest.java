package org.thgcl.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArenaTest {
    private final Arena arena = new Arena(DType.FLOAT64);

    @Test
    void a_tensor_given_back_is_lent_again() {
        Tensor first = arena.take(Shape.of(2, 3));
        arena.give(first);
        assertThat(arena.take(Shape.of(2, 3))).isSameAs(first);
    }

    @Test
    void another_shape_of_the_same_size_reuses_the_elements() {
        Tensor first = arena.take(Shape.of(2, 3));
        arena.give(first);
        Tensor second = arena.take(Shape.of(6));
        assertThat(second.shape()).isEqualTo(Shape.of(6));
        assertThat(second.float64()).isSameAs(first.float64());
    }

    @Test
    void what_is_lent_is_not_lent_twice() {
        Tensor first = arena.take(Shape.of(4));
        Tensor second = arena.take(Shape.of(4));
        assertThat(second.float64()).isNotSameAs(first.float64());
        arena.give(first);
        arena.give(second);
        assertThat(arena.take(Shape.of(4)).float64())
                .isNotSameAs(arena.take(Shape.of(4)).float64());
    }

    @Test
    void a_shared_tensor_is_free_when_all_have_given_it_back() {
        Tensor tensor = arena.take(Shape.of(2, 3));
        Tensor view = tensor.reshape(Shape.of(6));
        arena.share(tensor);
        arena.share(view);
        arena.give(tensor);
        arena.give(view);
        assertThat(arena.isShared(view)).isFalse();
        assertThat(arena.take(Shape.of(6)).float64()).isNotSameAs(tensor.float64());
        arena.give(view);
        assertThat(arena.take(Shape.of(6)).float64()).isSameAs(tensor.float64());
    }

    @Test
    void another_size_gets_elements_of_its_own() {
        arena.give(arena.take(Shape.of(4)));
        assertThat(arena.take(Shape.of(5)).toArray()).hasSize(5);
    }

    @Test
    void what_is_lent_again_takes_no_more_bytes() {
        arena.give(arena.take(Shape.of(2, 3)));
        arena.give(arena.take(Shape.of(6)));
        assertThat(arena.bytes()).isEqualTo(6 * 8);
        arena.give(arena.takeMask(3, 65)); // two words of 64 bits a row
        arena.give(arena.takeMask(3, 65));
        assertThat(arena.bytes()).isEqualTo(6 * 8 + 3 * 2 * 8);
    }
}
