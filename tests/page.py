"""A test client that looks at every page it is given, so that no test has to ask for the obvious."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

# Data of a page that scripts read is no script.
DATA_TYPES = {"application/json", "application/ld+json"}
LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "form": "action"}
POINTING = {"canonical", "alternate"}  # links that say an address and load nothing
OTHER_HOST = re.compile(r"^(?:[a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)


class InspectingClient(Client):
    """Django's client; fails the test when a page has one of `faults`."""

    def request(self, **request: Any) -> Any:
        response = super().request(**request)
        if response.get("Content-Type", "").startswith("text/html") and not response.streaming:
            found = list(faults(response.content.decode(response.charset)))
            assert not found, f"{request.get('PATH_INFO')}: {'; '.join(found)}"
        return response


def faults(html: str) -> Iterator[str]:
    """What is wrong with a page, or with a part of one that htmx asked for, in words."""
    soup = BeautifulSoup(html, "lxml" if "<html" in html else "html.parser")
    if soup.html is not None:
        yield from _page_faults(soup)
    yield from _part_faults(soup)


def _page_faults(soup: BeautifulSoup) -> Iterator[str]:
    assert soup.html is not None
    if not soup.html.get("lang"):
        yield "no language is given"
    if len(soup.find_all("h1")) != 1:
        yield f"{len(soup.find_all('h1'))} headings of the first level"
    title = soup.title.get_text().strip() if soup.title else ""
    if not title.strip("· ") or title.startswith("·"):
        yield "no title"
    if soup.find("main") is None:
        yield "no main part"
    named = {str(tag["id"]) for tag in soup.find_all(id=True)}
    for attribute in ("for", "aria-labelledby", "aria-describedby", "aria-controls"):
        for tag in soup.find_all(attrs={attribute: True}):
            for target in _words(tag, attribute):
                if target not in named:
                    yield f"{attribute} points at {target}, which is not on the page"


def _part_faults(soup: BeautifulSoup) -> Iterator[str]:
    counted = Counter(tag["id"] for tag in soup.find_all(id=True))
    yield from (f"id {name} stands {times} times" for name, times in counted.items() if times > 1)
    for tag in soup.find_all(True):
        if tag.name == "style" or (tag.name == "script" and not tag.get("src") and tag.get("type") not in DATA_TYPES):
            yield f"inline {tag.name}"
        for attribute in tag.attrs:
            if attribute == "style" or attribute.startswith("on"):
                yield f"inline {attribute} on {tag.name}"
        address = tag.get(LOADING.get(tag.name, ""), "")
        if OTHER_HOST.match(str(address)) and not POINTING & set(tag.get_attribute_list("rel")):
            yield f"{tag.name} reaches out to {address}"
        if tag.name == "img" and tag.get("alt") is None:
            yield f"picture without words: {tag.get('src')}"
    for form in soup.find_all("form"):
        posts = str(form.get("method", "get")).lower() == "post"
        if posts and form.find(attrs={"name": "csrfmiddlewaretoken"}) is None:
            yield f"form without a token: {form.get('action')}"


def _words(tag: Tag, attribute: str) -> list[str]:
    value = tag[attribute]
    return value.split() if isinstance(value, str) else list(value)
