"""The one exception whose text is meant for the person at the keyboard."""


class UserError(Exception):
    """Something the user can act on; `str(error)` is a Vietnamese sentence saying what to do.

    Args:
        message: Vietnamese, complete: what was found, where, what to do next.
        exit_code: what the command ends with (1 unless the command documents another).
    """

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code
