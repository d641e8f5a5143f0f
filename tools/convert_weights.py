#!/usr/bin/env python3
"""Converts published weights of VGGish and S3D to the names and layouts of thgcl, in one safetensors file.

    tools/convert_weights.py FILE... --out FILE.safetensors [--encoder k|q] [--epsilon E]

For those who have PyTorch. `thgcl weights convert` does the same without Python and reads TensorFlow's checkpoints, too;
both give the same tensors to the bit, which tools/compare_weights.py checks. Needs NumPy and PyTorch 1.13 or later. Files
of PyTorch are loaded with weights_only, so nothing in them is executed; for CoCLR's, which hold real numbers beside the
tensors, PyTorch must be newer than 1.13.
"""
import argparse
import hashlib
import json
import struct
import sys
from decimal import Decimal
from pathlib import Path

import numpy as np

LAYERS = ["conv1", "conv2", "conv3_1", "conv3_2", "conv4_1", "conv4_2", "fc1_1", "fc1_2", "fc2"]
MODULES = ["features.0", "features.3", "features.6", "features.8", "features.11", "features.13",
           "embeddings.0", "embeddings.2", "embeddings.4"]
BLOCKS = {0: "conv_1a", 2: "conv_2b", 3: "conv_2c", 5: "mixed_3b", 6: "mixed_3c", 8: "mixed_4b", 9: "mixed_4c",
          10: "mixed_4d", 11: "mixed_4e", 12: "mixed_4f", 14: "mixed_5b", 15: "mixed_5c"}
ALIASES = {0: "block1.0", 2: "block2.1", 3: "block2.2", 5: "block3.1", 6: "block3.2", 8: "block4.1", 9: "block4.2",
           10: "block4.3", 11: "block4.4", 12: "block4.5", 14: "block5.1", 15: "block5.2"}
NORM = {"weight": "scale", "bias": "shift", "running_mean": "mean", "running_var": "variance"}
KERNEL = (2, 3, 4, 1, 0)  # [out, in, time, height, width] -> [time, height, width, in, out]


WIDTHS = {5: (64, 96, 128, 16, 32, 32), 6: (128, 128, 192, 32, 96, 64), 8: (192, 96, 208, 16, 48, 64),
          9: (160, 112, 224, 24, 64, 64), 10: (128, 128, 256, 24, 64, 64), 11: (112, 144, 288, 32, 64, 64),
          12: (256, 160, 320, 32, 128, 128), 14: (256, 160, 320, 32, 128, 128), 15: (384, 192, 384, 48, 128, 128)}


class Refused(Exception):
    """A file that isn't converted, and why."""


# ---------------------------------------------------------------- names: theirs -> (ours, order of axes)
def vggish():
    names = {}
    for number, (layer, module) in enumerate(zip(LAYERS, MODULES)):
        names[f"{module}.weight"] = f"vggish.{layer}.weight", (2, 3, 1, 0) if number < 6 else (1, 0)
        names[f"{module}.bias"] = f"vggish.{layer}.bias", None
    return names


def components():
    return {"pca_eigen_vectors": ("pca.vectors", None), "pca_means": ("pca.means", None)}


def units(number):
    """The convolutions of a block of S3D: our name, place in the block, 0 alone, 1 over space, 2 over time."""
    block = BLOCKS[number]
    if not block.startswith("mixed"):
        return [(block, "", 0)] if block == "conv_2b" else [(f"{block}.conv1", "", 1), (f"{block}.conv2", "", 2)]
    found = [(f"{block}.branch0", ".branch0.0", 0)]
    for branch in ("branch1", "branch2"):
        found += [(f"{block}.{branch}.reduce", f".{branch}.0", 0), (f"{block}.{branch}.conv1", f".{branch}.1", 1),
                  (f"{block}.{branch}.conv2", f".{branch}.1", 2)]
    return found + [(f"{block}.branch3", ".branch3.1", 0)]


def s3d(module, pairs):
    """module(number) gives a program's names of a block, pairs its names of a convolution and norm."""
    names = {}
    for number in BLOCKS:
        for name in module(number):
            for ours, place, kind in units(number):
                convolution, norm = pairs[kind]
                names[f"{name}{place}{convolution}.weight"] = f"s3d.{ours}.weight", KERNEL
                for torch_name, own in NORM.items():
                    names[f"{name}{place}{norm}.{torch_name}"] = f"s3d.{ours}.norm.{own}", None
    return names


