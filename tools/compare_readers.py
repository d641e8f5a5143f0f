#!/usr/bin/env python3
"""Compares the two readers of golden files, `thgcl golden verify` and tools/verify_golden.py, on random files.

    tools/compare_readers.py [--files 500] [--seed 1] [--thgcl tools/thgcl] [--keep DIR]

Random cases of every kind come from `thgcl golden generate`. A quarter of the files stays as it is; the others get one
or two changes: wrong numbers, missing or unknown fields, bad shapes, bad settings, wrong invariants, a batch of one,
text that isn't JSON. Both readers must come to the same verdict on every case: passed, failed or malformed. The settings
in KINDS must be those of golden/kinds.json, too. Exit code: 0 they agree, 1 they don't, or something wasn't tried.
"""
import argparse
import collections
import copy
import json
import math
import random
import subprocess
import sys
import tempfile
from pathlib import Path

sys.dont_write_bytecode = True
import verify_golden

ROOT = Path(__file__).resolve().parent.parent
CASES = 2  # in a file
HUGE = "stands for 1e400"
SLOW = {"training": 4}  # kind -> how many cases at most are computed

# ---------------------------------------------------------------- changes
def a_case(document, dice):
    return dice.choice(document["cases"])

def a_tensor(case, dice, *parts):
    """A tensor of a case that has numbers, or none."""
    found = [tensor for part in parts for tensor in case.get(part, {}).values() if tensor["data"]]
    return dice.choice(found) if found else None

def wrong_number(document, dice):
    tensor = a_tensor(a_case(document, dice), dice, "outputs", "gradients")
    if tensor:
        place = dice.randrange(len(tensor["data"]))
        old = tensor["data"][place]
        tensor["data"][place] = "NaN" if dice.random() < 0.1 or type(old) is str else old * 1.001 + 0.01

def changed_input(document, dice):
    tensor = a_tensor(a_case(document, dice), dice, "inputs")
    if tensor:
        place = dice.randrange(len(tensor["data"]))
        tensor["data"][place] = dice.choice([-1, 0, 1, 2, 7, 0.5, -2.5, 1.0, 1e6, HUGE, 3_000_000_000, None, True])

def special_input(document, dice):
    tensor = a_tensor(a_case(document, dice), dice, "inputs")
    if tensor:
        tensor["data"][dice.randrange(len(tensor["data"]))] = dice.choice(["NaN", "Infinity", "-Infinity", "1"])

def removed(document, dice):
    case = a_case(document, dice)
    part = dice.choice(["inputs", "outputs", "gradients", "settings", "cotangents"])
    if case.get(part):
        del case[part][dice.choice(list(case[part]))]

def removed_part(document, dice):
    case = a_case(document, dice)
    case.pop(dice.choice(["id", "inputs", "outputs", "gradients", "settings", "cotangents"]), None)

def unknown_field(document, dice):
    case = a_case(document, dice)
    tensor = {"shape": [], "data": [1]}
    dice.choice([document, case])[dice.choice(["note", "weights"])] = 1 if dice.random() < 0.5 else "x"
    if dice.random() < 0.5:
        document.pop("note", None), document.pop("weights", None), case.pop("note", None), case.pop("weights", None)
        case.setdefault(dice.choice(["inputs", "outputs", "gradients", "cotangents"]), {})["sigma"] = tensor

def bad_shape(document, dice):
    tensor = a_tensor(a_case(document, dice), dice, "inputs", "outputs", "gradients", "cotangents")
    if tensor:
        shape = tensor["shape"]
        change = dice.randrange(5)
        if change == 0:
            shape.reverse()
        elif change == 1:
            tensor["data"].append(1)
        elif change == 2:
            shape.append(1)
        elif change == 3:
            tensor["shape"] = [math.prod(shape)]
        else:
            tensor["shape"] = [-1, *shape[1:]]

def bad_setting(document, dice):
    case = a_case(document, dice)
    kind = verify_golden.KINDS.get(str(document["kind"]))
    settings = kind.settings if kind else {}
    names = list(case["settings"] if callable(settings) else settings) or ["sigma"]
    values = ["no such word", "SHIFT", -1, 0, 1, 2, 0.5, 1.0, -0.5, 1_000_001, True, False, None, [1, 2], [2, 1], [0.5],
              "none", "hops", "tmac"]
    case["settings"][dice.choice(names)] = dice.choice(values)

def unknown_setting(document, dice):
    a_case(document, dice)["settings"]["sigma"] = 1

def invariants(document, dice):
    case = a_case(document, dice)
    names = [*case["outputs"], *case["inputs"], "nobody"]
    name = dice.choice(names)
    case["invariants"] = [dice.choice([
        f"range({name}, 0, 1)", f"range({name}, -Infinity, Infinity)", f"rows_sum_to({name}, 1)", f"sums_to({name}, 0)",
        f"ascending({name})", f"descending({name})", f"finite({name})", f"finite({name}, 1)", f"range({name}, 0)",
        f"range({name}, a, 1)", f"between({name}, 0, 1)", "x", f" finite( {name} ) "])]

