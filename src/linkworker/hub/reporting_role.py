"""The SQL of a read-only role for reports: what it may read, of which teams, and of whom never."""

import re
from collections.abc import Iterator, Sequence
from uuid import UUID

from linkworker.base.errors import BadInput
from linkworker.casework.consent.withholding import CENTRAL
from linkworker.hub.reporting_rights import Rights, shipped_rights
from linkworker.records.person import Person
from linkworker.records.record import OfPerson
from linkworker.records.registry import KINDS
from linkworker.records.worker import Team, Worker

SCHEMA = "linkworker_reporting"
"""Holds the functions that say whom a role may see."""
_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")

_ROLE = """\
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN
        CREATE ROLE {role} NOLOGIN;
    ELSIF EXISTS (
        SELECT FROM pg_roles WHERE rolname = '{role}' AND (rolsuper OR rolbypassrls OR rolcanlogin OR rolcreaterole)
    ) OR EXISTS (SELECT FROM pg_class JOIN pg_roles ON relowner = pg_roles.oid WHERE rolname = '{role}') THEN
        RAISE EXCEPTION 'the role {role} has rights that a role for reports must not have';
    END IF;
END $$;
CREATE SCHEMA IF NOT EXISTS {own};
REVOKE CREATE ON SCHEMA {schema} FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA {schema} FROM {role};
GRANT USAGE ON SCHEMA {schema}, {own} TO {role};"""

# Run with the rights of whoever runs this script, for the role itself may not read the tables that decide.
_PEOPLE = """\
CREATE OR REPLACE FUNCTION {own}.people_of_{role}() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT p.id FROM person AS p
    WHERE NOT p.in_error AND p.merged_into IS NULL{of_teams}
    AND NOT EXISTS (SELECT FROM entry AS e WHERE e.record_id = p.id AND e.action = 'erased')
    AND NOT EXISTS (
        SELECT FROM withholding AS w
        WHERE w.person_id = p.id AND w.record_id IS NULL AND NOT w.lifted AND NOT w.in_error
    )
    AND coalesce((
        SELECT c.given AND (c.withdrawn_on IS NULL OR c.withdrawn_on > current_date) FROM consent AS c
        WHERE c.person_id = p.id AND c.purpose = '{central}' AND NOT c.in_error
        ORDER BY c.decided_on DESC, c.id DESC LIMIT 1
    ), true)
$$;
REVOKE ALL ON FUNCTION {own}.people_of_{role}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {own}.people_of_{role}() TO {role};
CREATE OR REPLACE FUNCTION {own}.kept_from_{role}() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT record_id FROM withholding WHERE record_id IS NOT NULL AND NOT lifted AND NOT in_error
$$;
REVOKE ALL ON FUNCTION {own}.kept_from_{role}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {own}.kept_from_{role}() TO {role};"""

_TABLE = """\
GRANT SELECT ({columns}) ON {table} TO {role};
ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
DROP POLICY IF EXISTS reports_of_{role} ON {table};
CREATE POLICY reports_of_{role} ON {table} FOR SELECT TO {role} USING ({rows});"""


def reporting_role_sql(
    name: str, teams: Sequence[str] = (), *, schema: str = "public", rights: Rights | None = None
) -> str:
    """Return a script that makes (or brings up to date) a role that reads for reports, in one transaction.

    `teams` are the ids of the teams whose people it sees; none: every team's. The owner of the hub's tables runs it:
    row-level security does not bind the owner, but everybody else who is given no policy sees nothing. Raises BadInput
    for a name that is not small letters, digits and lines, and for a team that is no id.
    """
    if not _NAME.fullmatch(name) or not _NAME.fullmatch(schema):
        raise BadInput("Enter a name of small letters, digits and underscores, at most 40.")
    ids = [_team(team) for team in teams]
    said = {"role": name, "schema": schema, "own": SCHEMA, "central": CENTRAL, "of_teams": _of_teams("p.team_id", ids)}
    parts = [_ROLE.format(**said), _PEOPLE.format(**said), *_tables(name, schema, ids, rights or shipped_rights())]
    return "\n".join(["BEGIN;", *parts, "COMMIT;", ""])


def _tables(role: str, schema: str, teams: list[str], rights: Rights) -> Iterator[str]:
    for kind in KINDS:
        columns = ", ".join(f'"{column}"' for column in rights.columns(kind))
        if columns:
            table, rows = f'{schema}."{kind}"', _rows(kind, role, teams)
            yield _TABLE.format(table=table, columns=columns, role=role, rows=rows)


def _rows(kind: str, role: str, teams: list[str]) -> str:
    """Return the condition on the rows of a kind that a role sees."""
    people = f"IN (SELECT {SCHEMA}.people_of_{role}())"
    if kind == Person.kind():
        return f"id {people}"
    if issubclass(KINDS[kind], OfPerson):
        return f"NOT in_error AND person_id {people} AND id NOT IN (SELECT {SCHEMA}.kept_from_{role}())"
    of = {Team.kind(): "id", Worker.kind(): "team_id"}.get(kind)
    return f"NOT in_error{_of_teams(of, teams) if of else ''}"


def _of_teams(column: str, teams: list[str]) -> str:
    listed = ", ".join(f"'{team}'::uuid" for team in teams)
    return f" AND {column} IN ({listed})" if teams else ""


def _team(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise BadInput("Enter a team by its name or id.") from None
