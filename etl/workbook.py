"""The words of the workbook that a unit fills in: what the template writes and the recogniser looks for."""

TEMPLATE_VERSION = "1"

GUIDE_SHEET = "Hướng dẫn"
INFO_SHEET = "Thông tin"
FINDINGS_SHEET = "Kiểm tra"
DIFFICULTIES_SHEET = "Khó khăn"
META_SHEET = "_meta"
RESERVED_SHEETS = (GUIDE_SHEET, INFO_SHEET, FINDINGS_SHEET, DIFFICULTIES_SHEET, META_SHEET)

# Sheet Thông tin: label in column A, value in column B
PROGRAMME_LABEL = "Chương trình"
UNIT_CODE_LABEL = "Mã đơn vị"
UNIT_NAME_LABEL = "Đơn vị"
PERIOD_LABEL = "Kỳ báo cáo"
REPORTER_LABEL = "Người báo cáo"
PHONE_LABEL = "Điện thoại"
REPORT_DATE_LABEL = "Ngày báo cáo"

# Sheets of the tasks, one row an indicator
CODE_HEADING = "Mã"
NAME_HEADING = "Chỉ tiêu"
MEASURE_UNIT_HEADING = "Đơn vị tính"
TOTAL_HEADING = "Trong kỳ"
WOMEN_HEADING = "Trong đó nữ"
TARGET_HEADING = "Kế hoạch năm"
TO_DATE_HEADING = "Lũy kế đến hết kỳ trước"
NOTE_HEADING = "Ghi chú"
TASK_HEADINGS = (
    CODE_HEADING,
    NAME_HEADING,
    MEASURE_UNIT_HEADING,
    TOTAL_HEADING,
    WOMEN_HEADING,
    TARGET_HEADING,
    TO_DATE_HEADING,
    NOTE_HEADING,
)

# The two lists
FINDINGS_HEADINGS = ("Nội dung A–F", "Đánh giá 0/1/2", "Tồn tại", "Kiến nghị", "Hạn", "Trạng thái")
DIFFICULTIES_HEADINGS = ("Nhiệm vụ", "Khó khăn, vướng mắc", "Kiến nghị")
FINDING_STATUSES = {"open": "Chưa thực hiện", "done": "Đã thực hiện"}

YES, NO = "có", "không"

LIST_TITLE = "LỖI CẦN SỬA / WHAT TO MEND"  # first cell of the list of problems that goes back

# Sheet _meta: key in column A, value in column B
META_TEMPLATE_VERSION = "template_version"
META_PROGRAMME = "programme_code"
META_UNIT = "unit_code"
META_PERIOD = "period_code"
META_MADE_UP_DATE = "made_up_date"
