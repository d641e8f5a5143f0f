#!/usr/bin/env python3
"""THGCL's network as a PyTorch module: one file, to be read and copied. It needs PyTorch 1.13 or later, nothing else.

    model = Thgn.load("runs/demo/best.safetensors")     # what `thgcl train` wrote
    output = model(audio, video)                        # audio [B, P_a, F_a], video [B, P_v, F_v]
    scores = model.scores(output.logits)                # [B, C], as `thgcl predict` gives them

    model.train().to("cuda")                            # train on: any device, any optimiser
    model.loss(model(audio, video), label).total.backward()

    model.save("mine.safetensors")                      # `thgcl predict --checkpoint mine.safetensors --data clips.h5`

    new = Thgn(Settings(video_segments=0, video_features=0), ["dog", "rain"])   # a new network, here without video

Equations, symbols and A-numbers (points that the paper leaves open) are those of docs/method.md and docs/register.md;
docs/pytorch.md has examples and the measured differences. P_a, P_v are the segments of a clip, F_a, F_v their
features, d the embedding size, H the hidden size, C the classes, B the clips of a batch, E the cross-modal edges of a
clip. A weight is [in, out] and multiplies from the right, unlike nn.Linear's.

As a program, it prints scores in the form of `thgcl predict`: tools/thgcl_torch.py CHECKPOINT CLIPS > scores.csv
"""
import csv
import ctypes
import hashlib
import json
import math
import os
import struct
import sys
import zlib
from dataclasses import asdict, dataclass, field, fields
from fractions import Fraction
from pathlib import Path
from typing import List, Literal, NamedTuple, Optional, get_args, get_origin, get_type_hints

import torch
from torch import nn
from torch.nn import functional as F

MODALITIES = ("audio", "video")


# ---------------------------------------------------------------- settings
@dataclass
class Settings:
    """What the network depends on. The defaults are the paper's, or the register's where the paper is silent."""
    audio_features: int = 128
    video_features: int = 1024                                            # 0 without video (A25)
    audio_segments: int = 101
    video_segments: int = 40                                              # 0 without video (A25)
    audio_span: int = 6                                                   # A3
    audio_dilation: int = 3
    video_span: int = 4
    video_dilation: int = 4
    cross_span: int = 3
    cross_dilation: int = 1                                               # A41
    boundary: Literal["shift", "clip"] = "shift"                          # A4
    alignment: Literal["timestamp", "window_time", "hops"] = "timestamp"  # A5
    hops: List[int] = field(default_factory=list)
    audio_hop_seconds: float = 0.09
    video_hop_seconds: float = 0.25
    intra_weight: Literal["gaussian", "tmac"] = "gaussian"
    current: Literal["target", "source"] = "target"                       # A39
    cross_weight: Literal["hawkes", "gaussian", "tmac"] = "hawkes"
    noise: Literal["ratio", "logit", "none"] = "ratio"                    # A6
    position: Literal["printed", "aligned", "neighbour"] = "printed"      # A7
    primes: Literal["list", "clip", "audio"] = "list"                     # A38
    sign: Literal[1, -1] = 1                                              # A8
    tau_place: Literal["outside", "inside"] = "outside"                   # A9
    tau: float = 1.0
    noise_draw: Literal["each_step", "once_per_graph"] = "each_step"      # A10
    embedding: int = 128                                                  # 0: features enter layer 1 directly (A2)
    hidden: int = 512
    layers: int = 4
    cross_layers: Literal["every", "last"] = "every"                      # A42
    fusion: Literal["add", "multiply", "none"] = "add"                    # A11
    negative_slope: float = 0.2
    adjacency: Literal["raw", "row", "symmetric"] = "raw"                 # A12
    normalisation: Literal["graph", "none"] = "graph"                     # A12
    dropout: float = 0.1
    bias: bool = True                                                     # A20
    graph_embedding: Literal["sum", "concat", "audio"] = "sum"            # A13
    alpha: float = 0.5                                                    # A16
    gamma: float = 2.0
    focal_form: Literal["softmax", "sigmoid"] = "softmax"                 # A43
    temperature: float = 0.5                                              # A14
    negatives: Literal["printed", "with_positive", "within_modality"] = "printed"  # A15
    contrast: Literal["clips", "segments"] = "clips"                      # A40
    weight_focal: float = 1.0
    weight_contrastive: float = 0.1
    standardise: bool = False                                             # A24
    seed: int = 1024                                                      # of A10's once_per_graph

    def __post_init__(self):
        for name, kind in get_type_hints(Settings).items():
            value = getattr(self, name)
            if kind is float and type(value) is int:
                value = float(value)
                setattr(self, name, value)
            if get_origin(kind) is Literal:
                good, rule = value in get_args(kind), "one of " + ", ".join(map(str, get_args(kind)))
            elif kind is List[int]:
                good, rule = type(value) is list and all(type(v) is int for v in value), "a list of whole numbers"
            else:
                rules = {int: "a whole number", float: "a number", bool: "true or false"}
                good, rule = type(value) is kind, rules[kind]
            require(good, f"{name}: {value!r} isn't allowed, must be {rule}")
        for names, good, rule in (
                ("audio_features audio_segments audio_dilation video_dilation cross_dilation hidden layers",
                 lambda v: v >= 1, "at least 1"),
                ("video_features video_segments audio_span video_span cross_span embedding negative_slope gamma "
                 "weight_focal weight_contrastive", lambda v: 0 <= v < math.inf, "at least 0"),
                ("audio_hop_seconds video_hop_seconds tau alpha temperature", lambda v: 0 < v < math.inf, "above 0"),
                ("dropout", lambda v: 0 <= v < 1, "from 0 to below 1")):
            for name in names.split():
                require(good(getattr(self, name)), f"{name}: {getattr(self, name)} isn't allowed, must be {rule}")
        require((self.video_segments == 0) == (self.video_features == 0),
                "video_segments and video_features: without video both are 0, with video neither")
        require(self.alignment != "hops" or len(self.hops) == self.video_segments,
                f"hops: there must be one start for each of the {self.video_segments} video segments")
        require(self.focal_form != "sigmoid" or self.alpha <= 1, "alpha: must be at most 1 with focal_form sigmoid")

    @property
    def modalities(self):
        return MODALITIES if self.video_segments else MODALITIES[:1]

    @property
    def contrastive(self):
        """Whether Eq. 4 is a part of the objective."""
        return self.video_segments > 0 and self.weight_contrastive != 0

    @property
    def noisy(self):
        """Whether the weights across modalities take noise."""
        return self.video_segments > 0 and self.cross_weight == "hawkes" and self.noise != "none"


