#!/usr/bin/env python3
"""Checks tools/thgcl_torch.py: against the golden numbers, against the program, and what it refuses.

    tools/check_torch.py [--run runs/demo] [--thgcl tools/thgcl] [--write]

1. Every golden case of the network, the losses, the training and what belongs to them: values and gradients, in
   float64. Each reading of the register that the network depends on must be among them.
2. Networks that the program trained, the demonstration's and small ones of other readings: the scores of
   tools/thgcl_torch.py are those of `thgcl predict`, in float64 and in float32.
3. Saved and loaded again: `thgcl predict` prints the same bytes. Trained on for a few updates, and made anew with
   other settings: both agree on the scores. The network can be moved to another device.
4. Files that are cut, altered, of another network or version are refused.
5. The examples of docs/pytorch.md run.

`--run` is the folder of `thgcl demo`. Needs PyTorch and h5py. `--write` writes the tables of docs/pytorch.md; without
it, they must be about the cases of this run. Exit code: 0 all is well, 1 a check failed.
"""
import argparse
import csv
import hashlib
import json
import re
import struct
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Literal, get_args, get_origin, get_type_hints

import h5py
import torch

import thgcl_torch
from thgcl_torch import OLDER_KEYS, Settings, Thgn, batches, read_checkpoint, write_checkpoint

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "pytorch.md"
TABLE = re.compile(r"(<!-- written by tools/check_torch.py -->\n)(.*?)(<!-- end -->)", re.DOTALL)

# Of |x - y| / max(1, |y|). 1e-12 is 9007 roundings of 2^-53. The golden networks have chains of about 400 roundings,
# enlarged by at most 10 where a normalisation or Eq. 4 divides by a small number (golden/cases/thgn-*.json). In a
# trained one a score changes by less than the logits, whose chain is the longest sums one after the other: at most 1024
# features, then four layers with 13 neighbours, 32 inputs, 3 sources of GAT-AV and a normalisation over 768 numbers,
# 4300 roundings. Float32 is allowed as many of its own, 2^-24.
TOLERANCE = {torch.float64: 1e-12, torch.float32: 1e-12 * 2 ** 29}

# golden kind -> how many cases there are at least
CASES = {"thgn": 67, "training": 3, "focal_loss": 18, "contrastive_loss": 20, "gaussian_weight": 7,
         "hawkes_weight": 24, "tmac_weight": 5, "philox": 8, "standardisation": 5, "initialisation_bounds": 5}
NOT_COMPUTED = {"contrastive_loss": {"video_to_audio", "audio_to_video"},  # each direction by itself
                "philox": {"site", "words", "below", "gaussian", "permutation"}}
READINGS_ELSEWHERE = {"noise_draw", "standardise", "dropout"}  # golden files give xi and know no dropout


class Failed(Exception):
    """A check didn't hold; the message says which."""


def require(good, message):
    if not good:
        raise Failed(message)


def difference(x, y, where, dtype=torch.float64, allowed=None):
    """The largest |x - y| / max(1, |y|), which must be within the tolerance."""
    require(x.shape == y.shape, f"{where}: shape {tuple(x.shape)} instead of {tuple(y.shape)}")
    x, y = x.detach().double(), y.double()
    d = float(((x - y).abs() / y.abs().clamp_min(1)).max()) if y.numel() else 0.0
    require(d <= (TOLERANCE[dtype] if allowed is None else allowed), f"{where}: differs by {d:.2g}")  # NaN does, too
    return d


# ---------------------------------------------------------------- 1: golden cases
def tensors(case, part):
    """The inputs, outputs, cotangents or gradients of a case, by name."""
    found = {}
    for name, value in case.get(part, {}).items():
        data, whole = value["data"], name in ("label", "hops", "element")
        found[name] = torch.tensor(data if whole else list(map(float, data)),
                                   dtype=torch.int64 if whole else torch.float64).reshape(value["shape"])
    return found


def network(settings, x):
    """The network of a golden case, with the parameters among the inputs."""
    values = {OLDER_KEYS.get(key, key): value for key, value in settings.items()}
    values = {key: value for key, value in values.items() if key in get_type_hints(Settings)}
    if values.get("video_segments") == 0:
        values["video_features"] = 0  # which the golden format doesn't look at
    if "hops" in x:
        values["hops"] = x["hops"].tolist()
    model = Thgn(Settings(**values), [f"class {c}" for c in range(settings.get("classes", 33))], torch.float64)
    if x:
        model.load_state_dict({name: value for name, value in x.items() if "." in name})
    return model.eval()


