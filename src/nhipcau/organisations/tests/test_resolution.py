from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nhipcau.core.words import fold
from nhipcau.organisations.actions.registry import learn_alias
from nhipcau.organisations.models import Group, Organisation, OrganisationName
from nhipcau.organisations.queries.resolution import ResolutionState, Resolver, resolve

pytestmark = pytest.mark.django_db
PLAN_OF_2024 = date(2024, 3, 1)


@pytest.fixture
def hue_2024(loaded):
    province = loaded("hue")
    return province, Resolver(province.pk, PLAN_OF_2024)


def code_of(province, found):
    return Organisation.objects.get(province=province, pk=found.organisation_id).code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("Sở Thông tin và Truyền thông", "so-thong-tin-truyen-thong"),
        ("SỞ THÔNG TIN & TRUYỀN THÔNG", "so-thong-tin-truyen-thong"),
        ("Sở TT&TT", "so-thong-tin-truyen-thong"),
        ("STTTT", "so-thong-tin-truyen-thong"),
        ("so thong tin va truyen thong", "so-thong-tin-truyen-thong"),
        ("Sở Lao động, Thương binh và Xã hội", "so-lao-dong-tbxh"),
        ("Bộ chỉ huy Bộ đội Biên phòng tỉnh Thừa Thiên Huế", "bo-chi-huy-bien-phong"),
        ("BCH BĐBP tỉnh", "bo-chi-huy-bien-phong"),
        ("Bộ Chỉ huy BĐBP", "bo-chi-huy-bien-phong"),
        ("Uỷ ban nhân dân tỉnh", "ubnd"),
        ("UBND tỉnh Thừa Thiên Huế", "ubnd"),
        ("UBND thành phố Huế", "ubnd-thanh-pho-hue-cap-huyen"),
        ("huyện Phú Lộc", "ubnd-huyen-phu-loc"),
        ("Văn phòng UBND tỉnh", "van-phong-ubnd"),
        ("Báo Thừa Thiên Huế", "bao-hue"),
        ("TRT", "dai-ptth"),
        ("Đài PTTH tỉnh", "dai-ptth"),
        ("Mặt trận tổ quốc", "mat-tran"),
        ("Cục TTĐN, BTTTT", "cuc-thong-tin-doi-ngoai"),
        (unicodedata.normalize("NFD", "Sở Ngoại vụ"), "so-ngoai-vu"),
    ],
)
def test_names_as_plans_of_2024_print_them_find_who_is_meant(hue_2024, written, code):
    province, resolver = hue_2024
    found = resolver.resolve(written)
    assert (found.state, found.in_time) == (ResolutionState.RESOLVED, True)
    assert code_of(province, found) == code


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("các sở, ban, ngành", "cac-so-ban-nganh"),
        ("các sở, ban ngành trong tỉnh", "cac-so-ban-nganh"),
        ("UBND các huyện, thị xã và thành phố", "ubnd-cap-huyen"),
        ("Ủy ban nhân dân các huyện, thị xã và Thành phố Huế", "ubnd-cap-huyen"),
        ("cơ quan báo chí trong tỉnh", "bao-chi"),
        ("các cơ quan, đơn vị có liên quan", "lien-quan"),
        ("cac so, ban, nganh", "cac-so-ban-nganh"),
    ],
)
def test_collective_actors_are_groups(hue_2024, written, code):
    _, resolver = hue_2024
    found = resolver.resolve(written)
    assert found.state == ResolutionState.GROUP
    assert Group.objects.get(pk=found.group_id).code == code


def test_one_name_means_different_bodies_on_different_days(loaded):
    province = loaded("hue")
    earlier, later = (
        Resolver(province.pk, day).resolve("UBND thành phố Huế") for day in (PLAN_OF_2024, date(2026, 1, 1))
    )
    assert code_of(province, earlier) == "ubnd-thanh-pho-hue-cap-huyen"
    assert code_of(province, later) == "ubnd"


def test_a_name_that_is_out_of_time_still_says_who_is_meant(loaded):
    province = loaded("ha-tinh")
    found = resolve(province.pk, "Ban Tuyên giáo Tỉnh ủy", date(2025, 4, 1))
    assert (found.state, found.in_time) == (ResolutionState.RESOLVED, False)
    assert code_of(province, found) == "ban-tuyen-giao"


