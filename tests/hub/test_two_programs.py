"""Two programs that take in at once, on one PostgreSQL: an hourly task, and somebody who types the same."""

import os
import subprocess
import sys

from sqlalchemy import func, select

from linkworker.hub.tables import HUB_BUNDLE, HUB_REFUSED
from linkworker.journal.chain import last_of, verify_chain
from linkworker.records.person import Person

BUNDLES = 5


def test_two_programs_with_one_folder_take_each_bundle_in_once(hub, jo, sam, tmp_path):
    """Each chain proves to its end, nothing is refused, and nobody is there twice."""
    for laptop in (jo, sam):
        laptop.join(hub)
        laptop.stick = tmp_path / "both"
        laptop.stick.mkdir(exist_ok=True)
        for number in range(BUNDLES):
            laptop.add(f"Person {number} of {laptop.name}")
            laptop.send()
    settings = tmp_path / "settings.toml"
    settings.write_text("", encoding="utf-8", newline="\n")
    command = [sys.executable, "-m", "linkworker", "hub", "ingest", str(jo.stick), "--hub", str(hub.folder), "--clear"]
    env = {**os.environ, "LINKWORKER_SETTINGS": str(settings)}
    both = [
        subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=env, text=True) for _ in range(2)
    ]
    said = [each.communicate(timeout=120) for each in both]
    assert [each.returncode for each in both] == [0, 0], said
    assert sum(out.count(": taken in, ") for out, _ in said) == 2 * BUNDLES, said
    assert list(jo.stick.iterdir()) == []
    with hub.reading() as connection:
        rows = connection.execute(select(HUB_BUNDLE.c.device_id, HUB_BUNDLE.c.state)).all()
        assert [row.state for row in rows] == ["taken-in"] * 2 * BUNDLES
        assert connection.execute(select(func.count()).select_from(HUB_REFUSED)).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(Person.table())).scalar_one() == 2 * BUNDLES
        ends = {
            each.id: verify_chain(connection, each.id) == last_of(connection, each.id).seq > 0 for each in (jo, sam)
        }
    assert set(ends.values()) == {True}
    assert [list(folder.iterdir()) for folder in (hub.inbox, hub.quarantine)] == [[], []]
