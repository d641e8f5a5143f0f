"""The systems of Table 1 and their operations, for tools/verify_golden.py. Needs PyTorch.

Each formula stands here once, written from docs/table1.md and the descriptions in docs/golden.md alone. It takes the
settings as `s` and the inputs and parameters by name as `x`, tensors of PyTorch, and gives the outputs by name. Where a
formula is a function of torch.nn.functional, that function is used. Reading starts best at the table KINDS, at the end.
"""
import functools
import itertools
import math

import numpy as np

from golden_kind import (NEEDED, SIZE, STEPS, Kind, Malformed, Refused, above_0, choice, real, require, span, whole,
                         whole_list)

try:
    import torch
    import torch.nn.functional as F
except ImportError:
    torch = None


def by_torch(compute):
    """A kind's function of (array library, settings, inputs by name), from one of tensors alone."""
    def outputs(xp, s, x):
        if torch is None:
            raise Refused("this kind needs PyTorch, which isn't installed")
        if any(value.dtype == complex for value in x.values()):
            raise Refused("this kind takes no complex steps: leave --complex-steps out")
        try:
            found = compute(s, {name: torch.as_tensor(value) for name, value in x.items()})
        except RuntimeError as problem:  # shapes that don't fit, such as a window that is larger than its axis
            raise Malformed(f"PyTorch can't compute it: {str(problem).splitlines()[0]}") from None
        return found if xp is torch else {name: value.detach().numpy() for name, value in found.items()}
    return outputs

# ---------------------------------------------------------------- parts of networks
def names(x, prefix):
    """The tensors whose names begin with a prefix and a point, by the rest of their names."""
    return {name[len(prefix) + 1:]: value for name, value in x.items() if name.startswith(prefix + ".")}

def affine(x, p):
    return x @ p["weight"] + p.get("bias", 0.0)

def layer_norm(x, p, epsilon, axes=1):
    """Over the last axes, with biased variance."""
    return F.layer_norm(x, x.shape[-axes:], p["scale"], p["shift"], epsilon)

def channel_norm(x, p, epsilon=1e-6):
    """[B, C, ...]: layer normalisation over the channels of each position."""
    return layer_norm(x.movedim(1, -1), p, epsilon).movedim(-1, 1)

def convolve(x, p, stride=1, padding=0, dilation=1, groups=1):
    rank = x.dim() - 2
    function = {1: F.conv1d, 2: F.conv2d, 3: F.conv3d}[rank]
    sizes = [value if type(value) in (tuple, list) else [value] * rank for value in (stride, padding, dilation)]
    for axis in range(rank):
        reach = sizes[2][axis] * (p["weight"].shape[2 + axis] - 1) + 1
        require(x.shape[2 + axis] + 2 * sizes[1][axis] >= reach,
                f"axis {axis} has {x.shape[2 + axis]} positions, too few for a window of {reach}")
    return function(x, p["weight"], p.get("bias"), *map(tuple, sizes), groups)

def over_channels(values, x, channel):
    """[C] as a tensor that fits x, whose axis `channel` has the channels."""
    return values.reshape([-1 if axis == channel else 1 for axis in range(x.dim())])

def mean_and_variance(x, channel):
    """Mean and biased variance over all axes but one, and how many elements a channel has."""
    rows = x.movedim(channel, -1).reshape(-1, x.shape[channel])
    return rows.mean(dim=0), ((rows - rows.mean(dim=0)) ** 2).mean(dim=0), len(rows)

def batch_norm(s, x, p, channel=1, epsilon=1e-5):
    if s["statistics"] == "running":
        require(bool((p["variance"] > 0).all()), "a variance isn't positive")
        mean, variance = p["mean"], p["variance"]
    else:
        mean, variance, _ = mean_and_variance(x, channel)
    m, v, scale, shift = (over_channels(values, x, channel) for values in (mean, variance, p["scale"], p["shift"]))
    return (x - m) / torch.sqrt(v + epsilon) * scale + shift

