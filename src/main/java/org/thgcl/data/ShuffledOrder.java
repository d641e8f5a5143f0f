package org.thgcl.data;

import org.thgcl.tensor.CounterRandom;

/// Every clip once an epoch, in an order of its own each time.
final class ShuffledOrder implements BatchOrder {
    private static final int SITE = CounterRandom.site("batch order");

    private final int size;
    private final int batch;
    private final CounterRandom random;
    private long epoch = -1;
    private int[] order;

    ShuffledOrder(int size, int batch, long seed) {
        this.size = size;
        this.batch = batch;
        this.random = new CounterRandom(seed);
    }

    @Override
    public synchronized int[] batch(long iteration) {
        int[] positions = new int[batch];
        long first = Math.multiplyExact(iteration, batch);
        for (int i = 0; i < batch; i++) {
            long place = first + i;
            if (place / size != epoch) {
                epoch = place / size;
                order = random.permutation(size, epoch, SITE);
            }
            positions[i] = order[(int) (place % size)];
        }
        return positions;
    }
}
