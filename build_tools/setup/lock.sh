#!/bin/sh
# usage: lock.sh [--upgrade | --upgrade-package NAME]    (from the top of the checkout; `make lock` calls it)
#
# Writes both lock files anew from pyproject.toml. Versions that still fit are kept unless --upgrade asks for newer ones.
set -eu

here=build_tools/setup
uv=$(command -v uv || true)
if [ -z "$uv" ]; then
    uv=.venv/bin/uv
    [ -x $uv ] || .venv/bin/python -m pip --disable-pip-version-check --quiet install uv
fi

# The names are those that GitHub's Dependabot knows.
# One file for every platform and every Python from 3.11 on, hashes for all of them, and nothing of this machine: no
# registry's address, no path.
compile() {
    output=$1
    shift
    "$uv" pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file "$output" "$@"
}
compile $here/requirements.txt --group build "$@"
# Held to the versions of the first, so that the dev environment can run the site too.
compile $here/requirements-dev.txt --group dev --constraint $here/requirements.txt "$@"

if grep -nE '://|^--|file:' $here/requirements.txt $here/requirements-dev.txt; then
    echo "lock: these lines would tie the lock to one machine or registry" >&2
    exit 1
fi
