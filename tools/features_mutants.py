"""The mistakes that tools/golden_mutants plants in the definitions of verify_features.py."""

# class of mistake -> definition -> name, old text, new text, and the proof if the mutant is equivalent
PLANTED = {
    "axis": {
        "pca_quantise": [
            ("columns of the matrix", "@ vectors.T", "@ vectors")],
        "frame_resize": [
            ("down first",
             "across = resized(picture.swapaxes(0, 1), s[\"width\"]).swapaxes(0, 1)\n    return resized(across, s[\"height\"])",
             "lower = resized(picture, s[\"height\"])\n    return resized(lower.swapaxes(0, 1), s[\"width\"]).swapaxes(0, 1)"),
            ("width and height exchanged",
             "across = resized(picture.swapaxes(0, 1), s[\"width\"]).swapaxes(0, 1)\n    return resized(across, s[\"height\"])",
             "across = resized(picture.swapaxes(0, 1), s[\"height\"]).swapaxes(0, 1)\n    return resized(across, s[\"width\"])")],
    },
    "scale": {
        "resample": [
            ("cut off at half the input rate", "scale = n * rate_out // rate_in, min(1, rate_out / rate_in)",
             "scale = n * rate_out // rate_in, 1"),
            ("a wider filter where the rate rises", "min(1, rate_out / rate_in)", "rate_out / rate_in"),
            ("the filter isn't widened", "scale * ((place - j) + rest / rate_out)", "((place - j) + rest / rate_out)")],
        "weight": [
            ("not multiplied by s", "return scale * s[\"rolloff\"]", "return s[\"rolloff\"]"),
            ("not multiplied by the rolloff", "return scale * s[\"rolloff\"]", "return scale"),
            ("cut off at half the lower rate", "np.sinc(s[\"rolloff\"] * place)", "np.sinc(place)"),
            ("window above 1", "/ bessel(s[\"beta\"])", "/ 1"),
            ("window without a root", "math.sqrt(1 - (place / s[\"zeros\"]) ** 2)", "(1 - (place / s[\"zeros\"]) ** 2)"),
            ("window over one crossing more", "(place / s[\"zeros\"]) ** 2", "(place / (s[\"zeros\"] + 1)) ** 2"),
            ("no window", "* window", "* 1")],
        "bessel": [
            ("twice the argument", "(x / 2) ** 2", "x ** 2"),
            ("the function of order 1, over x/2", "/ k ** 2", "/ k / (k + 1)")],
        "pca_quantise": [
            ("256 steps", "(255 / (high - low))", "(256 / (high - low))"),
            ("from 0 on", "np.clip(projected, low, high) - low", "np.clip(projected, low, high)"),
            ("always for -2 to 2", "(255 / (high - low))", "63.75")],
        "resized": [
            ("not widened", "wide, result = max(n / size, 1.0), []", "wide, result = 1.0, []"),
            ("weights don't sum to 1", "int(w / sum(weights) * 2 ** 22", "int(w * 2 ** 22")],
        "bicubic": [
            ("a sharper kernel",
             "1.5 * t ** 3 - 2.5 * t ** 2 + 1\n    return -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2",
             "1.25 * t ** 3 - 2.25 * t ** 2 + 1\n    return -0.75 * t ** 3 + 3.75 * t ** 2 - 6 * t + 3")],
        "filled": [
            ("as often as needed", "(least // len(chunk) + 1)", "-(-least // len(chunk))")],
    },
    "off by one": {
        "resample": [
            ("places of middles", "divmod(t * rate_in, rate_out)", "divmod(t * rate_in + (rate_in - rate_out) // 2, rate_out)"),
            ("one sample late", "((place - j) + rest / rate_out)", "((place - j) + 1 + rest / rate_out)"),
            ("last sample left out", "min(n, place + reach + 2)", "min(n - 1, place + reach + 2)"),
            ("one sample too few behind", "min(n, place + reach + 2)", "min(n, place + reach)"),
            ("one sample too few before", "max(0, place - reach)", "max(0, place - reach + 1)"),
            ("a sample that has no weight any more", "min(n, place + reach + 2)", "min(n, place + reach + 3)",
             "Its distance is at least reach + 1 samples, beyond the end of the window: the weight is 0.")],
        "weight": [
            ("the end of the window left out", "if abs(place) > s[\"zeros\"]:", "if abs(place) >= s[\"zeros\"]:")],
        "resized": [
            ("corners of pixels", "centre = (i + 0.5) * (n / size)", "centre = i * (n / size)"),
            ("distance to the pixel's beginning", "bicubic((j - centre + 0.5) / wide)", "bicubic((j - centre) / wide)")],
        "video_chunks": [
            ("one chunk too few", "range(count)]\n    else", "range(count - 1)]\n    else"),
            ("chunks overlap by a frame", "(k + 1) * each", "(k + 1) * each + 1")],
        "during": [
            ("a frame on a border ends the chunk", "begin <= t < end", "begin < t <= end"),
            ("a frame on a border is in two chunks", "begin <= t < end", "begin <= t <= end"),
            ("the next frame", "if t < end], default=0)", "if t < end], default=-1) + 1"),
            ("the frame before", "if t < end], default=0)", "if t < begin], default=1) - 1")],
        "filled": [
            ("one frame too many counts as too few", "< least else", "<= least else")],
    },
    "rounding": {
        "resample": [
            ("length rounded up", "n * rate_out // rate_in,", "-(-n * rate_out // rate_in),")],
        "ROUND": [
            ("truncate rounds", "\"truncate\": np.floor", "\"truncate\": np.rint"),
            ("half even truncates", "\"half_even\": np.rint", "\"half_even\": np.floor"),
            ("halves away from 0", "\"half_even\": np.rint", "\"half_even\": lambda steps: np.floor(steps + 0.5)"),
            ("none rounds", "\"none\": lambda steps: steps", "\"none\": np.rint")],
        "resized": [
            ("sums truncated", "total = 2 ** 21 + sum(", "total = sum("),
            ("weights of 8 bits", "* 2 ** 22 + math.copysign(0.5, w))", "* 2 ** 8 + math.copysign(0.5, w)) * 2 ** 14")],
        "video_chunks": [
            ("frames a chunk rounded", "math.floor(rate * exact)", "round(rate * exact)"),
            ("frames a chunk rounded up", "math.floor(rate * exact)", "math.ceil(rate * exact)"),
            ("rate rounded up", "rate = n // seconds", "rate = -(-n // seconds)")],
    },
    "sign": {
        "pca_quantise": [
            ("means added", "(embedding - means)", "(embedding + means)"),
            ("no means", "(embedding - means)", "embedding")],
        "bicubic": [
            ("no negative part", "if t < 2 else 0.0", "if t < 1 else 0.0")],
    },
    "floor": {
        "pca_quantise": [
            ("not clipped", "np.clip(projected, low, high)", "projected"),
            ("clipped below alone", "np.clip(projected, low, high)", "np.clip(projected, low, None)"),
            ("clipped above alone", "np.clip(projected, low, high)", "np.clip(projected, None, high)")],
        "resized": [
            ("not clipped", "np.clip(total >> 22, 0, 255)", "total >> 22"),
            ("modulo 256", "np.clip(total >> 22, 0, 255)", "(total >> 22) % 256")],
    },
    "structure": {
        "resample": [
            ("filtered at equal rates", "    if rate_in == rate_out:\n        return waveform\n", "")],
        "weight": [
            ("Hann's window",
             "bessel(s[\"beta\"] * math.sqrt(1 - (place / s[\"zeros\"]) ** 2)) / bessel(s[\"beta\"])",
             "0.5 + 0.5 * math.cos(math.pi * place / s[\"zeros\"])")],
        "bicubic": [
            ("a triangle", "1.5 * t ** 3 - 2.5 * t ** 2 + 1\n    return -0.5 * t ** 3 + 2.5 * t ** 2 - 4 * t + 2 if t < 2 else 0.0",
             "1 - t\n    return 0.0")],
        "resized": [
            ("a size that stays is filtered, too", "    if n == size:\n        return lines\n", "",
             "Equal sizes have the weights 0, 1, 0, 0: the kernel is 0 at whole distances but 0.")],
        "filled": [
            ("the last frame held", "chunk * (least // len(chunk) + 1)", "chunk + chunk[-1:] * (least - len(chunk))"),
            ("not filled", "chunk * (least // len(chunk) + 1)", "chunk"),
            ("each frame repeated", "chunk * (least // len(chunk) + 1)", "sorted(chunk * (least // len(chunk) + 1))")],
        "video_chunks": [
            ("no drift", "list(range(k * each, (k + 1) * each))",
             "list(range(math.floor(k * rate * exact), math.floor(k * rate * exact) + each))")],
    },
    "default": {
        "RESAMPLE": [
            ("default of rate_in", "whole(44100, low=1)", "whole(48000, low=1)"),
            ("default of rate_out", "whole(16000, low=1)", "whole(22050, low=1)"),
            ("default of zeros", "whole(50, low=1)", "whole(64, low=1)"),
            ("default of beta", "real(12.984585247040018", "real(14.769656459379492"),
            ("default of rolloff", "(0.9173473712608761,", "(0.9475937167399596,")],
        "QUANTISE": [
            ("default of rounding", "choice(\"truncate\", \"half_even\", \"none\")", "choice(\"half_even\", \"truncate\", \"none\")"),
            ("default of minimum", "real(-2.0)", "real(-1.0)"),
            ("default of maximum", "real(2.0)", "real(1.0)")],
        "RESIZE": [
            ("default of width", "\"width\": whole(128", "\"width\": whole(224"),
            ("default of height", "\"height\": whole(128", "\"height\": whole(224")],
        "CHUNKS": [
            ("default of chunk_seconds", "above_0(0.25)", "above_0(0.5)"),
            ("default of seconds", "whole(10, low=1)", "whole(5, low=1)"),
            ("default of least_frames", "whole(5, low=1)", "whole(6, low=1)"),
            ("default of timeline", "choice(\"time\", \"predecessor\")", "choice(\"predecessor\", \"time\")")],
    },
}
