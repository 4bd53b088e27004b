"""The SQL of a read-only role for reports: what it may read, of which teams, and of whom never."""

import re
from collections.abc import Iterator, Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.dialects import postgresql

from linkworker.base.errors import BadInput
from linkworker.casework.consent.in_force import held_back
from linkworker.casework.people.stands import STANDS
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

# Each laptop that was set up by itself has a record of its team of its own: those of one name are one team.
_TEAMS = """\
CREATE OR REPLACE FUNCTION {own}.teams_of_{role}() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT t.id FROM team AS t WHERE t.id IN ({teams})
    OR lower(t.name) IN (SELECT lower(named.name) FROM team AS named WHERE named.id IN ({teams}))
$$;
REVOKE ALL ON FUNCTION {own}.teams_of_{role}() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION {own}.teams_of_{role}() TO {role};"""

# Run with the rights of whoever runs this script, for the role itself may not read the tables that decide.
_PEOPLE = """\
CREATE OR REPLACE FUNCTION {own}.people_of_{role}() RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = {schema}, pg_temp AS $$
    SELECT person.id FROM person
    WHERE {may_be_shown}{of_teams}
    AND NOT EXISTS (SELECT FROM entry AS e WHERE e.record_id = person.id AND e.action = 'erased')
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

    `teams` are the ids of the teams whose people it sees, with those of other records of that name; none: every team's.
    Whoever administers the database runs it:
    row-level security does not bind the owner, but everybody else who is given no policy sees nothing. Raises BadInput
    for a name that is not small letters, digits and lines, and for a team that is no id.
    """
    if not _NAME.fullmatch(name) or not _NAME.fullmatch(schema):
        raise BadInput("Enter a name of small letters, digits and underscores, at most 40.")
    ids = [_team(team) for team in teams]
    said = {
        "role": name, "schema": schema, "own": SCHEMA, "may_be_shown": _may_be_shown(),
        "of_teams": _of_teams("person.team_id", name) if ids else "", "teams": ", ".join(f"'{each}'" for each in ids),
    }  # fmt: skip
    functions = [_TEAMS, _PEOPLE] if ids else [_PEOPLE]
    parts = [each.format(**said) for each in (_ROLE, *functions)]
    parts += _tables(name, schema, rights or shipped_rights(), of_teams=bool(ids))
    return "\n".join(["BEGIN;", *parts, "COMMIT;", ""])


def _may_be_shown() -> str:
    """Return who counts in lists and is not held back, by the one rule of each, as text of PostgreSQL."""
    person, spelt = Person.table(), postgresql.dialect(paramstyle="named")  # type: ignore[no-untyped-call] # the library's
    asked = select(person.c.id).where(STANDS, ~held_back(person.c.id))
    said = str(asked.compile(dialect=spelt, compile_kwargs={"literal_binds": True}))
    return said.partition("WHERE ")[2]


def _tables(role: str, schema: str, rights: Rights, *, of_teams: bool) -> Iterator[str]:
    for kind in KINDS:
        columns = ", ".join(f'"{column}"' for column in rights.columns(kind))
        if columns:
            table, rows = f'{schema}."{kind}"', _rows(kind, role, of_teams=of_teams)
            yield _TABLE.format(table=table, columns=columns, role=role, rows=rows)


def _rows(kind: str, role: str, *, of_teams: bool) -> str:
    """Return the condition on the rows of a kind that a role sees."""
    people = f"IN (SELECT {SCHEMA}.people_of_{role}())"
    if kind == Person.kind():
        return f"id {people}"
    if issubclass(KINDS[kind], OfPerson):
        return f"NOT in_error AND person_id {people} AND id NOT IN (SELECT {SCHEMA}.kept_from_{role}())"
    of = {Team.kind(): "id", Worker.kind(): "team_id"}.get(kind)
    return f"NOT in_error{_of_teams(of, role) if of and of_teams else ''}"


def _of_teams(column: str, role: str) -> str:
    return f" AND {column} IN (SELECT {SCHEMA}.teams_of_{role}())"


def _team(text: str) -> str:
    try:
        return str(UUID(text))
    except ValueError:
        raise BadInput("Enter a team by its name or id.") from None
