"""The web service over a real hub, on PostgreSQL and on trial: bundles up and receipts down by HTTPS."""

from datetime import timedelta
from pathlib import Path

import pytest

from linkworker.hub.devices import State
from linkworker.hub.enrolment import change_state
from linkworker.hub.web.over import OverHub
from linkworker.sync.carriers import problems
from linkworker.sync.carriers.carrier import Delivery
from linkworker.sync.carriers.https import HttpsCarrier
from linkworker.sync.own_identities import device
from two_sides import hub_person
from web_server import serving


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch):
    """The machine's own proxy settings must not decide a test."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def carrier(port, laptop, hub):
    """Return the laptop's carrier to the hub."""
    return HttpsCarrier(f"http://127.0.0.1:{port}", device(laptop.store), hub.identity.hub, clock=laptop.clock)


def fetched(port, laptop, hub, known=()):
    """Fetch the laptop's newest receipt; return its paths."""
    into = laptop.stick / "in"
    into.mkdir(exist_ok=True)
    return carrier(port, laptop, hub).fetch(known, into)


def test_a_bundle_goes_up_and_its_receipt_comes_down(either, jo):
    """Within one sitting; the same bundle again is known, and there is no newer receipt."""
    jo.join(either)
    person = jo.add("Ali Mansour")
    [path] = jo.send()
    with serving(OverHub(either, 10)) as port:
        assert carrier(port, jo, either).put(path).state == Delivery.TAKEN_IN
        [receipt] = fetched(port, jo, either)
        facts = jo.take(receipt)
        assert facts.chains[0].number == 1
        assert fetched(port, jo, either, [receipt.name]) == ()
        again = path.rename(path.with_name("again.age"))
        assert carrier(port, jo, either).put(again).state == Delivery.TAKEN_IN  # as it was told before
    assert hub_person(either, person).name == "Ali Mansour"


def test_a_gap_waits_and_closes(either, jo):
    """The second bundle waits for the first, and comes in with it."""
    jo.join(either)
    jo.add("Ali Mansour")
    [first] = jo.send()
    person = jo.add("Sam Reed")
    [second] = jo.send()
    with serving(OverHub(either, 10)) as port:
        assert carrier(port, jo, either).put(second).state == Delivery.WAITS
        assert carrier(port, jo, either).put(first).state == Delivery.TAKEN_IN
        [receipt] = fetched(port, jo, either)
    assert jo.take(receipt).chains[0].number == 2
    assert hub_person(either, person) is not None


def test_a_receipt_is_made_for_whoever_asks_when_there_is_news(hub, jo, sam, clock):
    """The first time; when it sends; and when something came from others and its last receipt is some minutes old."""
    jo.join(hub)
    sam.join(hub)
    with serving(OverHub(hub, 10)) as port:
        [one] = fetched(port, jo, hub)
        assert jo.take(one).number == 1
        assert carrier(port, jo, hub).put(jo.send()[0]).state == Delivery.TAKEN_IN
        [two] = fetched(port, jo, hub, [one.name])
        assert jo.take(two).number == 2
        sam.add("Sam Reed")
        assert carrier(port, sam, hub).put(sam.send()[0]).state == Delivery.TAKEN_IN
        assert fetched(port, jo, hub, [two.name]) == ()
        clock.advance(timedelta(minutes=11))
        [three] = fetched(port, jo, hub, [two.name])
        assert jo.take(three).number == 3
    kept = sorted(path.name for path in hub.settings.receipts.glob(f"linkworker-{jo.public.short}-*"))
    assert kept == [two.name, three.name]


def test_a_suspended_laptop_may_send_and_is_told(either, jo):
    """What it sends is kept sealed; its receipt says so; what it sent comes in once it may go on."""
    jo.join(either)
    person = jo.add("Ali Mansour")
    change_state(either, None, jo.id, State.SUSPENDED)
    [path] = jo.send()
    with serving(OverHub(either, 10)) as port:
        found = carrier(port, jo, either).put(path)
        assert (found.state, found.code) == (Delivery.WAITS, "suspended")
        [receipt] = fetched(port, jo, either)
        assert jo.take(receipt).status == "suspended"
    assert hub_person(either, person) is None


def test_a_retired_laptop_is_refused_and_told(either, jo):
    """It fetches the receipt that says so, and sends nothing."""
    jo.join(either)
    jo.add("Ali Mansour")
    change_state(either, None, jo.id, State.RETIRED)
    with serving(OverHub(either, 10)) as port:
        with pytest.raises(problems.RetiredThere):
            carrier(port, jo, either).put(jo.send()[0])
        [receipt] = fetched(port, jo, either)
        assert jo.take(receipt).status == "retired"


def test_a_laptop_that_is_not_enrolled_gets_nothing(either, jo, sam):
    """It is told to have itself enrolled."""
    sam.join(either)
    with serving(OverHub(either, 10)) as port, pytest.raises(problems.NotKnownThere):
        fetched(port, jo, either)


def test_what_is_no_bundle_is_refused_with_its_code(either, jo):
    """It lies in quarantine, sealed as it came, and the answer holds the code alone."""
    jo.join(either)
    path = Path(jo.stick) / "not-a-bundle.age"
    path.write_bytes(b"Ali Mansour's shopping list")
    with serving(OverHub(either, 10)) as port:
        found = carrier(port, jo, either).put(path)
    assert (found.state, found.code) == (Delivery.REFUSED, "not-a-bundle")
    assert list((either.folder / "coming").glob("*/*.age")) == []
