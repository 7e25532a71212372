"""Statements whose shapes fit, or would fit if a sign were meant otherwise; these are unread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from derive.meaning.claims import Shapeless, Unsteady
from derive.meaning.faces import check_faces
from derive.meaning.ones import bare, of_any_shape, unfit
from derive.meaning.sizes import Misshapen
from derive.meaning.slices import check_fit, product_of_slices, turned
from derive.meaning.world import World, spelled
from derive.reading.grammar.defining import is_size
from derive.reading.items import Item
from derive.reading.statements import Definition, Equation
from derive.reading.syntax import Name, Unreadable

Meaning = TypeVar("Meaning")
Meant = Callable[[Item, World], tuple[Meaning, World]]


def shaped(item: Item, world: World, meant: Meant[Meaning]) -> tuple[Meaning, World]:
    r"""What an item means. Raises `Unreadable` where no shapes fit but with another shape for a bare `\mathbf 1`.

    So too where `X_{i,:}` may be meant as a column, or a letter in two typefaces as two names, or that of a size as an
    array.
    """
    try:
        found = meant(item, world)
    except Misshapen as problem:
        _check_size(item, world)
        _check_ones(item, world, meant)
        check_fit(item.statement, problem.message)
        check_faces(item, world)
        raise
    if isinstance(found[0], Shapeless) and not isinstance(found[0], Unsteady):
        _check_size(item, world)
        _check_ones(item, world, meant)
        check_fit(item.statement, found[0].message)
        check_faces(item, world)
    _check_products(item, world, meant)
    return found


def _check_size(item: Item, world: World) -> None:
    """Raises `Unreadable` at a size that an equation sets equal to an array: its author means another name."""
    statement = item.statement
    if isinstance(statement, Equation) and isinstance(statement.left, Name) and statement.left.key in world.scope.sizes:
        raise Unreadable(is_size(spelled(statement.left.key)), statement.left.span)


def _check_ones(item: Item, world: World, meant: Meant[Meaning]) -> None:
    statement, ones = item.statement, bare(item.statement)
    if ones is None or not isinstance(statement, (Equation, Definition)):
        return
    if _fits(replace(item, statement=of_any_shape(statement)), world, meant):
        raise unfit(ones.span)


def _check_products(item: Item, world: World, meant: Meant[Meaning]) -> None:
    """Raises `Unreadable` at a product of two rows of which both the inner and the outer product fit."""
    statement, product = item.statement, product_of_slices(item.statement)
    if product is None or not isinstance(statement, (Equation, Definition)):
        return
    if _fits(replace(item, statement=turned(statement)), world, meant):
        what = "this can be the inner or the outer product of two rows or columns"
        raise Unreadable(f"{what}; declare the shape of the other side, or write it by entries", product.span)


def _fits(item: Item, world: World, meant: Meant[Meaning]) -> bool:
    """Whether an item has a meaning."""
    try:
        meaning, _ = meant(item, world)
    except (Misshapen, Unreadable):
        return False
    return not isinstance(meaning, Shapeless)