def coclr(network):
    def module(number):
        return [f"{network}.0.{BLOCKS[number].capitalize()}", f"{network}.0.{ALIASES[number]}"]
    names = s3d(module, [(".conv", ".bn"), (".conv1", ".bn1"), (".conv2", ".bn2")])
    for number, block in BLOCKS.items():
        for name in module(number) if block.startswith("mixed") else []:
            for branch in range(4):
                names[f"{name}.gating_b{branch}.fc.weight"] = f"s3d.{block}.gate{branch}.weight", (1, 0)
                names[f"{name}.gating_b{branch}.fc.bias"] = f"s3d.{block}.gate{branch}.bias", None
    return names


def programs(encoder):
    """Text, names, whether another name may be there, epsilon."""
    network = f"encoder_{encoder}"
    counter = ".num_batches_tracked"
    return [
        ("VGGish of torchvggish", vggish(), lambda name: False, None),
        ("principal components of VGGish", components(), lambda name: False, None),
        (f"S3D of CoCLR ({network})", coclr(network),
         lambda name: not name.startswith(f"{network}.0.") or name.endswith(counter), 1e-5),
        ("S3D of torchvision",
         {name.replace(".branch0.0.", ".branch0."): ours for name, ours in
          s3d(lambda n: [f"features.{n}"], [(".0", ".1"), (".0.0", ".0.1"), (".1.0", ".1.1")]).items()},
         lambda name: name.startswith("classifier.1.") or name.endswith(counter), 1e-3),
        ("S3D of kylemin",
         s3d(lambda n: [f"base.{n}"], [(".conv", ".bn"), (".conv_s", ".bn_s"), (".conv_t", ".bn_t")]),
         lambda name: name.startswith("fc.0.") or name.endswith(counter), 1e-3),
    ]


def shapes():
    """The published shapes of all our tensors."""
    found = {"pca.vectors": (128, 128), "pca.means": (128,)}
    layers = [(3, 3, 1, 64), (3, 3, 64, 128), (3, 3, 128, 256), (3, 3, 256, 256), (3, 3, 256, 512), (3, 3, 512, 512),
              (12288, 4096), (4096, 4096), (4096, 128)]
    for layer, shape in zip(LAYERS, layers):
        found |= {f"vggish.{layer}.weight": shape, f"vggish.{layer}.bias": shape[-1:]}
    convolutions = {"conv_1a.conv1": (1, 7, 7, 3, 64), "conv_1a.conv2": (7, 1, 1, 64, 64), "conv_2b": (1, 1, 1, 64, 64),
                    "conv_2c.conv1": (1, 3, 3, 64, 192), "conv_2c.conv2": (3, 1, 1, 192, 192)}
    before = 192
    for number, (o0, m1, o1, m2, o2, o3) in WIDTHS.items():
        block = BLOCKS[number]
        convolutions |= {f"{block}.branch0": (1, 1, 1, before, o0), f"{block}.branch3": (1, 1, 1, before, o3)}
        for branch, middle, out in ((1, m1, o1), (2, m2, o2)):
            convolutions |= {f"{block}.branch{branch}.reduce": (1, 1, 1, before, middle),
                             f"{block}.branch{branch}.conv1": (1, 3, 3, middle, out),
                             f"{block}.branch{branch}.conv2": (3, 1, 1, out, out)}
        for branch, width in enumerate((o0, o1, o2, o3)):
            found |= {f"s3d.{block}.gate{branch}.weight": (width, width), f"s3d.{block}.gate{branch}.bias": (width,)}
        before = o0 + o1 + o2 + o3
    for name, shape in convolutions.items():
        found[f"s3d.{name}.weight"] = shape
        found |= {f"s3d.{name}.norm.{part}": shape[-1:] for part in NORM.values()}
    return found


# ---------------------------------------------------------------- files
def load(path):
    """The tensors of a file by name, as NumPy arrays, and the format's name."""
    with open(path, "rb") as file:
        start = file.read(4)
    if start[:2] == b"PK" and any(name.endswith(".npy") for name in np.load(path, allow_pickle=False).zip.namelist()):
        with np.load(path, allow_pickle=False) as arrays:
            return {name: arrays[name] for name in arrays.files}, "NumPy archive"
    import torch
    allowed = []
    if hasattr(torch.serialization, "safe_globals"):  # NumPy's arrays, for the principal components as .pth
        try:
            from numpy._core.multiarray import _reconstruct
        except ImportError:
            from numpy.core.multiarray import _reconstruct
        import _codecs
        allowed = [(_reconstruct, "numpy.core.multiarray._reconstruct"),
                   (_reconstruct, "numpy._core.multiarray._reconstruct"), np.ndarray, np.dtype, _codecs.encode,
                   type(np.dtype("f4")), type(np.dtype("f8"))]
    try:
        if allowed:
            with torch.serialization.safe_globals(allowed):
                content = torch.load(path, map_location="cpu", weights_only=True)
        else:
            content = torch.load(path, map_location="cpu", weights_only=True)
    except Exception as wrong:
        raise Refused(f"{path}: PyTorch doesn't load it: {wrong}") from wrong
    state = content.get("state_dict", content)
    arrays = {}
    for name, value in state.items():
        if torch.is_tensor(value):
            narrow = value.dtype in (torch.float16, torch.bfloat16)
            value = (value.float() if narrow else value).detach().numpy()
        if not isinstance(value, np.ndarray):
            raise Refused(f"{path}: the entry '{name}' is no tensor")
        arrays[name] = value
    return arrays, "PyTorch, zip" if start[:2] == b"PK" else "PyTorch, before 2020"


