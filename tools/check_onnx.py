#!/usr/bin/env python3
"""Checks files of ONNX with the format's own checker and its inference of shapes.

    tools/check_onnx.py MODEL.onnx...

Each file must pass the full check; the strict inference must find every shape that the file states, with any number of
clips; the first axis of inputs and outputs must be `clips`, and nothing in the file may be unused. Needs onnx 1.12 or
later (Debian: python3-onnx).

Exit code: 0 all is well, 1 a check failed, 2 a file or onnx is missing.
"""
import json
import pathlib
import sys

CLIPS = "clips"


def shape(value):
    """The axes of a value: sizes, or the names of those that are open."""
    return [axis.dim_param or axis.dim_value for axis in value.type.tensor_type.shape.dim]


def failures(path):
    import onnx

    model = onnx.load(path)
    try:
        onnx.checker.check_model(model, full_check=True)
        inferred = onnx.shape_inference.infer_shapes(model, check_type=True, strict_mode=True, data_prop=True)
    except Exception as wrong:  # the checker has several kinds of its own
        return [str(wrong)]
    found = []
    graph = model.graph
    stated = {value.name: shape(value) for value in graph.value_info}
    for value in inferred.graph.value_info:
        if shape(value) != stated.get(value.name):
            found.append(f"{value.name}: shape {stated.get(value.name)} is stated, {shape(value)} inferred")
    for value in [*graph.input, *graph.output]:
        axes = shape(value)
        if axes[0] != CLIPS or not all(isinstance(size, int) and size > 0 for size in axes[1:]):
            found.append(f"{value.name}: shape {axes}, must be of clips and nothing else that is open")
    used = {name for node in graph.node for name in node.input}
    given = [value.name for value in [*graph.input, *graph.initializer]] + [n for node in graph.node for n in node.output]
    unused = set(given) - used - {value.name for value in graph.output}
    if unused:
        found.append(f"unused: {', '.join(sorted(unused))}")
    names = [value.name for value in graph.output]
    if names[:2] != ["logits", "scores"]:
        found.append(f"outputs are {names}, must begin with logits and scores")
    metadata = {entry.key: entry.value for entry in model.metadata_props}
    if "thgcl.classes" in metadata and len(json.loads(metadata["thgcl.classes"])) != shape(graph.output[0])[1]:
        found.append("thgcl.classes: not as many names as logits")
    return found


def main(paths):
    try:
        import onnx
    except ImportError:
        print("check_onnx: onnx is missing (Debian: python3-onnx)", file=sys.stderr)
        return 2
    missing = [path for path in paths if not pathlib.Path(path).is_file()]
    if missing or not paths:
        print(f"check_onnx: no such file: {', '.join(missing) or 'none is named'}", file=sys.stderr)
        return 2
    wrong = 0
    for path in paths:
        for failure in failures(path):
            print(f"{path}: {failure}", file=sys.stderr)
            wrong += 1
    print(f"check_onnx: {len(paths)} files, {wrong} failures, by onnx {onnx.__version__}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