def windows(x, kernel):
    """The last axes of x cut into windows that lie side by side: [..., windows of each axis, places of a window]."""
    first = x.dim() - len(kernel)
    for axis, size in enumerate(kernel, start=first):
        require(x.shape[axis] >= size, f"axis {axis} has {x.shape[axis]} positions, too few for a window of {size}")
        x = x.narrow(axis, 0, x.shape[axis] // size * size)
    for axis, size in enumerate(kernel):
        x = x.unflatten(first + 2 * axis, (-1, size))
    inner = [first + 2 * axis + 1 for axis in range(len(kernel))]
    outer = [axis for axis in range(x.dim()) if axis not in inner]
    return x.permute(outer + inner).flatten(first + len(kernel))

def largest(x):
    """The maximum along the last axis; the gradient goes to the first place that has it."""
    first = torch.as_tensor(np.argmax(x.detach().numpy(), axis=-1))
    return x.gather(-1, first[..., None])[..., 0]

def pool(x, which, kernel):
    return largest(windows(x, kernel)) if which == "max" else windows(x, kernel).mean(dim=-1)

def activate(x, which):
    return {"gelu": F.gelu, "silu": F.silu, "swish": F.silu, "relu": F.relu}[which](x)

def binary_cross_entropy(logits, label):
    """The mean over clips and classes."""
    return (logits.clamp(min=0) - logits * label + torch.log1p(torch.exp(-abs(logits)))).mean()

def with_logits(x, features):
    """Outputs of the transformers, whose head is `head`."""
    logits = affine(features, names(x, "head"))
    return {"features": features, "logits": logits, "loss": binary_cross_entropy(logits, x["label"])}

# ---------------------------------------------------------------- the operations as kinds of their own
def convolution(s, x):
    for name in ("stride", "padding", "dilation"):
        require(len(s[name]) == s["rank"], f"{name}: {len(s[name])} numbers for {s['rank']} axes")
    require(x["x"].dim() == s["rank"] + 2, f"x: {x['x'].dim()} axes, must be {s['rank'] + 2}")
    require(x["weight"].dim() == s["rank"] + 2, f"weight: {x['weight'].dim()} axes, must be {s['rank'] + 2}")
    outputs, inputs, groups = len(x["weight"]), x["x"].shape[1], s["groups"]
    require(inputs % groups == 0 and outputs % groups == 0,
            f"groups: {groups} don't divide {inputs} and {outputs} channels")
    require(x["weight"].shape[1] == inputs // groups, f"weight: must have {inputs // groups} input channels")
    require("bias" not in x or len(x["bias"]) == outputs, f"bias: must have {outputs} numbers")
    return {"y": convolve(x["x"], x, s["stride"], s["padding"], s["dilation"], groups)}

def batch_norm_step(s, x):
    """With the state after a training step."""
    require(s["channel"] < x["x"].dim(), f"channel: x has no axis {s['channel']}")
    require(x["x"].shape[s["channel"]] == len(x["scale"]),
            f"x: its axis {s['channel']} must have {len(x['scale'])} channels")
    require(bool((x["variance"] >= 0).all()), "variance: a number is negative")
    after = {"mean": x["mean"], "variance": x["variance"]}
    if s["statistics"] == "batch":
        mean, variance, n = mean_and_variance(x["x"], s["channel"])
        require(n >= 2, "x: the variance of a training step needs at least 2 elements a channel")
        mix = lambda before, now: (1 - s["momentum"]) * before + s["momentum"] * now
        after = {"mean": mix(x["mean"], mean), "variance": mix(x["variance"], variance * n / (n - 1))}
    return {"y": batch_norm(s, x["x"], x, s["channel"], s["epsilon"]), **after}

def layer_norm_of_axes(s, x):
    axes = x["x"].shape[x["x"].dim() - s["axes"]:]
    require(s["axes"] <= x["x"].dim(), f"axes: x has only {x['x'].dim()}")
    for name in ("scale", "shift"):
        require(x[name].shape == axes, f"{name}: its shape must be {list(axes)}")
    return {"y": layer_norm(x["x"], x, s["epsilon"], s["axes"])}

def activation(s, x):
    return {"y": activate(x["x"], s["activation"])}

def pooling(s, x):
    require(x["x"].dim() > len(s["kernel"]), f"x: it has only {x['x'].dim()} axes")
    return {"y": pool(x["x"], s["pool"], s["kernel"])}

def max_relative(s, x):
    return {"z": relative_maximum(x["x"], x["y"], x["index"])}

def relative_maximum(x, y, index):
    """[n, c]: the largest of the rows of y that `index` names for each row of x, channel by channel, minus x."""
    return largest(y[index].movedim(1, -1)) - x

def fuzzy_centroids(s, x):
    centroids, weight = memberships(s, x["x"], x["start"])
    return {"centroids": centroids.T, "weight": weight}

def memberships(s, v, start):
    """Centroids [K, c] and weights [n, K] of the rows of v [n, c] to the centroids start [c, K]."""
    z = v.T.reshape(v.shape) if s["order"] == "scrambled" else v
    distance = torch.sqrt(((z[:, :, None] - start[None]) ** 2).sum(dim=1))
    a = 1 / (distance + 1e-10)
    weight = (a / a.sum(dim=1, keepdim=True)) ** 4
    return (weight.T @ z) / weight.sum(dim=0)[:, None], weight

def relative_position(s, x):
    require(s["width"] % 4 == 0, f"width: {s['width']} is no multiple of 4")
    require(s["nodes"] % s["reduce"] ** 2 == 0, f"nodes: {s['nodes']} is no multiple of the square of reduce")
    return {"relative": relative_positions(s["width"], s["nodes"], s["nodes"] // s["reduce"] ** 2)}

@functools.cache
def relative_positions(width, nodes, others):
    side = math.isqrt(nodes)
    omega = 10000.0 ** (-np.arange(width // 4) / (width // 4))
    row, column = np.divmod(np.arange(side ** 2), side)
    angle_row, angle_column = row[:, None] * omega, column[:, None] * omega
    e = np.concatenate([np.sin(angle_column), np.cos(angle_column), np.sin(angle_row), np.cos(angle_row)], axis=1)
    return torch.tensor(-2 / width * resampling(nodes, side ** 2) @ (e @ e.T) @ resampling(others, side ** 2).T)

def resampling(outputs, inputs):
    """[outputs, inputs]: bicubic, along one axis, with the ends repeated."""
    def kernel(t, a=-0.75):
        t = abs(t)
        return ((a + 2) * t ** 3 - (a + 3) * t ** 2 + 1 if t <= 1 else
                a * t ** 3 - 5 * a * t ** 2 + 8 * a * t - 4 * a if t < 2 else 0.0)
    matrix = np.zeros((outputs, inputs))
    for o in range(outputs):
        centre = (o + 0.5) * inputs / outputs - 0.5
        for tap in range(math.floor(centre) - 1, math.floor(centre) + 3):
            matrix[o, min(max(tap, 0), inputs - 1)] += kernel(centre - tap)
    return matrix

def nearest_edges(s, x):
    audio = nearest(s, x["video"], x["audio"])
    video = torch.arange(len(audio)).repeat_interleave(audio.shape[1])
    return {"video": video, "audio": audio.flatten()}

def nearest(s, video, audio):
    """[n_v, k]: the audio nodes with the smallest distance, nearest first; of equals the smaller index."""
    require(s["neighbours"] <= len(audio), f"neighbours: {s['neighbours']} of {len(audio)} audio nodes")
    x, y = video.detach(), audio.detach()
    square_x, square_y, products = (x * x).sum(dim=1)[:, None], (y * y).sum(dim=1)[None], x @ y.T
    if s["distance"] == "euclidean":
        distance = (square_x + square_y - 2 * products).clamp(min=0)
    else:
        distance = 1 - products / (torch.sqrt(square_x) * torch.sqrt(square_y)).clamp(min=1e-8)
    return smallest(distance, s["neighbours"])

def smallest(x, count):
    """The places of the smallest numbers of each row, the smallest first; of equals the first."""
    return torch.as_tensor(np.argsort(x.numpy(), axis=1, kind="stable")[:, :count])

# ---------------------------------------------------------------- transformers on patches
def attention(s, x, p):
    """[B, N, d], head by head side by side."""
    heads = lambda part: affine(x, names(p, part)).unflatten(-1, (s["heads"], -1)).transpose(1, 2)
    query, key, value = map(heads, ("query", "key", "value"))
    weights = torch.softmax(query @ key.mT / math.sqrt(query.shape[-1]), dim=-1)
    return affine((weights @ value).transpose(1, 2).flatten(2), names(p, "output"))

def transformer_layer(s, x, p):
    norm = lambda name, y: layer_norm(y, names(p, name), s["epsilon"])
    mlp = lambda y: affine(F.gelu(affine(y, names(p, "mlp.in"))), names(p, "mlp.out"))
    attend = lambda y: attention(s, y, names(p, "attention"))
    if s["norm"] == "pre":
        x = x + attend(norm("norm1", x))
        return x + mlp(norm("norm2", x))
    x = norm("norm1", x + attend(x))
    return norm("norm2", x + mlp(x))

def layers(s, x, p):
    for layer in range(s["layers"]):
        x = transformer_layer(s, x, names(p, f"layers.{layer}"))
    return x

def grid(s, bands, frames):
    """How many patches lie side by side along bands and frames; what is left over at the end is dropped."""
    count = lambda n, size, stride: (n - size) // stride + 1 if n >= size else 0
    return (count(bands, s["patch_bands"], s["stride_bands"]), count(frames, s["patch_frames"], s["stride_frames"]))

PREFIX = {"class": ("class",), "class_distillation": ("class", "distillation")}

def ordered(s, x):
    """[..., F, T, d] to [..., tokens, d]."""
    return (x if s["token_order"] == "band_major" else x.transpose(-3, -2)).flatten(-3, -2)

def waves(s, places):
    """[n, d / 2]: all sines, then all cosines."""
    quarter = s["width"] // 4
    angles = places[:, None] * 10000.0 ** (-torch.arange(quarter) / quarter)
    return torch.cat([torch.sin(angles), torch.cos(angles)], dim=1)

def positions(s, x, f, t):
    """What is added to the prefix tokens and to the tokens of the patches of a grid of f x t."""
    prefix = len(PREFIX[s["prefix"]])
    none = torch.zeros(prefix, s["width"])
    tokens = torch.arange(f * t)
    if s["position"] == "table":
        return x["position.table"][:prefix], x["position.table"][prefix:prefix + f * t]
    if s["position"] == "separable":
        return x["position.prefix"], ordered(s, x["position.band"][:, None] + x["position.frame"][None, :t])
    if s["position"] == "normed_table":
        return none, layer_norm(x["position.table"], names(x, "position.norm"), s["epsilon"])
    if s["position"] == "sinusoidal":
        band, frame = torch.arange(f)[:, None].expand(f, t), torch.arange(t).expand(f, t)
        return none, torch.cat([waves(s, ordered(s, place[..., None])[:, 0]) for place in (band, frame)], dim=1)
    return none, torch.cat([waves(s, tokens % t), waves(s, tokens // t)], dim=1)  # as published

def signal_name(s):
    """A waveform has one band."""
    return "waveform" if s["bands"] == 1 else "spectrogram"

@by_torch
def encoder(s, x):
    signal = x[signal_name(s)]
    bands, frames = s["bands"], signal.shape[2]
    meant, given = grid(s, bands, s["frames"]), grid(s, bands, frames)
    shorter = s["position"] == "separable" or s["position"] == "table" and meant[0] == 1
    require(given == meant or shorter and 0 < given[1] < meant[1],
            f"{frames} frames make {given[1]} patches, the positions are made for {meant[1]}")
    size = s["chunk_frames"]
    starts = range(0, frames, size) if 0 < size < frames else [0]
    pieces = [(start, signal[:, :, start:start + size] if len(starts) > 1 else signal) for start in starts]
    pieces = [(start, piece) for start, piece in pieces if len(starts) == 1 or piece.shape[2] > size // 2]
    features = [piece_features(s, x, piece, frames - start) for start, piece in pieces]
    features = sum(features) / len(features)
    y = features
    if s["head_norm"] == "layer":
        y = layer_norm(y, names(x, "head.norm"), s["head_epsilon"])
    elif s["head_norm"] == "batch":
        require(bool((x["head.norm.variance"] > 0).all()), "head.norm.variance: a number isn't positive")
        y = (y - x["head.norm.mean"]) / torch.sqrt(x["head.norm.variance"] + 1e-5)
    return {**with_logits(x, y), "features": features}

def piece_features(s, x, piece, remaining):
    """[B, e] of a piece [B, bands, frames]; `remaining` frames are left from its start to the input's end."""
    f, t = grid(s, *piece.shape[1:])
    require(t > 0, f"a piece of {piece.shape[2]} frames is shorter than a patch")
    patches = piece.unfold(1, s["patch_bands"], s["stride_bands"]).unfold(2, s["patch_frames"], s["stride_frames"])
    tokens = ordered(s, affine(patches.flatten(3), names(x, "patch")))
    to_prefix, to_patches = positions(s, x, f, t)
    require(len(to_patches) == f * t, f"a piece has {f * t} patches, the table {len(to_patches)} positions")
    prefix = torch.stack([x[f"token.{name}"] for name in PREFIX[s["prefix"]]]) + to_prefix
    tokens = layers(s, torch.cat([prefix.expand(len(tokens), -1, -1), tokens + to_patches], dim=1), x)
    norm = lambda y: layer_norm(y, names(x, "norm"), s["epsilon"])
    if s["final_norm"] == "tokens":
        tokens = norm(tokens)
    count = f * t if s["chunk_mean"] == "own" else math.prod(grid(s, piece.shape[1], remaining))
    mean = tokens[:, len(prefix):].sum(dim=1) / count
    first = tokens[:, 0]
    pooled = {"class": lambda: first, "class_distillation": lambda: (first + tokens[:, 1]) / 2, "patches": lambda: mean,
              "class_patches": lambda: torch.cat([first, mean], dim=1)}[s["pooling"]]()
    return norm(pooled) if s["final_norm"] == "pooled" else pooled

# parameters: name -> shape, as lists of numbers
def affine_shapes(name, inputs, outputs, bias=True):
    return {f"{name}.weight": [inputs, outputs]} | ({f"{name}.bias": [outputs]} if bias else {})

def norm_shapes(name, *shape):
    return {f"{name}.scale": list(shape), f"{name}.shift": list(shape)}

def attention_shapes(s, name, qkv_bias=True):
    d = s["width"]
    require(d % s["heads"] == 0, f"width: {d} is no multiple of {s['heads']} heads")
    shapes = {}
    for part in ("query", "key", "value", "output"):
        shapes |= affine_shapes(f"{name}.{part}", d, d, qkv_bias or part == "output")
    return shapes

def layer_shapes(s):
    d, shapes = s["width"], {}
    for name in (f"layers.{layer}" for layer in range(s["layers"])):
        shapes |= norm_shapes(f"{name}.norm1", d) | attention_shapes(s, f"{name}.attention", s["qkv_bias"])
        shapes |= norm_shapes(f"{name}.norm2", d) | affine_shapes(f"{name}.mlp.in", d, s["mlp"])
        shapes |= affine_shapes(f"{name}.mlp.out", s["mlp"], d)
    return shapes

def encoder_shapes(s):
    d, prefix = s["width"], PREFIX[s["prefix"]]
    for axis in ("bands", "frames"):
        require(s[axis] >= s[f"patch_{axis}"], f"{axis}: {s[axis]} are fewer than a patch has, {s[f'patch_{axis}']}")
    require(s["chunk_frames"] == 0 or s["chunk_frames"] >= s["patch_frames"],
            f"chunk_frames: {s['chunk_frames']} are fewer than a patch has, {s['patch_frames']}")
    require(s["pooling"] != "class_distillation" or "distillation" in prefix,
            "pooling: class_distillation needs a distillation token, which the prefix doesn't have")
    require(not s["position"].startswith("sinusoidal") or d % 4 == 0, f"width: {d} is no multiple of 4")
    f, t = grid(s, s["bands"], s["frames"])
    e = 2 * d if s["pooling"] == "class_patches" else d
    shapes = affine_shapes("patch", s["patch_bands"] * s["patch_frames"], d) | {f"token.{name}": [d] for name in prefix}
    if s["position"] == "table":
        shapes["position.table"] = [len(prefix) + f * t, d]
    elif s["position"] == "normed_table":
        shapes |= {"position.table": [f * t, d]} | norm_shapes("position.norm", d)
    elif s["position"] == "separable":
        shapes |= {"position.prefix": [len(prefix), d], "position.band": [f, d], "position.frame": [t, d]}
    shapes |= layer_shapes(s) | norm_shapes("norm", e if s["final_norm"] == "pooled" else d)
    if s["head_norm"] == "layer":
        shapes |= norm_shapes("head.norm", e)
    return shapes | affine_shapes("head", e, s["classes"])

def encoder_given(s):
    e = encoder_shapes(s)["head.weight"][0]
    return {"head.norm.mean": [e], "head.norm.variance": [e]} if s["head_norm"] == "batch" else {}

# ---------------------------------------------------------------- the Conformer
@by_torch
def conformer(s, x):
    signal, stack = x["spectrogram"], s["stack"]
    n = signal.shape[2] // stack
    rows = signal[:, :, :n * stack].transpose(1, 2).reshape(len(signal), n, -1)
    y = affine(rows, names(x, "stack"))
    y = affine(layer_norm(y, names(x, "projection.norm"), s["epsilon"]), names(x, "projection"))
    for layer in range(s["layers"]):
        y = conformer_layer(s, y, names(x, f"layers.{layer}"))
    return with_logits(x, y.mean(dim=1))

def conformer_layer(s, x, p):
    norm = lambda part, y: layer_norm(y, names(p, f"{part}.norm"), s["epsilon"])
    act = lambda y: activate(y, s["activation"])

    def feed_forward(part, y):
        return affine(act(affine(norm(part, y), names(p, f"{part}.in"))), names(p, f"{part}.out"))

    def convolution_module(y):
        left, right = affine(norm("convolution", y), names(p, "convolution.expand")).chunk(2, dim=-1)
        y = (left * torch.sigmoid(right)).transpose(1, 2)
        depthwise = names(p, "convolution.depthwise")
        kernel = depthwise["weight"].shape[1]
        depthwise["weight"] = depthwise["weight"][:, None]
        y = convolve(y, depthwise, padding=(kernel - 1) // 2, groups=y.shape[1])
        middle = names(p, "convolution.middle")
        if s["convolution_norm"] == "group":
            y = F.group_norm(y, 1, middle["scale"], middle["shift"], s["epsilon"])
        else:
            y = batch_norm({"statistics": "running"}, y, middle, epsilon=s["epsilon"])
        return affine(act(y).transpose(1, 2), names(p, "convolution.contract"))

    x = x + feed_forward("ffn1", x) / 2
    parts = [convolution_module, lambda y: attention(s, norm("attention", y), names(p, "attention"))]
    for part in parts if s["order"] == "convolution_first" else reversed(parts):
        x = x + part(x)
    x = x + feed_forward("ffn2", x) / 2
    return layer_norm(x, names(p, "norm"), s["epsilon"])

def conformer_shapes(s):
    d, bias = s["width"], s["convolution_bias"]
    require(len(s["kernels"]) == s["layers"], f"kernels: {len(s['kernels'])} for {s['layers']} layers")
    require(all(k % 2 == 1 for k in s["kernels"]), f"kernels: {s['kernels']} must be odd")
    require(s["frames"] >= s["stack"], f"frames: {s['frames']} are fewer than are stacked, {s['stack']}")
    shapes = affine_shapes("stack", s["stack"] * s["bands"], s["extractor"])
    shapes |= norm_shapes("projection.norm", s["extractor"]) | affine_shapes("projection", s["extractor"], d)
    for layer, kernel in enumerate(s["kernels"]):
        name = f"layers.{layer}"
        for part in (f"{name}.ffn1", f"{name}.ffn2"):
            shapes |= norm_shapes(f"{part}.norm", d) | affine_shapes(f"{part}.in", d, s["mlp"])
            shapes |= affine_shapes(f"{part}.out", s["mlp"], d)
        shapes |= norm_shapes(f"{name}.attention.norm", d) | attention_shapes(s, f"{name}.attention")
        part = f"{name}.convolution"
        shapes |= norm_shapes(f"{part}.norm", d) | affine_shapes(f"{part}.expand", d, 2 * d, bias)
        shapes |= {f"{part}.depthwise.weight": [d, kernel]} | ({f"{part}.depthwise.bias": [d]} if bias else {})
        shapes |= norm_shapes(f"{part}.middle", d) | affine_shapes(f"{part}.contract", d, d, bias)
        shapes |= norm_shapes(f"{name}.norm", d)
    return shapes | affine_shapes("head", d, s["classes"])

def conformer_given(s):
    return {f"layers.{layer}.convolution.middle.{name}": [s["width"]] for layer in range(s["layers"])
            for name in ("mean", "variance") if s["convolution_norm"] == "batch"}

# ---------------------------------------------------------------- wav2vec 2.0
def feature_encoder(s, wave, x, part, epsilon=1e-5):
    """[B, channels, steps] of waveforms [B, n]; the first convolution's channels are normalised over time."""
    y = wave[:, None]
    for i, stride in enumerate(s["strides"]):
        y = convolve(y, names(x, f"{part}.{i}"), stride)
        if i == 0:
            norm = names(x, f"{part}.0.norm")
            y = F.group_norm(y, y.shape[1], norm["scale"], norm["shift"], epsilon)
        y = F.gelu(y)
    return y

def feature_encoder_shapes(s, part):
    require(len(s["kernels"]) == len(s["strides"]), f"strides: {len(s['strides'])} for {len(s['kernels'])} kernels")
    channels, shapes = s["channels"], {}
    for i, kernel in enumerate(s["kernels"]):
        shapes |= convolution_shapes(f"{part}.{i}", channels, channels if i else 1, kernel)
    return shapes | norm_shapes(f"{part}.0.norm", channels)

@by_torch
def wav2vec2(s, x):
    y = feature_encoder(s, x["waveform"], x, "convolutions", s["epsilon"]).transpose(1, 2)
    y = affine(layer_norm(y, names(x, "projection.norm"), s["epsilon"]), names(x, "projection"))
    direction = x["position.direction"]
    weight = x["position.gain"] * direction / torch.sqrt((direction ** 2).sum(dim=(0, 1)))
    kernel = s["position_kernel"]
    padded = F.pad(y.transpose(1, 2), (kernel // 2, kernel - 1 - kernel // 2))
    place = convolve(padded, {"weight": weight, "bias": x["position.bias"]}, groups=s["position_groups"])
    y = layer_norm(y + F.gelu(place).transpose(1, 2), names(x, "norm"), s["epsilon"])
    features = layers(s, y, x).mean(dim=1)
    hidden = features
    for i in range(len(s["head_hidden"])):
        hidden = F.relu(affine(hidden, names(x, f"head.hidden.{i}")))
    return {**with_logits(x, hidden), "features": features}

def wav2vec2_shapes(s):
    d, groups = s["width"], s["position_groups"]
    require(d % groups == 0, f"position_groups: {groups} don't divide the width {d}")
    shapes = feature_encoder_shapes(s, "convolutions") | norm_shapes("projection.norm", s["channels"])
    shapes |= affine_shapes("projection", s["channels"], d)
    shapes |= {"position.direction": [d, d // groups, s["position_kernel"]], "position.gain": [s["position_kernel"]],
               "position.bias": [d]} | norm_shapes("norm", d) | layer_shapes(s)
    sizes = [d, *s["head_hidden"]]
    for i, (inputs, outputs) in enumerate(itertools.pairwise(sizes)):
        shapes |= affine_shapes(f"head.hidden.{i}", inputs, outputs)
    return shapes | affine_shapes("head", sizes[-1], s["classes"])

@by_torch
def wav2vec_encoder(s, x):
    return {"features": feature_encoder(s, x["waveform"], x, "convs").mean(dim=2)}

# ---------------------------------------------------------------- graphs of audio and video segments
MODALITIES = ("audio", "video")

def neighbourhood(nodes, span, dilation, self_loops=True):
    """[n, n] of 0 and 1: row i has the neighbours of node i; at the clip's ends they are shifted, not cut off."""
    matrix = np.zeros((nodes, nodes), dtype=bool)
    for i in range(nodes):
        own = list(range(i % dilation, nodes, dilation))  # the nodes at the same remainder
        size = min(2 * span + 1, len(own))
        first = min(max(own.index(i) - span, 0), len(own) - size)
        matrix[i, own[first:first + size]] = True
        matrix[i, i] &= self_loops
    return torch.tensor(matrix)

def matching(s, hops=None):
    """[n_v, n_a] of 0 and 1: the audio nodes of each video node, `cross_span` from the one at the same time."""
    video, audio = s["video_segments"], s["audio_segments"]
    matrix = torch.zeros(video, audio, dtype=torch.bool)
    for i in range(video):
        first = int(hops[i]) if hops is not None else i * audio // video
        matrix[i, first:first + s["cross_span"]] = True
    return matrix

def tmac_weights(matrix):
    """Of each edge, by the place of its column among the neighbours of its row; 0 where no edge is."""
    columns = torch.arange(matrix.shape[1])
    low = torch.where(matrix, columns, matrix.shape[1]).amin(dim=1, keepdim=True)
    high = torch.where(matrix, columns, -1).amax(dim=1, keepdim=True)
    weights = torch.exp(-(high - columns + 1) / (high - low + 1))
    return torch.where(matrix, weights, 0.0)

def gat(p, video, audio, edges, weights=None):
    """[n_a, H] from video [n_v, in] along edges [n_v, n_a] of 0 and 1; the weights are added to the attention."""
    h = video @ p["source"]
    e = (h @ p["attention_source"])[:, None] + (audio @ p["target"] @ p["attention_target"])[None]
    e = torch.where(edges, F.leaky_relu(e, 0.2), -math.inf)
    some = edges.any(dim=0)  # an audio node without edges gets the bias alone
    alpha = torch.where(edges, torch.softmax(torch.where(some, e, 0.0), dim=0), 0.0)
    return (alpha if weights is None else alpha + weights).T @ h + p["bias"]

def graph_norm(x):
    """Over all nodes and features of one clip."""
    return (x - x.mean()) / torch.sqrt(((x - x.mean()) ** 2).mean() + 1e-5)

def attention_pool(x, gate):
    return torch.softmax(x @ gate, dim=0) @ x

def nearest_matrix(s, video, audio):
    matrix = torch.zeros(len(video), len(audio), dtype=torch.bool)
    return matrix.scatter(1, nearest(s, video, audio), True)

def temporal(s, self_loops=True):
    return {m: neighbourhood(s[f"{m}_segments"], s[f"{m}_span"], s[f"{m}_dilation"], self_loops) for m in MODALITIES}

def linear_gcn(p, weights, x):
    return affine(weights @ x, {"weight": p["psi"], "bias": p["bias"]})

@by_torch
def tmac(s, x):
    intra = {m: tmac_weights(edges) for m, edges in temporal(s).items()}
    edges = matching(s, x.get("hops"))
    embeddings = []
    for audio, video in zip(x["audio"], x["video"]):
        for layer in range(s["layers"]):
            p = names(x, f"layers.{layer}")
            y_audio = linear_gcn(names(p, "audio"), intra["audio"], audio)
            y_audio = y_audio + gat(names(p, "cross"), video, audio, edges, tmac_weights(edges))
            y_video = linear_gcn(names(p, "video"), intra["video"], video)
            audio, video = (graph_norm(F.relu(y)) for y in (y_audio, y_video))
        embeddings.append(attention_pool(audio, x["pool.audio.gate"]))
    return {"logits": affine(torch.stack(embeddings), names(x, "head"))}

def cross_shapes(name, video, audio, hidden):
    return {f"{name}.source": [video, hidden], f"{name}.target": [audio, hidden], f"{name}.attention_source": [hidden],
            f"{name}.attention_target": [hidden], f"{name}.bias": [hidden]}

def fused_layers(s):
    require(all(layer < s["layers"] for layer in s["fusion_layers"]), f"fusion_layers: there are {s['layers']} layers")
    require(len(set(s["fusion_layers"])) == len(s["fusion_layers"]), "fusion_layers: a layer stands there twice")
    return s["fusion_layers"]

def graph_shapes(s, first, head, fused, share, update):
    """Of layers, pooling and head; `first` has the widths of both modalities' nodes in the first layer, `head` that of
    the rows before the head, `update` gives the shapes of a modality's update by name, input width and hidden size."""
    h, shapes = s["hidden"], {}
    for layer in range(s["layers"]):
        inputs = dict.fromkeys(MODALITIES, h) if layer else dict(zip(MODALITIES, first))
        both = share and layer in fused
        require(not both or inputs["audio"] == inputs["video"],
                f"share: layer {layer} has rows of {inputs['audio']} and {inputs['video']}, they must be equal")
        for part in ["both"] if both else MODALITIES:
            shapes |= update(f"layers.{layer}.{part}", inputs["audio" if both else part], h)
        if layer in fused:
            shapes |= cross_shapes(f"layers.{layer}.cross", inputs["video"], inputs["audio"], h)
    shapes |= {"pool.audio.gate": [h], "pool.video.gate": [h]}
    return shapes | affine_shapes("head", head, s["classes"])

def feature_widths(s):
    return s["audio_features"], s["video_features"]

def psi_shapes(name, inputs, outputs):
    return {f"{name}.psi": [inputs, outputs], f"{name}.bias": [outputs]}

def tmac_shapes(s):
    return graph_shapes(s, feature_widths(s), s["hidden"], range(s["layers"]), False, psi_shapes)

@by_torch
def vaed(s, x):
    intra = {m: edges.double() for m, edges in temporal(s, s["self_loops"]).items()}
    fused, embeddings = fused_layers(s), []
    near = s["matching"] == "nearest"
    require(not near or 0 not in fused or s["audio_features"] == s["video_features"],
            f"matching: layer 0 has distances between {s['audio_features']} and {s['video_features']} features")
    for audio, video in zip(x["audio"], x["video"]):
        for layer in range(s["layers"]):
            p = names(x, f"layers.{layer}")
            update = lambda m, y: linear_gcn(names(p, m) or names(p, "both"), intra[m], y)
            y_audio, y_video = update("audio", audio), update("video", video)
            if layer in fused:
                edges = nearest_matrix(s, video, audio) if near else matching(s, x.get("hops"))
                y_audio = y_audio + gat(names(p, "cross"), video, audio, edges)
            elif s["stale"]:
                y_audio = 2 * y_audio
            audio, video = (graph_norm(F.relu(y)) for y in (y_audio, y_video))
        embeddings.append(attention_pool(audio, x["pool.audio.gate"]))
    return {"logits": affine(torch.stack(embeddings), names(x, "head"))}

def vaed_shapes(s):
    return graph_shapes(s, feature_widths(s), s["hidden"], fused_layers(s), s["share"], psi_shapes)

@by_torch
def hgcn(s, x):
    fused = fused_layers(s)
    intra = {m: edges.double() for m, edges in temporal(s, s["self_loops"]).items()}
    mean_of = {m: edges / edges.sum(dim=1, keepdim=True).clamp(min=1) for m, edges in intra.items()}
    nodes = {m: layer_norm(x[m], names(x, f"norm.{m}"), 1e-5, axes=2) for m in MODALITIES}
    nodes = {m: affine(y, names(x, f"projection.{m}")) for m, y in nodes.items()}
    for layer in range(s["layers"]):
        p = names(x, f"layers.{layer}")

        def sage(m, y):
            own = names(p, m) or names(p, "both")
            return (mean_of[m] @ y) @ own["neighbour"] + own["bias"] + y @ own["self"]

        sums = {m: sage(m, y) for m, y in nodes.items()}
        if layer in fused:
            pairs = zip(nodes["video"], nodes["audio"])
            attended = [gat(names(p, "cross"), video, audio, nearest_matrix(s, video, audio)) for video, audio in pairs]
            sums["audio"] = sums["audio"] + torch.stack(attended)
        elif s["stale"]:
            sums["audio"] = 2 * sums["audio"]
        new = {}
        for m, y in sums.items():
            mean, variance, _ = mean_and_variance(y, 2)
            new[m] = F.silu((y - mean) / torch.sqrt(variance + 1e-5)) + (nodes[m] if s["residual"] else 0.0)
        nodes = new
    pooled = [torch.stack([attention_pool(y, x[f"pool.{m}.gate"]) for y in nodes[m]]) for m in MODALITIES]
    return {"logits": affine(torch.cat(pooled, dim=1), names(x, "head"))}

def sage_shapes(name, inputs, outputs):
    return {f"{name}.neighbour": [inputs, outputs], f"{name}.bias": [outputs], f"{name}.self": [inputs, outputs]}

def hgcn_shapes(s):
    h, shapes = s["hidden"], {}
    for m in MODALITIES:
        shapes |= norm_shapes(f"norm.{m}", s[f"{m}_segments"], s[f"{m}_features"])
        shapes |= affine_shapes(f"projection.{m}", s[f"{m}_features"], h)
    return shapes | graph_shapes(s, (h, h), 2 * h, fused_layers(s), True, sage_shapes)

@by_torch
def ssl_graph(s, x):
    n = len(x["x"])
    adjacency = torch.eye(n).index_put((x["target"], x["source"]), torch.ones(len(x["source"])), accumulate=True)
    root = adjacency.sum(dim=1) ** -0.5
    y = x["x"]
    for layer in range(s["layers"]):
        y = F.relu(linear_gcn(names(x, f"layers.{layer}"), root[:, None] * adjacency * root[None], y))
    return {"embedding": y, "logits": affine(y, names(x, "head"))}

def ssl_graph_shapes(s):
    shapes = {}
    for layer in range(s["layers"]):
        shapes |= psi_shapes(f"layers.{layer}", s["hidden"] if layer else s["features"], s["hidden"])
    return shapes | affine_shapes("head", s["hidden"], s["classes"])

# ---------------------------------------------------------------- convolutional networks
def normed(s, x, p, name, activation=None):
    """A convolution's result normalised, and activated."""
    y = batch_norm(s, x, names(p, name))
    return activate(y, activation) if activation else y

def convolution_shapes(name, outputs, inputs, *kernel, bias=False):
    return {f"{name}.weight": [outputs, inputs, *kernel]} | ({f"{name}.bias": [outputs]} if bias else {})

def running(shapes, of=lambda name: True):
    """The means and variances that belong to the normalisations among the shapes."""
    found = [(name.removesuffix(".scale"), shape) for name, shape in shapes.items() if name.endswith(".scale")]
    return {f"{name}.{which}": shape for name, shape in found if of(name) for which in ("mean", "variance")}

def blocks_of(s, x, p, padding, activation="relu"):
    """Twice: convolution, normalisation, activation; `padding` is that of each of the two, and its dilation."""
    for i, size in enumerate(padding):
        x = normed(s, convolve(x, names(p, f"conv{i}"), padding=size, dilation=size), p, f"norm{i}", activation)
    return x

@by_torch
def wave_logmel(s, x):
    wave = convolve(x["waveform"][:, None], names(x, "wave.first"), stride=5, padding=5)
    wave = normed(s, wave, x, "wave.first.norm", "relu")
    for i in range(len(s["wave_channels"]) - 1):
        wave = pool(blocks_of(s, wave, names(x, f"wave.blocks.{i}"), (1, 2)), "max", [4])
    half = s["bands"] // 2
    plane = wave.unflatten(1, (-1, half)).transpose(2, 3)
    plane = pool(blocks_of(s, plane, names(x, "wave.plane"), (1, 1)), "average", [2, 1])
    mel = batch_norm(s, x["logmel"], names(x, "bands.norm"), channel=3)
    mel = pool(blocks_of(s, mel, names(x, "blocks.0"), (1, 1)), "average", [2, 2])
    require(plane.shape[2:] == mel.shape[2:],
            f"waveform, logmel: they give {list(plane.shape[2:])} and {list(mel.shape[2:])}")
    y = torch.cat([mel, plane], dim=1)
    last = len(s["channels"]) - 1
    for i in range(1, last + 1):
        y = blocks_of(s, y, names(x, f"blocks.{i}"), (1, 1))
        y = pool(y, "average", [2, 2]) if i < last else y
    y = y.mean(dim=3)
    embedding = F.relu(affine(largest(y) + y.mean(dim=2), names(x, "dense")))
    return {"embedding": embedding, "logits": affine(embedding, names(x, "head"))}

def wave_logmel_shapes(s):
    wave, channels = s["wave_channels"], s["channels"]
    require(len(wave) >= 2 and len(channels) >= 2, "wave_channels and channels: at least 2 numbers each")
    half = s["bands"] // 2
    require(s["bands"] % 2 == 0 and wave[-1] % half == 0,
            f"wave_channels: {wave[-1]} is no multiple of {half}, half of the bands")

    def twice(name, inputs, outputs, *kernel):
        shapes = {}
        for i, size in enumerate((inputs, outputs)):
            shapes |= convolution_shapes(f"{name}.conv{i}", outputs, size, *kernel)
            shapes |= norm_shapes(f"{name}.norm{i}", outputs)
        return shapes

    shapes = convolution_shapes("wave.first", wave[0], 1, 11) | norm_shapes("wave.first.norm", wave[0])
    for i, (inputs, outputs) in enumerate(itertools.pairwise(wave)):
        shapes |= twice(f"wave.blocks.{i}", inputs, outputs, 3)
    shapes |= twice("wave.plane", wave[-1] // half, channels[0], 3, 3) | norm_shapes("bands.norm", s["bands"])
    for i, (inputs, outputs) in enumerate(zip([1, 2 * channels[0], *channels[1:]], channels)):
        shapes |= twice(f"blocks.{i}", inputs, outputs, 3, 3)
    return shapes | affine_shapes("dense", channels[-1], channels[-1]) | affine_shapes("head", channels[-1], s["classes"])

def padded_to_share(x, kernel, stride):
    """Zeros at both ends of the last axis, so that windows at this stride give ceil(n / stride) of them."""
    n = x.shape[-1]
    zeros = max(0, (-(-n // stride) - 1) * stride + kernel - n)
    return F.pad(x, (zeros // 2, zeros - zeros // 2))

@by_torch
def resnet1d(s, x):
    def conv(y, p, stride=1):
        return convolve(padded_to_share(y, s["kernel"], stride), p, stride)

    def act(y, name):
        return F.gelu(batch_norm(s, y, names(x, name)) if s["normalise"] else y)

    y = act(conv(x["x"], names(x, "first")), "first.norm")
    for i in range(s["blocks"]):
        p, stride = names(x, f"blocks.{i}"), s["stride"] if i % s["downsample_every"] == 1 else 1
        inner = conv(act(y, f"blocks.{i}.norm0") if i else y, names(p, "conv0"), stride)
        inner = conv(act(inner, f"blocks.{i}.norm1"), names(p, "conv1"))
        if stride > 1:
            y = pool(F.pad(y, ((stride - 1) // 2, stride - 1 - (stride - 1) // 2)), "max", [stride])
        more = inner.shape[1] - y.shape[1]
        y = inner + F.pad(y, (0, 0, more // 2, more - more // 2))
    return {"logits": affine(act(y, "end.norm").mean(dim=2), names(x, "head"))}

def resnet1d_shapes(s):
    k, before = s["kernel"], s["width"]
    shapes = convolution_shapes("first", before, s["channels"], k, bias=True)
    norms = {"first.norm": before}
    for i in range(s["blocks"]):
        after = 2 * before if i > 0 and i % s["widen_every"] == 0 else before
        shapes |= convolution_shapes(f"blocks.{i}.conv0", after, before, k, bias=True)
        shapes |= convolution_shapes(f"blocks.{i}.conv1", after, after, k, bias=True)
        norms |= {f"blocks.{i}.norm0": before, f"blocks.{i}.norm1": after}  # block 0 has the first, and doesn't use it
        before = after
    norms["end.norm"] = before
    shapes |= affine_shapes("head", before, s["classes"])
    if s["start"]:
        require(len(s["start"]) == 2, f"start: {s['start']} must be the numbers of inputs and outputs, or none")
        shapes |= affine_shapes("start", *s["start"])
    require(s["norm_parameters"] or not s["normalise"], "normalise: needs norm_parameters")
    for name, channels in norms.items() if s["norm_parameters"] else ():
        shapes |= norm_shapes(name, channels)
    return shapes

def resnet1d_given(s):
    return running(resnet1d_shapes(s)) if s["normalise"] and s["statistics"] == "running" else {}

@by_torch
def convnext(s, x):
    y = batch_norm(s, x["logmel"], names(x, "bands.norm"), channel=3)
    y = channel_norm(convolve(y, names(x, "stem"), s["stem_kernel"], s["stem_padding"]), names(x, "stem.norm"))
    for i, depth in enumerate(s["depths"]):
        stage = names(x, f"stages.{i}")
        if i:
            y = convolve(channel_norm(y, names(stage, "norm")), names(stage, "down"), 2)
        for j in range(depth):
            p = names(stage, f"{j}")
            inner = channel_norm(convolve(y, names(p, "depthwise"), padding=3, groups=y.shape[1]), names(p, "norm"))
            inner = F.gelu(affine(inner.movedim(1, -1), names(p, "expand")))
            y = y + (affine(inner, names(p, "reduce")) * p["gamma"]).movedim(-1, 1)
    y = y.mean(dim=3)
    embedding = layer_norm(largest(y) + y.mean(dim=2), names(x, "head.norm"), 1e-6)
    return {"embedding": embedding, "logits": affine(embedding, names(x, "head"))}

def convnext_shapes(s):
    widths = s["widths"]
    require(len(widths) == len(s["depths"]) > 0, f"depths: {len(s['depths'])} for {len(widths)} widths")
    require(len(s["stem_kernel"]) == len(s["stem_padding"]) == 2, "stem_kernel, stem_padding: 2 numbers each")
    shapes = convolution_shapes("stem", widths[0], 1, *s["stem_kernel"], bias=True)
    shapes |= norm_shapes("bands.norm", s["bands"]) | norm_shapes("stem.norm", widths[0])
    for i, (c, depth) in enumerate(zip(widths, s["depths"])):
        if i:
            shapes |= norm_shapes(f"stages.{i}.norm", widths[i - 1])
            shapes |= convolution_shapes(f"stages.{i}.down", c, widths[i - 1], 2, 2, bias=True)
        for name in (f"stages.{i}.{j}" for j in range(depth)):
            shapes |= convolution_shapes(f"{name}.depthwise", c, 1, 7, 7, bias=True) | norm_shapes(f"{name}.norm", c)
            shapes |= affine_shapes(f"{name}.expand", c, 4 * c) | affine_shapes(f"{name}.reduce", 4 * c, c)
            shapes |= {f"{name}.gamma": [c]}
    return shapes | norm_shapes("head.norm", widths[-1]) | affine_shapes("head", widths[-1], s["classes"])

@by_torch
def lhgnn(s, x):
    y = x["logmel"].transpose(1, 2)[:, None]
    for i, (stride, activation) in enumerate([(2, "gelu"), (2, "gelu"), (1, None)]):
        y = normed(s, convolve(y, names(x, f"stem.{i}"), stride, 1), x, f"stem.{i}.norm", activation)
    y = y + x["position"]
    q = 0
    for i, depth in enumerate(s["depths"]):
        if i:
            y = normed(s, convolve(y, names(x, f"stages.{i}.down"), 2, 1), x, f"stages.{i}.down.norm")
        for j in range(depth):
            y = lhgnn_block(s, y, names(x, f"stages.{i}.{j}"), s["reduce"][i], q, x[f"centroids.{q}"])
            q += 1
    y = y.mean(dim=(2, 3), keepdim=True)
    y = normed(s, convolve(y, names(x, "head.0")), x, "head.0.norm", "gelu")
    return {"logits": convolve(y, names(x, "head.1")).flatten(1)}

def lhgnn_block(s, x, p, reduce, q, starts):
    v = normed(s, convolve(x, names(p, "before")), p, "before.norm")
    u = pool(v, "average", [reduce, reduce])
    k, dilation = s["neighbours"], min(q // 4 + 1, s["max_dilation"])
    rows = lambda y: y.flatten(2).transpose(1, 2)  # [B, nodes, c]
    mixed = []
    for v_rows, u_rows, start in zip(rows(v), rows(u), starts):
        nodes, others = len(v_rows), len(u_rows)
        require(nodes == others * reduce ** 2,
                f"reduce: {reduce} doesn't divide the axes of block {q}, {list(v.shape[2:])}")
        require(k * dilation <= others, f"neighbours: {k * dilation} of {others} nodes in block {q}")
        unit = lambda y: y.detach() / torch.sqrt((y.detach() ** 2).sum(dim=1, keepdim=True)).clamp(min=1e-12)
        a, b = unit(v_rows), unit(u_rows)
        distance = (a * a).sum(dim=1)[:, None] - 2 * a @ b.T + (b * b).sum(dim=1)[None]
        near = smallest(distance + relative_positions(v_rows.shape[1], nodes, others), k * dilation)[:, ::dilation]
        centroids, weight = memberships(s, v_rows.detach(), start)
        top = smallest(-weight, s["top_clusters"])
        m1, m2 = relative_maximum(v_rows, u_rows, near), relative_maximum(v_rows, centroids, top)
        mixed.append(torch.stack([v_rows, m1, m2], dim=2).flatten(1))  # channel 3 c + 0, 1, 2
    y = torch.stack(mixed).transpose(1, 2).unflatten(2, v.shape[2:])
    y = normed(s, convolve(y, names(p, "mix"), groups=4), p, "mix.norm", "gelu")
    y = normed(s, convolve(y, names(p, "after")), p, "after.norm") + x
    inner = normed(s, convolve(y, names(p, "expand")), p, "expand.norm", "gelu")
    inner = convolve(inner, names(p, "depthwise"), padding=1, groups=inner.shape[1])
    return normed(s, convolve(inner, names(p, "reduce")), p, "reduce.norm") + y

def lhgnn_shapes(s):
    widths = s["widths"]
    require(len(widths) == len(s["depths"]) == len(s["reduce"]), "widths, depths and reduce: as many numbers each")
    require(all(c % 4 == 0 for c in widths), f"widths: {widths} must be multiples of 4")
    require(s["bands"] % 4 == 0 and s["frames"] % 4 == 0, "bands and frames: multiples of 4")
    shapes = {"position": [widths[0], s["bands"] // 4, s["frames"] // 4]}

    def normed_shapes(name, outputs, inputs, size, bias=True):
        return convolution_shapes(name, outputs, inputs, size, size, bias=bias) | norm_shapes(f"{name}.norm", outputs)

    for i, (inputs, outputs) in enumerate(itertools.pairwise([1, widths[0] // 2, widths[0], widths[0]])):
        shapes |= normed_shapes(f"stem.{i}", outputs, inputs, 3)
    for i, (c, depth) in enumerate(zip(widths, s["depths"])):
        shapes |= normed_shapes(f"stages.{i}.down", c, widths[i - 1], 3) if i else {}
        for name in (f"stages.{i}.{j}" for j in range(depth)):
            shapes |= normed_shapes(f"{name}.before", c, c, 1) | normed_shapes(f"{name}.mix", 3 * c, 3 * c // 4, 1)
            shapes |= normed_shapes(f"{name}.after", c, 3 * c, 1)
            shapes |= normed_shapes(f"{name}.expand", 4 * c, c, 1, bias=False)
            shapes |= convolution_shapes(f"{name}.depthwise", 4 * c, 1, 3, 3, bias=True)
            shapes |= normed_shapes(f"{name}.reduce", c, 4 * c, 1, bias=False)
    shapes |= normed_shapes("head.0", s["head"], widths[-1], 1)
    return shapes | convolution_shapes("head.1", s["classes"], s["head"], 1, 1, bias=True)

def factored(s):
    return s["variant"] == "r2plus1d"

@by_torch
def video_resnet(s, x):
    def conv(y, p, stride):
        if not factored(s):
            return convolve(y, p, stride, 1)
        space = convolve(y, names(p, "space"), (1, stride, stride), (0, 1, 1))
        return convolve(normed(s, space, p, "space.norm", "relu"), names(p, "time"), (stride, 1, 1), (1, 0, 0))

    if factored(s):
        y = convolve(x["clip"], names(x, "stem.space"), (1, 2, 2), (0, 3, 3))
        y = convolve(normed(s, y, x, "stem.space.norm", "relu"), names(x, "stem.time"), 1, (1, 0, 0))
        y = normed(s, y, x, "stem.time.norm", "relu")
    else:
        y = normed(s, convolve(x["clip"], names(x, "stem"), (1, 2, 2), (1, 3, 3)), x, "stem.norm", "relu")
    for i in range(len(s["widths"])):
        for j in range(2):
            p, stride = names(x, f"stages.{i}.{j}"), 2 if i > 0 and j == 0 else 1
            inner = normed(s, conv(y, names(p, "conv0"), stride), p, "norm0", "relu")
            inner = normed(s, conv(inner, names(p, "conv1"), 1), p, "norm1")
            if stride > 1:
                y = normed(s, convolve(y, names(p, "shortcut"), 2), p, "shortcut.norm")
            y = F.relu(inner + y)
    features = y.mean(dim=(2, 3, 4))
    return {"features": features, "logits": affine(features, names(x, "head"))}

def video_resnet_shapes(s):
    shapes, before = {}, s["widths"][0]
    middle = lambda inputs, outputs: 27 * inputs * outputs // (9 * inputs + 3 * outputs)

    def factors(name, outputs, inputs, m, size):
        return (convolution_shapes(f"{name}.space", m, inputs, 1, size, size) | norm_shapes(f"{name}.space.norm", m)
                | convolution_shapes(f"{name}.time", outputs, m, 3, 1, 1))

    if factored(s):
        shapes |= factors("stem", before, 3, s["stem_middle"], 7) | norm_shapes("stem.time.norm", before)
    else:
        shapes |= convolution_shapes("stem", before, 3, 3, 7, 7) | norm_shapes("stem.norm", before)
    for i, after in enumerate(s["widths"]):
        for j in range(2):
            name, first = f"stages.{i}.{j}", middle(before, after)
            for k, inputs in enumerate((before, after)):
                conv = f"{name}.conv{k}"
                m = first if s["middle"] == "shared" else middle(inputs, after)
                shapes |= (factors(conv, after, inputs, m, 3) if factored(s) else
                           convolution_shapes(conv, after, inputs, 3, 3, 3))
                shapes |= norm_shapes(f"{name}.norm{k}", after)
            if i > 0 and j == 0:
                shapes |= convolution_shapes(f"{name}.shortcut", after, before, 1, 1, 1)
                shapes |= norm_shapes(f"{name}.shortcut.norm", after)
            before = after
    return shapes | affine_shapes("head", before, s["classes"])

# ---------------------------------------------------------------- front ends
def log_mel(s, inputs):
    """[bands, frames] of a waveform, with NumPy."""
    x, window, fft = inputs["waveform"], s["window"], s["fft"]
    require(bool((abs(x) <= 1e100).all()), "waveform: every sample must be finite, at most 1e100 in size")
    require(window <= fft, f"window: {window} samples are more than the transform has, {fft}")
    x = x - x.mean() if s["zero_mean"] else x
    x = x[1:] - 0.97 * x[:-1] if s["preemphasis"] == "signal" else x
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / (window - (s["hann"] == "symmetric")))
    if s["centred"]:
        require(len(x) > fft // 2, f"waveform: {len(x)} samples are too few to be mirrored by {fft // 2}")
        x = np.pad(x, fft // 2, mode="reflect")
        left = (fft - window) // 2
        hann, window = np.pad(hann, (left, fft - window - left)), fft
    require(len(x) >= window, f"waveform: {len(x)} samples are fewer than a window has, {window}")
    frames = x[np.arange(1 + (len(x) - window) // s["hop"])[:, None] * s["hop"] + np.arange(window)]
    frames = frames - frames.mean(axis=1, keepdims=True) if s["frame_mean"] else frames
    if s["preemphasis"] == "frame":
        frames = frames - 0.97 * np.concatenate([frames[:, :1], frames[:, :-1]], axis=1)
    power = abs(np.fft.rfft(frames * hann, fft)) ** 2

    to_mel = {"kaldi": lambda hertz: 1127 * np.log(1 + hertz / 700),
              "htk": lambda hertz: 2595 * np.log10(1 + hertz / 700),
              "slaney": lambda hertz: np.where(hertz < 1000, 3 * hertz / 200,
                                               15 + 27 * np.log(np.maximum(hertz, 1) / 1000) / np.log(6.4))}[s["mel"]]
    to_hertz = {"kaldi": lambda mel: 700 * (np.exp(mel / 1127) - 1),
                "htk": lambda mel: 700 * (10 ** (mel / 2595) - 1),
                "slaney": lambda mel: np.where(mel < 15, 200 * mel / 3, 1000 * 6.4 ** ((mel - 15) / 27))}[s["mel"]]
    straight = to_mel if s["triangles"] == "mel" else lambda hertz: hertz
    hertz = to_hertz(np.linspace(to_mel(s["low"]), to_mel(s["high"]), s["bands"] + 2))
    corners = straight(hertz)
    low, centre, high = corners[:-2], corners[1:-1], corners[2:]
    bins = straight(np.arange(fft // 2 + 1) * s["sample_rate"] / fft)[:, None]
    y = power @ np.maximum(0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)))
    y = y * 2 / (hertz[2:] - hertz[:-2]) if s["area"] else y

    if s["logarithm"] == "floor":
        y = np.log(np.maximum(y, s["constant"]))
    elif s["logarithm"] == "offset":
        y = np.log(y + s["constant"])
    else:
        y = 10 * np.log10(np.maximum(y, s["constant"]))
        y = np.maximum(y, y.max() - s["top_db"]) if s["top_db"] else y
    if s["frames"]:
        y = np.concatenate([y[:s["frames"]], np.zeros((max(s["frames"] - len(y), 0), s["bands"]))])
    y = (y - s["mean"]) / s["divisor"]
    if {"band_mean", "band_deviation"} & set(inputs):
        require({"band_mean", "band_deviation"} <= set(inputs), "inputs: band_mean and band_deviation need each other")
        require(bool((inputs["band_deviation"] > 0).all()), "band_deviation: every number must be above 0")
        y = (y - inputs["band_mean"]) / inputs["band_deviation"]
    return {"spectrogram": y.T}

# ---------------------------------------------------------------- the kinds: settings, inputs and outputs
def sizes(default, low=1):
    return whole_list(default, low, SIZE)

POSITIONS = ("table", "separable", "normed_table", "sinusoidal", "sinusoidal_published")

def transformer_settings(layers_of=12, **others):
    """Settings that the transformers share."""
    return {"width": whole(768, low=1), "layers": whole(layers_of, high=STEPS), "heads": whole(12, low=1),
            "mlp": whole(3072, low=1), **others}

def preset(first, allowed):
    """A choice among words whose default is the first."""
    return choice(first, *(word for word in allowed if word != first))

def encoder_settings(bands, frames, patch, stride, order, prefix, position, qkv_bias, pooling, final_norm, head_norm,
                     chunk_frames=0, chunk_mean="own"):
    return {"bands": whole(bands, low=1), "frames": whole(frames, low=1),
            "patch_bands": whole(patch[0], low=1), "patch_frames": whole(patch[1], low=1),
            "stride_bands": whole(stride[0], low=1), "stride_frames": whole(stride[1], low=1),
            "token_order": preset(order, ("band_major", "frame_major")), "prefix": preset(prefix, tuple(PREFIX)),
            "position": preset(position, POSITIONS), "qkv_bias": preset(qkv_bias, (True, False)),
            "pooling": preset(pooling, ("class", "class_distillation", "patches", "class_patches")),
            "final_norm": preset(final_norm, ("tokens", "pooled")),
            "head_norm": preset(head_norm, ("none", "layer", "batch")), "chunk_frames": whole(chunk_frames),
            "chunk_mean": preset(chunk_mean, ("own", "remaining")), "epsilon": above_0(1e-6),
            "head_epsilon": above_0(1e-5), "norm": choice("pre", "post"), "classes": whole(527, low=1),
            **transformer_settings()}

ENCODERS = {
    "ast": encoder_settings(128, 1024, (16, 16), (10, 10), "band_major", "class_distillation", "table", True,
                            "class_distillation", "tokens", "layer"),
    "passt": encoder_settings(128, 998, (16, 16), (10, 10), "band_major", "class_distillation", "separable", True,
                              "class_distillation", "tokens", "layer"),
    "asit": encoder_settings(128, 1024, (16, 16), (16, 16), "frame_major", "class", "table", True,
                             "class", "tokens", "none"),
    "audio_mae": encoder_settings(128, 1024, (16, 16), (16, 16), "frame_major", "class", "sinusoidal_published", True,
                                  "patches", "pooled", "none"),
    "atst_clip": encoder_settings(64, 1001, (64, 4), (64, 4), "frame_major", "class", "table", False,
                                  "class_patches", "tokens", "batch", 601, "remaining"),
    "maskspec": encoder_settings(128, 1000, (16, 16), (16, 16), "band_major", "class", "table", True,
                                 "patches", "pooled", "none"),
    "vatt": encoder_settings(1, 153600, (1, 128), (1, 128), "frame_major", "class", "normed_table", True,
                             "class", "tokens", "none")}
CONFORMER = {
    "bands": whole(64, low=1), "frames": whole(1000, low=1), "stack": whole(4, low=1), "extractor": whole(256, low=1),
    **transformer_settings(), "mlp": whole(1024, low=1), "kernels": sizes([31] + [15] * 11),
    "epsilon": above_0(1e-5), "order": choice("convolution_first", "attention_first"),
    "convolution_norm": choice("group", "batch"), "convolution_bias": choice(True, False),
    "activation": choice("swish", "gelu", "relu"), "classes": whole(527, low=1)}
FEATURE_ENCODER = {"channels": whole(512, low=1), "kernels": sizes([10, 3, 3, 3, 3, 2, 2]),
                   "strides": sizes([5, 2, 2, 2, 2, 2, 2])}
WAV2VEC2 = {
    "samples": whole(160000, low=1), **FEATURE_ENCODER, **transformer_settings(), "epsilon": above_0(1e-5),
    "qkv_bias": choice(True, False), "norm": choice("post", "pre"), "position_kernel": whole(128, low=1),
    "position_groups": whole(16, low=1), "head_hidden": sizes([], low=1), "classes": whole(33, low=1)}

def clip_graph(audio_features, video_features, audio_segments, video_segments, spans, **others):
    """Settings of a graph of audio and video segments; `spans` are audio's span and dilation, then video's."""
    return {"audio_features": whole(audio_features, low=1), "video_features": whole(video_features, low=1),
            "audio_segments": whole(audio_segments, low=1), "video_segments": whole(video_segments, low=1),
            "hidden": whole(512, low=1), "layers": whole(4, low=1, high=STEPS), "classes": whole(33, low=2),
            "batch": whole(1, low=1), "audio_span": span(spans[0]), "audio_dilation": span(spans[1], low=1),
            "video_span": span(spans[2]), "video_dilation": span(spans[3], low=1), **others}

DISTANCES = ("euclidean", "cosine")
TMAC = clip_graph(128, 1024, 101, 40, (8, 1, 8, 1), cross_span=span(8))
VAED = clip_graph(128, 1024, 101, 40, (6, 3, 4, 4), cross_span=span(3), self_loops=choice(False, True),
                  fusion_layers=sizes([], low=0), share=choice(True, False), stale=choice(True, False),
                  matching=choice("given", "nearest"), neighbours=whole(3, low=1), distance=choice(*DISTANCES))
HGCN = clip_graph(512, 512, 30, 20, (2, 1, 1, 1), self_loops=choice(False, True), fusion_layers=sizes([3], low=0),
                  neighbours=whole(3, low=1), distance=choice("cosine", "euclidean"), residual=choice(True, False),
                  stale=choice(True, False))
SSL_GRAPH = {"features": whole(1280, low=1), "hidden": whole(128, low=1), "layers": whole(4, low=1, high=STEPS),
             "classes": whole(33, low=1)}
STATISTICS = {"statistics": choice("batch", "running")}
RUNNING = {"statistics": choice("running", "batch")}
WAVE_LOGMEL = {"bands": whole(64, low=2), "wave_channels": sizes([64, 64, 128, 128]),
               "channels": sizes([64, 128, 256, 512, 1024, 2048]), "classes": whole(527, low=1), **STATISTICS}
RESNET1D = {"channels": whole(101, low=1), "width": whole(256, low=1), "kernel": whole(16, low=1),
            "stride": whole(5, low=1), "blocks": whole(8, low=1), "downsample_every": whole(2, low=1),
            "widen_every": whole(4, low=1), "classes": whole(33, low=1),
            "start": sizes([1024, 128]),
            "norm_parameters": choice(True, False), "normalise": choice(False, True), **RUNNING}
CONVNEXT = {"bands": whole(224, low=1), "widths": sizes([48, 96, 192, 384]), "depths": sizes([2, 2, 6, 2]),
            "stem_kernel": sizes([18, 4]), "stem_padding": sizes([9, 0], low=0), "classes": whole(527, low=1),
            **STATISTICS}
LHGNN = {"bands": whole(128, low=4), "frames": whole(1024, low=4),
         "widths": sizes([80, 160, 400, 640], low=4),
         "depths": sizes([2, 2, 6, 2]), "reduce": sizes([4, 2, 1, 1]), "head": whole(1024, low=1),
         "classes": whole(527, low=1), "neighbours": whole(25, low=1), "max_dilation": whole(2, low=1),
         "clusters": whole(50, low=1), "top_clusters": whole(10, low=1), "order": choice("scrambled", "transposed"),
         **STATISTICS}
VIDEO_RESNET = {"variant": choice("r3d", "r2plus1d"), "widths": sizes([64, 128, 256, 512]),
                "stem_middle": whole(45, low=1), "middle": choice("shared", "own"), "classes": whole(400, low=1),
                **STATISTICS}

LOG_MEL = {"sample_rate": whole(16000, low=1), "window": whole(400, low=1), "hop": whole(160, low=1),
           "fft": whole(512, low=1), "hann": choice("symmetric", "periodic"), "centred": choice(False, True),
           "zero_mean": choice(True, False), "frame_mean": choice(True, False),
           "preemphasis": choice("frame", "signal", "none"), "bands": whole(128, low=1), "low": real(20.0, low=0),
           "high": above_0(8000.0), "mel": choice("kaldi", "htk", "slaney"), "triangles": choice("mel", "hertz"),
           "area": choice(False, True), "logarithm": choice("floor", "offset", "decibel"),
           "constant": above_0(2.0 ** -23), "top_db": real(80.0, low=0), "frames": whole(1024),
           "mean": real(-4.2677393), "divisor": above_0(9.1379948)}

def axes(shapes):
    return {name: " ".join(map(str, shape)) for name, shape in shapes.items()}

def system(settings, inputs, shapes, compute, given=lambda s: {}):
    """A system's kind; `inputs` are its own, `given` the shapes of what is given and not trained."""
    own = inputs if callable(inputs) else lambda s: inputs
    return Kind(settings, lambda s: own(s) | axes(shapes(s) | given(s)), "by name", compute)

def given_when_running(shapes, of=lambda name: True):
    return lambda s: running(shapes(s), of) if s["statistics"] == "running" else {}

def clips(s):
    return {m: f"{s['batch']} {s[m + '_segments']} {s[m + '_features']}" for m in MODALITIES}

def clips_matched(s):
    return clips(s) | {"hops": f"{s['video_segments']} < {s['audio_segments']} optional"}

def lhgnn_inputs(s):
    widths = [c for c, depth in zip(s["widths"], s["depths"]) for _ in range(depth)]
    starts = {f"centroids.{q}": f"B {c} {s['clusters']}" for q, c in enumerate(widths)}
    return {"logmel": f"B {s['frames']} {s['bands']}", **starts}

def encoder_kind(name):
    inputs = lambda s: {signal_name(s): f"B {s['bands']} frames", "label": f"B {s['classes']} < 2"}
    return system(ENCODERS[name], inputs, encoder_shapes, encoder, encoder_given)

SYSTEMS = {
    **{name: encoder_kind(name) for name in ("ast", "passt", "asit", "audio_mae", "atst_clip", "maskspec", "vatt")},
    "conformer": system(
        CONFORMER, lambda s: {"spectrogram": f"B {s['bands']} {s['frames']}", "label": f"B {s['classes']} < 2"},
        conformer_shapes, conformer, conformer_given),
    "wav2vec2": system(WAV2VEC2, lambda s: {"waveform": f"B {s['samples']}", "label": f"B {s['classes']} < 2"},
                       wav2vec2_shapes, wav2vec2),
    "tmac": system(TMAC, clips_matched, tmac_shapes, tmac),
    "vaed": system(VAED, clips_matched, vaed_shapes, vaed),
    "hgcn": system(HGCN, clips, hgcn_shapes, hgcn),
    "wav2vec_encoder": system(FEATURE_ENCODER, {"waveform": "B n"}, lambda s: feature_encoder_shapes(s, "convs"),
                              wav2vec_encoder),
    "video_resnet": system(VIDEO_RESNET, {"clip": "B 3 T H W"}, video_resnet_shapes, video_resnet,
                           given_when_running(video_resnet_shapes)),
    "resnet1d": system(RESNET1D, lambda s: {"x": f"B {s['channels']} n"}, resnet1d_shapes, resnet1d, resnet1d_given),
    "wave_logmel": system(WAVE_LOGMEL, lambda s: {"waveform": "B n", "logmel": f"B 1 T {s['bands']}"},
                          wave_logmel_shapes, wave_logmel, given_when_running(wave_logmel_shapes)),
    "convnext": system(CONVNEXT, lambda s: {"logmel": f"B 1 T {s['bands']}"}, convnext_shapes, convnext,
                       given_when_running(convnext_shapes, lambda name: name == "bands.norm")),
    "lhgnn": system(LHGNN, lhgnn_inputs, lhgnn_shapes, lhgnn, given_when_running(lhgnn_shapes)),
    "ssl_graph": system(SSL_GRAPH, lambda s: {"x": f"n {s['features']}", "source": "E < n", "target": "E < n"},
                        ssl_graph_shapes, ssl_graph)}
SHAPES = {
    **dict.fromkeys(ENCODERS, encoder_shapes), "conformer": conformer_shapes, "wav2vec2": wav2vec2_shapes,
    "tmac": tmac_shapes, "vaed": vaed_shapes, "hgcn": hgcn_shapes,
    "wav2vec_encoder": lambda s: feature_encoder_shapes(s, "convs"), "video_resnet": video_resnet_shapes,
    "resnet1d": resnet1d_shapes, "wave_logmel": wave_logmel_shapes, "convnext": convnext_shapes, "lhgnn": lhgnn_shapes,
    "ssl_graph": ssl_graph_shapes}

def count_settings(given):
    """Those of the system that the settings name, and its name."""
    name = given.get("system")
    require(type(name) is str and name in SYSTEMS, f"settings.system: {name!r} is not one of {', '.join(SYSTEMS)}")
    return {"system": choice(name), **SYSTEMS[name].settings}

def parameter_count(xp, s):
    """How many parameters a system has; of the transformers also which of them the published program has in vain."""
    name, shapes = s["system"], SHAPES[s["system"]](s)
    size = lambda prefix: sum(math.prod(shape) for part, shape in shapes.items() if part.startswith(prefix))
    used, head = size(""), size("head.")
    if name not in {**ENCODERS, "conformer": 0, "wav2vec2": 0}:
        return {"total": np.int64(used)}
    d, classes = s["width"], s["classes"]
    unused = {"ast": 2 * (d * 1000 + 1000), "passt": d * classes + classes, "atst_clip": d, "wav2vec2": d}.get(name, 0)
    frozen = (1 + math.prod(grid(s, s["bands"], s["frames"]))) * d if name == "audio_mae" else 0
    counts = {"used": used, "head": head, "unused": unused, "frozen": frozen, "total": used + unused + frozen}
    return {name: np.int64(count) for name, count in counts.items()}

KINDS = {
    "convolution": Kind(
        {"rank": whole(NEEDED, low=1, high=3), "stride": sizes(NEEDED), "padding": sizes(NEEDED, low=0),
         "dilation": sizes(NEEDED), "groups": whole(1, low=1)},
        {"x": "...", "weight": "...", "bias": "out optional"}, "by name", by_torch(convolution)),
    "batch_norm": Kind(
        {**RUNNING, "channel": whole(1), "epsilon": above_0(1e-5), "momentum": real(0.1, low=0, high=1)},
        {"x": "...", "scale": "C", "shift": "C", "mean": "C", "variance": "C"}, "by name", by_torch(batch_norm_step)),
    "layer_norm": Kind(
        {"axes": whole(1, low=1), "epsilon": above_0(1e-5)}, {"x": "...", "scale": "...", "shift": "..."}, "by name",
        by_torch(layer_norm_of_axes)),
    "activation": Kind({"activation": choice("gelu", "silu")}, {"x": "..."}, "by name", by_torch(activation)),
    "pooling": Kind(
        {"pool": choice("max", "average"), "kernel": sizes(NEEDED)}, {"x": "..."}, "by name",
        by_torch(pooling)),
    "max_relative": Kind(
        {"neighbours": whole(NEEDED, low=1)},
        lambda s: {"x": "n c", "y": "m c", "index": f"n {s['neighbours']} < m"}, "by name", by_torch(max_relative)),
    "fuzzy_centroids": Kind(
        {"order": choice("scrambled", "transposed")}, {"x": "n c", "start": "c K"}, "by name",
        by_torch(fuzzy_centroids), differentiable=False),
    "relative_position": Kind(
        {"width": whole(NEEDED, low=4), "nodes": whole(NEEDED, low=1), "reduce": whole(1, low=1)}, {}, "by name",
        by_torch(relative_position), differentiable=False),
    "nearest_edges": Kind(
        {"neighbours": whole(3, low=1), "distance": choice(*DISTANCES)}, {"audio": "n_a d", "video": "n_v d"},
        "by name", by_torch(nearest_edges), differentiable=False),
    **{f"baseline_{name}": kind for name, kind in SYSTEMS.items()},
    "baseline_log_mel": Kind(
        LOG_MEL, lambda s: {"waveform": "n", **dict.fromkeys(("band_mean", "band_deviation"), f"{s['bands']} optional")},
        "by name", lambda xp, s, x: log_mel(s, x), differentiable=False),
    "baseline_parameter_count": Kind(count_settings, {}, "by name", lambda xp, s, x: parameter_count(xp, s),
                                     differentiable=False)}
