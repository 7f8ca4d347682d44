"""Whose report it is and for which period, from what a file says of itself."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from etl import workbook as words
from etl.clean import fold, found_text, plain_text, typed_text
from etl.names import find_units, shown_units, similar_units
from etl.programme.catalogue import Catalogue, Period, Programme, Unit
from etl.readers.sheet import Cell, Sheet
from etl.recognise import read_labels
from etl.submission import Problem
from etl.typed_period import find_period, months_of, similar_period


@dataclass(frozen=True)
class Claim:
    """The cells in which a file, or a line of one, names programme, unit and period."""

    programme: Cell
    unit: Cell
    period: Cell


@dataclass(frozen=True)
class Identity:
    """None for what could not be recognised; then a problem says why."""

    programme: Programme | None = None
    unit: Unit | None = None
    period: Period | None = None

    @property
    def codes(self) -> tuple[str | None, str | None, str | None]:
        """The codes of programme, unit and period."""
        return (
            self.programme.programme_code if self.programme else None,
            self.unit.unit_code if self.unit else None,
            self.period.period_code if self.period else None,
        )


def identify(catalogue: Catalogue, claim: Claim) -> tuple[Identity, list[Problem]]:
    """Programme, unit and period that a claim names, by code or by name, and what is wrong with it."""
    programme = _programme(catalogue, claim.programme)
    if programme is None:
        return Identity(), [_unknown("unknown_programme", claim.programme, known=catalogue.programmes)]
    period = find_period(programme, typed_text(claim.period.value))
    day = period.to_date if period else None
    units = find_units(programme, claim.unit.value, day)
    unit = units[0] if len(units) == 1 else None
    problems = []
    if unit is None:
        problems.append(_which_unit(programme, claim.unit, units, day))
    if period is None:
        problems.append(_which_period(programme, claim.period))
    if unit and period and not unit.is_valid_on(period.to_date):
        details = (("unit", unit.unit_name_vi), ("period", period.period_code))
        problems.append(_problem("unit_not_valid", claim.unit, *details))
    return Identity(programme, unit, period), problems


def identify_workbook(catalogue: Catalogue, info: Sheet | None, meta: Sheet | None) -> tuple[Identity, list[Problem]]:
    """From Thông tin and _meta, which must agree; what they disagree on is None. Without one, the other decides."""
    if info is None:
        return identify(catalogue, _meta_claim(meta)) if meta else (Identity(), [])
    labels = read_labels(info)
    claim = _info_claim(info, labels)
    identity, problems = identify(catalogue, claim)
    name = labels.get(fold(words.UNIT_NAME_LABEL))
    if name and not name.is_blank:
        problems += _check_name(identity, name)
    if meta is None:
        return identity, problems
    return _agreed(catalogue, identity, claim, _meta_claim(meta), problems)


def _agreed(
    catalogue: Catalogue, identity: Identity, info: Claim, meta: Claim, problems: list[Problem]
) -> tuple[Identity, list[Problem]]:
    hidden, _ = identify(catalogue, meta)
    pairs = (
        (words.PROGRAMME_LABEL, info.programme, meta.programme, identity.programme is hidden.programme),
        (words.UNIT_CODE_LABEL, info.unit, meta.unit, identity.unit is hidden.unit),
        (words.PERIOD_LABEL, info.period, meta.period, identity.period is hidden.period),
    )
    disputed = {
        label for label, said, known, is_same in pairs if not (known.is_blank or is_same or _texts_agree(said, known))
    }
    disagreements = [
        _problem("meta_disagrees", said, ("label", label), ("meta", found_text(known.value)))
        for label, said, known, _ in pairs
        if label in disputed
    ]
    agreed = Identity(
        None if words.PROGRAMME_LABEL in disputed else identity.programme,
        None if words.UNIT_CODE_LABEL in disputed else identity.unit,
        None if words.PERIOD_LABEL in disputed else identity.period,
    )
    return agreed, [*problems, *disagreements]


def _info_claim(info: Sheet, labels: dict[str, Cell]) -> Claim:
    missing = Cell(info.name, "", None)
    unit = labels.get(fold(words.UNIT_CODE_LABEL), missing)
    if unit.is_blank:  # the code was deleted, the name still stands
        unit = labels.get(fold(words.UNIT_NAME_LABEL), unit)
    programme, period = (labels.get(fold(label), missing) for label in (words.PROGRAMME_LABEL, words.PERIOD_LABEL))
    return Claim(programme, unit, period)


def _meta_claim(meta: Sheet) -> Claim:
    labels = read_labels(meta)
    keys = (words.META_PROGRAMME, words.META_UNIT, words.META_PERIOD)
    return Claim(*(labels.get(fold(key), Cell(meta.name, "", None)) for key in keys))


def _programme(catalogue: Catalogue, cell: Cell) -> Programme | None:
    text = fold(plain_text(cell.value))
    named = (each for each in catalogue.programmes.values() if fold(each.programme_name_vi) == text)
    return catalogue.programmes.get(typed_text(cell.value)) or next(named, None)


def _which_unit(programme: Programme, cell: Cell, units: list[Unit], day: date | None) -> Problem:
    """That it is not clear which unit is meant, and which it might be."""
    if units:
        return _problem("ambiguous_unit", cell, ("known", shown_units(units)))
    near = similar_units(programme, cell.value, day)
    if near:
        return _problem("unknown_unit", cell, ("advice", "unknown_unit.near"), ("known", shown_units(near)))
    return _problem("unknown_unit", cell)


def _which_period(programme: Programme, cell: Cell) -> Problem:
    known, text = ("known", ", ".join(programme.periods)), plain_text(cell.value)
    near = similar_period(programme, text)
    if near is None:
        return _problem("unknown_period", cell, known)
    advice = "unknown_period.several" if months_of(text) else "unknown_period.near"
    meant = f"{near.period_name_vi} ({near.period_code})"
    return _problem("unknown_period", cell, known, ("advice", advice), ("meant", meant))


def _check_name(identity: Identity, name: Cell) -> list[Problem]:
    """A name that means other units contradicts the code; one that means nothing may be another unit's too."""
    if identity.programme is None or identity.unit is None:
        return []
    named = find_units(identity.programme, name.value, identity.period.to_date if identity.period else None)
    if identity.unit in named:
        return []
    meant = ("unit", f"{identity.unit.unit_code} {identity.unit.unit_name_vi}")
    if named:
        return [_problem("unit_disagrees", name, meant)]
    return [Problem("unknown_unit_name", "warning", name.sheet_name, name.cell_ref, found_text(name.value), (meant,))]


def _texts_agree(said: Cell, known: Cell) -> bool:
    """Both name the same unknown thing: that it is unknown has been said already."""
    return fold(plain_text(said.value)) == fold(plain_text(known.value))


def _unknown(code: str, cell: Cell, *, known: Iterable[str]) -> Problem:
    return _problem(code, cell, ("known", ", ".join(known)))


def _problem(code: str, cell: Cell, *details: tuple[str, str]) -> Problem:
    return Problem(code, "error", cell.sheet_name, cell.cell_ref, found_text(cell.value), details)
