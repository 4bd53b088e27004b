"""What a check-in says, as parts of a page: change by threshold, averages, cautions, safety, how it was taken."""

from collections.abc import Iterator

from linkworker.base.dates import show_date
from linkworker.base.words import sentence
from linkworker.casework.check_ins.check_in_view import Comparison, Result
from linkworker.ui.widgets.details import Detail, Part, Tone
from linkworker.wellbeing.change import Change, ChangeClass
from linkworker.wellbeing.packs import instrument

_SAME = " "
"""The label of a further line under the same label: its words stay in their column."""
_NO_DECISION = "No decision is written down yet. Press d to write what you decided."


def result_parts(found: Result, *, apart: bool) -> tuple[Part, ...]:
    """Return what stands below the score, the safety prompt first where there is one; `apart` by blank lines."""
    details: list[Detail] = []
    for part in (_safety(found), _change(found), _beside(found), _mind(found), _how(found)):
        details += [Detail("", "")] if apart and details and part else []
        details += part
    return (Part("", tuple(details)),)


def comparison_lines(compared: Comparison) -> tuple[str, ...]:
    """Return the change since an earlier check-in, a sentence for each scale, judged by each of its thresholds."""
    since = "the baseline" if compared.against == "baseline" else "last time"
    by_scale: dict[str, list[Change]] = {}
    for each in compared.changes:
        by_scale.setdefault(each.scale, []).append(each)
    return tuple(
        sentence(f"{moved(changes[0])} since {since}, {show_date(compared.on)}: {_judged(changes)}")
        for changes in by_scale.values()
    )


def moved(change: Change) -> str:
    """Return the change of one scale: "WEMWBS up 8"."""
    name, amount = instrument(change.scale).short_name, change.amount
    return f"{name} the same" if not amount else f"{name} {'up' if amount > 0 else 'down'} {abs(amount)}"


def _judged(changes: list[Change]) -> str:
    kinds = dict.fromkeys(change.kind for change in changes)
    return "; ".join(f"{kind} {_by([each for each in changes if each.kind is kind])}" for kind in kinds)


def _by(changes: list[Change]) -> str:
    return f"({', '.join(f'{each.threshold.name} {each.threshold.figure}' for each in changes)})"


def _labelled(label: str, lines: tuple[str, ...], tone: Tone = "words") -> Iterator[Detail]:
    for number, line in enumerate(lines):
        yield Detail(_SAME if number else label, line, tone=tone)


def _safety(found: Result) -> list[Detail]:
    held = found.check_in
    if found.prompt is None or not held.safety_prompted:
        return []
    told = {each.sentence() for one in found.comparisons for each in one.changes}  # said under "Change" already
    reasons = (each for each in found.prompt.reasons if each not in told)
    details = [*_labelled("Safety", (sentence(found.prompt.words), *reasons), "warning")]
    if held.safety_decision is None:
        return [*details, Detail("Decided", _NO_DECISION, tone="warning")]
    return [*details, Detail("Decided", held.safety_decision, tone="strong")]


def _change(found: Result) -> list[Detail]:
    lines = tuple(line for each in found.comparisons for line in comparison_lines(each))
    return [*_labelled("Change", lines or found.change_lines(), _tone(found) if lines else "muted")]


def _tone(found: Result) -> Tone:
    worse = any(each.kind is ChangeClass.WORSENED for one in found.comparisons for each in one.changes)
    return "warning" if worse else "words"


def _beside(found: Result) -> list[Detail]:
    return [*_labelled("Beside others", found.placing)]


def _mind(found: Result) -> list[Detail]:
    return [*_labelled("Bear in mind", tuple(each.sentence for each in found.cautions))]


def _how(found: Result) -> list[Detail]:
    held = found.check_in
    who = f", with {held.worker}" if held.worker else ""
    details = [Detail("Taken", f"{held.mode_label}{who}.")]
    return [*details, Detail("Licence", sentence(held.licence))] if held.licence else details
