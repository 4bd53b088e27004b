"""Consent, and what may be referred or leave."""

from datetime import date, timedelta

import pytest

from linkworker.base.errors import BadInput, NotFound
from linkworker.base.setting_values import Sharing
from linkworker.casework.consent.consenting import (
    consent_named,
    consents,
    latest_consent,
    may_refer,
    record_consent,
    withdraw_consent,
)
from linkworker.casework.consent.withholding import (
    CENTRAL,
    let_leave,
    may_leave,
    withheld_people,
    withheld_records,
    withhold,
)
from linkworker.casework.people.people import add_person
from linkworker.records.provider import Provider, ProviderAgreement

TODAY = date(2026, 8, 6)


@pytest.fixture
def ali(store, worker):
    """Ali Marsh's id."""
    with store.unit_of_work(worker) as uow:
        return add_person(uow, "Ali Marsh").person_id


@pytest.fixture
def club(store, worker):
    """A provider with an information-sharing agreement."""
    with store.unit_of_work(worker) as uow:
        made = uow.add(Provider(name="Lewes FC")).id
        uow.add(ProviderAgreement(provider_id=made, part="information-sharing", present=True, review_on=TODAY))
        return made


@pytest.mark.practice(25)
def test_consent_says_what_with_whom_how_and_when_and_is_never_implied(store, worker, ali, club):
    """A yes without how it was given is not taken; withdrawn keeps both days."""
    with store.unit_of_work(worker) as uow:
        assert consents(uow.connection, ali) == ()
        with pytest.raises(BadInput, match="Say how"):
            record_consent(uow, ali, "refer", given=True)
        with pytest.raises(BadInput, match="on or before"):
            record_consent(uow, ali, "refer", given=False, decided_on=TODAY + timedelta(days=1))
        kept = record_consent(uow, ali, "refer", given=True, how="written", provider_id=club, what="name and age")
        (one,) = consents(uow.connection, ali)
        assert one.sentence == "Refer me to a provider, Lewes FC: agreed 6 August 2026, in writing, signed"
        assert consent_named(uow.connection, ali, "refer") == kept
        withdraw_consent(uow, ali, kept)
        (one,) = consents(uow.connection, ali)
        assert one.sentence.endswith(", withdrawn 6 August 2026")
        assert not one.in_force
        with pytest.raises(BadInput, match="nothing to withdraw"):
            withdraw_consent(uow, ali, kept)
        with pytest.raises(NotFound):
            consent_named(uow.connection, ali, "refer")
        assert latest_consent(uow.connection, ali, "quote") is None


@pytest.mark.practice(26)
def test_a_referral_needs_the_persons_consent_and_the_providers_agreement(store, worker, ali, club):
    """Both, each said in a sentence; the answer about this provider goes before one about any."""
    with store.unit_of_work(worker) as uow:
        connection = uow.connection
        asked = may_refer(connection, ali, club, TODAY)
        assert not asked.allowed
        assert "not been asked" in asked.why[0]
        record_consent(uow, ali, "refer", given=True, how="spoken")
        assert may_refer(uow.connection, ali, club, TODAY).allowed
        assert not may_refer(uow.connection, ali, club, TODAY + timedelta(days=1)).allowed  # agreement due for review
        other = uow.add(Provider(name="Hove Gym")).id
        unshared = may_refer(uow.connection, ali, other, TODAY)
        assert unshared.why[0] == "The person agreed on 6 August 2026."
        assert unshared.missing == ("There is no information-sharing agreement with this provider.",)
        record_consent(uow, ali, "refer", given=False, with_whom="lewes fc")
        refused = may_refer(uow.connection, ali, club, TODAY)
        assert not refused.allowed
        assert refused.why[0] == "The person refused on 6 August 2026."
        assert may_refer(uow.connection, ali, None, TODAY).allowed


@pytest.mark.parametrize(
    ("answers", "with_consent", "unless_withheld"),
    [
        ([], False, True),
        (["yes"], True, True),
        (["no"], False, False),
        (["yes", "no"], False, False),
        (["no", "yes"], True, True),
        (["yes", "withdrawn"], False, False),
        (["withheld"], False, False),
        (["yes", "withheld"], False, False),
        (["yes", "withheld", "lifted"], True, True),
    ],
)
def test_whose_record_may_leave(store, worker, ali, answers, with_consent, unless_withheld):
    """The latest answer decides; what a worker keeps here stays whatever was agreed; one person and all agree."""
    with store.unit_of_work(worker) as uow:
        for answer in answers:
            if answer in {"yes", "no"}:
                last = record_consent(uow, ali, CENTRAL, given=answer == "yes", how="spoken")
            elif answer == "withdrawn":
                withdraw_consent(uow, ali, last)
            elif answer == "withheld":
                withhold(uow, ali, why="at risk")
            else:
                let_leave(uow, ali)
    with store.reading() as connection:
        for sharing, leaves in ((Sharing.WITH_CONSENT, with_consent), (Sharing.UNLESS_WITHHELD, unless_withheld)):
            assert may_leave(connection, ali, sharing).allowed == leaves
            assert withheld_people(connection, sharing) == (set() if leaves else {ali})


def test_one_record_may_be_kept_here(store, worker, ali):
    """It alone; twice is refused, and lifting what does not stand is too."""
    with store.unit_of_work(worker) as uow:
        record = record_consent(uow, ali, CENTRAL, given=True, how="spoken")
        withhold(uow, ali, record)
        assert withheld_records(uow.connection) == {record}
        assert withheld_people(uow.connection, Sharing.WITH_CONSENT) == set()
        with pytest.raises(BadInput, match="already"):
            withhold(uow, ali, record)
        let_leave(uow, ali, record)
        assert withheld_records(uow.connection) == set()
        with pytest.raises(BadInput, match="not kept back"):
            let_leave(uow, ali, record)
