"""The one chart, the table beside it and the bars, as text; and as widgets on a screen."""

import os
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.app import App

from linkworker.base.setting_values import Look
from linkworker.casework.check_ins.check_in_view import Trend, TrendRow
from linkworker.casework.check_ins.trend_marks import Mark
from linkworker.ui.theme.themes import look_variables
from linkworker.ui.widgets.bars import Bar, Bars, bars
from linkworker.ui.widgets.chart import Chart
from linkworker.ui.widgets.chart_draw import draw, height_for
from linkworker.ui.widgets.chart_parts import Level, Point, Series
from linkworker.ui.widgets.drawing import plain
from linkworker.ui.widgets.drawing_glyphs import drawing_glyphs
from linkworker.ui.widgets.figures_table import Column, FiguresTable, Table, lay_out
from linkworker.ui.widgets.trend import TrendPanel, series_of, table_of

GOLDEN = Path(__file__).parent / "golden"
FULL, CONSOLE = drawing_glyphs(console=False), drawing_glyphs(console=True)
START = date(2026, 2, 6)
PRISON = Level(Decimal("41.2"), "average for people in prison in Scotland (2017)", "people in prison in Scotland")
RELIABLE = Level(Decimal(47), "reliable change up from the baseline (9 points)", "reliable change up")


def series(values, *, days=42, levels=(PRISON, RELIABLE), ends=(14, 70)):
    """Return points that lie so many days apart."""
    points = [
        Point(START + timedelta(days=days * number), None if value is None else Decimal(str(value)))
        for number, value in enumerate(values)
    ]
    return Series(tuple(points), *(Decimal(end) for end in ends), levels=levels)


def same_as_golden(name, lines):
    """Compare with golden/NAME.txt; NEW_GOLDENS=1 writes it anew."""
    said, file = "\n".join(lines) + "\n", GOLDEN / f"{name}.txt"
    if os.environ.get("NEW_GOLDENS"):
        file.write_text(said, encoding="utf-8", newline="\n")
    assert said == file.read_text(encoding="utf-8")


SHAPES = {
    "one": (series([38]), 60, 12),
    "five_with_a_gap": (series([38, 43, None, 47, 52]), 90, 12),
    "twenty": (series([30 + number * 7 % 23 for number in range(20)]), 60, 14),
    "same_day": (series([38, 43], days=0), 50, 10),
    "names_below": (series([38, 43, 52]), 56, 13),
    "no_levels": (series([3, 7, 4], levels=(), ends=(0, 10)), 40, 9),
}


@pytest.mark.parametrize("look", ["console", "full"])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_chart_is_drawn_as_the_golden_text_has_it(shape, look):
    """One point, a gap, many, two of one day, names beside and below; the console's glyphs are all in its page."""
    lines = plain(draw(*SHAPES[shape], CONSOLE if look == "console" else FULL))
    if look == "console":
        "\n".join(lines).encode("cp437")
    same_as_golden(f"chart_{shape}_{look}", lines)


def test_every_level_is_named_in_words_and_every_end_has_its_date():
    """Beside the line where there is room, else below with its figure."""
    wide, narrow = (plain(draw(series([38, 52]), width, 14, CONSOLE)) for width in (90, 60))
    assert any("41.2 people in prison in Scotland" in line for line in wide)
    assert any("41.2 average for people in prison in Scotland (2017)" in line for line in narrow)
    wrapped = " ".join(" ".join(plain(draw(series([38, 52]), 40, 16, CONSOLE))).split())
    assert "from the baseline (9 points)" in wrapped
    for lines in (wide, narrow):
        said = "\n".join(lines)
        assert "6 February 2026" in said
        assert "20 March 2026" in said


def test_a_gap_is_marked_and_the_line_does_not_cross_it():
    """Nothing is known between: the two halves are not joined."""
    roles = [role for line in draw(series([38, None, 43], levels=()), 60, 10, CONSOLE) for _, role in line]
    assert "path" not in roles
    assert "x no total" in "\n".join(plain(draw(series([38, None, 43]), 60, 10, CONSOLE)))


def test_a_small_change_is_not_drawn_as_a_mountain():
    """At least a quarter of the scale is shown, and never more than the scale."""
    labels = [line.split("┤")[0] for line in plain(draw(series([43, 44], levels=()), 60, 12, CONSOLE)) if "┤" in line]
    figures = [int(label) for label in labels]
    assert max(figures) - min(figures) >= 14
    assert 14 <= min(figures) <= max(figures) <= 70


def test_where_there_is_no_room_the_latest_value_is_said():
    """In words, and within the room there is."""
    assert plain(draw(series([38, 43]), 20, 4, CONSOLE)) == ["20 March 2026: 43"]
    assert draw(series([]), 60, 12, CONSOLE) == []


