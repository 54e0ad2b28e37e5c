"""What documents do to one another, and whether a document is in force."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

import vanban
from vanban.relations import Graph, relations, validity


def stated(text: str) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.source, one.target or one.name) for one in vanban.read(text).relations]


def decision(number: str, day: str, body: str) -> vanban.Reading:
    return vanban.read(
        f"ỦY BAN NHÂN DÂN\nTỈNH LẠNG SƠN\nSố: {number}\nLạng Sơn, ngày {day}\n"
        f"QUYẾT ĐỊNH\nVề công tác truyền thông\n{body}"
    )


class TestStatedRelations:
    @pytest.mark.parametrize(
        ("text", "wanted"),
        [
            ("Căn cứ Luật Báo chí ngày 05/4/2016;\n1. Tập huấn.", [("based_on", None, "Luật Báo chí")]),
            (
                "Căn cứ Nghị định số 72/2015/NĐ-CP; Nghị định số 119/2020/NĐ-CP;\n1. Tập huấn.",
                [("based_on", None, "72/2015/NĐ-CP"), ("based_on", None, "119/2020/NĐ-CP")],
            ),
            (
                "1. Triển khai Quyết định số 5/QĐ-TTg phê duyệt Chiến lược thực hiện Kết luận số 57-KL/TW.",
                [("implements", None, "5/QĐ-TTg"), ("implements", "5/QĐ-TTg", "57-KL/TW")],
            ),
            (
                "1. Thay thế Quyết định số 12/QĐ-UBND ngày 05/6/2020 của UBND tỉnh, Quyết định số 13/QĐ-UBND.",
                [("replaces", None, "12/QĐ-UBND"), ("replaces", None, "13/QĐ-UBND")],
            ),
            (
                "1. Nghị định số 72/2015/NĐ-CP được sửa đổi, bổ sung bởi Nghị định số 10/2026/NĐ-CP.",
                [("amends", "10/2026/NĐ-CP", "72/2015/NĐ-CP")],
            ),
            (
                "1. Thông tư số 7/2020/TT-BTTTT hướng dẫn thực hiện Nghị định số 72/2015/NĐ-CP.",
                [("guides", "7/2020/TT-BTTTT", "72/2015/NĐ-CP")],
            ),
            ("1. Theo Quy chế ban hành kèm theo Quyết định số 69/2021/QĐ-UBND.", []),
            ("(Kèm theo Quyết định số 7/QĐ-UBND)\n1. Tập huấn.", [("attached_to", None, "7/QĐ-UBND")]),
            (
                "1. Sửa đổi một số điều của Quy chế phát ngôn ban hành kèm theo Quyết định số 69/2021/QĐ-UBND.",
                [("amends", None, "69/2021/QĐ-UBND")],
            ),
        ],
    )
    def test_the_governing_words_say_what_is_done_and_by_whom(self, text, wanted):
        assert stated(text) == wanted

    @pytest.mark.parametrize(
        ("text", "kinds"),
        [
            ("1. Thay thế thiết bị hỏng theo Kế hoạch số 9/KH-UBND.", []),
            ("1. Bổ sung kinh phí để thực hiện Quyết định số 8/QĐ-TTg.", ["implements"]),
        ],
    )
    def test_things_that_are_replaced_or_added_are_no_documents(self, text, kinds):
        assert [one[0] for one in stated(text)] == kinds

    def test_a_change_to_a_part_names_the_part(self):
        (one,) = vanban.read("1. Bãi bỏ khoản 3 Điều 7 Quyết định số 69/2021/QĐ-UBND.").relations
        assert (one.kind, one.target, one.provisions) == ("repeals", "69/2021/QĐ-UBND", ("Đ7.K3",))

    def test_every_relation_stands_where_it_says(self):
        reading = vanban.read("1. Kế hoạch A.\n2. Bãi bỏ Quyết định số 5/QĐ-UBND; thay thế Kế hoạch số 6/KH-UBND.")
        assert len(reading.relations) == 2
        for one in reading.relations:
            assert reading.source_text[one.start : one.end] == one.text
            assert one.line == 2

    def test_its_own_number_stands_for_the_document_itself(self):
        new = decision("20/QĐ-UBND", "02 tháng 3 năm 2026", "Điều 1. Thay thế Quyết định số 12/QĐ-UBND.")
        assert ("replaces", "20/QĐ-UBND", "12/QĐ-UBND") in [(r.kind, r.source, r.target) for r in relations(new)]


NEW = (
    "Điều 1. Ban hành quy định.\n"
    "Điều 2. Quyết định này có hiệu lực thi hành kể từ ngày 15/3/2026 và thay thế Quyết định số 12/QĐ-UBND.\n"
)


class TestValidity:
    def test_a_replaced_document_is_replaced_from_the_day_its_successor_is_in_force(self):
        graph = Graph.of([decision("20/QĐ-UBND", "02 tháng 3 năm 2026", NEW)])
        found = validity(graph, "12/QĐ-UBND", on="2026-03-20")
        assert (found.state, found.since, found.by) == ("replaced", "2026-03-15", "20/QĐ-UBND")
        assert validity(graph, "12/QĐ-UBND", on="2026-03-10").state == "unknown"

    def test_a_document_that_was_read_is_in_force_from_its_day(self):
        graph = Graph.of([decision("20/QĐ-UBND", "02 tháng 3 năm 2026", NEW)])
        assert validity(graph, "20/QĐ-UBND", on="2026-03-10").state == "not_yet"
        assert validity(graph, "20/QĐ-UBND", on="2026-03-15").state == "in_force"

    def test_a_change_to_a_part_leaves_the_document_partly_amended(self):
        graph = Graph.of(
            [decision("21/QĐ-UBND", "02 tháng 4 năm 2026", "Điều 1. Bãi bỏ khoản 3 Điều 7 Quyết định số 9/QĐ-UBND.")]
        )
        assert validity(graph, "9/QĐ-UBND", on="2026-05-01").state == "amended"

    def test_an_expiry_that_is_told_counts_from_its_day(self):
        graph = Graph.of([vanban.read("1. Quyết định số 5/QĐ-UBND hết hiệu lực kể từ ngày 01/7/2025.")])
        assert validity(graph, "5/QĐ-UBND", on="2025-07-01").state == "expired"
        assert validity(graph, "5/QĐ-UBND", on="2025-06-30").state == "unknown"

    def test_what_is_only_cited_or_never_named_is_unknown(self):
        graph = Graph.of([vanban.read("1. Theo Quyết định số 5/QĐ-UBND.")])
        assert validity(graph, "5/QĐ-UBND", on="2026-01-01").state == "unknown"
        assert validity(graph, "6/QĐ-UBND", on="2026-01-01").state == "unknown"


class TestGraph:
    def test_one_number_of_two_years_is_two_documents(self):
        texts = [
            "1. Thay thế Quyết định số 5/QĐ-UBND ngày 02/3/2020.",
            "1. Thực hiện Quyết định số 5/QĐ-UBND ngày 7/8/2024.",
        ]
        graph = Graph.of(vanban.read(text) for text in texts)
        assert sorted(graph.documents) == ["5/QĐ-UBND (2020)", "5/QĐ-UBND (2024)"]
        assert graph.key("5/QĐ-UBND") is None

    def test_it_is_written_as_json_and_graphml(self):
        graph = Graph.of([decision("20/QĐ-UBND", "02 tháng 3 năm 2026", NEW)])
        plain = json.loads(graph.as_json())
        assert {"20/QĐ-UBND", "12/QĐ-UBND"} <= {one["key"] for one in plain["documents"]}
        space = "{http://graphml.graphdrawing.org/xmlns}"
        edges = list(ET.fromstring(graph.as_graphml()).iter(f"{space}edge"))
        assert ("20/QĐ-UBND", "12/QĐ-UBND") in [(edge.get("source"), edge.get("target")) for edge in edges]
