"""What belongs together since it is linked, directly or through others."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")


def linked(links: Iterable[set[T]]) -> list[set[T]]:
    """Links joined with all that they share something with, so that no two groups have anything in common."""
    groups: list[set[T]] = []
    for link in links:
        near = [group for group in groups if not group.isdisjoint(link)]
        groups = [*(group for group in groups if group not in near), link.union(*near)]
    return groups
