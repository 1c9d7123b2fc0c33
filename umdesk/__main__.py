"""`python -m umdesk` is the same as the command `umdesk`."""

import sys

from umdesk.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
