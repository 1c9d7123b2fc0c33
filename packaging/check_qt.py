"""Says in a sentence which system library of Qt is missing and which package brings it; ends with 0 when none is."""

import sys

from umdesk.cli.window import lacking, missing_libraries


def main() -> int:
    """Print the sentence and return 1 when a library is missing."""
    libraries = missing_libraries()
    if libraries:
        print(f"umdesk: {lacking(libraries)}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
