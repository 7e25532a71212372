"""The entrywise reading: at given sizes every array is a matrix of SymPy symbols, and nothing here is clever.

This is what an equation means. A derivative is taken entry by entry; the derivative of an unknown function is a
symbol of its own. Indices count from 1. The modules of rules are entered by importing them.
"""

from derive.judging.symbols import arithmetic, arrays, cases, limiting, slopes
from derive.judging.symbols.arrays import defined
from derive.judging.symbols.cases import holds
from derive.judging.symbols.rules import evaluate
from derive.judging.symbols.setting import Entries, Held, NoValue, OutOfRange, Setting, TooLarge

MODULES = arithmetic, arrays, cases, limiting, slopes
__all__ = ["Entries", "Held", "NoValue", "OutOfRange", "Setting", "TooLarge", "defined", "evaluate", "holds"]
