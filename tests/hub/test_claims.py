"""What a laptop's file claims that is not so: an id of the hub's, or that it was another laptop before."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from linkworker.base.errors import Refused
from linkworker.base.ids import new_id
from linkworker.hub.devices import device
from linkworker.hub.enrolment import check_words, enrol
from linkworker.hub.lineage import fork_line
from linkworker.hub.restored import go_on_as_another
from linkworker.hub.staff import staff
from linkworker.hub.tables import HUB_LINE
from linkworker.sync.own_identities import device as identity
from linkworker.sync.trust import trust
from two_sides import become_another, carry_down, carry_up, copy_of, put_back


@pytest.fixture
def by(trial):
    """Robin Hale, who works at the centre."""
    return staff(trial, "Robin Hale")


@pytest.fixture
def eve(laptops):
    """A laptop that is not enrolled."""
    return laptops("Eve Other")


def test_no_laptop_goes_by_an_id_of_the_hubs(trial, by, eve):
    """Its bundles would go on in the hub's own chain: the present id, the first one, and one in between."""
    ids = [trial.device_id, go_on_as_another(trial, by), go_on_as_another(trial, by)]
    for each in ids:
        with pytest.raises(Refused, match="an id that is no laptop's"):
            enrol(trial, by, replace(eve.public, device=each))
    was = replace(identity(eve.store), former=(ids[1],), former_signers=(Ed25519PrivateKey.generate(),)).public
    with pytest.raises(Refused, match="an id that is no laptop's"):
        enrol(trial, by, was)


def test_no_laptop_goes_by_the_id_of_a_forks_line(trial, by, eve, jo):
    """What follows would stand in the fork."""
    jo.join(trial)
    line = {"line_id": fork_line(jo.id, "0" * 64), "device_id": jo.id, "number": 2, "hash": "0" * 64}
    with trial.writing() as connection:
        connection.execute(HUB_LINE.insert().values(line))
    with pytest.raises(Refused, match="an id that is no laptop's"):
        enrol(trial, by, replace(eve.public, device=line["line_id"]))


def test_the_words_that_are_read_out_are_not_those_of_a_file_that_was_changed(jo, eve):
    """Another device or store in it, and they do not fit."""
    for name in ("device", "store"):
        with pytest.raises(Refused, match="not the words"):
            check_words(replace(eve.public, **{name: getattr(jo.public, name)}), eve.public.words)


def test_a_store_that_is_only_named_gives_nobody_away(trial, by, jo, eve):
    """Jo's store id stands in Jo's public file. Only when a person vouches for it do the people come down."""
    jo.join(trial)
    ali = jo.add("Ali Mansour")
    carry_up(trial, jo)
    trust(eve.store, eve.worker, trial.identity.invitation)
    with pytest.raises(Refused, match="does not say"):
        enrol(trial, by, eve.public, instead_of=jo.id)
    claimed = replace(eve.public, store=jo.public.store)
    with pytest.raises(Refused, match="does not prove"):
        enrol(trial, by, claimed, instead_of=jo.id)
    enrol(trial, by, eve.public)
    carry_down(trial, eve)
    assert eve.person(ali) is None


def test_a_key_that_is_only_named_is_no_proof(trial, by, jo, eve):
    """Jo's id and public key stand in Jo's public file, and Eve has not the key."""
    jo.join(trial)
    claimed = replace(eve.public, former=(jo.id,), former_keys=(jo.public.public,))
    mine = replace(identity(eve.store), former=(jo.id,), former_signers=(Ed25519PrivateKey.generate(),)).public
    forged = replace(mine, former_keys=(jo.public.public,))
    for public in (claimed, forged):
        for before in (None, jo.id):
            with pytest.raises(Refused, match="not proved"):
                enrol(trial, by, public, instead_of=before)
    for before in (None, jo.id):
        with pytest.raises(Refused, match="is not so"):
            enrol(trial, by, mine, instead_of=before)
    stolen = replace(identity(eve.store), former=(new_id(),), former_signers=(identity(jo.store).signing_key,)).public
    with pytest.raises(Refused, match="is not so"):
        enrol(trial, by, stolen)


def test_a_former_device_whose_key_is_gone_is_vouched_for(trial, by, jo, clock):
    """Restored twice from one backup: the device in between left no key, and somebody must know of it."""
    jo.join(trial)
    before = jo.id
    jo.store.close()
    copy = copy_of(jo)
    put_back(jo, copy, clock)
    become_another(jo, clock)
    between = jo.id
    enrol(trial, by, jo.public, instead_of=before)
    jo.store.close()
    put_back(jo, copy, clock)
    become_another(jo, clock)
    assert jo.public.former == (before,)
    with pytest.raises(Refused, match="does not prove"):
        enrol(trial, by, jo.public, instead_of=between)
    enrol(trial, by, jo.public, instead_of=between, vouched=True)
    with trial.reading() as connection:
        assert device(connection, between).heir == jo.id
