"""The hub by plain commands: two laptops' work in, receipts out, and what the centre decides."""

import pytest
from sqlalchemy import update

from linkworker.base.ids import new_id
from linkworker.cli.desk import Desk
from linkworker.cli.running import run
from linkworker.hub.hub_settings import read_settings
from linkworker.hub.opening import open_folder
from linkworker.hub.tables import HUB_DEVICE
from linkworker.sync.device import DeviceIdentity
from linkworker.sync.identity import read_invitation
from linkworker.sync.trust import trust
from two_sides import Laptop


class Centre:
    """A hub's folder, and commands typed there by Robin Hale."""

    def __init__(self, folder, clock, capture):
        self.folder, self.clock, self.capture = folder, clock, capture

    def __call__(self, *words, answers=()):
        """Run one command; return its exit code, what it said, and what it said beside that."""
        left = iter(answers)
        self.capture.readouterr()
        code = run(["hub", *map(str, words)], Desk(clock=self.clock, ask=lambda _: next(left)))
        said = self.capture.readouterr()
        return code, said.out, said.err

    def ok(self, step, *words, answers=()):
        """Run a step that must succeed; return what it said."""
        who = () if step in {"ingest", "receipts", "status", "conflicts"} else ("--by", "Robin Hale")
        code, out, err = self(step, *words, "--hub", self.folder, *who, answers=answers)
        assert code == 0, f"{step}: exit {code}: {err}"
        return out


@pytest.fixture
def centre(tmp_path, clock, capsys, monkeypatch):
    """A hub that was made by the command, on trial."""
    empty = tmp_path / "settings.toml"
    empty.write_text("", encoding="utf-8", newline="\n")
    monkeypatch.setenv("LINKWORKER_SETTINGS", str(empty))
    made = Centre(tmp_path / "centre", clock, capsys)
    code, out, _ = made("init", made.folder, "--name", "Westshire hub", "--team", "Fenwick")
    assert (code, "whoever can read this folder" in out) == (0, True)
    return made


@pytest.fixture
def laptop(tmp_path, clock, centre):
    """Jo's laptop, which trusts the hub."""
    made = Laptop(tmp_path / "jo", clock, "Jo Brand-Taylor")
    trust(made.store, made.worker, read_invitation(centre.folder / "hub-invitation.json"))
    yield made
    made.store.close()


@pytest.fixture
def enrolled(centre, laptop):
    """The laptop, enrolled by its file and the words that were read out."""
    file = laptop.public.write(laptop.stick)
    out = centre.ok("enrol", file, "--team", "fenwick", answers=[laptop.public.words])
    assert laptop.public.short in out
    file.unlink()
    return laptop


def test_up_down_and_status(centre, enrolled):
    """A stick goes to the centre and back; status says so in words."""
    enrolled.add("Ali Mansour")
    enrolled.send()
    assert "1 bundle taken in, 0 refused." in centre.ok("ingest", enrolled.stick, "--clear")
    assert list(enrolled.stick.iterdir()) == []
    assert "nothing to take in" in centre.ok("ingest")
    centre.ok("receipts", enrolled.stick)
    said = centre.ok("status")
    assert f"{enrolled.public.short}  enrolled, 1 person. Bundle 1, received" in said
    assert "    Fenwick, last used by Jo Brand-Taylor." in said
    assert "Receipt 1 made, 0 acknowledged" in said
    code, _, err = centre("receipts", enrolled.stick / "not-there", "--hub", centre.folder)
    assert (code, "Put the stick in" in err) == (4, True)
    (path,) = enrolled.stick.iterdir()
    enrolled.take(path)
    assert '"waiting": []' in centre.ok("status", "--json")


def test_refused_bundles_are_said_and_give_another_exit_code(centre, enrolled):
    """A script sees that something is in quarantine."""
    (enrolled.stick / "letter.age").write_text("Dear hub", encoding="utf-8")
    code, out, _ = centre("ingest", enrolled.stick, "--hub", centre.folder)
    assert code == 1
    assert "letter.age: not taken in. It is not a bundle. It is in quarantine as not-a-bundle-" in out
    assert "1 file of nobody known here in quarantine." in centre.ok("status")
    next((centre.folder / "quarantine").iterdir()).unlink()
    assert "quarantine" not in centre.ok("status")


def test_wrong_words_enrol_nobody(centre, laptop):
    """The file may have been exchanged on its way."""
    file = laptop.public.write(laptop.stick)
    code, _, err = centre("enrol", file, "--hub", centre.folder, "--words", "one two three four five six")
    assert (code, "not enrolled" in err) == (5, True)
    assert "No laptop is enrolled." in centre.ok("status")


