"""The namespaces of OpenDocument, as lxml writes them before a name."""

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def number(value: str | None, default: int, most: int = 1_000_000) -> int:
    """A counting attribute; files carry rubbish, so anything else gives the default."""
    return min(int(value), most) if value is not None and value.isdecimal() and len(value) < 10 else default