def thgn(settings, x):
    """The outputs of a case, and the tensors that it has gradients of."""
    model = network(settings, x)
    video = x["video"] if model.settings.video_segments else None
    output = model(x["audio"], video, x.get("xi"))
    loss = model.loss(output, x["label"])
    outputs = {"logits": output.logits, "audio_embedding": output.audio.embedding, "focal": loss.focal,
               "loss": loss.total}
    if output.video:
        outputs["video_embedding"] = output.video.embedding
        samples = len(x["audio"]) if model.settings.contrast == "clips" else model.settings.video_segments
        if samples >= 2:
            outputs["contrastive"] = model.contrastive(output)
    return outputs, {**x, **dict(model.named_parameters())}


def training(settings, x):
    model = network(settings, x)
    adam = torch.optim.Adam(model.parameters(), settings["learning_rate"], (settings["beta1"], settings["beta2"]),
                            settings["epsilon"], settings["weight_decay"])
    losses = []
    for xi in x["xi"]:
        output = model(x["audio"], x["video"], xi.reshape(len(x["audio"]), -1))
        loss = model.loss(output, x["label"]).total
        losses.append(loss.detach())
        adam.zero_grad()
        loss.backward()
        adam.step()
    return {"loss": torch.stack(losses), **model.state_dict()}, x


def focal_loss(settings, x):
    return {"loss": thgcl_torch.focal_loss(x["logits"], x["label"], **settings)}, x


def contrastive_loss(settings, x):
    settings = {key: value for key, value in settings.items() if key != "level"}
    return {"total": thgcl_torch.contrastive_loss(x["audio"], x["video"], **settings)}, x


def gaussian_weight(settings, x):
    return {"weight": thgcl_torch.gaussian_weight(x["i"], x["j"], x["min"], x["max"])}, x


def hawkes_weight(settings, x):
    settings = {OLDER_KEYS.get(key, key): value for key, value in settings.items() if key != "primes"}  # min and max
    return {"weight": thgcl_torch.hawkes_weight(x["position"], x["min"], x["max"], x["xi"], **settings)}, x


def tmac_weight(settings, x):
    return {"weight": thgcl_torch.tmac_weight(x["position"], x["min"], x["max"])}, x


def philox(settings, x):
    step = torch.tensor(settings.get("step", 0))
    return {"uniform": thgcl_torch.uniform(settings.get("seed", 1024), step, settings["site"], x["element"])}, x


def standardisation(settings, x):
    module = thgcl_torch.Standardisation(x["x"].shape[1])
    module.fit(x["x"][None])
    return {"mean": module.mean, "deviation": module.deviation, "y_out": module(x["y"])}, x


def initialisation_bounds(settings, x):
    bounds = network(settings, x).initial_bounds()
    return {name: torch.tensor(u, dtype=torch.float64) for name, u in bounds.items()}, x


def check_case(kind, document, case):
    """The largest differences of values and of gradients, and how many numbers were compared."""
    where = f"golden {kind} {case['id']}"
    x, expected, gradients = (tensors(case, part) for part in ("inputs", "outputs", "gradients"))
    for name in gradients:
        if name in x:
            x[name].requires_grad_()
    outputs, leaves = globals()[kind](case["settings"], x)
    expected = {name: y for name, y in expected.items() if name not in NOT_COMPUTED.get(kind, ())}
    require(expected and expected.keys() <= outputs.keys(), f"{where}: {set(expected)} expected, got {set(outputs)}")
    # random numbers must be the same; Adam divides by roots of numbers near 0, and the file says why it allows more
    allowed = {"philox": 0.0, "training": document["tolerance"]["absolute"]}.get(kind)
    values = max(difference(outputs[name], y, f"{where}, {name}", allowed=allowed) for name, y in expected.items())
    numbers, slopes = sum(y.numel() for y in expected.values()), []
    cotangents = tensors(case, "cotangents")
    if gradients and cotangents.keys() <= outputs.keys():
        total = sum((outputs[name] * weight).sum() for name, weight in cotangents.items())
        found = torch.autograd.grad(total, [leaves[name] for name in gradients], allow_unused=True)
        for (name, y), g in zip(gradients.items(), found):
            slopes.append(difference(torch.zeros_like(y) if g is None else g, y, f"{where}, gradient of {name}"))
            numbers += y.numel()
    return values, max(slopes, default=None), numbers


