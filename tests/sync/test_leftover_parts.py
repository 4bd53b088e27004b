"""Parts of a bundle that a killed program left on a stick go when the bundle is written again."""

from collections.abc import Callable
from pathlib import Path


def test_the_part_that_a_killed_export_left_is_taken_away(
    tmp_path: Path, journal_of: Callable, sealed: Callable
) -> None:
    """Only parts of the same bundle, whole files and other people's being left alone."""
    for name in (".bundle.age.0a1b2c3d.part", ".other.age.0a1b2c3d.part", "bundle.age.part"):
        (tmp_path / name).write_bytes(b"half")
    made = sealed(journal_of(2))
    left = sorted(path.name for path in tmp_path.iterdir())
    assert left == [".other.age.0a1b2c3d.part", "bundle.age", "bundle.age.part"]
    assert made.path.read_bytes() != b"half"
