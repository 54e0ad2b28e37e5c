"""What kinds of items the library keeps and which facts each has beside its text: one table, read by forms, pages,
machine readers and checks. A new kind is a new entry (docs/recipes/a-content-kind.md).

A fact without `translated` says the same in every language and stands with the original; one with it is words,
and each language has its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from django.utils.translation import gettext_lazy as _

FactType = Literal["text", "long", "date", "number", "money", "url", "email", "phone", "choice"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One field of a kind. `schema` is the schema.org property that carries it; `unit` is shown behind numbers."""

    name: str
    label: Any
    type: FactType = "text"
    translated: bool = False
    required: bool = False
    unit: str = ""
    schema: str = ""
    choices: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Kind:
    """`schema` is its schema.org type, `section` the address of its section, `icon` a name in design/icons.svg."""

    code: str
    label: Any
    plural: Any
    section: str
    schema: str
    facts: tuple[Fact, ...] = ()
    dated: bool = False  # stands in the calendar
    placed: bool = False  # stands on the map


_CONTACT = (
    Fact("contact", _("Đầu mối liên hệ"), translated=True, schema="contactPoint"),
    Fact("phone", _("Điện thoại"), "phone", schema="telephone"),
    Fact("email", _("Thư điện tử"), "email", schema="email"),
    Fact("website", _("Trang mạng"), "url", schema="url"),
)
_ADDRESS = Fact("address", _("Địa chỉ"), translated=True, schema="address")

