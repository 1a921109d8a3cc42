"""Three made-up agency files written by other tools, compared with the truth that came with them.

The files are made up; names of communes are real, figures and employers are invented.
"""

import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ingest.check import check_file

EXAMPLES = Path(__file__).with_name("examples")
# our column → theirs; fines stand there in triệu đồng
SUMMARY_COLUMNS = {
    "inspection": {
        "inspections": "so_cuoc",
        "employers_inspected": "so_dn",
        "employers_violating": "so_dn_vi_pham",
        "violations": "so_hanh_vi",
        "penalty_decisions": "so_qd_xp",
        "fines_vnd": "tien_phat_trieu",
    },
    "outreach": {
        "sessions": "so_hoi_nghi",
        "attendances": "so_luot_nguoi",
        "media_items": "so_tin_bai",
        "materials_distributed": "tai_lieu",
    },
}
DISPUTE_TYPES = {
    "Đình công": "strike",
    "Ngừng việc tập thể": "collective_stoppage",
    "Tranh chấp lao động tập thể về quyền": "collective_rights",
    "Tranh chấp lao động tập thể về lợi ích": "collective_interests",
    "Tranh chấp lao động cá nhân": "individual",
}
OUTCOMES = {
    "Chuyển Tòa án": "to_court",
    "Đang giải quyết": "pending",
    "Hòa giải không thành": "mediation_failed",
    "Hòa giải thành": "mediated",
    "Người lao động trở lại làm việc": "returned_to_work",
    "Rút yêu cầu": "withdrawn",
    "Chuyển Hội đồng trọng tài": "to_arbitration",
}


def _read(name: str) -> tuple[dict[str, Any], dict[str, Any]]:
    path = next(p for p in EXAMPLES.iterdir() if p.stem == name and p.suffix != ".json")
    truth = json.loads((EXAMPLES / f"{name}.truth.json").read_text(encoding="utf-8"))
    return check_file(path, today=date(2027, 2, 1)), truth


@pytest.mark.parametrize("name", ["m01_thanhtra_4quy_preamble", "m08_tuyentruyen"])
def test_summary_equals_truth(name: str) -> None:
    result, truth = _read(name)
    columns = SUMMARY_COLUMNS[truth["kind"]]
    got = {
        (row["values"]["commune"], row["values"].get("period") or table["period"]): {
            ours: row["values"][ours] for ours in columns
        }
        for table in result["tables"]
        for row in table["rows"]
    }
    want = {
        (row["code"], f"{truth['year']}Q{row['quarter']}"): {
            ours: round(row[theirs] * 1_000_000) if ours == "fines_vnd" else row[theirs]
            for ours, theirs in columns.items()
        }
        for row in truth["rows"]
    }
    assert got == want
    assert not [f for f in result["findings"] if f["severity"] != "note"]
    totals = [total for table in result["tables"] for total in table["totals"]]
    assert totals
    assert all(abs(t["stated"] - t["computed"]) <= 100_000 for t in totals)


def test_disputes_equal_truth() -> None:
    result, truth = _read("m05_tranhchap_ngay_hon_hop")
    (table,) = result["tables"]
    got = [
        (
            values["received_on"],
            values["employer"],
            values["commune"],
            values["dispute_type"],
            values["workers_involved"],
            values["closed_on"],
            values["outcome"],
        )
        for values in (row["values"] for row in table["rows"])
    ]
    want = [
        (
            row["start"],
            row["enterprise"],
            row["code"],
            DISPUTE_TYPES[row["type"]],
            row["participants"],
            row["end"],
            OUTCOMES[row["result"]],
        )
        for row in truth["rows"]
    ]
    assert got == want
    codes = Counter(f["code"] for f in result["findings"] if f["severity"] != "note")
    assert codes["duplicate_row"] == 1
    assert codes["hidden_sheet"] == 1
    assert codes["total_mismatch"] == 1
    assert result["outcome"] == "accepted_with_warnings"
    stated = {t["column"]: t["stated"] for t in table["totals"]}
    assert stated["workers_involved"] == truth["stated_total"]["participants"]