def registered():
    """setting -> id of the register."""
    page = (ROOT / "docs/register.md").read_text()
    rows = re.findall(r"^\| \[(A\d+)\]\([^)]*\) \| [^|]* \| ([^|]*) \|", page, re.MULTILINE)
    return {key: point for point, keys in rows for key in re.findall(r"`(\w+)`", keys)}


def readings(settings):
    """What a network's settings differ in from the register's defaults, with the ids of the register."""
    points, found = registered(), []
    for key, kind in get_type_hints(Settings).items():
        value = getattr(settings, key)
        named = get_origin(kind) is Literal or kind is bool or key in ("embedding", "video_segments") and value == 0
        if value != getattr(Settings(), key) and (named or kind is float or key == "cross_dilation"):
            value = f"{key}={str(value).lower() if kind is bool else value}" if named else f"another {key}"
            found.append(f"{points[key]} {value}" if key in points else value)
    return found


def golden():
    """reading -> cases, largest difference of values, of gradients."""
    cases, rows, numbers = Counter(), {}, 0
    for file in sorted((ROOT / "golden/cases").glob("*.json")):
        kind = json.loads(file.read_text())["kind"] if file.name.split("-")[0].split(".")[0] in CASES else None
        document = json.loads(file.read_text()) if kind else {"cases": []}
        for case in document["cases"]:
            values, slope, count = check_case(kind, document, case)
            cases[kind] += 1
            numbers += count
            names = ["all networks", *readings(network(case["settings"], tensors(case, "inputs")).settings)] \
                if kind == "thgn" else [kind]
            for name in names:
                rows.setdefault(name, []).append((values, slope))
    for kind, least in CASES.items():
        require(cases[kind] >= least, f"golden {kind}: {cases[kind]} cases were compared, must be at least {least}")
    found = {name.split(" ")[-1] for name in rows}
    for key, kind in get_type_hints(Settings).items():
        default = getattr(Settings(), key)
        others = {f"{key}={value}" for value in get_args(kind) if value != default} if get_origin(kind) is Literal \
            else {f"{key}=false"} if kind is bool else {key} if kind is float else set()
        require(key in READINGS_ELSEWHERE or others <= found, f"golden: no case has one of {sorted(others)}")
    print(f"{sum(cases.values())} golden cases, {numbers} numbers")
    points = re.compile(r"A(\d+) ")
    number = lambda name: int(points.match(name)[1]) if points.match(name) else 99
    order = lambda name: (name in CASES, name != "all networks", number(name))
    largest = lambda numbers: max((x for x in numbers if x is not None), default=None)
    return {f"kind `{name}`" if name in CASES else name: (len(rows[name]), *map(largest, zip(*rows[name])))
            for name in sorted(rows, key=order)}


# ---------------------------------------------------------------- 2 and 3: networks that the program trained
class Program:
    """`thgcl`, whose files go to a folder."""
    def __init__(self, command, folder):
        self.command, self.folder, self.files = command, folder, 0

    def run(self, *arguments):
        done = subprocess.run([self.command, *map(str, arguments)], cwd=ROOT, capture_output=True, text=True)
        require(done.returncode == 0, f"thgcl {arguments[0]}: exit code {done.returncode}: {done.stderr[-1000:]}")

    def train(self, clips, *settings):
        self.files += 1
        out = self.folder / f"run{self.files}"
        chosen = [word for setting in settings for word in ("--set", setting)]
        self.run("train", "--train", clips, "--preset", "small", "--set", "iterations=20", "--set", "validate_every=10",
                 *chosen, "--out", out)
        return out / "best.safetensors"

    def predict(self, checkpoint, clips, *options):
        """The CSV file."""
        self.files += 1
        out = self.folder / f"{self.files}.csv"
        self.run("predict", "--checkpoint", checkpoint, "--data", clips, *options, "--out", out)
        return out


