#!/usr/bin/env python3
"""The training step and the inference of this program beside PyTorch's, on the same machine, in turns.

    tools/bench/pytorch_step.py verify PATH...           the network below against golden files
    tools/bench/pytorch_step.py measure FILE [option]    times, as JSON

PyTorch gets what a good PyTorch program would do: dense adjacency matrices, which are faster there than its sparse
formats; X_a (W_d a_d) instead of (X_a W_d) a_d; 16 random bits for each choice of dropout, which take a third of the
time of its own; the fused Adam; memory that is freed is kept for the next step. `torch.compile` is measured where
a C++ compiler is found.

PyTorch's matrix products are Intel's MKL. On processors of other makers it leaves out its fastest code unless a
function of its own, `mkl_serv_intel_cpu_true`, is replaced. Where that is so, both are measured.

Exit code: 0 done, 1 the network isn't that of the golden files, 2 something needed is missing or wrong.
"""
from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tools"))

try:
    import numpy as np
    import torch
    import torch.nn.functional as F
except ImportError as missing:
    sys.exit(f"pytorch_step: {missing}; PyTorch and NumPy are needed: pip install torch numpy")

import verify_golden as golden  # the formulas of the graph and its weights, and the reader of golden files

Settings = dict[str, Any]
Tensor = torch.Tensor

DROPOUT = 0.1
LEARNING_RATE = 0.005
SIZES: dict[str, Settings] = {
    "paper": {},
    "grid": {"audio_segments": 32, "video_segments": 16, "hidden": 256},
    "audioset33": {"audio_segments": 10, "video_segments": 0, "video_features": 0, "hidden": 256}}

# How often a step of each size is repeated, as a multiple of one at preset paper, which takes a third of a second: the
# just-in-time compilers of both sides need seconds, not steps.
REPEATED = {"paper": 1, "grid": 20, "audioset33": 100}
DTYPES = {"f32": torch.float32, "f64": torch.float64}

# What the network below is written for; golden files with other values are left out.
WRITTEN_FOR: Settings = {
    "alignment": "timestamp", "cross_layers": "every", "adjacency": "raw", "fusion": "add", "normalisation": "graph",
    "pooling": "sum", "bias": True, "focal_form": "softmax", "contrast": "clips", "negatives": "printed",
    "weight_decay": 0.0}


def preset_paper(**changes: Any) -> Settings:
    return {name: default for name, (default, _, _) in golden.MODEL.items()} | changes


