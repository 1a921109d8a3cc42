"""The dictionary of indicators, in Vietnamese: what each means, rests on, and may be used for.

Nothing is written here that stands elsewhere: it is put together from the indicators and rules in
`dbt/seeds`, the contracts of forms and marts, targets, and `kpi_source_columns.csv`, which a test
holds against the cells that dbt counts. `python -m dagster_project.kpi_dictionary` writes the page
for readers and the same content as JSON for screens; both are committed, a test compares them.
"""

import csv
import json
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from ingest.contracts.contract import load_forms

CHECKOUT = Path(__file__).resolve().parents[1]
SEEDS = CHECKOUT / "dbt" / "seeds"
REFERENCE = CHECKOUT / "data" / "reference"
PAGE_FILE = REFERENCE / "tu-dien-chi-tieu.md"
JSON_FILE = REFERENCE / "tu-dien-chi-tieu.json"
WORDS_FILE = Path(__file__).with_suffix(".yml")
_LABELS_SHOWN = 3

Entry = dict[str, Any]


@cache
def words() -> dict[str, dict[str, str]]:
    """Words for the codes of the seeds, by kind of code."""
    return yaml.safe_load(WORDS_FILE.read_text(encoding="utf-8"))


def kpi_entries() -> list[Entry]:
    """Everything the dictionary says, one JSON-able entry an indicator, in the order of lists."""
    kpis = sorted(table_rows(SEEDS / "kpis.csv"), key=lambda row: int(row["sort_order"]))
    return [_entry(kpi) for kpi in kpis]


