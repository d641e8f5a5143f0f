package org.thgcl.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.thgcl.model.Configuration;
import org.thgcl.thgn.Preset;

class ArchitecturesTest {
    @Test
    void the_programs_own_sizes_are_among_them() {
        Pipeline pipeline = Pipeline.implemented();
        Configuration paper = Preset.PAPER.configuration();
        assertThat(Architectures.parameters(pipeline))
                .hasSize(512)
                .contains(
                        pipeline.count(paper),
                        pipeline.count(paper.with("bias", false)),
                        pipeline.count(paper.with("graph_embedding", "concat")));
    }
}
