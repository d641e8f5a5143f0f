package org.thgcl.cli;

import java.util.Locale;
import org.thgcl.tensor.DType;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the type of the numbers that `--dtype` asks for, by its name or its short name.
final class DTypeName implements ITypeConverter<DType> {
    @Override
    public DType convert(String word) {
        return switch (word.toLowerCase(Locale.ROOT)) {
            case "float64", "f64" -> DType.FLOAT64;
            case "float32", "f32" -> DType.FLOAT32;
            default ->
                throw new TypeConversionException(
                        "'" + word + "' isn't allowed, must be float64 or f64, or float32 or f32");
        };
    }
}
