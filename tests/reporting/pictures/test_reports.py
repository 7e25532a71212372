"""Pictures in the reports of anybody's document."""

from __future__ import annotations

from pathlib import Path

import pytest

from derive.cli import main

from .documents import LAYER
from .test_differences import CENTRAL, FORWARD, claims

NOTE = f"# A note\n\n## Layers\n{LAYER}\n\n## Steps\n\n{claims((FORWARD, 1), (CENTRAL, 2))}\n"


@pytest.mark.parametrize("target", ["one.html", "all/"])
def test_a_report_has_the_pictures_of_its_document_in_their_places(target: str, tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    main(["report", str(tmp_path / "note.md"), "-o", f"{tmp_path}/{target}", "--jobs", "1"])
    page = (tmp_path / ("one.html" if target == "one.html" else "all/note.html")).read_text("utf-8")
    network, slopes = 'class="diagram network"', 'class="diagram slopes"'
    assert page.count(network) == page.count(slopes) == 1
    assert page.index("<article id=") < page.index(network) < page.rindex("<article id=") < page.index(slopes)


def test_a_document_without_gradients_has_no_pictures(tmp_path: Path) -> None:
    (tmp_path / "note.md").write_text("<!-- derive x \\in R -->\n\n$$ x + x = 2 x $$\n", "utf-8")
    main(["report", str(tmp_path / "note.md"), "-o", f"{tmp_path}/note.html", "--jobs", "1"])
    assert "<svg" not in (tmp_path / "note.html").read_text("utf-8")
