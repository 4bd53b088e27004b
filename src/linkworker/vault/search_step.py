"""The migration that makes full-text search: two indexes kept by triggers, so that no way of writing forgets them."""

from sqlalchemy import Connection

# (table, the columns whose words are found). Frozen: a later change of what is found is a later migration.
_PEOPLE = {
    "person": ("name", "known_as", "other_names", "establishment", "wing", "address", "area"),
    "identifier": ("value",),
}
_WORDS = {
    "note": ("words", '"where"'),
    "goal_note": ("words",),
    "need": ("words",),
    "goal": ("words",),
    "step": ("words",),
    "plan": ("matters", "going_well", "gets_in_the_way", "ideas", "strengths"),
    "review": ("going_well", "hard", "matters_now", "feedback", "decisions"),
}


def make_search(connection: Connection) -> None:
    """Make the indexes and their triggers."""
    run = connection.exec_driver_sql
    run(
        "CREATE TABLE search_doc (docid INTEGER PRIMARY KEY, person_id VARCHAR(36) NOT NULL, "
        "record_id VARCHAR(36) NOT NULL UNIQUE, kind VARCHAR(40) NOT NULL)"
    )
    for index, tables in (("search_people", _PEOPLE), ("search_words", _WORDS)):
        run(
            f"CREATE VIRTUAL TABLE {index} USING fts5(text, tokenize=\"unicode61 remove_diacritics 2\", prefix='1 2 3')"
        )
        # Without secure-delete, erased words could be read back from the index; pages that fit an encrypted page.
        run(f"INSERT INTO {index} ({index}, rank) VALUES ('secure-delete', 1)")
        run(f"INSERT INTO {index} ({index}, rank) VALUES ('pgsz', 3900)")
        for table, columns in tables.items():
            for trigger in _triggers(index, table, columns):
                run(trigger)
            for statement in _what_is_there(index, table, columns):
                run(statement)


def _what_is_there(index: str, table: str, columns: tuple[str, ...]) -> tuple[str, str]:
    """Return the statements that index rows from before the triggers: an older store's."""
    person = "id" if table == "person" else "person_id"
    known = (
        f"INSERT INTO search_doc (person_id, record_id, kind) SELECT {person}, id, '{table}' FROM {table} ORDER BY id"
    )
    found = (
        f"INSERT INTO {index} (rowid, text) SELECT docid, {_text(table, columns)} FROM {table} "
        f"JOIN search_doc ON search_doc.record_id = {table}.id ORDER BY docid"
    )
    return known, found


def _text(row: str, columns: tuple[str, ...]) -> str:
    joined = " || ' ' || ".join(f"coalesce({row}.{column}, '')" for column in columns)
    return f"CASE WHEN {row}.in_error THEN '' ELSE {joined} END"


def _triggers(index: str, table: str, columns: tuple[str, ...]) -> tuple[str, str, str]:
    person = "NEW.id" if table == "person" else "NEW.person_id"
    text = _text("NEW", columns)
    new, old = (f"(SELECT docid FROM search_doc WHERE record_id = {row}.id)" for row in ("NEW", "OLD"))
    watched = ", ".join((*columns, "in_error"))
    return (
        f"""CREATE TRIGGER {table}_found_insert AFTER INSERT ON {table} BEGIN
            INSERT INTO search_doc (person_id, record_id, kind) VALUES ({person}, NEW.id, '{table}');
            INSERT INTO {index} (rowid, text) VALUES ({new}, {text});
        END""",
        f"""CREATE TRIGGER {table}_found_update AFTER UPDATE OF {watched} ON {table} BEGIN
            UPDATE {index} SET text = {text} WHERE rowid = {new};
        END""",
        f"""CREATE TRIGGER {table}_found_delete AFTER DELETE ON {table} BEGIN
            DELETE FROM {index} WHERE rowid = {old};
            DELETE FROM search_doc WHERE record_id = OLD.id;
        END""",
    )
