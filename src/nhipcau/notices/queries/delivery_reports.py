"""What a mail server says of a letter that did not arrive (RFC 3464). Pure functions over messages."""

from __future__ import annotations

from dataclasses import dataclass
from email.message import Message
from email.parser import Parser


@dataclass(frozen=True, slots=True)
class Failure:
    """A letter that did not arrive: its Message-ID (empty when the report does not carry it), to whom, and why."""

    message_id: str
    recipient: str
    reason: str


def failures(report: Message) -> list[Failure]:
    """The final failures that a message reports; none where it is no delivery report, or tells of a delay only."""
    if report.get_content_type() != "multipart/report":
        return []
    message_id = _original_message_id(report)
    return [
        Failure(message_id, _address(fields.get("Final-Recipient", "")), _reason(fields))
        for part in report.walk()
        if part.get_content_type() == "message/delivery-status"
        for fields in _recipients(part)
        if fields.get("Action", "").strip().lower() == "failed"
    ]


def _recipients(part: Message) -> list[Message]:
    """The groups of fields about recipients; the first group is about the report itself."""
    payload = part.get_payload()
    if isinstance(payload, list):
        return [group for group in payload if isinstance(group, Message) and group.get("Final-Recipient")]
    return []


def _address(field: str) -> str:
    return field.rpartition(";")[2].strip().strip("<>").lower()


def _reason(fields: Message) -> str:
    said = " ".join(str(fields.get("Diagnostic-Code", "")).split())
    status = str(fields.get("Status", "")).strip()
    return " ".join(each for each in (status, said.partition(";")[2].strip() or said) if each)[:400]


def _original_message_id(report: Message) -> str:
    """The Message-ID of the letter that came back with the report, whole or its head alone."""
    for part in report.walk():
        if part.get_content_type() in ("message/rfc822", "text/rfc822-headers"):
            payload = part.get_payload()
            inner = payload[0] if isinstance(payload, list) and payload else None
            if not isinstance(inner, Message):
                inner = Parser().parsestr(str(payload), headersonly=True)
            if inner.get("Message-ID"):
                return str(inner["Message-ID"]).strip()
    return ""
