from __future__ import annotations

import shutil
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from nhipcau.core.models import Province, User
from nhipcau.organisations.actions.loading import load_province
from nhipcau.organisations.errors import ProvinceFilesError
from nhipcau.organisations.models import Authority, Group, Membership, Organisation, OrganisationName, Succession
from nhipcau.organisations.queries.directory import members
from nhipcau.organisations.queries.province_files import province_codes, read_province

pytestmark = pytest.mark.django_db
TABLES = (Organisation, OrganisationName, Succession, Group, Membership)


@pytest.fixture
def folder(tmp_path):
    """A copy of Hà Tĩnh's files that a test may write in."""
    shutil.copytree(settings.PROVINCES / "ha-tinh", tmp_path / "ha-tinh")
    return tmp_path / "ha-tinh"


def rows():
    return [list(model.objects.order_by("pk").values()) for model in TABLES]


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_the_three_provinces_have_files_that_hold_together():
    assert province_codes(settings.PROVINCES) == ["ha-tinh", "hue", "tuyen-quang"]
    for code in province_codes(settings.PROVINCES):
        read_province(settings.PROVINCES / code)


def test_loading_twice_leaves_the_same_rows(folder, now):
    load_province(read_province(folder), at=now)
    before = rows()
    _, again = load_province(read_province(folder), at=now)
    assert not again.anything
    assert rows() == before


def test_a_change_in_the_files_reaches_the_records(folder, now):
    load_province(read_province(folder), at=now)
    rewrite(folder / "co-quan.csv", "Sở NgV", "Sở Ngoại vụ tỉnh")
    _, done = load_province(read_province(folder), at=now)
    assert done.changed == ["cơ quan: so-ngoai-vu"]
    assert Organisation.objects.get(code="so-ngoai-vu").short_name == "Sở Ngoại vụ tỉnh"


def test_what_people_changed_or_removed_stays_so(folder, now):
    load_province(read_province(folder), at=now)
    body = Organisation.objects.get(code="so-ngoai-vu")
    body.short_name, body.phone = "Ngoại vụ", "0239 111 222"
    body.save()
    OrganisationName.objects.create(province=body.province, organisation=body, text="SNV cũ", kind="learned")
    OrganisationName.objects.get(text="SNgV").delete()
    rewrite(folder / "co-quan.csv", "Sở NgV", "Sở Ngoại vụ tỉnh")
    _, done = load_province(read_province(folder), at=now)
    body.refresh_from_db()
    assert (body.short_name, body.phone) == ("Ngoại vụ", "0239 111 222")
    assert not OrganisationName.objects.filter(text="SNgV").exists()
    assert OrganisationName.objects.filter(text="SNV cũ", kind="learned").exists()
    assert len(done.kept) == 2
    assert not done.changed


def test_a_row_made_by_hand_before_the_file_knew_it_is_taken_over_untouched(folder, now):
    province = Province.objects.create(code="ha-tinh", name="tỉnh Hà Tĩnh")
    Organisation.objects.create(province=province, code="so-ngoai-vu", name="Sở Ngoại vụ Hà Tĩnh", kind="department")
    load_province(read_province(folder), at=now)
    assert Organisation.objects.get(code="so-ngoai-vu").name == "Sở Ngoại vụ Hà Tĩnh"


def test_every_fault_of_the_files_is_said_at_once_and_nothing_is_saved(folder):
    rewrite(folder / "co-quan.csv", "28/02/2025", "31/02/2025")
    rewrite(folder / "ke-thua.csv", "hợp nhất", "gộp lại")
    with (folder / "ten-khac.csv").open("a", encoding="utf-8") as more:
        more.write("khong-co,Tên lạ,viết tắt,,\n")
    with pytest.raises(ProvinceFilesError) as told:
        read_province(folder)
    said = str(told.value)
    assert "co-quan.csv, dòng" in said
    assert "“gộp lại” không có trong các loại" in said
    assert "không có mã “khong-co”" in said
    assert Province.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "text"), [("tinh.toml", "name = "), ("tinh.toml", "name_en = 'x'"), ("co-quan.csv", "mã\n1\n")]
)
def test_a_broken_file_is_named(folder, name, text):
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(ProvinceFilesError, match=name.replace(".", r"\.")):
        read_province(folder)


def test_groups_mean_other_members_on_other_days(loaded, today):
    from datetime import date

    group = Group.objects.get(province=loaded("ha-tinh"), code="cac-dia-phuong")
    assert members(group, date(2025, 4, 1)).count() == 12
    assert members(group, today).count() == 69


def test_the_command_says_what_it_did_and_refuses_an_unknown_code():
    out = StringIO()
    call_command("load_province", "hue", stdout=out)
    call_command("load_province", "hue", stdout=out)
    assert "thành phố Huế: thêm" in out.getvalue()
    assert "không có gì thay đổi" in out.getvalue()
    with pytest.raises(CommandError, match="Hiện có: ha-tinh, hue, tuyen-quang"):
        call_command("load_province", "atlantis")


def test_a_new_province_is_empty_but_for_an_administrator_who_can_set_a_password(client):
    out = StringIO()
    call_command("new_province", "lang-son", name="tỉnh Lạng Sơn", admin_email="QT@langson.vn", stdout=out)
    user = User.objects.get(email="qt@langson.vn")
    assert [authority.role for authority in Authority.objects.filter(user=user)] == ["administrator"]
    assert Organisation.objects.count() == 0
    link = next(word for word in out.getvalue().split() if "/dat-mat-khau/" in word)
    path = link[link.index("/dat-mat-khau/") :]
    assert client.get(path).status_code == 200
    with pytest.raises(CommandError, match="đã có quản trị hệ thống"):
        call_command("new_province", "lang-son", name="tỉnh Lạng Sơn", admin_email="b@langson.vn")


def test_the_demonstration_runs_only_as_a_demonstration_and_twice_alike(settings):
    with pytest.raises(CommandError):
        call_command("load_demo")
    settings.NHIPCAU_DEMO = True
    first, again = StringIO(), StringIO()
    call_command("load_demo", stdout=first)
    counted = (User.objects.count(), Authority.objects.count())
    call_command("load_demo", stdout=again)
    assert counted == (22, 22) == (User.objects.count(), Authority.objects.count())
    assert first.getvalue() == again.getvalue()
    assert "dieu-phoi@ha-tinh.demo" in first.getvalue()
