#!/usr/bin/env python3
"""Checks golden files (format thgcl-golden/1) without any code of this project.

    tools/verify_golden.py [--values-only] PATH...

Every `*.json` file below each PATH is recomputed from nothing but the file: outputs with NumPy, gradients with PyTorch's
automatic differentiation. The formulas are written from docs/method.md and docs/register.md alone; a section's name in a
comment is the section there. Each formula stands here once and takes the array library, `numpy` or `torch`, as its
first argument `xp`.

Without PyTorch, or with `--values-only`, all outputs are checked, the gradients that the files state are left out, and
the report counts them. The kind `training` needs gradients for its values; they then come from complex steps.

A number x passes against the expected y if |x - y| <= absolute + relative |y|; infinities and NaN must match.
Exit code: 0 all passed, 1 a failure or nothing to check, 2 a file that is malformed or can't be read.
"""

import argparse
import json
import math
import re
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import numpy as np


class Malformed(Exception):
    """The file breaks a rule of the format or of the method; the message says which and where."""


def require(condition, message):
    if not condition:
        raise Malformed(message)


# ---------------------------------------------------------------- arrays: NumPy and PyTorch

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


def relu(xp, x):
    return xp.where(x.real <= 0, 0.0, x)


def torch_gradient(total, inputs, names):
    """The gradient of total(xp, inputs) with respect to the named inputs, by automatic differentiation."""
    tensors = {k: TORCH.tensor(v, requires_grad=k in names) if v.dtype == float else v for k, v in inputs.items()}
    value = total(TORCH, tensors)
    wanted = [tensors[name] for name in names]
    found = TORCH.autograd.grad(value, wanted, allow_unused=True) if value.requires_grad else [None] * len(names)
    return {k: np.zeros(inputs[k].shape) if g is None else g.numpy() for k, g in zip(names, found)}


def complex_step_gradient(total, inputs, names):
    """The same without PyTorch: f(x + ih) = f(x) + ih f'(x) - ..., so f'(x) is the imaginary part over h, to rounding."""
    gradients, step = {}, 1e-100
    for name in names:
        gradients[name] = np.zeros(inputs[name].shape)
        for place in np.ndindex(inputs[name].shape):
            moved = inputs[name].astype(complex)
            moved[place] += 1j * step
            gradients[name][place] = total(np, {**inputs, name: moved}).imag / step
    return gradients


try:
    import torch as TORCH

    TORCH.set_num_threads(1)
except ImportError:
    TORCH = None


# ---------------------------------------------------------------- Section 2.1: features

