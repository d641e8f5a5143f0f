#!/usr/bin/env python3
"""Checks golden files (format thgcl-golden/1) without any code of this project.

    tools/verify_golden.py [--values-only] [--complex-steps] [--verdicts] PATH...

Every `*.json` file below each PATH is recomputed from nothing but the file: outputs with NumPy, gradients with
PyTorch's automatic differentiation, or without PyTorch by complex steps, which take longer. The formulas are written
from docs/method.md and docs/register.md alone. Each stands here once: it takes the array library, `numpy` or `torch`,
as `xp`, the settings as `s`, then the kind's inputs in the order of the table KINDS, which is the place to start
reading. With `--values-only` the gradients that the files state are left out, and the report counts them.

A number x passes against the expected y if |x - y| <= absolute + relative |y|; infinities and NaN must match. A case
that is malformed is reported, and the others are still checked. `--verdicts` prints one line of JSON for each case,
`["FILE", INDEX, "passed"]`, `failed`, `malformed` or `refused`, and for each file that is malformed as a whole, with
the index -1. Exit code: 0 all passed, 1 a failure or nothing to check, 2 a file or case that is malformed or can't be
read, 3 a case is refused: its kind, of verify_table1.py or verify_encoders.py, needs PyTorch, which isn't there or
mustn't be used.
"""
import argparse
import json
import math
import re
import sys
import zlib
from fractions import Fraction
from pathlib import Path

import numpy as np

import verify_encoders
import verify_features
import verify_table1
from golden_kind import (BELOW_1, COUNT, LARGEST, NEEDED, SIZE, STEPS, Kind, Malformed, Refused, above_0, choice, real,
                         require, span, whole, whole_list)

try:
    import torch
    torch.set_num_threads(1)
    torch.set_default_dtype(torch.float64)  # what dividing whole numbers gives
except ImportError:
    torch = None


# what gives gradients: automatic_gradient, complex_step_gradient, or None; main() chooses
gradient_by = None


# ---------------------------------------------------------------- arrays and gradients
def constant(x):
    """The values of x as a NumPy array of real numbers, cut off from every gradient."""
    return np.real(x) if isinstance(x, np.ndarray) else x.detach().numpy()

def segment_sum(xp, values, index, n):
    """[E, ...] -> [n, ...]: row k is the sum of the rows of `values` whose index is k; 0 if there are none."""
    shape = (n, *values.shape[1:])
    if xp is np:
        sums = np.zeros(shape, values.dtype)
        np.add.at(sums, index, values)
        return sums
    return xp.zeros(shape, dtype=values.dtype).index_add(0, xp.asarray(index), values)

def segment_softmax(xp, scores, index, n):
    """[E] -> [E]: softmax over all entries of the same index, of n. Shifting by the largest changes nothing else."""
    largest = np.full(n, -np.inf)
    np.maximum.at(largest, index, constant(scores))
    powers = xp.exp(scores - xp.asarray(largest[index]))
    return powers / segment_sum(xp, powers, index, n)[index]

def log_sum_exp(xp, z, mask):
    """[n, m] -> [n]: logarithm of the sum of exp over the entries of each row that `mask` has."""
    largest = xp.asarray(np.where(mask, constant(z), -np.inf).max(axis=1, keepdims=True))
    mask = xp.asarray(mask)
    return xp.log((xp.exp(xp.where(mask, z - largest, 0.0)) * mask).sum(axis=1)) + largest[:, 0]

def automatic_gradient(total, inputs, names):
    """The gradient of total(xp, inputs) with respect to the named inputs, by PyTorch."""
    tensors = {k: torch.tensor(v, requires_grad=k in names) if v.dtype == float else v for k, v in inputs.items()}
    value = total(torch, tensors)
    wanted = [tensors[name] for name in names]
    found = torch.autograd.grad(value, wanted, allow_unused=True) if value.requires_grad else [None] * len(names)
    return {k: np.zeros(inputs[k].shape) if g is None else g.numpy() for k, g in zip(names, found)}

def complex_step_gradient(total, inputs, names):
    """The same by NumPy: f(x + ih) = f(x) + ih f'(x) - ..., so f'(x) is the imaginary part over h, but for rounding.

    h * h is too small for a double, so a real part that is exactly 0, where ReLU bends, stays 0."""
    gradients, h = {name: np.zeros(inputs[name].shape) for name in names}, 1e-170
    for name, gradient in gradients.items():
        for place in np.ndindex(gradient.shape):
            moved = inputs[name].astype(complex)
            moved[place] += 1j * h
            gradient[place] = total(np, {**inputs, name: moved}).imag / h
    return gradients

# ---------------------------------------------------------------- method.md, section 2.1: features
def log_mel(xp, s, waveform):
    window, hop = (round(s[length] * s["sample_rate"]) for length in ("window_seconds", "hop_seconds"))  # half to even
    require(bool((abs(waveform) <= 1e290).all()), "waveform: every sample must be finite, at most 1e290 in size")
    require(1 <= window <= s["fft"] and hop >= 1, "a window must have 1 to `fft` samples, a hop at least 1")
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    frames = waveform[windows(len(waveform), window, hop)] * xp.asarray(hann)
    magnitude = xp.abs(xp.fft.rfft(frames, s["fft"]))  # zeros after a frame fill it up to `fft`

    mel = lambda hertz: 1127 * np.log(1 + hertz / 700)
    edges = np.linspace(mel(s["low_hz"]), mel(s["high_hz"]), s["bands"] + 2)
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    bins = mel(np.arange(s["fft"] // 2 + 1) * s["sample_rate"] / s["fft"])[:, None]
    bands = np.maximum(0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)))
    frames = xp.log(magnitude @ xp.asarray(bands) + s["offset"])
    return frames, frames[windows(len(frames), s["patch_frames"], s["patch_hop_frames"])]

def windows(n, size, hop):
    """[windows, size]: the indices of each window of `size` among n, without padding."""
    count = 1 + (n - size) // hop if n >= size else 0
    return np.arange(count)[:, None] * hop + np.arange(size)

# ---------------------------------------------------------------- section 2.2: the temporal heterogeneous graph
def temporal_neighbourhood(xp, s):
    """source, target, min, max of the edges of one modality."""
    span, dilation, edges = s["span"], s["dilation"], []
    for i in range(s["segments"]):
        r, q = i % dilation, i // dilation
        n = (s["segments"] - 1 - r) // dilation + 1
        if s["boundary"] == "shift":
            first, last = max(0, min(q - span, n - 2 * span - 1)), min(n - 1, max(q + span, 2 * span))
        else:
            first, last = max(0, q - span), min(n - 1, q + span)
        nodes = [r + p * dilation for p in range(first, last + 1)]
        edges += [(j, i, nodes[0], nodes[-1]) for j in nodes]
    return tuple(np.array(edges, dtype=np.int64).reshape(-1, 4).T)

def start(s, i, hops=None):
    """The audio node that the edges of video node i start at (A5)."""
    if s["alignment"] == "hops":
        return int(hops[i])
    if s["alignment"] == "timestamp":
        return i * s["audio_segments"] // s["video_segments"]
    seconds = lambda modality: Fraction(repr(float(s[modality + "_hop_seconds"])))  # the decimal number that is written
    window = i * seconds("video") / seconds("audio")
    return min(math.ceil(window - Fraction(1, 2)), max(s["audio_segments"] - s["span"], 0))  # a tie: the earlier

