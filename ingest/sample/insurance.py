"""What the social insurance knows of each employer: insured workers, due, paid, in arrears."""

from __future__ import annotations

from ingest.sample.employers import stream
from ingest.sample.figures import Quarter, World

# 32 % of a wage of about 5,5 triệu a month, over three months
_DUE_A_WORKER = 5_280_000
SMALLEST = 10


def insured_employers(world: World, code: str, quarter: Quarter) -> list[dict]:
    """Employers of a commune with ten and more insured workers, in register order.

    Args:
        world: the figures.
        code: commune.
        quarter: the quarter; the insurance counts calendar quarters, the stocks hardly differ.
    """
    made = []
    for row in world.register(code, quarter.period):
        insured = row["workers_insured"]
        if row["status"] != "active" or insured < SMALLEST:
            continue
        draw = stream(world.seed, "insurance", row["tax_code"], quarter.period)
        due = insured * int(round(_DUE_A_WORKER * draw.uniform(0.9, 1.3), -3))
        late = draw.random() < 0.14
        owed = int(round(due * draw.uniform(0.1, 0.9), -3)) if late else 0
        months = draw.randint(1, 9) if late else 0
        made.append(
            {
                "unit_code": f"M{row['tax_code'][2:9]}",
                "employer": row["employer"],
                "tax_code": row["tax_code"],
                "commune": code,
                "insured": insured,
                "due_to_date_vnd": due * quarter.quarter,
                "collected_vnd": due * quarter.quarter - owed,
                "late_social_vnd": round(owed * 0.8),
                "late_health_vnd": round(owed * 0.14),
                "late_unemployment_vnd": owed - round(owed * 0.8) - round(owed * 0.14),
                "late_interest_vnd": round(owed * 0.003 * months),
                "months_late": months,
                "urged_over_60_days": months > 2 and draw.random() < 0.7,
                "evasion": months > 6 and draw.random() < 0.3,
            }
        )
    return made
