"""The words of this room: kinds of organisation, names, successions, and who may change them."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission


class OrganisationKind(TextChoices):
    """What sort of body it is; decides whether a duty can be assigned (`giao`) or only requested (`đề nghị`)."""

    PARTY = "party", _("Cơ quan Đảng")
    COMMITTEE = "committee", _("Ủy ban nhân dân tỉnh")
    DEPARTMENT = "department", _("Sở, ban, ngành")
    ARMED = "armed", _("Lực lượng vũ trang")
    FRONT = "front", _("Mặt trận, đoàn thể")
    ASSOCIATION = "association", _("Hội, liên hiệp")
    MEDIA = "media", _("Cơ quan báo chí, truyền thông")
    CENTRE = "centre", _("Đơn vị sự nghiệp")
    DISTRICT = "district", _("UBND cấp huyện (đến 30/6/2025)")
    COMMUNE = "commune", _("UBND xã, phường, đặc khu")
    CENTRAL = "central", _("Cơ quan trung ương")
    OTHER = "other", _("Khác")


class NameKind(TextChoices):
    """In what way a name is a name."""

    OFFICIAL = "official", _("Tên chính thức")
    ABBREVIATION = "abbreviation", _("Tên viết tắt")
    ALIAS = "alias", _("Cách gọi khác")
    LEARNED = "learned", _("Cách gọi đã được xác nhận khi rà soát")


class SuccessionKind(TextChoices):
    """How one organisation's work came to another."""

    RENAMED = "renamed", _("Đổi tên")
    MERGED = "merged", _("Hợp nhất, sáp nhập")
    SPLIT = "split", _("Chia, tách")
    MOVED_DUTY = "moved_duty", _("Chuyển giao nhiệm vụ")


class FocalRank(TextChoices):
    """Each organisation names one leader and one officer (domain.md §3, process 10)."""

    LEADER = "leader", _("Lãnh đạo phụ trách")
    OFFICER = "officer", _("Cán bộ đầu mối")


SEE = permission("organisations.see", _("xem danh bạ cơ quan"), roles=tuple(Role))
MANAGE = permission("organisations.manage", _("quản lý cơ quan"), roles=(Role.COORDINATOR, Role.ADMINISTRATOR))
CONTACT = permission(
    "organisations.contact",
    _("sửa địa chỉ liên hệ của cơ quan"),
    roles=(Role.COORDINATOR, Role.ADMINISTRATOR),
    within=(Role.FOCAL_PERSON, Role.AGENCY_LEADER),
)
MANAGE_ACCOUNTS = permission(
    "organisations.manage_accounts", _("quản lý tài khoản"), roles=(Role.COORDINATOR, Role.ADMINISTRATOR)
)

# Held for one organisation and no other way; every other role may be held for the whole province.
OF_AN_ORGANISATION = frozenset({Role.FOCAL_PERSON, Role.AGENCY_LEADER})
