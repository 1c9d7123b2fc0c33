#!/bin/sh
# Makes the virtual environment .venv with everything umdesk needs, pinned and checked by hash.
# Says in one sentence what a machine lacks. Called by the Makefile; PYTHON chooses another interpreter.
set -eu
cd "$(dirname "$0")/.."
say() { echo "umdesk: $*" >&2; exit 1; }

new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }

python=""
for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.14 python; do
    if command -v "$name" >/dev/null 2>&1 && new_enough "$name"; then
        python=$name
        break
    fi
done
if [ -z "$python" ]; then
    if command -v python3 >/dev/null 2>&1; then
        say "this needs Python 3.11 or newer, and python3 is $(python3 -c 'import platform; print(platform.python_version())');" \
            "on Debian or Ubuntu install a newer one with: sudo apt-get install python3.11 python3.11-venv"
    fi
    say "this needs Python 3.11 or newer, and there is none; on Debian or Ubuntu install it with:" \
        "sudo apt-get install python3 python3-venv"
fi
if ! "$python" -c 'import venv, ensurepip' 2>/dev/null; then
    minor=$("$python" -c 'import sys; print("3.%d" % sys.version_info[1])')
    say "$python cannot make a virtual environment; on Debian or Ubuntu install what is missing with:" \
        "sudo apt-get install python$minor-venv"
fi

"$python" -m venv --clear .venv || say "the virtual environment .venv could not be made (see above)."
bin=.venv/bin
[ -d "$bin" ] || bin=.venv/Scripts
pip="$bin/python -m pip --disable-pip-version-check --no-input --quiet"
echo "umdesk: installing the pinned libraries into .venv (once) ..." >&2
$pip install --require-hashes --only-binary :all: -r requirements-dev.txt \
    || say "the pinned libraries could not be installed (see above); pip needs a package index, or set PIP_FIND_LINKS to a folder of wheels."
$pip install --no-deps --no-build-isolation --editable . || say "umdesk itself could not be installed (see above)."
# What was installed, so that the Makefile does it again when a pin changes.
cp requirements-dev.txt .venv/installed
