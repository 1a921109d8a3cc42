"""Why `qhld refresh` ended without a release, as its user reads it."""

from types import SimpleNamespace

from dagster_project.cli.refreshing import _reason


def _error(cls_name: str, message: str, cause=None) -> SimpleNamespace:
    return SimpleNamespace(cls_name=cls_name, message=f"{cls_name}: {message}", cause=cause)


def _failed(error: SimpleNamespace) -> SimpleNamespace:
    """The result of a run with one failed step, as far as its reason is read from it."""
    event = SimpleNamespace(event_specific_data=SimpleNamespace(error=error))
    return SimpleNamespace(all_events=[SimpleNamespace(event_specific_data=None), event])


def test_a_stopped_refresh_is_no_error_and_says_how_to_go_on():
    root = _error("DagsterExecutionInterruptedError", "")
    said = _reason(_failed(_error("DagsterExecutionStepExecutionError", "step failed", root)))
    assert said.exit_code == 130
    assert "giữ nguyên" in str(said)
    assert "qhld refresh" in str(said)
    assert "Dagster" not in str(said)


def test_a_sentence_for_the_user_is_told_as_it_is():
    root = _error("IntakeBusyError", "Đang có lần tiếp nhận khác.")
    said = _reason(_failed(_error("DagsterExecutionStepExecutionError", "step failed", root)))
    assert str(said) == "Đang có lần tiếp nhận khác."


def test_any_other_fault_says_that_the_release_stands():
    said = _reason(_failed(_error("ValueError", "what nobody expected")))
    assert "giữ nguyên" in str(said)
    assert "what nobody expected" in str(said)
