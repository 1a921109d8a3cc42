"""The columns of a form contract: types, labels, codes, bounds, what a total of them is."""

from typing import Literal

from pydantic import Field, model_validator

from ingest.contracts.form_rules import Strict

ColumnType = Literal[
    "count",
    "money",
    "quantity",
    "share",
    "date",
    "datetime",
    "period",
    "commune",
    "code",
    "codes",
    "flag",
    "tax_code",
    "text",
    "unit",
]
NUMBERS = ("count", "money", "quantity", "share")


class Keywords(Strict):
    """How a column is recognised when none of its labels fits exactly.

    Every entry is a word or phrase; alternatives inside one entry are separated by ``|``.
    """

    all: list[str] = Field(default_factory=list)
    unless: list[str] = Field(default_factory=list)


# đồng written under "triệu đồng" are a million times too much, nghìn đồng a thousand times; đề xuất
FAR_TIMES = 100


class Plausible(Strict):
    """Bounds beyond which a value is questioned (a warning), with the source of the bound."""

    min: float | None = None
    max: float | None = None
    smallest: float | None = Field(
        default=None, description="least value but 0: 15 đồng are 15 million without their unit"
    )
    source: str = Field(min_length=1)

    def allows(self, value: float) -> bool:
        """Whether a value is within the bounds."""
        return (
            (self.min is None or value >= self.min)
            and (self.max is None or value <= self.max)
            and (self.smallest is None or value <= 0 or value >= self.smallest)
        )

    def is_far(self, value: float | None) -> bool:
        """Whether a value is so far above the bound that its unit must be another one."""
        return None not in (value, self.max) and value > FAR_TIMES * self.max

    @model_validator(mode="after")
    def _bounds_something(self) -> "Plausible":
        if self.min is None and self.max is None:
            raise ValueError("min or max is needed")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("min is greater than max")
        return self


class Column(Strict):
    """One column of a form."""

    type: ColumnType
    means: str = Field(
        min_length=1, description="What the column holds, in Vietnamese, for the dictionary"
    )
    labels: list[str] = Field(min_length=1, description="Header texts; 'group > leaf' for a path")
    keywords: Keywords = Keywords()
    unit: str | None = Field(default=None, description="Unit of the stored value")
    pii: Literal["none", "basic", "sensitive", "employer", "free_text"] = Field(
        default="none",
        description="basic, sensitive: a person's, never stored; employer: restricted; "
        "free_text: sentences in which persons may be named, stored with those covered",
    )
    dash: Literal["zero", "null"] = Field(default="null", description="What '-' means here")
    words: dict[str, Literal["zero", "null"]] = Field(
        default_factory=dict, description="Words that stand for zero or for nothing yet"
    )
    codes: dict[str, list[str]] = Field(
        default_factory=dict, description="Stored code -> the texts that agencies write"
    )
    dictionary: str | None = Field(
        default=None,
        description="Dated list of codes in data/reference, without .csv, for type codes",
    )
    open_codes: bool = Field(
        default=False, description="A text outside the codes is questioned, not rejected"
    )
    codes_within: bool = Field(
        default=False, description="A longer text means the code whose words it holds"
    )
    many: bool = Field(default=False, description="Several tax codes in one cell")
    within: str | None = Field(
        default=None,
        description="Column in whose text the value stands when it has no column of its own",
    )
    stored_when: dict[str, list[str]] = Field(
        default_factory=dict,
        description="Stored only in rows whose column has one of these codes: a name is a "
        "person's or an organisation's",
    )
    future: bool = Field(
        default=False, description="A day that may lie ahead: a due date, an expiry"
    )
    plausible: Plausible | None = None
    default: Literal["agency"] | None = Field(
        default=None, description="'agency': taken from the sending commune when absent"
    )

    total: Literal["sum", "overlap", "never"] | None = Field(
        default=None,
        description="What a stated total is: the sum of its rows; at most their sum, where one "
        "thing counts in several rows; or no sum at all. Without it: sum for count, money and "
        "quantity, never for share",
    )
    total_tolerance: float = Field(
        default=0, ge=0, description="Difference from a stated total that is let pass"
    )

    @model_validator(mode="after")
    def _fits_its_type(self) -> "Column":
        if self.type in NUMBERS and not self.unit:
            raise ValueError("a number needs its unit")
        if self.type == "codes":
            if bool(self.codes) == bool(self.dictionary):
                raise ValueError("codes: or dictionary: says which codes there are")
        elif (self.type == "code") != bool(self.codes) or self.dictionary:
            raise ValueError("codes: are for columns of type code, and required there")
        if self.pii == "free_text" and self.type not in ("text", "codes"):
            raise ValueError("pii: free_text is for columns of type text or codes")
        if self.future and self.type != "date":
            raise ValueError("future: is for columns of type date")
        if self.many and self.type != "tax_code":
            raise ValueError("many: is for columns of type tax_code")
        if self.codes_within and self.type not in ("code", "codes"):
            raise ValueError("codes_within: is for columns of type code or codes")
        if self.plausible and self.type not in NUMBERS:
            raise ValueError("plausible: is for numbers")
        if self.total and self.type not in NUMBERS:
            raise ValueError("total: is for numbers")
        return self

    @property
    def adds_up(self) -> Literal["sum", "overlap", "never"]:
        """What a stated total of this column is."""
        return self.total or ("sum" if self.type in ("count", "money", "quantity") else "never")

    @property
    def is_personal(self) -> bool:
        """Whether the column is personal data, which never leaves the reader."""
        return self.pii in ("basic", "sensitive")

    @property
    def is_cleaned(self) -> bool:
        """Whether persons are covered in its texts; names of employers and codes stay whole."""
        return self.type == "text" and self.pii in ("none", "free_text")
