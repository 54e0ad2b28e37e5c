from __future__ import annotations

import re
from pathlib import Path

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, RequestContext, Template

from nhipcau.core.public import SIGNED_IN, Door
from nhipcau.design.choices import STATES, State, Tone
from nhipcau.design.components import register
from nhipcau.design.components.library import attributes
from nhipcau.design.components.marks import icon_names
from nhipcau.design.forms import Combobox, DateField
from nhipcau.design.public import add_state

EVIL = "<script>alert(1)</script>\"'"


def render(source: str, **context: object) -> str:
    request = context.pop("request", None)
    kind = RequestContext(request, context) if request else Context(context)
    return Template("{% load nhipcau %}" + source).render(kind)


@pytest.mark.parametrize(
    "source",
    [
        "{% page_header evil lead=evil kicker=evil %}{% endpage_header %}",
        "{% breadcrumbs evil evil evil %}",
        "{% section evil id=evil note=evil %}{% endsection %}",
        "{% button evil name=evil value=evil data_x=evil extra=evil %}",
        "{% link_button evil evil title=evil %}",
        "{% icon_button 'edit' evil value=evil %}",
        "{% icon 'edit' label=evil extra=evil %}",
        "{% state 'overdue' label=evil %}",
        "{% badge evil icon_name='edit' %}",
        "{% count_tile evil evil evil note=evil %}",
        "{% table caption=evil id=evil extra=evil %}{% endtable %}",
        "{% th evil sort=evil extra=evil %}",
        "{% tabs label=evil %}{% tab evil evil count=evil %}{% endtabs %}",
        "{% dialog evil evil %}{% enddialog %}",
        "{% notice evil title=evil %}",
        "{% notice_box title=evil %}{{ evil }}{% endnotice_box %}",
        "{% empty_state evil evil action_label=evil action_url=evil %}",
        "{% progress 1 2 evil words=evil %}",
        "{% shares evil done=1 %}",
        "{% timeline label=evil %}{% event evil who=evil more=evil %}{% endtimeline %}",
        "{% file_input evil id=evil accept=evil %}",
        "{% facts %}{% fact evil evil %}{% endfacts %}",
        "{% keys evil evil %}",
        "{% form_actions %}{{ evil }}{% endform_actions %}",
        "{{ evil_list|with_commas }}",
    ],
)
def test_a_component_escapes_what_it_is_given(source):
    shown = render(source, evil=EVIL, evil_list=[EVIL])
    assert "<script" not in shown
    assert "\"'" not in shown


@pytest.mark.parametrize("name", ["style", "onclick", "hx_on_click"])
def test_attributes_that_the_security_policy_drops_are_refused_at_once(name):
    with pytest.raises(ValueError, match="content security policy"):
        attributes({name: "x"})


def test_keywords_become_attributes():
    assert attributes({"hx_post": "/a/", "data_opens": "b", "disabled": True, "hidden": False, "id": None}) == (
        ' data-opens="b" hx-post="/a/" disabled'
    )


def test_every_state_has_a_word_and_a_shape_of_the_sprite():
    for key, state in STATES.items():
        assert state.icon in icon_names(), key
        shown = render("{% state key %}", key=key)
        assert str(state.label) in shown
        assert f"#{state.icon}" in shown


def test_red_means_late_and_nothing_else():
    red = {key for key, state in STATES.items() if state.tone == Tone.LATE}
    assert red == {"overdue", "report_overdue", "report_submitted_late"}


def test_states_of_one_tone_are_told_apart_by_shape_among_those_of_an_assignment():
    working = "not_started in_progress reported done difficulty due_soon overdue"
    answering = "no_answer returned extension_asked not_ours"
    shapes = [STATES[key].icon for key in (*working.split(), *answering.split())]
    assert len(set(shapes)) == len(shapes)


def test_an_app_adds_its_own_state_but_takes_nobody_elses():
    with pytest.raises(ValueError, match="declared twice"):
        add_state("overdue", State("Trễ", Tone.LATE, "late"))


def test_an_unknown_state_or_icon_stops_a_developer_but_not_a_clerk(settings):
    settings.DEBUG = True
    for source in ("{% state 'khong-co' %}", "{% icon 'khong-co' %}"):
        with pytest.raises(LookupError):
            render(source)
    settings.DEBUG = False
    assert "khong-co" in render("{% state 'khong-co' %}")
    assert "#circle" in render("{% icon 'khong-co' %}")


def test_a_head_sorts_upwards_then_downwards_and_keeps_the_filters(rf):
    source = "{% th 'Thời hạn' sort='deadline' %}"
    first = render(source, request=rf.get("/", {"q": "báo chí", "trang": "4"}))
    assert "xep=deadline" in first
    assert "q=b%C3%A1o" in first
    assert "trang" not in first
    assert "aria-sort" not in first
    up = render(source, request=rf.get("/", {"xep": "deadline"}))
    assert 'aria-sort="ascending"' in up
    assert "xep=-deadline" in up
    down = render(source, request=rf.get("/", {"xep": "-deadline"}))
    assert 'aria-sort="descending"' in down
    assert "xep=deadline" in down


