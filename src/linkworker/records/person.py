"""A person: who they are, where they are now, and what matters in the room."""

from datetime import date
from typing import Any, ClassVar

from sqlalchemy import Index, text

from linkworker.records.record import Standalone, coded, codes, json_field, link


class Person(Standalone, table=True):
    """Somebody who is supported. Only a name is needed; every other field may stay unknown."""

    # The caseload is read a page at a time in this order, so that it costs the same however long it is.
    # Few records are joined with another. An index of all would be taken for the list of those that are not.
    __table_args__: ClassVar[Any] = (
        Index("person_in_order", text("lower(name)"), "id"),
        Index(
            "person_joined",
            "merged_into",
            sqlite_where=text("merged_into IS NOT NULL"),
            postgresql_where=text("merged_into IS NOT NULL"),
        ),
    )

    name: str
    known_as: str | None = None
    other_names: str | None = None
    date_of_birth: date | None = None
    team_id: str | None = link("team.id", optional=True, index=True)
    worker_id: str | None = link("worker.id", optional=True, index=True)

    setting: str | None = coded("setting")
    legal_stage: str | None = coded("legal-stage")
    establishment: str | None = None  # three-letter code of the settings' establishments
    wing: str | None = None
    address: str | None = None
    area: str | None = None
    reachable_areas: list[str] = json_field()
    arrived_on: date | None = None
    arrived_by: str | None = coded("arrival")
    release_date: date | None = None
    release_known: str = coded("release-date-known", "not-known")
    care_leaver: str | None = coded("care-leaver-status")

    language: str | None = coded("language")
    interpreter: str = coded("yes-no-not-asked", "not-asked")
    sex: str = coded("sex", "not-asked")
    gender: str = coded("gender", "not-asked")
    gender_words: str | None = None
    ethnicity: str = coded("ethnicity", "not-asked")
    ethnicity_words: str | None = None

    risk_level: str = coded("risk-level", "not-assessed")
    risk_source: str | None = coded("risk-source")
    risk_date: date | None = None
    risk_summary: str | None = None
    no_under_18s: bool = False  # a stated exclusion: not where under-18s are
    exclusions: list[str] = codes("exclusion")
    safeguarding: bool = False
    safeguarding_note: str | None = None
    victim_safety: str | None = None  # places to keep away from; never who a victim is

    how_to_explain: str | None = None
    reading: str | None = coded("reading-level")
    what_helps: str | None = None
    adjustments: list[str] = codes("adjustment")
    access_needs: list[str] = codes("access-feature")
    experiences: list[str] = codes("lived-experience")  # those they are happy to have used to find a mentor

    asked_for: list[str] = codes("activity-kind")
    asked_for_words: str | None = None
    barriers: list[str] = codes("barrier")

    merged_into: str | None = link("person.id", optional=True)  # the record that this one was joined with

    def person(self) -> str | None:
        """Return the person's own id: what is written of a person lies with the rest about them."""
        return self.id
