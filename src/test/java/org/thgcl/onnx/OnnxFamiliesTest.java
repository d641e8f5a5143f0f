package org.thgcl.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import ai.onnxruntime.OrtException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.thgcl.model.Configuration;
import org.thgcl.model.ModelFamily;
import org.thgcl.model.Parameters;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.Workers;
import org.thgcl.training.Models;
import org.thgcl.training.SmallModel;

/// Each family of models that can be trained is written, or says which operation it lacks.
class OnnxFamiliesTest {
    /// What is computed from constants alone, and so never written.
    private static final Set<String> OF_CONSTANTS = Set.of(
            "add_constant",
            "divide",
            "inverse_deviation",
            "inverse_root",
            "log",
            "log1p",
            "negate",
            "subtract",
            "sum_rows");

    /// The families whose edges are found from the features.
    private static final Map<String, String> LACKING = Map.of("hgcn", "gather_rows", "ssl_graph", "spmm");

    @Test
    void no_family_is_forgotten() {
        assertThat(SmallModel.all().stream()
                        .map(model -> model.configuration().family().name()))
                .containsAll(Models.all().stream().map(ModelFamily::name).toList());
    }

    @Test
    void a_family_gives_the_same_or_says_what_it_lacks() throws OrtException, IOException {
        DifferenceTable table = new DifferenceTable("families", "model");
        for (DType dtype : DType.values()) {
            for (SmallModel model : SmallModel.all()) {
                ExportedModel exported = new ExportedModel(model.configuration().with("dtype", dtype));
                String lacking = LACKING.get(model.configuration().family().name());
                if (lacking == null) {
                    table.add(model.name(), dtype, exported.agrees(model.name()));
                } else {
                    assertThatIllegalArgumentException()
                            .as(model.name())
                            .isThrownBy(exported::file)
                            .withMessageContaining("operation " + lacking)
                            .withMessageContaining("export has no operation that finds edges");
                }
            }
        }
        table.compareOrWrite();
    }

    @Test
    void settings_that_change_a_family_s_operations_give_the_same() throws OrtException, IOException {
        for (SmallModel model : SmallModel.all()) {
            for (Map<String, ?> changes : List.<Map<String, ?>>of(
                    Map.of("self_loops", true, "stale", false),
                    Map.of("fusion_layers", List.of(), "residual", false),
                    Map.of("fusion_layers", List.of(), "stale", false))) {
                if (model.configuration().keys().all().containsAll(changes.keySet())
                        && !(LACKING.containsKey(model.configuration().family().name())
                                && !changes.containsKey("fusion_layers"))) {
                    new ExportedModel(model.configuration().with(changes))
                            .agrees(model.name() + " " + changes.keySet());
                }
            }
        }
    }

    /// A new operation, or one that a model takes into use, is written or named here.
    @Test
    void each_operation_that_a_model_records_is_known() {
        Set<String> recorded = new TreeSet<>();
        for (SmallModel model : SmallModel.all()) {
            Configuration c = model.configuration();
            Kernels kernels = Kernels.of(c.training().dtype(), Workers.one());
            recorded.addAll(Recording.of(c, Parameters.initial(c), kernels).operations());
        }
        assertThat(recorded).hasSizeGreaterThan(20);
        Set<String> known = Lowering.rules(null, null).keySet();
        Set<String> unknown =
                recorded.stream().filter(name -> !known.contains(name)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(unknown).isSubsetOf(OF_CONSTANTS);
    }
}
