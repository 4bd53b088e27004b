"""Print the person's own copy of the plan: their words, goals and who does what, in plain large type, as PDF."""

from argparse import ArgumentParser


def arguments(parser: ArgumentParser) -> None:
    """Add its words."""
    parser.add_argument("person", help="a name, a number, or part of a name")
    parser.add_argument("--to", metavar="FILE", help="save it there, outside the prints folder: your choice")
    parser.add_argument("--replace", action="store_true", help="with --to: replace a file of that name")
    parser.add_argument("--hide-staff", action="store_true", help="say what staff do instead of their names")
    parser.add_argument("--scores", action="store_true", help="print the check-in scores too, if the person asks")
    parser.add_argument("--large", action="store_true", help="extra large type")
    parser.add_argument("--language", default="en", metavar="CODE", help="language of the headings, such as cy")
    parser.add_argument("--second", default="", metavar="CODE", help="a second language under each heading")