OLDER_KEYS = {"pooling": "graph_embedding", "temperature_place": "tau_place"}

# Settings of the program that the network doesn't depend on. `save` hands them on.
TRAINING_KEYS = ("batch iterations optimiser learning_rate schedule warmup_iterations warmup_factor steps step_factor"
                 " beta1 beta2 epsilon momentum weight_decay norm_penalty repeat_threshold validate_every patience"
                 " stopping dtype checkpoint_minutes fractions stratified").split()


def require(good, message):
    if not good:
        raise ValueError(message)


def parse_configuration(text):
    """The settings of a checkpoint, by key: lines of `key: value  # comment`. Those of the network are Settings,
    `classes` is their number, the others are of training."""
    values = {}
    for line in text.splitlines():
        key, colon, value = (part.strip() for part in line.partition("#")[0].partition(":"))
        require(colon or not key, f"configuration: the line {line!r} isn't `key: value`")
        if colon:
            try:
                values[OLDER_KEYS.get(key, key)] = json.loads(value)
            except ValueError:
                values[OLDER_KEYS.get(key, key)] = value  # a word
    model = values.pop("model", "thgn")
    require(model == "thgn", f"model: {model} is another network than the paper's, thgn; this file has thgn alone")
    return values


# ---------------------------------------------------------------- section 2.2: the temporal heterogeneous graph
class Neighbourhoods(nn.Module):
    """The edges within a modality, from sources j to targets i. Indices are whole numbers and weights are computed
    where they are used, so that a model can be moved to another type without rounding them twice."""
    def __init__(self, segments, span, dilation, boundary):
        super().__init__()
        edges, ends = [], []
        for i in range(segments):
            lattice = list(range(i % dilation, segments, dilation))  # the nodes a multiple of the dilation away
            q, n = i // dilation, len(lattice)
            if boundary == "shift":  # A4: every node keeps 2 S + 1 neighbours
                first, last = max(0, min(q - span, n - 2 * span - 1)), min(n - 1, max(q + span, 2 * span))
            else:
                first, last = max(0, q - span), min(n - 1, q + span)
            edges += [(j, i) for j in lattice[first:last + 1]]
            ends.append((lattice[first], lattice[last]))
        self.segments = segments
        index_buffers(self, ("source", "target"), edges)
        index_buffers(self, ("low", "high"), ends)  # of the neighbourhood of each node

    def adjacency(self, s, dtype):
        """A_m of Eq. 3, [P_m, P_m]: rows are targets, columns are sources."""
        source, target, low, high = (index.to(dtype) for index in (self.source, self.target, self.low, self.high))
        if s.intra_weight == "gaussian":
            current = self.target if s.current == "target" else self.source  # A39
            weight = gaussian_weight(target, source, low[current], high[current])
        else:
            weight = tmac_weight(source, low[self.target], high[self.target])
        a = weight.new_zeros(self.segments, self.segments)
        a[self.target, self.source] = weight
        degree = a.sum(1)  # above 0: a node is its own neighbour
        if s.adjacency == "row":  # A12: D^-1 A
            a = a / degree[:, None]
        elif s.adjacency == "symmetric":  # D^-1/2 A D^-1/2
            a = a / (degree.sqrt()[:, None] * degree.sqrt()[None, :])
        return a


