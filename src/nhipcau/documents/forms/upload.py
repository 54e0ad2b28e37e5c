from __future__ import annotations

import tempfile
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, StopUpload
from django.utils.translation import gettext_lazy as _

from nhipcau.design.public import Dropzone


class QuarantineUploadHandler(FileUploadHandler):
    """Lets an upload run into the quarantine folder, never into a common one, and stops it at the size limit."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        settings.NHIPCAU_QUARANTINE.mkdir(parents=True, exist_ok=True)
        # lives as long as the request: closed, and so deleted, with the uploaded file
        self.incoming = tempfile.NamedTemporaryFile(dir=settings.NHIPCAU_QUARANTINE, prefix="incoming-")  # noqa: SIM115  see above
        self.taken = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self.taken += len(raw_data)
        if self.taken > settings.NHIPCAU_UPLOAD_LIMIT_MB * 1024 * 1024:
            self.incoming.close()
            self.request.upload_too_large = True  # type: ignore[union-attr]
            raise StopUpload(connection_reset=False)
        self.incoming.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile:  # type: ignore[type-arg]
        self.incoming.seek(0)
        return UploadedFile(self.incoming, self.file_name, self.content_type, file_size, self.charset)

    def upload_interrupted(self) -> None:
        if hasattr(self, "incoming"):
            self.incoming.close()


ACCEPTED = ".docx,.doc,.odt,.rtf,.pdf,.html,.htm,.txt,.png,.jpg,.jpeg,.tif,.tiff,.zip,.eml"


class UploadForm(forms.Form):
    file = forms.FileField(
        label=_("Tệp văn bản"),
        help_text=_(
            "Nhận tệp .docx, .doc, .odt, .rtf, .pdf (kể cả bản quét), .html, .txt, ảnh .png, .jpg, .tiff và gói .zip, "
            ".eml có nhiều văn bản. Không tải lên văn bản có dấu Mật, Tối mật, Tuyệt mật."
        ),
        allow_empty_file=True,  # the action says it in a better sentence
        widget=Dropzone(attrs={"accept": ACCEPTED}),
    )
