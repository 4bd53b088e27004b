"""The state machine in its quick form, and the model that it is compared with."""

from pathlib import Path

import pytest

from faults.machine import Laptop, compare, run
from faults.model import Held, Model, No


@pytest.mark.slow
def test_the_store_is_what_a_plain_model_says(tmp_path: Path) -> None:
    """After any order of saves, changes, undo, entered in error, erasure, drafts and locks."""
    counts = run(full=False, folder=tmp_path)
    print(*counts.lines(), sep="\n")
    assert counts.wrong == {"states that differ": 0}
    assert counts.tried["states compared"] > 100


@pytest.mark.slow
def test_a_difference_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """A model that forgets one rule is told from the store."""
    monkeypatch.setattr(Model, "mark", lambda *_args, **_named: None)
    counts = compare(5, 20, shrink=False)
    assert counts.wrong["states that differ"] == 1
    assert Laptop.did["states compared"] > 0


def model_of_a_person() -> tuple[Model, Held]:
    """Return a model with one person, who was moved once."""
    model = Model()
    model.add("person", "dana", "dana", {"name": "Dana", "wing": None})
    model.change("dana", None, wing="B")
    return model, model.records["dana"]


def test_the_model_undoes_only_what_stands() -> None:
    """The last change; not the making, which has moved on."""
    model, dana = model_of_a_person()
    with pytest.raises(No):
        model.undo("dana", 0)
    model.undo("dana", 1)
    assert dana.now == {"name": "Dana", "wing": None}
    assert [line.action for line in dana.lines] == ["created", "changed", "undone"]


def test_the_model_erases_what_was_said() -> None:
    """Nothing is left but that there were entries, and why they went."""
    model, dana = model_of_a_person()
    model.erase_person("dana", "asked")
    assert [(line.action, line.values) for line in dana.lines] == [
        ("created", {}),
        ("changed", {}),
        ("erased", {"because": "asked"}),
    ]
    assert model.standing() == []
