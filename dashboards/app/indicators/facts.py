"""What one view of the page shows, asked once and only where a part of the page needs it."""

from functools import cached_property

from dashboards.app import address
from dashboards.app.ask import ask

MOST_COMPARED = 8
AREA_GROUPS = (
    ("province", "Toàn tỉnh"),
    ("former_province", "Tỉnh cũ"),
    ("former_district", "Huyện, thị xã, thành phố cũ"),
    ("commune", "Xã, phường"),
    ("industrial_zone", "Khu, cụm công nghiệp"),
)
KPI_GROUPS = {
    "CI": "Thanh tra, kiểm tra",
    "DS": "Tranh chấp, ngừng việc",
    "OE": "Tuyên truyền pháp luật",
    "LR": "Quan hệ lao động, BHXH",
    "DQ": "Chất lượng báo cáo",
    "EW": "Cảnh báo điểm nóng",
}


def _area_codes() -> list[str]:
    return [row["area_code"] for row in ask("areas", kind="")]


def _periods() -> list[str]:
    return [row["period"] for row in ask("periods")]


ADDRESS = address.Address(
    address.kpi(),
    address.period(),
    address.span(),
    address.area(),
    address.Parameter("so", _area_codes, None, many=True),
    address.choice("xep", "cao", "thap"),
    address.Parameter("so_quy", _periods, None),
)


