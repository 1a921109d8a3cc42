"""Two persons sign a quarter's figures; everything else is refused, in words."""

import pytest

from dagster_project import release, release_signoff
from dagster_project.cli.run import run
from dagster_project.release_signoff import SignoffError
from ingest.archives.access import AccessError, acting
from ingest.home import home
from ingest.ledgers import ledger
from ingest.ledgers.export_ledger import export_parquet
from tests.releases.first_release import RULES, TWO_CELLS
from tests.unit.build_fixture import MADE_UP, Cell, let_time_pass, with_value, write_build

ACCEPTED = {"thieu-bao-cao": "các xã còn lại không có doanh nghiệp"}


@pytest.fixture(autouse=True)
def _persons(monkeypatch):
    let_time_pass(monkeypatch)
    home().mkdir(parents=True, exist_ok=True)
    (home() / "access.yml").write_text(
        "users: {lan: chuyen_vien, mai: chuyen_vien, hùng: lanh_dao, 'Hùng ': chuyen_vien}",
        encoding="utf-8",
    )


def _publish(name="b1", cells=TWO_CELLS):
    return release.publish(write_build(name, cells), RULES).release_id


def _propose(period="2026Q3", by="lan", reason="", accepted=ACCEPTED):
    return release_signoff.propose(period, acting(by), reason, accepted)


def _approve(period="2026Q3", by="hùng"):
    return release_signoff.approve(period, acting(by), "")


def test_a_quarter_is_signed_by_two_persons_and_the_signature_reaches_dbt(tmp_path):
    import polars as pl

    release_id = _publish()
    proposed = _propose()
    assert (proposed.status, proposed.release_id, proposed.verdict) == (
        "chính thức",
        release_id,
        None,
    )
    assert export_parquet(tmp_path)["release_approvals"] == 0  # a proposal is no approval
    approved = _approve()
    assert (approved.verdict, approved.proposed_by, approved.decided_by) == (
        "approved",
        "lan",
        "hùng",
    )
    export_parquet(tmp_path)
    row = pl.read_parquet(tmp_path / "release_approvals.parquet").to_dicts()[0]
    assert (row["period"], row["status"], row["release_id"]) == (
        "2026Q3",
        "chính thức",
        release_id,
    )
    warning = pl.read_parquet(tmp_path / "accepted_warnings.parquet").to_dicts()[0]
    assert warning["warning"] == "98/99 xã, phường chưa có đủ báo cáo được chấp nhận"
    assert warning["reason"] == ACCEPTED["thieu-bao-cao"]


def test_only_the_roles_that_may_sign_do():
    _publish()
    for by in ("hùng", "người lạ", None):  # lãnh đạo, nobody, the owner of the machine
        with pytest.raises(AccessError, match="việc này dành cho chuyên viên"):
            _propose(by=by)
    _propose()
    for by in ("mai", "người lạ", None):
        with pytest.raises(AccessError, match="việc này dành cho lãnh đạo"):
            _approve(by=by)


def test_nobody_approves_what_is_their_own(monkeypatch):
    _publish()
    _propose(by="Hùng ")  # another spelling is the same person
    with pytest.raises(SignoffError, match="không được tự duyệt"):
        _approve()


def test_every_warning_is_accepted_with_a_reason_or_repaired():
    _publish("b1", [*TWO_CELLS, Cell("02908", "2026Q3", 1, MADE_UP)])
    with pytest.raises(SignoffError, match=r"2 cảnh báo(.|\n)*thieu-bao-cao(.|\n)*giả lập"):
        _propose(accepted={})
    with pytest.raises(SignoffError, match="1 cảnh báo"):
        _propose(accepted=ACCEPTED | {"so-lieu-gia-lap": " "})
    with pytest.raises(SignoffError, match="không có cảnh báo gì-đó"):
        _propose(accepted=ACCEPTED | {"gì-đó": "x"})
    assert _propose(accepted=ACCEPTED | {"so-lieu-gia-lap": "tập huấn"}).number == 1


def test_figures_that_changed_since_the_proposal_are_not_approved():
    _publish()
    _propose()
    _publish("b2", with_value(TWO_CELLS, 0, 5, "load-c"))  # another quarter
    assert _propose_is_still_open()
    _publish("b3", with_value(TWO_CELLS, 1, 9, "load-d"))
    with pytest.raises(SignoffError, match="đã đổi từ khi đề nghị"):
        _approve()
    assert _propose(by="mai").number == 2  # takes the place of the first
    assert _approve().proposed_by == "mai"
    with ledger.open_ledger() as book:
        verdicts = [one.verdict for one in release_signoff.proposals(book)]
    assert verdicts == ["given_up", "approved"]


def _propose_is_still_open():
    with pytest.raises(SignoffError, match="đang chờ duyệt"):
        _propose()
    return True


@pytest.mark.slow
def test_what_changed_after_approval_needs_its_own_with_a_reason():
    _publish()
    _propose()
    _approve()
    with pytest.raises(SignoffError, match="đã được duyệt là chính thức"):
        _propose()
    _publish("b2", with_value(TWO_CELLS, 1, 9, "load-d"))
    with pytest.raises(SignoffError, match="nêu lý do điều chỉnh"):
        _propose()
    assert _propose(reason="xã gửi bản thay thế").status == "điều chỉnh"
    assert _approve().status == "điều chỉnh"


def test_nothing_to_sign_says_so():
    with pytest.raises(SignoffError, match="không có số liệu của 2026Q3"):
        _propose()
    _publish()
    with pytest.raises(SignoffError, match="không có số liệu của 2025Q1"):
        _propose("2025Q1")
    with pytest.raises(SignoffError, match="không có đề nghị nào đang chờ"):
        _approve()


def test_a_proposal_is_sent_back_or_taken_back_with_a_reason():
    _publish()
    for close, by in ((release_signoff.decline, "hùng"), (release_signoff.retract, "mai")):
        _propose()
        with pytest.raises(SignoffError, match="nêu lý do"):
            close("2026Q3", acting(by), " ")
        close("2026Q3", acting(by), "số Sa Pa chưa rõ")
        with pytest.raises(SignoffError, match="không có đề nghị"):
            _approve()


def test_the_command_line_signs_and_tells(capsys):
    _publish()
    accept = "--accept=thieu-bao-cao=các xã còn lại không có doanh nghiệp"
    assert run(["release", "propose", "2026Q3", "2026Q2", "--by", "lan", accept]) == 0
    assert run(["release", "approve", "2026Q3", "2026Q2", "--by", "lan"]) == 77
    assert run(["release", "approve", "2026Q3", "2026Q2", "--by", "hùng"]) == 0
    assert run(["release", "status"]) == 0
    told = capsys.readouterr()
    assert "lãnh đạo" in told.err
    assert "hùng đã duyệt số liệu 2026Q2 là chính thức" in told.out
    assert "chấp nhận cảnh báo “98/99 xã, phường" in told.out
    assert run(["release", "propose", "2026Q3", "--by", "lan", "--accept", "mã"]) == 64
    assert run(["release", "propose", "quý 3", "--by", "lan"]) == 64
