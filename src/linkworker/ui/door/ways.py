"""The two ways to a passphrase; who begins to type words there has begun the line below."""

from dataclasses import dataclass

from textual import events
from textual.message import Message

from linkworker.ui.forms.inputs.radio_lines import RadioLines


class Ways(RadioLines):
    """A choice that hands letters on: words to type stand in plain sight below it, and are often typed at once."""

    @dataclass
    class Letter(Message):
        """A letter was typed before the line was gone to."""

        letter: str

    def on_key(self, event: events.Key) -> None:
        """Hand a letter on; anything else is for the choice."""
        if event.character and event.character.isalpha():
            event.stop()
            event.prevent_default()  # the choice would drop it
            self.post_message(self.Letter(event.character))
