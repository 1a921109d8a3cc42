"""Where the numbers of the province came from: the sheets of received files behind each of them."""

from dashboards.briefing.content import Source, SourceFile
from dashboards.briefing.facts import PROVINCE, Facts


def sources(facts: Facts) -> tuple[Source, ...]:
    """One entry an indicator that has a number, with its sheets by file name."""
    forms = {row["form"]: row["form_name"] for row in facts.run("forms")}
    files: dict[str, list[SourceFile]] = {}
    for row in facts.run("briefing_sources", area=PROVINCE, period=facts.period, span="quarter"):
        files.setdefault(row["kpi_id"], []).append(
            SourceFile(
                row["file_name"],
                row["file_sha256"],
                row["load_id"],
                row["form"],
                forms.get(row["form"], row["form"]),
                row["agency_name"] or row["agency_code"],
                row["sheet"],
                row["cells"],
                row["first_cell"],
                row["last_cell"],
            )
        )
    return tuple(
        Source(
            kpi_id,
            row["name"],
            PROVINCE,
            facts.period,
            "quarter",
            facts.of_kpi(kpi_id),
            tuple(files.get(kpi_id, ())),
        )
        for kpi_id, row in facts.kpis.items()
        if row["value"] is not None
    )
