import pytest

from tests.page import faults

GOOD = """<!DOCTYPE html><html lang="vi"><head><title>Kế hoạch · Nhịp Cầu</title>
<link href="/static/a.css" rel="stylesheet">
<script src="/static/a.js"></script></head><body><main><h1 id="a">Kế hoạch</h1>
<form method="post" action="/x/"><input name="csrfmiddlewaretoken"><label for="b">Tên</label><input id="b"></form>
<script type="application/json">{"a": 1}</script><img src="/a.png" alt=""></main></body></html>"""


def test_a_sound_page_has_no_faults():
    assert list(faults(GOOD)) == []


@pytest.mark.parametrize(
    ("before", "after", "fault"),
    [
        ('lang="vi"', "", "no language is given"),
        ("<h1", "<h1>Một</h1><h1", "2 headings of the first level"),
        ("Kế hoạch · Nhịp Cầu", " · Nhịp Cầu", "no title"),
        ("<main>", "<div>", "no main part"),
        ('id="b"', 'id="a"', "id a stands 2 times"),
        ('for="b"', 'for="c"', "for points at c, which is not on the page"),
        ('<input id="b">', '<input id="b" onclick="go()">', "inline onclick on input"),
        ('<input id="b">', '<input id="b" style="color:red">', "inline style on input"),
        ("</main>", "<script>go()</script></main>", "inline script"),
        ("</main>", "<style>a{}</style></main>", "inline style"),
        ("/static/a.js", "//cdn.example/a.js", "script reaches out to //cdn.example/a.js"),
        (' alt=""', "", "picture without words: /a.png"),
        ("csrfmiddlewaretoken", "other", "form without a token: /x/"),
    ],
)
def test_each_fault_of_a_page_is_found(before, after, fault):
    assert fault in list(faults(GOOD.replace(before, after, 1)))


def test_a_part_of_a_page_needs_no_heading_but_may_not_carry_script():
    assert list(faults("<p id='x'>Đã lưu</p>")) == []
    assert list(faults("<p onload='x()'>Đã lưu</p>")) == ["inline onload on p"]
