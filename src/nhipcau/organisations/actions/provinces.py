"""How a province begins: empty, with one administrator who is invited."""

from __future__ import annotations

from datetime import datetime, timedelta
from secrets import token_urlsafe

from django.conf import settings
from django.db import transaction

from nhipcau.core.public import Province, Role, User, nfc, record

from ..errors import EmailTakenError, ProvinceExistsError
from ..models import Authority, Invitation
from ..queries.authority import token_hash
from .accounts import Invited


@transaction.atomic
def begin_province(code: str, name: str, admin_email: str, admin_name: str, *, at: datetime) -> Invited:
    """Makes a province and its first administrator, who sets a password by the link in the answer.

    A province that has been loaded from files but has no administrator yet gets one. There is no actor: whoever
    may run commands on the server may do this. Raises ProvinceExistsError, EmailTakenError.
    """
    province, new = Province.objects.get_or_create(code=code, defaults={"name": nfc(name)})
    if not new and Authority.objects.filter(province=province, role=Role.ADMINISTRATOR).exists():
        raise ProvinceExistsError(code)
    email = admin_email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise EmailTakenError(email)
    user = User(email=email, full_name=nfc(admin_name), province=province, joined_at=at)
    user.set_unusable_password()
    user.save()
    Authority.objects.create(province=province, user=user, role=Role.ADMINISTRATOR, valid_from=at.date())
    token = token_urlsafe(24)
    made = Invitation.objects.create(
        province=province,
        user=user,
        token_hash=token_hash(token),
        created_at=at,
        expires_at=at + timedelta(days=settings.NHIPCAU_INVITATION_DAYS),
    )
    summary = f"Mở {province.name} và mời quản trị hệ thống {user.full_name}"
    record(None, "organisations.begin_province", province, summary, at=at, province_id=province.pk)
    return Invited(user, made, token)