class CrossModalEdges(nn.Module):
    """The edges from video nodes i to audio nodes J(i), E in all."""
    def __init__(self, s):
        super().__init__()
        starts = [start(s, i) for i in range(s.video_segments)]
        edges = []
        for i, first in enumerate(starts):
            nodes = [first + k * s.cross_dilation for k in range(s.cross_span)]
            nodes = [j for j in nodes if 0 <= j < s.audio_segments]
            edges += [(i, j, first, nodes[0], nodes[-1]) for j in nodes]
        index_buffers(self, ("video", "audio", "start", "low", "high"), edges)  # low, high: the ends of J(i)
        index_buffers(self, ("starts",), [(first,) for first in starts])        # of the video nodes
        mask = torch.zeros(s.audio_segments, s.video_segments, dtype=torch.bool)
        mask[self.audio, self.video] = True
        self.register_buffer("mask", mask, persistent=False)

    def weights(self, s, neighbourhoods, dtype, xi):
        """The entries of A_inter: xi is [B, E], the result [B, P_a, P_v]; [P_a, P_v] if no weight takes noise.

        neighbourhoods: of the audio nodes
        """
        video, audio, start, low, high = (
            index.to(dtype) for index in (self.video, self.audio, self.start, self.low, self.high))
        if s.cross_weight == "hawkes":
            position = {"printed": video, "aligned": start, "neighbour": audio}[s.position]  # A7
            if s.primes == "clip":  # A38
                low, high = torch.zeros_like(low), torch.full_like(high, s.audio_segments - 1)
            elif s.primes == "audio":
                low, high = (ends[self.audio].to(dtype) for ends in (neighbourhoods.low, neighbourhoods.high))
            weight = hawkes_weight(position, low, high, xi, s.noise, s.sign, s.tau_place, s.tau)
        elif s.cross_weight == "gaussian":
            weight = gaussian_weight(audio, start, low, high)
        else:
            weight = tmac_weight(audio, low, high)
        a = weight.new_zeros(*weight.shape[:-1], *self.mask.shape)
        a[..., self.audio, self.video] = weight
        return a


def start(s, i):
    """The audio node that the edges of video node i start at (A5)."""
    if s.alignment == "hops":
        return s.hops[i]
    if s.alignment == "timestamp":
        return i * s.audio_segments // s.video_segments
    audio, video = (Fraction(repr(seconds)) for seconds in (s.audio_hop_seconds, s.video_hop_seconds))
    nearest = math.ceil(i * video / audio - Fraction(1, 2))  # of two, the earlier
    return min(nearest, max(s.audio_segments - s.cross_span, 0))


def index_buffers(module, names, rows):
    """Registers columns of whole numbers; they move with the model and are in no file."""
    columns = torch.tensor(rows, dtype=torch.int64).reshape(-1, len(names))
    for name, column in zip(names, columns.T):
        module.register_buffer(name, column.contiguous(), persistent=False)


def gaussian_weight(i, j, low, high):
    """Eq. 1. All arguments and the result are [edges]; low and high are P^min and P^max."""
    return torch.exp(-(i - j) ** 2 / (2 * (high - low + 1) ** 2))


def hawkes_weight(position, low, high, xi=None, noise="ratio", sign=1, tau_place="outside", tau=1.0):
    """Eq. 2, with A6 to A9. Position p, P^min' and P^max' are [E], xi in (0, 1) and the result [B, E].

    Without noise xi isn't looked at, and the result is [E].
    """
    z = sign * (high - position + 1) / (high - low + 1)
    if noise == "ratio":
        z = z + torch.log(xi) / torch.log1p(-xi)
    elif noise == "logit":
        z = z + torch.log(xi) - torch.log1p(-xi)
    return torch.sigmoid(z / tau) if tau_place == "inside" else torch.sigmoid(z) / tau


def tmac_weight(position, low, high):
    """TMac's weight, for Table 2. All arguments and the result are [edges]."""
    return torch.exp(-(high - position + 1) / (high - low + 1))


def uniform(seed, step, site, element):
    """Numbers of the program's generator, Philox 4x32-10 (docs/method.md, "Random numbers"), uniform in (0, 1).

    step [...] and element [n], int64; the result is [..., n], float64
    """
    word = 0xFFFFFFFF
    step = step[..., None]
    c0, c1, c2, c3 = element >> 1, zlib.crc32(site.encode()), step & word, step >> 32 & word
    k0, k1 = seed & word, seed >> 32 & word
    for _ in range(10):
        p0, p1 = 0xD2511F53 * c0, 0xCD9E8D57 * c2  # 64 bits, without regard to the sign
        c0, c1, c2, c3 = p1 >> 32 & word ^ c1 ^ k0, p1 & word, p0 >> 32 & word ^ c3 ^ k1, p0 & word
        k0, k1 = k0 + 0x9E3779B9 & word, k1 + 0xBB67AE85 & word
    upper52 = torch.where(element % 2 == 0, c1 << 20 | c0 >> 12, c3 << 20 | c2 >> 12)
    return (upper52.double() + 0.5) * 2.0 ** -52