def read_scores(file):
    """header and ids, predicted classes, scores [N, C] of a CSV file."""
    with open(file, newline="", encoding="utf-8") as text:
        header, *rows = csv.reader(text)
    return [header, *(row[0] for row in rows)], [row[2] for row in rows], \
        torch.tensor([list(map(float, row[3:])) for row in rows], dtype=torch.float64)


def scores(model, clips):
    with torch.no_grad():
        return torch.cat([model.scores(model(*x, ids=ids).logits) for ids, *x in batches(str(clips))])


def trained(program, run):
    """network -> clips, largest difference of scores in float64, in float32."""
    rows, demo = {}, run / "demo.h5"
    audio = program.folder / "audio.h5"
    with h5py.File(demo) as whole, h5py.File(audio, "w") as part:
        for name in whole:
            if name != "video":
                whole.copy(name, part)
    networks = {
        "the demonstration": (run / "best.safetensors", demo),
        "its recordings, A24 standardise=true, float32":
            (run / "recordings-run/best.safetensors", run / "recordings.h5"),
        "A10 noise_draw=once_per_graph": (program.train(
            demo, "noise_draw=once_per_graph", "noise=logit", "position=neighbour", "graph_embedding=concat"), demo),
        "A25 without video, A43 focal_form=sigmoid": (program.train(audio, "focal_form=sigmoid"), audio)}
    for name, (checkpoint, clips) in networks.items():
        differences = []
        for dtype in TOLERANCE:
            expected = read_scores(program.predict(checkpoint, clips, "--dtype", str(dtype).split(".")[1]))[2]
            got = scores(Thgn.load(checkpoint, dtype), clips)
            differences.append(difference(got, expected, f"{name}, {dtype}", dtype))
        rows[name] = len(expected), *differences
        saved = program.folder / "saved.safetensors"
        Thgn.load(checkpoint).save(saved)
        require(hashlib.sha256(checkpoint.read_bytes()).hexdigest() in read_checkpoint(saved)[1]["origin"],
                f"{name}: the saved checkpoint doesn't say where it came from")
        require(program.predict(saved, clips).read_bytes() == program.predict(checkpoint, clips).read_bytes(),
                f"{name}: saved and read by the program, it gives other scores")
    return rows


def command_line(program, run):
    """The program thgcl_torch.py prints what `thgcl predict` prints, but for the labels."""
    checkpoint, clips, out = run / "best.safetensors", run / "demo.h5", program.folder / "scores.csv"
    tool = [sys.executable, ROOT / "tools/thgcl_torch.py"]
    with open(out, "wb") as file:
        subprocess.run([*tool, checkpoint, clips], stdout=file, check=True)
    expected, got = read_scores(program.predict(checkpoint, clips)), read_scores(out)
    require(got[:2] == expected[:2], "command line: ids, classes or predictions differ")
    difference(got[2], expected[2], "command line")
    cut = program.folder / "cut.safetensors"
    cut.write_bytes(checkpoint.read_bytes()[:-8])
    refused = subprocess.run([*tool, cut, clips], capture_output=True, text=True)
    require(refused.returncode == 2 and "cut" in refused.stderr and not refused.stdout, f"command line: {refused}")


def updated(program, run):
    """A few updates in PyTorch, saved: both programs agree, the network is another one, and training goes on here and
    there."""
    clips, saved = run / "demo.h5", program.folder / "updated.safetensors"
    with h5py.File(clips) as file:
        names = [name.decode() for name in file["label"][()].tolist()]
    torch.manual_seed(1)
    model = Thgn.load(run / "best.safetensors")
    before = scores(model, clips)
    optimiser = torch.optim.Adam(model.train().parameters(), 1e-3)
    for k, (ids, audio, video) in zip(range(5), batches(str(clips))):
        label = torch.tensor([model.classes.index(name) for name in names[64 * k:64 * k + len(ids)]])
        optimiser.zero_grad()
        model.loss(model(audio, video), label).total.backward()
        optimiser.step()
    model.eval().save(saved)
    after = scores(model, clips)
    require(float((after - before).abs().max()) > 1e-3, "updates: they changed no score by more than 0.001")
    difference(after, read_scores(program.predict(saved, clips))[2], "updates")
    program.run("train", "--train", clips, "--from", saved, "--set", "iterations=2", "--set", "validate_every=1",
                "--out", program.folder / "from")
    further = scores(Thgn.load(program.folder / "from/best.safetensors"), clips)
    require(0 < float((further - after).abs().max()) < 0.5, "updates: two more by the program don't begin from these")


