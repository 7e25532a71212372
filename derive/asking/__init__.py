"""One claim judged for itself, without a document: `prove` and what it returns."""

from derive.asking.composing import UnreadableDeclaration
from derive.asking.prove import prove
from derive.asking.ruling import Ruling

__all__ = ["Ruling", "UnreadableDeclaration", "prove"]