# ---------------------------------------------------------------- section 2.3: the network
class Affine(nn.Module):
    """x W + b: the feature alignment and the head. [..., in] -> [..., out]"""
    def __init__(self, inputs, outputs, dtype):
        super().__init__()
        self.weight = nn.Parameter(torch.empty(inputs, outputs, dtype=dtype))
        self.bias = nn.Parameter(torch.empty(outputs, dtype=dtype))

    def forward(self, x):
        return x @ self.weight + self.bias


class GraphConvolution(nn.Module):
    """Eq. 3 before its rho, with a bias (A20): A X Psi + b. GNN-A on audio nodes, GNN-V on video nodes."""
    def __init__(self, inputs, hidden, bias, dtype):
        super().__init__()
        self.psi = nn.Parameter(torch.empty(inputs, hidden, dtype=dtype))
        self.bias = nn.Parameter(torch.empty(hidden, dtype=dtype)) if bias else None

    def forward(self, a, x):
        """a [P, P], x [B, P, in] -> [B, P, H]"""
        inputs, hidden = self.psi.shape
        y = a @ (x @ self.psi) if inputs > hidden else (a @ x) @ self.psi  # the same product, the cheaper order
        return y if self.bias is None else y + self.bias


class GatAv(nn.Module):
    """Graph attention from video nodes to audio nodes, one head."""
    def __init__(self, audio_inputs, video_inputs, hidden, negative_slope, fusion, dtype):
        super().__init__()
        new = lambda *sizes: nn.Parameter(torch.empty(*sizes, dtype=dtype))
        self.source, self.target = new(video_inputs, hidden), new(audio_inputs, hidden)  # W_s, W_d
        self.attention_source, self.attention_target = new(hidden), new(hidden)          # a_s, a_d
        self.bias = new(hidden)
        self.negative_slope, self.fusion = negative_slope, fusion

    def forward(self, x_a, x_v, s, mask):
        """x_a [B, P_a, in], x_v [B, P_v, in]; s of Eq. 2 [B or none, P_a, P_v]; mask, the edges, [P_a, P_v]
        -> [B, P_a, H]"""
        h = x_v @ self.source
        of_video = h @ self.attention_source                       # a_s . h_i, [B, P_v]
        of_audio = x_a @ (self.target @ self.attention_target)     # a_d . (X_a[j] W_d), [B, P_a]
        e = F.leaky_relu(of_audio[:, :, None] + of_video[:, None, :], self.negative_slope)
        e = e.masked_fill(~mask, torch.finfo(e.dtype).min)
        alpha = torch.softmax(e, -1) * mask                        # a row without edges becomes 0
        if self.fusion == "add":  # A11
            alpha = alpha + s
        elif self.fusion == "multiply":
            alpha = alpha * s
        return alpha @ h + self.bias


class Layer(nn.Module):
    """X_a' = norm(dropout(rho(GNN-A(X_a) + GAT-AV(X_v, X_a)))), X_v' = norm(dropout(rho(GNN-V(X_v))))."""
    def __init__(self, s, index, dtype):
        super().__init__()
        inputs = {m: s.hidden if index else s.embedding or getattr(s, m + "_features") for m in s.modalities}
        for m in s.modalities:
            self.add_module(m, GraphConvolution(inputs[m], s.hidden, s.bias, dtype))
        self.cross = None
        if len(s.modalities) == 2 and (s.cross_layers == "every" or index == s.layers - 1):  # A42
            self.cross = GatAv(inputs["audio"], inputs["video"], s.hidden, s.negative_slope, s.fusion, dtype)
        self.dropout, self.normalisation = s.dropout, s.normalisation

    def forward(self, x, a, mask):
        """x: modality -> [B, P_m, in]; a: modality -> A_m, "cross" -> A_inter; the result: modality -> [B, P_m, H]"""
        y = {m: getattr(self, m)(a[m], nodes) for m, nodes in x.items()}
        if self.cross is not None:
            y["audio"] = y["audio"] + self.cross(x["audio"], x["video"], a["cross"], mask)
        return {m: self.update(nodes) for m, nodes in y.items()}

    def update(self, y):
        y = F.dropout(torch.relu(y), self.dropout, self.training)
        # A12: per clip, over all nodes and features together
        return F.layer_norm(y, y.shape[1:], eps=1e-5) if self.normalisation == "graph" else y


class AttentionPooling(nn.Module):
    """The learnable pooling: beta = softmax(X_m w_m) over a clip's nodes, g_m = sum of beta X_m."""
    def __init__(self, hidden, dtype):
        super().__init__()
        self.gate = nn.Parameter(torch.empty(hidden, dtype=dtype))

    def forward(self, x):
        """x [B, P, H] -> a Modality"""
        beta = torch.softmax(x @ self.gate, 1)
        return Modality(x, beta, (beta[:, None, :] @ x)[:, 0])


