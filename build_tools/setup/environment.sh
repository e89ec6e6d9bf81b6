#!/bin/sh
# usage: environment.sh run|dev    (from the top of the checkout; `make` calls it)
#
# Installs into .venv what build_tools/setup/requirements.txt (run) or requirements-dev.txt (dev) lists, and the
# `reader` command. Does nothing if that is already done: .venv/.ready-* records the folder and a checksum of the lock file.
#
# READER_PYTHON names the Python to use; otherwise it is the first on the PATH that is new enough and can make a venv.
set -eu

wanted=${1:?usage: environment.sh run|dev}
here=build_tools/setup
case $wanted in
    run) lock=$here/requirements.txt ;;
    dev) lock=$here/requirements-dev.txt ;;
    *) echo "environment.sh: run or dev, not $wanted" >&2; exit 2 ;;
esac

say() { echo "set-up: $*" >&2; }
give_up() { say "$*"; exit 2; }

# Everything whose change requires a new set-up. The folder is included, since a moved or copied venv is broken.
state_of() { pwd -P; cat pyproject.toml "$1" "$here/requirements-pip.txt" "$here/environment.sh" | cksum; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; }
can_make_venv() { "$1" -c 'import ensurepip, venv' 2>/dev/null; }

is_debian_root() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null && grep -qs '^ID=debian$' /etc/os-release; }

pythons() {
    if [ -n "${READER_PYTHON:-}" ]; then
        echo "$READER_PYTHON"
        return
    fi
    for name in python3 python3.14 python3.13 python3.12 python3.11; do
        command -v "$name" || true
    done
    echo /usr/bin/python3
}

# The first Python that passes all given checks.
find_python() {
    pythons | while read -r python; do
        for check; do
            "$check" "$python" || continue 2
        done
        echo "$python"
        break
    done
}

make_venv() {
    python=$(find_python is_new_enough can_make_venv)
    if [ -z "$python" ] && [ -z "${READER_PYTHON:-}" ] && is_debian_root; then
        say "installing Debian's python3-venv"
        { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends python3-venv
        } >&2 || true
        python=$(find_python is_new_enough can_make_venv)
    fi
    if [ -z "$python" ] && [ -n "$(find_python is_new_enough)" ]; then
        give_up "Python's venv module is missing; on Debian and Ubuntu: sudo apt-get install python3-venv"
    fi
    [ -n "$python" ] || give_up "no Python 3.11 or newer${READER_PYTHON:+ at $READER_PYTHON}; get it with" \
        "\"sudo apt-get install python3-venv\" (Debian), \"brew install python\" (macOS), or name one in READER_PYTHON"
    say "making .venv with $python"
    "$python" -m venv --clear .venv
    # Python 3.11 puts an old setuptools there, which nothing here uses.
    .venv/bin/python -m pip --disable-pip-version-check -qq uninstall --yes setuptools 2>/dev/null || true
}

# Making a venv empties the folder, so it must be ours: no link to another one, nothing that no set-up made.
if [ -L .venv ]; then
    give_up ".venv is a symbolic link, and what it leads to would be emptied; delete the link"
elif [ -e .venv ] && [ ! -f .venv/pyvenv.cfg ] && [ -n "$(ls -A .venv 2>/dev/null || echo a file)" ]; then
    give_up ".venv is no environment of Python, and would be emptied; move it away"
fi

stamp=.venv/.ready-$wanted
if [ -f "$stamp" ] && [ "$(state_of "$lock")" = "$(cat "$stamp")" ] && .venv/bin/python -c '' 2>/dev/null; then
    exit 0
fi

# Keep an existing venv and update it to the lock file, unless it was made elsewhere or its Python is gone.
made_at=$(cat .venv/.ready-* 2>/dev/null | head -n 1)
if [ -n "$made_at" ] && [ "$made_at" != "$(pwd -P)" ]; then
    say ".venv was made at $made_at"
    make_venv
elif ! .venv/bin/python -c 'import pip, sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    make_venv
fi

say "installing $lock"
pip() { .venv/bin/python -m pip --disable-pip-version-check -qq "$@"; }
# The pip that Python brings may have faults that are known by now; it unpacks one file only, whose hash is known too.
pip install --require-hashes -r $here/requirements-pip.txt
pip install --require-hashes -r "$lock"
# Without isolation, to use the build backend from the lock file; editable, so that `reader` runs the checkout's code.
pip install --no-deps --no-build-isolation --editable .
state_of "$lock" >"$stamp"
# The dev lock file includes everything in the run lock file, in the same versions.
if [ "$wanted" = dev ]; then
    state_of $here/requirements.txt >.venv/.ready-run
fi
