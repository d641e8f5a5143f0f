#!/usr/bin/env python3
"""Compares the two converters of published weights, `thgcl weights convert` and tools/convert_weights.py.

    tools/compare_weights.py [--seed 1] [--thgcl tools/thgcl] [--keep DIR]

Random networks of the published sizes are written in every layout and format that PyTorch and NumPy write: S3D as CoCLR,
torchvision and kylemin have it, with gates and without, VGGish as torchvggish has it, its principal components. The same
numbers go into the layers of all programs, in the order of the layers. Both converters must give the same tensors to the
bit, and the same whatever the layout. Needs PyTorch 1.13 or later. Exit code: 0 they agree, 1 they don't.
"""
import argparse
import json
import subprocess
import sys
import tempfile
from collections import OrderedDict
from pathlib import Path

import numpy as np
import torch
from torch import nn

ROOT = Path(__file__).resolve().parent.parent
MIXED = [(64, 96, 128, 16, 32, 32), (128, 128, 192, 32, 96, 64), None, (192, 96, 208, 16, 48, 64),
         (160, 112, 224, 24, 64, 64), (128, 128, 256, 24, 64, 64), (112, 144, 288, 32, 64, 64),
         (256, 160, 320, 32, 128, 128), None, (256, 160, 320, 32, 128, 128), (384, 192, 384, 48, 128, 128)]


# ---------------------------------------------------------------- S3D's layers under the names of three programs
def named(**parts):
    module = nn.Module()
    for name, part in parts.items():
        module.add_module(name, part)
    return module


def convolution(before, after, *kernel):
    return nn.Conv3d(before, after, kernel, bias=False), nn.BatchNorm3d(after)


class Coclr:
    def alone(self, before, after):
        conv, bn = convolution(before, after, 1, 1, 1)
        return named(conv=conv, bn=bn)

    def pair(self, before, after, size):
        conv1, bn1 = convolution(before, after, 1, size, size)
        conv2, bn2 = convolution(after, after, size, 1, 1)
        return named(conv1=conv1, bn1=bn1, conv2=conv2, bn2=bn2)

    def network(self, blocks):
        names = ["Conv_1a", None, "Conv_2b", "Conv_2c", None, "Mixed_3b", "Mixed_3c", None, "Mixed_4b", "Mixed_4c",
                 "Mixed_4d", "Mixed_4e", "Mixed_4f", None, "Mixed_5b", "Mixed_5c"]
        network = named(**{name: block for name, block in zip(names, blocks) if name})
        cuts = [0, 1, 4, 7, 13, 16]  # a pool begins each part but the first
        for part in range(5):
            network.add_module(f"block{part + 1}", nn.Sequential(*blocks[cuts[part]:cuts[part + 1]]))
        return network


class Kylemin(Coclr):
    def pair(self, before, after, size):
        conv_s, bn_s = convolution(before, after, 1, size, size)
        conv_t, bn_t = convolution(after, after, size, 1, 1)
        return named(conv_s=conv_s, bn_s=bn_s, conv_t=conv_t, bn_t=bn_t)

    def network(self, blocks):
        return named(base=nn.Sequential(*blocks), fc=nn.Sequential(nn.Conv3d(1024, 4, 1)))


class Torchvision(Coclr):
    def alone(self, before, after):
        return nn.Sequential(*convolution(before, after, 1, 1, 1))

    def pair(self, before, after, size):
        return nn.Sequential(nn.Sequential(*convolution(before, after, 1, size, size)),
                             nn.Sequential(*convolution(after, after, size, 1, 1)))

    def network(self, blocks):
        return named(features=nn.Sequential(*blocks), classifier=nn.Sequential(nn.Dropout(), nn.Conv3d(1024, 4, 1)))


def s3d(program, gates=False):
    pool = nn.MaxPool3d(1)
    blocks = [program.pair(3, 64, 7), pool, program.alone(64, 64), program.pair(64, 192, 3), pool]
    before = 192
    for widths in MIXED:
        if widths is None:
            blocks.append(pool)
            continue
        o0, m1, o1, m2, o2, o3 = widths
        block = named(branch0=nn.Sequential(program.alone(before, o0)) if type(program) is not Torchvision
                      else program.alone(before, o0),
                      branch1=nn.Sequential(program.alone(before, m1), program.pair(m1, o1, 3)),
                      branch2=nn.Sequential(program.alone(before, m2), program.pair(m2, o2, 3)),
                      branch3=nn.Sequential(pool, program.alone(before, o3)))
        for branch, width in enumerate((o0, o1, o2, o3)) if gates else ():
            block.add_module(f"gating_b{branch}", named(fc=nn.Linear(width, width)))
        blocks.append(block)
        before = o0 + o1 + o2 + o3
    return program.network(blocks)


def fill(network, seed):
    """The same numbers for layers of the same order, kind and shape; heads, which differ, come last."""
    torch.manual_seed(seed)
    for module in network.modules():
        if isinstance(module, nn.Conv3d) and module.bias is None:
            nn.init.normal_(module.weight, std=0.1)
        if isinstance(module, nn.BatchNorm3d):
            for tensor in (module.weight.data, module.bias.data, module.running_mean, module.running_var):
                tensor.uniform_(0.1, 2)
    for module in network.modules():
        if isinstance(module, nn.Linear):
            nn.init.normal_(module.weight)
            nn.init.normal_(module.bias)
    return network


