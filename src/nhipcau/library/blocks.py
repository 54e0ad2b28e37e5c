"""What the text of an item is made of. Each block has an id of its own that stays through edits: it is the segment
that passages of translations point to."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import nh3
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text import RichText

FEATURES = ["bold", "italic", "ol", "ul", "link", "document-link", "superscript"]
ALLOWED = {
    "p": set(), "b": set(), "strong": set(), "i": set(), "em": set(), "ul": set(), "ol": set(), "li": set(),
    "sup": set(), "br": set(), "a": {"href", "linktype", "id"},
}  # fmt: skip


def clean_html(html: str) -> str:
    """The text with nothing but the mark-up that we know: what Word, a page or a hand added around it is gone."""
    return nh3.clean(
        html,
        tags=set(ALLOWED),
        attributes={tag: allowed for tag, allowed in ALLOWED.items() if allowed},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        clean_content_tags={"script", "style", "xml", "title"},
    )


def picture_ids(kind: str, value: Any) -> list[int]:
    """The pictures that a stored block shows, by its kind and value, in their order; none where it shows no picture.

    A list block is stored as plain values, or each with an id of its own.
    """
    held = [value] if kind == "picture" else value or [] if kind == "gallery" else []
    found = [each.get("value") if isinstance(each, dict) else each for each in held]
    return [int(each) for each in found if each]


class CleanRichTextBlock(blocks.RichTextBlock):
    """Rich text that keeps to the allow-list on whichever way it comes in."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(features=FEATURES, **kwargs)

    def to_python(self, value: Any) -> RichText:
        return RichText(clean_html(value or ""))

    def get_prep_value(self, value: Any) -> str:
        return clean_html(value.source if isinstance(value, RichText) else value or "")


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("lời trích"))
    source = blocks.CharBlock(label=_("của ai"), required=False)

    class Meta:
        label = _("Trích dẫn")
        icon = "openquote"


class QuestionBlock(blocks.StructBlock):
    question = blocks.CharBlock(label=_("câu hỏi"))
    answer = CleanRichTextBlock(label=_("trả lời"))

    class Meta:
        label = _("Hỏi và đáp")
        icon = "help"


class RecordingChooserBlock(blocks.ChooserBlock):
    """A video or a sound recording of the province."""

    target_model = "library.Recording"

    @cached_property
    def widget(self) -> Any:
        from .wagtail_hooks import recordings  # Wagtail's screens are there once the models are

        return recordings.widget_class()


class Body(blocks.StreamBlock):
    """The blocks of a text, in the order in which they are read."""

    heading = blocks.CharBlock(label=_("Tiêu đề mục"), icon="title", max_length=200)
    paragraph = CleanRichTextBlock(label=_("Đoạn văn"))
    quote = QuoteBlock()
    question = QuestionBlock()
    picture = ImageChooserBlock(label=_("Ảnh"))
    gallery = blocks.ListBlock(ImageChooserBlock(label=_("Ảnh")), label=_("Bộ ảnh"), icon="image")
    recording = RecordingChooserBlock(label=_("Video, bản ghi âm"), icon="media")
    file = DocumentChooserBlock(label=_("Tệp tải về"))

    class Meta:
        required = False


# Blocks that hold words, and so are segments to translate; the others go along unchanged.
WORDED = ("heading", "paragraph", "quote", "question")
