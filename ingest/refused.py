"""The refusal of a file that is not read at all; its words stand in the catalogue of findings."""

from typing import Any

from ingest.messages import finding


class Refused(Exception):
    """A file that is not read at all: the finding that says why and what to do.

    Args:
        code: the code of an entry.
        variant: name of other words for the same code.
        **fields: values of the placeholders in the entry's texts.
    """

    def __init__(self, code: str, variant: str | None = None, **fields: Any) -> None:
        self.finding = finding(code, variant=variant, **fields)
        super().__init__(self.finding.message)

    @property
    def code(self) -> str:
        """Machine name of the reason."""
        return self.finding.code

    @property
    def found(self) -> str | None:
        """What the file is, in Vietnamese."""
        return self.finding.found

    @property
    def message(self) -> str:
        """What is wrong and what to do, in Vietnamese."""
        return self.finding.message


def password_protected() -> Refused:
    """The refusal of a file that needs a password to open."""
    return Refused("password_protected")


def wrong_kind(what: str, variant: str | None = None) -> Refused:
    """The refusal of a file that is something else.

    Args:
        what: what it is, in Vietnamese.
        variant: words other than "send a spreadsheet": ``convertible``, ``archive``, ``picture``,
            ``mail``.
    """
    return Refused("wrong_kind", variant, what=what)


def damaged(variant: str | None = None) -> Refused:
    """The refusal of a file whose inside is cut or broken.

    Args:
        variant: what is wrong with it: ``package``, ``text``, ``html``, ``csv``,
            ``no_table``.
    """
    return Refused("unreadable", variant)
