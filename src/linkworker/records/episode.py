"""One stretch of support, from an accepted referral to its ending."""

from datetime import date

from linkworker.records.record import OfPerson, coded, codes, link


class Episode(OfPerson, table=True):
    """Every later clock and count stands on its dates; coming back is a new episode that keeps the old one."""

    referral_in_id: str | None = link(optional=True)
    number: int = 1
    level: str = coded("support-level", "light")
    stage: str | None = coded("legal-stage")
    opened_on: date
    first_contact_on: date | None = None
    plan_agreed_on: date | None = None
    first_attendance_on: date | None = None
    ended_on: date | None = None
    end_reasons: list[str] = codes("end-reason")
    end_words: str | None = None
    on_hold: str | None = coded("review-hold")
    on_hold_since: date | None = None
