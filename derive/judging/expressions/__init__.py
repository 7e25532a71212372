"""Expressions of SymPy judged: equal by the entrywise reading's test for zero, or different in exact numbers."""
