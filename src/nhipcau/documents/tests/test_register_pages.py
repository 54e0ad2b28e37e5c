"""The pages of the register of documents, and what leaves it as a file."""

from __future__ import annotations

import csv
import io
import json
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook

from nhipcau.core.public import Role
from nhipcau.documents.choices import RelationState
from nhipcau.documents.models import Document, ListedDocument, Relation

from . import makers

OLD = "267/KH-UBND"


@pytest.fixture
def client_of(ha_tinh, sign_in):
    return sign_in(ha_tinh.person(Role.COORDINATOR, "so-vhttdl"))


@pytest.fixture
def plan(bring):
    return bring(makers.REPLACING).document


@pytest.fixture
def confirmed(plan, client_of):
    relation = Relation.objects.get(kind="replaces")
    client_of.post(f"/van-ban/so/quan-he/{relation.pk}/xac-nhan/", {"state": "proposed"})
    return relation


def page(client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_register_says_what_waits_and_the_page_of_what_waits_shows_the_wording(client_of, plan) -> None:
    listed = page(client_of, "/van-ban/so/")
    assert "Chờ xác nhận" in listed
    assert "/van-ban/so/cho-xac-nhan/" in listed

    shown = page(client_of, "/van-ban/so/cho-xac-nhan/")

    assert "thay thế Kế hoạch số 267/KH-UBND" in shown
    assert "Không đúng" in shown


def test_a_confirmation_shows_on_the_line_with_who_and_by_what_and_can_be_undone(client_of, plan, confirmed) -> None:
    old = ListedDocument.objects.get(number=OLD)

    shown = page(client_of, f"/van-ban/so/{old.pk}/")
    assert "Hết hiệu lực" in shown
    assert "Kế hoạch số 12/KH-UBND" in shown
    assert "từ 05/01/2026" in shown
    assert "Xác nhận quan hệ giữa hai văn bản" in shown

    client_of.post(f"/van-ban/so/quan-he/{confirmed.pk}/xet-lai/")
    confirmed.refresh_from_db()
    assert confirmed.state == RelationState.PROPOSED


def test_validity_is_asked_on_a_day(client_of, plan, confirmed) -> None:
    assert OLD in page(client_of, "/van-ban/so/?tinh_trang=expired&ngay=05/01/2026")
    assert OLD not in page(client_of, "/van-ban/so/?tinh_trang=expired&ngay=04/01/2026")


def test_a_person_records_what_is_not_in_any_document(client_of, plan) -> None:
    decree = ListedDocument.objects.get(number="72/2015/NĐ-CP")
    values = {"kind": "replaces", "since": "01/07/2026", "by": "9/2026/NĐ-CP", "proof": ""}

    refused = client_of.post(f"/van-ban/so/{decree.pk}/ghi/", values)
    assert refused.status_code == 422
    client_of.post(f"/van-ban/so/{decree.pk}/ghi/", {**values, "proof": "Công báo số 12"})

    assert "Công báo số 12" in page(client_of, f"/van-ban/so/{decree.pk}/")
    assert ListedDocument.objects.filter(number="9/2026/NĐ-CP").exists()


def test_parts_of_a_document_are_named_as_officials_name_them(client_of, plan) -> None:
    relation = Relation.objects.get(kind="replaces")
    relation.provisions, relation.whole = ["Đ4.K2.a", "PL.II", "mục 3 phần B"], False
    relation.save()

    assert "một phần (điểm a khoản 2 Điều 4; Phụ lục II; mục 3 phần B) của" in page(
        client_of, "/van-ban/so/cho-xac-nhan/"
    )


def test_a_place_in_the_text_is_marked(client_of, plan) -> None:
    relation = Relation.objects.get(kind="replaces")

    shown = page(client_of, f"/van-ban/{plan.pk}/noi-dung/?tu={relation.start}&den={relation.end}")

    assert '<p class="sheet-line" id="cho">' in shown
    assert "<mark>thay thế Kế hoạch số 267/KH-UBND" in shown


def test_the_register_costs_the_same_queries_whatever_its_length(
    client_of, bring, plan, django_assert_max_num_queries
) -> None:
    client_of.get("/van-ban/so/")
    with django_assert_max_num_queries(16):
        client_of.get("/van-ban/so/?q=ke+hoach")
    for number in range(20, 26):
        bring(makers.REPLACING.replace("12/KH", f"{number}/KH").replace("267/KH", f"{number + 300}/KH"))
    Relation.objects.update(state=RelationState.CONFIRMED)
    with django_assert_max_num_queries(16):
        client_of.get("/van-ban/so/?q=ke+hoach")


def test_sheets_hold_what_the_page_shows_and_no_formula(client_of, plan, confirmed) -> None:
    ListedDocument.objects.filter(number="47/NQ-CP").update(title="=1+1")

    rows = list(csv.reader(io.StringIO(client_of.get("/van-ban/so/xuat.csv").content.decode("utf-8-sig"))))
    old = next(row for row in rows if row[0] == OLD)
    assert old[5:8] == ["Hết hiệu lực", "05/01/2026", "Kế hoạch số 12/KH-UBND"]
    assert "'=1+1" in {row[4] for row in rows}

    sheet = load_workbook(io.BytesIO(client_of.get("/van-ban/so/xuat.xlsx").content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert {cell.value for cell in cells} >= {OLD, "Hết hiệu lực"}
    assert not [cell for cell in cells if cell.data_type == "f"]


def test_the_graph_leaves_as_json_and_graphml_with_what_was_confirmed(client_of, plan, confirmed) -> None:
    told = json.loads(client_of.get("/van-ban/so/xuat.json?ngay=01/02/2026").content)
    keys = {each["number"]: each["key"] for each in told["documents"]}
    edge = next(each for each in told["relations"] if each["kind"] == "replaces")
    assert (edge["source"], edge["target"], edge["state"]) == (keys["12/KH-UBND"], keys[OLD], "confirmed")
    assert {each["number"]: each["validity"] for each in told["documents"]}[OLD] == "expired"

    graph = ElementTree.fromstring(client_of.get("/van-ban/so/xuat.graphml").content)
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(graph.findall(f".//{space}node")) == 4
    assert {"source": f"d{keys['12/KH-UBND']}", "target": f"d{keys[OLD]}"} in [
        each.attrib for each in graph.iter(f"{space}edge")
    ]
    assert client_of.get("/van-ban/so/xuat.pdf").status_code == 404


def test_the_page_of_a_document_leads_to_its_line(client_of, plan) -> None:
    assert f"/van-ban/so/{Document.objects.get().listed_id}/" in page(client_of, f"/van-ban/{plan.pk}/")