def new_networks(program, run):
    """Networks made in PyTorch, with the first and the last of the other values of each setting: the program reads
    them and agrees on the scores."""
    clips, saved = run / "demo.h5", program.folder / "new.safetensors"
    demo = Thgn.load(run / "best.safetensors")
    sizes = {key: getattr(demo.settings, key) for key in
             ("audio_features", "video_features", "audio_segments", "video_segments")}
    for other, changes in ((1, {"cross_weight": "hawkes", "embedding": 0, "bias": False, "cross_dilation": 2}),
                           (-1, {"hops": [2 * i for i in range(sizes["video_segments"])], "embedding": 7})):
        kinds = get_type_hints(Settings).items()
        values = {key: get_args(kind)[other] for key, kind in kinds if get_origin(kind) is Literal}
        values |= {key: 0.5 * getattr(Settings(), key) for key, kind in kinds if kind is float}
        settings = Settings(**{**sizes, **values, **changes, "hidden": 9, "layers": 2, "audio_span": 2, "video_span": 1,
                               "seed": 7, "standardise": True})
        torch.manual_seed(2)
        model = Thgn(settings, demo.classes, torch.float64).eval()
        (_, audio, video), *_ = batches(str(clips))
        model.standardisation["audio"].fit(audio)
        model.standardisation["video"].fit(video)
        model.save(saved)
        require(Thgn.load(saved).settings == settings, "new networks: saved and loaded, the settings are others")
        difference(scores(model, clips), read_scores(program.predict(saved, clips))[2], f"new network {other}")


def devices():
    """No tensor is bound to a device: on PyTorch's device without numbers, any that was left behind would fail."""
    sizes = {"audio_features": 3, "video_features": 4, "audio_segments": 8, "video_segments": 5, "hidden": 5}
    for changes in ({}, {"noise_draw": "once_per_graph", "primes": "audio"},
                    {"standardise": True, "adjacency": "symmetric"},
                    {"focal_form": "sigmoid", "negatives": "within_modality"},
                    {"video_features": 0, "video_segments": 0}):
        model = Thgn(Settings(**{**sizes, **changes}), ["a", "b", "c"]).to("meta")
        video = torch.empty(2, 5, 4, device="meta") if model.settings.video_segments else None
        label = torch.zeros(2, 3) if model.settings.focal_form == "sigmoid" else torch.zeros(2, dtype=torch.int64)
        output = model(torch.empty(2, 8, 3, device="meta"), video, ids=["x", "y"])
        model.loss(output, label.to("meta")).total.backward()
        require(model.head.weight.grad.device.type == "meta", "devices: the gradient is on another one")


# ---------------------------------------------------------------- 4: what is refused
def refusals(checkpoint, folder):
    data = checkpoint.read_bytes()
    tensors, metadata = read_checkpoint(checkpoint)
    file, count = folder / "bad.safetensors", 0

    def refused(why, write):
        nonlocal count
        count += 1
        write()
        try:
            Thgn.load(file)
        except ValueError as e:
            require(str(file) in str(e) and why in str(e), f"refused with {str(e)!r}, which lacks {why!r}")
        else:
            raise Failed(f"a checkpoint was taken that should be refused: {why}")

    def bytes_are(content):
        return lambda: file.write_bytes(content)

    def checkpoint_of(changed, **texts):
        return lambda: write_checkpoint(file, changed, {**metadata, **texts})

    for length in (0, 7, 100, len(data) - 8):
        refused("cut", bytes_are(data[:length]))
    refused("cut", bytes_are(data + b"\0"))
    for place in (len(data) - 1, data.index(b'"1024"') + 1):  # a number, and the seed in the metadata
        refused("altered", bytes_are(data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]))
    plain = b'{"x":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}'
    refused("no checkpoint of thgcl", bytes_are(struct.pack("<Q", len(plain)) + plain + bytes(8)))
    moved = data.replace(b'"thgcl.sha256"', b'"other.sha256"', 1)
    refused("no digest", bytes_are(moved))
    configuration = metadata["configuration"]
    refused("unknown settings ['shiny']", checkpoint_of(tensors, configuration=configuration + "shiny: 1\n"))
    refused("model: vaed", checkpoint_of(tensors, configuration=configuration.replace("model: thgn", "model: vaed")))
    for setting, why in (("boundary: sideways", "boundary: 'sideways'"), ("hidden: 0", "hidden: 0"),
                         ("hidden: 1.5", "hidden: 1.5"), ("tau: -1", "tau: -1.0"), ("alignment: hops", "hops"),
                         ("video_segments: 0", "video_segments"), ("classes: 7", "classes: 7"),
                         ("nonsense", "nonsense")):
        key = setting.split(":")[0]
        changed = re.sub(rf"^{key}:.*$", setting, configuration, flags=re.MULTILINE) if ":" in setting \
            else configuration + setting
        refused(why, checkpoint_of(tensors, configuration=changed))
    without = {name: tensor for name, tensor in tensors.items() if name != "head.bias"}
    refused("head.bias", checkpoint_of(without))
    refused("head.bias", checkpoint_of({**tensors, "head.bias": torch.zeros(2)}))
    refused("more.weight", checkpoint_of({**tensors, "more.weight": torch.zeros(2)}))
    checkpoint_of(tensors)()
    Thgn.load(file)  # as it was, it is taken
    return count


