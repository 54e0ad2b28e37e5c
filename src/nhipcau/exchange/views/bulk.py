"""`/api/v1/bulk/<language>.jsonl.gz`: everything that is published in a language, a line of JSON for each item."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from io import BytesIO

from django.conf import settings
from django.http import Http404, StreamingHttpResponse

from nhipcau.core.public import Request

from ..api.shapes import item_out
from ..queries.chosen import Wanted, in_batches, wanted
from ..queries.records import Place, records
from .common import open_to_all, place_of


@open_to_all
def bulk(request: Request, code: str) -> StreamingHttpResponse:
    if code not in settings.NHIPCAU_CONTENT_LANGUAGES:
        raise Http404
    place = place_of(request)
    response = StreamingHttpResponse(_packed(_lines(place, code)), content_type="application/gzip")
    response["Content-Disposition"] = f'attachment; filename="{place.province.code}-{code}.jsonl.gz"'
    return response


def _lines(place: Place, code: str) -> Iterator[bytes]:
    for batch in in_batches(wanted(place.province, Wanted(language=code))):
        for record in records(place, batch):
            yield json.dumps(item_out(record), ensure_ascii=False).encode() + b"\n"


def _packed(lines: Iterator[bytes]) -> Iterator[bytes]:
    """The lines as one gzip stream that is never held whole."""
    held = BytesIO()
    with gzip.GzipFile(fileobj=held, mode="wb", mtime=0) as packed:
        for line in lines:
            packed.write(line)
            if held.tell() > 64 * 1024:
                yield held.getvalue()
                held.seek(0)
                held.truncate()
    yield held.getvalue()
