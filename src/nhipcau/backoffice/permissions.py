"""What Wagtail is told of our authorities.

Wagtail asks the user object what it may do. For the time of one request we put the answer there, made from
the grants of that day: no Django group is kept, so none can be out of date, and outside these screens the
answer is no.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.backends import BaseBackend
from wagtail.models import Collection, Page

from nhipcau.core.public import Actor

from .queries import province_roots

# A page begins, is published and goes by the library's own actions, which ask for an approval.
ON_PAGES = ("change_page",)
# Pictures and files are chosen, and uploaded on the way; they are described, changed and go on the library's own pages.
ON_MEDIA = ("add_image", "choose_image", "add_document", "choose_document")
ATTRIBUTE = "back_office_rights"


@dataclass(frozen=True, slots=True)
class Named:
    """Stands where Wagtail looks for a Permission."""

    codename: str


@dataclass(frozen=True, slots=True, eq=False)
class Right:
    """Stands where Wagtail looks for a GroupPagePermission or GroupCollectionPermission."""

    permission: Named
    page: Page | None = None
    collection: Collection | None = None

    @property
    def page_id(self) -> int | None:
        return self.page and self.page.pk

    @property
    def collection_id(self) -> int | None:
        return self.collection and self.collection.pk


def equip(user: Any, actor: Actor) -> None:
    """Puts on the user object, for this request, what the actor may do on Wagtail's screens."""
    roots = list(province_roots(actor))
    everywhere = Collection.get_first_root_node()
    # The names under which Wagtail's policies keep what they found for a user.
    user._page_permission_cache = [Right(Named(name), page=root) for root in roots for name in ON_PAGES]
    user._collection_permission_cache = [Right(Named(name), collection=everywhere) for name in ON_MEDIA if everywhere]
    setattr(user, ATTRIBUTE, frozenset({"wagtailadmin.access_admin"}))
    user.first_name = user.full_name  # by which Wagtail names who is signed in; not a column of ours


class Backend(BaseBackend):
    """Answers Django's `has_perm` from what `equip` put on the user."""

    def has_perm(self, user_obj: Any, perm: str, obj: Any = None) -> bool:
        return obj is None and perm in getattr(user_obj, ATTRIBUTE, ())
