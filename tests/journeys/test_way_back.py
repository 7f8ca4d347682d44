"""The way back: a returned workbook is opened in LibreOffice, mended where the marks or the list say, and loads."""

import json
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.clerk import Answers, Typed, fill_in
from tests.etl.sameness import differences
from tests.house import House
from tests.journeys.office import save_again

LIST_SHEET = "Lỗi cần sửa"
GREEN = "FF92D050"
BAD: Answers = {
    "T1.01": ("khoảng 40", None),
    "T1.02": (100, 140),
    "T1.05": (-3, None),
    "T1.06": (16, None),  # Lê Chân has 15 communes
    "T1.09": ("chắc là có", None),
    "T2.01": (2, None),
}
MENDED: dict[str, tuple[Typed, Typed]] = {
    "T1.01": (40, None), "T1.02": (240, 140), "T1.05": (3, None), "T1.06": (15, None), "T1.09": ("có", None),
}  # fmt: skip
FACTS = {"T1.01": (40, None), "T1.02": (240, 140), "T1.05": (3, None), "T1.06": (15, None), "T1.09": (1, None),
         "T2.01": (2, None)}  # fmt: skip


@dataclass(frozen=True)
class Way:
    """A house, its soffice profile, and the bad workbook as LibreOffice wrote it."""

    house: House
    profile: Path
    bad: Path

    def saved(self, path: Path, kind: str = "xlsx") -> Path:
        """The workbook opened in LibreOffice and saved anew, in the format `kind`."""
        out = self.house.root / "saved"
        save_again([path], out, self.profile, kind)
        return out / f"{path.stem}.{kind}"

    def returned(self, name: str) -> Path:
        """The folder in which the file of that name came back."""
        (folder,) = (path for path in (self.house.home / "returned").glob("*/*") if path.name.startswith(f"{name}~"))
        return folder

    def drop(self, path: Path, name: str) -> str:
        """Sends the file under that name; what the run said."""
        (self.house.inbox / name).write_bytes(path.read_bytes())
        return self.house.etl("run")

    def facts(self) -> dict[str, tuple[float | None, float | None]]:
        rows = self.house.ask("select indicator_code, total_value, women_value from fact.measurement")
        return {row["indicator_code"]: (row["total_value"], row["women_value"]) for row in rows}


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """LibreOffice's profile, and the bad workbook as LibreOffice wrote it."""
    house = House.build(tmp_path_factory.mktemp("sender") / "house")
    path = fill_in(house.template("305", "2022-Q1", house.root / "Lê Chân.xlsx"), BAD)
    book = load_workbook(path)
    sheet = book["NV1"]
    sheet["D5"].comment = Comment("Chị Lan: hỏi lại xã", "Lan")
    sheet["D6"].fill = PatternFill("solid", start_color=GREEN)
    sheet["J5"], sheet["J6"], sheet["J6"].number_format = "=D6*2", 44651.25, "dd/mm/yyyy hh:mm"
    sheet.merge_cells("J8:K9")
    sheet.row_dimensions[12].hidden = True
    book.save(path)
    profile = tmp_path_factory.mktemp("office")
    save_again([path], house.root / "saved", profile)
    return profile, house.root / "saved" / path.name


@pytest.fixture
def way(house: House, office: tuple[Path, Path]) -> Way:
    return Way(house, *office)


def errors(folder: Path) -> set[str]:
    (told,) = json.loads((folder / "problems.json").read_text(encoding="utf-8"))
    return {f"{one['sheet']}!{one['cell']}" for one in told["problems"] if one["severity"] == "error"}


def listed(path: Path) -> list[str]:
    """The places of the errors that the list names, in its order."""
    rows = load_workbook(path)[LIST_SHEET].iter_rows(min_row=5, values_only=True)
    return [f"{str(row[2]).splitlines()[0]}!{row[3]}" for row in rows if str(row[1]).startswith(("LỖI", "SỬA"))]


def mend(path: Path, places: Mapping[str, str]) -> Path:
    """A clerk types what is right into each place; `places` says which indicator stands there."""
    book = load_workbook(path)
    for place, code in places.items():
        sheet, cell = place.split("!")
        book[sheet][cell] = MENDED[code][1 if cell.startswith("E") else 0]
    book["NV1"]["D6"] = MENDED["T1.02"][0]  # the women were right, the total was not
    book.save(path)
    return path