class Facts:
    """One indicator, quarter, span and area of the release in force, as the viewer may see it.

    Args:
        **asked: values for ``ADDRESS``, from an address or from the page's controls.
    """

    def __init__(self, **asked: object) -> None:
        self.shown = ADDRESS.check(**asked)
        self.kpi_id, self.period_id = self.shown["chi_tieu"], self.shown["ky"]
        self.span, self.area_code = self.shown["khoang"], self.shown["dia_ban"]
        self.compared: list[str] = self.shown["so"][:MOST_COMPARED]
        other = self.shown["so_quy"]
        self.base_id: str | None = other if other != self.period_id else None

    @classmethod
    def of_address(cls, search: str) -> "Facts":
        """Read a query string."""
        return cls(**ADDRESS.read(search))

    @cached_property
    def kpi(self) -> dict:
        """The indicator (queries/kpi_dictionary.sql)."""
        return ask("kpi_dictionary", kpi=self.kpi_id)[0]

    @cached_property
    def period(self) -> dict:
        """The quarter (queries/periods.sql)."""
        return next(row for row in ask("periods") if row["period"] == self.period_id)

    @cached_property
    def base_period(self) -> dict:
        """The second quarter, where one is chosen."""
        return next(row for row in ask("periods") if row["period"] == self.base_id)

    @property
    def base_label(self) -> str:
        """Label of the second quarter."""
        return self.base_period["label"]

    @cached_property
    def period_labels(self) -> dict[str, str]:
        """Label of every quarter."""
        return {row["period"]: row["label"] for row in ask("periods")}

    @cached_property
    def area_names(self) -> dict[str, str]:
        """Name of every area that the viewer may see."""
        return {row["area_code"]: row["area_name"] for row in ask("areas", kind="")}

    @cached_property
    def form_names(self) -> dict[str, str]:
        """Vietnamese name of every form id."""
        return {row["form"]: row["form_name"] for row in ask("forms")}

    @property
    def is_of_communes(self) -> bool:
        """False where the indicator is stated for the province only."""
        return self.kpi["lowest_area"] == "commune"

    @cached_property
    def headline(self) -> dict | None:
        """The shown area's number (queries/kpi_headline.sql); None where there is no such one."""
        asked = {"kpi": self.kpi_id, "area": self.area_code, "period": self.period_id}
        return next(iter(ask("kpi_headline", **asked, span=self.span)), None)

    @cached_property
    def communes(self) -> list[dict]:
        """One row a commune (queries/kpi_in_communes.sql)."""
        return self._communes_in(self.period_id)

    @cached_property
    def base_communes(self) -> list[dict]:
        """The same of the second quarter."""
        return self._communes_in(self.base_id)

    def _communes_in(self, period: str) -> list[dict]:
        rows = ask("kpi_in_communes", kpi=self.kpi_id, period=period, span=self.span)
        for row in rows:
            if row["value_state"] is None:
                row["value_state"] = "null"
        return rows

    @cached_property
    def pairs(self) -> list[dict]:
        """Every area in both quarters (queries/two_quarters.sql); none without a second quarter."""
        if self.base_id is None:
            return []
        asked = {"kpi": self.kpi_id, "period": self.period_id, "base": self.base_id}
        return ask("two_quarters", **asked, span=self.span)

    @property
    def commune_pairs(self) -> list[dict]:
        """Every commune in both quarters."""
        return [row for row in self.pairs if row["area_kind"] == "commune"]

    @property
    def area_pairs(self) -> list[dict]:
        """The roll-ups and the compared areas in both quarters."""
        shown = {row["area_code"] for row in self.areas}
        zone = "industrial_zone"
        return [
            row
            for row in self.pairs
            if row["area_code"] in shown or (row["area_kind"] == zone and row["base_value"])
        ]

    @cached_property
    def class_limits(self) -> list[float]:
        """Upper limits of the map's classes, ascending, each once."""
        rows = ask("class_limits_by_span", kpi=self.kpi_id, span=self.span)
        return sorted({row["upper_limit"] for row in rows if row["upper_limit"]})

    @cached_property
    def series(self) -> list[dict]:
        """The shown area through all quarters, oldest first."""
        return self._series(area=self.area_code, kind="")

    @cached_property
    def panels(self) -> dict[str, list[dict]]:
        """Series of the small multiples by area: those compared, else all former districts."""
        if self.compared:
            return {code: self._series(area=code, kind="") for code in self.compared}
        found: dict[str, list[dict]] = {}
        for row in self._series(area="", kind="former_district"):
            found.setdefault(row["area_code"], []).append(row)
        return found

    def _series(self, area: str, kind: str) -> list[dict]:
        return ask("kpi_series", kpi=self.kpi_id, span=self.span, area=area, kind=kind)

    @cached_property
    def areas(self) -> list[dict]:
        """The number of every area above the communes, and of those compared."""
        asked = {"kpi": self.kpi_id, "period": self.period_id, "span": self.span}
        rows = ask("kpi_in_areas", **asked)
        keep = {"province", self.area_code, *self.compared}
        return [
            row
            for row in rows
            if row["area_code"] in keep
            or row["area_kind"] in ("former_province", "former_district")
            or (row["area_kind"] == "industrial_zone" and row["value"] is not None)
        ]

    @cached_property
    def spans(self) -> list[dict]:
        """The shown area's number over every span that ends with the quarter."""
        asked = {"kpi": self.kpi_id, "area": self.area_code, "period": self.period_id}
        order = list(address.SPANS)
        return sorted(ask("kpi_spans", **asked), key=lambda row: order.index(row["period_span"]))

    @cached_property
    def target(self) -> dict | None:
        """The target of the shown area in the shown quarter, if there is one."""
        rows = ask("targets", area=self.area_code, period=self.period_id)
        return next((row for row in rows if row["kpi_id"] == self.kpi_id), None)


def kpi_choices() -> list[dict]:
    """The indicators in their groups, as a select shows them."""
    groups: dict[str, list] = {}
    for row in ask("kpis"):
        title = KPI_GROUPS.get(row["kpi_id"][:2], "Khác")
        item = {"value": row["kpi_id"], "label": f"{row['short_name']} ({row['kpi_id']})"}
        groups.setdefault(title, []).append(item)
    return [{"group": title, "items": items} for title, items in groups.items()]


def area_choices() -> list[dict]:
    """The areas that the viewer may see, in their groups."""
    groups: dict[str, list] = {}
    for row in ask("areas", kind=""):
        item = {"value": row["area_code"], "label": row["area_name"]}
        groups.setdefault(row["area_kind"], []).append(item)
    return [
        {"group": title, "items": groups[kind]} for kind, title in AREA_GROUPS if kind in groups
    ]
