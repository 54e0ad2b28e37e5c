"""Which tasks of a superior document have no duty in a plan, measured on pairs labelled by hand."""

from __future__ import annotations

import vanban
from vanban.coverage import Covered, coverage

# One task of a ministry's or province's document a line, and the duty of a plan below it that covers it, or None.
TASKS: list[tuple[str, str | None]] = [
    ("Tập huấn nghiệp vụ phát ngôn cho người phát ngôn", "Mở hai lớp bồi dưỡng kỹ năng cho người phát ngôn của các sở"),
    ("Theo dõi dư luận báo chí nước ngoài viết về đất nước", "Điểm tin báo chí nước ngoài, tổng hợp dư luận hằng tuần"),
    ("Đấu tranh phản bác luận điệu xuyên tạc về nhân quyền", "Viết bài phản bác thông tin sai trái về nhân quyền"),
    ("Nâng cấp cụm thông tin tại cửa khẩu", "Sửa chữa màn hình và pa nô ở cửa khẩu Chi Ma"),
    ("Biên dịch tài liệu sang tiếng Anh, tiếng Trung", "Dịch sách ảnh của tỉnh sang tiếng Trung"),
    ("Xuất bản ấn phẩm song ngữ về di sản", "In tờ rơi song ngữ giới thiệu di sản Hội Lim"),
    ("Sản xuất phim ngắn trên nền tảng số", "Làm mười phim ngắn đăng trên nền tảng số"),
    ("Đón đoàn phóng viên nước ngoài đến tác nghiệp", "Đón và bố trí lịch tác nghiệp cho phóng viên nước ngoài"),
    ("Vận động kiều bào quảng bá văn hóa Việt", "Gặp gỡ kiều bào dịp Tết, tặng sách văn hóa Việt"),
    ("Tuyên truyền chủ quyền biển, đảo", "Triển lãm ảnh tuyên truyền về biển, đảo"),
    ("Tuyên truyền bình đẳng giới tại vùng dân tộc thiểu số", "Phát thanh về bình đẳng giới bằng tiếng dân tộc"),
    (
        "Phổ biến các hiệp định thương mại tự do cho doanh nghiệp",
        "Hội thảo hiệp định thương mại tự do, mời doanh nghiệp",
    ),
    ("Cung cấp dữ liệu cho cơ sở dữ liệu quốc gia", "Cập nhật dữ liệu ảnh lên cơ sở dữ liệu quốc gia"),
    ("Vận hành cổng thông tin điện tử tiếng Anh", "Duy trì chuyên trang tiếng Anh"),
    ("Kiểm tra hoạt động nhập khẩu xuất bản phẩm", "Thanh tra, kiểm tra cơ sở nhập khẩu xuất bản phẩm"),
    ("Bảo vệ bí mật nhà nước khi tiếp khách nước ngoài", "Quán triệt quy chế bảo vệ bí mật khi tiếp khách"),
    ("Khen thưởng tập thể có thành tích", "Đề xuất khen thưởng tập thể, cá nhân có thành tích"),
    ("Hợp tác với hãng thông tấn nước ngoài", "Ký thỏa thuận hợp tác với hãng thông tấn Tân Hoa"),
    ("Giao lưu hữu nghị nhân dân vùng biên giới", "Tổ chức giao lưu hữu nghị với nhân dân bên kia biên giới"),
    ("Số hóa hiện vật bảo tàng", "Chụp và số hóa hiện vật tại bảo tàng tỉnh"),
    ("Khảo sát nhu cầu thông tin của người nước ngoài cư trú", None),
    ("Xây dựng bộ chỉ số đo lường mức độ nhận diện thương hiệu", None),
    ("Thành lập câu lạc bộ sinh viên quốc tế", None),
    ("Phát triển trợ lý ảo trả lời du khách", None),
    ("Tổ chức cuộc thi sáng tác biểu trưng", None),
    ("Nghiên cứu khoa học cấp bộ về ngoại giao số", None),
    ("Hỗ trợ học bổng cho lưu học sinh Lào", None),
    ("Trao đổi chuyên gia với viện hàn lâm", None),
    ("Rà soát biển chỉ dẫn sân bay", None),
    ("Thiết lập đường dây nóng lãnh sự", None),
    ("Xử lý khủng hoảng truyền thông do thiên tai", None),
    ("Phát sóng kênh truyền hình vệ tinh", None),
    ("Tôn vinh nghệ nhân làng nghề", None),
    ("Bảo hộ công dân gặp nạn trên tàu cá", None),
    ("Triển khai chữ ký số trong gửi công hàm", None),
    ("Tham gia hội chợ sách Frankfurt", None),
    ("Đăng cai giải chạy xuyên biên giới", None),
    ("Lập quỹ hỗ trợ dịch thuật văn học", None),
    ("Thí điểm thị thực cho nhà làm phim", None),
    ("Lưu giữ ký ức cựu chuyên gia quân sự Liên Xô", None),
]


def numbered(texts: list[str]) -> vanban.Reading:
    return vanban.read("\n".join(f"{at}. {text}." for at, text in enumerate(texts, 1)))


def measured() -> tuple[list[Covered], dict[str, str | None]]:
    duties = [duty for _, duty in TASKS if duty is not None]
    gold = {str(at): str(duties.index(duty) + 1) if duty else None for at, (_, duty) in enumerate(TASKS, 1)}
    return list(coverage(numbered([task for task, _ in TASKS]), numbered(duties))), gold


def test_covered_and_uncovered_tasks_are_told_apart_on_the_labelled_pairs():
    found, gold = measured()
    assert len(found) == len(gold) == 40
    right = sum(one.best_path is not None and one.best_path == gold[one.path] for one in found)
    precision = right / max(sum(one.best_path is not None for one in found), 1)
    recall = right / sum(path is not None for path in gold.values())
    assert precision >= 0.85, f"precision {precision:.3f}, recall {recall:.3f}"
    assert recall >= 0.85, f"precision {precision:.3f}, recall {recall:.3f}"


def test_every_answer_has_a_score_and_a_reason():
    for one in measured()[0]:
        assert 0 <= one.score <= 1
        assert one.why.endswith(".")


def test_a_plan_covers_itself():
    text = numbered([duty for _, duty in TASKS if duty is not None])
    assert all(one.best_path == one.path for one in coverage(text, text))


def test_a_plan_without_duties_covers_nothing():
    empty = vanban.read("Văn bản không có mục nào.")
    assert {one.best_path for one in coverage(numbered(["Số hóa hiện vật bảo tàng"]), empty)} == {None}
