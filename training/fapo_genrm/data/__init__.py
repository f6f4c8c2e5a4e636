"""Endless synthetic solutions with a known first wrong step, and critiques that recompute them."""

from fapo_genrm.data.row import Row
from fapo_genrm.data.stream import DOMAINS, Split, rows

__all__ = ["DOMAINS", "Row", "Split", "rows"]