def one_clip(document, dice):
    """A batch of one, where the kind has a batch."""
    case = a_case(document, dice)
    for part in ("inputs", "outputs", "gradients", "cotangents"):
        for tensor in case.get(part, {}).values():
            if tensor["shape"] and tensor["shape"][0] == case["settings"].get("batch", tensor["shape"][0]):
                size = math.prod(tensor["shape"][1:])
                tensor["shape"][0], tensor["data"] = 1, tensor["data"][:size]
    if "batch" in case["settings"]:
        case["settings"]["batch"] = 1

def no_cotangents(document, dice):
    a_case(document, dice).pop("cotangents", None)

def tolerance(document, dice):
    dice.choice([document, a_case(document, dice)])["tolerance"] = dice.choice([
        {"absolute": -1, "relative": 0}, {"absolute": 0}, {"absolute": 0, "relative": 0, "x": 1}, "tight",
        {"absolute": 1, "relative": 1}, {"absolute": "0", "relative": 0}, {"absolute": HUGE, "relative": 0}])

def same_id(document, dice):
    document["cases"][-1]["id"] = document["cases"][0]["id"]

def top(document, dice):
    document[dice.choice(["format", "kind", "version", "case_count", "equation", "source", "reading", "flags"])] = (
        dice.choice(["thgcl-golden/1", "1.0", "no", 2, 7, [], [1], {}, {"a": 1}, None]))

def nothing_expected(document, dice):
    case = a_case(document, dice)
    case["outputs"] = {}
    case.pop("gradients", None)

def no_cases(document, dice):
    document["cases"], document["case_count"] = [], 0

def decoys(document, dice):
    case = a_case(document, dice)
    name = dice.choice([*case["outputs"], "sigma"])
    case["decoys"] = [dice.choice([
        {"name": "d", "outputs": {name: {"shape": [], "data": [1]}}}, {"name": "d"}, {"name": 1, "outputs": {}},
        {"name": "d", "why": "w", "outputs": {}, "more": 1}])]

def wrong_case(document, dice):
    document["cases"][dice.randrange(len(document["cases"]))] = dice.choice([None, 1, [], "x", {}])
    document["cases"] = document["cases"] or [1]

# on the text
def cut(text, dice):
    return text[:dice.randrange(len(text))]

def twice(text, dice):
    return text.replace('"settings":', '"settings": {}, "settings":', 1)

def not_json(text, dice):
    return text.replace("[", dice.choice(["[NaN, ", "[,", "['a', ", "[01, ", "[1., "]), dice.randrange(1, 9))

CHANGES = [wrong_number, wrong_number, wrong_number, changed_input, changed_input, special_input, removed, removed,
           removed_part, unknown_field, bad_shape, bad_shape, bad_setting, bad_setting, bad_setting, unknown_setting,
           invariants, invariants, invariants, one_clip, one_clip, no_cotangents, tolerance, same_id, top,
           nothing_expected, no_cases, decoys, wrong_case]
TEXT_CHANGES = [cut, twice, not_json]

def change(document, dice, used):
    """The text of a file: a quarter as it is, the others with one or two changes."""
    if dice.random() < 0.25:
        used["unchanged"] += 1
        return json.dumps(document)
    for _ in range(dice.choice([1, 1, 2])):
        one = dice.choice(CHANGES)
        if document["cases"] and all(type(c) is dict and {"id", "inputs", "outputs", "settings"} <= set(c)
                                     for c in document["cases"]):
            one(document, dice)
            used[one.__name__] += 1
    text = json.dumps(document).replace(f'"{HUGE}"', "1e400")
    if dice.random() < 0.1:
        one = dice.choice(TEXT_CHANGES)
        text = one(text, dice)
        used[one.__name__] += 1
    return text

# ---------------------------------------------------------------- both readers
def generate(program, folder, seed, cases, kinds):
    subprocess.run([program, "golden", "generate", "--seed", str(seed), "--cases", str(cases), "--kinds",
                    ",".join(kinds), "--out", folder], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)

def make_files(program, folder, seed, count, used):
    dice = random.Random(seed)
    kinds = list(kinds_of_the_program())
    each = math.ceil(count / len(kinds)) * CASES
    sources = folder / "sources"
    generate(program, sources, seed, each, [kind for kind in kinds if kind not in SLOW])
    for kind, most in SLOW.items():
        generate(program, sources, seed, min(each, most), [kind])
    files = folder / "files"
    files.mkdir()
    for n in range(count):
        document = json.loads((sources / f"{kinds[n % len(kinds)]}.json").read_text())
        first = n // len(kinds) * CASES
        chosen = [document["cases"][(first + k) % len(document["cases"])] for k in range(CASES)]
        document |= {"cases": copy.deepcopy(chosen), "case_count": CASES}
        (files / f"{n:04}.json").write_text(change(document, dice, used), "utf-8")
    return files

