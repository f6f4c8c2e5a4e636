"""Enum values by their short lower-case names: GROUP_STATUS_CODE_OK is "ok"."""

from __future__ import annotations

from typing import Optional


def number_of(enum, prefix: str, name: Optional[str], field: str) -> int:
    """None is UNSPECIFIED: the server's default."""
    if name is None:
        return 0
    names = [key[len(prefix) :].lower() for key in enum.keys()]
    if name not in names[1:]:
        raise ValueError(f"{field}: {name!r} (expected: one of {', '.join(names[1:])})")
    return enum.Value(prefix + name.upper())


def name_of(enum, prefix: str, number: int) -> Optional[str]:
    """None where UNSPECIFIED; unknown_N for a value of a newer server."""
    if number == 0:
        return None
    try:
        return enum.Name(number)[len(prefix) :].lower()
    except ValueError:
        return f"unknown_{number}"
