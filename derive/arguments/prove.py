"""The arguments of `prove`."""

from derive.arguments.claim import fill
from derive.arguments.command import Command

EXAMPLES = r"""
examples:
  python -m derive prove '\frac{d}{dx} x^2 = 2 x' --given 'x \in R'
  python -m derive prove '\frac{\partial}{\partial x} (x^\top x) = 2 x' \
      --given 'x \in R^n'

exit status:
  0 proved or convention, 1 another verdict, 2 what is given is not understood,
  3 a defect
"""

COMMAND = Command("prove", "judge one claim", "Judge one claim, without a document.", fill, EXAMPLES)
