"""From a recording to features, section 2.1 of the paper, for tools/verify_golden.py. Needs NumPy alone.

Each formula stands here once, in plain loops, written from docs/method.md and docs/golden.md alone.
As in verify_golden.py it takes the array library as `xp`, the settings as `s`, then the kind's inputs.
"""
import math
from fractions import Fraction

import numpy as np

from golden_kind import COUNT, Kind, above_0, choice, real, require, whole

LIMIT = 1 << 24  # numbers of one result, docs/golden.md

# ---------------------------------------------------------------- sound at another rate
def resample(xp, s, waveform):
    """[n] -> [m]: each sample times its weight, at the places that the rates say."""
    rate_in, rate_out, n = s["rate_in"], s["rate_out"], len(waveform)
    size = np.abs(waveform if xp is np else waveform.detach().numpy())
    require(bool((size <= 1e290).all()), "waveform: every sample must be finite, at most 1e290 in size")
    m, scale = n * rate_out // rate_in, min(1, rate_out / rate_in)
    reach = min(-(-s["zeros"] * rate_in // rate_out) if rate_in > rate_out else s["zeros"], n)
    require(m * (2 * reach + 2) <= LIMIT, f"more than {LIMIT} products")
    if rate_in == rate_out:
        return waveform
    weights = np.zeros((m, n))
    for t in range(m):
        place, rest = divmod(t * rate_in, rate_out)
        for j in range(max(0, place - reach), min(n, place + reach + 2)):
            weights[t, j] = weight(s, scale * ((place - j) + rest / rate_out), scale)
    return xp.asarray(weights) @ waveform

def weight(s, place, scale):
    """Of a sample that is so many crossings of zero away."""
    if abs(place) > s["zeros"]:
        return 0.0
    window = bessel(s["beta"] * math.sqrt(1 - (place / s["zeros"]) ** 2)) / bessel(s["beta"])
    return scale * s["rolloff"] * float(np.sinc(s["rolloff"] * place)) * window

def bessel(x):
    """I0(x), by its power series."""
    total, term, k = 1.0, 1.0, 0
    while term > 1e-18 * total:
        k += 1
        term *= (x / 2) ** 2 / k ** 2
        total += term
    return total

# ---------------------------------------------------------------- principal components and 8 bits
ROUND = {"truncate": np.floor, "half_even": np.rint, "none": lambda steps: steps}

def pca_quantise(xp, s, embedding, vectors, means):
    low, high = s["minimum"], s["maximum"]
    require(low < high and math.isfinite(high - low), "`minimum` must be below `maximum`")
    for name, x in (("embedding", embedding), ("vectors", vectors), ("means", means)):
        require(bool(np.isfinite(x).all()), f"{name}: every number must be finite")
    require(len(embedding) * max(1, len(vectors)) <= LIMIT, f"more than {LIMIT} numbers")
    projected = (embedding - means) @ vectors.T
    steps = (np.clip(projected, low, high) - low) * (255 / (high - low))
    return projected, ROUND[s["rounding"]](steps)

# ---------------------------------------------------------------- pictures in another size
def frame_resize(xp, s, picture):
    """[h, w, 3] -> [height, width, 3]: across, then down, with 8 bits between."""
    rows, columns, channels = picture.shape
    require(rows and columns, "a picture must have a pixel at least")
    require(s["width"] * max(s["height"], rows) * channels <= LIMIT, f"more than {LIMIT} numbers")
    across = resized(picture.swapaxes(0, 1), s["width"]).swapaxes(0, 1)
    return resized(across, s["height"])

def resized(lines, size):
    """[n, ...] -> [size, ...]: the first axis, in whole numbers."""
    n = len(lines)
    if n == size:
        return lines
    wide, result = max(n / size, 1.0), []
    for i in range(size):
        centre = (i + 0.5) * (n / size)
        low, high = max(0, int(centre - 2 * wide + 0.5)), min(n, int(centre + 2 * wide + 0.5))
        weights = [bicubic((j - centre + 0.5) / wide) for j in range(low, high)]
        whole_weights = [int(w / sum(weights) * 2 ** 22 + math.copysign(0.5, w)) for w in weights]
        total = 2 ** 21 + sum(k * lines[j].astype(np.int64) for k, j in zip(whole_weights, range(low, high)))
        result.append(np.clip(total >> 22, 0, 255))
    return np.array(result)

def bicubic(t):
    t = abs(t)
    if t < 1:
        return 1.5 * t ** 3 - 2.5 * t ** 2 + 1
    return -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2 if t < 2 else 0.0

# ---------------------------------------------------------------- a video in chunks
def video_chunks(xp, s, times):
    """How many frames each chunk has, and the numbers of the frames, chunk after chunk."""
    length, seconds, n = s["chunk_seconds"], s["seconds"], len(times)
    require(bool(np.isfinite(times).all()) and bool((np.diff(times) >= 0).all()), "times must be finite and not fall")
    require(n > 0, "there must be a frame")
    exact = Fraction(repr(float(length)))  # the decimal number that is written
    require(exact.numerator < 2 ** 63 and exact.denominator < 2 ** 63, "chunk_seconds: not a fraction of 64 bits")
    count = seconds // exact
    require(1 <= count <= COUNT and (n + count) * (s["least_frames"] + 1) <= LIMIT, "no chunk, or too many")
    if s["timeline"] == "predecessor":
        rate = n // seconds
        each = math.floor(rate * exact)
        require(rate >= 10 and each > 0, "too few frames a second")
        chunks = [list(range(k * each, (k + 1) * each)) for k in range(count)]
    else:
        chunks = [during(times, k * length, (k + 1) * length) for k in range(count)]
    chunks = [filled(chunk, s["least_frames"]) for chunk in chunks]
    return np.array([len(chunk) for chunk in chunks]), np.array(sum(chunks, []))

def during(times, begin, end):
    """The frames of a stretch of time; or else the one that is shown; or else the first."""
    frames = [i for i, t in enumerate(times) if begin <= t < end]
    return frames or [max([i for i, t in enumerate(times) if t < end], default=0)]

def filled(chunk, least):
    """Repeated whole if it is too short."""
    return chunk * (least // len(chunk) + 1) if len(chunk) < least else chunk


RESAMPLE = {
    "rate_in": whole(44100, low=1), "rate_out": whole(16000, low=1), "zeros": whole(50, low=1),
    "beta": real(12.984585247040018, low=0, high=700),
    "rolloff": (0.9173473712608761, lambda v: type(v) in (int, float) and 0 < v <= 1, "a number above 0, at most 1")}
QUANTISE = {"rounding": choice("truncate", "half_even", "none"), "minimum": real(-2.0), "maximum": real(2.0)}
RESIZE = {"width": whole(128, low=1), "height": whole(128, low=1)}
CHUNKS = {"chunk_seconds": above_0(0.25), "seconds": whole(10, low=1), "least_frames": whole(5, low=1),
          "timeline": choice("time", "predecessor")}

KINDS = {
    "resample": Kind(RESAMPLE, {"waveform": "n"}, "resampled", resample),
    "pca_quantise": Kind(
        QUANTISE, {"embedding": "P E", "vectors": "K E", "means": "E"}, "projected quantised", pca_quantise,
        differentiable=False),
    "frame_resize": Kind(RESIZE, {"picture": "h w 3 < 256"}, "resized", frame_resize, differentiable=False),
    "video_chunks": Kind(CHUNKS, {"times": "n"}, "chunk_sizes frames", video_chunks, differentiable=False)}
