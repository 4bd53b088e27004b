"""What bundles are called that were written together: a restored laptop has several of one number."""

from collections.abc import Sequence

from linkworker.sync.seal import Sealed


def bundle_names(bundles: Sequence[Sealed]) -> tuple[str, ...]:
    """Return each bundle's name: those of a device that the laptop was before, which go first, are earlier ones."""
    facts = [each.manifest.facts for each in bundles]
    return tuple(f"Bundle {each.number}{'' if each.device == facts[-1].device else ' (earlier)'}" for each in facts)