def test_suspend_resume_retire_and_new_keys(centre, enrolled):
    """By the short id that stands in the names of its files."""
    short = enrolled.public.short
    assert "is suspended" in centre.ok("suspend", short, "--why", "Lost")
    enrolled.add("Ali Mansour")
    enrolled.send()
    assert "kept sealed" in centre.ok("ingest", enrolled.stick)
    assert "taken in" in centre.ok("resume", short)
    assert "new keys" in centre.ok("rekey")
    assert "has not heard" in centre.ok("status")
    assert "is retired" in centre.ok("retire", short)
    enrolled.add("Bea Okafor")
    enrolled.send()
    assert "The laptop is retired." in centre("ingest", enrolled.stick, "--hub", centre.folder)[1]
    assert "taken in, " in centre.ok("resume", short)
    centre.ok("suspend", short)
    enrolled.add("Cal Reed")
    enrolled.send()
    assert "kept sealed" in centre.ok("ingest", enrolled.stick)
    assert "bundle 3: not taken in. The laptop is retired." in centre.ok("retire", short)


def test_a_laptop_that_only_names_a_store_is_warned_of_and_its_words_are_asked(centre, enrolled):
    """Even if they were given beside the command."""
    public = DeviceIdentity.make(new_id(), enrolled.public.store).public
    file = public.write(enrolled.stick)
    said = centre.ok(
        "enrol", file, "--instead-of", enrolled.public.short, "--words", public.words, answers=[public.words]
    )
    assert "does not prove" in said
    assert "What it was before has ended." in said


def test_a_receipt_that_cannot_be_made_is_said_and_gives_another_exit_code(centre, enrolled):
    """Of the laptop by its short id; a script sees it."""
    other = DeviceIdentity.make(new_id(), new_id()).public
    centre.ok("enrol", other.write(enrolled.stick), "--words", other.words)
    with open_folder(centre.folder, centre.clock) as hub, hub.writing() as connection:
        connection.execute(update(HUB_DEVICE).where(HUB_DEVICE.c.device_id == other.device).values(recipient="age1"))
    code, out, _ = centre("receipts", enrolled.stick, "--hub", centre.folder)
    assert (code, f"{other.short} gets no receipt." in out, "1 receipt written" in out) == (1, True, True)


def test_deciding_by_commands(centre, enrolled):
    """Transfers, sign-offs, joins and erasures, each found by name."""
    ali = enrolled.add("Ali Mansour")
    enrolled.add("Ali Mansor")
    enrolled.send()
    centre.ok("ingest", enrolled.stick)
    assert "already" in centre.ok("transfer", "ali mansour", "--to", enrolled.public.short)
    assert "already" in centre.ok("transfer", ali, "--to", "Jo Brand-Taylor")
    assert "Kept." in centre.ok("sign-off", "Ali Mansour", "--checked", "plan")
    assert "No request waits" in centre.ok("fund")
    assert "leads to the second" in centre.ok("merge", "Ali Mansor", "Ali Mansour")
    assert "Taken back" in centre.ok("merge", "Ali Mansor", "--undo")
    assert "nothing to choose" in centre.ok("conflicts")
    assert "There is no fork." in centre.ok("conflicts", "--forks")
    said = centre.ok("erase", "Ali Mansor", "--because", "asked", answers=["Ali Mansor"])
    assert "Erased" in said
    code, _, err = centre("erase", "Ali Mansour", "--because", "dunno", "--hub", centre.folder)  # nothing is asked
    assert (code, err.startswith("Choose ")) == (3, True), err
    code, _, err = centre("transfer", "Ali Mansor", "--to", "x", "--hub", centre.folder, "--by", "Robin Hale")
    assert (code, "Nobody here" in err) == (4, True)


def test_no_hub_there_is_said_plainly(centre, tmp_path):
    """With the way to name it."""
    code, _, err = centre("status", "--hub", tmp_path / "nowhere")
    assert (code, "--hub FOLDER" in err) == (4, True)
    (centre.folder / "hub.toml").write_text('database = "trial"\ncolour = "blue"\n', encoding="utf-8", newline="\n")
    code, _, err = centre("status", "--hub", centre.folder)
    assert (code, "'colour'" in err) == (3, True)


def test_the_settings_name_folders(centre):
    """From the hub's own folder, or anywhere."""
    elsewhere = centre.folder.parent / "aside"
    text = f'database = "trial"\nquarantine = "{elsewhere.as_posix()}"\n'
    (centre.folder / "hub.toml").write_text(text, encoding="utf-8", newline="\n")
    held = read_settings(centre.folder)
    assert (held.inbox, held.quarantine) == (centre.folder / "inbox", elsewhere)
    assert "No laptop" in centre.ok("status")
