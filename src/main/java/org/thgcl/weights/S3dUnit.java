package org.thgcl.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;

/// A convolution of S3D with its norm.
///
/// @param name in this program, such as `mixed_3b.branch1.conv2`
/// @param block where it is, a place in [#BLOCKS]
/// @param place within the block, as all PyTorch programs have it: the branch and the number in it
/// @param kind whether it is the first or second of a separable pair, or stands alone
record S3dUnit(String name, int block, String place, Kind kind) {
    /// The blocks, by their numbers in those programs that number them; the numbers between are pools.
    static final SequencedMap<Integer, String> BLOCKS = new LinkedHashMap<>();

    /// The parts of a norm: PyTorch's names and this program's.
    static final SequencedMap<String, String> NORM = new LinkedHashMap<>();

    enum Kind {
        ALONE,
        SPACE,
        TIME
    }

    static {
        BLOCKS.put(0, "conv_1a");
        BLOCKS.put(2, "conv_2b");
        BLOCKS.put(3, "conv_2c");
        BLOCKS.put(5, "mixed_3b");
        BLOCKS.put(6, "mixed_3c");
        BLOCKS.put(8, "mixed_4b");
        BLOCKS.put(9, "mixed_4c");
        BLOCKS.put(10, "mixed_4d");
        BLOCKS.put(11, "mixed_4e");
        BLOCKS.put(12, "mixed_4f");
        BLOCKS.put(14, "mixed_5b");
        BLOCKS.put(15, "mixed_5c");
        NORM.put("weight", "scale");
        NORM.put("bias", "shift");
        NORM.put("running_mean", "mean");
        NORM.put("running_var", "variance");
    }

    /// All 77, from the pictures to the features.
    static List<S3dUnit> all() {
        List<S3dUnit> units = new ArrayList<>();
        BLOCKS.forEach((number, block) -> {
            if (block.startsWith("mixed")) {
                units.add(new S3dUnit(block + ".branch0", number, ".branch0.0", Kind.ALONE));
                for (String branch : List.of(".branch1", ".branch2")) {
                    units.add(new S3dUnit(block + branch + ".reduce", number, branch + ".0", Kind.ALONE));
                    units.add(new S3dUnit(block + branch + ".conv1", number, branch + ".1", Kind.SPACE));
                    units.add(new S3dUnit(block + branch + ".conv2", number, branch + ".1", Kind.TIME));
                }
                units.add(new S3dUnit(block + ".branch3", number, ".branch3.1", Kind.ALONE));
            } else if (block.equals("conv_2b")) {
                units.add(new S3dUnit(block, number, "", Kind.ALONE));
            } else {
                units.add(new S3dUnit(block + ".conv1", number, "", Kind.SPACE));
                units.add(new S3dUnit(block + ".conv2", number, "", Kind.TIME));
            }
        });
        return units;
    }

    /// The names of the gates, one for each branch of a mixed block, with the prefix `s3d.`.
    static List<String> gates() {
        List<String> gates = new ArrayList<>();
        for (String block : BLOCKS.values()) {
            for (int branch = 0; branch < 4 && block.startsWith("mixed"); branch++) {
                gates.add("s3d." + block + ".gate" + branch);
            }
        }
        return gates;
    }
}
