"""Reasons said to the person: what they asked for and what it gives, never a need or a test."""

from casework import offered
from linkworker.casework.matches.matching import match_person
from linkworker.casework.matches.plain_reasons import plain_reasons
from linkworker.vault.store import Store

TODAY = offered.TODAY


def test_reasons_are_sentences_to_the_person(store: Store, worker: str) -> None:
    """Asked for, goals and own area, in that order; without any of them, one plain sentence."""
    with store.unit_of_work(worker) as uow:
        person = offered.person(uow)
        offered.consent(uow, person)
        offered.plan(uow, person)
        offered.activity(uow, offered.provider(uow))
        stranger = offered.person(uow, name="Mina Cole", area="Hove", asked_for=["cookery"], reachable_areas=["Lewes"])
        (found,) = match_person(uow.connection, person, TODAY).matches.all()
        (other,) = match_person(uow.connection, stranger, TODAY).matches.all()
    assert plain_reasons(found) == (
        "You asked for football.", "It helps with 1 goal of yours.", "It is in your own area.",
    )  # fmt: skip
    assert plain_reasons(other) == ("You can get there, and the times suit you.",)
    assert "need" not in " ".join((*plain_reasons(found), *plain_reasons(other)))
