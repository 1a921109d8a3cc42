"""What the page of warning scores says: levels, what decided, what cannot be judged."""

from collections import Counter

import pytest

from dashboards.app.hotspots.facts import Facts
from dashboards.app.hotspots.wording import (
    commune_title,
    commune_words,
    history_title,
    missing_words,
    page_title,
    sensitivity_title,
)

PERIOD = {"period": "2026Q3", "label": "Quý III/2026"}
AREA = {"area_code": "province", "area_kind": "province", "area_name": "Tỉnh Lào Cai"}
ROW = {
    "commune_code": "02647",
    "commune_name": "Phường Lào Cai",
    "score": 40.31,
    "level": "đỏ",
    "level_by_score": "vàng",
    "weight_share": 64.5,
    "grey_reason": None,
    "triggers_fired": 1,
    "trigger_name": "Ngừng việc tập thể từ 10 người",
    "override_level": None,
    "override_reason": None,
    "scenarios": 22,
    "changing_scenarios": 0,
}
GREY = ROW | {"level": "xám", "score": 96.6, "grey_reason": "mới có 37 % trọng số"}


def _facts(*scores: dict, **known: object) -> Facts:
    facts = Facts(PERIOD, AREA)
    facts.__dict__.update(scores=list(scores), **known)  # what would be asked of a release
    return facts


def test_title_counts_red_and_grey_apart() -> None:
    assert page_title(_facts(ROW)) == "Quý III/2026: 1 xã, phường mức đỏ"
    said = "Quý III/2026: 1 xã, phường mức đỏ, 1 nơi chưa đủ dữ liệu"
    assert page_title(_facts(ROW, GREY)) == said
    assert page_title(_facts()) == "Quý III/2026: chưa tính điểm nóng"


def test_a_grey_score_is_never_written() -> None:
    facts = _facts(GREY)
    assert commune_title(facts) == "Phường Lào Cai: chưa đủ dữ liệu để xếp mức"
    assert commune_words(facts) == "Chưa xếp mức: mới có 37 % trọng số."
    assert "96" not in commune_title(facts) + commune_words(facts)


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, "Theo điểm là vàng; lên đỏ ngay vì ngừng việc tập thể từ 10 người."),
        (ROW | {"level": "vàng", "triggers_fired": 0}, "Mức không đổi trong cả 22 phương án"),
        (
            ROW | {"level": "vàng", "triggers_fired": 0, "changing_scenarios": 6},
            "Mức đổi trong 6/22 phương án thử trọng số: chưa chắc chắn.",
        ),
        (
            ROW | {"override_level": "đỏ", "override_reason": "đã đối thoại"},
            "Mức do người có thẩm quyền ấn định: đã đối thoại.",
        ),
    ],
)
def test_what_decided_is_said(row, said) -> None:
    assert said in commune_words(_facts(row))


def test_missing_components_are_named_with_their_reason() -> None:
    rows = [
        {"component_name": "Tranh chấp", "has_data": True, "reason": None},
        {"component_name": "Đơn thư", "has_data": False, "reason": "chưa gửi sổ"},
    ]
    assert missing_words(rows) == "Chưa có số liệu: đơn thư (chưa gửi sổ)."


def test_sensitivity_names_the_largest_change() -> None:
    rows = [{"communes_changed": n, "communes": 99} for n in (3, 9)]
    said = "Đổi một trọng số ±25 %: nhiều nhất 9/99 nơi đổi mức"
    assert sensitivity_title(_facts(ROW, sensitivity=rows)) == said
    assert sensitivity_title(_facts(ROW, sensitivity=[])) == "Chưa thử độ nhạy của trọng số"


def test_history_says_up_and_down() -> None:
    past = [
        {"period": period, "label": period, "counts": Counter({"đỏ": red})}
        for period, red in (("2026Q2", 13), ("2026Q3", 6))
    ]
    said = "Số nơi mức đỏ giảm từ 13 xuống 6"
    assert history_title(_facts(ROW, levels_over_time=past)) == said
    past[1]["counts"]["đỏ"] = 20
    assert history_title(_facts(ROW, levels_over_time=past)) == "Số nơi mức đỏ tăng từ 13 lên 20"
