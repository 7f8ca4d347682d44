"""Whether a programme's files fit together: every rule on them, run over all rows."""

from collections.abc import Callable, Iterator, Mapping

from etl.programme import check_frame, check_indicators
from etl.programme.columns import PROGRAMME_SPECS
from etl.programme.problems import ProgrammeProblem, describe
from etl.programme.read import Table
from etl.programme.settings import PROGRAMME_PARSERS, setting_problems

Problems = Iterator[ProgrammeProblem]
MUST_HAVE_ROWS = (
    "programme.csv",
    "tasks.csv",
    "content_areas.csv",
    "units.csv",
    "periods.csv",
    "indicators.csv",
)


# Each rule and the files whose rows it is given; it runs where all of them could be read.
RULES: Mapping[Callable[..., Problems], tuple[str, ...]] = {
    check_frame.one_programme: ("programme.csv",),
    check_frame.dates_in_order: ("programme.csv", "periods.csv"),
    check_frame.period_codes_begin_with_programme: ("programme.csv", "periods.csv"),
    check_frame.periods_follow_each_other: ("periods.csv",),
    check_frame.periods_fill_the_programme: ("programme.csv", "periods.csv"),
    check_frame.shares_rise_to_one: ("periods.csv",),
    check_frame.names_are_unique: ("units.csv", "tasks.csv", "indicators.csv"),
    check_frame.aliases_mean_one_unit: ("unit_aliases.csv", "units.csv"),
    check_frame.one_office: ("units.csv",),
    check_frame.unit_lives: ("units.csv",),
    check_frame.tiles_hold_one_unit: ("units.csv",),
    check_frame.sheet_names_fit: ("tasks.csv",),
    check_indicators.tasks_have_indicators: ("tasks.csv", "indicators.csv"),
    check_indicators.kinds_fit: ("indicators.csv",),
    check_indicators.roles_are_unique: ("indicators.csv",),
    check_indicators.pages_are_unique: ("tasks.csv",),
    check_indicators.ratios_have_parts: ("indicators.csv",),
    check_indicators.limits_add_up: ("indicators.csv",),
    check_indicators.indicators_apply_to_someone: (
        "indicators.csv",
        "units.csv",
        "periods.csv",
        "target_overrides.csv",
    ),
    check_indicators.targets_fit: ("targets.csv", "indicators.csv"),
    check_indicators.overrides_fit: ("target_overrides.csv", "indicators.csv", "units.csv"),
    check_indicators.extensions_fit: ("extensions.csv", "periods.csv"),
}


def programme_problems(tables: Mapping[str, Table], folder_name: str) -> Problems:
    """Everything wrong with one programme, given all its files by name, read one by one before."""
    for table in tables.values():
        yield from table.problems
    yield from unknown_codes(tables)
    yield from setting_problems(tables["settings.csv"], PROGRAMME_PARSERS)
    for row in tables["programme.csv"].rows:
        if row["programme_code"] not in (None, folder_name):
            yield row.problem("programme_code", "not_the_folder", folder=folder_name)
    for rule, names in RULES.items():
        if all(tables[name].is_whole for name in names):
            yield from rule(*(tables[name].rows for name in names))
    for name in MUST_HAVE_ROWS:
        if tables[name].is_whole and not tables[name].rows:
            yield describe(tables[name].file, 0, "", "no_rows")


def unknown_codes(tables: Mapping[str, Table]) -> Problems:
    """Codes that another file ought to have and does not."""
    for name, spec in PROGRAMME_SPECS.items():
        for column in spec.columns:
            if column.refers_to is None or not tables[column.refers_to].is_whole:
                continue
            key = PROGRAMME_SPECS[column.refers_to].key[0]
            known = {row[key] for row in tables[column.refers_to].rows}
            for row in tables[name].rows:
                if row[column.name] is not None and row[column.name] not in known:
                    yield row.problem(column.name, "unknown_code", found=row[column.name], file=column.refers_to)
