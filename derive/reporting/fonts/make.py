"""Cuts the fonts of the pages out of TeX Gyre Termes. Run by hand when the set of characters is to change.

    python -m derive.reporting.fonts.make FOLDER

FOLDER holds `texgyretermes-math.otf` and, of `texgyretermes-….otf`, `regular`, `italic` and `bold`. It needs fontTools
with brotli. The results are committed, so neither is needed to use or to test the project.
"""

from __future__ import annotations

import copy
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).parent
LATIN = [*range(0x20, 0x7F), *range(0xA0, 0x100), 0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x2212]
SIGNS = (
    "←↑→↓↔↕⇐⇒⇔↦⟵⟶⟷∀∂∃∅∆∇∈∉∋∏∐∑−∓∕∖∗∘∙√∝∞∠∣∥∦∧∨∩∪∫∬∮∴∵∼≃≅≈≉≔≕≜≝≠≡≢≤≥≦≧≪≫≮≯≺≻⊂⊃⊆⊇⊕⊖⊗⊘⊙⊢⊤⊥⊺⋀⋁⋂⋃⋄⋅⋆⋮⋯⋰⋱"
    "⌈⌉⌊⌋⏞⏟⏠⏡⎴⎵⟨⟩⨀⨁⨂⩴⩽⩾□■○●◦✓"
)
MATHEMATICS = [
    *range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x300, 0x30D), *range(0x391, 0x3CA), 0x3D1, 0x3D5, 0x3D6, 0x3F1,
    0x3F5, *range(0x2010, 0x2040), 0x2057, *range(0x2061, 0x2065), 0x20D7, 0x2102, 0x210E, 0x2110, 0x2112, 0x2113,
    0x2115, 0x211B, 0x211D, 0x2124, 0x210B, 0x212C, 0x2130, 0x2131, 0x2133, *map(ord, SIGNS), *range(0x239B, 0x23B4),
    *range(0x1D400, 0x1D4D0), *range(0x1D538, 0x1D56C), *range(0x1D5A0, 0x1D5D4), *range(0x1D6A4, 0x1D756),
    *range(0x1D7CE, 0x1D7D8),
]
CUTS = {
    "texgyretermes-math.otf": ("derive-math", "Derive Math", MATHEMATICS),
    "texgyretermes-regular.otf": ("derive-text", "Derive Text", LATIN),
    "texgyretermes-italic.otf": ("derive-text-italic", "Derive Text Italic", LATIN),
    "texgyretermes-bold.otf": ("derive-text-bold", "Derive Text Bold", LATIN),
}


def cut(source: Path, target: Path, name: str, characters: list[int]) -> None:
    """Write the glyphs of `characters`, and those they grow into, to `target` as WOFF2 under a new `name`."""
    options = subset.Options()
    options.flavor = "woff2"
    options.layout_features = ["kern", "liga", "ssty", "smcp"]
    options.desubroutinize = options.recalc_timestamp = options.hinting = False
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    font = TTFont(source, recalcTimestamp=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    for record in font["name"].names:
        if record.nameID in (1, 3, 4, 6, 16):
            record.string = name.replace(" ", "") if record.nameID == 6 else name
    top = font["CFF "].cff
    top.fontNames = [name.replace(" ", "")]
    top.topDictIndex[0].FullName = top.topDictIndex[0].FamilyName = name
    _serve_every_script(font)
    font.flavor = "woff2"
    font.save(target)


def _serve_every_script(font: TTFont) -> None:
    """Offer the features of mathematics to all scripts: browsers do not always say that a prime is mathematics."""
    records = font["GSUB"].table.ScriptList.ScriptRecord
    if [record.ScriptTag for record in records] == ["math"]:
        general = copy.deepcopy(records[0])
        general.ScriptTag = "DFLT"
        records.insert(0, general)
        font["GSUB"].table.ScriptList.ScriptCount = len(records)


def main() -> None:
    """Cut all fonts from the folder named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    for file, (stem, name, characters) in CUTS.items():
        cut(Path(sys.argv[1]) / file, HERE / f"{stem}.woff2", name, characters)


if __name__ == "__main__":
    main()