class Standardisation(nn.Module):
    """A24: (x - mean) / deviation, by feature. In float64, unless the model is moved to another type."""
    def __init__(self, features):
        super().__init__()
        self.register_buffer("mean", torch.zeros(features, dtype=torch.float64))
        self.register_buffer("deviation", torch.ones(features, dtype=torch.float64))

    def fit(self, x):
        """x [N, P, F], the features of all training clips"""
        x = x.double().flatten(0, 1)
        self.mean.copy_(x.mean(0))
        self.mean += (x - self.mean).mean(0)  # what rounding left, where the mean is large
        deviation = ((x - self.mean) ** 2).mean(0).sqrt()
        self.deviation.copy_(deviation.masked_fill(x.amin(0) == x.amax(0), 1))

    def forward(self, x):
        return (x - self.mean) / self.deviation


class Modality(NamedTuple):
    """What the network makes of a modality m."""
    nodes: torch.Tensor      # X_m of the last layer, [B, P_m, H]
    attention: torch.Tensor  # beta, [B, P_m]
    embedding: torch.Tensor  # g_m, [B, H]


class Output(NamedTuple):
    """What the network makes of a batch."""
    logits: torch.Tensor     # [B, C]
    embedding: torch.Tensor  # X^G, [B, H], with graph_embedding concat [B, 2 H]
    audio: Modality
    video: Optional[Modality]


class Loss(NamedTuple):
    """The objective and its parts, scalars."""
    focal: torch.Tensor
    contrastive: Optional[torch.Tensor]  # if its weight isn't 0 and there is video
    total: torch.Tensor


