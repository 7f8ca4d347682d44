"""What can be wrong with a programme's files, in both languages."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class ProgrammeProblem:
    """One thing wrong in the programme files. `line` 0 and `column` "" mean the file as a whole."""

    file: str  # as in "2022/units.csv"
    line: int
    column: str
    message_vi: str
    message_en: str


class ProgrammeInvalid(Exception):
    """The programme files cannot be used; `problems` holds everything that is wrong with them."""

    def __init__(self, problems: Sequence[ProgrammeProblem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(_as_line(problem) for problem in problems))


def _as_line(problem: ProgrammeProblem) -> str:
    place = [problem.file, str(problem.line) if problem.line else "", problem.column]
    return f"{':'.join(part for part in place if part)}: {problem.message_vi} / {problem.message_en}"


def describe(file: str, line: int, column: str, code: str, /, **blanks: object) -> ProgrammeProblem:
    """The problem of that code, its message's blanks filled; what was found is shown cut short."""
    shown = {name: _shown(value) for name, value in blanks.items()}
    vi, en = MESSAGES[code]
    return ProgrammeProblem(file, line, column, vi.format(**shown), en.format(**shown))


def _shown(value: object) -> str:
    text = "".join(letter if letter.isprintable() else "�" for letter in str(value))
    return text if len(text) <= 60 else text[:59] + "…"


