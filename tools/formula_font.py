#!/usr/bin/env python3
"""Makes the font of the formulas anew: the part of STIX Two Math that they need, as WOFF2.

    tools/formula_font.py STIXTwoMath.woff2

The font is in the npm package @fontsource/stix-two-math, or at https://github.com/stipub/stixfonts. What stays is the
characters below with all larger forms that the table MATH knows of them (fences, roots, sums of every height), and the
table itself. The result has a name of its own, as it is a modified version. Needs fonttools and brotli (pip).

Writes src/main/resources/page/formula-font.woff2 and, for the tests, formula-font.txt with its characters.
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

NAME = "THGCL Formulas"
OUT = pathlib.Path(__file__).resolve().parent.parent / "src" / "main" / "resources" / "page"

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
GREEK = "ΓΔΘΛΞΠΣΦΨΩαβγδεζηθικλμνξοπρστυφχψω"
SIGNS = "0123456789 .,:;!?%&'\"()[]{}|/+-=<>~−±·×÷∑∏∫√′″∈∉∞∂∇≠≈≤≥≪≫→←↔↦⇒⌊⌋⌈⌉‖‾^ˆ…⋯⋮⋱∥⊙∘⊤ℓℝℕ∅∪∩∼"


def italic(letter):
    """What a browser draws for a variable of one letter."""
    if letter == "h":
        return "\u210e"
    if letter in LETTERS:
        return chr(0x1D434 + LETTERS.index(letter))
    capital = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡ\u03f4ΣΤΥΦΧΨΩ"
    if letter in capital:
        return chr(0x1D6E2 + capital.index(letter))
    return chr(0x1D6FC + ord(letter) - ord("α"))


def main(source):
    font = TTFont(source)
    characters = set(LETTERS + GREEK + SIGNS) | {italic(letter) for letter in LETTERS + GREEK}
    options = subset.Options()
    options.layout_features = ["ssty"]
    options.hinting = False
    options.name_IDs = []
    options.notdef_outline = True
    options.drop_tables += ["GPOS", "GDEF"]
    options.flavor = "woff2"
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(c) for c in characters])
    subsetter.subset(font)
    for number, text in ((0, "Copyright 2001-2021 The STIX Fonts Project Authors; a part of STIX Two Math"),
                         (1, NAME), (2, "Regular"), (4, NAME), (6, NAME.replace(" ", "")),
                         (13, "SIL Open Font License, Version 1.1"), (14, "https://scripts.sil.org/OFL")):
        font["name"].setName(text, number, 3, 1, 0x409)
    OUT.mkdir(parents=True, exist_ok=True)
    file = OUT / "formula-font.woff2"
    font.flavor = "woff2"
    font.save(file)
    held = sorted(TTFont(file).getBestCmap())
    (OUT / "formula-font.txt").write_text("".join(chr(c) for c in held) + "\n", encoding="utf-8")
    print(f"{file}: {file.stat().st_size} bytes, {len(held)} characters, {len(font.getGlyphOrder())} glyphs")
    missing = sorted(characters - {chr(c) for c in held})
    if missing:
        print("not in the source font:", " ".join(missing))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
