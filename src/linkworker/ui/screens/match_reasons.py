"""Every test of one activity for one person, and why it comes out so."""

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content

from linkworker.base.words import sentence
from linkworker.casework.matches.match_list import MatchList
from linkworker.matching.match import Match
from linkworker.matching.reasons import TestLine
from linkworker.matching.verdict import Group, Verdict
from linkworker.ui.commands.table import bindings
from linkworker.ui.screens.matching.match_place import MatchPlace
from linkworker.ui.screens.matching.match_rows import MatchPages
from linkworker.ui.theme.glyphs import Glyphs, glyphs
from linkworker.ui.widgets.details import Detail, Details, Part, Tone
from linkworker.ui.widgets.words import Words


class MatchReasons(MatchPlace):
    """What bars it and what to do first, then every other test; the arrows left and right go through the list."""

    PLACE = "match_reasons"
    BINDINGS: ClassVar[list[BindingType]] = [*bindings("match_reasons")]
    DEFAULT_CSS = """
    MatchReasons > #which { height: auto; padding: 0 1; background: $surface; margin: 1 0; }
    MatchReasons.-low > #which { margin: 0 0 1 0; }
    MatchReasons > VerticalScroll { height: 1fr; padding: 0 1; }
    """
    AUTO_FOCUS: ClassVar[str | None] = "VerticalScroll"

    def __init__(self, matches: MatchList, pages: MatchPages, activity_id: str) -> None:
        super().__init__()
        self._matches, self._pages = matches, pages
        self.activity_id = activity_id

    @property
    def chosen(self) -> tuple[MatchList, str]:
        """Return the match, and the activity that is shown."""
        return self._matches, self.activity_id

    def body(self) -> ComposeResult:
        """Yield which activity it is, and the tests."""
        yield Words(id="which")
        with VerticalScroll():
            yield Details()

    async def load(self) -> None:
        """Show the tests; they were worked out with the list."""
        matched = self._matches.matched
        found = matched.found(self.activity_id)
        self.query_one("#which", Words).show(_which(found, self._matches.reasons(self.activity_id)))
        signs = glyphs(self.linkworker.console_look)
        tests = matched.every_test(self.activity_id)
        fixes = matched.what_would_make_it_fit(self.activity_id)
        self.query_one(Details).show(_parts(tests, fixes, found, signs))
        self.query_one(VerticalScroll).scroll_home(animate=False)

    def action_other(self, step: int) -> None:
        """Show another activity of the list."""
        other = self._pages.next_to(self.activity_id, step)
        if other is None:
            self.say("That is the last of the list." if step > 0 else "That is the first of the list.")
        else:
            self.activity_id = other
            self.reload()

    def action_activity(self) -> None:
        """Open the activity."""
        from linkworker.ui.screens.activity import ActivityScreen  # noqa: PLC0415 - not before it is asked for

        self.app.push_screen(ActivityScreen(self.activity_id))

    def action_consent(self) -> None:
        """Write down what the person agrees to; the list is matched again, so one comes back to that."""
        from linkworker.ui.screens.consent import Consent  # noqa: PLC0415 - as above

        app, person_id = self.app, self._matches.matched.matches.person.id
        self.dismiss()
        app.push_screen(Consent(person_id))


def _which(found: Match, reasons: tuple[str, ...]) -> Content:
    answer = {Group.FITS: "fits", Group.FITS_IF: "fits if", Group.DOES_NOT_FIT: "does not fit"}[found.group]
    provider = found.activity.provider.name if found.activity.provider else ""
    by = f" ({provider})" if provider else ""
    why = sentence(", ".join(reasons)) if found.group is Group.FITS else ""
    return Content.assemble(
        (found.activity.name, "bold"), f"{by}\n", (f"{found.person.who}: {answer}.", "bold $text-accent"),
        f" {why}" if why else "",
    )  # fmt: skip


def _parts(tests: tuple[TestLine, ...], fixes: tuple[str, ...], found: Match, signs: Glyphs) -> list[Part]:
    against = {outcome.test for outcome in found.against()}
    order = [outcome.test for outcome in found.against()]
    barring = sorted((line for line in tests if line.test in against), key=lambda line: order.index(line.test))
    rest = [line for line in tests if line.test not in against]
    met = [line for line in rest if line.verdict is Verdict.MET]
    open_ends = [line for line in rest if line.verdict in {Verdict.NOT_KNOWN, Verdict.NOT_MET}]
    others = [line for line in rest if line.verdict is Verdict.DOES_NOT_APPLY]
    return [
        Part("What stands in the way", tuple(_line(line, signs) for line in barring)),
        Part("What would make it fit", tuple(Detail("", fix, signs.bullet) for fix in fixes)),
        Part("Good to know, and bars nothing", tuple(_line(line, signs) for line in open_ends)),
        Part("Met", tuple(_line(line, signs) for line in met)),
        Part("Does not apply", tuple(_line(line, signs) for line in others)),
    ]


def _line(line: TestLine, signs: Glyphs) -> Detail:
    sign = {Verdict.MET: signs.tick, Verdict.NOT_MET: signs.cross}.get(line.verdict, signs.dash)
    tones: dict[Verdict, Tone] = {
        Verdict.MET: "success",
        Verdict.NOT_MET: "error" if line.group is Group.DOES_NOT_FIT else "warning",
        Verdict.NOT_KNOWN: "warning",
    }
    words = "" if line.verdict is Verdict.DOES_NOT_APPLY else f" {line.verdict.words}"
    return Detail(line.label, line.sentence, f"{sign}{words}", tones.get(line.verdict, "muted"))
