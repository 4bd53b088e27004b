"""Reading one data pack into an Instrument, part by part."""

from collections.abc import Mapping
from decimal import Decimal
from importlib.resources.abc import Traversable
from types import MappingProxyType

from linkworker.wellbeing.instrument import Instrument
from linkworker.wellbeing.pack_checks import check_instrument
from linkworker.wellbeing.pack_table import PackTable, open_pack
from linkworker.wellbeing.parts import (
    Band,
    Bands,
    Code,
    Comparator,
    Item,
    LicenceKind,
    Response,
    SafetyRule,
    Threshold,
    Yields,
)


def read_instrument(file: Traversable) -> Instrument:
    """Read and check one pack; raises BrokenPack naming the file, the key and what is wrong there."""
    pack = open_pack(file)
    kind, terms = _licence(pack)
    conversion, conversion_source = _conversion(pack)
    found = Instrument(
        code=pack.text("code"),
        order=pack.whole("order"),
        short_name=pack.text("short_name"),
        name=pack.text("name"),
        item_noun=pack.text("item_noun"),
        item_nouns=pack.text("item_nouns"),
        layout=pack.text("layout"),
        numbers_may_be_hidden=pack.yes_no("numbers_may_be_hidden"),
        summed=pack.yes_no("summed"),
        recall=pack.text_or_none("recall"),
        least_age=pack.whole("least_age"),
        least_days_between=pack.whole("least_days_between") if pack.has("least_days_between") else None,
        prompt_screen=pack.text("prompt_screen"),
        prompt_paper=pack.text("prompt_paper"),
        notice=pack.text("notice"),
        citation=pack.text("citation"),
        use_rules=pack.texts("use_rules"),
        licence=kind,
        licence_terms=terms,
        codes=tuple(_code(row) for row in pack.rows_or_none("codes")),
        items=tuple(_item(row) for row in pack.rows("items")),
        responses=tuple(_response(row) for row in pack.rows("responses")),
        also_yields=tuple(_yields(row) for row in pack.rows_or_none("also_yields")),
        conversion=conversion,
        conversion_source=conversion_source,
        thresholds=tuple(_threshold(row) for row in pack.rows_or_none("thresholds")),
        bands=_bands(pack.table("bands")) if pack.has("bands") else None,
        comparators=tuple(_comparator(row) for row in pack.rows_or_none("comparators")),
        safety=_safety(pack.table("safety")) if pack.has("safety") else None,
    )
    pack.close()
    check_instrument(found, pack)
    return found


def _licence(pack: PackTable) -> tuple[LicenceKind, str]:
    table = pack.table("licence")
    kind, terms = table.text("kind"), table.text("terms")
    table.close()
    if kind not in tuple(LicenceKind):
        raise table.wrong("kind", f'it needs "{LicenceKind.NEEDED}" or "{LicenceKind.FREE}"')
    return LicenceKind(kind), terms


def _conversion(pack: PackTable) -> tuple[Mapping[int, Decimal], str | None]:
    if not pack.has("conversion"):
        return MappingProxyType({}), None
    table = pack.table("conversion")
    source, rows = table.text("source"), table.table("rows")
    table.close()
    if not all(key.isascii() and key.isdigit() for key in rows.keys()):  # noqa: SIM118 - a PackTable is no mapping
        raise table.wrong("rows", "each key must be a raw sum, a whole number")
    return MappingProxyType({int(key): rows.decimal(key) for key in rows.keys()}), source  # noqa: SIM118 - as above


def _code(row: PackTable) -> Code:
    code = Code(row.text("system"), row.text("code"), row.text("meaning"))
    row.close()
    return code


def _item(row: PackTable) -> Item:
    item = Item(
        number=row.whole("number"),
        text=row.text("text"),
        short_name=row.text_or_none("short_name"),
        lowest_label=row.text_or_none("lowest_label"),
        highest_label=row.text_or_none("highest_label"),
        higher_is_better=row.yes_no("higher_is_better", default=True),
    )
    row.close()
    return item


def _response(row: PackTable) -> Response:
    response = Response(row.whole("value"), row.text_or_none("label"))
    row.close()
    return response


def _yields(row: PackTable) -> Yields:
    yields = Yields(row.text("instrument"), row.wholes("items"))
    row.close()
    return yields


def _threshold(row: PackTable) -> Threshold:
    threshold = Threshold(row.text("name"), row.decimal("figure"), row.text("basis"), row.text("source"))
    row.close()
    return threshold


def _bands(table: PackTable) -> Bands:
    rows = tuple(_band(row) for row in table.rows("rows"))
    bands = Bands(table.text("population"), table.text("status"), table.text("source"), rows)
    table.close()
    return bands


def _band(row: PackTable) -> Band:
    band = Band(
        label=row.text("label"),
        at_least=row.decimal_or_none("at_least"),
        more_than=row.decimal_or_none("more_than"),
        at_most=row.decimal_or_none("at_most"),
        less_than=row.decimal_or_none("less_than"),
    )
    row.close()
    return band


def _comparator(row: PackTable) -> Comparator:
    comparator = Comparator(
        group=row.text("group"),
        population=row.text("population"),
        custody=row.yes_no("custody"),
        sex=row.text_or_none("sex"),
        year=row.whole("year"),
        period=row.text_or_none("period") or str(row.whole("year")),
        mean=row.decimal("mean"),
        sd=row.decimal_or_none("sd"),
        source=row.text("source"),
    )
    row.close()
    return comparator


def _safety(table: PackTable) -> SafetyRule:
    rule = SafetyRule(table.decimal("very_low_at_most"), table.text("reason"))
    table.close()
    return rule
