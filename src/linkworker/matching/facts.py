"""The facts that matching stands on, in one place to import from."""

from linkworker.matching.activity_facts import (
    ActivityFacts,
    AgreementFacts,
    CheckFacts,
    MentorFacts,
    ProviderFacts,
    TimeFacts,
)
from linkworker.matching.open_ends import ALWAYS, ANY_AGE, DAY, NEVER, NO_OLDEST
from linkworker.matching.person_facts import ConsentFacts, GoalFacts, NeedFacts, PersonFacts, PotFacts, TakenTime

__all__ = [
    "ALWAYS",
    "ANY_AGE",
    "DAY",
    "NEVER",
    "NO_OLDEST",
    "ActivityFacts",
    "AgreementFacts",
    "CheckFacts",
    "ConsentFacts",
    "GoalFacts",
    "MentorFacts",
    "NeedFacts",
    "PersonFacts",
    "PotFacts",
    "ProviderFacts",
    "TakenTime",
    "TimeFacts",
]
