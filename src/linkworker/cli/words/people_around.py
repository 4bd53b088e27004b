"""Steps of `people` for what is around a person: numbers, keep apart, busy times, contacts, consents, withholding."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from linkworker.cli.later import later

if TYPE_CHECKING:
    from argparse import _SubParsersAction


def arguments(steps: "_SubParsersAction[ArgumentParser]") -> None:
    """Add the steps."""
    number = _step(steps, "identifier", "keep a number that others know them by", later("people_around", "_identifier"))
    number.add_argument("number", metavar="KIND=NUMBER", help="such as 'nhs=999 000 0018', or the number alone")
    number.add_argument("--status", default="in-use", help="in use, not sure, replaced")
    apart = _step(steps, "keep-apart", "two people who must not be in one group", later("people_around", "_keep_apart"))
    apart.add_argument("other")
    apart.add_argument("--source", help="where this comes from")
    apart.add_argument("--why")
    apart.add_argument("--until", metavar="DATE")
    busy = _step(steps, "busy", "a time when they cannot come", later("people_around", "_busy"))
    busy.add_argument("--day", help="a day of the week; without it, every day")
    busy.add_argument("--from", dest="starts", metavar="TIME")
    busy.add_argument("--to", dest="ends", metavar="TIME")
    busy.add_argument("--until", metavar="DATE")
    busy.add_argument("--why")
    contact = _step(steps, "contact", "a phone number, email or address", later("people_around", "_contact"))
    contact.add_argument("value", help="the number or address")
    contact.add_argument("--channel", default="phone", help="phone, text, email, letter ...")
    contact.add_argument("--safe", default="not-asked", help="safe to contact: yes, no, not asked")
    contact.add_argument("--note")
    professional = _step(steps, "professional", "a GP or another professional", later("people_around", "_professional"))
    professional.add_argument("role", help="such as GP, social worker, probation officer")
    professional.add_argument("name")
    for option in ("organisation", "phone", "email"):
        professional.add_argument(f"--{option}")
    consent = _step(steps, "consent", "what they agreed to, refused or took back", later("people_around", "_consent"))
    consent.add_argument("purpose", help="such as refer, share-with-central-service, quote")
    answer = consent.add_mutually_exclusive_group(required=True)
    answer.add_argument("--yes", action="store_true")
    answer.add_argument("--no", action="store_true")
    answer.add_argument("--withdraw", action="store_true", help="take the consent back")
    consent.add_argument("--how", help="in writing, spoken, easy-read ...")
    consent.add_argument("--provider", help="the provider it is about")
    consent.add_argument("--with", dest="with_whom", help="with whom, where it is no provider here")
    consent.add_argument("--what", help="what may be shared")
    consent.add_argument("--on", metavar="DATE", help="when; without it, today")
    consent.add_argument("--words", help="their own words")
    withhold = _step(steps, "withhold", "keep their record on this laptop", later("people_around", "_withhold"))
    withhold.add_argument("--why")
    withhold.add_argument("--lift", action="store_true", help="let it go to the centre again")
    withhold.add_argument("--record", metavar="ID", help="only this record of theirs")


def _step(steps: "_SubParsersAction[ArgumentParser]", name: str, words: str, do: object) -> ArgumentParser:
    step = steps.add_parser(name, help=words)
    step.add_argument("person")
    step.set_defaults(step=do)
    return step