class Thgn(nn.Module):
    """The temporal heterogeneous graph network. The names of `state_dict` are those of the checkpoint's tensors."""
    def __init__(self, settings, classes, dtype=torch.float32):
        """classes: names, by number; dtype: torch.float32 or torch.float64"""
        super().__init__()
        self.settings = s = settings
        self.classes = list(classes)
        self.training_settings, self.handed_on = {}, {}  # of the checkpoint that it was loaded from, for `save`
        self.graph = nn.ModuleDict({m: Neighbourhoods(*(getattr(s, f"{m}_{size}") for size in
                                                        ("segments", "span", "dilation")), s.boundary)
                                    for m in s.modalities})
        if len(s.modalities) == 2:
            self.graph["cross"] = CrossModalEdges(s)
        self.projection = nn.ModuleDict({m: Affine(getattr(s, m + "_features"), s.embedding, dtype)
                                         for m in s.modalities if s.embedding})
        self.layers = nn.ModuleList(Layer(s, index, dtype) for index in range(s.layers))
        self.pool = nn.ModuleDict({m: AttentionPooling(s.hidden, dtype) for m in s.modalities})
        both = s.graph_embedding == "concat" and len(s.modalities) == 2
        self.head = Affine(2 * s.hidden if both else s.hidden, len(self.classes), dtype)
        self.standardisation = nn.ModuleDict({m: Standardisation(getattr(s, m + "_features"))
                                              for m in MODALITIES if s.standardise})
        self.reset_parameters()

    def initial_bounds(self):
        """A21: name -> u, each parameter begins uniform in (-u, u)."""
        bounds = {}
        for name, p in self.named_parameters():
            part, last = name.split(".")[0], name.split(".")[-1]
            if part == "layers":
                fans = p.shape[0] + (p.shape[1] if p.dim() == 2 else 1)  # an attention vector maps H numbers to one
                bounds[name] = 0.0 if last == "bias" else math.sqrt(6 / fans)
            elif part == "pool":
                bounds[name] = 1 / math.sqrt(len(p))
            else:  # projections and head: weight and bias alike
                bounds[name] = 1 / math.sqrt(self.get_parameter(name[:-len(last)] + "weight").shape[0])
        return bounds

    @torch.no_grad()
    def reset_parameters(self):
        """Draws all parameters anew, with PyTorch's random numbers."""
        for name, u in self.initial_bounds().items():
            self.get_parameter(name).uniform_(-u, u)

    @property
    def dtype(self):
        return self.head.weight.dtype

    def forward(self, audio, video=None, xi=None, ids=None):
        """audio [B, P_a, F_a]; video [B, P_v, F_v], or None for a network without video -> an Output

        xi: noise of Eq. 2, [B, E] in (0, 1), the edges by video node, then by audio node; None draws it (A10)
        ids: names of the B clips, for noise_draw once_per_graph
        """
        s = self.settings
        x = self.inputs(audio, video)
        a = {m: self.graph[m].adjacency(s, self.dtype) for m in s.modalities}
        mask = None
        if len(s.modalities) == 2:
            if s.noisy:
                xi = self.hawkes_noise(len(audio), ids) if xi is None else xi
                size = len(audio), len(self.graph["cross"].video)
                require(tuple(xi.shape) == size, f"xi: shape {tuple(xi.shape)}, must be {size}: clip, edge")
            a["cross"] = self.graph["cross"].weights(s, self.graph["audio"], self.dtype, xi)
            mask = self.graph["cross"].mask
        if s.embedding:
            x = {m: self.projection[m](features) for m, features in x.items()}
        for layer in self.layers:
            x = layer(x, a, mask)
        pooled = {m: self.pool[m](nodes) for m, nodes in x.items()}
        g = [modality.embedding for modality in pooled.values()]
        embedding = {"sum": sum, "concat": lambda g: torch.cat(g, 1), "audio": lambda g: g[0]}[s.graph_embedding](g)
        return Output(self.head(embedding), embedding, pooled["audio"], pooled.get("video"))

    def inputs(self, audio, video):
        """modality -> features [B, P_m, F_m], standardised if so set (A24), in the model's type"""
        s, x = self.settings, {}
        require("video" in s.modalities or video is None, "video: this network takes clips without video (A25)")
        for m, features in zip(s.modalities, (audio, video)):
            sizes = getattr(s, m + "_segments"), getattr(s, m + "_features")
            shape = None if features is None else tuple(features.shape)
            require(shape is not None and len(shape) == 3 and shape[0] == len(audio) and shape[1:] == sizes,
                    f"{m}: shape {shape}, must be ({len(audio)}, {sizes[0]}, {sizes[1]}): clip, segment, feature")
            x[m] = (self.standardisation[m](features) if s.standardise else features).to(self.dtype)
        return x

    def hawkes_noise(self, clips, ids=None):
        """xi of Eq. 2, [clips, E]: drawn in training, 1/2 in evaluation, or a function of the clips' ids (A10)."""
        s, edges, half_ulp = self.settings, len(self.graph["cross"].video), torch.finfo(self.dtype).eps / 2
        if s.noise_draw == "once_per_graph":
            require(ids is not None and len(ids) == clips,
                    f"ids: with noise_draw once_per_graph, xi is a function of the clips' ids; give {clips} of them")
            site = torch.tensor([zlib.crc32(id.encode()) for id in ids])
            step = site - (site >> 31 << 32)  # as a number with a sign, which sites are in the program
            xi = uniform(s.seed, step, "hawkes.xi", torch.arange(edges)).to(self.head.weight)
            return xi.clamp(max=1 - half_ulp)  # float32 rounds some to 1
        xi = self.head.weight.new_full((clips, edges), 0.5)
        return xi.uniform_().clamp(half_ulp, 1 - half_ulp) if self.training else xi

    def scores(self, logits):
        """[B, C] -> [B, C]: softmax, or with focal_form sigmoid the sigmoids, which don't sum to 1 (A43)."""
        return torch.softmax(logits, -1) if self.settings.focal_form == "softmax" else torch.sigmoid(logits)

    def loss(self, output, label):
        """Eq. 5. label [B], numbers of classes; with focal_form sigmoid also [B, C] of 0 and 1."""
        s = self.settings
        focal = focal_loss(output.logits, label, s.alpha, s.gamma, s.focal_form)
        contrastive = self.contrastive(output) if s.contrastive else None
        total = s.weight_focal * focal
        return Loss(focal, contrastive, total if contrastive is None else total + s.weight_contrastive * contrastive)

    def contrastive(self, output):
        """Eq. 4, between the clips of the batch, or between the segments of each clip (A40)."""
        s = self.settings
        if s.contrast == "clips":
            return contrastive_loss(output.audio.embedding, output.video.embedding, s.temperature, s.negatives)
        starts = self.graph["cross"].starts
        require(bool(((starts >= 0) & (starts < s.audio_segments)).all()),
                f"hops: with contrast segments, a start must be from 0 to {s.audio_segments - 1}")
        return contrastive_loss(output.audio.nodes[:, starts], output.video.nodes, s.temperature, s.negatives)

    # ------------------------------------------------------------ files
    @classmethod
    def load(cls, path, dtype=None):
        """Reads best.safetensors or last.safetensors of a run; in evaluation mode, on the CPU.

        dtype: torch.float32 or torch.float64; None for the type that it was trained in
        Raises ValueError for a file that is cut, altered, or no checkpoint of this network.
        """
        tensors, metadata = read_checkpoint(path)
        try:
            values = parse_configuration(metadata["configuration"])
            known = {f.name for f in fields(Settings)}
            unknown = [key for key in values if key not in known and key not in TRAINING_KEYS and key != "classes"]
            require(not unknown, f"unknown settings {unknown}: the checkpoint is of another version of the program")
            classes = json.loads(metadata["classes"])
            require(values.get("classes", len(classes)) == len(classes),
                    f"classes: {values.get('classes')} isn't the number of their names, {len(classes)}")
            trained = {"float64": torch.float64, "float32": torch.float32}[values.get("dtype", "float64")]
            model = cls(Settings(**{k: v for k, v in values.items() if k in known}), classes, dtype or trained)
            model.load_state_dict({k: v for k, v in tensors.items() if not k.startswith("optimiser.")})
        except (KeyError, ValueError, RuntimeError) as e:
            raise ValueError(f"{path}: {e}") from e
        model.training_settings = {k: v for k, v in values.items() if k in TRAINING_KEYS}
        origin = {"file": str(Path(path).resolve()), "sha256": hashlib.sha256(Path(path).read_bytes()).hexdigest()}
        if "origin" in metadata:
            origin["before"] = json.loads(metadata["origin"])
        model.handed_on = {"origin": json.dumps(origin, ensure_ascii=False),
                           **{k: v for k, v in metadata.items() if k == "features"}}  # how the features were made
        return model.eval()

    def save(self, path):
        """Writes a checkpoint for `thgcl predict` and `evaluate`, whole or not at all.

        It says which checkpoint the network was loaded from, but not what it was trained on since. It holds no state of
        an optimiser: `train --from` starts from it, `train --resume` refuses it.
        """
        dtype = {torch.float64: "float64", torch.float32: "float32"}[self.dtype]
        configuration = {"model": "thgn", **asdict(self.settings), "classes": len(self.classes),
                         **self.training_settings, "dtype": dtype}
        text = lambda value: value if isinstance(value, str) else json.dumps(value)
        metadata = {
            "thgcl.checkpoint": "1", "iteration": "0", "seed": str(self.settings.seed),
            "best_score": "-Infinity", "best_iteration": "-1", "validations_since_best": "0",  # no validation yet
            "classes": json.dumps(self.classes, ensure_ascii=False),
            "configuration": "".join(f"{key}: {text(value)}\n" for key, value in configuration.items()),
            **self.handed_on, "written_by": f"thgcl_torch.py, PyTorch {torch.__version__}"}
        write_checkpoint(path, self.state_dict(), metadata)


