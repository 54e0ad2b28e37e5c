"""Files in an S3-compatible store: what pages name, and what nobody can reach past us."""

from __future__ import annotations

import pytest
from django.core.files.storage import storages
from django.core.files.storage.handler import StorageHandler

from nhipcau.config.stores import s3_stores

ADDRESSES = {"default": "/media/", "masters": "/thu-vien/anh/ban-day-du/", "originals": None, "documents": None}


def stores(**given):
    return StorageHandler(s3_stores("kho", addresses=ADDRESSES, **{"public": "", "host": "", **given}))


def test_without_a_public_bucket_every_address_is_our_own_and_unsigned():
    held = stores()
    assert held["default"].url("images/cầu.jpg") == "/media/images/c%E1%BA%A7u.jpg"
    assert held["masters"].url("a.jpg") == "/thu-vien/anh/ban-day-du/a.jpg"
    assert {name: held[name].location for name in ADDRESSES} == {
        "default": "renditions", "masters": "masters", "originals": "originals", "documents": "documents",
    }  # fmt: skip


@pytest.mark.parametrize("name", ["originals", "documents"])
@pytest.mark.parametrize("public", [{}, {"public": "cong", "host": "anh.example.vn"}])
def test_what_is_private_has_no_address(name, public):
    with pytest.raises(ValueError, match="not accessible"):
        stores(**public)[name].url("mat.pdf")


def test_with_a_public_bucket_pictures_of_pages_are_read_there_unsigned_and_kept_for_good():
    held = stores(public="cong", host="anh.example.vn")["default"]
    assert held.url("images/cau.jpg") == "https://anh.example.vn/images/cau.jpg"
    assert held.bucket_name == "cong"
    assert "immutable" in held.object_parameters["CacheControl"]


@pytest.mark.parametrize("half", [{"public": "cong"}, {"host": "anh.example.vn"}, {"public": "kho", "host": "a.vn"}])
def test_half_a_setting_is_refused_at_the_start(half):
    with pytest.raises(ValueError, match="NHIPCAU_S3_PUBLIC_BUCKET"):
        stores(**half)


def test_the_stores_that_an_installation_has_are_those_that_are_moved():
    moved = {"default", "documents", "originals", "masters", "library"}
    assert moved | {"staticfiles", "quarantine"} == set(storages.backends)
