"""One finding, and the review as a whole, as details on the screen."""

from collections.abc import Iterator

from linkworker.base.words import count, sentence
from linkworker.casework.access.decisions import Choice, held_records
from linkworker.casework.access.reviewing import Review
from linkworker.casework.access.third_parties import Finding
from linkworker.ui.widgets.details import Detail, Part

_SAID = {Choice.LEAVE: "Left in", Choice.TAKE_OUT: "Taken out"}
_TO_DECIDE = "Not yet. y leaves it in, t takes it out, h holds it back."


def finding_parts(review: Review, finding: Finding) -> list[Part]:
    """Return a finding: the words, where they stand, what stands around them, why it is marked, what is decided."""
    words = " ".join(finding.found.split())
    details = [Detail("The words", words, tone="strong"), Detail("Where", finding.where)]
    if not finding.whole and finding.around != words:
        details.append(Detail("Around them", finding.around))
    details.append(Detail("Why it is marked", finding.why))
    same = sum(each.alike(finding) for each in review.findings)
    if same > 1:
        details.append(Detail("Elsewhere", f"The same words stand in {count(same - 1, 'more place')}."))
    details.append(_decided(review, finding))
    return [Part("", tuple(details))]


def whole_parts(review: Review) -> list[Part]:
    """Return what the copies will hold, once nothing is left to decide."""
    held = review.held
    facts = [
        Detail("Records", f"{count(len(held.records()), 'record')} of {count(len(held.kinds), 'kind')}"),
        Detail("History", count(len(held.events), "entry", "entries")),
        Detail("Sent", count(len(held.bundles), "bundle") if held.bundles else "Nothing went to the centre"),
    ]
    if held.drafts:
        facts.append(Detail("Not saved yet", count(len(held.drafts), "draft")))
    facts += _others(review)
    facts.append(Detail("What next", "w makes the copies. e lists every record, to hold one back."))
    return [Part("", tuple(facts))]


def where_words(review: Review, finding: Finding | None) -> str:
    """Return where the review stands: "Finding 3 of 9. 7 findings to decide."."""
    if not review.findings:
        return "Nothing about anybody else was found."
    if finding is None:
        return review.words()
    number = review.findings.index(finding) + 1
    return f"Finding {number} of {len(review.findings)}. {review.words()}"


def _others(review: Review) -> Iterator[Detail]:
    if review.findings or held_records(review.decisions):
        yield Detail("Others' details", review.tally().words())


def _decided(review: Review, finding: Finding) -> Detail:
    made = review.decisions.get(finding.key)
    if finding.place.record_id in held_records(review.decisions):
        return Detail("Decided", "The whole record is held back", tone="muted")
    if made is None:
        return Detail("Decided", _TO_DECIDE, tone="warning")
    said = _SAID.get(made.choice) or f"Held back: {sentence(made.reason)}"
    return Detail("Decided", said, tone="success")
