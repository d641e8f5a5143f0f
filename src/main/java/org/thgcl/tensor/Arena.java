package org.thgcl.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A pool of tensors of one storage type, and of masks, that are lent out and given back, so that a training step
/// reuses the buffers of the step before it instead of allocating. Not safe for use by several threads.
public final class Arena {
    private final DType dtype;
    private final Map<Integer, ArrayDeque<Tensor>> free = new HashMap<>();
    private final List<Mask> freeMasks = new ArrayList<>();
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

    /// Gives a tensor back; neither it nor a view of it may be used afterwards.
    public void give(Tensor tensor) {
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
