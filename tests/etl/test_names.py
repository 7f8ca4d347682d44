"""Unit names as people write them: every spelling finds its unit, and nothing that only looks like one does."""

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from etl.identify import Claim, identify
from etl.messages import message_en, message_vi
from etl.names import find_units, name_key
from etl.programme.catalogue import Catalogue, Programme, Unit
from etl.readers.sheet import Cell
from tests.etl.test_legacy_text import in_tcvn3
from tests.etl.workbooks import catalogue, errors, judged, long_csv, workbook

DAY = date(2022, 3, 14)


def programme() -> Programme:
    return catalogue().programmes["2022"]


def found(text: object, within: Programme | None = None) -> list[str]:
    return [unit.unit_code for unit in find_units(within or programme(), text, DAY)]  # type: ignore[arg-type]


def bare(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def other_placement(text: str) -> str:
    """Thủy → Thuỷ, Hòa → Hoà, whatever stands before or behind."""
    pairs = {"ủy": "uỷ", "ụy": "uỵ", "òa": "oà", "óa": "oá", "Ủy": "Uỷ"}
    for one, other in pairs.items():
        text = text.replace(one, other)
    return text


def alphabets(text: str) -> Iterator[str]:
    """The same text as the world's machines send it."""
    yield text
    yield text.upper()
    yield text.lower()
    yield unicodedata.normalize("NFD", text)
    yield unicodedata.normalize("NFD", other_placement(text))
    yield other_placement(text)
    yield other_placement(text).upper()
    yield f" \u200b{text.replace(' ', chr(0xA0))} \ufeff"
    yield f"'{text}"
    yield text.replace("Đ", "Ð")
    yield text.replace("–", "-")
    yield text.replace(" – ", "—")
    yield in_tcvn3(text)
    yield bare(text)
    yield bare(text).upper()


def written(unit: Unit) -> Iterator[str]:
    """A unit's name with all that people put around it."""
    name = unit.unit_name_vi
    yield from (name, unit.unit_short_vi, f"{unit.unit_code} - {name}", f"{name} ({unit.unit_code})")
    if unit.unit_type != "office":
        yield f"Ban VSTBPN {name}"
    if unit.unit_type == "district":
        kind, place = name.split(" ", 1)
        for lead in ("", "UBND ", "Ủy ban nhân dân ", "Ban vì sự tiến bộ của phụ nữ ", "Ban VSTBPN "):
            for front in ("", f"{kind} ", f"{kind[0]}. ", f"{kind[0]}.", f"{kind[0]} "):
                yield f"{lead}{front}{place}"
        yield from (
            f"{name}, TP Hải Phòng",
            f"{name} - thành phố Hải Phòng",
            f"{name} Hải Phòng",
            f"{place}, TP. Hải Phòng",
        )
    elif name.startswith("Sở "):
        yield from (f"{name} thành phố", f"{name} TP Hải Phòng", f"{name} Hải Phòng", name.removeprefix("Sở "))
    elif name.endswith("thành phố"):
        yield from (f"{name} Hải Phòng", name.replace("thành phố", "TP"), name.replace("thành phố", "Hải Phòng"))


@pytest.mark.parametrize("unit_code", list(programme().units))
def test_every_spelling_finds_its_unit(unit_code: str) -> None:
    lost = [
        (text, found(text))
        for name in written(programme().units[unit_code])
        for text in alphabets(name)
        if found(text) != [unit_code]
    ]
    assert lost == []


def test_every_alias_finds_its_unit() -> None:
    aliases = programme().aliases
    assert {"Sở LĐ-TB&XH", "CA TP", "Hội LHPN TP"} <= aliases.keys()
    lost = [
        (text, found(text))
        for alias, code in aliases.items()
        for text in (*alphabets(alias), f"{alias} Hải Phòng")
        if found(text) != [code]
    ]
    assert lost == []


LOOK_ALIKES = """
    Hải Dương · Tỉnh Hải Dương · Huyện Hải Dương · Hai Duong · An Hải · Huyện An Hải · AN HAI · Kiến An Dương
    Kien An Duong · An Dương Kinh · An Duong Kinh · Hải An Dương · An Lão Kiến · Dương An · Duong An
    Kinh Dương · An Kiến · Lão An · Thụy Kiến · Cẩm Giang · Cẩm Giàng · Huyện Cẩm Giàng · Cam Giang
    Lê Chân phường · Phường Lê Chân · P. Lê Chân · phuong Le Chan · UBND phường Lê Chân · Xã An Lão · X. An Lão
    UBND xã Kiến Thụy · Huyện Lê Chân · H. Lê Chân · huyen le chan · Quận An Dương · Q. An Dương
    quan an duong · Quận An Lão · Huyện Kiến An · Huyện Hải An · Quận Cát Hải · Thành phố Thủy Nguyên
    TP Thủy Nguyên · Thị trấn An Dương · Thị xã Đồ Sơn · Lê Chan · Lê Chấn · Lê Chẩn · Quận Lê Trân · Hồng Bảng
    Hồng Bang · Ngô Quyên · Đô Sơn · Do Sơn · Tiên Lạng · Vĩnh Bão · Cát Hái · An Láo · Kiến Thủy
    Thụy Nguyên · Sở Công an · Sở Công an thành phố · Công an · Công an quận Lê Chân · Công an tỉnh Hải Dương
    Sở Y tế Hải Dương · Sở Nội vụ tỉnh Hải Dương · Phòng Nội vụ · Bộ Nội vụ · Sở Nội vu · Sở Ngoai vụ
    Phòng Y tế quận Lê Chân · Trung tâm Y tế · Sở Tư phap · Hội Nông dân quận Lê Chân · Hội LHPN huyện An Dương
    Quận ủy Lê Chân · Huyện ủy An Dương · Quận đoàn Hồng Bàng · Tòa án nhân dân · Tòa án nhân dân quận Hải An
    TAND · TAND tỉnh · Thanh tra · Thanh tra Sở Xây dựng · UBND · UBND thành phố · UBND TP Hải Phòng
    Thành phố Hải Phòng · Hải Phòng · Quận · Sở · Văn phòng UBND quận Lê Chân · HĐND quận Lê Chân
    Ban Quản lý dự án Lê Chân · Liên đoàn Lao động quận Kiến An · Kho bạc Nhà nước · 305 Quận Hải An
    306 - Quận Lê Chân · Quận Lê Chân (306) · 310 · 3O5 · Sở VH · Sở TT · Quận Lê Chân và Quận Hải An
    Lê Chân Hải Dương · Nguyên Thủy · Bạch Long · Long Vĩ · Tiên Lữ · Vĩnh Bảo Lê · Cát Bà · Đồ Sơn 2
    Phường Đồ Sơn
"""


def look_alikes() -> list[str]:
    return [text.strip() for line in LOOK_ALIKES.strip().splitlines() for text in line.split("·")]


# These name a unit by its code; all others of the list must find nothing.
CODES = {"TAND": ["TAND"]}


@pytest.mark.parametrize("text", look_alikes())
def test_a_look_alike_is_never_taken_for_a_unit(text: str) -> None:
    for spelling in (text, unicodedata.normalize("NFD", text), text.upper(), f" {text} ", in_tcvn3(text)):
        assert found(spelling) == CODES.get(text, [])


def test_the_list_of_look_alikes_is_long() -> None:
    assert len(look_alikes()) >= 60


def problem_of(unit: str, within: Catalogue | None = None, period: str = "2022-Q1") -> tuple[str, str, str]:
    """Code and messages of the one problem with a unit's name."""
    claim = Claim(*(Cell("Thông tin", f"B{row}", text) for row, text in enumerate(("2022", unit, period))))
    _, (problem,) = identify(within or catalogue(), claim)
    return problem.code, message_vi(problem), message_en(problem)


@pytest.mark.parametrize(
    ("text", "proposed"),
    [
        ("Lê Chan", "Quận Lê Chân (305)"),
        ("Quận Lê Trân", "Quận Lê Chân (305)"),
        ("Phường Lê Chân", "Quận Lê Chân (305)"),
        ("Huyện Kiến An", "Quận Kiến An (307)"),
        ("Công an quận Lê Chân", "Công an thành phố (CATP), Quận Lê Chân (305)"),
        ("Thành phố Thủy Nguyên", "Huyện Thủy Nguyên (311)"),
        ("Sở Công an", "Công an thành phố (CATP)"),
        ("Kiến An Dương", "Quận Kiến An (307), Huyện An Dương (312)"),
    ],
)
def test_a_near_name_is_proposed(text: str, proposed: str) -> None:
    code, vi, en = problem_of(text)
    assert code == "unknown_unit"
    assert f"Có phải là: {proposed}?" in vi
    assert f"Is it: {proposed}?" in en


@pytest.mark.parametrize("text", ["", "310", "Ngân hàng", "x" * 300, "-" * 30_000 + "\n(305"])
def test_what_is_near_nothing_is_only_unknown(text: str) -> None:
    code, vi, _ = problem_of(text)
    assert code == "unknown_unit"
    assert "Có phải là" not in vi


def test_a_whole_page_is_no_name() -> None:
    assert found("Lê Chân " * 4_000) == found("Lê Chân\n" * 100) == []


def with_units(*changed: Unit) -> Catalogue:
    units = {**programme().units, **{unit.unit_code: unit for unit in changed}}
    return replace(catalogue(), programmes={"2022": replace(programme(), units=units)})


def ward() -> Unit:
    ward = programme().units["305"]
    return replace(
        ward, unit_code="11407", unit_kind="phường", unit_name_vi="Phường Lê Chân", unit_short_vi="P. Lê Chân"
    )


def test_of_a_quarter_and_its_old_district_the_one_that_exists_is_meant() -> None:
    ended = replace(programme().units["305"], valid_to=date(2022, 6, 14))
    begun = replace(ward(), valid_from=date(2022, 6, 15))
    units = with_units(ended, begun).programmes["2022"]
    meant = {
        (text, day): [unit.unit_code for unit in find_units(units, text, day)]
        for text in ("Lê Chân", "le chan", "Quận Lê Chân", "Phường Lê Chân")
        for day in (date(2022, 3, 14), date(2022, 9, 14), None)
    }
    before, after = date(2022, 3, 14), date(2022, 9, 14)
    assert meant["Lê Chân", before] == meant["le chan", before] == meant["Quận Lê Chân", after] == ["305"]
    assert meant["Lê Chân", after] == meant["le chan", after] == meant["Phường Lê Chân", before] == ["11407"]
    assert meant["Lê Chân", None] == ["305", "11407"]


def test_a_unit_that_does_not_exist_in_the_period_is_named_as_such() -> None:
    ended = with_units(replace(programme().units["305"], valid_to=date(2022, 6, 14)), ward())
    assert problem_of("Quận Lê Chân", ended, "2022-Q3")[0] == "unit_not_valid"


def test_of_two_that_fit_neither_is_taken() -> None:
    code, vi, _ = problem_of("Lê Chân", with_units(ward()))
    assert code == "ambiguous_unit"
    assert "Có phải là: Quận Lê Chân (305), Phường Lê Chân (11407)?" in vi


def test_without_marks_a_name_must_fit_one_unit_alone() -> None:
    giang = replace(ward(), unit_code="G1", unit_name_vi="Xã Cẩm Giang", unit_short_vi="X. Cẩm Giang")
    twin = replace(ward(), unit_code="G2", unit_name_vi="Xã Cẩm Giàng", unit_short_vi="X. Cẩm Giàng")
    one, both = with_units(giang).programmes["2022"], with_units(giang, twin).programmes["2022"]
    assert found("cam giang", one) == ["G1"]
    assert found("Cẩm Giàng", one) == []  # it has marks, and others
    assert found("Cẩm Giàng", both) == ["G2"]
    assert found("CẨM GIANG", both) == ["G1"]
    assert found("cam giang", both) == ["G1", "G2"]


def test_a_name_in_a_workbook_may_be_an_alias(tmp_path: Path) -> None:
    def forget_code(book: object) -> None:
        del book["_meta"]  # type: ignore[attr-defined]

    typed = {"Thông tin!B6": None, "Thông tin!B7": "Sở LĐ-TB&XH TP Hải Phòng", "NV1!D5": 3}
    judgement = judged(workbook(tmp_path / "a.xlsx", typed, unit="SLDTBXH", change=forget_code))
    assert errors(judgement) == set()
    assert judgement.submissions[0].unit_code == "SLDTBXH"


@pytest.mark.parametrize("name", ["Công ty TNHH ABC", "Hoàng Mai", "Lê Chan Q1"])
def test_a_name_that_no_unit_has_is_asked_about(name: str, tmp_path: Path) -> None:
    """Code and _meta name the unit; whose report it is still may be another's who took its template."""
    typed = {"Thông tin!B7": name, "NV1!D5": 3}
    judgement = judged(workbook(tmp_path / "a.xlsx", typed))
    assert errors(judgement) == set()
    (asked,) = (one for one in judgement.problems if one.code == "unknown_unit_name")
    assert (asked.severity, asked.sheet, asked.cell) == ("warning", "Thông tin", "B7")
    assert f"“{name}” không phải là tên đã biết của 305 Quận Lê Chân" in message_vi(asked)
    assert "unit_aliases.csv" in message_vi(asked)
    assert f"“{name}” is not a known name of 305 Quận Lê Chân" in message_en(asked)


@pytest.mark.parametrize("name", [None, " ", "Quận Lê Chân", "LE CHAN", "305", "UBND Q. Lê Chân, TP Hải Phòng"])
def test_a_name_that_is_known_or_blank_is_not_asked_about(name: str | None, tmp_path: Path) -> None:
    judgement = judged(workbook(tmp_path / "a.xlsx", {"Thông tin!B7": name, "NV1!D5": 3}))
    assert "unknown_unit_name" not in {one.code for one in judgement.problems}


def test_lines_of_a_csv_that_spell_a_unit_differently_are_one_submission(tmp_path: Path) -> None:
    lines = ("2022,305,2022-Q1,T1.01,3,,", "2022,Quận Lê Chân,Q1 2022,T1.02,4,2,", "2022,LE CHAN,2022-Q1,T1.01,5,,")
    judgement = judged(long_csv(tmp_path / "a.csv", *lines))
    assert errors(judgement) == {("CSV!D4", "duplicate_row")}
    (submission,) = judgement.submissions
    assert [one.indicator_code for one in submission.measurements] == ["T1.01", "T1.02"]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_is_too_strange(text: str) -> None:
    assert all(isinstance(unit, Unit) for unit in find_units(programme(), text, DAY))
    assert name_key(unicodedata.normalize("NFD", text)) == name_key(text)
