"""VGGish and S3D, the encoders of section 2.1, for tools/verify_golden.py. Needs PyTorch.

The formulas are written from docs/golden.md and the descriptions of the layers alone. Maps have PyTorch's order inside,
[clips, channels, positions...]; inputs and parameters have the channels last. Reading starts best at the table KINDS, at
the end.
"""
import math

from golden_kind import above_0, choice, require, whole
from verify_table1 import by_torch, sizes, system

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    torch = None

# ---------------------------------------------------------------- VGGish
CONVOLUTIONS = {"conv1": True, "conv2": True, "conv3_1": False, "conv3_2": True, "conv4_1": False, "conv4_2": True}
LINEAR = ("fc1_1", "fc1_2", "fc2")  # of the convolutions, whether a pool follows

@by_torch
def vggish(s, x):
    y = x["patches"].unsqueeze(1)
    for name, pooled in CONVOLUTIONS.items():
        weight = x[f"{name}.weight"].permute(3, 2, 0, 1)
        y = F.relu(F.conv2d(y, weight, x[f"{name}.bias"], padding=1))
        if pooled:
            y = F.max_pool2d(y, 2, ceil_mode=True)
    y = y.permute(0, 2, 3, 1).flatten(1)  # the channel is the last axis
    for name in LINEAR:
        y = y @ x[f"{name}.weight"] + x[f"{name}.bias"]
        if name != "fc2" or s["final_relu"]:
            y = F.relu(y)
    return {"embedding": y}

def vggish_shapes(s):
    require(len(s["channels"]) == 6, f"channels: {len(s['channels'])} numbers, must be 6")
    require(len(s["hidden"]) == 2, f"hidden: {len(s['hidden'])} numbers, must be 2")
    shapes, before = {}, 1
    for name, after in zip(CONVOLUTIONS, s["channels"]):
        shapes |= {f"{name}.weight": (3, 3, before, after), f"{name}.bias": (after,)}
        before = after
    before *= math.ceil(s["frames"] / 16) * math.ceil(s["bands"] / 16)
    for name, after in zip(LINEAR, (*s["hidden"], s["embedding"])):
        shapes |= {f"{name}.weight": (before, after), f"{name}.bias": (after,)}
        before = after
    return shapes

# ---------------------------------------------------------------- S3D
BLOCKS = ("mixed_3b", "mixed_3c", "mixed_4b", "mixed_4c", "mixed_4d", "mixed_4e", "mixed_4f", "mixed_5b", "mixed_5c")

