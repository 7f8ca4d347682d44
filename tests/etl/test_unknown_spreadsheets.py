"""Real-looking spreadsheets that are no submission: none is taken for one, and the sender reads what was expected."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook

from etl.messages import message_en, message_vi
from tests.etl.workbooks import CSV_HEADER, catalogue, errors, judged, workbook
from tests.etl.xlsb_file import save_as_xlsb

Content = Mapping[str, Sequence[Sequence[object]]]

PAYROLL: Content = {
    "NV1": [["Mã NV", "Họ tên", "Lương"], ["A01", "Trần Thị Bình", 7_000_000]],
    "NV2": [["Mã NV", "Họ tên", "Lương"], ["A02", "Lê Văn Cường", 8_000_000]],
}
NAMES: Content = {"Danh sách": [["STT", "Họ và tên", "Đơn vị", "Ghi chú"], [1, "Nguyễn Thị An", "Quận Lê Chân", None]]}
PLAN: Content = {
    "Kế hoạch 2021": [["KẾ HOẠCH NĂM 2021"], ["Chỉ tiêu", "Đơn vị tính", "Kế hoạch năm"], ["Số lớp tập huấn", "lớp", 4]]
}
PIVOT: Content = {
    "Sheet1": [["Sum of total_value", "Column Labels"], ["Row Labels", "2022-Q1"], ["305", 12], ["Grand Total", 12]]
}
CONTACTS: Content = {
    "contacts": [["First Name", "Last Name", "E-mail 1 - Value"], ["Bình", "Trần", "binh@example.org"]]
}
MINISTRY: Content = {
    "Thông tin": [["BÁO CÁO THỐNG KÊ"], ["Đơn vị", "Quận Lê Chân"], ["Kỳ báo cáo", "Quý I/2022"]],
    "Biểu 01": [["Mã", "Chỉ tiêu", "Đơn vị tính", "Trong kỳ", "Lũy kế"], ["01", "Số hộ nghèo", "hộ", 120]],
}
MINISTRY_LIKE_OURS: Content = {
    "Thông tin": [["Đơn vị", "Quận Lê Chân"], ["Kỳ báo cáo", "2022-Q1"]],
    "Khó khăn": [["Nhiệm vụ", "Khó khăn, vướng mắc", "Kiến nghị"], ["Giảm nghèo", "thiếu vốn", None]],
}
MINISTRY_WITH_A_PROGRAMME: Content = {
    "Thông tin": [["Chương trình", "Giảm nghèo bền vững"], ["Mã đơn vị", "305"], ["Kỳ báo cáo", "2022-Q1"]],
    "NV1": [["Mã", "Chỉ tiêu", "Trong kỳ", "Ghi chú"], ["T1.01", "Số hộ nghèo", 120, None]],
}
EMPTY: Content = {"Sheet1": []}
MACHINE_TABLE: Content = {"Sheet1": [CSV_HEADER.split(","), ["2022", "305", "2022-Q1", "T1.01", 3, None, None]]}
CITY_TABLE: Content = {
    "Tổng hợp": [["Mã", "Chỉ tiêu", "Trong kỳ", "Ghi chú"], ["T1.01", "Số cuộc truyền thông", 3, None]]
}

NOT_OURS = {
    "payroll": PAYROLL, "names": NAMES, "plan": PLAN, "pivot": PIVOT, "contacts": CONTACTS, "ministry": MINISTRY,
    "empty": EMPTY, "machine table": MACHINE_TABLE,
}  # fmt: skip
LOOKS_LIKE_OURS = {
    "ministry like ours": (MINISTRY_LIKE_OURS, "unknown_programme"),
    "ministry with a programme": (MINISTRY_WITH_A_PROGRAMME, "unknown_programme"),
    "a table without its form": (CITY_TABLE, "missing_sheet"),
}


def book(content: Content) -> Workbook:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, rows in content.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    return made


@pytest.mark.parametrize("name", NOT_OURS)
@pytest.mark.parametrize("kind", ["xlsx", "xlsb"])
def test_other_peoples_workbooks_are_told_what_the_form_is(name: str, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"a.{kind}"
    made = book(NOT_OURS[name])
    if kind == "xlsb":
        save_as_xlsb(made, path)
    else:
        made.save(path)
    judgement = judged(path)
    assert judgement.submissions == ()
    (problem,) = judgement.problems
    assert (problem.code, problem.severity) == ("not_the_form", "error")
    for message in (message_vi(problem), message_en(problem)):
        assert "Khó khăn, Kiểm tra, NV1, NV2, NV3, NV4" in message
        assert made.sheetnames[0] in message


@pytest.mark.parametrize("name", LOOKS_LIKE_OURS)
def test_what_looks_like_the_form_is_asked_what_it_lacks(name: str, tmp_path: Path) -> None:
    content, code = LOOKS_LIKE_OURS[name]
    book(content).save(tmp_path / "a.xlsx")
    judgement = judged(tmp_path / "a.xlsx")
    assert judgement.submissions == ()
    assert code in {code for _, code in errors(judgement)}


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("STT,Họ và tên,Đơn vị\n1,Nguyễn Thị An,Quận Lê Chân\n", "not_long_csv"),
        ("Mã;Chỉ tiêu;Đơn vị tính;Trong kỳ;Trong đó nữ\nT1.01;Số cuộc;cuộc;3;\n", "not_long_csv"),
        ("BEGIN:VCARD\nFN:Trần Bình\nEND:VCARD\n", "not_long_csv"),
        ("Kính gửi: Văn phòng Ban\n", "not_long_csv"),
        ("unit_code,programme_code,period_code,indicator_code,total_value,women_value,note\n", "not_long_csv"),
        ("<html><table><tr><td>Mã</td></tr></table></html>", "not_a_workbook"),
        ('<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook/>', "not_a_workbook"),
    ],
)
def test_other_texts_are_told_what_the_table_is(text: str, code: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xls"
    path.write_text(text, encoding="utf-8")
    judgement = judged(path)
    assert judgement.submissions == ()
    assert [problem.code for problem in judgement.problems] == [code]
    if code == "not_long_csv":
        assert CSV_HEADER in message_vi(judgement.problems[0])


def test_last_years_workbook_is_not_this_years(tmp_path: Path) -> None:
    typed = {"NV1!D5": 3, "Thông tin!B4": "2021", "_meta!B2": "2021", "Thông tin!B8": "2021-Q1", "_meta!B4": "2021-Q1"}
    judgement = judged(workbook(tmp_path / "a.xlsx", typed))
    assert judgement.submissions == ()
    assert errors(judgement) == {("Thông tin!B4", "unknown_programme")}
    assert "2022" in catalogue().programmes