_ALL = (
    Kind("article", _("Bài viết"), _("Bài viết"), "bai-viet", "Article", (
        Fact("author", _("Tác giả (bút danh hoặc cơ quan)"), schema="author"),
        Fact("source", _("Nguồn"), translated=True, schema="isBasedOn"),
    )),
    Kind("photo_set", _("Bộ ảnh"), _("Bộ ảnh"), "bo-anh", "ImageGallery", (
        Fact("author", _("Tác giả"), schema="author"),
        Fact("taken_on", _("Ngày chụp"), "date", schema="dateCreated"),
    )),
    Kind("video", _("Video"), _("Video"), "video", "VideoObject", (
        Fact("producer", _("Đơn vị sản xuất"), translated=True, schema="productionCompany"),
    )),
    Kind("audio", _("Âm thanh"), _("Âm thanh"), "am-thanh", "AudioObject", (
        Fact("producer", _("Đơn vị sản xuất"), translated=True, schema="productionCompany"),
        Fact("performers", _("Biểu diễn"), translated=True, schema="byArtist"),
    )),
    Kind("publication", _("Ấn phẩm"), _("Ấn phẩm"), "an-pham", "PublicationIssue", (
        Fact("form", _("Hình thức"), "choice", choices=(
            ("brochure", _("Tờ gấp")), ("book", _("Sách")), ("map", _("Bản đồ")), ("magazine", _("Tạp chí")),
        ), schema="genre"),
        Fact("publisher", _("Đơn vị xuất bản"), translated=True, schema="publisher"),
        Fact("issued_on", _("Ngày phát hành"), "date", schema="datePublished"),
        Fact("pages", _("Số trang"), "number", schema="pagination"),
        Fact("isbn", _("Mã ISBN"), schema="isbn"),
    )),
    Kind("place", _("Địa danh"), _("Di sản và thắng cảnh"), "di-san", "TouristAttraction", (
        Fact("rank", _("Cấp công nhận"), "choice", choices=(
            ("unesco", _("UNESCO ghi danh")), ("special", _("Di tích quốc gia đặc biệt")),
            ("national", _("Di tích quốc gia")), ("province", _("Di tích cấp tỉnh")), ("none", _("Chưa xếp hạng")),
        ), schema="award"),
        _ADDRESS,
        Fact("hours", _("Giờ mở cửa"), translated=True, schema="openingHours"),
        Fact("fee", _("Vé tham quan"), "money", unit="VND", schema="publicAccess"),
        *_CONTACT,
    ), placed=True),
    Kind("product", _("Sản phẩm"), _("Sản phẩm"), "san-pham", "Product", (
        Fact("producer", _("Đơn vị sản xuất"), translated=True, schema="manufacturer"),
        Fact("origin", _("Vùng sản xuất"), translated=True, schema="countryOfOrigin"),
        Fact("stars", _("Hạng OCOP"), "number", unit="sao"),
        Fact("indication", _("Chỉ dẫn địa lý, nhãn hiệu"), translated=True),
        Fact("season", _("Mùa vụ"), translated=True),
        *_CONTACT,
    ), placed=True),
    Kind("event", _("Lễ hội, sự kiện"), _("Lễ hội và sự kiện"), "su-kien", "Event", (
        Fact("starts_on", _("Bắt đầu"), "date", required=True, schema="startDate"),
        Fact("ends_on", _("Kết thúc"), "date", schema="endDate"),
        Fact("venue", _("Địa điểm"), translated=True, schema="location"),
        Fact("organizer", _("Đơn vị tổ chức"), translated=True, schema="organizer"),
        *_CONTACT,
    ), dated=True, placed=True),
    Kind("project", _("Dự án kêu gọi đầu tư"), _("Danh mục đầu tư"), "dau-tu", "Project", (
        Fact("sector", _("Lĩnh vực"), translated=True, required=True, schema="knowsAbout"),
        _ADDRESS,
        Fact("area", _("Diện tích"), "number", unit="ha"),
        Fact("capital", _("Vốn đầu tư dự kiến"), "number", unit="tỷ đồng"),
        Fact("form", _("Hình thức đầu tư"), translated=True),
        Fact("incentives", _("Ưu đãi"), "long", translated=True),
        Fact("status", _("Tình trạng"), "choice", choices=(
            ("calling", _("Đang kêu gọi")), ("studying", _("Có nhà đầu tư khảo sát")), ("granted", _("Đã chấp thuận")),
        )),
        *_CONTACT,
    ), placed=True),
    Kind("fact_sheet", _("Tờ thông tin"), _("Tờ thông tin"), "to-thong-tin", "Report", (
        Fact("as_of", _("Số liệu tính đến"), "date", schema="temporalCoverage"),
    )),
    Kind("data_set", _("Bộ dữ liệu"), _("Dữ liệu mở"), "du-lieu", "Dataset", (
        Fact("as_of", _("Số liệu tính đến"), "date", schema="temporalCoverage"),
        Fact("frequency", _("Tần suất cập nhật"), "choice", choices=(
            ("month", _("Hằng tháng")), ("quarter", _("Hằng quý")), ("year", _("Hằng năm")), ("once", _("Một lần")),
        )),
        Fact("licence", _("Giấy phép"), "choice", choices=(
            ("cc-by-4.0", _("CC BY 4.0")), ("cc0-1.0", _("CC0 1.0")), ("attribution", _("Sử dụng lại có ghi nguồn")),
        ), schema="license"),
    )),
    Kind("statement", _("Phát ngôn, thông cáo"), _("Phát ngôn và thông cáo"), "phat-ngon", "NewsArticle", (
        Fact("speaker", _("Người phát ngôn (chức danh)"), translated=True, required=True, schema="author"),
        Fact("said_on", _("Ngày phát ngôn"), "date", required=True, schema="datePublished"),
        Fact("document", _("Số, ký hiệu văn bản"), schema="identifier"),
    )),
    Kind("questions", _("Hỏi đáp"), _("Hỏi đáp"), "hoi-dap", "FAQPage"),
)  # fmt: skip

KINDS = {kind.code: kind for kind in _ALL}
BY_SECTION = {kind.section: kind for kind in _ALL}
KIND_CHOICES = [(kind.code, kind.label) for kind in _ALL]


def neutral_facts(code: str) -> tuple[Fact, ...]:
    """The facts of a kind that read the same in every language: they stand with the original."""
    return tuple(fact for fact in KINDS[code].facts if not fact.translated)


def worded_facts(code: str) -> tuple[Fact, ...]:
    """The facts of a kind that are words: each language has its own."""
    return tuple(fact for fact in KINDS[code].facts if fact.translated)
