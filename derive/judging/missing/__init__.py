"""Assumptions that a claim lacks: found, named as an author would write them, and proved to be enough."""
