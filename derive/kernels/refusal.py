"""Why a statement cannot become a kernel."""

from __future__ import annotations


class NotEmittable(Exception):
    """A term that the emitter has no rule for, or a statement that may not be emitted; its text is the reason."""
