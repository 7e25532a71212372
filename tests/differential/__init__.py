"""Random claims, written as authors write them, whose truth is known from numbers that derive has no part in."""
