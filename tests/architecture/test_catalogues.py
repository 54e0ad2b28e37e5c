"""Other people's messages speak Vietnamese too (docs/decisions/0003-messages-in-vietnamese.md).

That our own are all in the English catalogue is checked by `python3 dev.py messages --check`, as it needs gettext.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import django
import polib
import pytest
from django.utils.translation import override, trans_real
from tools.inside.catalogues import compile_stale

from .sources import NHIPCAU

SITE = Path(django.__file__).parents[1]

# Whose messages our users meet: the catalogue that tells where each stands, and the parts of the package that we use.
MET = {
    "django/conf/locale/en": ("forms/", "core/validators", "db/models/", "utils/"),
    "django/contrib/auth/locale/en": ("contrib/auth/forms", "contrib/auth/password_validation"),
    "allauth/locale/fr": (
        "account/adapter",
        "account/fields",
        "account/forms",
        "mfa/adapter",
        "mfa/base/forms",
        "mfa/totp/",
        "mfa/recovery_codes/",
        "templates/account/email/base_notification",
        "templates/account/messages/",
        "templates/mfa/email/",
        "templates/mfa/messages/",
        "templates/usersessions/messages/",
    ),
}
# What stands in those parts and is never shown, because the thing itself is switched off or for programmers.
NEVER_SHOWN = re.compile(
    r"""[Uu]sername|email\ address|[Ee]mail\ \((again|optional)\)|same\ email|Email\ address\ confirmation
    |[Ss]ecurity\ [Kk]ey|Master\ key|Backup\ key|Key\ nr|Login$|select\ only\ one|sign-in\ code|Confirmation\ email
    |%\(email\)s|[Pp]hone|Email\ or|Password-based|password-based|using\ a\ password\ or\ not|Raw\ pass|^(En|Dis)abled$
    |^String\ \(unlimited|^Duration$|^Positive\ big|^Universally|^A\ JSON|-%\(to\)s\ relationship""",
    re.VERBOSE,
)


def met(source: str, parts: tuple[str, ...]) -> Iterator[polib.POEntry]:
    """The messages of a package that our users meet; a template that we have replaced says nothing any more."""
    for entry in polib.pofile(str(SITE / source / "LC_MESSAGES/django.po")):
        places = [place for place, _ in entry.occurrences if place.startswith(parts)]
        replaced = [place for place in places if (NHIPCAU / "design" / place).exists()]
        if len(places) > len(replaced) and not entry.obsolete and not NEVER_SHOWN.search(entry.msgid):
            yield entry


@pytest.fixture(scope="module")
def vietnamese() -> set[str]:
    """Every msgid that has a Vietnamese text in one of the catalogues, as Django merges them."""
    compile_stale()
    with override("vi"):
        merged = trans_real.catalog()._catalog._catalogs
    return {key[0] if isinstance(key, tuple) else key for texts in merged for key, text in texts.items() if text}


@pytest.mark.parametrize("source", MET)
def test_every_message_of_others_that_our_users_meet_is_vietnamese(source, vietnamese):
    entries = list(met(source, MET[source]))
    assert len(entries) > 10
    keys = {f"{entry.msgctxt}\x04{entry.msgid}" if entry.msgctxt else entry.msgid for entry in entries}
    assert keys - vietnamese == set()


def test_the_vietnamese_catalogue_is_whole_and_says_nothing_twice():
    entries = polib.pofile(str(NHIPCAU / "locale/vi/LC_MESSAGES/django.po"))
    assert [entry.msgid for entry in entries if not entry.translated()] == []
    assert len({(entry.msgctxt, entry.msgid) for entry in entries}) == len(entries)
