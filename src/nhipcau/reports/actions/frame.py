"""The report templates that come with the product. They are data: a province may add its own beside them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from nhipcau.core.public import Province

from ..choices import Direction, QuestionKind, Totalling
from ..models import Indicator, Question, ReportTemplate, TemplateSection


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of a shipped template."""

    key: str
    kind: QuestionKind
    words: str
    help: str = ""
    required: bool = False
    indicator: str = ""
    topics: tuple[str, ...] = ()


Part = tuple[str, str, str, tuple[Asked, ...]]  # key, number, heading, questions

_TELL, _TASKS, _FIGURE = QuestionKind.NARRATIVE, QuestionKind.BY_TASK, QuestionKind.FIGURE
_UP, _DOWN, _NEITHER = Direction.UP, Direction.DOWN, Direction.NEITHER

# code, name, unit, direction, decimals, breakdown, other names under which it is recorded with a duty
INDICATORS: tuple[tuple[str, str, str, Direction, int, tuple[str, ...], tuple[str, ...]], ...] = (
    (
        "tin-bai", "Tin, bài, phóng sự thông tin đối ngoại đã đăng, phát", "tin, bài", _UP, 0,
        ("Tiếng Việt", "Tiếng Anh", "Ngôn ngữ khác"), ("Tin, bài đã đăng", "Tin, bài", "Số tin, bài"),
    ),
    ("an-pham", "Ấn phẩm, sản phẩm quảng bá", "ấn phẩm", _UP, 0, (), ("Ấn phẩm", "Sản phẩm", "Sản phẩm quảng bá")),
    ("phim", "Phim, video ngắn", "phim", _UP, 0, (), ("Phim", "Video", "Phim ngắn", "Video ngắn")),
    (
        "su-kien", "Sự kiện, hoạt động quảng bá, xúc tiến", "hoạt động", _UP, 0, (),
        ("Hoạt động", "Hoạt động đã thực hiện", "Sự kiện", "Hội nghị"),
    ),
    (
        "phong-vien", "Lượt phóng viên nước ngoài được hướng dẫn, hỗ trợ", "lượt", _NEITHER, 0, (),
        ("Phóng viên nước ngoài", "Lượt phóng viên", "Đoàn phóng viên"),
    ),
    ("doan", "Đoàn đối ngoại", "đoàn", _NEITHER, 0, ("Đoàn ra", "Đoàn vào"), ()),
    (
        "sai-lech", "Vụ việc thông tin sai lệch đã phát hiện, xử lý", "vụ việc", _DOWN, 0, (),
        ("Vụ việc", "Thông tin sai lệch"),
    ),
    ("tap-huan", "Lượt cán bộ được tập huấn", "lượt người", _UP, 0, (), ("Lượt người", "Học viên", "Người tham dự")),
    (
        "kinh-phi", "Kinh phí đã sử dụng", "triệu đồng", _NEITHER, 1, (),
        ("Kinh phí", "Kinh phí đã dùng", "Kinh phí đã sử dụng"),
    ),
)  # fmt: skip

_FIGURES: Part = (
    "so-lieu", "VII", "Phụ lục số liệu",
    (
        *(Asked(code, _FIGURE, name, indicator=code) for code, name, *_rest in INDICATORS),
        Asked("phu-luc", QuestionKind.ANNEXES, "Tệp phụ lục", "Danh mục tin bài, ảnh, biên bản (nếu có)."),
    ),
)  # fmt: skip
_DIFFICULTIES = Asked(
    "vuong-mac", QuestionKind.DIFFICULTIES, "Khó khăn, vướng mắc",
    "Mỗi khó khăn một mục, kèm đề xuất; cán bộ điều phối sẽ trả lời từng mục.",
)  # fmt: skip
_TASKS_DONE = Asked(
    "nhiem-vu", _TASKS, "Kết quả theo từng nhóm nhiệm vụ của kế hoạch",
    "Chọn, rút gọn hoặc bổ sung các kết quả đã ghi nhận trong kỳ.",
)  # fmt: skip

