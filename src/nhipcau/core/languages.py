"""The languages that content is kept in: their codes (BCP 47, lower case as in addresses) and names.

A province chooses among them by `NHIPCAU_CONTENT_LANGUAGES`; the interface itself speaks `NHIPCAU_INTERFACE_LANGUAGES`.
"""

from __future__ import annotations

from dataclasses import dataclass

VIETNAMESE = "vi"


@dataclass(frozen=True, slots=True)
class Language:
    """`own_name` is what its readers call it; `served_font` says that we serve letters which phones may lack."""

    code: str
    own_name: str
    name: str  # in Vietnamese
    english: str
    spaced: bool = True  # whether its words stand apart
    served_font: bool = False

    @property
    def tag(self) -> str:
        """The code as standards write it: `zh-Hans`."""
        main, _, script = self.code.partition("-")
        return f"{main}-{script.capitalize() if len(script) == 4 else script.upper()}" if script else main


KNOWN = {
    language.code: language
    for language in (
        Language("vi", "Tiếng Việt", "Tiếng Việt", "Vietnamese"),
        Language("en", "English", "Tiếng Anh", "English"),
        Language("fr", "Français", "Tiếng Pháp", "French"),
        Language("zh-hans", "简体中文", "Tiếng Trung (giản thể)", "Chinese (simplified)", spaced=False),
        Language("zh-hant", "繁體中文", "Tiếng Trung (phồn thể)", "Chinese (traditional)", spaced=False),
        Language("lo", "ລາວ", "Tiếng Lào", "Lao", spaced=False, served_font=True),
        Language("ko", "한국어", "Tiếng Hàn", "Korean"),
        Language("ja", "日本語", "Tiếng Nhật", "Japanese", spaced=False),
        Language("km", "ខ្មែរ", "Tiếng Khmer", "Khmer", spaced=False),
        Language("th", "ไทย", "Tiếng Thái Lan", "Thai", spaced=False),
        Language("ru", "Русский", "Tiếng Nga", "Russian"),
        Language("de", "Deutsch", "Tiếng Đức", "German"),
        Language("es", "Español", "Tiếng Tây Ban Nha", "Spanish"),
        Language("hmn", "Lus Hmoob", "Tiếng Mông", "Hmong"),
        Language("tyz", "Tày", "Tiếng Tày", "Tày"),
        Language("blt", "Táy", "Tiếng Thái", "Tai Dam"),
        Language("mtq", "Mường", "Tiếng Mường", "Mường"),
        Language("ium", "Iu Mien", "Tiếng Dao", "Iu Mien"),
        Language("rad", "Êđê", "Tiếng Ê-đê", "Êđê"),
        Language("jra", "Jrai", "Tiếng Gia-rai", "Jarai"),
        Language("bdq", "Bahnar", "Tiếng Ba-na", "Bahnar"),
        Language("cjm", "Cham", "Tiếng Chăm", "Cham"),
        Language("brv", "Bru", "Tiếng Bru - Vân Kiều", "Bru"),
    )
}


def language(code: str) -> Language:
    """The language of a code; one that nobody described yet goes by its code."""
    return KNOWN.get(code) or Language(code, code, code, code)


def lang_info(codes: list[str]) -> dict[str, dict[str, object]]:
    """Entries for `django.conf.locale.LANG_INFO`, for the languages that Django has no name for."""
    return {
        code: {"bidi": False, "code": code, "name": language(code).english, "name_local": language(code).own_name}
        for code in codes
    }
