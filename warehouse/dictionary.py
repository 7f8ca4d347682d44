"""The data dictionary: each table's grain from its SQL file, each column's meaning from dictionary.csv.

`python -m warehouse.dictionary > docs/dictionary.md` writes it anew from the current snapshot.
"""

from warehouse.build import dictionary_rows
from warehouse.definitions import grain_of, sql_of
from warehouse.home import find_home
from warehouse.scope import Scope
from warehouse.snapshot import Snapshot, current_snapshot_id, open_snapshot


def columns_of(snapshot: Snapshot, _scope: Scope) -> list[tuple[str, str, str]]:
    """(table with its schema, column, type) of the whole snapshot, in order."""
    frame = snapshot.ask(
        """
        select table_schema || '.' || table_name as table_name, column_name, data_type
        from information_schema.columns
        where table_schema in ('dim', 'ops', 'fact', 'mart')
        order by table_schema, table_name, ordinal_position
        """
    )
    return list(frame.itertuples(index=False, name=None))


def dictionary_markdown(snapshot: Snapshot) -> str:
    """The dictionary as a page. Raises KeyError for a column that dictionary.csv does not describe."""
    meanings = {(row["table_name"], row["column_name"]): row for row in dictionary_rows()}
    lines = ["# Data dictionary", "", "Generated (`make dictionary`); a test holds it to the tables.", ""]
    last_table = ""
    for table, column, data_type in columns_of(snapshot, Scope.everything()):
        if table != last_table:
            layer, name = table.split(".")
            grain = grain_of(layer, name) if name in sql_of(layer) else "What the snapshot says of itself."
            lines += ["", f"## {table}", "", grain, "", "| column | type | nghĩa | meaning |", "|---|---|---|---|"]
            last_table = table
        row = meanings.get((table, column)) or meanings["", column]
        lines.append(f"| `{column}` | {data_type.lower()} | {row['description_vi']} | {row['description_en']} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    home = find_home()
    print(dictionary_markdown(open_snapshot(home, current_snapshot_id(home) or "")), end="")