def unit(s, x, y, name, stride=(1, 1, 1)):
    """Convolution, norm by given statistics, rectifier."""
    weight = x[f"{name}.weight"].permute(4, 3, 0, 1, 2)
    y = F.conv3d(y, weight, None, stride, [(size - 1) // 2 for size in weight.shape[2:]])
    mean, variance, scale, shift = (
        x[f"{name}.norm.{part}"].reshape(-1, 1, 1, 1) for part in ("mean", "variance", "scale", "shift"))
    require(bool((variance >= 0).all()), f"{name}.norm.variance: a variance is below 0")
    return F.relu((y - mean) / torch.sqrt(variance + s["epsilon"]) * scale + shift)

def separate(s, x, y, name, stride=1):
    """Over rows and columns, then over frames."""
    y = unit(s, x, y, f"{name}.conv1", (1, stride, stride))
    return unit(s, x, y, f"{name}.conv2", (stride, 1, 1))

def gated(s, x, y, name):
    if not s["gating"]:
        return y
    gate = torch.sigmoid(y.mean(dim=(2, 3, 4)) @ x[f"{name}.weight"] + x[f"{name}.bias"])
    return y * gate[:, :, None, None, None]

def mixed(s, x, y, name):
    branches = [unit(s, x, y, f"{name}.branch0")]
    branches += [separate(s, x, unit(s, x, y, f"{name}.branch{b}.reduce"), f"{name}.branch{b}") for b in (1, 2)]
    branches += [unit(s, x, F.max_pool3d(y, 3, 1, 1), f"{name}.branch3")]
    return torch.cat([gated(s, x, branch, f"{name}.gate{b}") for b, branch in enumerate(branches)], dim=1)

@by_torch
def s3d(s, x):
    frames, height, width = x["video"].shape[1:4]
    require(frames >= 5 and height >= 17 and width >= 17,
            f"video: {frames} frames of {height} x {width}, must be at least 5 of 17 x 17")
    y = x["video"].permute(0, 4, 1, 2, 3)
    y = F.max_pool3d(separate(s, x, y, "conv_1a", 2), (1, 3, 3), (1, 2, 2), (0, 1, 1))
    y = separate(s, x, unit(s, x, y, "conv_2b"), "conv_2c")
    y = F.max_pool3d(y, (1, 3, 3), (1, 2, 2), (0, 1, 1))
    for name in BLOCKS:
        if name == "mixed_4b":
            y = F.max_pool3d(y, 3, 2, 1)
        if name == "mixed_5b":
            y = F.max_pool3d(y, 2, 2)
        y = mixed(s, x, y, name)
    y = y.mean(dim=(2, 3, 4))
    if s["norm"] == "l2":
        y = y / torch.linalg.vector_norm(y, dim=1, keepdim=True).clamp(min=1e-12)
    return {"features": y}

def units(s):
    """name -> kernel, input and output channels of every unit, in their order."""
    for name, count in (("stem", 3), *((name, 6) for name in BLOCKS)):
        require(len(s[name]) == count, f"{name}: {len(s[name])} numbers, must be {count}")
    first, second, third = s["stem"]
    yield "conv_1a.conv1", (1, 7, 7, 3, first)
    yield "conv_1a.conv2", (7, 1, 1, first, first)
    yield "conv_2b", (1, 1, 1, first, second)
    yield "conv_2c.conv1", (1, 3, 3, second, third)
    yield "conv_2c.conv2", (3, 1, 1, third, third)
    before = third
    for name in BLOCKS:
        out0, middle1, out1, middle2, out2, out3 = s[name]
        yield f"{name}.branch0", (1, 1, 1, before, out0)
        for b, middle, out in ((1, middle1, out1), (2, middle2, out2)):
            yield f"{name}.branch{b}.reduce", (1, 1, 1, before, middle)
            yield f"{name}.branch{b}.conv1", (1, 3, 3, middle, out)
            yield f"{name}.branch{b}.conv2", (3, 1, 1, out, out)
        yield f"{name}.branch3", (1, 1, 1, before, out3)
        before = out0 + out1 + out2 + out3

def s3d_shapes(s):
    shapes = {}
    for name, weight in units(s):
        shapes[f"{name}.weight"] = weight
        shapes |= {f"{name}.norm.{part}": weight[-1:] for part in ("scale", "shift", "mean", "variance")}
    for name in BLOCKS if s["gating"] else ():
        for b, channels in enumerate(s[name][part] for part in (0, 2, 4, 5)):
            shapes |= {f"{name}.gate{b}.weight": (channels, channels), f"{name}.gate{b}.bias": (channels,)}
    return shapes

# ---------------------------------------------------------------- the kinds
VGGISH = {"frames": whole(96, low=1), "bands": whole(64, low=1), "channels": sizes([64, 128, 256, 256, 512, 512]),
          "hidden": sizes([4096, 4096]), "embedding": whole(128, low=1), "final_relu": choice(False, True)}
S3D = {"stem": sizes([64, 64, 192]), "mixed_3b": sizes([64, 96, 128, 16, 32, 32]),
       "mixed_3c": sizes([128, 128, 192, 32, 96, 64]), "mixed_4b": sizes([192, 96, 208, 16, 48, 64]),
       "mixed_4c": sizes([160, 112, 224, 24, 64, 64]), "mixed_4d": sizes([128, 128, 256, 24, 64, 64]),
       "mixed_4e": sizes([112, 144, 288, 32, 64, 64]), "mixed_4f": sizes([256, 160, 320, 32, 128, 128]),
       "mixed_5b": sizes([256, 160, 320, 32, 128, 128]), "mixed_5c": sizes([384, 192, 384, 48, 128, 128]),
       "epsilon": above_0(1e-5), "gating": choice(False, True), "norm": choice("l2", "none")}

KINDS = {
    "vggish": system(VGGISH, lambda s: {"patches": f"P {s['frames']} {s['bands']}"}, vggish_shapes, vggish),
    "s3d": system(S3D, {"video": "N T H W 3"}, s3d_shapes, s3d)}
