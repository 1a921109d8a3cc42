"""`qhld template`: blank forms for the agencies that report."""

from pathlib import Path

import typer

from dagster_project.cli.periods import parse_period
from dagster_project.user_error import UserError


def make_template(
    form: str | None, period: str | None, commune: str | None, agency: str | None, out: Path | None
) -> int:
    """Write one form, or all forms that an agency owes, as one workbook.

    Args:
        form: id of a form; None takes those that the agency owes.
        period: quarter, for title and date limits; None leaves it to be filled in.
        commune: name or code of the commune that reports.
        agency: name or code of the agency that reports.
        out: the file; None writes into the working folder, named by form, agency and quarter.

    Raises:
        UserError: no such form, commune or agency, nothing to write, or the file exists.
    """
    from ingest.answers.write_template import write_template
    from ingest.contracts.contract import load_forms
    from ingest.reference import obligations

    quarter = parse_period(period)
    sender = _sender(commune, agency)
    forms = load_forms()
    if form is not None:
        if form not in forms:
            raise UserError(
                f"Không có biểu mẫu “{form}”. Các biểu mẫu hiện có: {', '.join(forms)}.", 64
            )
        wanted = [form]
    elif sender is None:
        raise UserError(
            "Hãy nêu mã biểu mẫu, hoặc cơ quan gửi (--agency, --commune) để lấy mọi biểu của cơ "
            f"quan đó. Các biểu mẫu hiện có: {', '.join(forms)}.",
            64,
        )
    else:
        owed = {item.form for item in obligations() if item.agency_code == sender.agency_code}
        wanted = [form_id for form_id in forms if form_id in owed]
        if not wanted:
            raise UserError(f"{sender.name} không phải gửi biểu nào theo danh sách báo cáo.")
    try:
        data, _ = write_template([forms[form_id] for form_id in wanted], sender, quarter)
    except LookupError:
        raise UserError(f"Kỳ {quarter} không có trong lịch báo cáo.", 64) from None
    parts = [form or "bieu-mau", sender.agency_code if sender else "", quarter or ""]
    path = out or Path("_".join(part for part in parts if part) + ".xlsx")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("xb") as file:
            file.write(data)
    except FileExistsError:
        raise UserError(f"Đã có tệp {path}. Hãy xoá tệp đó hoặc nêu tên khác (--out).") from None
    except OSError as error:
        raise UserError(f"Không ghi được {path}: {error.strerror}. Hãy chọn nơi khác.") from None
    whom = f" cho {sender.name}" if sender else ""
    typer.echo(f"Đã tạo {len(wanted)} biểu mẫu{whom}: {path}")
    return 0


def _sender(commune: str | None, agency: str | None):
    """The agency that reports; None when none was named.

    Raises:
        UserError: the name is not that of one commune or agency, or both were named.
    """
    from ingest.communes.match_communes import match_commune
    from ingest.reference import agencies, communes
    from ingest.submissions.submission import find_agency

    if commune and agency:
        raise UserError("Chỉ nêu một trong hai: --commune hoặc --agency.", 64)
    if agency:
        found = find_agency(agency)
        if found is None:
            raise UserError(
                f"Không có cơ quan “{agency}” trong danh sách. Hãy nêu mã như SNV hoặc tên đầy đủ.",
                64,
            )
        return found
    if commune:
        match = match_commune(commune)
        code = commune if commune in communes() else match.commune_code
        if code is None or f"X{code}" not in agencies():
            near = ", ".join(candidate.name for candidate in match.candidates)
            hint = f" Gần nhất: {near}." if near else ""
            raise UserError(f"Không rõ xã, phường “{commune}”.{hint} Hãy nêu tên hoặc mã đúng.", 64)
        return agencies()[f"X{code}"]
    return None