# ---------------------------------------------------------------- section 2.3: the objective
def focal_loss(logits, label, alpha=0.5, gamma=2.0, form="softmax"):
    """The focal loss (A16, A43), a scalar. logits [B, C]; label [B], or with form sigmoid also [B, C] of 0 and 1."""
    if form == "softmax":
        require(label.dim() == 1,
                f"label: shape {tuple(label.shape)}, must be [B]: with form softmax a clip has one class")
        log_p = torch.log_softmax(logits, -1).gather(1, label[:, None])
        rest = -torch.expm1(log_p)  # 1 - p_y
    else:
        y = F.one_hot(label, logits.shape[1]) if label.dim() == 1 else label
        z = torch.where(y == 1, logits, -logits)
        log_p, rest = F.logsigmoid(z), torch.sigmoid(-z)  # of p_t
        alpha = alpha * y + (1 - alpha) * (1 - y)
    if gamma > 0:
        certain = rest <= 0  # there the power's derivative can be infinite; the product's is 0
        log_p = log_p * (rest.masked_fill(certain, 1) ** gamma).masked_fill(certain, 0)
    return -(alpha * log_p).sum() / len(logits)


def contrastive_loss(audio, video, temperature=0.5, negatives="printed"):
    """Eq. 4 (A14, A15), a scalar. audio, video [..., n, H]: n pairs, of clips or of a clip's segments (A40)."""
    n = audio.shape[-2]
    require(n >= 2, f"Eq. 4 needs at least 2 clips or segments, got {n}")

    def cosines(x, y):
        lengths = x.norm(dim=-1)[..., :, None] * y.norm(dim=-1)[..., None, :]
        return x @ y.transpose(-1, -2) / lengths.clamp_min(1e-8)

    def direction(anchor, other):
        pairs = cosines(anchor, other) / temperature
        against = cosines(anchor, anchor) / temperature if negatives == "within_modality" else pairs
        if negatives != "with_positive":
            against = against - torch.diag(against.new_full([n], math.inf))  # only j != i
        return (torch.logsumexp(against, -1) - pairs.diagonal(dim1=-2, dim2=-1)).mean()

    return direction(audio, video) + direction(video, audio)


# ---------------------------------------------------------------- checkpoints: safetensors with a digest
TYPES = {"F64": torch.float64, "F32": torch.float32}
BEFORE_DIGEST = b'{"__metadata__":{"thgcl.sha256":"'  # how the header begins
DIGEST = slice(8 + len(BEFORE_DIGEST), 8 + len(BEFORE_DIGEST) + 64)  # the digest is taken with zeros in its own place


