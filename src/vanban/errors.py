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
