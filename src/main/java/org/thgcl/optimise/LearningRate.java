package org.thgcl.optimise;

import java.util.List;
import org.thgcl.settings.Range;
import org.thgcl.tensor.Elementary;

/// The learning rate as a function of the iteration (reading A17).
public sealed interface LearningRate {
    /// The schedule of settings.
    public static LearningRate of(TrainingSettings c) {
        return switch (c.schedule()) {
            case CONSTANT -> new Constant(c.learningRate());
            case WARMUP_MULTISTEP ->
                new WarmupMultistep(
                        c.learningRate(),
                        c.warmupIterations(),
                        c.warmupFactor(),
                        c.steps(),
                        c.stepFactor(),
                        c.iterations());
        };
    }

    /// The rate of one update.
    ///
    /// @param iteration number of updates made before, from 0
    /// @throws IllegalArgumentException if it is negative
    double at(int iteration);

    /// The same rate for every iteration, as the text has it (0.005).
    ///
    /// @param base above 0
    record Constant(double base) implements LearningRate {
        public Constant {
            Range.requirePositive("learning rate: base", base);
        }

        @Override
        public double at(int iteration) {
            requireIteration(iteration);
            return base;
        }
    }

    /// A linear warm-up, then a drop by a factor at each step: the schedule that the authors' configuration file
    /// asks for, by the rule of the library that it is written for (fvcore). With `k` the iteration and
    /// `w = k / max`:
    ///
    ///     m(w) = gamma^(number of steps <= floor((w + 1e-6) max))
    ///     len  = min(warmup / max, 1)
    ///     rate = base m(w)                                              if w + 1e-6 > len
    ///            base (m(len) w / len + factor m(0) (1 - w / len))      else
    ///
    /// Steps beyond `max` are ignored. A step inside the warm-up never shows by itself: the warm-up rises
    /// straight to the rate that holds at its end. With the authors' values (0.005, 1000, 0.001, step 250, 0.1,
    /// 5000) that is 0.0005, a tenth of the rate that the text states.
    ///
    /// @param base above 0
    /// @param warmupIterations at least 0
    /// @param warmupFactor the first rate in units of `base`, at least 0
    /// @param steps iterations from 0 on at which the rate drops
    /// @param gamma what each step multiplies the rate by, above 0
    /// @param maxIterations length of the whole run, at least 1
    record WarmupMultistep(
            double base,
            int warmupIterations,
            double warmupFactor,
            List<Integer> steps,
            double gamma,
            int maxIterations)
            implements LearningRate {
        /// The rule's slack for rounding in w.
        private static final double SLACK = 1e-6;

        public WarmupMultistep {
            Range.requirePositive("learning rate: base", base);
            Range.requirePositive("learning rate: gamma", gamma);
            Range.requireNotNegative("learning rate: warm-up factor", warmupFactor);
            Range.requireAtLeast(0, "learning rate: number of warm-up iterations", warmupIterations);
            Range.requireAtLeast(1, "learning rate: number of iterations", maxIterations);
            steps.forEach(step -> Range.requireAtLeast(0, "learning rate: step", step));
            steps = List.copyOf(steps);
        }

        @Override
        public double at(int iteration) {
            requireIteration(iteration);
            double where = (double) iteration / maxIterations;
            double length = Math.min((double) warmupIterations / maxIterations, 1);
            if (where + SLACK > length) {
                return base * multiplier(where);
            }
            double done = where / length;
            return base * (multiplier(length) * done + warmupFactor * multiplier(0) * (1 - done));
        }

        private double multiplier(double where) {
            double reached = Math.floor((where + SLACK) * maxIterations);
            long passed = steps.stream()
                    .filter(step -> step <= maxIterations && step <= reached)
                    .count();
            return Elementary.pow(gamma, (double) passed);
        }
    }

    private static void requireIteration(int iteration) {
        Range.requireAtLeast(0, "learning rate: iteration", iteration);
    }
}
