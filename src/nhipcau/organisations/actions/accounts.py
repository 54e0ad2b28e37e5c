"""Accounts: they begin with an invitation, hold authorities for a time, and are never deleted."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from allauth.usersessions.models import UserSession
from axes.utils import reset as axes_reset
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction

from nhipcau.core.public import Actor, Role, User, nfc, record, require

from ..choices import MANAGE_ACCOUNTS, OF_AN_ORGANISATION
from ..errors import (
    AdministratorsOnlyError,
    ElsewhereError,
    EmailTakenError,
    LinkSpentError,
    NotYetThereError,
    OwnAccountError,
    RoleNeedsOrganisationError,
)
from ..models import Authority, Invitation, Organisation
from ..queries.authority import open_invitation, token_hash
from .registry import own


@dataclass(frozen=True, slots=True)
class AccountDraft:
    """Who is invited and what they will hold, from `since` up to and including `until` (None: without end)."""

    email: str
    full_name: str
    role: str
    organisation: Organisation | None
    since: date
    until: date | None = None
    phone: str = ""


@dataclass(frozen=True, slots=True)
class Invited:
    """A first-password link just made. `token` is shown, printed or sent now: it is kept nowhere."""

    user: User
    invitation: Invitation
    token: str


@transaction.atomic
def invite(actor: Actor, draft: AccountDraft, *, at: datetime) -> Invited:
    """Makes an account without a password, with one authority, and a link by which its owner sets the first one."""
    require(actor, MANAGE_ACCOUNTS)
    own(actor, draft.organisation)
    email = draft.email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise EmailTakenError(email)
    user = User(
        email=email, full_name=nfc(draft.full_name), phone=draft.phone, province_id=actor.province_id, joined_at=at
    )
    user.set_unusable_password()
    user.save()
    record(actor, "accounts.invite", user, f"Mời {user.full_name} dùng hệ thống", at=at)
    grant_authority(actor, user, draft.role, draft.organisation, since=draft.since, until=draft.until, at=at)
    return _new_link(actor, user, at)


@transaction.atomic
def invite_all(actor: Actor, drafts: Sequence[AccountDraft], *, at: datetime) -> list[Invited]:
    """Invites everybody or, if one of them cannot be invited, nobody."""
    return [invite(actor, draft, at=at) for draft in drafts]


@transaction.atomic
def renew_link(actor: Actor, user: User, *, at: datetime) -> Invited:
    """Makes a new first-password link; those made before stop working. Also how a lost password is replaced."""
    require(actor, MANAGE_ACCOUNTS)
    _may_touch(actor, user)
    record(actor, "accounts.renew_link", user, f"Cấp lại liên kết đặt mật khẩu cho {user.full_name}", at=at)
    return _new_link(actor, user, at)


@transaction.atomic
def accept_invitation(token: str, password: str, *, at: datetime) -> User:
    """Sets the first password by a link. Raises LinkSpentError if it was used, replaced or is out of date.

    The link works once: of two people who send it at the same time, one is refused. The password has been
    checked by the form.
    """
    found = open_invitation(token, at)
    claimed = found and Invitation.objects.filter(pk=found.pk, used_at__isnull=True).update(used_at=at)
    if not found or not claimed:
        raise LinkSpentError
    user: User = found.user
    user.set_password(password)
    user.save(update_fields=["password"])
    record(
        None,
        "accounts.accept",
        user,
        f"{user.full_name} đặt mật khẩu bằng liên kết",
        at=at,
        province_id=user.province_id,
    )
    return user


@transaction.atomic
def deactivate(actor: Actor, user: User, *, at: datetime) -> None:
    """Shuts an account: its sessions and links end at once; what it did stays under its name."""
    require(actor, MANAGE_ACCOUNTS)
    _may_touch(actor, user, not_own=True)
    user.is_active = False
    user.save(update_fields=["is_active"])
    _withdraw_links(user, at)
    end_sessions(user)
    record(actor, "accounts.deactivate", user, f"Ngừng tài khoản của {user.full_name}", at=at)


@transaction.atomic
def reactivate(actor: Actor, user: User, *, at: datetime) -> None:
    """Opens a shut account again, with the password and the authorities it had."""
    require(actor, MANAGE_ACCOUNTS)
    _may_touch(actor, user)
    user.is_active = True
    user.save(update_fields=["is_active"])
    record(actor, "accounts.reactivate", user, f"Mở lại tài khoản của {user.full_name}", at=at)


@transaction.atomic
def grant_authority(
    actor: Actor,
    user: User,
    role: str,
    organisation: Organisation | None,
    *,
    since: date,
    until: date | None,
    at: datetime,
) -> Authority:
    """Gives a person a role, for an organisation or (None) the whole province, from a day up to and including another.

    Raises RoleNeedsOrganisationError for a role of an agency without one, AdministratorsOnlyError where a
    coordinator would make an administrator.
    """
    require(actor, MANAGE_ACCOUNTS)
    _may_touch(actor, user)
    own(actor, organisation)
    if role in OF_AN_ORGANISATION and organisation is None:
        raise RoleNeedsOrganisationError
    if role == Role.ADMINISTRATOR and not actor.has(Role.ADMINISTRATOR):
        raise AdministratorsOnlyError
    if until and until < since:
        raise NotYetThereError
    made = Authority.objects.create(
        province_id=actor.province_id,
        user=user,
        role=role,
        organisation=organisation,
        valid_from=since,
        valid_to=until,
        granted_by_id=actor.user_id,
    )
    where = organisation.name if organisation else "toàn tỉnh"
    summary = f"Giao {user.full_name}: {made.get_role_display()}, {where}"
    record(actor, "accounts.grant", user, summary, at=at, data={"authority": made.pk, "from": since.isoformat()})
    return made


@transaction.atomic
def end_authority(actor: Actor, authority: Authority, *, last_day: date, at: datetime) -> None:
    """Ends what a person holds after a day."""
    require(actor, MANAGE_ACCOUNTS)
    own(actor, authority)
    if authority.user_id == actor.user_id and authority.role == Role.ADMINISTRATOR:
        raise OwnAccountError
    _may_touch(actor, authority.user)
    if authority.valid_from and last_day < authority.valid_from:
        raise NotYetThereError
    authority.valid_to = last_day
    authority.save(update_fields=["valid_to"])
    summary = f"{authority.user.full_name} thôi vai trò {authority.get_role_display()} hết ngày {last_day:%d/%m/%Y}"
    record(actor, "accounts.end_authority", authority.user, summary, at=at, data={"authority": authority.pk})


@transaction.atomic
def unlock(actor: Actor, user: User, *, at: datetime) -> None:
    """Lets a person try again who was locked out after failed attempts."""
    require(actor, MANAGE_ACCOUNTS)
    _may_touch(actor, user)
    axes_reset(username=user.email)
    record(actor, "accounts.unlock", user, f"Mở khóa đăng nhập cho {user.full_name}", at=at)


@transaction.atomic
def change_own_account(actor: Actor, user: User, *, full_name: str, phone: str, at: datetime) -> None:
    """Changes one's own name and telephone number."""
    if user.pk != actor.user_id:
        raise ElsewhereError
    user.full_name, user.phone = nfc(full_name), phone.strip()
    user.save(update_fields=["full_name", "phone"])
    record(actor, "accounts.own", user, f"{user.full_name} sửa thông tin của mình", at=at)


def end_sessions(user: AbstractBaseUser) -> int:
    """Signs a person out everywhere; answers how many sessions ended."""
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _may_touch(actor: Actor, user: User, *, not_own: bool = False) -> None:
    if user.province_id != actor.province_id:
        raise ElsewhereError
    if not_own and user.pk == actor.user_id:
        raise OwnAccountError
    is_administrator = Authority.objects.filter(user=user, role=Role.ADMINISTRATOR).valid_on(actor.on).exists()
    if is_administrator and not actor.has(Role.ADMINISTRATOR):
        raise AdministratorsOnlyError


def _withdraw_links(user: User, at: datetime) -> None:
    Invitation.objects.filter(user=user, used_at__isnull=True, expires_at__gt=at).update(expires_at=at)


def _new_link(actor: Actor, user: User, at: datetime) -> Invited:
    _withdraw_links(user, at)
    token = secrets.token_urlsafe(24)
    made = Invitation.objects.create(
        province_id=user.province_id,
        user=user,
        token_hash=token_hash(token),
        created_at=at,
        created_by_id=actor.user_id,
        expires_at=at + timedelta(days=settings.NHIPCAU_INVITATION_DAYS),
    )
    return Invited(user, made, token)
