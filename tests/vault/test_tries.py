"""Wrong passphrases are counted, waited for, and never lock a worker out for ever."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from linkworker.vault.key_errors import TooManyTries, WrongPassphrase, wait_in_words
from linkworker.vault.tries import LONGEST_WAIT, Tries, TriesFile, one_more, settle, wait_after, wait_left

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
instants = st.datetimes(timezones=st.just(UTC))


def test_the_wait_begins_after_five_and_doubles_to_a_quarter_of_an_hour() -> None:
    """Nothing for four wrong tries, then 30 s, 1, 2, 4, 8 and at most 15 minutes."""
    seconds = [int(wait_after(wrong).total_seconds()) for wrong in range(13)]
    assert seconds == [0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900]
    assert wait_after(10**30) == LONGEST_WAIT


def test_the_wait_runs_down_with_the_clock() -> None:
    """What is left of the wait is counted from the last wrong try."""
    tries = Tries(6, NOON)
    assert wait_left(tries, NOON + timedelta(seconds=45)) == timedelta(seconds=15)
    assert wait_left(tries, NOON + timedelta(minutes=1)) == timedelta(0)
    assert wait_left(Tries(), NOON) == timedelta(0)


@given(st.integers(0, 50), instants, instants)
def test_no_clock_locks_out_longer_than_the_longest_wait(wrong: int, last: datetime, now: datetime) -> None:
    """Wherever the clock jumps, at most a quarter of an hour is left."""
    assert wait_left(settle(Tries(wrong, last), now), now) <= LONGEST_WAIT


@given(st.integers(5, 50), instants, st.timedeltas(timedelta(seconds=1), timedelta(days=4000)))
def test_setting_the_clock_back_does_not_free(wrong: int, last: datetime, back: timedelta) -> None:
    """A clock set back begins the same wait anew."""
    if last - datetime.min.replace(tzinfo=UTC) > back:
        now = last - back
        assert wait_left(settle(Tries(wrong, last), now), now) == wait_after(wrong)


def test_tries_left_are_counted_down_to_none() -> None:
    """Five are free; more wrong ones leave none, never less."""
    tries, left = Tries(), []
    for _ in range(7):
        left.append(tries.left)
        tries = one_more(tries, NOON)
    assert left == [5, 4, 3, 2, 1, 0, 0]


def test_the_count_survives_a_restart_and_is_kept_for_each_slot(tmp_path: Path) -> None:
    """Another reader of the file finds the count; one slot's success leaves another's alone; empty, the file goes."""
    path = tmp_path / "store.tries.json"
    TriesFile(path).keep("one", Tries(3, NOON))
    TriesFile(path).keep("two", Tries(1, NOON))
    TriesFile(path).forget("two")
    assert TriesFile(path).of("one") == Tries(3, NOON)
    assert TriesFile(path).of("two") == Tries()
    TriesFile(path).forget("one")
    assert not path.exists()
    TriesFile(path).forget("one")


@pytest.mark.parametrize(
    "spoilt",
    [
        "",
        "[]",
        "{",
        '{"one": 7}',
        '{"one": {"wrong": "5", "last": null}}',
        '{"one": {"wrong": -1, "last": null}}',
        '{"one": {"wrong": 1, "last": "2026-03-02T12:00:00"}}',
        '{"one": {"wrong": 1, "last": 5}}',
        "[" * 60_000,
        "\u00ff",
    ],
)
def test_a_damaged_file_leaves_one_try_before_the_wait(tmp_path: Path, spoilt: str) -> None:
    """It neither locks out nor frees, and is written afresh at the next try."""
    path = tmp_path / "store.tries.json"
    path.write_text(spoilt, encoding="latin-1")
    file = TriesFile(path)
    found = file.of("one")
    assert (found.left, wait_left(found, NOON)) == (1, timedelta(0))
    file.keep("one", one_more(found, NOON))
    assert file.of("one") == Tries(5, NOON)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    """Who knows the passphrase gets in on full or read-only media."""
    file = TriesFile(tmp_path / "no such folder" / "store.tries.json")
    file.keep("one", Tries(3, NOON))
    assert file.of("one") == Tries()


def test_waits_and_tries_are_said_in_words() -> None:
    """Seconds under a minute, then minutes rounded up; one is not plural."""
    spans = (timedelta(milliseconds=200), timedelta(seconds=59), timedelta(seconds=60), timedelta(seconds=61))
    assert [wait_in_words(span) for span in spans] == ["1 second", "59 seconds", "1 minute", "2 minutes"]
    none = timedelta(0)
    assert str(WrongPassphrase(4, none)) == "That is not the passphrase of this store. 4 tries left before a wait."
    assert str(WrongPassphrase(1, none)).endswith("1 try left before a wait.")
    assert str(WrongPassphrase(0, timedelta(seconds=30))).endswith("You can try again in 30 seconds.")
    assert str(TooManyTries(LONGEST_WAIT)) == "There were too many wrong passphrases. Wait 15 minutes and try again."
