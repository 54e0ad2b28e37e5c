from __future__ import annotations

from datetime import date

from django.core.paginator import Paginator
from django.http import Http404, HttpResponseBase
from django.utils.translation import gettext as _

from nhipcau.library.public import BY_SECTION, Category, Topic

from ..queries.calendar import month
from ..queries.cards import address_of, cards, elsewhere, listed
from ..queries.changes import correction, corrections, events
from ..queries.home import coming
from ..queries.investment import CAPITAL, catalogue
from ..queries.item import earlier
from ..queries.places import drawing
from .common import Visit, number_in, page, render

A_PAGE = 24
NEXT = 3  # festivals named below a month without any


@page
def section_page(request: Visit, section: str) -> HttpResponseBase:
    kind, code, province_id = BY_SECTION[section], request.language.code, request.site.province.pk
    rows = listed(province_id, code, [kind.code])
    category, topic = request.GET.get("danh-muc", ""), request.GET.get("chu-de", "")
    if category:
        rows = rows.filter(category__code=category)
    if topic:
        rows = rows.filter(item__topics__code=topic)
    found = Paginator(rows, A_PAGE).get_page(number_in(request))
    rest = [] if category or topic or found.has_next() else elsewhere(province_id, code, [kind.code])[:A_PAGE]
    every = cards([*found, *rest], code, request.today)
    categories = Category.objects.filter(province_id=province_id, items__kind=kind.code, retired=False).distinct()
    topics = Topic.objects.filter(province_id=province_id, items__kind=kind.code, retired=False).distinct()
    context = {
        "title": kind.plural,
        "kind": kind,
        "page": found,
        "own": [card for card in every if not card.other],
        "rest": [card for card in every if card.other],
        "categories": [(row.code, row.name_in(code)) for row in categories],
        "topics": [(row.code, row.name_in(code)) for row in topics],
        "category": category,
        "topic": topic,
        "section_name": section,
    }
    return render(request, "portal/section.html", context)


@page
def map_page(request: Visit) -> HttpResponseBase:
    drawn = drawing(request.site, request.language.code)
    return render(request, "portal/map.html", {"title": _("Bản đồ"), "drawing": drawn, "section_name": "ban-do"})


@page
def calendar_page(request: Visit) -> HttpResponseBase:
    asked = request.GET.get("thang", "")
    try:
        first = date.fromisoformat(f"{asked}-01") if asked else request.today.replace(day=1)
    except ValueError:
        raise Http404 from None
    if not 2000 <= first.year <= 2100:
        raise Http404
    province_id, code = request.site.province.pk, request.language.code
    shown = month(province_id, code, first, request.today)
    context = {
        "title": _("Lịch lễ hội, sự kiện"),
        "month": shown,
        "coming": [] if shown.cards else cards(coming(province_id, code, first, NEXT), code, request.today),
        "section_name": "lich",
    }
    return render(request, "portal/calendar.html", context)


@page
def investment_page(request: Visit) -> HttpResponseBase:
    chosen = {name: request.GET.get(name, "") for name in ("linh-vuc", "von", "tinh-trang")}
    found = catalogue(
        request.site.province.pk, request.language.code, request.today,
        chosen["linh-vuc"], chosen["von"], chosen["tinh-trang"],
    )  # fmt: skip
    bounds = {
        "duoi-100": _("Dưới 100 tỷ đồng"),
        "100-1000": _("Từ 100 đến 1.000 tỷ đồng"),
        "tu-1000": _("Từ 1.000 tỷ đồng"),
    }
    context = {
        "title": _("Danh mục đầu tư"),
        "catalogue": found,
        "sector": chosen["linh-vuc"],
        "capital": chosen["von"],
        "status": chosen["tinh-trang"],
        "bounds": [(value, bounds[value]) for value in CAPITAL],
        "as_table": request.GET.get("dang") == "bang",
        "section_name": "dau-tu",
    }
    return render(request, "portal/investment.html", context)


@page
def changes_page(request: Visit) -> HttpResponseBase:
    found = events(request.site.province.pk, request.language.code)
    return render(
        request, "portal/changes.html", {"title": _("Có gì mới"), "events": found, "section_name": "co-gi-moi"}
    )


@page
def corrections_page(request: Visit) -> HttpResponseBase:
    found = Paginator(corrections(request.site.province.pk), A_PAGE).get_page(number_in(request))
    context = {"title": _("Đính chính"), "page": found, "section_name": "dinh-chinh"}
    return render(request, "portal/corrections.html", context)


@page
def correction_page(request: Visit, year: int, number: int) -> HttpResponseBase:
    held = correction(request.site.province.pk, year, number)
    if held is None:
        raise Http404
    context = {
        "title": _("Đính chính số %(number)s") % {"number": held},
        "correction": held,
        "before": earlier(held.before, request.today),
        "after": earlier(held.after, request.today),
        "after_url": address_of(held.after),
        "section_name": "dinh-chinh",
    }
    return render(request, "portal/correction.html", context)