def read_checkpoint(path):
    """name -> tensor, and name -> text of the metadata. Raises ValueError that says what is wrong with the file."""
    data = Path(path).read_bytes()
    require(len(data) >= 8, f"{path}: cut, or no safetensors file: it has {len(data)} bytes")
    begin = 8 + struct.unpack("<Q", data[:8])[0]
    require(begin <= len(data),
            f"{path}: cut, or no safetensors file: its header should end at byte {begin}, it has {len(data)} bytes")
    try:
        header = json.loads(data[8:begin].decode("utf-8"))
        metadata = header.pop("__metadata__", {})
        entries = {name: (TYPES[entry["dtype"]], entry["shape"], *entry["data_offsets"])
                   for name, entry in header.items()}
    except (ValueError, KeyError, TypeError, AttributeError) as e:
        raise ValueError(f"{path}: no checkpoint: its header can't be read: {e!r}") from e
    require(metadata.get("thgcl.checkpoint") == "1" and {"configuration", "classes"} <= metadata.keys(),
            f"{path}: no checkpoint of thgcl: give best.safetensors or last.safetensors of a run")
    require(data[8:].startswith(BEFORE_DIGEST), f"{path}: has no digest of its content: another program has written it")
    size = max((end for *_, end in entries.values()), default=0)
    require(len(data) == begin + size,
            f"{path}: cut: its header announces {size} bytes of numbers, there are {len(data) - begin}")
    digest = hashlib.sha256(data[:DIGEST.start] + b"0" * 64 + data[DIGEST.stop:]).hexdigest()
    require(digest == metadata.pop("thgcl.sha256"),
            f"{path}: altered: its SHA-256 isn't the one that it was written with")
    tensors = {}
    for name, (dtype, shape, first, last) in entries.items():
        tensors[name] = (torch.frombuffer(bytearray(data[begin + first:begin + last]), dtype=dtype).reshape(shape)
                         if last > first else torch.empty(shape, dtype=dtype))
    return tensors, metadata


def write_checkpoint(path, tensors, metadata):
    tensors = {name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}
    size = lambda tensor: tensor.numel() * tensor.element_size()
    in_order = sorted(tensors, key=lambda name: -tensors[name].element_size())  # F64 first, so that all are aligned
    offsets, end = {}, 0
    for name in in_order:
        offsets[name] = [end, end + size(tensors[name])]
        end = offsets[name][1]
    types = {dtype: name for name, dtype in TYPES.items()}
    header = {"__metadata__": {"thgcl.sha256": "0" * 64, **metadata},
              **{name: {"dtype": types[tensor.dtype], "shape": list(tensor.shape), "data_offsets": offsets[name]}
                 for name, tensor in tensors.items()}}
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    text += b" " * (-len(text) % 8)
    numbers = [ctypes.string_at(t.data_ptr(), size(t)) for t in map(tensors.get, in_order) if size(t)]
    data = bytearray(struct.pack("<Q", len(text)) + text + b"".join(numbers))
    data[DIGEST] = hashlib.sha256(data).hexdigest().encode()
    part = Path(f"{path}.part")
    part.write_bytes(data)
    os.replace(part, path)


# ---------------------------------------------------------------- the program
def batches(path, size=64):
    """ids, audio [B, P_a, F_a] and video [B, P_v, F_v] or None, of the clips of an HDF5 file (docs/data.md), or of a
    NumPy archive with the arrays `audio`, `video` if there is any, and `id` if clips have names."""
    import numpy
    if str(path).endswith(".npz"):
        file, names = numpy.load(path), ["id"]
    else:
        import h5py
        file, names = h5py.File(path, "r"), ["audio_add", "video_add"]
    require("audio" in file, f"{path}: has no array `audio`")
    features = [file[name] if name in file else None for name in MODALITIES]
    ids = next((file[name][()].tolist() for name in names if name in file), range(len(features[0])))
    ids = [id.decode() if isinstance(id, bytes) else str(id) for id in ids]
    for first in range(0, len(ids), size):
        batch = slice(first, first + size)
        yield ids[batch], *(x if x is None else torch.from_numpy(numpy.asarray(x[batch], "float32")) for x in features)


def main(checkpoint, path):
    """Prints the scores of all clips of a file. Features are taken as float32, as the program takes them."""
    model = Thgn.load(checkpoint)
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    out = csv.writer(sys.stdout)
    out.writerow(["id", "label", "predicted", *model.classes])
    for ids, audio, video in batches(path):
        with torch.no_grad():
            scores = model.scores(model(audio, video, ids=ids).logits).tolist()
        for id, row in zip(ids, scores):
            require(all(map(math.isfinite, row)), f"{path}: clip {id}: the scores are no numbers")
            out.writerow([id, "", model.classes[row.index(max(row))], *row])


if __name__ == "__main__":
    try:
        require(len(sys.argv) == 3, "usage: thgcl_torch.py CHECKPOINT CLIPS.npz|CLIPS.h5 > scores.csv")
        main(*sys.argv[1:])
    except (ValueError, OSError, ImportError) as e:
        print(f"thgcl_torch: {e}", file=sys.stderr)
        sys.exit(2)
