"""Print the SQL of a role that reads the hub's database for reports: whoever administers the database runs it."""

from argparse import Namespace
from uuid import UUID

from linkworker.cli.commands.hub_at import hub_at
from linkworker.cli.desk import Desk
from linkworker.hub.finding import one_team
from linkworker.hub.reporting_rights import shipped_rights
from linkworker.hub.reporting_role import reporting_role_sql
from linkworker.records.registry import KINDS


def _reporting_role(args: Namespace, desk: Desk) -> None:
    rights = shipped_rights()
    teams = _ids_of(args, desk)
    sql = reporting_role_sql(args.name, teams)
    columns = {kind: rights.columns(kind) for kind in KINDS if rights.columns(kind)}
    answer = {"role": args.name, "teams": teams, "columns": columns, "sql": sql}
    desk.answer(answer, sql.splitlines())


def _ids_of(args: Namespace, desk: Desk) -> list[str]:
    """Return the ids of the teams that were said; only names need the hub's database."""
    if all(map(_is_id, args.team)):
        return list(args.team)
    with hub_at(args, desk) as hub, hub.reading() as connection:
        return [team if _is_id(team) else one_team(connection, team) for team in args.team]


def _is_id(said: str) -> bool:
    try:
        UUID(said)
    except ValueError:
        return False
    return True