def some(names):
    names = list(names)
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")


def expected(names, found):
    """Our names that must be there: with all the gates if there is one."""
    gated = any(".gate" in ours for ours in found)
    return list(dict.fromkeys(ours for ours, _ in names.values() if gated or ".gate" not in ours))


def convert(path, encoder):
    """Our tensors of a file, float32, the program's name and epsilon."""
    arrays, form = load(path)
    if arrays and all(name.startswith("module.") for name in arrays):
        arrays = {name[len("module."):]: value for name, value in arrays.items()}
    text, names, unused, epsilon = max(programs(encoder), key=lambda program: sum(n in program[1] for n in arrays))
    found, sizes = {}, shapes()
    for name, value in arrays.items():
        if name not in names:
            if not unused(name):
                raise Refused(f"{path}: {text} has a tensor that doesn't belong to it: {name}")
            continue
        ours, axes = names[name]
        if ours == "pca.means" and value.ndim == 2 and value.shape[1] == 1:
            value = value[:, 0]
        if value.dtype.kind != "f" or axes and value.ndim != len(axes):
            raise Refused(f"{path}: {name} is {value.dtype} {value.shape}, must have {len(axes or ())} axes of floats")
        with np.errstate(over="ignore"):  # what is too large for float32 is refused below
            value = np.ascontiguousarray(value.transpose(axes) if axes else value, dtype="<f4")
        if value.shape != sizes[ours]:
            raise Refused(f"{path}: {name} gives {ours} the shape {value.shape}, must be {sizes[ours]}")
        if ours in found and found[ours].tobytes() != value.tobytes():
            raise Refused(f"{path}: has two different tensors for {ours}")
        if not np.isfinite(value).all() or (ours.endswith(".variance") and (value < 0).any()):
            raise Refused(f"{path}: {ours} has a value that isn't finite, or a variance below 0")
        found[ours] = value
    missing = [name for name in expected(names, found) if name not in found]
    if missing:
        raise Refused(f"{path}: {text} lacks {len(missing)} tensors: {some(missing)}")
    digest = hashlib.sha256(Path(path).read_bytes()).hexdigest()
    gates = ", with gates" if any(".gate" in name for name in found) else ""
    source = f"{Path(path).name} ({form}, {text}{gates}, SHA-256 {digest})"
    return {name: found[name] for name in expected(names, found)}, source, epsilon


def write(path, tensors, metadata):
    header, offset = {"__metadata__": metadata}, 0
    for name, value in tensors.items():
        header[name] = {"dtype": "F32", "shape": list(value.shape), "data_offsets": [offset, offset + value.nbytes]}
        offset += value.nbytes
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for value in tensors.values():
            file.write(value.tobytes())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", metavar="FILE")
    parser.add_argument("--out", required=True)
    parser.add_argument("--encoder", choices=["k", "q"], default="k", help="which of CoCLR's two networks")
    parser.add_argument("--epsilon", type=float, help="of S3D's norms, in place of the published program's")
    given = parser.parse_args()
    tensors, sources, epsilon = {}, [], None
    try:
        for path in given.files:
            more, source, known = convert(path, given.encoder)
            if twice := tensors.keys() & more.keys():
                raise Refused(f"{path}: has {some(twice)}, which an earlier file has, too")
            tensors.update(more)
            sources.append(source)
            epsilon = epsilon or known
    except (Refused, OSError) as wrong:
        sys.exit(f"convert_weights: {wrong}")
    metadata = {"architecture": ", ".join(dict.fromkeys(name.split(".")[0] for name in tensors))}
    if epsilon:
        metadata["epsilon"] = f"{Decimal(repr(given.epsilon or epsilon)).normalize():f}"
        metadata["gating"] = str(any(".gate" in name for name in tensors)).lower()
    metadata["source"] = "; ".join(sources)
    write(given.out, tensors, metadata)
    print(f"{given.out}: {len(tensors)} tensors of {sum(t.size for t in tensors.values()):,} numbers")


if __name__ == "__main__":
    main()
