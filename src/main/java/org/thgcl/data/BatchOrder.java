package org.thgcl.data;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// Which clips of the training part make up which mini-batch: a function of the iteration's number alone, so that a
/// run that is resumed goes on as if it had not been interrupted.
///
/// Clips come in epochs, each in an order of its own by the seed, and batches are cut from epoch after epoch without a
/// shorter one at the end: a batch may begin in one epoch and end in the next, and then may hold a clip twice.
public interface BatchOrder {
    /// Positions in the training part of the clips of a batch.
    ///
    /// @param iteration number of the batch from 0
    int[] batch(long iteration);

    /// The batches from one iteration on, without end.
    default Iterator<int[]> from(long iteration) {
        return new Iterator<>() {
            private long next = iteration;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public int[] next() {
                return batch(next++);
            }
        };
    }

    /// Consecutive positions 0, 1, ... in batches with a shorter one at the end if need be: each clip once, for
    /// evaluation.
    ///
    /// @param size number of clips
    /// @param batch most clips of a batch, at least 1
    static Iterator<int[]> inSequence(int size, int batch) {
        if (batch < 1) {
            throw new IllegalArgumentException("batch must be at least 1 clip, got " + batch);
        }
        return new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return next < size;
            }

            @Override
            public int[] next() {
                if (!hasNext()) {
                    throw new NoSuchElementException("no batch is left");
                }
                int[] positions = new int[Math.min(batch, size - next)];
                for (int i = 0; i < positions.length; i++) {
                    positions[i] = next++;
                }
                return positions;
            }
        };
    }

    /// Checks the numbers that every order needs.
    ///
    /// @throws IllegalArgumentException if a batch is less than 1 clip or more than there are
    private static void check(int size, int batch) {
        if (batch < 1 || batch > size) {
            throw new IllegalArgumentException("batch is " + batch + " clips, the training part has " + size
                    + "; a batch must have at least 1 and at most all of them");
        }
    }

    /// Every clip once an epoch.
    ///
    /// @param size number of clips
    /// @param batch clips of a batch, 1 to `size`
    static BatchOrder shuffled(int size, int batch, long seed) {
        check(size, batch);
        return new ShuffledOrder(size, batch, seed);
    }

    /// Clips of rare classes several times an epoch (A23), see [RepeatFactorSampling].
    ///
    /// @param part the training part
    /// @param batch clips of a batch, 1 to the part's size
    /// @param threshold frequency below which a class is repeated, above 0, at most 1
    static BatchOrder repeatFactor(Subset part, int batch, double threshold, long seed) {
        check(part.size(), batch);
        return new RepeatFactorSampling(part, batch, threshold, seed);
    }
}
