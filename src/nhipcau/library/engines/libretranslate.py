"""An engine that speaks LibreTranslate's interface: `POST /translate` with JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import requests
from django.utils.translation import gettext as _

from ..errors import EngineError

BATCH = 20
MOST_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class LibreTranslate:
    """`address` is where the engine listens, `seconds` how long one question may take."""

    address: str
    key: str
    seconds: float

    def translate(self, texts: Sequence[str], source: str, target: str, *, html: bool) -> list[str]:
        """See engines.Engine."""
        found: list[str] = []
        for at in range(0, len(texts), BATCH):
            found += self._batch(list(texts[at : at + BATCH]), source, target, html)
        return found

    def _batch(self, texts: list[str], source: str, target: str, html: bool) -> list[str]:
        asked = {"q": texts, "source": source, "target": target, "format": "html" if html else "text"}
        if self.key:
            asked["api_key"] = self.key
        try:
            answer = self._ask(asked)
        except requests.Timeout as slow:
            raise EngineError(_("Máy dịch không trả lời kịp. Xin thử lại sau.")) from slow
        except (requests.RequestException, ValueError) as problem:
            raise EngineError(_("Không gọi được máy dịch. Xin báo quản trị hệ thống.")) from problem
        made = answer.get("translatedText") if isinstance(answer, dict) else None
        if not isinstance(made, list) or len(made) != len(texts) or not all(isinstance(each, str) for each in made):
            raise EngineError(_("Máy dịch trả lời không đúng dạng nên không dùng được."))
        return made

    def _ask(self, asked: dict[str, Any]) -> Any:
        address = f"{self.address.rstrip('/')}/translate"
        with requests.post(address, json=asked, timeout=self.seconds, stream=True, allow_redirects=False) as response:
            response.raise_for_status()
            content = response.raw.read(MOST_BYTES + 1, decode_content=True)
        if len(content) > MOST_BYTES:
            raise ValueError("the answer is too long")
        return json.loads(content)
