"""The sheet that tells a clerk how to fill in the workbook."""

from xlsxwriter.worksheet import Worksheet

from etl.rules import rule_words, rules
from etl.template.book import LABEL_WIDTH, WORDS_WIDTH, Book, fit_height, protect
from etl.workbook import DIFFICULTIES_SHEET, FINDINGS_SHEET, GUIDE_SHEET, INFO_SHEET

SEVERITIES = {"error": "Sai thì trả lại", "warning": "Lạ thì hỏi lại"}
HOW_TO_FILL_IN = (
    ("Điền ở đâu", "Chỉ điền vào các ô màu vàng nhạt. Các ô khác đã khóa để tránh sửa nhầm."),
    (
        "Thông tin",
        f"Ở sheet “{INFO_SHEET}” ghi người báo cáo, điện thoại, ngày báo cáo. Kiểm tra đúng tên đơn vị, "
        "đúng kỳ báo cáo. Mỗi kỳ dùng một tệp mẫu mới; không lấy tệp của kỳ trước rồi sửa lại kỳ.",
    ),
    (
        "Số trong kỳ",
        "Cột “Trong kỳ” là số phát sinh trong kỳ báo cáo, KHÔNG cộng dồn từ đầu năm; phần mềm tự cộng. "
        "Riêng chỉ tiêu ghi “cuối kỳ” thì ghi số hiện có ở ngày cuối kỳ.",
    ),
    (
        "Để trống khác với số 0",
        "Không có hoạt động nào thì ghi 0. Chưa có số liệu thì để trống. Không ghi “-”, “khoảng 40”, "
        "“trên 600” hay “13/55 (23,64%)”: mỗi ô chỉ một con số.",
    ),
    ("Trong đó nữ", "Ô xám: chỉ tiêu đó không hỏi số nữ."),
    ("Có / không", "Chọn trong danh sách; có thể gõ 1 hoặc x (có), 0 (không)."),
    (
        "Kế hoạch và lũy kế",
        "Cột “Kế hoạch năm” và “Lũy kế đến hết kỳ trước” để đối chiếu. Nếu số lũy kế sai, hãy gửi lại "
        "báo cáo của kỳ đã sai. Dấu “–”: chỉ theo dõi, không có kế hoạch.",
    ),
    (
        "Kiểm tra, khó khăn",
        f"Sheet “{FINDINGS_SHEET}” và “{DIFFICULTIES_SHEET}” đã có sẵn danh sách hiện tại của đơn vị: "
        "sửa, thêm hoặc xóa cho đúng tình hình ở cuối kỳ. Để trống cả danh sách nghĩa là không còn mục nào.",
    ),
    (
        "Đánh giá",
        "0: chưa đạt · 1: đạt một phần · 2: đạt. Một nội dung có thể ghi nhiều dòng.",
    ),
    (
        "Gửi báo cáo",
        "Lưu tệp dạng Excel (.xlsx) và gửi chính tệp này, không gửi ảnh chụp hay PDF, "
        "cho cơ quan thường trực của Ban Vì sự tiến bộ của phụ nữ thành phố "
        "theo địa chỉ trong công văn yêu cầu báo cáo, trước hạn nộp.",
    ),
    (
        "Sửa báo cáo đã gửi",
        "Gửi lại cả tệp của kỳ đó. Bản gửi sau thay toàn bộ bản trước, kể cả những ô để trống.",
    ),
)


def add_guide(book: Book) -> None:
    """Write the guide: the steps, the content areas of an inspection, the rules that the report is held to."""
    sheet = book.add_sheet(GUIDE_SHEET, "HƯỚNG DẪN ĐIỀN BÁO CÁO", book.programme.programme_name_vi)
    sheet.set_column("A:A", LABEL_WIDTH)
    sheet.set_column("B:B", WORDS_WIDTH)
    sheet.fit_to_pages(1, 0)
    row = 3
    for label, words in HOW_TO_FILL_IN:
        sheet.write_string(row, 0, label, book.style("label"))
        sheet.write_string(row, 1, words, book.style("text"))
        fit_height(sheet, row, (words, WORDS_WIDTH))
        row += 1
    row = _add_areas(book, sheet, row + 1)
    _add_rules(book, sheet, row + 1)
    protect(sheet)


def _add_areas(book: Book, sheet: Worksheet, row: int) -> int:
    """The content areas of an inspection from that row; the row after them."""
    sheet.write_string(row, 0, f"NỘI DUNG KIỂM TRA (sheet “{FINDINGS_SHEET}”)", book.style("title"))
    for offset, area in enumerate(book.programme.content_areas.values(), start=row + 1):
        sheet.write_string(offset, 0, area.area_code, book.style("label"))
        sheet.write_string(offset, 1, area.area_name_vi, book.style("text"))
        fit_height(sheet, offset, (area.area_name_vi, WORDS_WIDTH))
    return row + 1 + len(book.programme.content_areas)


def _add_rules(book: Book, sheet: Worksheet, row: int) -> None:
    """The rules that a report is held to from that row: what returns the file, and what is only asked again."""
    sheet.write_string(row, 0, "QUY TẮC KIỂM TRA SỐ LIỆU", book.style("title"))
    for number, rule in enumerate(rules().values(), start=row + 1):
        words, _ = rule_words(rule.rule_code, book.programme)
        sheet.write_string(number, 0, SEVERITIES[rule.severity_code], book.style("label"))
        sheet.write_string(number, 1, words, book.style("text"))
        fit_height(sheet, number, (words, WORDS_WIDTH))
