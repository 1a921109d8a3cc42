"""How an indicator is to be understood: numerator, denominator, forms, law, caveat."""

from dash import html

from dashboards.app.parts.pieces import icon

GOOD_WAY = {"up": "tăng là tốt", "down": "giảm là tốt"}


def form_names_in(source_forms: str | None, names: dict[str, str]) -> str:
    """Names of the forms of an indicator ("a; b" of ids); what has no name is left out."""
    forms = [form.strip() for form in (source_forms or "").split(";")]
    return "; ".join(names[form] for form in forms if form in names)


def definition(kpi: dict, form_names: dict[str, str]) -> html.Div:
    """Return an indicator's definition, in full and in sight.

    Args:
        kpi: a row of queries/kpis.sql or kpi_dictionary.sql.
        form_names: Vietnamese name of every form id.
    """
    neutral = "tăng hay giảm không tự nói lên tốt, xấu"
    rows = [
        ("Tử số", kpi["numerator_text"]),
        ("Mẫu số", kpi["denominator_text"]),
        ("Lấy từ biểu", form_names_in(kpi["source_forms"], form_names)),
        ("Căn cứ", kpi.get("legal_source")),
        ("Đối chiếu quốc tế", kpi["intl"]),
        ("Chiều tốt", GOOD_WAY.get(kpi["direction"], neutral)),
    ]
    return html.Div(
        [
            html.H3([icon("info-circle"), f"Cách hiểu chỉ tiêu {kpi['kpi_id']}"]),
            html.P(kpi["definition"]),
            html.Dl(
                [part for term, text in rows if text for part in (html.Dt(term), html.Dd(text))]
            ),
            html.P([html.B("Lưu ý. "), kpi["caveat"]], className="caveat")
            if kpi["caveat"]
            else None,
        ],
        className="focus-definition",
    )
