"""Events and warning scores beside the made-up release: what the pages by subject list and draw.

Few rows, each there for a reason: a stoppage without a day, a dispute that is still open, a penalty
that nobody paid, a commune that is grey although its score is high. All made up.
"""

from datetime import date
from pathlib import Path

import duckdb

from tests.unit.mart_contracts import create_missing_marts

PERIOD, BEFORE = "2026Q3", "2025Q3"
DAY = {"2025Q3": date(2025, 8, 4), "2026Q2": date(2026, 5, 11), "2026Q3": date(2026, 7, 22)}
WARD, COMMUNE, GREY = "02647", "02908", "02686"
LEVELS = ("đỏ", "vàng", "xanh", "xám")
PLAN = dict.fromkeys(("name", "short_name", "definition"), "Thực hiện kế hoạch tuyên truyền năm")
PLAN |= {"kpi_id": "OE-07", "unit": "%", "decimals": 1, "sort_order": 99}


def add_events(folder: Path) -> None:
    """Add events and scores to a release that ``write_release`` made.

    Args:
        folder: the release's folder.
    """
    with duckdb.connect(str(folder / "internal.duckdb")) as connection:
        create_missing_marts(connection)
        codes = [
            code
            for (code,) in connection.execute(
                "select commune_code from marts.dim_commune order by sort_order"
            ).fetchall()
        ]
        for table, rows in _rows(codes).items():
            for row in rows:
                names = ", ".join(f'"{name}"' for name in row)
                marks = ", ".join("?" for _ in row)
                connection.execute(
                    f"insert into marts.{table} ({names}) values ({marks})", list(row.values())
                )


def _rows(codes: list[str]) -> dict[str, list[dict]]:
    return {
        "fct_disputes": _disputes(),
        "fct_stoppages": _stoppages(),
        "fct_inspections": _inspections(),
        "fct_violations": _violations(),
        "fct_penalties": _penalties(),
        "fct_outreach_sessions": _sessions(),
        "fct_kpi_values": _plans(),
        "dim_kpi": [PLAN],
        "fct_kpi_targets": [
            {"kpi_id": "OE-07", "area_code": "province", "period": PERIOD, "target": 75.0}
        ],
        "fct_hotspot_scores": _scores(codes),
        "fct_hotspot_components": _components(codes),
        "fct_hotspot_triggers": _triggers(),
        "fct_hotspot_sensitivity": _sensitivity(),
    }


def _event(number: int, commune: str, period: str, form: str) -> dict:
    return {
        "event_id": f"{form}:{number}",
        "commune_code": commune,
        "period": period,
        "period_calendar": "BCDK",
        "file_name": f"BC {commune} {period}.xlsx",
        "form": form,
        "sheet": "B1",
        "row": 8 + number,
        "cell": f"C{8 + number}",
        "industry": "Xây dựng" if number % 2 else "May mặc",
    }


def _disputes() -> list[dict]:
    made = []
    for period, open_cases in ((BEFORE, 0), (PERIOD, 2)):
        for number in range(8):
            pending = number < open_cases
            together = number == 7
            made.append(
                _event(number, WARD if number % 2 else COMMUNE, period, "dispute_log")
                | {
                    "received_on": DAY[period],
                    "closed_on": None if pending else DAY[period],
                    "days_to_close": None if pending else 9,
                    "is_settled": not pending,
                    "is_collective": together,
                    "dispute_type": "collective_rights" if together else "individual",
                    "dispute_type_name": "Tập thể về quyền" if together else "Cá nhân",
                    "channel_name": "UBND xã, phường",
                    "cause_names": "Tiền lương, thưởng",
                    "outcome": "pending" if pending else "mediated",
                    "outcome_name": "Đang giải quyết" if pending else "Hoà giải thành",
                    "workers_involved": None if number == 6 else 1,
                    "is_workers_estimate": False,
                }
            )
    return made


def _stoppages() -> list[dict]:
    sizes = ((WARD, PERIOD, 40, True), (COMMUNE, "2026Q2", 80, True), (WARD, "2026Q2", 25, False))
    return [
        _event(number, commune, period, "stoppage_log")
        | {
            "event_type": "collective_stoppage",
            "event_type_name": "Ngừng việc tập thể",
            "started_on": DAY[period] if dated else None,
            "ended_on": DAY[period] if dated else None,
            "workers_involved": people,
            "days_lost": people * 2.0,
            "is_workers_estimate": number == 1,
            "is_days_estimate": False,
            "procedure_name": "Không đúng trình tự",
            "led_by_name": "Tự phát",
            "hours_until_authorities": 20.0,
            "outcome_name": "Đáp ứng một phần yêu cầu",
            "is_preliminary": number == 2,
        }
        for number, (commune, period, people, dated) in enumerate(sizes)
    ]


def _inspections() -> list[dict]:
    forms = ("planned", "planned", "unannounced", "on_complaint")
    names = ("Theo kế hoạch", "Theo kế hoạch", "Đột xuất", "Theo đơn thư")
    return [
        _event(number, WARD if number % 2 else COMMUNE, PERIOD, "inspection_list")
        | {
            "inspection_key": f"cuoc-{number // 2}",
            "happened_on": DAY[PERIOD],
            "inspection_type_name": "Kiểm tra (không ghi rõ loại)",
            "inspection_form": form,
            "inspection_form_name": name,
            "violations": number,
            "violation_names": "Tiền lương" if number else None,
            "requirements": number or None,
            "requirements_done": 1 if number else None,
            "requirements_in_progress": 0 if number else None,
            "requirements_overdue": number - 1 if number else None,
            "remedy_due_on": DAY[PERIOD],
        }
        for number, (form, name) in enumerate(zip(forms, names, strict=True))
    ]