def test_pages_keep_the_filters_and_say_where_one_is(rf):
    page = Paginator(range(1234), 25).page(3)
    shown = render("{% pagination page noun='nhiệm vụ' %}", page=page, request=rf.get("/", {"q": "a", "trang": "3"}))
    assert "51–75 trong 1.234" in shown
    assert re.search(r'href="\?q=a&amp;trang=4"', shown)
    assert shown.count('aria-current="page"') == 1


def test_one_page_needs_no_page_numbers(rf):
    shown = render("{% pagination page %}", page=Paginator([1, 2], 25).page(1), request=rf.get("/"))
    assert "page-link" not in shown


class Filters(forms.Form):
    q = forms.CharField(label="Từ", required=False)
    state = forms.ChoiceField(label="Trạng thái", choices=[("", "Tất cả"), ("late", "Quá hạn")], required=False)
    until = DateField(label="Đến ngày", required=False)


def test_a_filter_in_force_stands_as_a_chip_that_takes_it_away(rf):
    request = rf.get("/", {"state": "late", "until": "15/11/2026", "xep": "name", "trang": "2"})
    shown = render("{% filter_bar form total=7 noun='nhiệm vụ' %}", form=Filters(request.GET), request=request)
    assert "Trạng thái: Quá hạn" in shown
    assert "Đến ngày: 15/11/2026" in shown
    assert 'href="?until=15%2F11%2F2026&amp;xep=name"' in shown
    assert '<input type="hidden" name="xep" value="name">' in shown
    assert "không bắt buộc" not in shown


def test_without_filters_there_are_no_chips(rf):
    request = rf.get("/")
    assert "chip" not in render("{% filter_bar form %}", form=Filters(request.GET), request=request)


def test_shares_add_up_to_the_whole_and_are_told_in_words():
    shown = render("{% shares 'Sở Du lịch' done=1 late=2 %}")
    bars = re.findall(r'width="([\d.]+)%" height="100%" class="share-(?:done|late)"', shown)
    assert sum(float(width) for width in bars[:2]) == pytest.approx(100, abs=0.02)
    assert 'aria-label="Sở Du lịch: 1 hoàn thành, 2 quá hạn"' in shown


def test_shares_of_nothing_are_said():
    assert "chưa có nhiệm vụ" in render("{% shares 'Sở Du lịch' %}")


class Report(forms.Form):
    name = forms.CharField(label="Tên", help_text="Như trong văn bản.")
    deadline = DateField(label="Thời hạn", required=False)
    lead = forms.ChoiceField(
        label="Chủ trì", choices=[("", ""), ("a", "Sở A")], widget=Combobox(notes={"a": "SA"}), required=False
    )
    mode = forms.ChoiceField(label="Hình thức", choices=[("x", "Giao")], widget=forms.RadioSelect, required=False)


def test_a_field_ties_label_help_and_error_together_for_a_screen_reader():
    shown = str(Report({}))
    assert re.search(r'<label class="field-label" for="id_name">Tên\s*</label>', shown)
    assert 'aria-describedby="id_name_helptext id_name_error"' in shown
    assert 'id="id_name_helptext"' in shown
    assert 'id="id_name_error"' in shown
    assert 'aria-invalid="true"' in shown
    assert 'href="#id_name"' in shown
    assert "(không bắt buộc)" in shown


def test_a_group_of_choices_has_a_legend():
    assert re.search(r'<legend class="field-label">Hình thức', str(Report()))


@pytest.mark.parametrize("written", ["15/11/2026", "15-11-2026", "15.11.2026", "15/11/26", "2026-11-15"])
def test_a_date_is_taken_as_people_write_it_and_shown_one_way(written):
    form = Report({"name": "x", "deadline": written})
    assert form.is_valid()
    assert 'value="15/11/2026"' in str(Report(initial={"deadline": form.cleaned_data["deadline"]})["deadline"])


def test_a_date_that_does_not_exist_is_answered_with_an_example():
    form = Report({"name": "x", "deadline": "31/02/2026"})
    assert "15/11/2026" in form.errors["deadline"][0]


def test_an_option_carries_its_other_names():
    assert 'data-note="SA"' in str(Report()["lead"])


def test_the_menu_takes_a_second_row_for_the_places_it_shows_and_not_for_those_within_them():
    def in_two_rows(*doors):
        return render("{% menu_in_two_rows %}", doors=doors) == "True"

    def door(url_name, within=""):
        return Door(url_name, url_name, "file", 10, SIGNED_IN, within=within)

    apart = [door(name) for name in ["plans:list", "plans:overview", "plans:register", "plans:inbox", "reports:mine"]]
    library = door("library:items")
    within = [door(name, "library:items") for name in ["library:pictures", "library:translations"]]
    assert not in_two_rows(*apart, library, *within)
    assert in_two_rows(*apart, library, *within, door("documents:list"))


def test_every_component_stands_in_the_catalogue():
    catalogue = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    own = {
        "navigation",
        "subnavigation",
        "menu_in_two_rows",
        "province_name",
        "theme",
        "toasts",
        "browser",
        "with_commas",
    }  # used by the base pages alone
    missing = {name for name in register.tags if not re.search(rf"{{%\s*{name}\b", catalogue)} - own
    assert not missing
    assert {name for name in register.filters if f"|{name}" not in catalogue} <= own
