"""Finding in the dictionary of indicators, without accents and by the labels of the forms."""

import pytest

from dashboards.app.dictionary.entries import columns_of, entries, find, fold, group_of
from dashboards.app.dictionary.show import entry_card, result_list


def test_nothing_typed_finds_all() -> None:
    assert find("") == list(entries())
    assert len(entries()) == 40


@pytest.mark.parametrize("words", ["Tranh chấp", "tranh chap", "TRANH  CHẤP"])
def test_accents_and_capitals_do_not_matter(words) -> None:
    assert find(words) == find("tranh chấp")
    assert find(words)[0].startswith("DS-")
    assert fold("Đình công, ngừng việc") == "dinh cong, ngung viec"


def test_labels_of_the_forms_are_found() -> None:
    assert "CI-01" in find("so qd")
    assert find("CI-01")[0] == "CI-01"
    assert find("khongcochitieunaonhuvay") == []


@pytest.mark.parametrize("kpi_id", list(entries()))
def test_every_entry_can_be_shown(kpi_id) -> None:
    card = str(entry_card(kpi_id))
    assert entries()[kpi_id]["definition"] in card
    for column in columns_of(entries()[kpi_id]):
        assert column["labels"][0] in card
    assert group_of(kpi_id) != "Khác"


def test_links_keep_the_search() -> None:
    assert "tim=dinh+cong" in str(result_list(["DS-05"], "dinh cong", None))
