"""What made-up units write in words: names, inspection findings, difficulties."""

FAMILY_NAMES = ("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Ngô")
GIVEN_NAMES = ("Thị Hương", "Thị Lan", "Văn Hùng", "Thu Hà", "Minh Đức", "Thị Ngọc", "Quang Huy", "Thanh Mai")

# (finding, recommendation); taken in turn for each content area
FINDINGS = (
    (
        "Chưa ban hành kế hoạch hoạt động vì sự tiến bộ của phụ nữ đúng thời gian quy định",
        "Ban hành kế hoạch năm và giao nhiệm vụ cụ thể cho từng thành viên",
    ),
    (
        "Tỷ lệ nữ trong quy hoạch cấp phòng còn thấp so với yêu cầu",
        "Rà soát, bổ sung nữ cán bộ trẻ vào quy hoạch giai đoạn tới",
    ),
    (
        "Hồ sơ các vụ bạo lực gia đình chưa được cập nhật đầy đủ",
        "Lập sổ theo dõi thống nhất từ xã, phường và báo cáo hằng quý",
    ),
    (
        "Lao động nữ mất việc do dịch Covid-19 chưa được thống kê riêng",
        "Thống kê lao động nữ bị ảnh hưởng và đề xuất hỗ trợ đào tạo nghề",
    ),
    (
        "Ban Vì sự tiến bộ của phụ nữ chưa được kiện toàn sau khi thay đổi nhân sự",
        "Kiện toàn Ban và sửa đổi quy chế hoạt động",
    ),
    (
        "Kinh phí cho hoạt động bình đẳng giới còn ít, giải ngân chậm",
        "Bố trí kinh phí trong dự toán ngay từ đầu năm",
    ),
)

# (difficulty, proposal); the n-th task takes the n-th pair of each row
DIFFICULTIES = (
    (
        "Nhiều hội nghị phải chuyển sang trực tuyến do dịch bệnh, khó thu hút người dân tham gia",
        "Cấp tài liệu truyền thông điện tử dùng chung cho các đơn vị",
    ),
    (
        "Nguồn cán bộ nữ để quy hoạch chức danh lãnh đạo còn mỏng",
        "Mở lớp bồi dưỡng riêng cho nữ cán bộ trẻ trong quy hoạch",
    ),
    (
        "Việc phối hợp giữa các ngành chưa thường xuyên, số liệu chưa thống nhất",
        "Ban hành quy chế phối hợp và biểu mẫu số liệu chung",
    ),
    (
        "Cán bộ làm công tác kiểm tra kiêm nhiệm nhiều việc, thiếu kinh nghiệm",
        "Tập huấn nghiệp vụ kiểm tra về bình đẳng giới",
    ),
)
NOTES = (
    "Số liệu tổng hợp từ các phòng, ban trực thuộc",
    "Tăng so với cùng kỳ năm trước",
    "Còn hai đơn vị chưa gửi số liệu",
)
