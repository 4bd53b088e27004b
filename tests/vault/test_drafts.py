"""Drafts: what was typed and not yet saved."""

from datetime import timedelta

from linkworker.base.ids import new_id
from linkworker.vault.drafts import Draft, draft, drafts, drafts_of, drop_draft, save_draft
from linkworker.vault.store import Store

JO, SAM = new_id(), new_id()


def keep(store, form, fields, who=JO):
    with store.writing() as connection:
        save_draft(connection, who, form, fields, store.clock.now())


def found(store, form, who=JO):
    with store.reading() as connection:
        return draft(connection, who, form)


def test_a_draft_outlives_the_process(store, data_key, clock):
    """Every letter of it, in any alphabet."""
    fields = {"words": 'Said "no"\nthen\tyes, ናይ', "minutes": ""}
    keep(store, "note/new", fields)
    store.close()
    with Store.open(store.folder, data_key, clock) as again:
        assert found(again, "note/new") == Draft("note/new", fields, clock.now())


def test_a_later_draft_takes_the_place_of_the_earlier(store, clock):
    """One for each worker and form."""
    keep(store, "note", {"words": "a"})
    clock.advance(timedelta(minutes=1))
    keep(store, "note", {"words": "ab"})
    assert found(store, "note") == Draft("note", {"words": "ab"}, clock.now())
    with store.reading() as connection:
        assert len(drafts(connection, JO)) == 1


def test_newest_first_and_each_worker_s_own(store, clock):
    """Nobody sees another's."""
    for form in ("b", "a"):
        keep(store, form, {"words": form})
    clock.advance(timedelta(seconds=1))
    keep(store, "c", {})
    keep(store, "theirs", {}, who=SAM)
    with store.reading() as connection:
        assert [one.form for one in drafts(connection, JO)] == ["c", "a", "b"]
        assert [one.form for one in drafts(connection, SAM)] == ["theirs"]
        assert [(who, one.form) for who, one in drafts_of(connection, {"a", "theirs"})] == [(SAM, "theirs"), (JO, "a")]
    assert found(store, "theirs") is None


def test_a_dropped_draft_is_gone(store):
    """And dropping what is not there is nothing."""
    keep(store, "note", {"words": "a"})
    for _ in range(2):
        with store.writing() as connection:
            drop_draft(connection, JO, "note")
    assert found(store, "note") is None
