"""How far a long export is, said every so often."""

from linkworker.sync.progress import reporting


def test_it_is_said_at_the_beginning_and_every_so_often() -> None:
    """Of all that is to be done, what was done before included."""
    told: list[tuple[int, int]] = []
    assert list(reporting(range(450), lambda *at: told.append(at), before=50, total=500)) == list(range(450))
    assert told == [(50, 500), (250, 500), (450, 500)]
