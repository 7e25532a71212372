"""Every document at hand: what its author expects to be proved never differs, and what he expects to be false does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from derive.judging import chosen
from derive.judging.inventory import inventory
from derive.judging.modular.opinion import Agree, Differ, Opinion, Unmodelled, second_opinion
from derive.meaning.claims import Claim
from derive.meaning.document import understand
from derive.reading.document import read
from derive.reading.source import Source

ROOT = Path(__file__).parents[3]
DOCUMENTS = sorted((ROOT / "tests" / "gradients").glob("*.md")) + sorted((ROOT / "derive" / "documents").glob("*.md"))
LANGUAGE = sorted(path for path in (ROOT / "tests" / "language").iterdir() if path.suffix in {".md", ".tex"})
TRUE = {"proved", "convention"}
MODELLED = 0.95
"""The share of the claims on which there is an opinion, but for limits and quotients of differences."""
RARE = 0.02
"""The share of false claims that are true but at places which chance does not hit, such as a kink."""


def listed(path: Path) -> dict[tuple[int, int], str]:
    """The verdicts of the list beside a document, by line and column."""
    lines = [line.split(" ")[:2] for line in path.with_suffix(".expected").read_text().splitlines()]
    return {(int(place.split(":")[0]), int(place.split(":")[1])): verdict for place, verdict in lines}


def opinions(path: Path) -> Iterator[tuple[str, str, Opinion]]:
    """Every claim of a document with the verdict expected and the opinion."""
    document = read(Source.read(str(path)))
    verdicts = listed(path) if path in LANGUAGE else {}
    for each in understand(document):
        if isinstance(each.meaning, Claim):
            line, column = document.source.position(each.item.span.start)
            expected = verdicts.get((line, column), each.item.expected or "proved")
            found = inventory(each.meaning.statement, each.meaning.scope)
            sizes = chosen.assignments(found)[:2]
            yield each.item.id, expected, second_opinion(each.meaning.statement, each.meaning.scope, sizes)


@pytest.fixture(scope="module")
def found() -> dict[Path, list[tuple[str, str, Opinion]]]:
    return {path: list(opinions(path)) for path in DOCUMENTS + LANGUAGE}


@pytest.mark.parametrize("path", DOCUMENTS + LANGUAGE, ids=lambda path: path.name)
def test_no_true_claim_differs(path: Path, found: dict[Path, list[tuple[str, str, Opinion]]]) -> None:
    assert [id for id, expected, opinion in found[path] if expected in TRUE and isinstance(opinion, Differ)] == []


def test_false_claims_differ_but_at_rare_places(found: dict[Path, list[tuple[str, str, Opinion]]]) -> None:
    false = [opinion for rows in found.values() for _, expected, opinion in rows if expected == "refuted"]
    agreeing = [opinion for opinion in false if isinstance(opinion, Agree)]
    assert len(agreeing) <= RARE * len(false)


def test_nearly_every_claim_is_modelled(found: dict[Path, list[tuple[str, str, Opinion]]]) -> None:
    every = [opinion for rows in found.values() for _, _, opinion in rows]
    gaps = {"a limit", "no value, whatever the point"}
    missing = [each for each in every if isinstance(each, Unmodelled) and each.reason not in gaps]
    assert len(missing) <= (1 - MODELLED) * len(every)