@cache
def table_rows(path: Path) -> list[dict[str, str]]:
    """Rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _of(path: Path, kpi_id: str) -> list[dict[str, str]]:
    return [row for row in table_rows(path) if row["kpi_id"] == kpi_id]


@cache
def _variables() -> dict[str, Any]:
    text = (CHECKOUT / "dbt" / "dbt_project.yml").read_text(encoding="utf-8")
    return yaml.safe_load(text)["vars"]


def _entry(kpi: dict[str, str]) -> Entry:
    kpi_id = kpi["kpi_id"]
    said = words()
    return {
        **{name: kpi[name] for name in ("kpi_id", "name", "short_name", "name_en")},
        **{name: kpi[name] for name in ("definition", "formula", "unit")},
        "decimals": int(kpi["decimals"]),
        "direction": said["direction"][kpi["direction"]],
        "additivity": said["additivity"][kpi["additivity"]],
        "calendar": said["calendar"][kpi["period_calendar"]],
        "lowest_area": said["lowest_area"][kpi["lowest_area"]],
        "numerator": _side(kpi, "numerator"),
        "denominator": _side(kpi, "denominator") if kpi["denominator_text"] else None,
        "without_columns": said["without_columns"].get(kpi_id),
        "source_forms": [_form(form) for form in kpi["source_forms"].split("; ")],
        "thresholds": [_threshold(row) for row in _of(SEEDS / "kpi_thresholds.csv", kpi_id)],
        "targets": [_target(row, kpi["unit"]) for row in _of(REFERENCE / "targets.csv", kpi_id)],
        "no_population": kpi["na_reason"],
        "small_numbers": _small_numbers(kpi),
        "unranked": next((r["reason"] for r in _of(SEEDS / "unranked_kpis.csv", kpi_id)), None),
        "disclosure": said["disclosure"][kpi["disclosure_class"]],
        "comparability": _breaks(kpi),
        "international": kpi["intl"],
        "ilo_indicator": kpi["ilo_indicator"],
        "legal_source": kpi["legal_source"],
        "caveat": kpi["caveat"],
        "marts": _marts(kpi_id),
        "queries": _queries(kpi_id),
    }


def _side(kpi: dict[str, str], role: str) -> Entry:
    columns = [
        _column(row)
        for row in _of(REFERENCE / "kpi_source_columns.csv", kpi["kpi_id"])
        if row["role"] == role
    ]
    return {
        "text": kpi[f"{role}_text"],
        "time_rule": words()["time_rule"][kpi[f"{role}_time"]],
        "missing": kpi[f"missing_{role}_reason"],
        "columns": columns,
    }


def _form(form: str) -> Entry:
    contract = load_forms()[form]
    return {"form": form, "number": contract.number, "title": contract.title.vi}


def _column(row: dict[str, str]) -> Entry:
    column = load_forms()[row["form"]].columns[row["column_name"]]
    return {
        **_form(row["form"]),
        "column": row["column_name"],
        "labels": [label.replace(" > ", " – ") for label in column.labels[:_LABELS_SHOWN]],
        "means": column.means,
        "unit": column.unit,
        "used_when": row["used_when"],
    }


def _threshold(row: dict[str, str]) -> str:
    until = f" đến {row['valid_to']}" if row["valid_to"] else ""
    name = words()["threshold"][row["threshold"]]
    return f"{name}: {row['value']} {row['unit']}, từ {row['valid_from']}{until} ({row['source']})"


def _target(row: dict[str, str], unit: str) -> str:
    said = words()
    where = f", địa bàn {row['area_code']}" if row["area_code"] else ""
    year = f", năm {row['year']}" if row["year"] else ""
    kind, due = said["target_kind"][row["target_kind"]], said["due"][row["due"]]
    return f"{kind} {row['target']} {unit}, {due}{where}{year} ({row['source']})"


def _small_numbers(kpi: dict[str, str]) -> str:
    if not kpi["denominator_text"]:
        return ""
    text = f"mẫu số dưới {_variables()['small_denominator']}"
    if kpi["unit"] != "%":
        text += f" hoặc tử số dưới {_variables()['small_numerator']}"
    return f"{text}: ghi tử số và mẫu số thay cho tỷ lệ, không xếp hạng"


def _breaks(kpi: dict[str, str]) -> list[str]:
    merger = _date(str(_variables()["merger_on"]))
    found = [
        f"{merger}: sắp xếp đơn vị hành chính; so sánh qua mốc này là hạn chế hoặc không so sánh "
        "được, lý do ghi ở từng xã, phường"
    ]
    if kpi["series_break_on"]:
        found.append(f"{_date(kpi['series_break_on'])}: quy định đổi, so sánh qua mốc này hạn chế")
    found += [
        f"{words()['comparison'][row['comparison']]}: không so sánh, {row['reason']}"
        for row in _of(SEEDS / "uncompared_kpis.csv", kpi["kpi_id"])
    ]
    return found


def _date(text: str) -> str:
    year, month, day = text.split("-")
    return f"{day}/{month}/{year}"


@cache
def _marts_with_indicators() -> tuple[str, ...]:
    found = []
    for path in sorted((CHECKOUT / "dbt" / "models" / "marts").glob("*.yml")):
        for model in yaml.safe_load(path.read_text(encoding="utf-8")).get("models", []):
            is_mart = not model["name"].startswith("ext_")  # those are marts under other names
            if is_mart and any(column["name"] == "kpi_id" for column in model["columns"]):
                found.append(model["name"])
    return tuple(sorted(found))


def _marts(kpi_id: str) -> list[str]:
    held = {
        "fct_kpi_targets": bool(_of(REFERENCE / "targets.csv", kpi_id)),
        "fct_kpi_ranks": not _of(SEEDS / "unranked_kpis.csv", kpi_id),
        "fct_hotspot_components": bool(_of(SEEDS / "hotspot_components.csv", kpi_id)),
    }
    marts = [mart for mart in _marts_with_indicators() if held.get(mart, True)]
    if kpi_id == "EW-01":
        marts += ["fct_hotspot_scores", "fct_hotspot_sensitivity", "fct_hotspot_triggers"]
    return marts


@cache
def _query_texts() -> dict[str, str]:
    folder = CHECKOUT / "dashboards" / "queries"
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.sql"))}


def _queries(kpi_id: str) -> list[str]:
    """Queries that answer about this indicator: they read one of its marts besides the names."""
    facts = [f"marts.{mart}\n" for mart in _marts(kpi_id) if mart != "dim_kpi"]
    facts += [fact.replace("\n", " ") for fact in facts]
    return [name for name, text in _query_texts().items() if any(fact in text for fact in facts)]


def write_dictionary() -> None:
    """Write the page and the JSON into `data/reference`."""
    from dagster_project.kpi_dictionary_page import dictionary_page

    entries = kpi_entries()
    PAGE_FILE.write_text(dictionary_page(entries), encoding="utf-8")
    JSON_FILE.write_text(dictionary_json(entries), encoding="utf-8")


def dictionary_json(entries: list[Entry]) -> str:
    """The dictionary as JSON text."""
    return json.dumps(entries, ensure_ascii=False, indent=1) + "\n"


if __name__ == "__main__":
    write_dictionary()
