"""The words of this room: what becomes of an uploaded file, and who may bring one in."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission


class FileState(TextChoices):
    """An upload waits in quarantine until it has been judged; a secret one is refused and its bytes are deleted."""

    QUARANTINED = "quarantined", _("Chờ kiểm tra độ mật")
    NEEDS_DECLARATION = "needs_declaration", _("Chờ người tải lên cam kết không mật")
    ACCEPTED = "accepted", _("Đã nhận")
    REFUSED = "refused", _("Từ chối: có dấu mật")
    UNREADABLE = "unreadable", _("Không đọc được")
    UNPACKED = "unpacked", _("Gói đã tách thành từng văn bản")


class ReadingState(TextChoices):
    """How far the reading of a document has come."""

    WAITING = "waiting", _("Chờ đọc")
    RUNNING = "running", _("Đang đọc")
    DONE = "done", _("Đã đọc")
    FAILED = "failed", _("Đọc không thành công")


class RelationKind(TextChoices):
    """What one document does to another, in the words of the register."""

    AMENDS = "amends", _("sửa đổi, bổ sung")
    SUPPLEMENTS = "supplements", _("bổ sung")
    REPLACES = "replaces", _("thay thế")
    REPEALS = "repeals", _("bãi bỏ")
    SUSPENDS = "suspends", _("ngưng hiệu lực")
    EXPIRES = "expires", _("hết hiệu lực")
    IN_FORCE = "in_force", _("có hiệu lực")
    GUIDES = "guides", _("hướng dẫn thi hành")
    IMPLEMENTS = "implements", _("thực hiện")
    ATTACHED_TO = "attached_to", _("ban hành kèm theo")
    BASED_ON = "based_on", _("căn cứ")


# Whether a document is in force hangs on these, so a person has to confirm each.
EFFECTS = (
    RelationKind.AMENDS, RelationKind.SUPPLEMENTS, RelationKind.REPLACES, RelationKind.REPEALS, RelationKind.SUSPENDS,
    RelationKind.EXPIRES, RelationKind.IN_FORCE,
)  # fmt: skip
ENDS = (RelationKind.EXPIRES, RelationKind.REPLACES, RelationKind.REPEALS, RelationKind.SUSPENDS)


class RelationState(TextChoices):
    """A relation that changes validity is proposed until a person decides; the others are only kept as stated."""

    STATED = "stated", _("Văn bản nêu")
    PROPOSED = "proposed", _("Chờ xác nhận")
    CONFIRMED = "confirmed", _("Đã xác nhận")
    REFUSED = "refused", _("Không đúng")


class RelationOrigin(TextChoices):
    """Who said so: a document, as the machine read it, or a person with a source."""

    READ = "read", _("Đọc từ văn bản")
    BY_HAND = "by_hand", _("Ghi tay")


class Validity(TextChoices):
    """Whether a document is in force on a day, as far as was confirmed."""

    IN_FORCE = "in_force", _("Còn hiệu lực")
    PARTLY = "partly", _("Hết hiệu lực một phần")
    EXPIRED = "expired", _("Hết hiệu lực")
    NOT_YET = "not_yet", _("Chưa có hiệu lực")
    UNKNOWN = "unknown", _("Chưa rõ")


UPLOAD = permission("documents.upload", _("tải văn bản lên"), roles=(Role.COORDINATOR,))
SEE = permission(
    "documents.see",
    _("xem văn bản gốc"),
    roles=(Role.COORDINATOR, Role.PROVINCE_LEADER, Role.AUDITOR),
)
JUDGE = permission("documents.judge", _("xác nhận hiệu lực của văn bản"), roles=(Role.COORDINATOR,))
