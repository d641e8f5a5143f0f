package org.thgcl.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BlockCacheTest {
    private static final Object FILE = "file";

    @Test
    void the_blocks_unused_for_longest_make_room() {
        BlockCache cache = new BlockCache(3 * 40);
        for (int block = 0; block < 3; block++) {
            cache.put(FILE, block, new float[10]);
        }
        assertThat(cache.get(FILE, 0)).isNotNull();
        cache.put(FILE, 3, new float[10]);
        assertThat(cache.get(FILE, 1)).isNull();
        assertThat(cache.get(FILE, 0)).isNotNull();
        assertThat(cache.get(FILE, 2)).isNotNull();
        assertThat(cache.bytes()).isEqualTo(120);
    }

    @Test
    void a_block_larger_than_the_cache_is_not_kept() {
        BlockCache cache = new BlockCache(40);
        cache.put(FILE, 0, new float[10]);
        cache.put(FILE, 1, new float[11]);
        assertThat(cache.get(FILE, 0)).isNotNull();
        assertThat(cache.get(FILE, 1)).isNull();
    }

    @Test
    void a_block_put_twice_counts_once() {
        BlockCache cache = new BlockCache(100);
        cache.put(FILE, 0, new float[10]);
        cache.put(FILE, 0, new float[20]);
        assertThat(cache.bytes()).isEqualTo(80);
    }

    @Test
    void files_are_told_apart_and_dropped_one_by_one() {
        BlockCache cache = new BlockCache(1000);
        cache.put(FILE, 0, new float[] {1});
        cache.put("other", 0, new float[] {2});
        cache.drop(FILE);
        assertThat(cache.get(FILE, 0)).isNull();
        assertThat(cache.get("other", 0)).containsExactly(2);
        assertThat(cache.bytes()).isEqualTo(4);
    }
}
