"""Employers by tax code: names from accepted registers and decisions, merges and their undoing."""

import json
import re
from pathlib import Path

import polars as pl
import pytest

from dagster_project.cli.run import run
from ingest.home import loads_dir
from ingest.ledgers import decide_loads, ledger
from ingest.ledgers.decide_names import decide_name
from ingest.ledgers.employer_names import LEGAL_FORMS, employer_key
from ingest.ledgers.employers import employers, merge_employers, split_employer, waiting_employers
from tests.unit.look_at_ledger import export
from tests.unit.made_checks import DISPUTE, EMPLOYER, make_table

ONE, TWO, BRANCH = "5300100001", "5300100002", "5300100001001"
BY = {"by": "Chị Giả Lập", "reason": "đã tra cứu"}


def register(*pairs):
    rows = [EMPLOYER | {"employer": name, "tax_code": code} for name, code in pairs]
    return make_table("employer_register", *rows)


@pytest.fixture
def load(hand_in):
    return hand_in(
        register(
            ("Công ty TNHH Giả Lập Hoà Bình", ONE),
            ("Công ty Cổ phần Giả Lập An Phát", TWO),
            ("Chi nhánh Giả Lập Hoà Bình", BRANCH),
        )
    )


def known():
    with ledger.open_ledger() as book:
        return employers(book)


def waiting():
    with ledger.open_ledger() as book:
        return [(one.name, one.tax_code) for one in waiting_employers(book)]


def test_accepted_registers_name_employers(load):
    assert {code: one.name for code, one in known().items()} == {
        ONE: "Công ty TNHH Giả Lập Hoà Bình",
        BRANCH: "Chi nhánh Giả Lập Hoà Bình",
        TWO: "Công ty Cổ phần Giả Lập An Phát",
    }
    frame = export("employers")
    assert frame.filter(pl.col("tax_code") == BRANCH)["parent_tax_code"].to_list() == [ONE]
    decide_loads.withdraw_load(load.load_id, **BY)
    assert known() == {}


def test_the_same_name_is_known_and_one_that_is_only_alike_waits(load, hand_in):
    hand_in(
        make_table(
            "dispute_log",
            DISPUTE | {"employer": "CÔNG TY TNHH GIẢ LẬP HÒA BÌNH"},
            DISPUTE | {"employer": "Cty Giả Lập Hòa Bình", "case_no": "13/TL"},
        )
    )
    assert waiting() == [("Cty Giả Lập Hòa Bình", None)]
    decide_name("Cty Giả Lập Hòa Bình", kind="employer", target=ONE, **BY)
    assert waiting() == []
    assert [name.source for name in known()[ONE].names] == ["register", "decision"]
    assert export("employer_names").height == 4
    decide_name("Cty Giả Lập Hòa Bình", kind="employer", target=None, **BY)
    assert len(known()[ONE].names) == 1
    assert waiting() == []  # rejected: nobody need look again


def test_the_first_of_two_names_beside_a_code_stands(hand_in):
    names = [f"Công ty TNHH Giả Lập {number}" for number in range(200)]
    hand_in(register(*((name, ONE) for name in names)))
    assert known()[ONE].name == names[0]
    assert sorted(waiting()) == sorted((name, ONE) for name in names[1:])


def test_a_file_from_before_the_form_had_the_code_is_read_with_the_others(load, hand_in):
    path = loads_dir() / load.load_id / "employer_register.parquet"
    pl.read_parquet(path).drop("tax_code").write_parquet(path)
    hand_in(register(("Công ty TNHH Giả Lập Hoà Bình", ONE)), check={"agency": "SNV"})
    assert set(known()) == {ONE}
    assert [name for name, code in waiting() if code is None] == [
        "Chi nhánh Giả Lập Hoà Bình",
        "Công ty Cổ phần Giả Lập An Phát",
    ]


def test_a_code_beside_another_name_waits(load, hand_in):
    hand_in(register(("Công ty TNHH Tên Khác", ONE)), check={"agency": "SNV"})
    assert waiting() == [("Công ty TNHH Tên Khác", ONE)]
    assert known()[ONE].name == "Công ty TNHH Giả Lập Hoà Bình"
    decide_name("Công ty TNHH Tên Khác", kind="employer", target=ONE, **BY)
    assert waiting() == []


def test_a_name_that_two_employers_have_waits(load, hand_in):
    hand_in(register(("Công ty TNHH Giả Lập Hoà Bình", "5300100009")), check={"agency": "SNV"})
    hand_in(make_table("dispute_log", DISPUTE | {"employer": "Công ty TNHH Giả Lập Hoà Bình"}))
    assert waiting() == [("Công ty TNHH Giả Lập Hoà Bình", None)]
    merge_employers("5300100009", ONE, **BY)
    assert waiting() == []  # one employer now


def test_merges_are_undone_and_kept(load):
    merge_employers(TWO, ONE, **BY)
    assert {one.employer_id for one in known().values()} == {ONE, BRANCH}
    assert export("employers")["employer_id"].n_unique() == 2
    with pytest.raises(ledger.LedgerError, match="một doanh nghiệp"):
        merge_employers(ONE, TWO, **BY)
    with pytest.raises(ledger.LedgerError, match="tách ra trước"):
        merge_employers(TWO, BRANCH, **BY)
    split_employer(TWO, **BY)
    assert known()[TWO].employer_id == TWO
    with pytest.raises(ledger.LedgerError, match="không gộp"):
        split_employer(TWO, **BY)
    with pytest.raises(ledger.LedgerError, match="Không có doanh nghiệp"):
        merge_employers("5300999999", ONE, **BY)
    with pytest.raises(ledger.LedgerError, match="lý do"):
        merge_employers(TWO, ONE, by="x", reason=" ")


def test_the_command_line(load, hand_in, capsys):
    hand_in(make_table("dispute_log", DISPUTE | {"employer": "Cty CP Giả Lập An Phát"}))
    assert run(["employers", "list"]) == 0
    assert "3 doanh nghiệp, 3 mã số thuế" in capsys.readouterr().out
    assert run(["employers", "list", "--waiting"]) == 0
    text = capsys.readouterr().out
    assert "“Cty CP Giả Lập An Phát”: không ghi mã" in text
    assert f"Có thể là: {TWO}" in text
    decide = ["names", "decide", "Cty CP Giả Lập An Phát", "--employer", TWO, "--reason", "tra cứu"]
    assert run(decide) == 0
    assert run(["employers", "merge", TWO, "--into", ONE, "--reason", "sáp nhập"]) == 0
    capsys.readouterr()
    assert run(["employers", "show", TWO]) == 0
    text = capsys.readouterr().out
    assert "theo quyết định" in text
    assert "sáp nhập" in text
    assert run(["employers", "split", TWO, "--reason", "nhầm"]) == 0
    capsys.readouterr()
    assert run(["employers", "show", TWO, "--json"]) == 0
    shown = json.loads(capsys.readouterr().out)
    assert [row["kind"] for row in shown["merge_log"]] == ["merge", "split"]
    assert run(["employers", "show", "5300999999"]) == 1
    assert run(["employers", "show", "12"]) == 64


def test_names_are_compared_as_in_the_warehouse():
    macro = Path(__file__).parents[2] / "dbt/macros/text_keys.sql"
    words = re.search(r'"\(([a-z |]+)\)"', macro.read_text(encoding="utf-8"))
    assert tuple(words[1].split("|")) == LEGAL_FORMS
    assert (
        employer_key("Công ty TNHH MTV Hoà Bình") == employer_key("CTY TNHH Hòa  Bình") == "hoabinh"
    )
