"""What is shown of a provider: its status worked out from its checks, the checks, and the four parts agreed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from linkworker.base.dates import show_date
from linkworker.base.lists import coded
from linkworker.base.words import listed, sentence


class Status(StrEnum):
    """Where a provider's due diligence stands; never typed."""

    DRAFT = "draft"
    APPROVED = "approved"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


@dataclass(frozen=True, slots=True)
class CheckView:
    """The evidence that counts for one item of due diligence. `ends_on` None: it does not run out, or nobody knows."""

    id: str
    item: str
    label: str
    evidence: str | None
    seen_on: date | None
    ends_on: date | None
    end_not_known: bool
    lapsed: bool

    def words(self) -> str:
        """Return the check as one line to read aloud."""
        end = "its end is not known" if self.end_not_known else "does not run out"
        if self.ends_on is not None:
            end = f"{'ended' if self.lapsed else 'in date until'} {show_date(self.ends_on)}"
        note = f" ({self.evidence})" if self.evidence else ""
        return f"{self.label}: {end}{note}"


@dataclass(frozen=True, slots=True)
class PartView:
    """One part of the working agreement, there or not."""

    id: str | None
    part: str
    label: str
    present: bool
    signed_by: str | None
    signed_on: date | None
    review_on: date | None
    review_passed: bool

    def words(self) -> str:
        """Return the part as one line to read aloud."""
        if not self.present:
            return f"{self.label}: missing"
        signed = f", signed by {self.signed_by}" if self.signed_by else ""
        signed += f" on {show_date(self.signed_on)}" if self.signed_on else ""
        review = "" if self.review_on is None else f", review {'was due' if self.review_passed else 'due'} "
        return f"{self.label}: in place{signed}{review}{show_date(self.review_on) if self.review_on else ''}"


@dataclass(frozen=True, slots=True)
class ProviderView:
    """A provider with all that was checked and agreed."""

    id: str
    name: str
    type: str | None
    description: str | None
    stage: str
    status: Status
    status_words: str
    checks: tuple[CheckView, ...]
    missing: tuple[str, ...]
    """Labels of needed checks without evidence."""
    agreement: tuple[PartView, ...]
    attributes: tuple[str, ...]
    areas: tuple[str, ...]
    contact_name: str | None
    phone: str | None
    email: str | None
    website: str | None
    next_contact_on: date | None
    activities: int

    @property
    def stage_label(self) -> str:
        """The stage of the work with it, in words."""
        return coded("pipeline-stage").label(self.stage)


def newest(rows: Iterable[Any], today: date) -> tuple[CheckView, ...]:
    """Return the evidence that counts for each item, in the list's order: what holds longest, then what was seen last.

    Evidence still holds on its last day. An item that runs out, kept without its end, is of unknown end.
    """
    held: dict[str, list[Any]] = {}
    for row in rows:
        held.setdefault(row.item, []).append(row)
    items = coded("due-diligence-item")
    return tuple(_check(_best(held[row.code]), row.is_set("expires"), today) for row in items if row.code in held)


def _best(rows: list[Any]) -> Any:
    return max(rows, key=lambda row: (row.expires_on or date.min, row.seen_on or date.min, row.id))


def _check(row: Any, runs_out: bool, today: date) -> CheckView:
    ends = row.expires_on
    return CheckView(
        row.id, row.item, coded("due-diligence-item").label(row.item), row.evidence, row.seen_on, ends,
        end_not_known=ends is None and runs_out, lapsed=ends is not None and ends < today,
    )  # fmt: skip


def missing_items(checks: Iterable[CheckView]) -> tuple[str, ...]:
    """Return the labels of the needed checks that have no evidence."""
    held = {check.item for check in checks}
    return tuple(row.label for row in coded("due-diligence-item") if row.is_set("needed") and row.code not in held)


def status(row: Any, checks: Iterable[CheckView]) -> tuple[Status, str]:
    """Return a provider's status with the sentence that says why."""
    held = tuple(checks)
    lapsed = sorted((check.ends_on, check.label) for check in held if check.lapsed and check.ends_on)
    if row.suspended:
        return Status.SUSPENDED, sentence(row.suspended_reason or "no reason was kept")
    if lapsed and row.approved:
        return Status.EXPIRED, sentence(listed(f"{label} ended {show_date(day)}" for day, label in lapsed))
    if not row.approved:
        return Status.DRAFT, f"Not approved yet.{_still(held)}"
    return (
        (Status.DRAFT, f"Approved before, and now something is missing.{_still(held)}")
        if _still(held)
        else (
            Status.APPROVED,
            "Checks in date.",
        )
    )


def _still(checks: tuple[CheckView, ...]) -> str:
    wanted = [label.lower() if label[1:2].islower() else label for label in missing_items(checks)]
    wanted += [f"the end of {check.label}" for check in checks if check.end_not_known]
    return f" Still missing: {listed(wanted)}." if wanted else ""


def part_views(rows: Iterable[Any], today: date) -> tuple[PartView, ...]:
    """Return the four parts in the list's order; one that nobody entered is missing."""
    held: Mapping[str, Any] = {row.part: row for row in rows}
    return tuple(_part(part.code, part.label, held.get(part.code), today) for part in coded("agreement-part"))


def _part(code: str, label: str, row: Any, today: date) -> PartView:
    if row is None:
        return PartView(
            None, code, label, present=False, signed_by=None, signed_on=None, review_on=None, review_passed=False
        )
    passed = row.review_on is not None and row.review_on < today
    return PartView(row.id, code, label, row.present, row.signed_by, row.signed_on, row.review_on, passed)
