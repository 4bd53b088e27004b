"""`python -m linkworker.ui` is the working process of the screens; `linkworker` starts it, afresh after a lock."""

import sys

from linkworker.ui.child import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
