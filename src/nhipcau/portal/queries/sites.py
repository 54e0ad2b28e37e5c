"""Which province a visitor is with, and in which words it speaks to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.utils.translation import check_for_language

from nhipcau.core.public import Language, Province, language

from ..choices import StalePolicy
from ..models import Generation, PortalSettings

ENGLISH = "en"


@dataclass(frozen=True)
class Site:
    """A province's portal as it stands: `number` grows with every change of what it shows, `at` is the last one,
    `recent` the last ones with what they were about (see Generation)."""

    province: Province
    settings: PortalSettings
    number: int = 0
    at: datetime | None = None
    recent: Sequence[tuple[int, Sequence[int] | None, bool]] = ()

    @property
    def withholds(self) -> bool:
        """Whether the text of a translation is kept back while it is behind its original."""
        return self.settings.stale == StalePolicy.WITHHOLD

    def words(self, code: str) -> dict[str, str]:
        """What it says of itself in a language; the name is never empty."""
        said = {name: self.settings.word(name, code) for name in PortalSettings.WORDS}
        said["name"] = said["name"] or name_of(self.province, code)
        return said


@dataclass(frozen=True)
class Sites:
    """Every province's portal, by host; `first` answers where no host is named."""

    by_host: dict[str, Site] = field(default_factory=dict)
    first: Site | None = None

    def of(self, host: str) -> Site | None:
        """The portal of a host, given with or without its port."""
        return self.by_host.get(host.partition(":")[0].casefold()) or self.first


def sites() -> Sites:
    """Every portal with its generation; three queries."""
    held = {each.province_id: each for each in PortalSettings.objects.all()}
    ages = {each.province_id: each for each in Generation.objects.all()}
    by_host: dict[str, Site] = {}
    first: Site | None = None
    for province in Province.objects.order_by("pk"):
        said, age = held.get(province.pk) or PortalSettings(province=province), ages.get(province.pk)
        site = Site(province, said, age.number, age.at, age.recent) if age else Site(province, said)
        by_host |= {host.strip().casefold(): site for host in said.hosts.split(",") if host.strip()}
        first = first or site
    return Sites(by_host, first)


def withholds(province: Province) -> bool:
    """Whether a province's portal keeps back the text of a translation while it is behind its original; one query."""
    return PortalSettings.objects.filter(province=province, stale=StalePolicy.WITHHOLD).exists()


def name_of(province: Province, code: str) -> str:
    """A province's name without its kind: `Hà Tĩnh` for `tỉnh Hà Tĩnh`."""
    if code != "vi" and province.name_en:
        return str(province.name_en)
    name = str(province.name)
    return next((name.removeprefix(kind) for kind in ("tỉnh ", "thành phố ") if name.startswith(kind)), name)


@lru_cache(maxsize=64)
def interface_of(code: str) -> str:
    """The language of the portal's own words on pages of a content language: its own, or else English."""
    return (
        code if code in settings.NHIPCAU_INTERFACE_LANGUAGES or (check_for_language(code) and _ours(code)) else ENGLISH
    )


def _ours(code: str) -> bool:
    from django.utils.translation import to_locale

    return (settings.PACKAGE / "portal" / "locale" / to_locale(code) / "LC_MESSAGES").is_dir()


def languages() -> list[Language]:
    """The languages that content is kept in, in the order of the setting."""
    return [language(code) for code in settings.NHIPCAU_CONTENT_LANGUAGES]
