"""How the independent reader of golden files declares a kind: its settings, inputs and outputs."""
import math
import sys
from dataclasses import dataclass, field
from typing import Callable


class Malformed(Exception):
    """The file breaks a rule of the format or of the method; the message says which and where."""


class Refused(Exception):
    """The file may be good, but something that its kind needs isn't there."""


def require(condition, message):
    if not condition:
        raise Malformed(message)

# ---------------------------------------------------------------- a setting: default, what is allowed, the rule
NEEDED = object()  # stands for a default that isn't there
LARGEST, BELOW_1 = sys.float_info.max, math.nextafter(1, 0)

SIZE, STEPS, COUNT = 1_000_000, 10_000, 2 ** 31 - 1  # docs/golden.md, "Where the format leaves a choice"

def whole(default, low=0, high=SIZE):
    return default, lambda v: type(v) is int and low <= v <= high, f"a whole number from {low} to {high}"
def span(default, low=0):
    return whole(default, low, COUNT)
def real(default, low=-LARGEST, high=LARGEST):
    return default, lambda v: type(v) in (int, float) and low <= v <= high, f"a number from {low} to {high}"
def above_0(default):
    return default, lambda v: type(v) in (int, float) and 0 < v <= LARGEST, "a finite number above 0"
def choice(default, *others):
    allowed = (default, *others)
    return default, lambda v: type(v) is type(default) and v in allowed, "one of " + ", ".join(map(str, allowed))

def whole_list(default, low=0, high=COUNT):
    good = lambda v: type(v) is list and all(type(t) is int and low <= t <= high for t in v)
    return default, good, f"a list of whole numbers from {low} to {high}"


@dataclass(frozen=True)
class Kind:
    """Inputs are name -> axes: a number, or a letter that stands for one number within a case; `...` stands for any
    axes. `< n` makes the input whole numbers from 0 to n - 1. Where inputs aren't computed with by name, only the last
    can be `optional`."""
    settings: dict | Callable  # of the settings that the file gives
    inputs: dict | Callable  # of the settings
    outputs: str
    compute: Callable
    differentiable: bool = True
    rows: dict = field(default_factory=dict)  # output -> input that numbers the rows its elements belong to
