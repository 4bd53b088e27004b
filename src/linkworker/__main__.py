"""`python -m linkworker` is the same as `linkworker`."""

import sys

from linkworker.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
