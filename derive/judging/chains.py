"""Chains of equations, judged from their first side to their last, so that one false step is shown as just that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from derive.judging.evidence import Disagreement
from derive.judging.failing import disagreeing
from derive.judging.judge import judge
from derive.judging.verdict import FALSE, Kind, Verdict, closed
from derive.meaning.claims import Claim, Shapeless, claim
from derive.meaning.meanings import NotUnderstood, Understood
from derive.reading.items import Item
from derive.reading.statements import Equation
from derive.reading.syntax import Unreadable

Ends = tuple[str, str]
"""What the ends of a chain are to each other, and how the readings disagree on it."""


def ends(understood: Sequence[Understood], verdicts: Mapping[str, Verdict], seconds: float) -> dict[str, Ends]:
    """For every step of a chain that is false or not understood, what its ends are to each other."""
    found: dict[str, Ends] = {}
    for chain in chains(understood):
        failed = [u for u in chain if u.item.id not in verdicts or verdicts[u.item.id].kind in FALSE]
        if len(chain) < 2 or not failed:
            continue
        text, defect = end_to_end(chain, seconds)
        found.update({u.item.id: (text, defect) for u in failed if text})
    return found


def chains(understood: Sequence[Understood]) -> Iterator[list[Understood]]:
    """Equations that follow each other in one chain; between them another one may go on beside it."""
    open_chains: dict[tuple[int, int], list[Understood]] = {}
    for u in understood:
        key = _key(u.item)
        if isinstance(u.meaning, Claim | Shapeless | NotUnderstood) and isinstance(u.item.statement, Equation):
            open_chains.setdefault(key, []).append(u)
        elif key in open_chains:
            yield open_chains.pop(key)
    yield from open_chains.values()


def _key(item: Item) -> tuple[int, int]:
    return item.display, item.chain


def end_to_end(chain: Sequence[Understood], seconds: float) -> Ends:
    """What the first and the last side of a chain are to each other; nothing where that is not found out."""
    first, last = chain[0].item.statement, chain[-1].item.statement
    assert isinstance(first, Equation) and isinstance(last, Equation)
    equation = Equation(first.left, last.right, last.condition)
    world = max((u.world for u in chain), key=lambda each: len(each.scope.definitions) + len(each.spoiled))
    try:
        made = claim(equation, world)
        verdict = judge(made, seconds)
    except Unreadable:
        return "", ""
    except Disagreement as problem:
        found = disagreeing(problem)
        return f"From its first to its last side the chain is {_lower(found.message)}", found.defect
    if verdict.kind in (Kind.PROVED, Kind.CONVENTION):
        return "From its first to its last side the chain is true.", ""
    known = all(isinstance(u.meaning, Claim | Shapeless) for u in chain)
    false = f"From its first to its last side the chain is false{' too' if known else ''}."
    return (false, "") if verdict.kind is Kind.REFUTED else ("", "")


def _lower(message: str) -> str:
    return message[0].lower() + message[1:]


def with_ends(verdict: Verdict, text: str, defect: str) -> Verdict:
    """A verdict on a step, with what the ends of its chain are to each other."""
    return replace(verdict, message=f"{closed(verdict.message)} {text}", defect=defect)
