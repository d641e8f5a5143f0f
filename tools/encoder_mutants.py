"""The mistakes that tools/golden_mutants plants in the definitions of verify_encoders.py."""

# class of mistake -> definition -> name, old text, new text, and the proof if the mutant is equivalent
PLANTED = {
    "axis": {
        "vggish": [
            ("flattened channel by channel", "y.permute(0, 2, 3, 1).flatten(1)", "y.flatten(1)"),
            ("flattened band by band", "y.permute(0, 2, 3, 1).flatten(1)", "y.permute(0, 3, 2, 1).flatten(1)"),
            ("bands are the first axis of a kernel", ".permute(3, 2, 0, 1)", ".permute(3, 2, 1, 0)")],
        "unit": [
            ("columns are the first axis of a kernel", ".permute(4, 3, 0, 1, 2)",
             ".permute(4, 3, 0, 1, 2).transpose(3, 4)")],
        "separate": [
            ("the stride of time in space", "(1, stride, stride)", "(stride, stride, 1)")],
        "gated": [
            ("a gate for each frame", "y.mean(dim=(2, 3, 4)) @ x[f\"{name}.weight\"]",
             "y.mean(dim=(2, 3, 4)).mean(dim=0, keepdim=True).expand(len(y), -1) @ x[f\"{name}.weight\"]")],
        "s3d": [
            ("maximum over positions", "y.mean(dim=(2, 3, 4))", "y.amax(dim=(2, 3, 4))"),
            ("norm over the chunks", "dim=1, keepdim=True", "dim=0, keepdim=True")],
    },
    "transposition": {
        "vggish": [
            ("kernels backwards", ".permute(3, 2, 0, 1)", ".permute(3, 2, 0, 1).flip(2, 3)")],
        "unit": [
            ("kernels backwards", ".permute(4, 3, 0, 1, 2)", ".permute(4, 3, 0, 1, 2).flip(2, 3, 4)")],
        "gated": [
            ("the gate's weight transposed", "@ x[f\"{name}.weight\"]", "@ x[f\"{name}.weight\"].T")],
        "s3d": [
            ("blue first", ".permute(0, 4, 1, 2, 3)", ".permute(0, 4, 1, 2, 3).flip(1)"),
            ("frames backwards", ".permute(0, 4, 1, 2, 3)", ".permute(0, 4, 1, 2, 3).flip(2)"),
            ("pictures mirrored", ".permute(0, 4, 1, 2, 3)", ".permute(0, 4, 1, 2, 3).flip(4)")],
    },
    "scale": {
        "unit": [
            ("divided by the variance", "torch.sqrt(variance + s[\"epsilon\"])", "(variance + s[\"epsilon\"])"),
            ("scaled before the mean is taken off", "(y - mean)", "(y * scale - mean) / scale")],
        "s3d": [
            ("sum over positions", "y.mean(dim=(2, 3, 4))", "y.sum(dim=(2, 3, 4))"),
            ("divided by the square of the length", "clamp(min=1e-12)", "clamp(min=1e-12) ** 2"),
            ("length of the largest", "torch.linalg.vector_norm(y, dim=1, keepdim=True)",
             "y.amax(dim=1, keepdim=True)")],
        "gated": [
            ("gates twice as wide", "torch.sigmoid(", "2 * torch.sigmoid(")],
    },
    "epsilon": {
        "unit": [
            ("epsilon outside the root", "torch.sqrt(variance + s[\"epsilon\"])",
             "(torch.sqrt(variance) + s[\"epsilon\"])"),
            ("epsilon left out", "variance + s[\"epsilon\"]", "variance"),
            ("epsilon always 1e-3", "s[\"epsilon\"]", "1e-3"),
            ("epsilon always 1e-5", "s[\"epsilon\"]", "1e-5")],
    },
    "off by one": {
        "vggish": [
            ("no zeros outside", "padding=1", "padding=0"),
            ("a last row is dropped", "2, ceil_mode=True", "2")],
        "unit": [
            ("zeros behind alone", "y = F.conv3d(y, weight, None, stride, [(size - 1) // 2 for size in weight.shape[2:]])",
             "kt, kh, kw = weight.shape[2:]\n"
             "    y = F.conv3d(F.pad(y, (0, kw - 1, 0, kh - 1, 0, kt - 1)), weight, None, stride)")],
        "s3d": [
            ("a last frame is pooled alone", "F.max_pool3d(y, 2, 2)", "F.max_pool3d(y, 2, 2, ceil_mode=True)"),
            ("the third pool keeps the frames", "F.max_pool3d(y, 3, 2, 1)", "F.max_pool3d(y, 3, (1, 2, 2), 1)"),
            ("the pools run in one block late", "if name == \"mixed_5b\"", "if name == \"mixed_5c\"")],
        "vggish_shapes": [
            ("what is left over is dropped", "math.ceil(s[\"frames\"] / 16)", "(s[\"frames\"] // 16)")],
    },
    "order": {
        "unit": [
            ("the rectifier before the norm", "F.relu((y - mean) / torch.sqrt(variance + s[\"epsilon\"]) * scale + shift)",
             "(F.relu(y) - mean) / torch.sqrt(variance + s[\"epsilon\"]) * scale + shift")],
        "separate": [
            ("time before space",
             "y = unit(s, x, y, f\"{name}.conv1\", (1, stride, stride))\n"
             "    return unit(s, x, y, f\"{name}.conv2\", (stride, 1, 1))",
             "if len(x[f\"{name}.conv2.norm.mean\"]) != y.shape[1]:\n"
             "        return unit(s, x, unit(s, x, y, f\"{name}.conv1\", (1, stride, stride)), f\"{name}.conv2\","
             " (stride, 1, 1))\n"
             "    y = unit(s, x, y, f\"{name}.conv2\", (stride, 1, 1))\n"
             "    return unit(s, x, y, f\"{name}.conv1\", (1, stride, stride))")],
        "mixed": [
            ("the second and third branch exchanged", "for b in (1, 2)]", "for b in (2, 1)]"),
            ("the pooled branch first", "branches += [unit(s, x, F.max_pool3d(y, 3, 1, 1), f\"{name}.branch3\")]",
             "branches = [unit(s, x, F.max_pool3d(y, 3, 1, 1), f\"{name}.branch3\"), *branches]")],
        "vggish": [
            ("the pool before the rectifier", "y = F.relu(F.conv2d(y, weight, x[f\"{name}.bias\"], padding=1))\n"
             "        if pooled:\n            y = F.max_pool2d(y, 2, ceil_mode=True)",
             "y = F.conv2d(y, weight, x[f\"{name}.bias\"], padding=1)\n"
             "        if pooled:\n            y = F.max_pool2d(y, 2, ceil_mode=True)\n        y = F.relu(y)",
             "max(0, .) ascends, so it commutes with a maximum; the gradient is 0 in both where the maximum is below 0.")],
    },
    "floor": {
        "s3d": [
            ("zeros outside the pools", "F.max_pool3d(y, 3, 2, 1)", "F.max_pool3d(F.pad(y, (1,) * 6), 3, 2)",
             "Behind a rectifier no number is below 0, so 0 outside changes no maximum; a window of zeros passes its gradient to a 0 of the rectifier, which stops it.")],
        "mixed": [
            ("zeros outside the pool of a branch", "F.max_pool3d(y, 3, 1, 1)", "F.max_pool3d(F.pad(y, (1,) * 6), 3, 1)",
             "As for the pools between the blocks: no number is below 0.")],
    },
    "structure": {
        "vggish": [
            ("a rectifier at the end", "if name != \"fc2\" or s[\"final_relu\"]:", "if True:"),
            ("no rectifier at the end", "if name != \"fc2\" or s[\"final_relu\"]:", "if name != \"fc2\":"),
            ("no rectifier between the linear maps", "if name != \"fc2\" or s[\"final_relu\"]:",
             "if name == \"fc2\" and s[\"final_relu\"]:"),
            ("averages for maxima", "F.max_pool2d(y, 2, ceil_mode=True)", "F.avg_pool2d(y, 2, ceil_mode=True)")],
        "CONVOLUTIONS": [
            ("a pool after conv3_1", "\"conv3_1\": False, \"conv3_2\": True", "\"conv3_1\": True, \"conv3_2\": False"),
            ("a pool after conv4_1", "\"conv4_1\": False, \"conv4_2\": True", "\"conv4_1\": True, \"conv4_2\": False")],
        "separate": [
            ("a norm and a rectifier after the second half alone",
             "y = unit(s, x, y, f\"{name}.conv1\", (1, stride, stride))",
             "weight = x[f\"{name}.conv1.weight\"].permute(4, 3, 0, 1, 2)\n"
             "    y = F.conv3d(y, weight, None, (1, stride, stride), [(size - 1) // 2 for size in weight.shape[2:]])"),
            ("the first half alone", "return unit(s, x, y, f\"{name}.conv2\", (stride, 1, 1))",
             "return y[:, :, ::stride]")],
        "gated": [
            ("no gates", "if not s[\"gating\"]:", "if True:"),
            ("the gate alone", "y * gate[:, :, None, None, None]", "gate[:, :, None, None, None].expand_as(y)")],
        "mixed": [
            ("no pool in the last branch", "F.max_pool3d(y, 3, 1, 1)", "y"),
            ("an average in the last branch", "F.max_pool3d(y, 3, 1, 1)", "F.avg_pool3d(y, 3, 1, 1)"),
            ("gates behind the joined branches exchanged", "enumerate(branches)", "zip((0, 2, 1, 3), branches)")],
        "s3d": [
            ("length 1 always", "if s[\"norm\"] == \"l2\":", "if True:"),
            ("length as it is", "if s[\"norm\"] == \"l2\":", "if False:"),
            ("the first pool left out", "F.max_pool3d(separate(s, x, y, \"conv_1a\", 2), (1, 3, 3), (1, 2, 2), (0, 1, 1))",
             "separate(s, x, y, \"conv_1a\", 2)")],
    },
    "missing term": {
        "vggish": [
            ("no bias in the convolutions", "weight, x[f\"{name}.bias\"], padding", "weight, None, padding"),
            ("no bias in the linear maps", "@ x[f\"{name}.weight\"] + x[f\"{name}.bias\"]", "@ x[f\"{name}.weight\"]")],
        "unit": [
            ("the mean isn't subtracted", "(y - mean)", "y"),
            ("no shift", "* scale + shift", "* scale"),
            ("no scale", "* scale + shift", "+ shift")],
        "gated": [
            ("no bias in a gate", " + x[f\"{name}.bias\"]", "")],
    },
    "default": {
        "VGGISH": [
            ("a rectifier at the end is the default", "choice(False, True)", "choice(True, False)")],
        "S3D": [
            ("torchvision's epsilon is the default", "above_0(1e-5)", "above_0(1e-3)"),
            ("gates are the default", "choice(False, True)", "choice(True, False)"),
            ("the mean alone is the default", "choice(\"l2\", \"none\")", "choice(\"none\", \"l2\")")],
    },
}
