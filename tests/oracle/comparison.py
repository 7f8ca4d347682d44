"""Where a mart differs from the oracle."""

from tests.oracle.units import Mart


def difference(computed: Mart, expected: Mart) -> list[str]:
    """A line for each row that only one side has, and for each number apart by more than 1e-9."""
    lines = [f"{key}: only in the mart" for key in computed.keys() - expected.keys()]
    lines += [f"{key}: not in the mart" for key in expected.keys() - computed.keys()]
    for key in expected.keys() & computed.keys():
        for column, value in expected[key].items():
            found = computed[key][column]
            if not _same(found, value):
                lines.append(f"{key} {column}: {found} in the mart, {value} by the oracle")
    return sorted(lines)


def _same(found: object, value: object) -> bool:
    if isinstance(value, float | int) and not isinstance(value, bool):
        return isinstance(found, float | int) and abs(found - value) <= 1e-9 * max(1.0, abs(value))
    return found == value