def test_a_name_nobody_bears_offers_what_looks_alike(hue_2024):
    province, resolver = hue_2024
    found = resolver.resolve("Sở Văn hóa")
    assert found.state == ResolutionState.UNKNOWN
    assert Organisation.objects.get(province=province, code="so-van-hoa-the-thao").pk in found.candidates
    assert resolver.resolve("") == resolver.resolve("   ")


def test_marks_that_contradict_a_name_never_resolve_to_it(ha_tinh):
    resolver = Resolver(ha_tinh.province.pk, None)
    found = resolver.resolve("Sỡ Ngoại vụ")
    assert found.state == ResolutionState.UNKNOWN
    assert ha_tinh.org["so-ngoai-vu"].pk in found.candidates


def test_text_without_marks_that_fits_two_bodies_asks_a_person(ha_tinh):
    for code, name in (("ban-co", "Hội Bàn Cờ"), ("ban-cô", "Hội Bán Cỏ")):
        Organisation.objects.create(province=ha_tinh.province, code=fold(code) + name[-1], name=name, kind="other")
    resolver = Resolver(ha_tinh.province.pk, None)
    assert resolver.resolve("Hội Bàn Cờ").state == ResolutionState.RESOLVED
    unmarked = resolver.resolve("Hoi Ban Co")
    assert unmarked.state == ResolutionState.AMBIGUOUS
    assert len(unmarked.candidates) == 2


def test_names_of_another_province_are_not_known(loaded, ha_tinh):
    loaded("hue")
    assert resolve(ha_tinh.province.pk, "Trung tâm Bảo tồn Di tích Cố đô Huế", None).state == ResolutionState.UNKNOWN


def test_any_number_of_names_costs_four_queries(hue_2024, django_assert_num_queries):
    province, _ = hue_2024
    names = list(OrganisationName.objects.filter(province=province).values_list("text", flat=True))
    with django_assert_num_queries(4):
        assert len(Resolver(province.pk, PLAN_OF_2024).resolve_all(names)) == len(set(names))


_quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@_quick
@given(data=st.data())
def test_losing_marks_never_leads_to_another_body_than_the_exact_name(hue_2024, data):
    province, resolver = hue_2024
    names = list(Organisation.objects.filter(province=province).order_by("pk").values_list("name", flat=True))
    name = data.draw(st.sampled_from(names))
    kept = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    damaged = "".join(letter if keep else fold(letter) for letter, keep in zip(name, kept, strict=True))
    exact, found = resolver.resolve(name), resolver.resolve(damaged)
    if found.state == ResolutionState.RESOLVED:
        assert found.organisation_id == exact.organisation_id
    elif found.state == ResolutionState.AMBIGUOUS and exact.state == ResolutionState.RESOLVED:
        assert exact.organisation_id in found.candidates


@_quick
@given(text=st.text(min_size=1, max_size=80))
def test_no_text_breaks_it(hue_2024, text):
    _, resolver = hue_2024
    assert resolver.resolve(text).state in ResolutionState


@_quick
@given(text=st.text(alphabet="abcđăâêôơưàảãáạ ỳ-&,.", min_size=1, max_size=60).filter(lambda text: text.strip(" -&,.")))
def test_a_learned_name_always_resolves_to_what_a_person_chose(ha_tinh, coordinator, now, text):
    learn_alias(coordinator, ha_tinh.org["so-ngoai-vu"], text, at=now)
    found = Resolver(ha_tinh.province.pk, date(2026, 1, 1)).resolve(text)
    assert found.organisation_id == ha_tinh.org["so-ngoai-vu"].pk


def test_the_newest_choice_counts_and_learning_twice_adds_nothing(ha_tinh, coordinator, now):
    for code in ("so-ngoai-vu", "so-tai-chinh", "so-tai-chinh"):
        learn_alias(coordinator, ha_tinh.org[code], "Sở Ngoại vụ", at=now)
    found = resolve(ha_tinh.province.pk, "Sở Ngoại vụ", None)
    assert found.organisation_id == ha_tinh.org["so-tai-chinh"].pk
    assert OrganisationName.objects.filter(text="Sở Ngoại vụ", kind="learned").count() == 2


def test_a_learned_name_of_a_group_resolves_to_the_group(ha_tinh, coordinator, now):
    group = Group.objects.create(province=ha_tinh.province, code="nhom", name="các cơ quan thử")
    learn_alias(coordinator, group, "khối cơ quan thử", at=now)
    assert resolve(ha_tinh.province.pk, "Khối cơ quan thử", None).group_id == group.pk