# code: (Vietnamese, English). Each says what is wrong and what to write instead.
MESSAGES = {
    # files
    "no_programme": (
        "không có chương trình nào: cần ít nhất một thư mục con như 2022/",
        "there is no programme: at least one sub-folder such as 2022/ is needed",
    ),
    "missing_file": (
        "thiếu tệp này; tạo tệp với dòng đầu: {columns}",
        "this file is missing; create it with the first line: {columns}",
    ),
    "unknown_file": (
        "tệp lạ; hãy đổi tên cho đúng hoặc chuyển đi nơi khác",
        "unknown file; correct its name or move it elsewhere",
    ),
    "no_rows": ("tệp này chưa có dòng nào dưới dòng đầu", "this file has no line below its first"),
    "unreadable_file": ("không đọc được tệp này", "this file cannot be read"),
    "not_utf8": (
        "tệp không phải UTF-8; trong Excel hãy lưu bằng “CSV UTF-8 (Comma delimited)”",
        "the file is not UTF-8; in Excel save it as “CSV UTF-8 (Comma delimited)”",
    ),
    "not_csv": (
        "không đọc được dòng này như CSV; kiểm tra dấu ngoặc kép",
        "this line cannot be read as CSV; look at its quotation marks",
    ),
    "missing_column": (
        "thiếu cột này ở dòng đầu",
        "this column is missing from the first line",
    ),
    "unknown_column": (
        "cột lạ; các cột được dùng: {columns}",
        "unknown column; the columns are: {columns}",
    ),
    "duplicate_column": ("cột này có hai lần", "this column is there twice"),
    "too_many_cells": (
        "dòng có nhiều ô hơn dòng đầu; ô chứa dấu phẩy phải đặt trong ngoặc kép",
        "the line has more cells than the first line; put cells with commas in quotation marks",
    ),
    # cells
    "empty_cell": ("ô này không được để trống", "this cell must not be empty"),
    "control_character": (
        "“{found}” chứa ký tự lạ không nhìn thấy được; hãy gõ lại",
        "“{found}” holds invisible control characters; type it anew",
    ),
    "too_long": ("dài quá {limit} ký tự", "longer than {limit} characters"),
    "not_a_code": (
        "“{found}” không phải mã: chỉ dùng chữ cái không dấu, chữ số, dấu chấm, gạch ngang (tối đa 30)",
        "“{found}” is not a code: use letters without accents, digits, dots and hyphens (at most 30)",
    ),
    "not_whole": ("“{found}” không phải số nguyên từ 0", "“{found}” is not a whole number from 0"),
    "not_a_number": (
        "“{found}” không phải số; viết như 0.25 (hoặc 0,25 nếu tệp ngăn cách bằng dấu chấm phẩy)",
        "“{found}” is not a number; write 0.25 (or 0,25 where the file is separated by semicolons)",
    ),
    "not_a_date": (
        "“{found}” không phải ngày; viết như 2022-03-14 hoặc 14/03/2022",
        "“{found}” is not a date; write 2022-03-14 or 14/03/2022",
    ),
    "not_one_of": ("“{found}” không hợp lệ; viết một trong: {choices}", "“{found}” is not one of: {choices}"),
    "not_a_part": (
        "“{found}” không phải vế của tỷ lệ; viết T2.02.women, T2.02.total, T2.06.units hoặc commune_count",
        "“{found}” is not half a ratio; write T2.02.women, T2.02.total, T2.06.units or commune_count",
    ),
    # codes
    "duplicate": ("“{found}” đã có ở dòng {line}", "“{found}” is already on line {line}"),
    "unknown_code": ("không có “{found}” trong {file}", "there is no “{found}” in {file}"),
    # settings
    "unknown_setting": ("không có cài đặt “{found}”", "there is no setting “{found}”"),
    "missing_setting": ("thiếu cài đặt “{setting}”", "the setting “{setting}” is missing"),
    "not_positive": ("phải lớn hơn 0", "must be greater than 0"),
    "not_a_share": ("phải lớn hơn 0 và không quá 1", "must be greater than 0 and no more than 1"),
    "thresholds_crossed": (
        "at_risk_min_ratio phải nhỏ hơn on_track_min_ratio",
        "at_risk_min_ratio must be below on_track_min_ratio",
    ),
    # programme and periods
    "one_programme": ("phải có đúng một dòng", "there must be exactly one line"),
    "not_the_folder": (
        "mã chương trình phải là tên thư mục: {folder}",
        "must be the folder's name: {folder}",
    ),
    "ends_before_start": ("kết thúc trước khi bắt đầu", "ends before it begins"),
    "wrong_prefix": ("mã kỳ phải bắt đầu bằng “{prefix}”", "a period's code must begin with “{prefix}”"),
    "does_not_follow": (
        "kỳ này phải bắt đầu ngày {expected}, ngay sau kỳ trước",
        "this period must begin on {expected}, right after the one before",
    ),
    "not_programme_start": (
        "kỳ đầu tiên phải bắt đầu cùng chương trình, ngày {expected}",
        "the first period must begin with the programme, on {expected}",
    ),
    "not_programme_end": (
        "kỳ cuối cùng phải kết thúc cùng chương trình, ngày {expected}",
        "the last period must end with the programme, on {expected}",
    ),
    "due_too_early": (
        "hạn nộp phải sau ngày kết thúc kỳ {end}",
        "the due date must be after the period's end {end}",
    ),
    "share_not_rising": (
        "phải lớn hơn tỷ lệ của kỳ trước ({before})",
        "must be above the period before ({before})",
    ),
    "share_not_one": ("tỷ lệ của kỳ cuối cùng phải là 1", "the last period's share must be 1"),
    # units
    "second_office": ("chỉ được có một đơn vị loại office", "there can be only one unit of type office"),
    "own_successor": ("đơn vị không thể kế thừa chính mình", "a unit cannot be its own successor"),
    "successor_of_living": (
        "có đơn vị kế thừa thì phải có ngày hết hiệu lực valid_to",
        "a unit with a successor needs its last day, valid_to",
    ),
    "not_on_map": (
        "“{found}” không phải số thứ tự hàng hay cột của bản đồ: viết số nguyên từ 1 đến {last}",
        "“{found}” is no row or column of the map: write a whole number from 1 to {last}",
    ),
    "half_a_tile": (
        "vị trí trên bản đồ cần cả hàng và cột: điền ô này, hoặc xóa {other}",
        "a place on the map is a row and a column: fill this in, or empty {other}",
    ),
    "tile_taken": (
        "ô bản đồ này là của {unit} ở dòng {line}; hai đơn vị cùng tồn tại không thể chung một ô",
        "this tile of the map is that of {unit} on line {line}; two units of the same time cannot share it",
    ),
    "alias_of_two": (
        "“{found}” cũng là tên của {unit}; một tên chỉ được chỉ một đơn vị",
        "“{found}” is a name of {unit} too; a name must mean one unit",
    ),
    # tasks and indicators
    "not_a_sheet_name": (
        "“{found}” không làm tên sheet được: tối đa 31 ký tự, không có []:*?/\\, không trùng sheet có sẵn",
        "“{found}” cannot be a sheet's name: at most 31 characters, none of []:*?/\\, not one already there",
    ),
    "task_without_indicator": ("nhiệm vụ này chưa có chỉ tiêu nào", "this task has no indicator"),
    "applies_to_nobody": ("chỉ tiêu không áp dụng cho đơn vị nào", "the indicator applies to no unit"),
    "group_not_alone": (
        "“group” phải đứng một mình và chỉ dùng cho loại R",
        "“group” must stand alone, and only for kind R",
    ),
    "kind_without_women": (
        "loại {kind} không có số nữ: viết no",
        "kind {kind} has no women's numbers: write no",
    ),
    "people_are_whole": (
        "chỉ tiêu có số nữ đếm người: decimals phải là 0",
        "an indicator with women counts people: decimals must be 0",
    ),
    "kind_is_whole": ("loại {kind} không có số lẻ: viết 0", "kind {kind} has no decimals: write 0"),
    "too_many_decimals": ("tối đa 6 chữ số lẻ", "at most 6 decimals"),
    "part_missing": ("tỷ lệ (loại R) phải có cả hai vế", "a ratio (kind R) needs both halves"),
    "part_not_asked": ("chỉ loại R mới có vế tỷ lệ", "only kind R has halves of a ratio"),
    "part_is_ratio": (
        "“{found}” cũng là tỷ lệ; dùng chỉ tiêu nhập số",
        "“{found}” is itself a ratio; use one that is entered",
    ),
    "part_without_women": ("“{found}” không có số nữ", "“{found}” has no women's numbers"),
    "units_need_group": (
        "“.units” chỉ dùng ở mẫu số của chỉ tiêu nhóm (asked_of = group)",
        "“.units” is only for the denominator of a group's ratio (asked_of = group)",
    ),
    "part_asked_of_fewer": (
        "“{found}” không hỏi {types}; tỷ lệ không thể áp dụng cho họ",
        "“{found}” is not asked of {types}, so the ratio cannot apply to them",
    ),
    "limit_not_cumulative": (
        "“{found}” không so được: cả hai phải là hai chỉ tiêu khác nhau thuộc loại C",
        "“{found}” cannot be compared: both must be two different indicators of kind C",
    ),
    "limit_not_entered": ("chỉ dùng cho loại C hoặc S", "only for kinds C and S"),
    # targets, overrides
    "type_not_asked": (
        "chỉ tiêu không hỏi loại đơn vị “{found}” (xem asked_of trong indicators.csv)",
        "the indicator is not asked of “{found}” (see asked_of in indicators.csv)",
    ),
    "target_above_one": (
        "loại {kind} có kế hoạch từ 0 đến 1 (60 % viết là 0.6)",
        "kind {kind} has targets from 0 to 1 (60 % is written 0.6)",
    ),
    "not_per_commune": ("loại {kind} không nhân với số xã", "kind {kind} cannot be multiplied by communes"),
    "source_needed": (
        "không phải mặc định thì phải ghi nguồn",
        "what is not a default needs its source",
    ),
    "override_without_value": (
        "có áp dụng (yes) thì phải ghi kế hoạch riêng",
        "where it applies (yes) the unit's own target is needed",
    ),
    "override_with_value": (
        "không áp dụng (no) thì để trống kế hoạch",
        "where it does not apply (no) leave the target empty",
    ),
}