def log_mel(xp, s, waveform):
    window, hop = (round(s[key] * s["sample_rate"]) for key in ("window_seconds", "hop_seconds"))  # half to even
    require(1 <= window <= s["fft"] and hop >= 1, "a window must have 1 to `fft` samples, a hop at least 1")
    places = windows(len(waveform), window, hop)
    hann = 0.5 - 0.5 * np.cos(2 * np.pi * np.arange(window) / window)
    magnitude = xp.abs(xp.fft.rfft(waveform[places] * xp.asarray(hann), s["fft"]))  # zeros fill the frame up to `fft`

    mel = lambda hertz: 1127 * np.log(1 + hertz / 700)
    edges = np.linspace(mel(s["low_hz"]), mel(s["high_hz"]), s["bands"] + 2)
    low, centre, high = edges[:-2], edges[1:-1], edges[2:]
    bins = mel(np.arange(s["fft"] // 2 + 1) * s["sample_rate"] / s["fft"])[:, None]
    bands = np.maximum(0, np.minimum((bins - low) / (centre - low), (high - bins) / (high - centre)))

    frames = xp.log(magnitude @ xp.asarray(bands) + s["offset"])
    return {"frames": frames, "patches": frames[windows(len(frames), s["patch_frames"], s["patch_hop_frames"])]}


def windows(n, size, hop):
    """[windows, size]: the indices of each window of `size` among n, without padding."""
    count = 1 + (n - size) // hop if n >= size else 0
    return np.arange(count)[:, None] * hop + np.arange(size)


# ---------------------------------------------------------------- Section 2.2: the temporal heterogeneous graph

def temporal_neighbourhood(segments, span, dilation, boundary):
    """source, target, min, max of the edges of one modality."""
    edges = []
    for i in range(segments):
        r, q = i % dilation, i // dilation
        n = (segments - 1 - r) // dilation + 1
        if boundary == "shift":
            first, last = max(0, min(q - span, n - 2 * span - 1)), min(n - 1, max(q + span, 2 * span))
        else:
            first, last = max(0, q - span), min(n - 1, q + span)
        nodes = [r + p * dilation for p in range(first, last + 1)]
        edges += [(j, i, nodes[0], nodes[-1]) for j in nodes]
    return columns(edges, "source target min max")


def cross_modal_edges(audio_segments, video_segments, span, hops):
    """video, audio, min, max, start of the edges; `hops` is None for the alignment by timestamp."""
    edges = []
    for i in range(video_segments):
        start = i * audio_segments // video_segments if hops is None else int(hops[i])
        require(0 <= start < audio_segments or hops is None, f"hops: {start} is not an audio segment")
        nodes = range(start, min(start + span, audio_segments))
        edges += [(i, j, nodes[0], nodes[-1], start) for j in nodes]
    return columns(edges, "video audio min max start")


def columns(rows, names):
    names = names.split()
    return dict(zip(names, np.array(rows, dtype=np.int64).reshape(-1, len(names)).T))


def gaussian_weight(xp, i, j, low, high):  # Eq. 1
    return xp.exp(-((i - j) ** 2) / (2 * (high - low + 1) ** 2))


def hawkes_weight(xp, s, position, low, high, xi):  # Eq. 2
    require(bool(((xi > 0) & (xi < 1)).all()), "xi: every number must lie between 0 and 1, both excluded")
    log, log_rest = xp.log(xi), xp.log1p(-xi)
    noise = {"ratio": log / log_rest, "logit": log - log_rest, "none": 0 * xi}[s["noise"]]
    z = noise + s["sign"] * (high - position + 1) / (high - low + 1)
    sigmoid = lambda y: 1 / (1 + xp.exp(-y))
    return sigmoid(z / s["tau"]) if s["temperature_place"] == "inside" else sigmoid(z) / s["tau"]


def tmac_weight(xp, position, low, high):
    return xp.exp(-(high - position + 1) / (high - low + 1))


def intra_weights(s, edges):
    source, target, low, high = edges.values()
    return gaussian_weight(np, target, source, low, high) if s["intra_weight"] == "gaussian" \
        else tmac_weight(np, source, low, high)


def cross_weights(s, edges, xi):
    video, audio, low, high, start = edges.values()
    if s["cross_weight"] == "hawkes":
        position = {"printed": video, "aligned": start, "neighbour": audio}[s["position"]]
        return hawkes_weight(np, s, position, low, high, xi)
    return gaussian_weight(np, audio, start, low, high) if s["cross_weight"] == "gaussian" \
        else tmac_weight(np, audio, low, high)


# ---------------------------------------------------------------- Section 2.3: the network

def graph_convolution(xp, x, source, target, weight, psi, bias, adjacency):  # Eq. 3 before rho
    if adjacency != "raw":
        degree = segment_sum(xp, weight, target, len(x))
        empty = degree == 0
        inverse = 1 / xp.where(empty, 1.0, degree)
        inverse = xp.where(empty, 0.0, inverse if adjacency == "row" else xp.sqrt(inverse))
        weight = weight * inverse[target] * (1 if adjacency == "row" else inverse[source])
    y = segment_sum(xp, weight[:, None] * x[source], target, len(x)) @ psi
    return y if bias is None else y + bias


def gat_av(xp, s, x_video, x_audio, video, audio, weight, p):
    """out[P_a, H] and alpha[E]; p holds the parameters by name."""
    h = x_video @ p["source"]
    e = (h @ p["attention_source"])[video] + (x_audio @ p["target"] @ p["attention_target"])[audio]
    e = xp.where(e.real > 0, e, s["negative_slope"] * e)
    alpha = segment_softmax(xp, e, audio, len(x_audio))
    fused = {"add": alpha + weight, "multiply": alpha * weight, "none": alpha}[s["fusion"]]
    return segment_sum(xp, fused[:, None] * h[video], audio, len(x_audio)) + p["bias"], alpha


def graph_layer_norm(xp, x, graph, epsilon=1e-5):
    counts = np.maximum(np.bincount(graph), 1) * x.shape[1]
    mean = lambda values: (segment_sum(xp, values.sum(axis=1), graph, len(counts)) / xp.asarray(counts))[graph][:, None]
    centred = x - mean(x)
    return centred / xp.sqrt(mean(centred ** 2) + epsilon)


def attention_pooling(xp, x, graph, gate):
    graphs = int(graph.max(initial=-1)) + 1
    beta = segment_softmax(xp, x @ gate, graph, graphs)
    return segment_sum(xp, beta[:, None] * x, graph, graphs), beta


def focal_loss(xp, s, logits, label):
    log_p = logits[np.arange(len(label)), label] - log_sum_exp(xp, logits, np.ones(logits.shape, bool))
    rest = -xp.expm1(log_p)  # 1 - p_y
    certain = rest.real <= 0  # the power's derivative can be infinite at 0, that of the product is 0
    factor = xp.where(certain, 0.0, xp.where(certain, 1.0, rest) ** s["gamma"]) if s["gamma"] > 0 else 1.0
    return (-s["alpha"] * factor * log_p).mean()


def contrastive_loss(xp, s, audio, video):  # Eq. 4
    clips = len(audio)
    require(clips >= 2, f"Eq. 4 needs at least 2 clips, got {clips}")

    def norm(x):
        square = (x * x).sum(axis=1)
        zero = square.real <= 0  # the root has no derivative at 0; there the floor of 1e-8 holds anyway
        return xp.where(zero, 0.0, xp.sqrt(xp.where(zero, 1.0, square)))

    def cosines(x, y):
        product = norm(x)[:, None] * norm(y)[None, :]
        return (x @ y.T) / xp.where(product.real > 1e-8, product, 1e-8)

    def direction(anchor, other):
        positive = cosines(anchor, other) / s["temperature"]
        within = s["negatives"] == "within_modality"
        negative = cosines(anchor, anchor) / s["temperature"] if within else positive
        mask = np.ones((clips, clips), bool) if s["negatives"] == "with_positive" else ~np.eye(clips, dtype=bool)
        diagonal = positive[np.arange(clips), np.arange(clips)]
        return (log_sum_exp(xp, negative, mask) - diagonal).mean()

    video_to_audio, audio_to_video = direction(audio, video), direction(video, audio)
    return {"video_to_audio": video_to_audio, "audio_to_video": audio_to_video,
            "total": video_to_audio + audio_to_video}


def joint_objective(s, focal, contrastive):  # Eq. 5
    return s["weight_focal"] * focal + s["weight_contrastive"] * contrastive


def thgn(xp, s, x):
    """The whole model on one batch, without dropout. A clip without video (A25) has audio nodes only."""
    with_video = s["video_segments"] > 0
    audio_edges, video_edges = (temporal_neighbourhood(
        s[f"{m}_segments"], s[f"{m}_span"], s[f"{m}_dilation"], s["boundary"]) for m in ("audio", "video"))
    cross_edges = cross_modal_edges(s["audio_segments"], s["video_segments"], s["cross_span"], x.get("hops"))
    edges = len(cross_edges["video"])
    require(x["xi"].shape == (s["batch"], edges), f"xi: one clip has {edges} cross-modal edges, got {x['xi'].shape}")
    check_range("label", x["label"], s["classes"])

    def embed(m, clip):
        f = x[m][clip]
        return f @ x[f"projection.{m}.weight"] + x[f"projection.{m}.bias"] if s["embedding"] else f

    def convolve(m, layer, nodes, intra):
        weight = xp.asarray(intra_weights(s, intra))
        psi, bias = x[f"layers.{layer}.{m}.psi"], x.get(f"layers.{layer}.{m}.bias")
        return graph_convolution(xp, nodes, intra["source"], intra["target"], weight, psi, bias, s["adjacency"])

    def finish(nodes):
        nodes = relu(xp, nodes)
        return graph_layer_norm(xp, nodes, one_graph(nodes)) if s["normalisation"] == "graph" else nodes

    def one_graph(nodes):
        return np.zeros(len(nodes), dtype=np.int64)

    pooled = {"audio": [], "video": []}
    for clip in range(s["batch"]):
        audio, video = embed("audio", clip), embed("video", clip) if with_video else None
        for layer in range(s["layers"]):
            messages = convolve("audio", layer, audio, audio_edges)
            if with_video:
                prefix = f"layers.{layer}.cross."
                p = {name.removeprefix(prefix): value for name, value in x.items() if name.startswith(prefix)}
                weight = xp.asarray(cross_weights(s, cross_edges, x["xi"][clip]))
                messages = messages + gat_av(
                    xp, s, video, audio, cross_edges["video"], cross_edges["audio"], weight, p)[0]
                video = finish(convolve("video", layer, video, video_edges))
            audio = finish(messages)
        for m, nodes in {"audio": audio, "video": video}.items() if with_video else {"audio": audio}.items():
            pooled[m].append(attention_pooling(xp, nodes, one_graph(nodes), x[f"pool.{m}.gate"])[0][0])

    outputs = {f"{m}_embedding": xp.stack(rows) for m, rows in pooled.items() if rows}
    g_a, g_v = outputs["audio_embedding"], outputs.get("video_embedding")
    if g_v is None or s["pooling"] == "audio":
        graph_embedding = g_a
    else:
        graph_embedding = g_a + g_v if s["pooling"] == "sum" else xp.stack([*g_a.T, *g_v.T]).T
    outputs["logits"] = graph_embedding @ x["head.weight"] + x["head.bias"]
    outputs["focal"] = focal_loss(xp, s, outputs["logits"], x["label"])
    outputs["loss"] = s["weight_focal"] * outputs["focal"]
    if with_video and s["weight_contrastive"] != 0:
        outputs["contrastive"] = contrastive_loss(xp, s, g_a, g_v)["total"]
        outputs["loss"] = joint_objective(s, outputs["focal"], outputs["contrastive"])
    return outputs


def parameter_shapes(s):
    """name -> shape as text, of all parameters."""
    h, d = s["hidden"], s["embedding"]
    modalities = {"audio": s["audio_features"], "video": s["video_features"]}
    if s["video_segments"] == 0:
        del modalities["video"]
    shapes = {}
    for m, features in modalities.items() if d else ():
        shapes |= {f"projection.{m}.weight": f"{features} {d}", f"projection.{m}.bias": f"{d}"}
    for layer in range(s["layers"]):
        width = {m: h if layer else d or features for m, features in modalities.items()}
        for m in modalities:
            shapes[f"layers.{layer}.{m}.psi"] = f"{width[m]} {h}"
            if s["bias"]:
                shapes[f"layers.{layer}.{m}.bias"] = f"{h}"
        if "video" in modalities:
            cross = f"layers.{layer}.cross."
            shapes |= {cross + "source": f"{width['video']} {h}", cross + "target": f"{width['audio']} {h}"}
            shapes |= {cross + name: f"{h}" for name in ("attention_source", "attention_target", "bias")}
    shapes |= {f"pool.{m}.gate": f"{h}" for m in modalities}
    rows = 2 * h if s["pooling"] == "concat" and "video" in modalities else h
    return shapes | {"head.weight": f"{rows} {s['classes']}", "head.bias": f"{s['classes']}"}


# ---------------------------------------------------------------- Training

def adam_step(xp, s, p, g, m, v, t):
    g = g + s["weight_decay"] * p
    m = s["beta1"] * m + (1 - s["beta1"]) * g
    v = s["beta2"] * v + (1 - s["beta2"]) * g * g
    step = m / (1 - s["beta1"] ** t) / (xp.sqrt(v / (1 - s["beta2"] ** t)) + s["epsilon"])
    return p - s["learning_rate"] * step, m, v


def adam(xp, s, parameter, gradients):
    p, trajectory = parameter, []
    m = v = 0 * parameter
    for t, gradient in enumerate(gradients, start=1):
        p, m, v = adam_step(xp, s, p, gradient, m, v, t)
        trajectory.append(p)
    return xp.stack(trajectory) if trajectory else gradients


def training(_, s, x):
    gradient = torch_gradient if TORCH else complex_step_gradient
    p = {name: x[name] for name in parameter_shapes(s)}
    state = {name: (0 * value, 0 * value) for name, value in p.items()}
    losses = []
    for k in range(s["iterations"]):
        require(x["xi"].shape[1] % s["batch"] == 0, f"xi: {x['xi'].shape[1]} columns don't divide among the clips")
        inputs = {**x, **p, "xi": x["xi"][k].reshape(s["batch"], x["xi"].shape[1] // s["batch"])}
        losses.append(thgn(np, s, inputs)["loss"])
        found = gradient(lambda xp, y: thgn(xp, s, y)["loss"], inputs, list(p))
        for name, g in found.items():
            p[name], *state[name] = adam_step(np, s, p[name], g, *state[name], k + 1)
    return {"loss": np.array(losses), **p}


def learning_rate(s, iteration):
    if s["schedule"] == "constant":
        return np.full(len(iteration), float(s["base"]))
    last = s["max_iterations"]
    factor = lambda w: s["gamma"] ** sum(t <= last and t <= math.floor((w + 1e-6) * last) for t in s["steps"])

    def rate(w):
        length = min(s["warmup_iterations"] / last, 1)
        if w + 1e-6 > length:
            return s["base"] * factor(w)
        return s["base"] * (factor(length) * w / length + s["warmup_factor"] * factor(0) * (1 - w / length))

    return np.array([rate(int(k) / last) for k in iteration])


# ---------------------------------------------------------------- Metrics

def average_precision(score, of_class):
    total, area, before = of_class.sum(), 0.0, 0.0
    if total == 0:
        return np.nan
    for threshold in sorted(set(score), reverse=True):
        taken = score >= threshold
        recall = of_class[taken].sum() / total
        area, before = area + (recall - before) * of_class[taken].mean(), recall
    return area


def roc_auc(score, of_class):
    own, other = score[of_class][:, None], score[~of_class]
    pairs = own.size * other.size
    return ((own > other).sum() + 0.5 * (own == other).sum()) / pairs if pairs else np.nan


def over_classes(metric):
    def compute(xp, s, x):
        check_range("label", x["label"], x["score"].shape[1])
        per_class = np.array([metric(column, x["label"] == c) for c, column in enumerate(x["score"].T)])
        defined = per_class[~np.isnan(per_class)]
        return {"per_class": per_class, "mean": defined.mean() if len(defined) else np.array(np.nan)}
    return compute


# ---------------------------------------------------------------- the kinds: their settings, inputs and outputs

def whole(default, low=0):
    return default, lambda v: type(v) is int and v >= low, f"a whole number of at least {low}"


def real(default, low=-math.inf, above=-math.inf):
    return (default, lambda v: type(v) in (int, float) and math.isfinite(v) and v >= low and v > above,
            "a number" + (f" of at least {low}" if low > -math.inf else f" above {above}" if above > -math.inf else ""))


def choice(default, *others):
    allowed = (default, *others)
    return default, lambda v: type(v) is type(default) and v in allowed, "one of " + ", ".join(map(str, allowed))


def list_of_whole(default):
    return default, lambda v: type(v) is list and all(type(t) is int and t >= 0 for t in v), "a list of whole numbers"


NEEDED = None  # a setting that the preset `paper` has no default for
HAWKES = {"noise": choice("ratio", "logit", "none"), "sign": choice(1, -1),
          "temperature_place": choice("outside", "inside"), "tau": real(1.0, above=0)}
BOUNDARY = {"boundary": choice("shift", "clip")}
ALIGNMENT = {"alignment": choice("timestamp", "hops")}
ADJACENCY = {"adjacency": choice("raw", "row", "symmetric")}
GAT = {"negative_slope": real(0.2), "fusion": choice("add", "multiply", "none")}
FOCAL = {"alpha": real(0.5, above=0), "gamma": real(2.0, low=0)}
CONTRASTIVE = {"temperature": real(0.5, above=0), "negatives": choice("printed", "with_positive", "within_modality")}
JOINT = {"weight_focal": real(1.0), "weight_contrastive": real(0.1)}
ADAM = {"learning_rate": real(0.005), "beta1": real(0.9), "beta2": real(0.999), "epsilon": real(1e-8, low=0),
        "weight_decay": real(0.0)}
MODEL = {
    "audio_features": whole(128, 1), "video_features": whole(1024), "audio_segments": whole(101, 1),
    "video_segments": whole(40), "embedding": whole(128), "hidden": whole(512, 1), "layers": whole(4, 1),
    "classes": whole(33, 1), "batch": whole(64, 1), "audio_span": whole(6), "audio_dilation": whole(3, 1),
    "video_span": whole(4), "video_dilation": whole(4, 1), "cross_span": whole(3),
    "intra_weight": choice("gaussian", "tmac"), "cross_weight": choice("hawkes", "gaussian", "tmac"),
    "position": choice("printed", "aligned", "neighbour"), "normalisation": choice("graph", "none"),
    "pooling": choice("sum", "concat", "audio"), "bias": choice(True, False),
    **HAWKES, **BOUNDARY, **ALIGNMENT, **ADJACENCY, **GAT, **FOCAL, **CONTRASTIVE, **JOINT}
LOG_MEL = {
    "sample_rate": whole(16000, 1), "window_seconds": real(0.025, above=0), "hop_seconds": real(0.01, above=0),
    "fft": whole(512, 1), "bands": whole(64, 1), "low_hz": real(125.0, low=0), "high_hz": real(7500.0, above=0),
    "offset": real(0.01, low=0), "patch_frames": whole(96, 1), "patch_hop_frames": whole(9, 1)}
SCHEDULE = {"base": real(0.005), "schedule": choice("constant", "warmup_multistep"), "warmup_iterations": whole(1000),
            "warmup_factor": real(0.001), "steps": list_of_whole([250]), "gamma": real(0.1),
            "max_iterations": whole(5000, 1)}


@dataclass(frozen=True)
class Kind:
    """Inputs are given as name -> axes. An axis is a number, or a letter that stands for one number in the whole case.
    A first word says more: `whole` numbers, `fixed` (no gradient flows into it), `optional`."""

    settings: dict
    inputs: dict | Callable
    compute: Callable  # (xp, settings, inputs) -> outputs by name
    differentiable: bool = True


def check_range(name, index, n):
    require(((0 <= index) & (index < n)).all(), f"{name}: every number must be at least 0 and below {n}")


def check_bounds(x):
    require(bool((x["min"] <= x["max"]).all()), "min must not be above max")
    return x["min"], x["max"]


def check_graph(x):
    require((np.diff(x["graph"], prepend=0) >= 0).all(), "graph: the numbers must ascend and not be below 0")
    return x["x"], x["graph"]


def compute_cross_modal_edges(xp, s, x):
    return cross_modal_edges(s["audio_segments"], s["video_segments"], s["span"], x.get("hops"))


def compute_hawkes_weight(xp, s, x):
    return {"weight": hawkes_weight(xp, s, x["position"], *check_bounds(x), x["xi"])}


def compute_graph_convolution(xp, s, x):
    for name in ("source", "target"):
        check_range(name, x[name], len(x["x"]))
    y = graph_convolution(xp, *(x[k] for k in ("x", "source", "target", "weight", "psi")), x.get("bias"), s["adjacency"])
    return {"x_out": relu(xp, y) if s["activation"] == "relu" else y}


def compute_gat_av(xp, s, x):
    check_range("video", x["video"], len(x["x_video"]))
    check_range("audio", x["audio"], len(x["x_audio"]))
    out = gat_av(xp, s, *(x[k] for k in ("x_video", "x_audio", "video", "audio", "weight")), x)
    return dict(zip(("x_out", "alpha"), out))


def compute_focal_loss(xp, s, x):
    check_range("label", x["label"], x["logits"].shape[1])
    return {"loss": focal_loss(xp, s, x["logits"], x["label"])}


def hops_input(s, rows):
    return {"hops": f"whole {rows}"} if s["alignment"] == "hops" else {}


def model_inputs(s, xi):
    require(s["video_segments"] > 0 or s["pooling"] != "concat" or True, "")
    inputs = {"audio": f"{s['batch']} {s['audio_segments']} {s['audio_features']}",
              "video": f"{s['batch']} {s['video_segments']} {s['video_features']}",
              "label": f"whole {s['batch']}", "xi": f"fixed {xi}"}
    return inputs | hops_input(s, s["video_segments"]) | parameter_shapes(s)


WEIGHT_INPUTS = {"position": "E", "min": "E", "max": "E"}
METRIC_INPUTS = {"score": "N C", "label": "whole N"}
KINDS = {
    "temporal_neighbourhood": Kind(
        {"segments": whole(NEEDED), "span": whole(NEEDED), "dilation": whole(NEEDED, 1), **BOUNDARY}, {},
        lambda xp, s, x: temporal_neighbourhood(s["segments"], s["span"], s["dilation"], s["boundary"]), False),
    "cross_modal_edges": Kind(
        {"audio_segments": whole(101), "video_segments": whole(40), "span": whole(3), **ALIGNMENT},
        lambda s: hops_input(s, s["video_segments"]), compute_cross_modal_edges, False),
    "gaussian_weight": Kind(
        {}, {"i": "E", "j": "E", "min": "E", "max": "E"},
        lambda xp, s, x: {"weight": gaussian_weight(xp, x["i"], x["j"], *check_bounds(x))}),
    "hawkes_weight": Kind(HAWKES, {**WEIGHT_INPUTS, "xi": "fixed E"}, compute_hawkes_weight),
    "tmac_weight": Kind(
        {}, WEIGHT_INPUTS, lambda xp, s, x: {"weight": tmac_weight(xp, x["position"], *check_bounds(x))}),
    "graph_convolution": Kind(
        {"activation": choice("relu", "none"), **ADJACENCY},
        {"x": "n in", "source": "whole E", "target": "whole E", "weight": "E", "psi": "in out",
         "bias": "optional out"}, compute_graph_convolution),
    "gat_av": Kind(
        GAT, {"x_video": "n_v in_v", "x_audio": "n_a in_a", "video": "whole E", "audio": "whole E", "weight": "E",
              "source": "in_v H", "target": "in_a H", "attention_source": "H", "attention_target": "H", "bias": "H"},
        compute_gat_av),
    "graph_layer_norm": Kind(
        {"epsilon": real(1e-5, low=0)}, {"x": "n h", "graph": "whole n"},
        lambda xp, s, x: {"x_out": graph_layer_norm(xp, *check_graph(x), s["epsilon"])}),
    "attention_pooling": Kind(
        {}, {"x": "n h", "graph": "whole n", "gate": "h"},
        lambda xp, s, x: dict(zip(("pooled", "beta"), attention_pooling(xp, *check_graph(x), x["gate"])))),
    "contrastive_loss": Kind(
        CONTRASTIVE, {"audio": "B h", "video": "B h"},
        lambda xp, s, x: contrastive_loss(xp, s, x["audio"], x["video"])),
    "focal_loss": Kind(FOCAL, {"logits": "B C", "label": "whole B"}, compute_focal_loss),
    "joint_objective": Kind(
        JOINT, {"focal": "", "contrastive": ""},
        lambda xp, s, x: {"loss": joint_objective(s, x["focal"], x["contrastive"])}),
    "thgn": Kind(MODEL, lambda s: model_inputs(s, f"{s['batch']} E"), thgn),
    "adam": Kind(
        ADAM, {"parameter": "n", "gradients": "steps n"},
        lambda xp, s, x: {"trajectory": adam(xp, s, x["parameter"], x["gradients"])}),
    "learning_rate": Kind(
        SCHEDULE, {"iteration": "whole k"}, lambda xp, s, x: {"rate": learning_rate(s, x["iteration"])}, False),
    "average_precision": Kind({}, METRIC_INPUTS, over_classes(average_precision), False),
    "roc_auc": Kind({}, METRIC_INPUTS, over_classes(roc_auc), False),
    "log_mel": Kind(LOG_MEL, {"waveform": "n"}, lambda xp, s, x: log_mel(xp, s, x["waveform"])),
    "parameter_count": Kind(
        MODEL, {}, lambda xp, s, x: {"total": np.array(
            sum(math.prod(map(int, shape.split())) for shape in parameter_shapes(s).values()))}, False),
    "training": Kind(
        {**MODEL, **ADAM, "iterations": whole(5000)}, lambda s: model_inputs(s, f"{s['iterations']} BE"),
        training, False),
}


# ---------------------------------------------------------------- reading a file

def fields(value, where, needed="", optional=""):
    require(type(value) is dict, f"{where}: must be an object")
    for name in needed.split():
        require(name in value, f"{where}: field {name!r} is missing")
    for name in value:
        require(name in needed.split() + optional.split(), f"{where}: unknown field {name!r}")
    return value


def text(value, where):
    require(type(value) is str and value, f"{where}: must be a text that isn't empty")
    return value


def each_text(values, where):
    values = values.values() if type(values) is dict else values
    require(type(values) is not str and all(type(v) is str for v in values), f"{where}: must hold texts")


def tolerance(value, where):
    fields(value, where, "absolute relative")
    for name, bound in value.items():
        require(real(0, low=0)[1](bound), f"{where}.{name}: must be a finite number of at least 0")
    return value["absolute"], value["relative"]


def tensor(value, where, integers=False):
    fields(value, where, "shape data")
    shape, data = value["shape"], value["data"]
    require(type(shape) is list and all(type(n) is int and n >= 0 for n in shape), f"{where}: bad shape {shape}")
    require(type(data) is list and len(data) == math.prod(shape), f"{where}: data doesn't fit shape {shape}")
    special = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}
    for n, number in enumerate(data):
        good = type(number) is int and abs(number) < 2 ** 53 or not integers and (
            type(number) is float and math.isfinite(number) or type(number) is str and number in special)
        require(good, f"{where}: number {n} is {number!r}, not {'a whole' if integers else 'a float64'} number")
    numbers = [special[v] if type(v) is str else v for v in data]
    return np.array(numbers, dtype=np.int64 if integers else np.float64).reshape(shape)


def tensors(value, where):
    require(type(value) is dict, f"{where}: must be an object")
    return {name: tensor(t, f"{where}.{name}") for name, t in value.items()}


def read_settings(given, schema):
    require(type(given) is dict, "settings: must be an object")
    for name in given:
        require(name in schema, f"settings: unknown setting {name!r}")
    for name, (default, allows, rule) in schema.items():
        require(name in given or default is not NEEDED, f"settings.{name} is missing")
        require(name not in given or allows(given[name]), f"settings.{name}: {given.get(name)!r} is not {rule}")
    return {name: given.get(name, default) for name, (default, _, _) in schema.items()}


def read_inputs(given, schema):
    require(type(given) is dict, "inputs: must be an object")
    for name in given:
        require(name in schema, f"inputs: unknown input {name!r}, or one that these settings don't use")
    inputs, axes = {}, {}
    for name, declared in schema.items():
        *words, shape = re.fullmatch(r"(?:(whole|fixed|optional)\b)? ?(.*)", declared).groups()
        if name not in given:
            require("optional" in words, f"inputs.{name} is missing")
            continue
        inputs[name] = tensor(given[name], f"inputs.{name}", "whole" in words)
        expected = [int(a) if a.isdigit() else a for a in shape.split()]
        fits = len(expected) == inputs[name].ndim and all(
            n == (a if type(a) is int else axes.setdefault(a, n)) for a, n in zip(expected, inputs[name].shape))
        meant = [axes.get(a, a) for a in expected]
        require(fits, f"inputs.{name}: shape {list(inputs[name].shape)} doesn't fit {expected}, here {meant}")
    return inputs


def unique(pairs):
    require(len(dict(pairs)) == len(pairs), f"a field is given twice among {[name for name, _ in pairs]}")
    return dict(pairs)


def no_constant(name):
    raise Malformed(f"{name} must be written as a text")


def read(path):
    try:
        document = json.loads(path.read_text("utf-8"), object_pairs_hook=unique, parse_constant=no_constant)
    except (OSError, ValueError, RecursionError) as problem:  # wrong JSON and wrong UTF-8 are ValueErrors
        raise Malformed(f"can't be read: {problem}") from None
    fields(document, "the document", "format kind equation source tolerance cases",
           "class case_count flags reading tolerance_why")
    require(document["format"] == "thgcl-golden/1", f"format: {document['format']!r} is not 'thgcl-golden/1'")
    require(type(document["kind"]) is str and document["kind"] in KINDS, f"kind: {document['kind']!r} is not known")
    for name in ("equation", "source", "class", "tolerance_why"):
        text(document.get(name, "-"), name)
    for name in ("flags", "reading"):
        each_text(document.get(name, []), name)
    tolerance(document["tolerance"], "tolerance")
    cases = document["cases"]
    require(type(cases) is list and all(type(case) is dict for case in cases), "cases: must be a list of objects")
    require(document.get("case_count", len(cases)) == len(cases),
            f"case_count is {document.get('case_count')!r}, but the file has {len(cases)} cases")
    ids = [text(case.get("id"), f"id of case {n}") for n, case in enumerate(cases)]
    require(len(set(ids)) == len(ids), "two cases have the same id")
    return document


# ---------------------------------------------------------------- checking a case

class Tally:
    """What was compared for one kind."""

    def __init__(self):
        self.cases = self.numbers = self.left_out = self.failed = 0
        self.absolute = self.relative = 0.0

    def compare(self, field, expected, got, allowed, decoys=()):
        """Counts the comparisons; a line for each number that fails."""
        difference, bound, passed = judge(expected, got, allowed)
        self.numbers += expected.size
        self.failed += int((~passed).sum())
        finite = np.isfinite(difference)
        self.absolute = max(self.absolute, difference[finite].max(initial=0.0))
        nonzero = finite & (expected != 0)
        self.relative = max(self.relative, (difference[nonzero] / abs(expected[nonzero])).max(initial=0.0))
        lines = [f"{field}[{', '.join(map(str, place))}]: expected {expected[place]}, got {got[place]}, "
                 f"difference {difference[place]:.3g}, allowed {bound[place]:.3g}"
                 for place in map(tuple, np.argwhere(~passed)[:3])]
        if passed.sum() < passed.size - 3:
            lines.append(f"{field}: {int((~passed).sum()) - 3} more numbers failed")
        matched = [d["name"] for d in decoys if field in d["values"] and judge(d["values"][field], got, allowed)[2].all()]
        return lines + [f"{field}: the computed value is the file's decoy {name!r}" for name in matched if lines]


def judge(expected, got, allowed):
    """difference, allowed difference and verdict, number by number."""
    with np.errstate(all="ignore"):
        difference, bound = abs(got - expected), allowed[0] + allowed[1] * abs(expected)
        finite = np.isfinite(expected) & np.isfinite(got)
        same = (expected == got) | (np.isnan(expected) & np.isnan(got))
        return np.where(same, 0.0, difference), bound, np.where(finite, difference <= bound, same)


def fit(given, computed, where):
    """The tensors of the file, each checked to be among the computed ones and of their shape."""
    for name, value in tensors(given, where).items():
        require(name in computed, f"{where}.{name}: unknown, or not computed with these settings")
        require(value.shape == computed[name].shape,
                f"{where}.{name}: shape {list(value.shape)} should be {list(computed[name].shape)}")
        yield name, value


def check_case(document, case, tally, with_gradients):
    """The lines about what failed; raises Malformed."""
    kind = KINDS[document["kind"]]
    fields(case, "the case", "id settings inputs outputs",
           "comment flags cotangents gradients tolerance decoys invariants")
    each_text([case.get("comment", "")], "comment")
    for name in ("flags", "invariants"):
        each_text(case.get(name, []), name)
    allowed = tolerance(case.get("tolerance", document["tolerance"]), "tolerance")
    settings = read_settings(case["settings"], kind.settings)
    schema = kind.inputs(settings) if callable(kind.inputs) else kind.inputs
    inputs = read_inputs(case["inputs"], schema)

    with np.errstate(all="ignore"):
        computed = {name: np.asarray(value) for name, value in kind.compute(np, settings, inputs).items()}
    tally.cases += 1
    decoys = [{"name": text(fields(d, "a decoy", "name why outputs")["name"], "name of a decoy"),
               "values": dict(fit(d["outputs"], computed, "decoys.outputs"))} for d in case.get("decoys", [])]
    lines = []
    for name, expected in fit(case["outputs"], computed, "outputs"):
        lines += tally.compare(name, expected, computed[name], allowed, decoys)

    cotangents = dict(fit(case.get("cotangents", {}), computed, "cotangents"))
    stated = dict(fit(case.get("gradients", {}), inputs, "gradients"))
    for name in stated:
        require(kind.differentiable and schema[name].split()[:1] not in (["whole"], ["fixed"]),
                f"gradients.{name}: {name} has no gradient")
    require(cotangents or not stated, "gradients need cotangents")
    if stated and not with_gradients:
        tally.left_out += sum(expected.size for expected in stated.values())
    elif stated:
        def total(xp, x):
            outputs = kind.compute(xp, settings, x)
            return sum((outputs[name] * xp.asarray(c)).sum() for name, c in cotangents.items())

        found = torch_gradient(total, inputs, list(stated))
        for name, expected in stated.items():
            lines += tally.compare(f"gradient of {name}", expected, found[name], allowed)
    return lines


def main():
    global TORCH
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("paths", nargs="+", metavar="PATH", type=Path, help="a golden file, or a folder of them")
    parser.add_argument("--values-only", action="store_true", help="work with NumPy alone, leave gradients out")
    arguments = parser.parse_args()
    if arguments.values_only:
        TORCH = None

    tallies, problems = {}, []
    files = [f for p in arguments.paths for f in (sorted(p.rglob("*.json")) if p.is_dir() else [p])]
    for file in files:
        place = ""
        try:
            document = read(file)
            tally = tallies.setdefault(document["kind"], Tally())
            for case in document["cases"]:
                place = f" case {case['id']}:"
                for line in check_case(document, case, tally, TORCH is not None):
                    print(f"FAILED {file}:{place} {line}")
        except Malformed as problem:
            problems.append(f"MALFORMED {file}:{place} {problem}")
    print(*problems, sep="\n", end="\n" if problems else "")

    row = "{:<24}{:>7}{:>13}{:>17}{:>17}  {}".format
    print(row("kind", "cases", "comparisons", "largest absolute", "largest relative", "result"))
    for name in filter(tallies.get, KINDS):
        t = tallies[name]
        verdict = f"{t.failed} FAILED" if t.failed else "passed" if t.numbers else "nothing compared"
        print(row(name, t.cases, t.numbers, f"{t.absolute:.3g}", f"{t.relative:.3g}", verdict))
    cases, numbers, failed, left_out = (
        sum(getattr(t, what) for t in tallies.values()) for what in ("cases", "numbers", "failed", "left_out"))
    print(f"{len(files)} files, {cases} cases, {numbers} comparisons, {failed} failed, {len(problems)} files malformed")
    if TORCH is None:
        why = "--values-only" if arguments.values_only else "PyTorch can't be imported"
        print(f"{left_out} comparisons of gradients left out ({why})")
    return 2 if problems else 1 if failed or not numbers else 0


if __name__ == "__main__":
    sys.exit(main())
