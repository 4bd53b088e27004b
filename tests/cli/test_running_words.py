"""Sentences that serve screens and commands: on the plain side the command that does it stands after them."""

from typing import Any


def test_a_sentence_of_the_screens_names_the_command_that_does_it(linkworker: Any) -> None:
    """What a screen says with a key, a command says with the words to type."""
    linkworker.ok("people", "add", "Ali Mansour")
    assert linkworker("plan", "ali")[2].endswith("Start one first: 'linkworker plan PERSON start'.\n")
    assert linkworker("review", "ali", "start")[2].endswith("Start one first: 'linkworker plan PERSON start'.\n")
    assert "gave you: 'linkworker sync trust FILE'." in linkworker("sync", "export", ".")[2]
