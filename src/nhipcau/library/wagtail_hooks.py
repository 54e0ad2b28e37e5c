"""What of the library Wagtail's screens choose from."""

from __future__ import annotations

from typing import Any

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.views.generic import chooser
from wagtail.admin.viewsets.chooser import ChooserViewSet


class OfProvince:
    """Only what belongs to the visitor's province is offered."""

    request: Any

    def get_object_list(self) -> Any:
        return super().get_object_list().filter(province_id=self.request.actor.province_id)  # type: ignore[misc]

    def get_object(self, pk: Any) -> Any:
        found = super().get_object(pk)  # type: ignore[misc]
        if found.province_id != self.request.actor.province_id:
            raise Http404
        return found

    def get_objects(self, pks: Any) -> Any:
        return super().get_objects(pks).filter(province_id=self.request.actor.province_id)  # type: ignore[misc]


class Choose(OfProvince, chooser.ChooseView):  # type: ignore[misc]  # Wagtail has no types
    pass


class ChooseResults(OfProvince, chooser.ChooseResultsView):  # type: ignore[misc]
    pass


class Chosen(OfProvince, chooser.ChosenView):  # type: ignore[misc]
    pass


class ChosenMultiple(OfProvince, chooser.ChosenMultipleView):  # type: ignore[misc]
    pass


class Recordings(ChooserViewSet):  # type: ignore[misc]
    model = "library.Recording"
    icon = "media"
    choose_one_text = _("Chọn video hoặc bản ghi âm")
    choose_another_text = _("Chọn bản khác")
    edit_item_text = _("Sửa bản ghi")
    choose_view_class = Choose
    choose_results_view_class = ChooseResults
    chosen_view_class = Chosen
    chosen_multiple_view_class = ChosenMultiple


recordings = Recordings("wagtailrecordings", url_prefix="ban-ghi")
hooks.register("register_admin_viewset", lambda: recordings)