def _violations() -> list[dict]:
    kinds = (("wages", "Tiền lương"), ("wages", "Tiền lương"), (None, "Không xếp được nhóm"))
    rows = []
    for number, (chapter, name) in enumerate(kinds):
        event = _event(number, WARD, PERIOD, "inspection_list" if number else "penalty_decisions")
        kept = ("event_id", "form", "commune_code", "period", "period_calendar", "industry")
        kind = {"violation_chapter": chapter, "violation_name": name, "happened_on": DAY[PERIOD]}
        rows.append({key: event[key] for key in kept} | kind)
    return rows


def _penalties() -> list[dict]:
    return [
        _event(number, WARD, PERIOD, "penalty_decisions")
        | {
            "decided_on": DAY[PERIOD],
            "authority_name": "Chủ tịch UBND cấp xã",
            "subject_name": "Tổ chức",
            "violation_names": "Tiền lương",
            "fine_vnd": 6_000_000,
            "payable_vnd": 6_000_000,
            "paid_vnd": paid,
            "status": "done" if paid else "in_force",
            "status_name": "Đã thi hành xong" if paid else "Đang thi hành",
        }
        for number, paid in enumerate((6_000_000, 0))
    ]


def _sessions() -> list[dict]:
    return [
        {
            key: value
            for key, value in _event(number, WARD, PERIOD, "outreach_sessions").items()
            if key != "industry"
        }
        | {
            "held_on": DAY[PERIOD],
            "lead_unit": "UBND phường",
            "session_form": "conference",
            "session_form_name": "Hội nghị, tập huấn",
            "topic_names": "Pháp luật lao động",
            "is_counted": number != 1,
            "attendances": 40 + number,
        }
        for number in range(3)
    ]


def _plans() -> list[dict]:
    return [
        {
            "kpi_id": "OE-07",
            "area_code": code,
            "area_kind": "commune",
            "period": PERIOD,
            "period_calendar": "BCDK",
            "period_span": "quarter",
            "value": held / 8 * 100,
            "numerator": held,
            "denominator": 8,
            "value_state": "value",
        }
        for code, held in ((WARD, 4), (COMMUNE, 9))
    ]


def _scores(codes: list[str]) -> list[dict]:
    rows = []
    for period in ("2026Q2", PERIOD):
        for number, code in enumerate(codes):
            level = LEVELS[number % 4] if period == PERIOD else LEVELS[2]
            if code == GREY:
                level = "xám"
            grey = level == "xám"
            score = {"đỏ": 70.0, "vàng": 45.0, "xanh": 12.0, "xám": 96.0}[level]
            rows.append(
                {
                    "commune_code": code,
                    "period": period,
                    "score": score,
                    "level": level,
                    "level_by_score": "đỏ" if grey else level,
                    "weight_share": 37.0 if grey else 82.0,
                    "is_silent": False,
                    "grey_reason": "mới có số liệu của 37 % trọng số (cần từ 60 %)"
                    if grey
                    else None,
                    "triggers_fired": int(code == WARD),
                    "trigger_name": "Ngừng việc từ 10 người" if code == WARD else None,
                    "scenarios": 22,
                    "changing_scenarios": 3 if level == "vàng" else 0,
                    "lowest_score": score - 3,
                    "highest_score": score + 3,
                }
            )
    return rows


def _components(codes: list[str]) -> list[dict]:
    return [
        {
            "commune_code": code,
            "period": PERIOD,
            "component": component,
            "component_name": name,
            "kpi_id": kpi,
            "sort_order": order,
            "value": 2.3 if kpi == "DS-02" else None,
            "unit": "vụ/1.000 lao động",
            "weight": weight,
            "contribution": 40.0 if kpi == "DS-02" else None,
            "has_data": kpi == "DS-02",
            "reason": None if kpi == "DS-02" else "chưa gửi sổ tin báo",
        }
        for code in codes
        for order, (component, name, kpi, weight) in enumerate(
            (
                ("disputes", "Tranh chấp lao động trên 1.000 lao động", "DS-02", 60.0),
                ("complaints", "Đơn thư, tin báo trên 1.000 lao động", None, 40.0),
            )
        )
    ]


def _triggers() -> list[dict]:
    return [
        {
            "commune_code": WARD,
            "period": PERIOD,
            "place": 1,
            "trigger_id": "stoppage",
            "trigger_name": "Ngừng việc từ 10 người",
            "value": 40.0,
            "threshold": 10.0,
            "unit": "người",
            "form": "stoppage_log",
            "file_name": "BC phường.xlsx",
            "sheet": "B4",
            "cell": "I12",
        }
    ]


def _sensitivity() -> list[dict]:
    return [
        {
            "period": PERIOD,
            "component": component,
            "weight_factor": factor,
            "communes": 99,
            "communes_changed": changed,
            "communes_red": 25,
            "communes_amber": 25,
            "communes_green": 24,
            "communes_grey": 25,
        }
        for component, factor, changed in (
            ("", 1.0, 0),
            ("disputes", 0.75, 9),
            ("disputes", 1.25, 3),
            ("complaints", 0.75, 0),
            ("complaints", 1.25, 4),
        )
    ]
