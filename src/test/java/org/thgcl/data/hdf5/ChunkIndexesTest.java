package org.thgcl.data.hdf5;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Chunk indexes of the newer format with so many chunks that they have pages, super blocks and inner nodes.
/// `make_kinds.py` makes the file: element i is i modulo 100, each in a chunk of its own.
class ChunkIndexesTest {
    private static final Path FILE = Path.of("src", "test", "resources", "org", "thgcl", "data", "kinds", "indexes.h5");

    @ParameterizedTest
    @ValueSource(strings = {"extensible", "fixed", "spare", "tree", "packed"})
    void every_chunk_is_found(String name) {
        try (Hdf5File file = Hdf5File.open(FILE)) {
            StoredDataset dataset = file.dataset(name);
            file.refuseOverlaps();
            int size = (int) dataset.sizes()[0];
            assertThat(size).isEqualTo(name.equals("fixed") ? 1100 : 200);
            assertThat(dataset.firstUnwritten()).isEqualTo(-1);
            ByteBuffer values = dataset.read(0, size);
            for (int i = 0; i < size; i++) {
                assertThat(values.get()).as("element %d", i).isEqualTo((byte) (i % 100));
            }
        }
    }
}