TEMPLATES: dict[str, tuple[str, tuple[Part, ...]]] = {
    "tong-hop": (
        "Báo cáo kết quả công tác thông tin đối ngoại",
        (
            (
                "chi-dao", "I", "Công tác lãnh đạo, chỉ đạo, triển khai",
                (Asked("chi-dao", _TELL, "Văn bản đã ban hành, việc đã chỉ đạo", required=True,
                       topics=("ban hành văn bản", "tham mưu ban hành", "chỉ đạo")),),
            ),
            (
                "ket-qua", "II", "Kết quả thực hiện nhiệm vụ",
                (
                    _TASKS_DONE,
                    Asked("quang-ba", _TELL, "Quảng bá hình ảnh, xúc tiến",
                          topics=("quảng bá", "xúc tiến", "ấn phẩm", "phim ngắn")),
                    Asked("du-luan", _TELL, "Theo dõi dư luận báo chí, đấu tranh phản bác thông tin sai lệch",
                          topics=("dư luận", "phản bác", "sai lệch")),
                    Asked("bao-chi", _TELL, "Hoạt động báo chí nước ngoài, cung cấp thông tin cho báo chí",
                          topics=("phóng viên", "báo chí nước ngoài", "phát ngôn")),
                    Asked("doan", _TELL, "Đoàn ra, đoàn vào, đối ngoại nhân dân",
                          topics=("đoàn ra", "đoàn vào", "đối ngoại nhân dân")),
                    Asked("bien-gioi", _TELL, "Thông tin đối ngoại khu vực biên giới, cửa khẩu",
                          topics=("biên giới", "cửa khẩu", "cụm thông tin")),
                    Asked("tap-huan", _TELL, "Tập huấn, bồi dưỡng", topics=("tập huấn", "bồi dưỡng")),
                ),
            ),
            ("kinh-phi", "III", "Kinh phí", (Asked("kinh-phi", _TELL, "Nguồn và việc sử dụng kinh phí"),)),
            (
                "danh-gia", "IV", "Đánh giá chung",
                (
                    Asked("uu-diem", _TELL, "Kết quả nổi bật"),
                    Asked("han-che", _TELL, "Hạn chế và nguyên nhân"),
                ),
            ),
            (
                "kien-nghi", "V", "Khó khăn, vướng mắc và đề xuất, kiến nghị",
                (_DIFFICULTIES, Asked("phuong-huong", _TELL, "Phương hướng kỳ tới")),
            ),
            (
                "khen-thuong", "VI", "Đề nghị khen thưởng, mô hình hay",
                (Asked("khen-thuong", QuestionKind.COMMENDATIONS, "Tập thể, cá nhân, mô hình được đề nghị"),),
            ),
            _FIGURES,
        ),
    ),
    "ngan": (
        "Báo cáo nhanh (tháng, quý)",
        (
            ("ket-qua", "I", "Kết quả trong kỳ", (_TASKS_DONE,)),
            ("kien-nghi", "II", "Khó khăn, vướng mắc", (_DIFFICULTIES,)),
            ("so-lieu", "III", "Số liệu", _FIGURES[3][:6]),
        ),
    ),
    "dot-xuat": (
        "Báo cáo đột xuất",
        (
            (
                "noi-dung", "", "Nội dung báo cáo",
                (
                    Asked("noi-dung", _TELL, "Sự việc, diễn biến, việc đã xử lý", required=True),
                    _DIFFICULTIES,
                    Asked("phu-luc", QuestionKind.ANNEXES, "Tài liệu kèm theo"),
                ),
            ),
        ),
    ),
}  # fmt: skip


@transaction.atomic
def ensure_templates(province: Province, *, now: datetime) -> dict[str, ReportTemplate]:
    """The templates of a province that are in use, by code; shipped ones are made where the province never had them.

    What is there is left as it is, and what somebody retired stays retired. No audit entry: nobody decided anything,
    and they say nothing until a period uses one.
    """
    rows = list(ReportTemplate.objects.filter(province=province).order_by("edition"))
    standing = {row.code: row for row in rows if not row.retired}
    wanted = {code: TEMPLATES[code] for code in missing_templates(row.code for row in rows)}
    if not wanted:
        return standing
    indicators = _indicators(province)
    for code, (name, parts) in wanted.items():
        standing[code] = _made(province, code, name, parts, indicators, now)
    return standing


def missing_templates(known: Iterable[str]) -> list[str]:
    """The codes of shipped templates that are not among those known."""
    held = set(known)
    return [code for code in TEMPLATES if code not in held]


def template_of(province: Province, code: str, *, now: datetime) -> ReportTemplate:
    """A shipped template by its code, in the edition in use; where all are retired, the last one."""
    standing = ensure_templates(province, now=now)
    return standing.get(code) or ReportTemplate.objects.filter(province=province, code=code).latest("edition")


def _indicators(province: Province) -> dict[str, Indicator]:
    for order, (code, name, unit, direction, decimals, breakdown, recorded_as) in enumerate(INDICATORS, 1):
        Indicator.objects.get_or_create(
            province=province,
            code=code,
            defaults={
                "name": name,
                "unit": unit,
                "direction": direction,
                "totalling": Totalling.SUM,
                "decimals": decimals,
                "breakdown": list(breakdown),
                "recorded_as": list(recorded_as),
                "order": order,
            },
        )
    return {row.code: row for row in Indicator.objects.filter(province=province)}


def _made(
    province: Province,
    code: str,
    name: str,
    parts: tuple[Part, ...],
    indicators: dict[str, Indicator],
    now: datetime,
) -> ReportTemplate:
    template = ReportTemplate.objects.create(province=province, code=code, name=name, made_at=now)
    for order, (key, number, heading, asked) in enumerate(parts, 1):
        section = TemplateSection.objects.create(
            province=province, template=template, key=key, number=number, heading=heading, order=order
        )
        Question.objects.bulk_create(
            Question(
                province=province,
                section=section,
                key=each.key,
                kind=each.kind,
                words=each.words,
                help=each.help,
                required=each.required,
                indicator=indicators[each.indicator] if each.indicator else None,
                topics=list(each.topics),
                order=place,
            )
            for place, each in enumerate(asked, 1)
        )
    return template
