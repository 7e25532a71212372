"""The arguments of `prove`."""

from derive.arguments.claim import fill
from derive.arguments.command import Command

EXAMPLES = r"""
examples:
  python -m derive prove '\frac{d}{dx} x^2 = 2 x' --given 'x \in R'
  python -m derive prove '\frac{\partial L}{\partial W} = X^\top \frac{\partial L}{\partial Y}' \
      --given 'X \in R^{N \times n}, W \in R^{n \times m}' --given 'Y := X W; L := L(Y)'
"""

COMMAND = Command("prove", "judge one claim", "Judge one claim, without a document.", fill, EXAMPLES)
