"""Words for what a record names and this laptop does not have: another team's activity, pot or person."""

from sqlalchemy import func

from linkworker.records.activity import Activity
from linkworker.records.money import Pot

NO_ACTIVITY = "an activity not in this laptop's directory"
NO_POT = "a pot that is not on this laptop"
NO_PERSON_HERE = "somebody who is not on this laptop"

ACTIVITY_NAME = func.coalesce(Activity.table().c.name, NO_ACTIVITY)
"""An activity's name, for a select that joins the table from outside."""
POT_NAME = func.coalesce(Pot.table().c.name, NO_POT)
"""A pot's, likewise."""