def cross_modal_edges(xp, s, hops=None):
    """video, audio, min, max, start of the edges."""
    edges = []
    for i in range(s["video_segments"]):
        first = start(s, i, hops)
        nodes = [j for j in (first + k * s["dilation"] for k in range(s["span"])) if 0 <= j < s["audio_segments"]]
        edges += [(i, j, nodes[0], nodes[-1], first) for j in nodes]
    return tuple(np.array(edges, dtype=np.int64).reshape(-1, 5).T)

def width(low, high):
    require(bool((low <= high).all()), "min must not be above max")
    return high - low + 1

def gaussian_weight(xp, s, i, j, low, high):  # Eq. 1
    return xp.exp(-((i - j) ** 2) / (2 * width(low, high) ** 2))

def hawkes_weight(xp, s, position, low, high, xi):  # Eq. 2
    require(bool(((xi > 0) & (xi < 1)).all()), "xi: every number must lie between 0 and 1, both excluded")
    log, log_rest = xp.log(xi), xp.log1p(-xi)
    noise = {"ratio": log / log_rest, "logit": log - log_rest, "none": 0 * xi}[s["noise"]]
    z = noise + s["sign"] * (high - position + 1) / width(low, high)
    sigmoid = lambda y: 1 / (1 + xp.exp(-y))
    return sigmoid(z / s["tau"]) if s["temperature_place"] == "inside" else sigmoid(z) / s["tau"]

def tmac_weight(xp, s, position, low, high):
    return xp.exp(-(high - position + 1) / width(low, high))

def ends(nodes, target, low, high):
    """min and max of the neighbourhood of each of the nodes, from the edges of their modality."""
    neighbourhood = dict(zip(target.tolist(), zip(low.tolist(), high.tolist())))
    return np.array([neighbourhood[node] for node in nodes.tolist()], dtype=np.int64).reshape(-1, 2).T

def intra_weights(s, source, target, low, high):
    if s["intra_weight"] == "gaussian":
        current = {"target": target, "source": source}[s["current"]]  # A39
        return gaussian_weight(np, s, target, source, *ends(current, target, low, high))
    return tmac_weight(np, s, source, low, high)

def cross_weights(xp, s, xi, audio_edges, video, audio, low, high, start):
    if s["cross_weight"] == "hawkes":
        position = {"printed": video, "aligned": start, "neighbour": audio}[s["position"]]
        primes = {"list": lambda: (low, high), "clip": lambda: (0 * audio, 0 * audio + s["audio_segments"] - 1),
                  "audio": lambda: ends(audio, *audio_edges[1:])}[s["primes"]]()  # A38
        return hawkes_weight(xp, s, *map(xp.asarray, (position, *primes)), xi)
    if s["cross_weight"] == "gaussian":
        return xp.asarray(gaussian_weight(np, s, audio, start, low, high))
    return xp.asarray(tmac_weight(np, s, audio, low, high))

# ---------------------------------------------------------------- section 2.3: the network
def graph_convolution(xp, s, x, source, target, weight, psi, bias=None):  # Eq. 3
    if s["adjacency"] != "raw":
        degree = segment_sum(xp, weight, target, len(x))
        require(s["adjacency"] == "row" or bool((degree >= 0).all()), "weight: a row's sum is negative and has no root")
        inverse = 1 / xp.where(degree == 0, 1.0, degree)
        inverse = xp.where(degree == 0, 0.0, inverse if s["adjacency"] == "row" else xp.sqrt(inverse))
        weight = weight * inverse[target] * (1 if s["adjacency"] == "row" else inverse[source])
    first = psi.shape[0] > psi.shape[1]  # the cheaper product first, as the program has it: 0 times NaN is NaN
    y = segment_sum(xp, weight[:, None] * (x @ psi if first else x)[source], target, len(x))
    y = y if first else y @ psi
    y = y if bias is None else y + bias
    return relu(xp, y) if s["activation"] == "relu" else y

def relu(xp, x):
    return xp.where(x.real <= 0, 0.0, x)

def gat_av(xp, s, x_video, x_audio, video, audio, weight, source, target, attention_source, attention_target, bias):
    h = x_video @ source
    e = (h @ attention_source)[video] + (x_audio @ target @ attention_target)[audio]
    alpha = segment_softmax(xp, xp.where(e.real > 0, e, s["negative_slope"] * e), audio, len(x_audio))
    fused = {"add": alpha + weight, "multiply": alpha * weight, "none": alpha}[s["fusion"]]
    return segment_sum(xp, fused[:, None] * h[video], audio, len(x_audio)) + bias, alpha

def number_of_graphs(graph):
    require((np.diff(graph) >= 0).all(), "graph: the numbers must ascend")
    return int(graph.max(initial=-1)) + 1

def graph_layer_norm(xp, s, x, graph):
    graphs = number_of_graphs(graph)
    size = xp.asarray(np.maximum(np.bincount(graph, minlength=graphs), 1) * x.shape[1])
    mean = lambda values: (segment_sum(xp, values.sum(axis=1), graph, graphs) / size)[graph][:, None]
    centred = x - mean(x)
    return centred / xp.sqrt(mean(centred ** 2) + s["epsilon"])

def attention_pooling(xp, s, x, graph, gate):
    graphs = number_of_graphs(graph)
    beta = segment_softmax(xp, x @ gate, graph, graphs)
    return segment_sum(xp, beta[:, None] * x, graph, graphs), beta

def focal_loss(xp, s, logits, label):
    if s["form"] == "sigmoid":
        return focal_loss_of_classes(xp, s, logits, label)
    log_p = logits[np.arange(len(label)), label] - log_sum_exp(xp, logits, np.ones(logits.shape, bool))
    rest = -xp.expm1(log_p)  # 1 - p_y
    factor = focus(xp, s, rest)
    return (-s["alpha"] * factor * log_p).mean()

def focus(xp, s, rest):
    """The focal loss's (1 - p)^gamma, of 1 - p."""
    certain = rest.real <= 0  # here the power's derivative can be infinite, though that of the product is 0
    return xp.where(certain, 0.0, xp.where(certain, 1.0, rest) ** s["gamma"]) if s["gamma"] > 0 else 1.0

def focal_loss_of_classes(xp, s, logits, label):  # A43
    z = xp.where(xp.asarray(label == 1), logits, -logits)
    alpha = np.where(label == 1, s["alpha"], 1 - s["alpha"])
    small = xp.exp(-xp.where(z.real > 0, z, -z))  # e^-|z|
    log_p = xp.where(z.real > 0, 0.0, z) - xp.log1p(small)
    rest = xp.where(z.real > 0, small, 1.0) / (1.0 + small)  # 1 - p_t
    factor = focus(xp, s, rest)
    return (-xp.asarray(alpha) * factor * log_p).sum() / len(label)

