"""Whose numbers a question may answer with. Part of every question and of every cache key."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Scope:
    """All units (`unit_codes` None) or a set of them. Group means are everybody's."""

    unit_codes: frozenset[str] | None

    @classmethod
    def everything(cls) -> "Scope":
        return cls(unit_codes=None)

    @classmethod
    def of_units(cls, unit_codes: Iterable[str]) -> "Scope":
        return cls(unit_codes=frozenset(unit_codes))

    @property
    def parameter(self) -> list[str] | None:
        """For SQL: `($scope is null or list_contains($scope, unit_code))`."""
        return None if self.unit_codes is None else sorted(self.unit_codes)