def vggish(seed):
    torch.manual_seed(seed)
    features = []
    before = 1
    for width, pooled in ((64, 1), (128, 1), (256, 0), (256, 1), (512, 0), (512, 1)):
        features += [nn.Conv2d(before, width, 3), nn.ReLU()] + [nn.MaxPool2d(2)] * pooled
        before = width
    embeddings = nn.Sequential(nn.Linear(12288, 4096), nn.ReLU(), nn.Linear(4096, 4096), nn.ReLU(),
                               nn.Linear(4096, 128), nn.ReLU())
    return named(features=nn.Sequential(*features), embeddings=embeddings)


# ---------------------------------------------------------------- comparison
def read(path):
    content = Path(path).read_bytes()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8:8 + length])
    metadata = header.pop("__metadata__")
    tensors = {}
    for name, entry in header.items():
        begin, end = entry["data_offsets"]
        tensors[name] = entry["shape"], content[8 + length + begin:8 + length + end]
    return tensors, {key: metadata[key] for key in ("architecture", "epsilon", "gating", "source") if key in metadata}


def legacy(content, path):
    torch.save(content, path, _use_new_zipfile_serialization=False)


def training(network, other):
    state = OrderedDict((f"encoder_k.0.{name}", value) for name, value in network.state_dict().items())
    state.update((f"encoder_q.0.{name}", value) for name, value in other.state_dict().items())
    state["queue"] = torch.rand(4, 8)
    state["queue_ptr"] = torch.tensor([3])
    # PyTorch 1.13 loads no real numbers with weights_only
    accuracy = 0.5 if hasattr(torch.serialization, "safe_globals") else 1
    return dict(epoch=182, state_dict=state, best_acc=accuracy, optimizer=dict(state={}, param_groups=[]), iteration=9)


def files(folder, seed):
    """Files to convert, options, and the group whose tensors must be the same."""
    network, other = fill(s3d(Coclr()), seed), fill(s3d(Coclr()), seed + 1)
    gated = fill(s3d(Coclr(), gates=True), seed)
    torchvision, kylemin = fill(s3d(Torchvision()), seed), fill(s3d(Kylemin()), seed)
    legacy(training(network, other), folder / "coclr.tar")
    yield "coclr.tar", [], "s3d"
    yield "coclr.tar", ["--encoder", "q"], "another s3d"
    torch.save(training(other, network), folder / "coclr-zip.tar")
    yield "coclr-zip.tar", ["--encoder", "q", "--epsilon", "0.01"], "s3d"
    legacy(training(gated, gated), folder / "gated.tar")
    yield "gated.tar", [], "gated s3d"
    torch.save(torchvision.state_dict(), folder / "torchvision.pth")
    yield "torchvision.pth", [], "s3d"
    torch.save(kylemin.state_dict(), folder / "kylemin.pt")
    yield "kylemin.pt", [], "s3d"
    legacy({f"module.{name}": value for name, value in kylemin.state_dict().items()}, folder / "module.pt")
    yield "module.pt", [], "s3d"
    torch.save({name: value.half() if value.is_floating_point() else value
                for name, value in torchvision.state_dict().items()}, folder / "half.pth")
    yield "half.pth", [], "half s3d"
    network = vggish(seed)
    legacy(network.state_dict(), folder / "vggish.pth")
    yield "vggish.pth", [], "vggish"
    arrays = dict(pca_eigen_vectors=np.random.default_rng(seed).normal(size=(128, 128)).astype("f4"),
                  pca_means=np.random.default_rng(seed).normal(size=(128, 1)))
    np.savez(folder / "pca.npz", **arrays)
    yield "pca.npz", [], "pca"
    if hasattr(torch.serialization, "safe_globals"):
        legacy(arrays, folder / "pca.pth")
        yield "pca.pth", [], "pca"
    else:
        print(f"not tried: pca.pth, PyTorch {torch.__version__} has no safe_globals")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--thgcl", default=str(ROOT / "tools" / "thgcl"))
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    wrong, groups = 0, {}
    with tempfile.TemporaryDirectory() as scratch:
        folder = given.keep or Path(scratch)
        folder.mkdir(exist_ok=True)
        for name, options, group in files(folder, given.seed):
            results = []
            for tool in ([sys.executable, str(ROOT / "tools" / "convert_weights.py")],
                         [given.thgcl, "weights", "convert"]):
                out = folder / f"{len(results)}.safetensors"
                subprocess.run([*tool, str(folder / name), "--out", str(out), *options], check=True,
                               stdout=subprocess.DEVNULL)
                results.append(read(out))
            same = groups.setdefault(group, results[0][0])
            agree = results[0] == results[1] or "the converters differ"
            agree = agree if agree is not True or same == results[0][0] else "another layout gives other tensors"
            print(f"{' '.join([name, *options])}: {len(same)} tensors, {'the same' if agree is True else agree}")
            wrong += agree is not True
    distinct = [groups["s3d"], groups["another s3d"], groups["half s3d"]]
    if any(a == b for i, a in enumerate(distinct) for b in distinct[:i]):
        print("networks that differ are converted alike")
        wrong += 1
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
