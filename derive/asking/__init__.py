"""One claim asked about for itself, without a document: `prove`, `solve`, and what they return."""

from derive.asking.ask import prove, solve
from derive.asking.composing import UnreadableDeclaration
from derive.asking.ruling import Ruling

__all__ = ["Ruling", "UnreadableDeclaration", "prove", "solve"]
