"""Every migration of the hub's database, in order: the journal's, then the hub's own."""

from linkworker.journal.migrations import JOURNAL_STEPS, Step, sql_step

# The hub's own are named apart from the journal's, so that neither has to know what number the other has come to.
# The second lets a row of the journal into the chain that its header names, and changes nothing else of append-only.
HUB_STEPS: tuple[Step, ...] = (
    *JOURNAL_STEPS,
    sql_step("hub-0001-tables", "linkworker.hub.steps"),
    sql_step("hub-0002-own-place", "linkworker.hub.steps"),
)
