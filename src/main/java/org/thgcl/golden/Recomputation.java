package org.thgcl.golden;

import java.util.LinkedHashMap;
import java.util.Map;
import org.thgcl.autodiff.Tape;
import org.thgcl.autodiff.Variable;
import org.thgcl.tensor.DType;
import org.thgcl.tensor.Kernels;
import org.thgcl.tensor.OutOfRangeException;
import org.thgcl.tensor.Tensor;
import org.thgcl.tensor.Workers;

/// The numbers of a case, computed anew.
final class Recomputation {
    private Recomputation() {}

    static Kind.Answer of(Kind kind, GoldenCase c, DType dtype) {
        CaseSettings settings = new CaseSettings(c.settings(), kind.settings());
        try (Workers workers = Workers.one()) {
            Tape tape = new Tape(Kernels.of(dtype, workers));
            CaseInputs inputs =
                    new CaseInputs(c.inputs(), dtype, tape, !c.cotangents().isEmpty());
            Outputs outputs = GoldenException.blaming("settings and inputs", () -> kind.compute(settings, inputs));
            return new Kind.Answer(outputs.values(), gradients(tape, c, inputs, outputs, dtype), outputs.rows());
        } catch (OutOfRangeException e) {
            throw new GoldenException("settings, inputs and cotangents", e.getMessage());
        }
    }

    private static Map<String, GoldenTensor> gradients(
            Tape tape, GoldenCase c, CaseInputs inputs, Outputs outputs, DType dtype) {
        Map<String, GoldenTensor> gradients = new LinkedHashMap<>();
        if (c.cotangents().isEmpty()) {
            return gradients;
        }
        Map<Variable, Tensor> cotangents = new LinkedHashMap<>();
        c.cotangents().forEach((name, cotangent) -> {
            String field = "cotangents." + name;
            GoldenTensor output = outputs.values().get(name);
            if (output == null) {
                throw new GoldenException(
                        field,
                        "there is no such output here, only "
                                + String.join(", ", outputs.values().keySet()));
            }
            if (!outputs.variables().containsKey(name)) {
                throw new GoldenException(field, "this output has no gradient");
            }
            if (!cotangent.shape().equals(output.shape())) {
                throw new GoldenException(
                        field, "has shape " + cotangent.shape() + ", the output has " + output.shape());
            }
            cotangents.put(outputs.variables().get(name), cotangent.values().to(dtype));
        });
        tape.backward(cotangents);
        inputs.variables().forEach((name, input) -> gradients.put(name, GoldenTensor.real(gradient(input))));
        return gradients;
    }

    /// Zero where nothing depends on the input.
    private static Tensor gradient(Variable input) {
        return input.gradient() == null ? Tensor.zeros(input.shape()) : input.gradient();
    }
}
