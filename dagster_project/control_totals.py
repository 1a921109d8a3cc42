"""Rows of each form that count: the same number in the ledger, in the lake and in staging."""

import json
from dataclasses import dataclass
from pathlib import Path

import duckdb

from dagster_project.warehouse_build import DBT_ARTIFACTS, LAKE, LEDGER


@dataclass(frozen=True, slots=True)
class FormTotals:
    """Rows of one form in loads that count.

    Attributes:
        in_ledger: records that the ledger says were stored.
        in_staging: rows in the form's staging table.
        read_in_ledger: as in_ledger, of the loads that this build has read.
        read_in_lake: rows in those loads' files; older ones were compared when they were read.
    """

    form: str
    in_ledger: int
    in_staging: int
    read_in_ledger: int
    read_in_lake: int

    @property
    def agree(self) -> bool:
        """Whether no row was lost or doubled."""
        return self.in_ledger == self.in_staging and self.read_in_ledger == self.read_in_lake

    def sentence(self) -> str:
        """The numbers in Vietnamese."""
        return (
            f"{self.form}: sổ nạp {self.in_ledger}, bước đầu {self.in_staging} dòng; "
            f"phần mới đọc: sổ nạp {self.read_in_ledger}, hồ {self.read_in_lake} dòng"
        )


def control_totals(build: Path, connection: duckdb.DuckDBPyConnection) -> list[FormTotals]:
    """Count the rows of every form.

    Args:
        build: folder of the finished build.
        connection: its warehouse, open for reading.

    Raises:
        KeyError: a form has no staging model.
    """
    tables, loads = (str(build / LEDGER / f"{name}.parquet") for name in ("load_tables", "loads"))
    connection.execute(
        "CREATE OR REPLACE TEMP TABLE counting AS "
        "SELECT t.* FROM read_parquet($tables) t JOIN read_parquet($loads) l USING (load_id) "
        "WHERE t.accepted AND NOT l.withdrawn",
        {"tables": tables, "loads": loads},
    )
    lake = build / LAKE / "loads"
    just_read = [path.name for path in lake.iterdir()]
    found = []
    for form, staging in sorted(_staging_models(build).items()):
        in_ledger, read_now = connection.execute(
            "SELECT coalesce(sum(records), 0)::BIGINT, "
            "coalesce(sum(records) FILTER (WHERE load_id IN (SELECT unnest($loads))), 0)::BIGINT "
            "FROM counting WHERE form = $form",
            {"form": form, "loads": just_read},
        ).fetchone()
        lake_files = f"read_parquet('{_quoted(lake)}/*/{form}.parquet')"
        counted = (_counting_rows(connection, relation) for relation in (staging, lake_files))
        in_staging, in_lake = counted
        found.append(FormTotals(form, in_ledger, in_staging, read_now, in_lake))
    return found


def _counting_rows(connection: duckdb.DuckDBPyConnection, relation: str) -> int:
    return connection.execute(
        f"SELECT count(*) FROM {relation} r SEMI JOIN counting c "
        "ON c.load_id = r.load_id AND c.table_no = r.table_no"
    ).fetchone()[0]


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _staging_models(build: Path) -> dict[str, str]:
    """For each form, the relation that reads it first, as the build's own manifest says."""
    manifest = json.loads((build / DBT_ARTIFACTS / "manifest.json").read_text("utf-8"))
    forms = {
        key: source["name"]
        for key, source in manifest["sources"].items()
        if source["source_name"] == "lake"
    }
    staging = {}
    for node in manifest["nodes"].values():
        if node["resource_type"] != "model":
            continue
        for parent in set(node["depends_on"]["nodes"]) & forms.keys():
            staging[forms[parent]] = f'"{node["schema"]}"."{node["alias"]}"'
    if missing := set(forms.values()) - staging.keys():
        raise KeyError(f"không có bước đầu cho biểu mẫu: {', '.join(sorted(missing))}")
    return staging
