"""Sentences that pages share: what moved, where it is highest, how it went. They never say why."""

from dashboards.app.format_vi import lower_first, number, rounded_with_unit, value_in_words
from dashboards.app.parts.map_classes import missing_words


def movement(row: dict, side: str) -> str | None:
    """Say a change in words ("tăng 12,5 %"), or None where the two cannot be compared.

    Args:
        row: a row of queries/scorecard.sql or kpi_headline.sql.
        side: ``quarter`` or ``year``.
    """
    kind, step, percent = (row.get(f"{side}_{part}") for part in ("kind", "abs", "pct"))
    if kind in (None, "not_comparable") or step is None:
        return None
    if kind == "none" or step == 0:
        return "không đổi"
    if kind == "new":
        return "mới phát sinh"
    verb = "tăng" if step > 0 else "giảm"
    if kind == "percent" and percent is not None:
        return f"{verb} {number(abs(percent), 1)} %"
    if kind == "points":
        points = number(abs(step), 1)
        return f"{verb} {'dưới 0,1' if points == '0,0' else points} điểm phần trăm"
    amount, unit = rounded_with_unit(abs(step), row["unit"], row["decimals"])
    return f"{verb} {amount} {unit}"


def where_sentence(communes: list[dict], unit: str, decimals: int) -> str:
    """One sentence on where an indicator is highest and where nothing is known.

    Args:
        communes: one row a commune: ``commune_name``, ``value``, ``value_state``, ``value_reason``.
        unit: unit of the values.
        decimals: decimals to show.
    """
    known = [row for row in communes if row["value_state"] == "value"]
    silent = sum(1 for row in communes if row["value_state"] not in ("value", "na"))
    parts = []
    if known and any(row["value"] for row in known):
        highest = max(row["value"] for row in known)
        leaders = [row["commune_name"] for row in known if row["value"] == highest]
        value = value_in_words({"value": highest, "value_state": "value"}, unit, decimals)
        if len(leaders) > 3:
            parts.append(f"Cao nhất {value}, tại {len(leaders)} xã, phường")
        else:
            same = "cùng " if len(leaders) > 1 else ""
            parts.append(f"Cao nhất: {', '.join(leaders)} ({same}{value})")
        zeros = sum(1 for row in known if row["value"] == 0)
        if zeros:
            parts.append(f"{zeros} xã, phường bằng 0")
    elif known:
        parts.append(f"Tất cả {len(known)} xã, phường đã báo cáo đều bằng 0")
    if silent:
        parts.append(f"{silent} xã, phường {missing_words(communes)}")
    return "; ".join(parts) + "." if parts else "Chưa có số liệu theo xã, phường."


def trend_sentence(series: list[dict], unit: str, decimals: int) -> str:
    """One sentence on the highest and the lowest quarter.

    Args:
        series: quarters oldest first, with ``label``, ``value``, ``value_state``.
        unit: unit of the values.
        decimals: decimals to show.
    """
    points = [row for row in series if row["value"] is not None]
    if not points:
        return "Chưa quý nào có số liệu."
    if len(points) < 2:
        return "Mới có một quý có số liệu, chưa nhìn được diễn biến."
    high = max(points, key=lambda row: row["value"])
    low = min(points, key=lambda row: row["value"])
    if high["value"] == low["value"]:
        return f"Không đổi qua {len(points)} quý: {value_in_words(high, unit, decimals)}."
    return (
        f"Trong {len(points)} quý, cao nhất là {lower_first(high['label'])} "
        f"({value_in_words(high, unit, decimals)}), thấp nhất là {lower_first(low['label'])} "
        f"({value_in_words(low, unit, decimals)})."
    )


def where_title(communes: list[dict], unit: str, decimals: int) -> str:
    """Where an indicator is highest, as a heading.

    Args:
        communes: one row a commune: ``commune_name``, ``value``, ``value_state``.
        unit: unit of the values.
        decimals: decimals to show.
    """
    known = [row for row in communes if row["value_state"] == "value"]
    if not known:
        return "Chưa xã, phường nào có số liệu"
    highest = max(row["value"] for row in known)
    if not highest:
        return f"{len(known)} xã, phường đều bằng 0"
    leaders = [row["commune_name"] for row in known if row["value"] == highest]
    value = value_in_words({"value": highest, "value_state": "value"}, unit, decimals)
    if len(leaders) > 2:
        return f"{len(leaders)} xã, phường cùng cao nhất: {value}"
    return f"{' và '.join(leaders)} cao nhất: {value}"


def trend_title(series: list[dict], name: str) -> str:
    """When an indicator was highest, as a heading.

    Args:
        series: quarters oldest first, with ``label`` and ``value``.
        name: short name of the indicator.
    """
    points = [row for row in series if row["value"] is not None]
    if len(points) < 2 or len({row["value"] for row in points}) == 1:
        return f"{name} qua các quý"
    high = max(points, key=lambda row: row["value"])
    return f"{name} qua {len(points)} quý: cao nhất {lower_first(high['label'])}"