@given(
    st.lists(st.one_of(st.none(), st.decimals(7, 35, places=2)), min_size=1, max_size=25),
    st.integers(0, 90),
    st.integers(1, 130),
    st.integers(1, 40),
    st.booleans(),
)
def test_a_chart_never_leaves_its_room_and_shows_every_value_it_can(values, days, width, height, console):
    """Whatever the values, the days between and the size; each value has its point while there are columns enough."""
    glyphs = CONSOLE if console else FULL
    lines = draw(series(values, days=days, ends=(7, 35)), width, height, glyphs)
    assert len(lines) <= height
    assert all(len(text) <= width for text in plain(lines))
    drawn = sum(text.count(glyphs.signs.point) for line in lines for text, role in line if role in {"point", "last"})
    known = sum(value is not None for value in values)
    if any(role == "axis" for line in lines for _, role in line) and len(values) <= 8:
        assert drawn == known


def test_a_bar_is_as_long_as_its_share():
    """One of many still shows, and one less than all does not fill it."""
    rows = [Bar("Improved", 15, 30), Bar("Worsened", 1, 3000), Bar("Nearly all", 2999, 3000), Bar("Nobody", 0, 0)]
    lines = plain(bars(rows, 60, CONSOLE))
    assert [line.count("█") + line.count("▌") for line in lines] == [16, 1, 32, 0]
    assert lines[0].endswith("15 of 30")
    assert lines[3].endswith("0 of 0")
    assert all(len(line) == 60 for line in lines)


def test_a_long_label_of_a_bar_goes_on_to_the_next_line():
    """Nothing of it is cut."""
    lines = plain(bars([Bar("Improved by the reliable threshold", 12, 30)], 50, FULL))
    assert [line.split("  ")[0].strip() for line in lines] == ["Improved by the", "reliable threshold"]
    assert bars([], 50, FULL) == []


def test_a_table_sets_figures_to_the_right_and_breaks_only_words():
    """Dates and figures stay whole however narrow it is."""
    columns = Column("Date", whole=True), Column("WEMWBS", figures=True), Column("How")
    rows = (("6 February 2026", "38", "On screen by the person, one at a time"), ("20 March 2026", "no total", ""))
    same_as_golden("table", plain(lay_out(Table(columns, rows), 48, CONSOLE)))


TREND = Trend(
    "WEMWBS",
    Decimal(14),
    Decimal(70),
    higher_is_better=True,
    rows=(
        TrendRow(START, "Baseline", Decimal(38), None, "On paper by the person"),
        TrendRow(START + timedelta(days=42), "During", None, None, "On screen by the person"),
        TrendRow(START + timedelta(days=84), "End", Decimal(34), Decimal(-4), "On screen by the person"),
    ),
)
MARK = Mark(PRISON.value, PRISON.name, PRISON.short)


def test_a_trend_is_the_same_figures_in_the_chart_and_in_the_table():
    """What a check-in without a total left open stands in both."""
    chart, table = series_of(TREND, [MARK]), table_of(TREND)
    assert [point.value for point in chart.points] == [38, None, 34]
    assert [(row[0], row[2], row[3]) for row in table.rows] == [
        ("6 February 2026", "38", ""),
        ("20 March 2026", "no total", ""),
        ("1 May 2026", "34", "down 4"),
    ]
    assert chart.levels == (PRISON,)


class Host(App[None]):
    """A program that shows one panel."""

    console_look = True

    def get_theme_variable_defaults(self):
        return look_variables(Look.CONSOLE)

    def compose(self):
        yield TrendPanel(TREND, [MARK])
        yield Bars([Bar("Improved", 12, 30)])


@pytest.mark.parametrize(("width", "side_by_side"), [(80, False), (140, True)])
async def test_chart_and_table_are_always_both_there(width, side_by_side):
    """Side by side where there is room, else the table below; and both show what is shown next."""
    async with Host().run_test(size=(width, 40)) as pilot:
        await pilot.pause()
        chart, table = pilot.app.query_one(Chart), pilot.app.query_one(FiguresTable)
        assert (chart.region.y == table.region.y) is side_by_side
        assert chart.size.height == height_for(chart.series, chart.size.width, 9)
        assert table.size.height == 5
        assert pilot.app.query_one(Bars).size.height == 1
        shorter = Trend("SWEMWBS", Decimal(7), Decimal(70), higher_is_better=True, rows=TREND.rows[:1])
        pilot.app.query_one(TrendPanel).show(shorter)
        await pilot.pause()
        assert "SWEMWBS" in table.render_line(0).text
        assert "38" in "".join(chart.render_line(y).text for y in range(chart.size.height))
        assert table.size.height == 3
        pilot.app.query_one(Bars).show([Bar("Improved", 1, 2), Bar("Worsened", 1, 2)])
        await pilot.pause()
        assert pilot.app.query_one(Bars).size.height == 2