def contrastive_loss(xp, s, audio, video):  # Eq. 4
    if s["level"] == "segments":  # A40: the mean over clips of the loss between each clip's own segments
        each = [contrastive_loss(xp, {**s, "level": "clips"}, a, v) for a, v in zip(audio, video)]
        return tuple(sum(losses) / len(each) for losses in zip(*each))
    clips = len(audio)
    require(clips >= 2, f"Eq. 4 needs at least 2 clips or segments, got {clips}")

    def norm(x):
        square = (x * x).sum(axis=1)
        zero = square.real <= 0  # the root has no derivative at 0; the floor of 1e-8 holds there anyway
        return xp.where(zero, 0.0, xp.sqrt(xp.where(zero, 1.0, square)))

    def cosines(x, y):
        product = norm(x)[:, None] * norm(y)[None, :]
        return (x @ y.T) / xp.where(product.real > 1e-8, product, 1e-8)

    def direction(anchor, other):
        pairs = cosines(anchor, other) / s["temperature"]
        negatives = cosines(anchor, anchor) / s["temperature"] if s["negatives"] == "within_modality" else pairs
        mask = np.ones((clips, clips), bool) if s["negatives"] == "with_positive" else ~np.eye(clips, dtype=bool)
        positive = pairs[np.arange(clips), np.arange(clips)]
        return (log_sum_exp(xp, negatives, mask) - positive).mean()

    video_to_audio, audio_to_video = direction(audio, video), direction(video, audio)
    return video_to_audio, audio_to_video, video_to_audio + audio_to_video

def joint_objective(xp, s, focal, contrastive):  # Eq. 5
    return s["weight_focal"] * focal + s["weight_contrastive"] * contrastive

def thgn(xp, s, x):
    """The whole model on one batch; x has the inputs by name, the result the outputs by name."""
    modalities = [m for m in ("audio", "video") if s[m + "_segments"] > 0]  # A25
    intra = {m: temporal_neighbourhood(np, {"segments": s[m + "_segments"], "span": s[m + "_span"],
                                            "dilation": s[m + "_dilation"], **s}) for m in modalities}
    cross = cross_modal_edges(np, {"span": s["cross_span"], "dilation": s["cross_dilation"], **s}, x.get("hops"))
    edges = (s["batch"], len(cross[0]))
    require("xi" not in x or tuple(x["xi"].shape) == edges, f"xi: its shape should be {list(edges)}")

    def convolve(m, layer, nodes):
        weight = xp.asarray(intra_weights(s, *intra[m]))
        psi, bias = x[f"layers.{layer}.{m}.psi"], x.get(f"layers.{layer}.{m}.bias")
        return graph_convolution(xp, {"activation": "none", **s}, nodes, *intra[m][:2], weight, psi, bias)

    def attend(layer, nodes, xi):
        weight = cross_weights(xp, s, xi, intra["audio"], *cross)
        parameters = [x[f"layers.{layer}.cross.{name}"] for name in CROSS[:-1]]
        bias = x.get(f"layers.{layer}.cross.{CROSS[-1]}", 0.0)  # a file may leave it out where `bias` is false
        return gat_av(xp, s, nodes["video"], nodes["audio"], *cross[:2], weight, *parameters, bias)[0]

    one_graph = lambda nodes: np.zeros(len(nodes), dtype=np.int64)
    embeddings, last = {m: [] for m in modalities}, {m: [] for m in modalities}
    for clip in range(s["batch"]):
        nodes = {m: x[m][clip] for m in modalities}
        if s["embedding"]:
            nodes = {m: f @ x[f"projection.{m}.weight"] + x[f"projection.{m}.bias"] for m, f in nodes.items()}
        for layer in range(s["layers"]):
            sums = {m: convolve(m, layer, nodes[m]) for m in modalities}
            if has_cross(s, layer):
                sums["audio"] = sums["audio"] + attend(layer, nodes, x["xi"][clip])
            nodes = {m: relu(xp, y) for m, y in sums.items()}
            if s["normalisation"] == "graph":
                nodes = {m: graph_layer_norm(xp, {"epsilon": 1e-5}, y, one_graph(y)) for m, y in nodes.items()}
        for m, y in nodes.items():
            embeddings[m].append(attention_pooling(xp, s, y, one_graph(y), x[f"pool.{m}.gate"])[0][0])
            last[m].append(y)

    outputs = {f"{m}_embedding": xp.stack(rows) for m, rows in embeddings.items()}
    g = list(outputs.values())
    concatenated = xp.stack([column for rows in g for column in rows.T]).T
    graph_embedding = {"sum": sum(g), "concat": concatenated, "audio": g[0]}[s["pooling"]]
    outputs["logits"] = graph_embedding @ x["head.weight"] + x["head.bias"]
    outputs["focal"] = focal_loss(xp, {"form": s["focal_form"], **s}, outputs["logits"], x["label"])
    outputs["loss"] = s["weight_focal"] * outputs["focal"]
    weighs = "video" in modalities and s["weight_contrastive"] != 0
    samples = s["batch"] if s["contrast"] == "clips" else s["video_segments"]
    if weighs or "video" in modalities and samples >= 2:
        if s["contrast"] == "segments":
            pairs = [start({"span": s["cross_span"], **s}, i, x.get("hops")) for i in range(s["video_segments"])]
            require(all(0 <= i < s["audio_segments"] for i in pairs), "hops: a start is no audio segment")
            g = [[nodes[pairs] for nodes in last["audio"]], last["video"]]
        outputs["contrastive"] = contrastive_loss(xp, {"level": s["contrast"], **s}, *g)[2]
    if weighs:  # else Eq. 4 isn't computed, and an infinity of it couldn't hurt
        outputs["loss"] = joint_objective(xp, s, outputs["focal"], outputs["contrastive"])
    return outputs

# ---------------------------------------------------------------- parameters and training
CROSS = ("source", "target", "attention_source", "attention_target", "bias")

def has_cross(s, layer):
    """Whether a layer has GAT-AV (A42)."""
    return s["video_segments"] > 0 and (s["cross_layers"] == "every" or layer == s["layers"] - 1)

def parameter_axes(s):
    """name -> axes, as in KINDS, of all parameters."""
    require(s["video_segments"] == 0 or s["video_features"] > 0, "video_features is 0, but there are video segments")
    features = {m: s[m + "_features"] for m in ("audio", "video") if s[m + "_segments"] > 0}
    axes, h, d = {}, s["hidden"], s["embedding"]
    for m in features if d else ():
        axes |= {f"projection.{m}.weight": f"{features[m]} {d}", f"projection.{m}.bias": f"{d}"}
    for layer in range(s["layers"]):
        inputs = {m: h if layer else d or features[m] for m in features}
        for m in features:
            axes |= {f"layers.{layer}.{m}.psi": f"{inputs[m]} {h}"}
            axes |= {f"layers.{layer}.{m}.bias": f"{h}"} if s["bias"] else {}
        if has_cross(s, layer):
            bias = f"{h}" if s["bias"] else f"{h} optional"
            cross = (f"{inputs['video']} {h}", f"{inputs['audio']} {h}", f"{h}", f"{h}", bias)
            axes |= {f"layers.{layer}.cross.{name}": a for name, a in zip(CROSS, cross)}
    axes |= {f"pool.{m}.gate": f"{h}" for m in features}
    rows = len(features) * h if s["pooling"] == "concat" else h
    return axes | {"head.weight": f"{rows} {s['classes']}", "head.bias": f"{s['classes']}"}

def parameter_count(xp, s):
    sizes = (axes.removesuffix(" optional").split() for axes in parameter_axes(s).values())
    return sum(math.prod(map(int, axes)) for axes in sizes)

def adam_step(xp, s, p, g, m, v, t):
    g = g + s["weight_decay"] * p
    m = s["beta1"] * m + (1 - s["beta1"]) * g
    v = s["beta2"] * v + (1 - s["beta2"]) * g * g
    step = m / (1 - s["beta1"] ** t) / (xp.sqrt(v / (1 - s["beta2"] ** t)) + s["epsilon"])
    return p - s["learning_rate"] * step, m, v

