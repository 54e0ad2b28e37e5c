"""The words of this room, and who may send content elsewhere."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nhipcau.core.public import Role, permission


class Receiver(TextChoices):
    """For whom a package is made. Neither publishes an interface, so both get the same documented files."""

    VIETNAM_VN = "vietnam.vn", _("Vietnam.vn")
    NATIONAL = "csdl-quoc-gia", _("Cơ sở dữ liệu quốc gia về thông tin đối ngoại")
    OTHER = "khac", _("Nơi nhận khác")


class PackageState(TextChoices):
    """How far a package has come."""

    WAITING = "waiting", _("Đang chờ")
    MADE = "made", _("Đã lập")
    FAILED = "failed", _("Chưa lập được")


EXPORT = permission(
    "exchange.export", _("lập gói dữ liệu để gửi đi"), roles=[Role.EDITOR, Role.APPROVER, Role.ADMINISTRATOR]
)