# ---------------------------------------------------------------- 5: the documentation
def examples(program, run):
    """Runs the examples of the page, one after the other, where `runs/demo` is the demonstration's folder."""
    (program.folder / "runs").mkdir()
    (program.folder / "runs/demo").symlink_to(run.resolve())
    (program.folder / "tools").symlink_to(ROOT / "tools")
    code = re.findall(r"^```python\n(.*?)^```", PAGE.read_text(), re.DOTALL | re.MULTILINE)
    require(len(code) >= 2, f"{PAGE.name}: {len(code)} examples in Python, must be at least 2")
    done = subprocess.run([sys.executable, "-c", "\n".join(code)], cwd=program.folder, capture_output=True, text=True)
    require(done.returncode == 0, f"{PAGE.name}: the examples fail:\n{done.stderr}")
    program.predict(program.folder / "mine.safetensors", run / "demo.h5")


def table(rows, head):
    lines = [head, "|---|--:|--:|--:|"]
    for name, (count, *numbers) in rows.items():
        texts = ["-" if x is None else f"{x:.0e}" if x else "0" for x in numbers]
        lines.append(f"| {name} | {count} | {' | '.join(texts)} |")
    return "\n".join(lines) + "\n"


def documented(written, write):
    """Writes the tables of differences, or checks that they are about the same cases."""
    page = PAGE.read_text()
    require(len(TABLE.findall(page)) == 1, f"{PAGE.name}: the place of the tables isn't found")
    if write:
        PAGE.write_text(TABLE.sub(lambda place: place[1] + written + place[3], page))
    cells = lambda text: [tuple(line.split(" | ")[:2]) for line in text.splitlines() if line.startswith("| ")]
    before = TABLE.search(page)[2] if not write else written
    require(cells(before) == cells(written), f"{PAGE.name}: the tables are about other cases; run this with --write")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--run", type=Path, default=ROOT / "runs/demo", help="the folder of the demonstration")
    parser.add_argument("--thgcl", default=str(ROOT / "tools/thgcl"), help="the program")
    parser.add_argument("--write", action="store_true", help="write the tables of docs/pytorch.md")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        program, run = Program(arguments.thgcl, Path(folder)), arguments.run.resolve()
        suite = table(golden(), "| reading | cases | values | gradients |")
        networks = table(trained(program, run), "| network | clips | float64 | float32 |")
        written = f"Golden cases, PyTorch {torch.__version__}:\n\n{suite}\nScores of trained networks:\n\n{networks}\n"
        print(written)
        command_line(program, run)
        updated(program, run)
        new_networks(program, run)
        devices()
        print(f"{refusals(run / 'best.safetensors', program.folder)} files were refused, each for its reason")
        examples(program, run)
        documented(written, arguments.write)
    print("check_torch: all is well")


if __name__ == "__main__":
    try:
        main()
    except Failed as e:
        sys.exit(f"check_torch: {e}")
