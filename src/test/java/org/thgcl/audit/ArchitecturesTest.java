package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thgcl.model.Configuration;
import org.thgcl.model.Preset;

class ArchitecturesTest {
    @Test
    void the_programs_own_sizes_are_among_them() {
        Programme programme = Programme.here();
        Configuration paper = Preset.PAPER.configuration();
        assertThat(Architectures.parameters(programme))
                .hasSize(512)
                .contains(
                        programme.count(paper),
                        programme.count(paper.with("bias", false)),
                        programme.count(paper.with("pooling", "concat")));
    }
}
