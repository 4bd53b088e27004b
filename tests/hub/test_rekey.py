"""New keys for the hub: whenever the program is killed, opening the hub ends what was begun."""

from pathlib import Path

import pytest
from sqlalchemy import func, select

from linkworker.hub import rekey as module
from linkworker.hub.receiving import receive
from linkworker.hub.rekey import rekey
from linkworker.hub.staff import staff
from linkworker.journal.tables import ENTRY
from linkworker.sync.identity import read_invitation
from two_sides import carry_down


class Killed(BaseException):
    """The program was killed."""


def killed_before(patch, step):
    """Let the program be killed before the n-th change of a file's place, or before the journal is written."""
    steps = 0

    def counted(real):
        def do(*given):
            nonlocal steps
            steps += 1
            if steps == step:
                raise Killed
            return real(*given)

        return do

    for name in ("rename", "replace", "rmdir"):
        patch.setattr(Path, name, counted(getattr(Path, name)))
    patch.setattr(module, "note_keys", counted(module.note_keys))


@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_new_keys_that_were_begun_are_there_when_the_hub_opens(trial, jo, reopened, step):
    """Or nothing was begun; the invitation is of the keys, and what is on the way still opens."""
    jo.join(trial)
    jo.add("Ali Mansour")
    files, old = jo.send(), trial.identity.recipient
    by = staff(trial, "Robin Hale")
    with pytest.MonkeyPatch.context() as patch, pytest.raises(Killed):
        killed_before(patch, step)
        rekey(trial, by)
    hub = reopened(trial)
    assert (hub.identity.recipient == old) == (step == 1)
    assert read_invitation(hub.folder / "hub-invitation.json") == hub.identity.invitation
    assert [each.state for each in receive(hub, files)] == ["taken-in"]
    if step == 1:
        rekey(hub, by)
    hub = reopened(hub)
    assert [each.recipient for each in hub.former] == [old]
    assert not (hub.folder / "new-keys").exists()
    assert carry_down(hub, jo)[jo.name].new_keys.recipient == hub.identity.recipient
    with hub.reading() as connection:
        noted = select(func.count()).select_from(ENTRY).where(ENTRY.c.action == "rekeyed")
        assert connection.execute(noted).scalar_one() == 1