def codes_at(path: Path, places: list[str]) -> dict[str, str]:
    """The indicator in whose row each place stands."""
    book = load_workbook(path)
    return {place: book[place.split("!")[0]][f"A{place.split('!')[1][1:]}"].value for place in places}


def test_the_marked_copy_is_mended_and_loads(way: Way) -> None:
    said = way.drop(way.bad, "Lê Chân.xlsx")
    assert said.count("NV1!") == 3
    assert "… còn 2 lỗi nữa / 2 more errors" in said
    folder = way.returned("Lê Chân.xlsx")
    assert (folder / "Lê Chân.xlsx").read_bytes() == way.bad.read_bytes()
    marked = folder / "Lê Chân (đã đánh dấu).xlsx"
    opened = way.saved(marked)
    book, bad = load_workbook(opened), errors(folder)
    assert len(bad) == 5
    assert book.sheetnames[0] == LIST_SHEET
    assert set(listed(opened)) == bad
    for place in bad:
        sheet, cell = place.split("!")
        assert book[sheet][cell].fill.start_color.rgb == "FFF4B6B0"
        assert "Tiến Bộ" in book[sheet][cell].comment.text
    assert book["NV1"]["D5"].comment.text.startswith("Chị Lan: hỏi lại xã")
    (told,) = json.loads((folder / "problems.json").read_text(encoding="utf-8"))
    places = {f"{one['sheet']}!{one['cell']}" for one in told["problems"] if one["cell"]}
    assert differences(way.bad, marked, places) == []
    assert differences(way.saved(way.bad), opened, places) == []

    mended = way.saved(mend(opened, codes_at(opened, listed(opened))))
    way.drop(mended, "Lê Chân (đã đánh dấu).xlsx")
    assert way.facts() == FACTS
    assert way.house.mart("submission_calendar")["2022-Q1", "305"]["error_count"] == 0


def test_a_copy_half_mended_comes_back_with_the_senders_own_look(way: Way) -> None:
    way.drop(way.bad, "a.xlsx")
    opened = way.saved(way.returned("a.xlsx") / "a (đã đánh dấu).xlsx")
    book = load_workbook(opened)
    book["NV1"]["D5"] = 40
    book.save(opened)
    way.drop(way.saved(opened), "a (đã đánh dấu).xlsx")
    second = way.returned("a (đã đánh dấu).xlsx") / "a (đã đánh dấu 2).xlsx"
    sheet, before = load_workbook(second)["NV1"], load_workbook(way.bad)["NV1"]
    assert sheet["D5"].comment.text == "Chị Lan: hỏi lại xã"
    assert sheet["D5"].fill.start_color.rgb == before["D5"].fill.start_color.rgb
    assert "NV1!D5" not in listed(second)
    assert len(listed(second)) == 4


def test_what_cannot_come_back_in_the_copy_makes_no_noise(house: House) -> None:
    """Excel's extensions are left out of the marked copy; cron mails whatever a run prints."""
    path = fill_in(house.template("305", "2022-Q1", house.root / "a.xlsx"), BAD)
    uri = "{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"
    with zipfile.ZipFile(path) as archive, zipfile.ZipFile(house.inbox / "a.xlsx", "w") as copy:
        for name in archive.namelist():
            part = archive.read(name)
            if name.startswith("xl/worksheets/sheet"):
                part = part.replace(b"</worksheet>", f'<extLst><ext uri="{uri}"/></extLst></worksheet>'.encode())
            copy.writestr(name, part)
    assert house.etl("run", "--quiet") == ""
    assert list((house.home / "returned").glob("*/*/a (đã đánh dấu).xlsx"))


@pytest.mark.parametrize("kind", ["xls", "ods"])
def test_a_file_that_cannot_be_marked_is_mended_by_its_list(way: Way, kind: str) -> None:
    name = f"Lê Chân.{kind}"
    way.drop(way.saved(way.bad, kind), name)
    folder = way.returned(name)
    the_list = folder / "Lê Chân (danh sách lỗi).xlsx"
    assert set(listed(way.saved(the_list))) == errors(folder)
    assert len(errors(folder)) == 5
    assert name in load_workbook(the_list)[LIST_SHEET]["A2"].value
    opened = way.saved(folder / name)
    way.drop(way.saved(mend(opened, codes_at(opened, listed(the_list))), kind), name)
    assert way.facts() == FACTS
