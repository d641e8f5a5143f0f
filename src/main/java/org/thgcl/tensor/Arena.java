package org.thgcl.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/// A pool of tensors of one storage type, and of masks, that are lent out and given back, so that a training step
/// reuses the buffers of the step before it instead of allocating. Not safe for use by several threads.
public final class Arena {
    private final DType dtype;
    private final Map<Integer, ArrayDeque<Tensor>> free = new HashMap<>();
    private final List<Mask> freeMasks = new ArrayList<>();

    /// The elements of tensors that several hold, and how many more than one do.
    private final IdentityHashMap<Object, Integer> shared = new IdentityHashMap<>();

    private long bytes;

    public Arena(DType dtype) {
        this.dtype = dtype;
    }

    /// A tensor of the given shape whose elements are whatever they were: the caller overwrites all of them.
    public Tensor take(Shape shape) {
        ArrayDeque<Tensor> sameSize = free.get(shape.elements());
        Tensor tensor = sameSize == null ? null : sameSize.pollLast();
        if (tensor == null) {
            bytes += (long) shape.elements() * dtype.bytes();
            return Tensor.zeros(dtype, shape);
        }
        return tensor.shape().equals(shape) ? tensor : tensor.reshape(shape);
    }

    /// Lends a tensor that is lent already to one more, who may read it, but not write: it is free when all have given
    /// it back.
    public void share(Tensor tensor) {
        shared.merge(tensor.elements(), 1, Integer::sum);
    }

    /// Whether others hold the tensor, or a view of it, too.
    public boolean isShared(Tensor tensor) {
        return shared.containsKey(tensor.elements());
    }

    /// Gives a tensor back; neither it nor a view of it may be used afterwards, but by those who share it.
    public void give(Tensor tensor) {
        if (isShared(tensor)) {
            shared.computeIfPresent(tensor.elements(), (elements, more) -> more == 1 ? null : more - 1);
            return;
        }
        free.computeIfAbsent(tensor.shape().elements(), elements -> new ArrayDeque<>())
                .addLast(tensor);
    }

    /// A mask for a matrix of the given size, of any bits.
    public Mask takeMask(int rows, int columns) {
        for (int i = 0; i < freeMasks.size(); i++) {
            if (freeMasks.get(i).fits(rows, columns)) {
                return freeMasks.remove(i);
            }
        }
        Mask mask = new Mask(rows, columns);
        bytes += mask.bytes();
        return mask;
    }

    /// Gives a mask back.
    public void give(Mask mask) {
        freeMasks.add(mask);
    }

    /// Bytes of all that was ever lent, which is all that it holds when everything has been given back.
    public long bytes() {
        return bytes;
    }
}
