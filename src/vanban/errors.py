"""What can go wrong before a reading exists; everything later becomes a warning inside the reading."""


class VanbanError(Exception):
    """Base of every error this package raises."""


class UnreadableSource(VanbanError):  # noqa: N818  the name is the contract's
    """The source holds no text that can be read.

    `code` is a stable word for programs (`binary`, `encrypted`, `corrupt`, `too_large`, `not_found`,
    `unsupported`, `missing_reader`); `message` is one Vietnamese sentence for a person.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(f"{code}: {message}")
        self.code = code
        self.message = message


class Encrypted(UnreadableSource):
    """The file asks for a password."""

    def __init__(self, message: str) -> None:
        super().__init__("encrypted", message)


class Corrupt(UnreadableSource):
    """The file calls itself a known kind but its parts cannot be read."""

    def __init__(self, message: str) -> None:
        super().__init__("corrupt", message)


class TooLarge(UnreadableSource):
    """Opening the file would take more memory, parts or time than the limits allow, by accident or by design."""

    def __init__(self, message: str) -> None:
        super().__init__("too_large", message)


class Unsupported(UnreadableSource):
    """A whole file of a kind that has no reader here; the message says what to save it as."""

    def __init__(self, message: str) -> None:
        super().__init__("unsupported", message)


class MissingReader(UnreadableSource):
    """What reads this kind of file is not installed; `extra` is the name of the optional extra that brings it, and
    `message` says what to install where no extra does."""

    def __init__(self, kind: str, extra: str, message: str | None = None) -> None:
        super().__init__(
            "missing_reader",
            message
            or f"Máy này chưa cài phần đọc tệp {kind}; hãy cài bằng lệnh: pip install 'vanban[{extra}]', "
            "hoặc lưu văn bản thành tệp .txt rồi đọc lại.",
        )
        self.extra = extra
