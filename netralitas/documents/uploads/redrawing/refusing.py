"""Why a file has no copy."""


class Unreadable(Exception):
    """Not redrawn; `code` is a key of `asking.PROBLEMS`."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
