"""The mistakes that tools/golden_mutants plants in the definitions of verify_table1.py."""

# class of mistake -> definition -> name, old text, new text, and the proof if the mutant is equivalent
PLANTED = {
    "axis": {
        "layer_norm": [
            ("over the first axes", "F.layer_norm(x, x.shape[-axes:], p[\"scale\"], p[\"shift\"], epsilon)",
             "(x - x.mean(dim=0)) / torch.sqrt(x.var(dim=0, unbiased=False) + epsilon) * p[\"scale\"] + p[\"shift\"]")],
        "attention": [
            ("softmax over the queries", "dim=-1)", "dim=-2)"),
            ("heads side by side in the wrong axis", "unflatten(-1, (s[\"heads\"], -1)).transpose(1, 2)",
             "unflatten(-1, (-1, s[\"heads\"])).movedim(-1, 1)")],
        "ordered": [
            ("tokens in the other order", "== \"band_major\"", "!= \"band_major\"")],
        "conformer": [
            ("maximum over time", "y.mean(dim=1)", "y.max(dim=1).values")],
        "graph_norm": [
            ("each node by itself", "(x - x.mean()) / torch.sqrt(((x - x.mean()) ** 2).mean() + 1e-5)",
             "F.layer_norm(x, x.shape[-1:])")],
        "memberships": [
            ("closeness shared among the rows", "a.sum(dim=1, keepdim=True)", "a.sum(dim=0, keepdim=True)")],
        "wave_logmel": [
            ("frames and bands exchanged at the end", "y = y.mean(dim=3)", "y = y.mean(dim=2)"),
            ("the wave's plane isn't turned", "unflatten(1, (-1, half)).transpose(2, 3)",
             "unflatten(1, (-1, half)).reshape(len(wave), -1, wave.shape[2], half)")],
        "convnext": [
            ("maximum over bands", "y = y.mean(dim=3)", "y = y.max(dim=3).values")],
    },
    "structure": {
        "transformer_layer": [
            ("no residual around the maps", "return x + mlp(norm(\"norm2\", x))", "return mlp(norm(\"norm2\", x))")],
        "encoder": [
            ("pieces summed", "sum(features) / len(features)", "sum(features)"),
            ("a short rest counts", "piece.shape[2] > size // 2", "piece.shape[2] > 0")],
        "piece_features": [
            ("prefix behind the patches",
             "torch.cat([prefix.expand(len(tokens), -1, -1), tokens + to_patches], dim=1)",
             "torch.cat([tokens + to_patches, prefix.expand(len(tokens), -1, -1)], dim=1)"),
            ("mean over all tokens", "tokens[:, len(prefix):].sum(dim=1) / count", "tokens.mean(dim=1)")],
        "positions": [
            ("published positions meant otherwise", "waves(s, tokens % t), waves(s, tokens // t)",
             "waves(s, tokens // t), waves(s, tokens % t)"),
            ("bands after frames", "for place in (band, frame)", "for place in (frame, band)")],
        "conformer_layer": [
            ("whole feed-forward steps", "x = x + feed_forward(\"ffn1\", x) / 2", "x = x + feed_forward(\"ffn1\", x)"),
            ("the gate is the first half", "left * torch.sigmoid(right)", "right * torch.sigmoid(left)")],
        "wav2vec2": [
            ("zeros placed behind", "(kernel // 2, kernel - 1 - kernel // 2)", "(kernel - 1 - kernel // 2, kernel // 2)"),
            ("one norm for all taps", "(direction ** 2).sum(dim=(0, 1))", "(direction ** 2).sum()"),
            ("positions without GELU", "F.gelu(place)", "place")],
        "feature_encoder": [
            ("every convolution is normalised by the batch", "F.group_norm(y, y.shape[1],", "F.group_norm(y, 1,")],
        "vaed": [
            ("audio counts once", "y_audio = 2 * y_audio", "y_audio = y_audio"),
            ("fusion replaces the update", "y_audio = y_audio + gat(", "y_audio = gat("),
            ("normalised before ReLU", "graph_norm(F.relu(y))", "F.relu(graph_norm(y))")],
        "hgcn": [
            ("no residual", "(nodes[m] if s[\"residual\"] else 0.0)", "0.0"),
            ("sums over neighbours", "(mean_of[m] @ y)", "(intra[m].double() @ y)"),
            ("clips normalised by themselves",
             "F.silu((y - mean) / torch.sqrt(variance + 1e-5))",
             "F.silu((y - y.mean(dim=1, keepdim=True)) / torch.sqrt(y.var(dim=1, unbiased=False, keepdim=True) + 1e-5))")],
        "tmac": [
            ("attention without TMac's weights", "audio, edges, tmac_weights(edges))", "audio, edges)")],
        "ssl_graph": [
            ("no self-loops", "torch.eye(n)", "(torch.eye(n) * 1e-30)"),
            ("row normalisation", "root[:, None] * adjacency * root[None]", "root[:, None] ** 2 * adjacency")],
        "resnet1d": [
            ("new channels behind", "(0, 0, more // 2, more - more // 2)", "(0, 0, 0, more)"),
            ("the first block activates twice", "act(y, f\"blocks.{i}.norm0\") if i else y",
             "act(y, f\"blocks.{i}.norm0\")")],
        "padded_to_share": [
            ("the odd zero before", "(zeros // 2, zeros - zeros // 2)", "(zeros - zeros // 2, zeros // 2)")],
        "lhgnn_block": [
            ("no relative positions", " + relative_positions(v_rows.shape[1], nodes, others)", ""),
            ("the first of the dilated neighbours", "[:, ::dilation]", "[:, :k]"),
            ("channels one behind the other", "torch.stack([v_rows, m1, m2], dim=2).flatten(1)",
             "torch.cat([v_rows, m1, m2], dim=1)"),
            ("GELU after the depthwise convolution",
             "inner = convolve(inner, names(p, \"depthwise\"), padding=1, groups=inner.shape[1])",
             "inner = F.gelu(convolve(inner, names(p, \"depthwise\"), padding=1, groups=inner.shape[1]))")],
        "video_resnet": [
            ("no activation after the sum", "y = F.relu(inner + y)", "y = inner + y")],
        "video_resnet_shapes": [
            ("one middle for both convolutions", "first if s[\"middle\"] == \"shared\" else middle(inputs, after)",
             "first")],
    },
    "scale": {
        "attention": [
            ("scores by the root of the width", "math.sqrt(query.shape[-1])", "math.sqrt(s[\"width\"])")],
        "memberships": [
            ("exponent 2", "** 4", "** 2")],
        "relative_positions": [
            ("half", "-2 / width", "-1 / width")],
        "resampling": [
            ("the kernel of Keys", "a=-0.75", "a=-0.5")],
        "with_logits": [
            ("features are the logits' input twice", "affine(features,", "affine(2 * features,")],
        "binary_cross_entropy": [
            ("sum over classes", ".mean()", ".mean() * logits.shape[1]")],
        "batch_norm_step": [
            ("biased variance kept", "variance * n / (n - 1)", "variance"),
            ("momentum the other way", "(1 - s[\"momentum\"]) * before + s[\"momentum\"] * now",
             "s[\"momentum\"] * before + (1 - s[\"momentum\"]) * now")],
        "activate": [
            ("GELU's tanh form", "\"gelu\": F.gelu", "\"gelu\": lambda y: F.gelu(y, approximate=\"tanh\")")],
        "tmac_weights": [
            ("width without the node itself", "(high - low + 1)", "(high - low).clamp(min=1)")],
    },
    "epsilon": {
        "batch_norm": [
            ("outside the root", "torch.sqrt(v + epsilon)", "(torch.sqrt(v) + epsilon)")],
        "channel_norm": [
            ("1e-5 for 1e-6", "epsilon=1e-6", "epsilon=1e-5")],
    },
    "ties": {
        "smallest": [
            ("the last of equals", "np.argsort(x.numpy(), axis=1, kind=\"stable\")[:, :count]",
             "x.shape[1] - 1 - np.argsort(x.numpy()[:, ::-1], axis=1, kind=\"stable\")[:, :count]")],
    },
    "off by one": {
        "neighbourhood": [
            ("one neighbour less", "min(2 * span + 1, len(own))", "min(2 * span, len(own))"),
            ("cut off at the ends", "first = min(max(own.index(i) - span, 0), len(own) - size)",
             "first = max(own.index(i) - span, 0)")],
        "matching": [
            ("one audio node less", "first:first + s[\"cross_span\"]", "first:first + s[\"cross_span\"] - 1")],
        "grid": [
            ("what is left over makes a patch", "(n - size) // stride + 1", "-(-(n - size) // stride) + 1")],
    },
}