def java_verdicts(program, files):
    run = subprocess.run([program, "golden", "verify", "--json", files], capture_output=True, text=True, check=False)
    return {(Path(v["file"]).name, v["index"]): v["verdict"] for v in json.loads(run.stdout)["verdicts"]}, run.stderr

def python_verdicts(files):
    command = [sys.executable, ROOT / "tools" / "verify_golden.py", "--verdicts", files]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode not in (0, 1, 2) or "Traceback" in run.stderr:
        sys.exit(f"tools/verify_golden.py broke off:\n{run.stderr}")
    lines = map(json.loads, run.stdout.splitlines())
    return {(Path(file).name, index): verdict for file, index, verdict in lines}

def kinds_of_the_program():
    return json.loads((ROOT / "golden" / "kinds.json").read_text())["kinds"]

def differing_settings():
    """Settings that KINDS and golden/kinds.json don't state alike."""
    table = kinds_of_the_program()
    if set(table) != set(verify_golden.KINDS):
        yield f"kinds: {set(table) ^ set(verify_golden.KINDS)}"
    for kind in set(table) & set(verify_golden.KINDS):
        stated, own = table[kind]["settings"]["properties"], verify_golden.KINDS[kind].settings
        if callable(own):  # of a system, whose own kind states and compares them
            systems = stated["system"]["enum"]
            names = set().union(*(own({"system": system}) for system in systems))
            if set(stated) != names or set(systems) != set(verify_golden.verify_table1.SYSTEMS):
                yield f"{kind}: settings {sorted(set(stated) ^ names)}, systems {systems}"
            continue
        if set(stated) != set(own):
            yield f"{kind}: settings {sorted(set(stated) ^ set(own))}"
        for name in set(stated) & set(own):
            default, allows, rule = own[name]
            here = verify_golden.NEEDED if "default" not in stated[name] else stated[name]["default"]
            differing = [v for v in values(stated[name]) if allowed(stated[name], v) != bool(allows(v))]
            if here != default or differing:
                yield f"{kind}.{name}: {stated[name]} there, {rule}, default {default} here; {differing[:3]}"

def values(schema):
    """Values at the bounds of a setting, beyond them, and of other types."""
    schema, listed = schema.get("items", schema), "items" in schema
    numbers = [-1, 0, 1, 0.5]
    for bound in ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum"):
        if bound in schema:
            numbers += [schema[bound] - 1, schema[bound], schema[bound] + 1]
    found = [*schema.get("enum", []), *numbers, True, "no such word", None]
    return [[], *([value] for value in found), 1] if listed else [*found, [1]]

def allowed(schema, value):
    """Whether a schema of kinds.json allows a value."""
    if "enum" in schema:
        return any(type(value) is type(word) and value == word for word in schema["enum"])
    if schema["type"] == "array":
        return type(value) is list and all(allowed(schema["items"], item) for item in value)
    if schema["type"] == "string":
        return type(value) is str
    number = type(value) is int or schema["type"] == "number" and type(value) is float
    return number and (schema.get("minimum", value) <= value <= schema.get("maximum", value)
                       and not value <= schema.get("exclusiveMinimum", value - 1)
                       and not value >= schema.get("exclusiveMaximum", value + 1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--thgcl", default=str(ROOT / "tools" / "thgcl"), help="the program")
    parser.add_argument("--keep", type=Path, help="folder to keep the files in")
    arguments = parser.parse_args()
    used = collections.Counter()
    with tempfile.TemporaryDirectory() as temporary:
        folder = arguments.keep or Path(temporary)
        files = make_files(arguments.thgcl, folder, arguments.seed, arguments.files, used)
        java, errors = java_verdicts(arguments.thgcl, files)
        python = python_verdicts(files)
    problems = list(differing_settings())
    for place in sorted(java.keys() | python.keys()):
        if java.get(place) != python.get(place):
            problems.append(f"{place[0]}, case {place[1]}: thgcl says {java.get(place)}, Python says {python.get(place)}")
    verdicts = collections.Counter(java.values())
    changes = ", ".join(f"{name} {count}" for name, count in sorted(used.items()))
    print(f"changes: {changes}")
    print(f"{arguments.files} files, {len(java)} verdicts: " + ", ".join(f"{n} {v}" for v, n in sorted(verdicts.items()))
          + f"; {len(problems)} differences")
    for problem in problems:
        print(f"DIFFERENT {problem}")
    everything = set(verdicts) == {"passed", "failed", "malformed"}
    if not everything:
        print("not every verdict occurred: the comparison shows little")
    return 0 if everything and not problems else 1


if __name__ == "__main__":
    sys.exit(main())