# ---------------------------------------------------------------- the network
class Network:
    """The network, its objective and its parameters, by the names of golden files."""

    def __init__(self, s: Settings, parameters: dict[str, Tensor], dtype: torch.dtype) -> None:
        self.s, self.parameters = s, parameters
        segments = {m: s[m + "_segments"] for m in ("audio", "video") if s[m + "_segments"]}
        self.intra = {m: golden.temporal_neighbourhood(np, s | {"segments": n, "span": s[m + "_span"],
                                                                "dilation": s[m + "_dilation"]})
                      for m, n in segments.items()}
        self.adjacency = {m: torch.zeros(n, n, dtype=dtype) for m, n in segments.items()}
        for m, (source, target, low, high) in self.intra.items():
            weight = torch.tensor(golden.intra_weights(s, source, target, low, high), dtype=dtype)
            self.adjacency[m][target, source] = weight
        self.cross = golden.cross_modal_edges(np, s | {"span": s["cross_span"], "dilation": s["cross_dilation"]})
        video, audio = map(torch.tensor, self.cross[:2])
        self.edge = torch.zeros(s["audio_segments"], s["video_segments"], dtype=dtype)
        self.edge[audio, video] = 1
        self.places = audio * s["video_segments"] + video

    def cross_weights(self, xi: Tensor) -> Tensor:
        """The weights of Eq. 2, [B, E] -> [B, P_a, P_v]."""
        weight = golden.cross_weights(torch, self.s, xi, self.intra["audio"], *self.cross)
        dense = weight.new_zeros(len(xi), self.edge.numel())
        return dense.index_copy(1, self.places, weight.expand(xi.shape)).view(len(xi), *self.edge.shape)

    def draw(self) -> tuple[Tensor | None, dict[str, Tensor]]:
        """What a step of training draws: the weights of Eq. 2 and 16 random bits for each choice of dropout."""
        s, dtype = self.s, self.edge.dtype
        tiny = torch.finfo(dtype).eps
        xi = torch.rand(s["batch"], len(self.places), dtype=dtype).clamp_(tiny, 1 - tiny)
        bits = {}
        for m in self.adjacency:
            for layer in range(s["layers"]):
                numbers = s["batch"] * s[m + "_segments"] * s["hidden"]
                words = torch.empty(-(-numbers // 4), dtype=torch.int64).random_(-2 ** 63, None)
                bits[f"{m}{layer}"] = words.view(torch.int16)[:numbers].view(s["batch"], -1, s["hidden"])
        return self.cross_weights(xi) if "video" in self.adjacency else None, bits

    def forward(self, audio: Tensor, video: Tensor, weight: Tensor | None,
                bits: dict[str, Tensor]) -> dict[str, Tensor]:
        """Logits [B, C] and the embeddings of each modality, [B, H]; without bits no dropout."""
        p, h, clips = self.parameters, self.s["hidden"], len(audio)
        nodes = {m: torch.addmm(p[f"projection.{m}.bias"], x.flatten(0, 1), p[f"projection.{m}.weight"])
                 for m, x in (("audio", audio), ("video", video)) if m in self.adjacency}
        for layer in range(self.s["layers"]):
            name = f"layers.{layer}"
            bias = {m: p[f"{name}.{m}.bias"] for m in nodes}
            if "video" in nodes:
                bias["audio"] = bias["audio"] + p[name + ".cross.bias"]
            sums = {m: self.convolution(m, x, p[f"{name}.{m}.psi"], bias[m]) for m, x in nodes.items()}
            if "video" in nodes:
                messages, alpha = self.attention(name + ".cross", nodes)
                sums["audio"] = add_product(sums["audio"], (alpha + weight) * self.edge, messages)
            nodes = {m: self.activated(x, bits.get(f"{m}{layer}")).view(-1, h) for m, x in sums.items()}
        outputs = {}
        for m, x in nodes.items():
            beta = (x @ p[f"pool.{m}.gate"]).view(clips, 1, -1).softmax(2)
            outputs[f"{m}_embedding"] = torch.bmm(beta, x.view(clips, -1, h))[:, 0]
        return outputs | {"logits": torch.addmm(p["head.bias"], sum(outputs.values()), p["head.weight"])}

    def convolution(self, m: str, x: Tensor, psi: Tensor, bias: Tensor) -> Tensor:
        """Eq. 3 without its activation, [B P, in] -> [B, P, H], the cheaper product first."""
        n = len(self.adjacency[m])
        adjacency = self.adjacency[m].expand(len(x) // n, n, n)
        if psi.shape[0] <= psi.shape[1]:
            neighbours = torch.bmm(adjacency, x.view(-1, n, x.shape[1]))
            return torch.addmm(bias, neighbours.flatten(0, 1), psi).view(-1, n, psi.shape[1])
        return torch.baddbmm(bias, adjacency, (x @ psi).view(-1, n, psi.shape[1]))

    def attention(self, name: str, nodes: dict[str, Tensor]) -> tuple[Tensor, Tensor]:
        """What video nodes send, [B, P_v, H], and GAT-AV's alpha, [B, P_a, P_v], arbitrary where there is no edge."""
        p, audio, video = self.parameters, len(self.adjacency["audio"]), len(self.adjacency["video"])
        h = nodes["video"] @ p[name + ".source"]
        source = (h @ p[name + ".attention_source"]).view(-1, 1, video)
        target = (nodes["audio"] @ (p[name + ".target"] @ p[name + ".attention_target"])).view(-1, audio, 1)
        logits = F.leaky_relu(source + target, self.s["negative_slope"])
        return h.view(-1, video, h.shape[1]), (logits + (self.edge - 1) * 1e9).softmax(2)

    def activated(self, x: Tensor, bits: Tensor | None) -> Tensor:
        """ReLU, dropout and the normalisation of each clip."""
        x = x.relu() if torch.compiler.is_compiling() else x.relu_()
        if bits is not None:
            x = x * ((bits >= round(DROPOUT * 2 ** 16) - 2 ** 15) * (1 / (1 - DROPOUT)))
        clip = x.flatten(1)
        return F.layer_norm(clip, clip.shape[1:], eps=1e-5)

    def scores(self, audio: Tensor, video: Tensor, weight: Tensor | None) -> Tensor:
        return self.forward(audio, video, weight, {})["logits"].softmax(1)

    def losses(self, audio: Tensor, video: Tensor, label: Tensor, weight: Tensor | None,
               bits: dict[str, Tensor]) -> dict[str, Tensor]:
        """The outputs of `forward`, and Eq. 5 with its parts."""
        s = self.s
        outputs = self.forward(audio, video, weight, bits)
        log_p = outputs["logits"].log_softmax(1).gather(1, label[:, None])
        outputs["focal"] = (-s["alpha"] * (-torch.expm1(log_p)) ** s["gamma"] * log_p).mean()
        outputs["loss"] = s["weight_focal"] * outputs["focal"]
        if "video" in self.adjacency and s["batch"] > 1:
            a, v = outputs["audio_embedding"], outputs["video_embedding"]
            norms = a.norm(dim=1)[:, None] * v.norm(dim=1)
            pairs = a @ v.T / norms.clamp_min(1e-8) / s["temperature"]
            others = pairs.masked_fill(torch.eye(len(a), dtype=torch.bool), -math.inf)
            both = (others.logsumexp(0) + others.logsumexp(1)).mean()
            outputs["contrastive"] = both - 2 * pairs.diagonal().mean()
            outputs["loss"] = outputs["loss"] + s["weight_contrastive"] * outputs["contrastive"]
        return outputs


def add_product(x: Tensor, a: Tensor, b: Tensor) -> Tensor:
    """x + a b; the compiler adds x where it needs the sum, otherwise x itself takes it."""
    return x + torch.bmm(a, b) if torch.compiler.is_compiling() else x.baddbmm_(a, b)


def adam(parameters: dict[str, Tensor], **settings: Any) -> torch.optim.Adam:
    return torch.optim.Adam(parameters.values(), fused=True, **settings)


# ---------------------------------------------------------------- verify: golden files
def verify(paths: list[Path]) -> int:
    torch.set_default_dtype(torch.float64)
    tally, left_out = golden.Tally(), 0
    for path in sorted(file for path in paths for file in (path.rglob("*.json") if path.is_dir() else [path])):
        document = golden.read(path)
        if document["kind"] not in ("thgn", "training"):
            continue
        for case in document["cases"]:
            kind = golden.KINDS[document["kind"]]
            s = golden.read_settings(case["settings"], kind.settings)
            if any(s[name] != value for name, value in WRITTEN_FOR.items() if name in s) or not s["embedding"]:
                left_out += 1
                continue
            allowed = golden.tolerance(case.get("tolerance", document["tolerance"]))
            tally.cases += 1
            inputs = golden.read_inputs(case["inputs"], kind.inputs(s))
            with np.errstate(divide="ignore", invalid="ignore"):
                for line in compare_case(document["kind"], s, inputs, case, allowed, tally):
                    print(f"{path}: {case['id']}: {line}")
    print(f"PyTorch's network: {tally.cases} golden cases, {tally.numbers} numbers, {tally.failed} failed; "
          f"largest difference {tally.absolute:.2g}, {100 * tally.share:.1f} % of what is allowed; "
          f"{left_out} cases have settings that it isn't written for")
    return 1 if tally.failed or not tally.cases else 0


def compare_case(kind: str, s: Settings, inputs: dict[str, np.ndarray], case: dict[str, Any],
                 allowed: tuple[float, float], tally: golden.Tally) -> Iterator[str]:
    """Lines about the numbers that differ: of outputs and gradients, or of losses and parameters after training."""
    parameters = {name: torch.tensor(inputs[name], requires_grad=True) for name in golden.parameter_axes(s)}
    network = Network(s, parameters, torch.float64)
    audio, video, label = (torch.tensor(inputs.get(name, np.zeros((s["batch"], 0, 0))))
                           for name in ("audio", "video", "label"))

    def outputs(xi: np.ndarray | None) -> dict[str, Tensor]:
        weight = None if "video" not in network.adjacency else network.cross_weights(
            torch.tensor(xi).view(s["batch"], -1))
        return network.losses(audio, video, label, weight, {})

    if kind == "thgn":
        found = outputs(inputs.get("xi"))
        total = sum((torch.tensor(golden.tensor(c, name)) * found[name]).sum()
                    for name, c in case.get("cotangents", {}).items())
        if case.get("cotangents"):
            total.backward()
        for name, expected in case.get("gradients", {}).items():
            if name in parameters:
                yield from tally.compare(f"gradients.{name}", golden.tensor(expected, name),
                                         parameters[name].grad.numpy(), allowed)
    else:
        optimiser = adam(parameters, lr=s["learning_rate"], betas=(s["beta1"], s["beta2"]), eps=s["epsilon"])
        losses = []
        for xi in inputs["xi"]:
            optimiser.zero_grad()
            losses.append(outputs(xi)["loss"])
            losses[-1].backward()
            optimiser.step()
        found = parameters | {"loss": torch.stack(losses)}
    for name, expected in case["outputs"].items():
        yield from tally.compare(name, golden.tensor(expected, name), found[name].detach().numpy(), allowed)


# ---------------------------------------------------------------- work: one process that is told what to time
def work(size: str, dtype: str, threads: int, compiled: bool, warmup: int) -> None:
    """Prepares a step and an inference; then answers each line `step N` or `inference N` by the median of N times in
    seconds and whether the processors did nothing else meanwhile."""
    torch.set_default_dtype(DTYPES[dtype])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    s = preset_paper(**SIZES[size])
    parameters = {}
    for name, axes in golden.parameter_axes(s).items():
        shape = [int(n) for n in axes.split()]
        parameters[name] = ((2 * torch.rand(shape) - 1) / math.sqrt(shape[0])).requires_grad_()
    network = Network(s, parameters, DTYPES[dtype])
    audio, video = (2 * torch.rand(s["batch"], s[m + "_segments"], s[m + "_features"]) - 1 for m in ("audio", "video"))
    label = torch.arange(s["batch"]) % s["classes"]
    optimiser = adam(parameters, lr=LEARNING_RATE)
    weight = network.cross_weights(torch.full((s["batch"], len(network.places)), 0.5)) if s["video_segments"] else None

    def loss(weight: Tensor | None, bits: dict[str, Tensor]) -> Tensor:
        return network.losses(audio, video, label, weight, bits)["loss"]

    def scores() -> Tensor:
        return network.scores(audio, video, weight)

    if compiled:
        if os.environ.get("ATEN_CPU_CAPABILITY") == "avx2":  # the compiler doesn't look at it
            torch._inductor.config.cpp.simdlen = 256
        eager, loss, scores = loss, torch.compile(loss), torch.compile(scores)
        require_same(eager, loss, network)

    def step() -> float:
        optimiser.zero_grad()
        value = loss(*network.draw())
        value.backward()
        optimiser.step()
        return value.item()

    def inference() -> float:
        with torch.no_grad():
            return scores()[0, 0].item()

    runs = {"step": step, "inference": inference}
    for run in runs.values():
        timed(run, threads, warmup)
    print("ready", flush=True)
    for line in sys.stdin:
        what, times = line.split()
        print(json.dumps(timed(runs[what], threads, int(times))), flush=True)


def timed(run: Callable[[], float], threads: int, times: int) -> tuple[float, bool]:
    before, seconds = elsewhere(), []
    for _ in range(times):
        begun = time.perf_counter()
        value = run()
        seconds.append(time.perf_counter() - begun)
        if not math.isfinite(value):
            sys.exit(f"pytorch_step: a loss or score is {value}")
    # as in org.thgcl.bench.Samples
    return statistics.median(seconds), elsewhere() - before <= 0.03 * threads * sum(seconds) + 0.03


def elsewhere() -> float:
    """Seconds of processor time that others had, as org.thgcl.bench.TimeElsewhere counts them."""
    columns = Path("/proc/stat").read_text().split()
    return sum(int(columns[c]) for c in (1, 2, 3, 6, 7, 8)) / os.sysconf("SC_CLK_TCK") - time.process_time()


def require_same(one: Callable[..., Tensor], other: Callable[..., Tensor], network: Network) -> None:
    """Compiled and eager code give the same gradients but for rounding, by their norms.

    An entry is a sum of at most 6464 rows, each after four layers with sums of at most 1,024 terms, forward and
    backward: below 2^14 roundings, of 2^-24 or 2^-53 each."""
    drawn = network.draw()
    tensors = list(network.parameters.values())
    tolerance = 2 ** 14 * torch.finfo(tensors[0].dtype).eps / 2
    pairs = zip(*(torch.autograd.grad(loss(*drawn), tensors) for loss in (one, other)))
    for name, (a, b) in zip(network.parameters, pairs):
        if not (a - b).norm() <= tolerance * a.norm():
            sys.exit(f"pytorch_step: compiled and eager gradients of {name} differ by {(a - b).norm():.3g}, "
                     f"of a norm of {a.norm():.3g}")


# ---------------------------------------------------------------- measure: turns
class Worker:
    """A process of PyTorch that waits for its turn."""

    def __init__(self, size: str, dtype: str, threads: int, warmup: int, compiled: bool,
                 replaced: Path | None) -> None:
        kept = {"MALLOC_MMAP_THRESHOLD_": str(2 ** 25), "MALLOC_TRIM_THRESHOLD_": str(2 ** 32)}
        preload = {"LD_PRELOAD": str(replaced)} if replaced else {}
        mode = "compile" if compiled else "eager"
        command = [sys.executable, __file__, "work", size, dtype, str(threads), mode, str(warmup)]
        self.process = subprocess.Popen(command, env=os.environ | kept | preload, text=True,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.answer()

    def answer(self) -> str:
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit(f"pytorch_step: PyTorch's process ended with code {self.process.wait()}")
        return line

    def seconds(self, what: str, times: int) -> tuple[float, bool]:
        self.process.stdin.write(f"{what} {times}\n")
        self.process.stdin.flush()
        return tuple(json.loads(self.answer()))

    def end(self) -> None:
        self.process.stdin.close()
        self.process.wait()


def thgcl(what: str, size: str, dtype: str, threads: int, warmup: int, times: int) -> dict[str, Any]:
    """What `thgcl bench` says of a step or inference of this program, in a process of its own."""
    s = preset_paper(**SIZES[size])
    command = [str(ROOT / "tools" / "thgcl"), "bench", what, "--json", "--dtype", dtype, "--threads", str(threads),
               "--warmup", str(warmup), "--repeats", str(times), "--hidden", str(s["hidden"]),
               "--segments", f"{s['audio_segments']},{s['video_segments']}"]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if result.returncode:
        raise SystemExit(f"pytorch_step: {' '.join(command)} ended with code {result.returncode}")
    return json.loads(result.stdout)


def measure(file: Path, sizes: list[str], dtypes: list[str], threads: list[int], rounds: int, warmup: int,
            times: int) -> None:
    compiler = next(filter(None, map(shutil.which, (os.environ.get("CXX", "c++"), "g++", "clang++"))), None)
    page: dict[str, Any] = {"threads": ", ".join(map(str, threads)), "torch": torch.__version__, "rounds": rounds,
                            "entries": []}
    with tempfile.TemporaryDirectory() as folder:
        replaced = replacement(compiler, Path(folder))
        for size in sizes:
            for dtype in dtypes if size == "paper" else dtypes[:1]:
                for count in threads:
                    print(f"pytorch_step: {size}, {dtype}, threads {count}", file=sys.stderr, flush=True)
                    before, counted = warmup * REPEATED[size], times * min(10, REPEATED[size])
                    workers = {(mode, library): Worker(size, dtype, count, before, mode == "compile", path)
                               for library, path in (("as installed", None), ("all its code", replaced))
                               if path or library == "as installed"
                               for mode in ("eager", "compile") if compiler or mode == "eager"}
                    for what in ("step", "inference"):
                        about = {"what": what, "size": size, "dtype": dtype, "threads": count}
                        run = lambda: thgcl(what, size, dtype, count, before, counted)
                        page["entries"] += [about | entry for entry in turns(run, workers, page, what, rounds, counted)]
                    for worker in workers.values():
                        worker.end()
    file.write_text(json.dumps(page, indent=2) + "\n")


def turns(run: Callable[[], dict[str, Any]], workers: dict[tuple[str, str], Worker], page: dict[str, Any], what: str,
          rounds: int, times: int) -> Iterator[dict[str, Any]]:
    """An entry for each worker. Its ratio is the median over the rounds of those within a round. Rounds in which the
    machine did something else don't count, unless that leaves no more than half of them."""
    here, there = [], {key: [] for key in workers}
    for _ in range(rounds):
        figures = run()
        page["machine"] = figures["machine"]
        here.append((figures["median_seconds"], figures["percent_of_peak"] is not None))
        for key, worker in workers.items():
            there[key].append(worker.seconds(what, times))
    for (mode, library), seconds in there.items():
        pairs = [(a, b) for (a, quiet), (b, also) in zip(here, seconds) if quiet and also]
        disturbed = 2 * len(pairs) <= rounds
        if disturbed:
            pairs = [(a, b) for (a, _), (b, _) in zip(here, seconds)]
        ratios = [b / a for a, b in pairs]
        yield {"mode": mode, "mkl": library, "disturbed": disturbed,
               "thgcl_seconds": statistics.median(a for a, _ in pairs),
               "median_seconds": statistics.median(b for _, b in pairs),
               "ratio": statistics.median(ratios), "min_ratio": min(ratios), "max_ratio": max(ratios)}


def replacement(compiler: str | None, folder: Path) -> Path | None:
    """A library that lets MKL use all its code on a processor that isn't Intel's; None where it isn't needed."""
    processors = Path("/proc/cpuinfo").read_text()
    if not compiler or not torch.backends.mkl.is_available() or "GenuineIntel" in processors:
        return None
    source, library = folder / "intel.cpp", folder / "intel.so"
    source.write_text('extern "C" int mkl_serv_intel_cpu_true() { return 1; }\n')
    subprocess.run([compiler, "-shared", "-fPIC", "-o", library, source], check=True)
    return library


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("verify").add_argument("paths", nargs="+", type=Path)
    measuring = commands.add_parser("measure")
    measuring.add_argument("file", type=Path)
    measuring.add_argument("--sizes", nargs="+", choices=SIZES, default=list(SIZES))
    measuring.add_argument("--dtypes", nargs="+", choices=DTYPES, default=list(DTYPES))
    measuring.add_argument("--threads", nargs="+", type=int, default=sorted({1, os.cpu_count() or 1}))
    measuring.add_argument("--rounds", type=int, default=5)
    measuring.add_argument("--warmup", type=int, default=5,
                           help="steps of preset paper before those that count, more of smaller sizes")
    measuring.add_argument("--times", type=int, default=3, help="steps of preset paper in a round, more of smaller sizes")
    working = commands.add_parser("work")
    working.add_argument("size", choices=SIZES)
    working.add_argument("dtype", choices=DTYPES)
    working.add_argument("threads", type=int)
    working.add_argument("mode", choices=("eager", "compile"))
    working.add_argument("warmup", type=int)
    a = parser.parse_args()
    if a.command == "verify":
        return verify(a.paths)
    if a.command == "work":
        work(a.size, a.dtype, a.threads, a.mode == "compile", a.warmup)
    else:
        measure(a.file, a.sizes, a.dtypes, a.threads, a.rounds, a.warmup, a.times)
    return 0


if __name__ == "__main__":
    sys.exit(main())
