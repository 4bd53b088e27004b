"""Every kind of record, by the name that the journal and the bundles use."""

from linkworker.records.activity import Activity, ActivityTime, Gap
from linkworker.records.appointment import Appointment
from linkworker.records.check_in import CheckIn
from linkworker.records.consent import Consent
from linkworker.records.contact_detail import ContactDetail
from linkworker.records.episode import Episode
from linkworker.records.goal import Goal, GoalNote, Step
from linkworker.records.identifier import Identifier
from linkworker.records.keep_apart import KeepApart
from linkworker.records.mentor import Mentor
from linkworker.records.money import Budget, MoneyRequest, Pot
from linkworker.records.need import GoalNeed, Need
from linkworker.records.note import Note
from linkworker.records.oversight import Oversight
from linkworker.records.person import Person
from linkworker.records.plan import Plan
from linkworker.records.plan_risk import PlanRisk
from linkworker.records.plan_version import PlanVersion
from linkworker.records.professional import Professional
from linkworker.records.provider import Provider, ProviderAgreement, ProviderCheck
from linkworker.records.record import Record
from linkworker.records.referral import Referral, ReferralState
from linkworker.records.referral_in import ReferralIn
from linkworker.records.retention_hold import RetentionHold
from linkworker.records.review import Benefit, Review
from linkworker.records.source_row import SourceRow
from linkworker.records.unavailable import Unavailable
from linkworker.records.venue import Venue
from linkworker.records.withholding import Withholding
from linkworker.records.worker import Team, Worker

_ALL: tuple[type[Record], ...] = (
    Team, Worker, Person, Identifier, KeepApart, Unavailable, ContactDetail, Professional, Consent, ReferralIn, Episode,
    Appointment, Plan, PlanVersion, Need, GoalNeed, Goal, Step, GoalNote, PlanRisk, Review, Benefit, Note, CheckIn,
    Provider, ProviderCheck, ProviderAgreement, Venue, Activity, ActivityTime, Gap, Mentor, Referral, ReferralState,
    Pot, Budget, MoneyRequest, Oversight, Withholding, SourceRow, RetentionHold,
)  # fmt: skip

KINDS: dict[str, type[Record]] = {kind.kind(): kind for kind in _ALL}

# Ties are checked when the transaction ends, so that a person and their first note may arrive in either order.
for _kind in _ALL:
    for _tie in _kind.table().foreign_key_constraints:
        _tie.deferrable, _tie.initially = True, "DEFERRED"
