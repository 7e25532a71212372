"""Terms into index terms: the entry of a term at a place, for all sizes.

The modules of rules are entered by importing them.
"""

from derive.judging.general import arithmetic, arrays, cases, derivatives
from derive.judging.general.arrays import defined
from derive.judging.general.cases import comparing
from derive.judging.general.derivatives import places_of, variable_of
from derive.judging.general.rules import entry, scalar

MODULES = arithmetic, arrays, cases, derivatives
__all__ = ["comparing", "defined", "entry", "places_of", "scalar", "variable_of"]
