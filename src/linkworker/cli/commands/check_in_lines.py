"""What a check-in says, as plain lines for a terminal and as JSON."""

from typing import Any

from linkworker.base.dates import show_date
from linkworker.casework.check_ins.check_in_view import NO_TOTAL, Result, Trend, TrendRow

_NO_DECISION = "No decision is recorded. Type: linkworker check-in PERSON --decide TEXT"


def result_lines(found: Result) -> list[str]:
    """Return scores, change, averages, what to bear in mind, the safety prompt, the trend and the notice."""
    held = found.check_in
    lines = [f"{held.name}, {show_date(held.on)}, {held.moment_label.lower()}. {held.mode_label}."]
    lines += [f"    {line}" for line in found.score_lines()]
    for title, part in (("Change", found.change_lines()), ("Beside others", found.placing)):
        if part:
            lines += [title, *(f"    {line}" for line in part)]
    if found.cautions:
        lines += ["Bear in mind", *(f"    {caution.sentence}" for caution in found.cautions)]
    if held.safety_prompted and found.prompt:
        lines += [f"{found.prompt.words}.", *(f"    {reason}" for reason in found.prompt.reasons)]
        lines.append(f"    Decided: {held.safety_decision}" if held.safety_decision else f"    {_NO_DECISION}")
    for trend in found.trends:
        if len(trend.rows) > 1:
            lines += _trend_lines(trend)
    return [*lines, found.notice]


def _trend_lines(trend: Trend) -> list[str]:
    better = "" if trend.higher_is_better else ", lower is better"
    return [
        f"{trend.name} over time, {trend.lowest} to {trend.highest}{better}",
        *(f"    {show_date(row.on)}: {_point(row)}. {row.moment_label}." for row in trend.rows),
    ]


def _point(row: TrendRow) -> str:
    if row.value is None:
        return NO_TOTAL
    if row.change is None:
        return str(row.value)
    moved = "the same" if not row.change else f"{'up' if row.change > 0 else 'down'} {abs(row.change)}"
    return f"{row.value}, {moved}"


def result_view(found: Result) -> dict[str, Any]:
    """Return the result as JSON holds it, sentences beside figures."""
    held = found.check_in
    return {
        "check_in": held,
        "score": found.score_lines(),
        "change": found.change_lines(),
        "beside_others": found.placing,
        "cautions": found.cautions,
        "safety_prompt": found.prompt,
        "trends": found.trends,
        "notice": found.notice,
    }
