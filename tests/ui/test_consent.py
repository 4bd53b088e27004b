"""What a person agreed to: answers written down, taken back, and a record kept here."""

from linkworker.base.setting_values import Look
from linkworker.casework.consent.consenting import consents
from linkworker.ui.screens.consent import Consent
from on_screen import Screens, has_line, press, text_of, type_text


async def open_consent(pilot, name: str = "ali") -> str:
    """Open what a person agreed to; return their id."""
    await press(pilot, "f3", "slash")
    await type_text(pilot, name)
    await press(pilot, "enter")
    person_id = pilot.app.screen.person_id
    await press(pilot, "k")
    assert isinstance(pilot.app.screen, Consent)
    return person_id


async def answers(pilot, person_id: str) -> list:
    """Return the person's answers, latest first."""
    return list(await pilot.app.desk.read(lambda connection: consents(connection, person_id)))


async def test_the_answers_in_both_looks(screens: Screens, golden) -> None:
    """What was asked, the answer and its day; and whether the record may leave this laptop."""
    async with screens() as pilot:
        await open_consent(pilot)
        golden(pilot.app, "consent-80x24")
    async with screens(look=Look.FULL) as pilot:
        await open_consent(pilot)
        golden(pilot.app, "consent-120x36")


async def test_an_answer_is_written_down(screens: Screens, golden) -> None:
    """A yes says how it was given; without that it is a problem."""
    async with screens() as pilot:
        person_id = await open_consent(pilot)
        before = len(await answers(pilot, person_id))
        await press(pilot, "n")
        golden(pilot.app, "consent-answer-80x24")
        await type_text(pilot, "professional")
        await press(pilot, "enter", "1", "ctrl+s")
        assert has_line(pilot.app, "Say how consent was given")
        await press(pilot, "enter")
        await type_text(pilot, "on screen")
        await press(pilot, "enter")
        await type_text(pilot, "Dr Odu")
        await press(pilot, "ctrl+s")
        found = await answers(pilot, person_id)
        assert len(found) == before + 1
        assert (found[0].purpose, found[0].given, found[0].how, found[0].with_whom) == (
            "share-with-professional", True, "on-screen", "Dr Odu",
        )  # fmt: skip
        assert has_line(pilot.app, "Share with another professional, Dr Odu")
        assert has_line(pilot.app, "Share with another professional: yes. Written down. u takes it back.")


async def test_an_answer_is_taken_back(screens: Screens) -> None:
    """W writes that the person took it back today; a second time there is nothing to take back."""
    async with screens() as pilot:
        person_id = await open_consent(pilot)
        await press(pilot, "w")
        assert (await answers(pilot, person_id))[0].withdrawn_on == pilot.app.desk.today
        assert has_line(pilot.app, "taken back 6 August 2026")
        await press(pilot, "w")
        assert has_line(pilot.app, "There is nothing to withdraw")
        await press(pilot, "u")
        assert (await answers(pilot, person_id))[0].withdrawn_on is None


async def test_a_record_stays_here_with_a_reason_and_is_let_go(screens: Screens) -> None:
    """H asks why and keeps everything about the person here; h again lets it go."""
    async with screens() as pilot:
        await open_consent(pilot)
        assert has_line(pilot.app, "Goes to the central service: the person agreed.")
        await press(pilot, "h", "ctrl+s")
        assert has_line(pilot.app, "Say why it stays.")
        await press(pilot, "enter")
        await type_text(pilot, "He asked for it")
        await press(pilot, "ctrl+s")
        assert has_line(pilot.app, "Kept on this laptop: He asked for it.")
        await press(pilot, "h")
        assert has_line(pilot.app, "Goes to the central service: the person agreed.")


async def test_somebody_who_was_never_asked(screens: Screens) -> None:
    """Nothing is implied: the page says that nothing was asked, and what to press."""
    async with screens() as pilot:
        person_id = await open_consent(pilot, "eddie")
        if not await answers(pilot, person_id):
            assert has_line(pilot.app, "Nothing was asked yet.")
            await press(pilot, "w")
            assert has_line(pilot.app, "There is no answer yet. Press n to write one down.")
        assert "Stays here: the person has not been asked" in text_of(pilot.app)
