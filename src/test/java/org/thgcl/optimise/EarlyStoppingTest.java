package org.thgcl.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.thgcl.optimise.EarlyStopping.State;
import org.thgcl.optimise.TrainingSettings.Stopping;

class EarlyStoppingTest {
    @Test
    void stops_after_so_many_validations_without_a_better_map() {
        EarlyStopping stopping = new EarlyStopping(Stopping.MAP, 3);
        State state = run(stopping, 0.2, 0.5, 0.4, 0.5);
        assertThat(state).isEqualTo(new State(0.5, 500, 2));
        assertThat(stopping.stops(state)).isFalse();
        assertThat(stopping.stops(stopping.after(state, 1250, 0.49, 1))).isTrue();
        assertThat(stopping.after(state, 1250, Math.nextUp(0.5), 0)).isEqualTo(new State(Math.nextUp(0.5), 1250, 0));
    }

    @Test
    void only_the_best_is_the_best() {
        EarlyStopping stopping = new EarlyStopping(Stopping.MAP, 3);
        assertThat(State.START.isBest()).isFalse();
        assertThat(run(stopping, 0.2).isBest()).isTrue();
        assertThat(run(stopping, 0.2, 0.2).isBest()).isFalse();
    }

    @Test
    void first_score_is_the_best_even_if_it_is_0() {
        assertThat(run(new EarlyStopping(Stopping.MAP, 1), 0).isBest()).isTrue();
    }

    @Test
    void tmacs_criterion_adds_half_the_auc() {
        EarlyStopping stopping = new EarlyStopping(Stopping.MAP_AUC, 5);
        State state = stopping.after(State.START, 250, 0.25, 0.5);
        assertThat(state.bestScore()).isEqualTo(0.5);
        assertThat(stopping.after(state, 500, 0.125, 0.875).isBest()).isTrue(); // 0.5625
        assertThat(stopping.after(state, 500, 0.375, 0.125).isBest()).isFalse(); // 0.4375
    }

    @Test
    void tmacs_best_sinks_without_end() {
        EarlyStopping stopping = new EarlyStopping(Stopping.MAP_AUC, 1);
        State state = State.START;
        for (int n = 0; n < 1000; n++) {
            state = stopping.after(state, n, 0.5 - 0.00009 * n, 0);
            assertThat(state.isBest()).isTrue();
        }
        assertThat(state.bestScore()).isLessThan(0.42);
        State sunk = stopping.after(state, 1000, state.bestScore() - 0.00011, 0);
        assertThat(stopping.stops(sunk)).isTrue();
    }

    @Test
    void score_that_is_no_number_is_never_better() {
        for (Stopping rule : Stopping.values()) {
            EarlyStopping stopping = new EarlyStopping(rule, 2);
            State state = stopping.after(State.START, 250, Double.NaN, 0.5);
            assertThat(state).isEqualTo(new State(Double.NEGATIVE_INFINITY, -1, 1));
            assertThat(stopping.after(state, 500, 0.1, 0.5).isBest()).isTrue();
            assertThat(stopping.stops(stopping.after(state, 500, Double.NaN, 0.5)))
                    .isTrue();
        }
        EarlyStopping tmac = new EarlyStopping(Stopping.MAP_AUC, 2);
        assertThat(tmac.after(State.START, 250, 0.5, Double.NaN).isBest()).isFalse();
    }

    @Test
    void patience_of_0_is_refused() {
        assertThatThrownBy(() -> new EarlyStopping(Stopping.MAP, 0))
                .hasMessage("early stopping: patience is 0, must be at least 1");
    }

    /// The state after validations with these mAPs, one each 250 iterations.
    private static State run(EarlyStopping stopping, double... maps) {
        State state = State.START;
        for (int n = 0; n < maps.length; n++) {
            state = stopping.after(state, 250 * (n + 1), maps[n], 0);
        }
        return state;
    }
}