def adam(xp, s, parameter, gradients):
    state, trajectory = (parameter, 0 * parameter, 0 * parameter), []
    for t, gradient in enumerate(gradients, start=1):
        p, m, v = state
        state = adam_step(xp, s, p, gradient, m, v, t)
        trajectory.append(state[0])
    return xp.stack(trajectory) if trajectory else gradients

def sgd(xp, s, parameter, gradients):
    p, m, trajectory = parameter, 0 * parameter, []
    for gradient in gradients:
        norm = math.sqrt((p * p).sum())
        g = gradient + s["weight_decay"] * p + (s["norm_penalty"] * p / norm if norm > 0 else 0 * p)
        m = s["momentum"] * m + g
        p = p - s["learning_rate"] * m
        trajectory.append(p)
    return np.array(trajectory) if trajectory else gradients

def training(xp, s, x):
    gradient = gradient_by or complex_step_gradient
    state = {name: (x[name], 0 * x[name], 0 * x[name]) for name in parameter_axes(s) if name in x}
    losses = []
    for k in range(s["iterations"]):
        inputs = x | {name: p for name, (p, _, _) in state.items()}
        if "xi" in x:
            row = x["xi"][k]
            require(len(row) % s["batch"] == 0, f"xi: {len(row)} numbers don't divide among {s['batch']} clips")
            inputs["xi"] = row.reshape(s["batch"], len(row) // s["batch"])
        losses.append(thgn(np, s, inputs)["loss"])
        found = gradient(lambda xp, y: thgn(xp, s, y)["loss"], inputs, list(state))
        state = {name: adam_step(np, s, p, found[name], m, v, k + 1) for name, (p, m, v) in state.items()}
    return {name: p for name, (p, _, _) in state.items()} | {"loss": np.array(losses)}

def learning_rate(xp, s, iteration):
    last = s["max_iterations"]
    factor = lambda w: s["gamma"] ** sum(t <= last and t <= math.floor((w + 1e-6) * last) for t in s["steps"])

    def rate(w):
        length = min(s["warmup_iterations"] / last, 1)
        if s["schedule"] == "constant":
            return s["base"]
        if w + 1e-6 > length:
            return s["base"] * factor(w)
        return s["base"] * (factor(length) * w / length + s["warmup_factor"] * factor(0) * (1 - w / length))

    return np.array([rate(int(k) / last) for k in iteration], dtype=float)

# ---------------------------------------------------------------- metrics
def over_classes(metric):
    """per_class and mean of a metric; a class that has none is NaN and left out of the mean."""
    def compute(xp, s, score, label):
        per_class = np.array([metric(column, label == c) for c, column in enumerate(score.T)])
        defined = per_class[~np.isnan(per_class)]
        return per_class, defined.mean() if len(defined) else np.nan
    return compute

def average_precision(score, of_class):
    area, before = 0.0 if of_class.any() else np.nan, 0.0
    for threshold in sorted(set(score), reverse=True):
        taken = of_class[score >= threshold]
        recall = taken.sum() / max(of_class.sum(), 1)
        area, before = area + (recall - before) * taken.mean(), recall
    return area

def roc_auc(score, of_class):
    own, other = score[of_class][:, None], score[~of_class]
    pairs = own.size * other.size
    return ((own > other).sum() + 0.5 * (own == other).sum()) / pairs if pairs else np.nan

def accuracy(xp, s, score, label):
    require(len(label) > 0, "score: there must be at least one clip")
    require(not np.isnan(score).any(), "score: a number is NaN")
    predicted = score.argmax(axis=1)  # the first of equals
    right = [((predicted == c) & (label == c)).sum() for c in range(score.shape[1])]
    chosen, own = (np.array([(x == c).sum() for c in range(score.shape[1])]) for x in (predicted, label))
    return predicted, np.mean(predicted == label), right / chosen, right / own, np.multiply(2, right) / (chosen + own)

# ---------------------------------------------------------------- data and the course of a run
def standardisation(xp, s, x, y):
    require(len(x) > 0, "x: there must be at least one segment")
    mean, deviation = x.mean(axis=0), np.sqrt(((x - x.mean(axis=0)) ** 2).mean(axis=0))
    deviation = np.where((x == x[0]).all(axis=0), 1.0, deviation)
    return mean, deviation, (y - mean) / deviation

def split_sizes(xp, s, clips, fractions):
    """Largest remainders; differences of 1e-9 count as rounding."""
    require(bool(((fractions > 0) & (fractions < 1)).all()) and abs(fractions.sum() - 1) <= 1e-9,
            "fractions: numbers above 0 and below 1 that sum to 1")
    require(bool((clips >= len(fractions)).all()), "clips: there must be at least as many as parts")
    first_largest = lambda values: next(i for i, v in enumerate(values) if v >= max(values) - 1e-9)
    rows = []
    for n in clips:
        sizes = [math.floor(n * f + 1e-9) for f in fractions]
        remainders = [n * f - size for f, size in zip(fractions, sizes)]
        for _ in range(n - sum(sizes)):
            part = first_largest(remainders)
            sizes[part], remainders[part] = sizes[part] + 1, -1
        for part in range(len(sizes)):
            if sizes[part] == 0:
                sizes[first_largest(sizes)] -= 1
                sizes[part] = 1
        rows.append(sizes)
    return np.array(rows, dtype=np.int64).reshape(len(clips), len(fractions))

def early_stopping(xp, s, mean_precision, area):
    """Numbers of validations: the best so far (-1 for none), those since, and whether the run ends."""
    best, at, since, rows = -math.inf, -1, 0, []
    for k, (ap, auc) in enumerate(zip(mean_precision, area)):
        by_map = s["stopping"] == "map"
        score, bar = (ap, best) if by_map else (ap + 0.5 * auc, best - 1e-4)
        if score > bar:
            best, at, since = score, k, 0
        else:
            since += 1
        rows.append((at, since, int(since >= s["patience"])))
    return tuple(np.array(rows, dtype=np.int64).reshape(-1, 3).T)

# ---------------------------------------------------------------- random numbers
def philox(seed, step, site, block):
    """Philox 4x32 with 10 rounds: four words of 32 bits for a block."""
    low = 2 ** 32 - 1
    counter, key = [block & low, site, step & low, step >> 32 & low], [seed & low, seed >> 32 & low]
    for _ in range(10):
        first, second = 0xD2511F53 * counter[0], 0xCD9E8D57 * counter[2]
        counter = [second >> 32 ^ counter[1] ^ key[0], second & low, first >> 32 ^ counter[3] ^ key[1], first & low]
        key = [key[0] + 0x9E3779B9 & low, key[1] + 0xBB67AE85 & low]
    return counter

def random_numbers(xp, s, element):
    site = zlib.crc32(s["site"].encode("utf-8"))

    def halves(block):
        a, b, c, d = philox(s["seed"], s["step"], site, block)
        return a | b << 32, c | d << 32

    word = lambda e: halves(e >> 1)[e & 1]  # 64 bits
    unit = lambda w: ((w >> 12) + 0.5) * 2.0 ** -52
    below = lambda bound, e: word(e) * bound >> 64

    def gaussian(block):
        u, v = map(unit, halves(block))
        return math.sqrt(-2 * math.log(u)) * math.cos(2 * math.pi * v)

    order = []
    for i in range(s["bound"]):  # Fisher and Yates
        j = below(i + 1, i)
        order.append(i)
        order[i], order[j] = order[j], i
    elements = [int(e) for e in element]
    words = np.array([philox(s["seed"], s["step"], site, e) for e in elements], dtype=np.int64).reshape(-1, 4)
    return (np.int64(site), words, np.array([unit(word(e)) for e in elements]),
            np.array([below(s["bound"], e) for e in elements], dtype=np.int64),
            np.array([gaussian(e) for e in elements]), np.array(order, dtype=np.int64))

def dropout_mask(xp, s, x):
    site, threshold = zlib.crc32(s["site"].encode("utf-8")), math.floor(s["rate"] * 2 ** 32 + 0.5)
    kept = np.array([philox(s["seed"], s["step"], site, e >> 2)[e & 3] >= threshold for e in range(len(x))], dtype=bool)
    return kept.astype(np.int64), xp.where(xp.asarray(kept), x * (1 / (1 - s["rate"])), 0.0)

def initialisation_bounds(xp, s, x):
    """u of each parameter, by name, that is drawn between -u and u."""
    shapes = {name: [int(n) for n in axes.removesuffix(" optional").split()] for name, axes in parameter_axes(s).items()}

    def bound(name, shape):
        parts = name.split(".")
        if parts[0] in ("projection", "head"):
            return shapes[name.replace("bias", "weight")][0] ** -0.5
        if parts[0] == "pool":
            return s["hidden"] ** -0.5
        return 0.0 if parts[-1] == "bias" else math.sqrt(6 / (shape[0] + (shape[1] if len(shape) > 1 else 1)))
    return {name: np.float64(bound(name, shape)) for name, shape in shapes.items()}

# ---------------------------------------------------------------- the kinds: settings, inputs and outputs
HAWKES = {"noise": choice("ratio", "logit", "none"), "sign": choice(1, -1),
          "temperature_place": choice("outside", "inside"), "tau": above_0(1.0),
          "primes": choice("list", "clip", "audio")}  # of hawkes_weight, min and max carry the primes
BOUNDARY = {"boundary": choice("shift", "clip")}
ALIGNMENT = {"alignment": choice("timestamp", "window_time", "hops"),
             "audio_hop_seconds": above_0(0.09), "video_hop_seconds": above_0(0.25)}
ADJACENCY = {"adjacency": choice("raw", "row", "symmetric")}
GAT = {"negative_slope": real(0.2, low=0), "fusion": choice("add", "multiply", "none")}
FOCAL = {"alpha": above_0(0.5), "gamma": real(2.0, low=0)}
FORM = choice("softmax", "sigmoid")
CONTRASTIVE = {"temperature": above_0(0.5), "negatives": choice("printed", "with_positive", "within_modality")}
LEVEL = choice("clips", "segments")
JOINT = {"weight_focal": real(1.0, low=0), "weight_contrastive": real(0.1, low=0)}
MODEL = {
    "audio_features": whole(128, low=1), "video_features": whole(1024), "audio_segments": whole(101, low=1),
    "video_segments": whole(40), "embedding": whole(128), "hidden": whole(512, low=1),
    "layers": whole(4, low=1, high=STEPS), "classes": whole(33, low=2), "batch": whole(64, low=1),
    "audio_span": span(6), "audio_dilation": span(3, low=1), "video_span": span(4), "video_dilation": span(4, low=1),
    "cross_span": span(3), "cross_dilation": span(1, low=1), "cross_layers": choice("every", "last"),
    "current": choice("target", "source"),
    "intra_weight": choice("gaussian", "tmac"), "cross_weight": choice("hawkes", "gaussian", "tmac"),
    "position": choice("printed", "aligned", "neighbour"), "normalisation": choice("graph", "none"),
    "pooling": choice("sum", "concat", "audio"), "bias": choice(True, False),
    **HAWKES, **BOUNDARY, **ALIGNMENT, **ADJACENCY, **GAT, **FOCAL, **CONTRASTIVE, **JOINT,
    "focal_form": FORM, "contrast": LEVEL}
ADAM = {"learning_rate": above_0(0.005), "beta1": real(0.9, low=0, high=BELOW_1),
        "beta2": real(0.999, low=0, high=BELOW_1), "epsilon": above_0(1e-8), "weight_decay": real(0.0, low=0)}
SGD = {"learning_rate": above_0(0.005), "momentum": real(0.9, low=0, high=BELOW_1),
       "weight_decay": real(0.0, low=0), "norm_penalty": real(0.0, low=0)}
RANDOM = {"seed": whole(1024, low=-2 ** 63, high=2 ** 63 - 1), "step": whole(0, low=-2 ** 63, high=2 ** 63 - 1),
          "site": (NEEDED, lambda v: type(v) is str, "a text")}
SCHEDULE = {"base": above_0(0.005), "schedule": choice("constant", "warmup_multistep"), "gamma": above_0(0.1),
            "warmup_iterations": span(1000), "warmup_factor": above_0(0.001), "steps": whole_list([250]),
            "max_iterations": span(5000, low=1)}
LOG_MEL = {"sample_rate": whole(16000, low=1), "window_seconds": above_0(0.025), "hop_seconds": above_0(0.01),
           "fft": whole(512, low=1), "bands": whole(64, low=1), "low_hz": real(125.0, low=0),
           "high_hz": above_0(7500.0), "offset": real(0.01, low=0), "patch_frames": whole(96, low=1),
           "patch_hop_frames": whole(9, low=1)}

METRIC = {"score": "N C", "label": "N < C"}

def labels(s, batch, classes):
    return f"{batch} {classes} < 2" if s.get("form", s.get("focal_form")) == "sigmoid" else f"{batch} < {classes}"

def hops(s):
    return {"hops": f"{s['video_segments']} < {s['audio_segments']}"} if s["alignment"] == "hops" else {}

def model_inputs(s):
    batch = s["batch"]
    audio, video = (f"{batch} {s[m + '_segments']} {s[m + '_features']}" for m in ("audio", "video"))
    xi = f"{s['iterations']} BE" if "iterations" in s else f"{batch} E"
    starts = hops(s)
    if not s["video_segments"]:  # A25: what belongs to video may be left out
        video, xi = f"{batch} 0 features optional", xi + " optional"
        starts = {name: axes + " optional" for name, axes in starts.items()}
    inputs = {"audio": audio, "video": video, "label": labels(s, batch, s["classes"]), "xi": xi}
    return inputs | starts | parameter_axes(s)

KINDS = {
    "temporal_neighbourhood": Kind(
        {"segments": whole(NEEDED), "span": span(NEEDED), "dilation": span(NEEDED, low=1), **BOUNDARY}, {},
        "source target min max", temporal_neighbourhood, differentiable=False),
    "cross_modal_edges": Kind(
        {"audio_segments": whole(101), "video_segments": whole(40), "span": span(3), "dilation": span(1, low=1),
         **ALIGNMENT}, hops,
        "video audio min max start", cross_modal_edges, differentiable=False),
    "gaussian_weight": Kind({}, {"i": "E", "j": "E", "min": "E", "max": "E"}, "weight", gaussian_weight),
    "hawkes_weight": Kind(
        HAWKES, {"position": "E", "min": "E", "max": "E", "xi": "E"}, "weight", hawkes_weight),
    "tmac_weight": Kind({}, {"position": "E", "min": "E", "max": "E"}, "weight", tmac_weight),
    "graph_convolution": Kind(
        {"activation": choice("relu", "none"), **ADJACENCY},
        {"x": "n in", "source": "E < n", "target": "E < n", "weight": "E", "psi": "in out", "bias": "out optional"},
        "x_out", graph_convolution),
    "gat_av": Kind(
        GAT, {"x_video": "n_v in_v", "x_audio": "n_a in_a", "video": "E < n_v", "audio": "E < n_a", "weight": "E",
              "source": "in_v H", "target": "in_a H", "attention_source": "H", "attention_target": "H", "bias": "H"},
        "x_out alpha", gat_av, rows={"alpha": "audio"}),
    "graph_layer_norm": Kind(
        {"epsilon": real(1e-5, low=0)}, {"x": "n h", "graph": f"n < {SIZE}"}, "x_out", graph_layer_norm),
    "attention_pooling": Kind(
        {}, {"x": "n h", "graph": f"n < {SIZE}", "gate": "h"}, "pooled beta", attention_pooling,
        rows={"beta": "graph"}),
    "contrastive_loss": Kind(
        {**CONTRASTIVE, "level": LEVEL},
        lambda s: dict.fromkeys(("audio", "video"), "B h" if s["level"] == "clips" else "B P_v h"),
        "video_to_audio audio_to_video total", contrastive_loss),
    "focal_loss": Kind(
        {**FOCAL, "form": FORM}, lambda s: {"logits": "B C", "label": labels(s, "B", "C")}, "loss", focal_loss),
    "joint_objective": Kind(JOINT, {"focal": "", "contrastive": ""}, "loss", joint_objective),
    "thgn": Kind(MODEL, model_inputs, "by name", thgn),
    "adam": Kind(ADAM, {"parameter": "n", "gradients": "steps n"}, "trajectory", adam, differentiable=False),
    "sgd": Kind(SGD, {"parameter": "n", "gradients": "steps n"}, "trajectory", sgd, differentiable=False),
    "learning_rate": Kind(SCHEDULE, {"iteration": f"k < {COUNT}"}, "rate", learning_rate, differentiable=False),
    "average_precision": Kind({}, METRIC, "per_class mean", over_classes(average_precision), differentiable=False),
    "roc_auc": Kind({}, METRIC, "per_class mean", over_classes(roc_auc), differentiable=False),
    "standardisation": Kind(
        {}, {"x": "n F", "y": "m F"}, "mean deviation y_out", standardisation, differentiable=False),
    "split_sizes": Kind(
        {}, {"clips": f"k < {COUNT}", "fractions": "parts"}, "sizes", split_sizes, differentiable=False),
    "early_stopping": Kind(
        {"stopping": choice("map", "map_auc"), "patience": whole(5, low=1)}, {"map": "n", "auc": "n"},
        "best since stops", early_stopping, differentiable=False),
    "accuracy": Kind({}, METRIC, "predicted accuracy precision recall f1", accuracy, differentiable=False),
    "philox": Kind(
        {**RANDOM, "bound": whole(NEEDED, low=1)}, {"element": f"n < {COUNT}"},
        "site words uniform below gaussian permutation", random_numbers, differentiable=False),
    "dropout_mask": Kind({"rate": real(0.1, low=0, high=BELOW_1), **RANDOM}, {"x": "n"}, "kept x_out", dropout_mask),
    "initialisation_bounds": Kind(MODEL, {}, "by name", initialisation_bounds, differentiable=False),
    "log_mel": Kind(LOG_MEL, {"waveform": "n"}, "frames patches", log_mel, differentiable=False),
    **verify_features.KINDS,
    **verify_table1.KINDS,
    **verify_encoders.KINDS,
    "parameter_count": Kind(MODEL, {}, "total", parameter_count, differentiable=False),
    "training": Kind(
        {**MODEL, **ADAM, "iterations": whole(5000, high=STEPS)}, model_inputs, "by name", training,
        differentiable=False)}

# ---------------------------------------------------------------- reading a file
class Object(dict):
    """An object of a JSON document; `twice` has the fields that stand there more than once."""
    def __init__(self, pairs):
        super().__init__(pairs)
        names = [name for name, _ in pairs]
        self.twice = sorted({name for name in names if names.count(name) > 1})

def require_once(value, where):
    """No field of an object, or of what is in it, stands there twice."""
    if isinstance(value, Object):
        require(not value.twice, f"{where}: fields that stand there twice: {value.twice}")
    for inner in value.values() if type(value) is Object else value if type(value) is list else ():
        require_once(inner, where)

def fields(value, where, needed, optional=None):
    """Checks that an object has the needed fields and no unknown ones, each of its type."""
    require(type(value) is Object, f"{where}: must be an object")
    for name in needed:
        require(name in value, f"{where}: field {name!r} is missing")
    for name, content in value.items():
        wanted = {**needed, **(optional or {})}.get(name)
        require(wanted, f"{where}: unknown field {name!r}")
        require(type(content) is wanted, f"{where}: field {name!r} must be of type {wanted.__name__}")

def texts(values, where):
    require(all(type(value) is str for value in values), f"{where}: must be texts")

def tolerance(value):
    good = set(value) == {"absolute", "relative"} and all(map(real(0, low=0)[1], value.values()))
    require(good, f"tolerance: needs `absolute` and `relative`, finite numbers of at least 0, got {value}")
    return value["absolute"], value["relative"]

def tensor(value, where, integers=False):
    fields(value, where, {"shape": list, "data": list})
    shape, data = value["shape"], value["data"]
    require(all(type(n) is int and n >= 0 for n in shape), f"{where}: bad shape {shape}")
    require(math.prod(max(n, 1) for n in shape) <= 2 ** 24, f"{where}: shape {shape} is too large")
    require(len(data) == math.prod(shape), f"{where}: {len(data)} numbers don't fit shape {shape}")
    special = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
    for n, number in enumerate(data):
        good = type(number) is int and -(COUNT if integers else LARGEST) <= number <= (COUNT if integers else LARGEST)
        good |= not integers and (type(number) is float and math.isfinite(number)
                                  or type(number) is str and number in special)
        require(good, f"{where}: number {n} is {number!r}, not a {'whole' if integers else 'float64'} number")
    numbers = [special[v] if type(v) is str else v for v in data]
    return np.array(numbers, dtype=np.int64 if integers else np.float64).reshape(shape)

def read_settings(given, schema):
    given = {name: [] if value is None else value for name, value in given.items()}  # as programs write no list
    for name in given:
        require(name in schema, f"settings: unknown setting {name!r}")
    for name, (default, allows, rule) in schema.items():
        require(name in given or default is not NEEDED, f"settings.{name} is missing")
        require(name not in given or allows(given[name]), f"settings.{name}: {given.get(name)!r} is not {rule}")
    return {name: given.get(name, default) for name, (default, _, _) in schema.items()}

def read_inputs(given, schema):
    inputs, sizes = {}, {}
    for name in given:
        require(name in schema, f"inputs: unknown input {name!r}, or one that these settings don't use")
    for name, declared in schema.items():
        require(name in given or "optional" in declared, f"inputs.{name} is missing")
        if name not in given:
            continue
        x = inputs[name] = tensor(given[name], f"inputs.{name}", "<" in declared)
        axes, _, limit = declared.removesuffix(" optional").partition("<")
        sizes |= {axis: int(axis) for axis in f"{axes} {limit}".split() if axis.isdigit()}
        if axes == "...":
            continue
        fits = len(axes.split()) == x.ndim and all(sizes.setdefault(a, n) == n for a, n in zip(axes.split(), x.shape))
        meant = [sizes.get(axis, axis) for axis in axes.split()]
        require(fits, f"inputs.{name}: shape {list(x.shape)} should be [{', '.join(axes.split())}], here {meant}")
        end = sizes.get(limit.strip(), 0)
        require(not limit or ((x >= 0) & (x < end)).all(), f"inputs.{name}: a number isn't at least 0 and below {end}")
    biases = [name for name in schema if name.endswith("cross.bias")]
    require(len({name in given for name in biases}) < 2, "inputs: cross.bias is left out in one layer, not in another")
    return inputs

def read(path):
    """The document; what is wrong within a case is found later, so that it doesn't hide the other cases."""
    try:
        text = path.read_bytes().decode("utf-8")
        document = json.loads(text, object_pairs_hook=Object, parse_constant=not_json)
    except (OSError, ValueError, RecursionError) as problem:  # wrong JSON and wrong UTF-8 are ValueErrors
        raise Malformed(f"can't be read: {problem}") from None
    fields(document, "the document",
           {"format": str, "kind": str, "equation": str, "source": str, "tolerance": Object, "cases": list},
           {"class": str, "case_count": int, "flags": Object, "reading": list, "tolerance_why": str, "version": str})
    for name, value in document.items():
        require_once(value if name != "cases" else None, name)
    require(not document.twice, f"fields that stand there twice: {document.twice}")
    require(document["format"] == "thgcl-golden/1", f"format: {document['format']!r} is not 'thgcl-golden/1'")
    require(document["kind"] in KINDS, f"kind: {document['kind']!r} is not known")
    version = document.get("version", "1.0.0")
    require(re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", version), f"version: {version!r} is not MAJOR.MINOR.PATCH")
    tolerance(document["tolerance"])
    texts(document.get("reading", []), "reading")
    texts(document.get("flags", Object([])).values(), "flags")
    cases = document["cases"]
    require(document.get("case_count", len(cases)) == len(cases), f"case_count is wrong: there are {len(cases)} cases")
    return document

def not_json(name):
    raise ValueError(f"{name} is not JSON, a number that isn't finite is a text")

def read_case(case, ids):
    """Checks what a case is made of; the kind's own rules come later."""
    require_once(case, "the case")
    fields(case, "the case", {"id": str, "settings": Object, "inputs": Object, "outputs": Object},
           {"comment": str, "flags": list, "cotangents": Object, "gradients": Object, "tolerance": Object,
            "decoys": list, "invariants": list})
    require(case["id"] not in ids, f"two cases have the id {case['id']!r}")
    for name in ("flags", "invariants"):
        texts(case.get(name, []), name)
    for decoy in case.get("decoys", []):
        fields(decoy, "decoys", {"name": str, "outputs": Object}, {"why": str})

# ---------------------------------------------------------------- checking
def judge(expected, got, allowed):
    """difference, allowed difference and verdict, number by number."""
    difference, bound = abs(got - expected), allowed[0] + allowed[1] * abs(expected)
    same = (expected == got) | (np.isnan(expected) & np.isnan(got))
    finite = np.isfinite(expected) & np.isfinite(got)
    return np.where(same, 0.0, difference), bound, same | (finite & (difference <= bound))

class Tally:
    """What was compared for one kind."""
    def __init__(self):
        self.cases = self.numbers = self.left_out = self.failed = 0
        self.absolute = self.relative = self.share = 0.0

    def count(self, passed):
        self.numbers, self.failed = self.numbers + 1, self.failed + (not passed)

    def compare(self, field, expected, got, allowed, decoys=()):
        """Counts the comparisons and gives lines about those that failed."""
        difference, bound, passed = judge(expected, got, allowed)
        failed = np.argwhere(~passed)
        self.numbers, self.failed = self.numbers + expected.size, self.failed + len(failed)
        largest = lambda x: float(x[np.isfinite(x)].max(initial=0.0))
        self.absolute = max(self.absolute, largest(difference))
        self.relative = max(self.relative, largest(difference / abs(expected)))
        self.share = max(self.share, largest(difference / bound))
        for place in map(tuple, failed[:3]):
            yield (f"{field}[{', '.join(map(str, place))}]: expected {expected[place]}, got {got[place]}, "
                   f"difference {difference[place]:.3g}, allowed {bound[place]:.3g}")
        if len(failed) > 3:
            yield f"{field}: {len(failed) - 3} more numbers failed"
        for decoy in decoys if len(failed) else ():
            for whose, value in ("computed", got), ("file's", expected):
                if field in decoy and judge(decoy[field], value, allowed)[2].all():
                    yield f"{field}: the {whose} value is that of the file's decoy {decoy['name']!r}"

def fit(given, computed, where):
    """The tensors of the file by name; each must be among the computed ones and of their shape."""
    tensors = {name: tensor(value, f"{where}.{name}") for name, value in given.items()}
    for name, value in tensors.items():
        require(name in computed, f"{where}.{name}: unknown, or not computed with these settings")
        shape = list(computed[name].shape)
        require(list(value.shape) == shape, f"{where}.{name}: shape {list(value.shape)} should be {shape}")
    return tensors

def fit_decoys(decoys, computed):
    """Decoys may have other shapes; only their names must be those of outputs."""
    found = []
    for decoy in decoys:
        values = {name: tensor(value, f"decoys.outputs.{name}") for name, value in decoy["outputs"].items()}
        for name in values:
            require(name in computed, f"decoys.outputs.{name}: unknown, or not computed with these settings")
        same = {name: value for name, value in values.items() if value.shape == computed[name].shape}
        found.append({**same, "name": decoy["name"]})
    return found

def numbered_rows(kind, name, x, computed, inputs):
    """The row of each element of x: by an input of the kind, or along the last axis."""
    if name in computed and name in kind.rows:
        return inputs[kind.rows[name]]
    return np.arange(x.size) // (x.shape[-1] if x.ndim else 1) if x.size else np.zeros(0, dtype=int)

def invariant_number(text):
    good = re.fullmatch(r"[-+]?(Infinity|(\d+\.?\d*|\.\d+)([eE][-+]?\d+)?)", text)
    require(good, f"invariants: {text!r} is not a number")
    return float(text)

def invariant_holds(formula, kind, computed, inputs, allowed):
    """Whether a formula such as range(weight, 0, 1) holds."""
    form = re.fullmatch(r"\s*([a-z_]+)\s*\(([^()]*)\)\s*", formula)
    require(form, f"invariants: {formula!r} is not a formula such as range(weight, 0, 1)")
    function, (name, *numbers) = form[1], [argument.strip() for argument in form[2].split(",")]
    needed = {"range": 2, "rows_sum_to": 1, "sums_to": 1, "ascending": 0, "descending": 0, "finite": 0}
    require(function in needed, f"invariants: there is no formula {function!r}")
    require(len(numbers) == needed[function], f"invariants: {function} takes {needed[function] + 1} arguments")
    require(name in computed or name in inputs, f"invariants: there is no output or input {name!r}")
    x = computed.get(name, inputs.get(name))
    numbers = [invariant_number(number) for number in numbers]
    if function == "range":
        return bool(((x >= numbers[0]) & (x <= numbers[1])).all())
    if function == "finite":
        return bool(np.isfinite(x).all())
    if function in ("ascending", "descending"):
        steps = np.diff(x.ravel()) * (1 if function == "ascending" else -1)
        level = x.ravel()[1:] == x.ravel()[:-1]  # of infinities, too, whose difference is NaN
        return bool(((steps >= 0) | level).all())
    rows = numbered_rows(kind, name, x, computed, inputs) if function == "rows_sum_to" else np.zeros(x.size, dtype=int)
    return all(sums_to(x.ravel()[rows == row], numbers[0], allowed)
               for row in (np.unique(rows) if function == "rows_sum_to" else [0]))

def sums_to(x, wanted, allowed):
    """Beyond the tolerance, a sum of n numbers is allowed n roundings of the sum of their sizes."""
    bound = allowed[0] + allowed[1] * abs(wanted) + len(x) * float(abs(x).sum()) * 2 ** -53
    return bool(abs(float(x.sum()) - wanted) <= bound)

def check_case(kind, case, allowed, tally):
    """Lines about what failed; raises Malformed."""
    allowed_settings = kind.settings(case["settings"]) if callable(kind.settings) else kind.settings
    settings = read_settings(case["settings"], allowed_settings)
    schema = kind.inputs(settings) if callable(kind.inputs) else kind.inputs
    inputs = read_inputs(case["inputs"], schema)

    def outputs(xp, x):
        if kind.outputs == "by name":
            return kind.compute(xp, settings, x)
        found = kind.compute(xp, settings, *x.values())
        return dict(zip(kind.outputs.split(), found if type(found) is tuple else (found,)))

    computed = {name: np.asarray(value) for name, value in outputs(np, inputs).items()}
    expected = fit(case["outputs"], computed, "outputs")
    cotangents = fit(case.get("cotangents", {}), computed, "cotangents")
    require(kind.differentiable or not cotangents, "cotangents: the outputs of this kind have no gradients")
    decoys = fit_decoys(case.get("decoys", []), computed)
    gradients = fit(case.get("gradients", {}), inputs, "gradients")
    for name in gradients:
        require(kind.differentiable and "<" not in schema[name], f"gradients.{name}: no gradient flows into it")
    require(cotangents or not gradients, "gradients need cotangents")
    invariants = [(formula, invariant_holds(formula, kind, computed, inputs, allowed))
                  for formula in case.get("invariants", [])]

    tally.cases += 1
    if not expected and not gradients and not invariants:
        tally.failed += 1
        yield "nothing is expected, so nothing was verified"
    for name, value in expected.items():
        yield from tally.compare(name, value, computed[name], allowed, decoys)
    for formula, holds in invariants:
        tally.count(holds)
        if not holds:
            yield f"invariant {formula!r} doesn't hold"
    if gradients and not gradient_by:
        tally.left_out += sum(value.size for value in gradients.values())
    elif gradients:
        def total(xp, x):
            y = outputs(xp, x)
            return sum((y[name] * xp.asarray(c)).sum() for name, c in cotangents.items())
        found = gradient_by(total, inputs, list(gradients))
        for name, value in gradients.items():
            yield from tally.compare(f"gradient of {name}", value, found[name], allowed)

def golden_files(folder):
    """All *.json but JSON Schemas, the table of kinds and the recorded verdicts of the audit."""
    return sorted(f for f in folder.rglob("*.json")
                  if not f.name.endswith(".schema.json") and f.name not in ("audit.json", "kinds.json"))

class Run:
    """All files of one call: what is printed, what is counted."""
    def __init__(self, verdicts):
        self.verdicts, self.tallies, self.malformed, self.refused = verdicts, {}, 0, 0

    def verdict(self, file, index, case, verdict, lines):
        if self.verdicts:
            print(json.dumps([str(file), index, verdict]))
        else:
            for line in lines:
                print(f"{verdict.upper()} {file}: {case}{line}")

    def file(self, file):
        try:
            document = read(file)
        except Malformed as problem:
            self.malformed += 1
            self.verdict(file, -1, "", "malformed", [problem])
            return
        tally = self.tallies.setdefault(document["kind"], Tally())
        if not document["cases"]:
            tally.failed += 1
            self.verdict(file, -1, "", "failed", ["it has no cases"])
        ids = set()
        for index, case in enumerate(document["cases"]):
            verdict, lines = self.case(document, case, ids, tally)
            name = f"case {case['id']}: " if type(case) is Object and type(case.get("id")) is str else f"case {index}: "
            self.verdict(file, index, name, verdict, lines)

    def case(self, document, case, ids, tally):
        """The verdict on a case, and lines that say why."""
        try:
            read_case(case, ids)
            ids.add(case["id"])
            allowed = tolerance(case.get("tolerance", document["tolerance"]))
            lines = list(check_case(KINDS[document["kind"]], case, allowed, tally))
            return "failed" if lines else "passed", lines
        except (Malformed, ArithmeticError, ValueError, MemoryError) as problem:
            self.malformed += 1
            return "malformed", [problem]
        except Refused as reason:
            self.refused += 1
            return "refused", [reason]

    def table(self):
        row = "{:<24}{:>7}{:>13}{:>18}{:>18}{:>19}  {}".format
        print(row("kind", "cases", "comparisons", "largest absolute", "largest relative", "share of allowed", "result"))
        for name, t in sorted(self.tallies.items(), key=lambda item: list(KINDS).index(item[0])):
            verdict = f"{t.failed} FAILED" if t.failed else "passed" if t.numbers else "nothing compared"
            print(row(name, t.cases, t.numbers, f"{t.absolute:.2g}", f"{t.relative:.2g}", f"{t.share:.2g}", verdict))

    def total(self, what):
        return sum(getattr(tally, what) for tally in self.tallies.values())


def main():
    global gradient_by
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a golden file, or a folder of them")
    parser.add_argument("--values-only", action="store_true", help="leave the gradients that the files state out")
    parser.add_argument("--complex-steps", action="store_true", help="gradients without PyTorch, even if it is there")
    parser.add_argument("--verdicts", action="store_true", help="print one line of JSON for each case instead")
    arguments = parser.parse_args()
    by_steps = arguments.complex_steps or not torch
    gradient_by = None if arguments.values_only else complex_step_gradient if by_steps else automatic_gradient

    np.seterr(all="ignore")  # infinities and NaN are results like others
    run = Run(arguments.verdicts)
    files = [f for path in arguments.paths for f in (golden_files(path) if path.is_dir() else [path])]
    for file in files:
        run.file(file)
    if not arguments.verdicts:
        run.table()
        print(f"{len(files)} files, {run.total('cases')} cases, {run.total('numbers')} comparisons,"
              f" {run.total('failed')} failed, {run.malformed} files or cases malformed, {run.refused} cases refused")
        how = {None: "left out", automatic_gradient: "by PyTorch", complex_step_gradient: "by complex steps"}
        left_out = f", {run.total('left_out')} comparisons" if not gradient_by else ""
        print(f"gradients: {how[gradient_by]}{left_out}")
    return 2 if run.malformed else 3 if run.refused else 1 if run.total("failed") or not run.total("numbers") else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(errors="backslashreplace")
    sys.exit(main())
