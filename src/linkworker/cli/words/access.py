"""Everything held about one person: what is held, what needs a decision first, and copies to give them."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.add_argument("--records", action="store_true", help="list each record with its id, for --hold")
    deciding = parser.add_argument_group("deciding on others' details")
    deciding.add_argument(
        "--decide", action="append", default=[], metavar="N=CHOICE",
        help="finding N (its number or key): leave, take-out, or hold with --reason; several times if need be",
    )  # fmt: skip
    deciding.add_argument("--alike", action="store_true", help="with --decide: all with the same words, the same way")
    deciding.add_argument("--rest", choices=("leave", "take-out"), help="decide all that is left the same way")
    deciding.add_argument("--hold", metavar="ID", help="hold a whole record back, with --reason: serious harm only")
    deciding.add_argument("--give", metavar="ID", help="hold a record back no longer")
    deciding.add_argument("--reason", default="", help="what harm it would cause, and to whom")
    copies = parser.add_argument_group("making the copies, once everything is decided")
    copies.add_argument("--pdf", action="store_true", help="a PDF in plain words, to read or to print")
    copies.add_argument("--data", action="store_true", help="a JSON file, for another program")
    copies.add_argument("--hide-staff", action="store_true", help="say what staff do instead of their names")
    copies.add_argument("--large", action="store_true", help="extra large type")
    copies.add_argument(
        "--to", metavar="FOLDER", help="write there, outside the prints folder: anybody who holds it can read it"
    )
    copies.add_argument("--replace", action="store_true", help="with --to: replace files of that name")
