"""Charts for print: what is drawn, what is written, and that nothing leaves the picture."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from dashboards.briefing.blocks import NBSP, Chart, Figure, Series
from dashboards.briefing.chart_content import highest_and_lowest
from dashboards.briefing.chart_scale import scale_of
from dashboards.briefing.charts import draw_svg, picture_png
from dashboards.briefing.pdf import missing_glyphs
from dashboards.briefing.pdf_tables import text_width
from tests.briefing.briefing_sample import figure, said

SVG = "{http://www.w3.org/2000/svg}"
QUARTERS = tuple(
    f"{quarter}/{year}" for year in (2024, 2025, 2026) for quarter in ["I", "II", "III", "IV"]
)


def chart(kind: str, values: list, decimals: int = 0, **more) -> Chart:
    figures = tuple(v if isinstance(v, Figure) else figure(v, "vụ", decimals) for v in values)
    names = tuple(f"Phường Cam Đường {place}" for place in range(len(values)))
    categories = names if kind == "bars" else QUARTERS[: len(values)]
    series = (Series("Thực hiện", figures),)
    words = (said("Tăng"), "Số vụ", said("Tăng."), "Biểu đồ: tăng")
    return Chart("thu", kind, *words, categories, series, "vụ", decimals, **more)


def parts(svg: str, tag: str) -> list:
    return list(ElementTree.fromstring(svg).iter(f"{SVG}{tag}"))


def texts(svg: str) -> list[str]:
    return [text.text for text in parts(svg, "text")]


@pytest.mark.parametrize("kind", ["columns", "line", "bars"])
@pytest.mark.parametrize("width", [160, 58])
def test_nothing_leaves_the_picture(kind, width):
    values = [1234567, None, 3, 8, 1234567, 0, 2]
    svg = draw_svg(chart(kind, values, break_after=3, provisional_from=5), width, 44)
    picture = ElementTree.fromstring(svg)
    high = float(picture.get("height"))
    for text in parts(svg, "text"):
        long = text_width(text.text, text.get("font-weight") == "700") * float(
            text.get("font-size")
        )
        share = {"middle": 0.5, "end": 1.0}.get(text.get("text-anchor"), 0.0)
        left = float(text.get("x")) - share * long
        assert left >= -0.5, text.text
        assert left + long <= width * 4 + 0.5, text.text
        assert 8 <= float(text.get("y")) <= high
    assert not missing_glyphs({"svg": svg})


@pytest.mark.parametrize("kind", ["columns", "line", "bars"])
def test_every_number_is_written_as_the_text_has_it(kind):
    svg = draw_svg(chart(kind, [1234, 5, 0, 77]))
    assert {"1.234", "5", "77"} <= set(texts(svg))


def test_columns_are_as_high_as_their_values():
    svg = draw_svg(chart("columns", [10, 5, 0]))
    heights = [float(b.get("height")) for b in parts(svg, "rect") if b.get("fill") == "#0f5a94"]
    assert heights[0] == pytest.approx(2 * heights[1], abs=0.2)
    assert heights[2] == 0


def test_what_is_missing_is_a_hatched_band_and_said_in_words():
    nobody = Figure("không có đối tượng", None, "vụ", state="na")
    svg = draw_svg(chart("columns", [3, None, nobody]))
    fills = [band.get("fill") for band in parts(svg, "rect")]
    assert fills.count("url(#gach)") == fills.count("url(#cham)") == 1
    said_below = " ".join(texts(svg))
    assert "Gạch chéo: chưa có báo cáo." in said_below
    assert "Chấm: không có đối tượng." in said_below
    assert "tạm tính" not in said_below


def test_a_number_over_a_higher_column_points_to_its_own():
    low_last, high_last = [*[12345] * 6, 21837, 17598], [*[12345] * 6, 17598, 21837]
    leaders = [
        [
            line
            for line in parts(draw_svg(chart("columns", values), 58, 44), "line")
            if line.get("x1") == line.get("x2")
        ]
        for values in (low_last, high_last)
    ]
    assert [len(found) for found in leaders] == [1, 0]
    columns = [
        box
        for box in parts(draw_svg(chart("columns", low_last), 58, 44), "rect")
        if box.get("fill") == "#0f5a94"
    ]
    left, wide = float(columns[-1].get("x")), float(columns[-1].get("width"))
    assert left < float(leaders[0][0].get("x1")) < left + wide
    assert float(leaders[0][0].get("y2")) < float(columns[-1].get("y"))


def test_no_line_joins_across_the_merger_or_a_gap():
    plain = len(parts(draw_svg(chart("line", [1, 2, 3, 4])), "line"))
    broken = draw_svg(chart("line", [1, 2, 3, 4], break_after=1))
    assert len(parts(broken, "line")) == plain  # one piece less, the rule of the merger more
    assert "so sánh hạn chế: sáp nhập 01/7/2025" in texts(broken)
    gap = draw_svg(chart("line", [1, None, 3, 4]))
    assert len(parts(gap, "line")) == plain - 2


def test_provisional_quarters_are_outlined_and_said():
    svg = draw_svg(chart("columns", [1, 2, 3], provisional_from=2))
    outlined = [b for b in parts(svg, "rect") if b.get("stroke") == "#0f5a94"]
    assert len(outlined) == 1
    assert any("số liệu tạm tính" in text for text in texts(svg))


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 3, 2], "Ngừng việc cao nhất quý II/2024 (3 vụ), thấp nhất quý I/2024 (1 vụ)."),
        (
            [1, 0, 1, None, 2],
            "Ngừng việc cao nhất quý I/2025 (2 vụ), thấp nhất quý II/2024 (0 vụ).",
        ),
        (
            [1, 0, 1, 0, 0],
            "Ngừng việc cao nhất quý I/2024 và quý III/2024 (1 vụ), thấp nhất 0 vụ (nhiều quý).",
        ),
        ([0, 0, 0], "Ngừng việc không đổi qua các quý có số liệu: 0 vụ."),
    ],
)
def test_a_number_that_quarters_share_is_not_laid_to_the_first(values, expected):
    series = chart("columns", values).series[0]
    rows = [{"label": f"Quý {quarter}"} for quarter in QUARTERS[: len(values)]]
    kpi = {"kpi_id": "DS-06", "short_name": "Ngừng việc"}
    found = highest_and_lowest(rows, series, kpi, broken=False)
    assert found.text.replace(NBSP, " ") == expected


def test_a_map_is_not_drawn_here_and_bars_grow_with_their_rows():
    with pytest.raises(ValueError, match="map"):
        draw_svg(replace(chart("columns", [1]), kind="map"))
    high = [
        float(ElementTree.fromstring(draw_svg(chart("bars", [1] * n))).get("height"))
        for n in (2, 9)
    ]
    assert high[1] - high[0] == pytest.approx(7 * 21, abs=1)


@pytest.mark.parametrize(
    ("values", "decimals", "from_zero", "ends"),
    [
        ([3, 14], 0, True, (0, 15)),
        ([0, 0], 0, True, (0, 1)),
        ([], 0, True, (0, 1)),
        ([62.1, 76.4], 1, False, (55, 80)),
        ([1, 76.4], 1, False, (0, 80)),
        ([0.2, 0.9], 1, True, (0, 1)),
        ([-3, 4], 0, True, (-4, 4)),
    ],
)
def test_axes_have_round_steps(values, decimals, from_zero, ends):
    scale = scale_of(values, decimals, from_zero=from_zero)
    assert (scale.lowest, scale.highest) == pytest.approx(ends)
    assert all(0 <= scale.share(value) <= 1 for value in values)
    assert len({tick.text for tick in scale.ticks}) == len(scale.ticks) <= 7


def test_a_picture_becomes_a_png_of_its_width():
    png = picture_png(draw_svg(chart("columns", [1, 2])), width_mm=160, ppi=100)
    assert png[:8] == b"\x89PNG\r\n\x1a\n"
    assert int.from_bytes(png[16:20], "big") == pytest.approx(160 / 25.4 * 100, abs=1)
