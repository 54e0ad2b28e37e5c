"""Which picture is drawn by what."""

from __future__ import annotations

from collections.abc import Callable

from . import charts, coasts, country, heritage, rivers
from .brush import Sheet

ALBUM: dict[str, Callable[[str], Sheet]] = {
    "song-la-binh-minh": rivers.dawn_river,
    "ho-ke-go": rivers.kego_lake,
    "mua-gat": rivers.harvest,
    "mua-nuoc": rivers.flood_season,
    "ruong-xuan": rivers.four_seasons,
    "vi-giam": rivers.folk_song,
    "hoa-sen": rivers.lotus_pond,
    "cau-cua-hoi": rivers.bridge_at_sunset,
    "dong-loc": heritage.bell_tower,
    "tien-dien": heritage.poet_garden,
    "chua-huong-tich": heritage.mountain_pagoda,
    "ca-tru": heritage.ca_tru,
    "moc-ban": heritage.woodblock,
    "su-trinh-do": heritage.envoy_map,
    "hai-thuong": heritage.healer,
    "truyen-kieu": heritage.open_book,
    "ruoc-kieu": heritage.procession,
    "cau-ngu": heritage.sea_rite,
    "chuong-chieu": heritage.bronze_bell,
    "thien-cam": coasts.bay,
    "bien-dem": coasts.night_fleet,
    "hoanh-son-quan": coasts.pass_gate,
    "cang-vung-ang": coasts.harbour,
    "kho-van": coasts.depot,
    "cua-khau-cau-treo": coasts.border_gate,
    "cho-ca": coasts.fish_market,
    "buoi-phuc-trach": country.pomelos,
    "cam-bu": country.orange_hills,
    "cu-do": country.sweet,
    "nhung-huou": country.velvet_deer,
    "duong-lang": country.village_lane,
    "vu-quang": country.rain_forest,
    "tet-lao": country.new_year_bowl,
    "nha-may-trai-cay": country.fruit_works,
    "nha-nghi-ven-ho": country.lodges,
    "thanh-sen": country.lotus_city,
    "hop-bao": country.press_table,
    "so-do-tinh": charts.sketch_map,
}
