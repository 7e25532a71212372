"""Rules for terms, one for each class of term, entered where they are written."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from derive.meaning.terms import Term

Rule = TypeVar("Rule", bound=Callable[..., Any])


class Rules(dict[type[Term], Rule]):
    """The rule of each class of terms. `@rules(Plus)` enters a function as that of sums."""

    def __call__(self, kind: type[Term]) -> Callable[[Rule], Rule]:
        """What enters a function as the rule of a class."""

        def entered(function: Rule) -> Rule:
            self[kind] = function
            return function

        return entered
