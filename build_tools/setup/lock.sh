#!/bin/sh
# usage: lock.sh [--upgrade | --upgrade-package NAME]    (from the top of the checkout; `make lock` calls it)
#
# Updates the lock files from pyproject.toml and node/package.json. Versions that still fit are kept, unless --upgrade
# asks for newer ones.
set -eu

here=build_tools/setup
# In one version for everybody, which this script updates like the others. Not the system's: another may lock otherwise.
uv=.venv/bin/uv
.venv/bin/python -m pip --disable-pip-version-check --quiet install --require-hashes -r $here/requirements-lock.txt

# GitHub's Dependabot knows these file names.
# One file serves every platform and every Python from 3.11 on, with hashes for all of them. It contains nothing specific
# to this machine: no registry's address, no path.
compile() {
    output=$1
    shift
    $uv pip compile --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate --quiet --output-file "$output" "$@"
}
compile $here/requirements.txt pyproject.toml --group build "$@"
# Constrained to the versions of the first, so that the dev environment can run the site too.
compile $here/requirements-dev.txt pyproject.toml --group dev --constraint $here/requirements.txt "$@"
# A separate file: only a machine without its own Node.js installs it.
compile $here/requirements-node.txt --group node "$@"
# Separate ones again: they are installed before the others, or only here.
compile $here/requirements-pip.txt --group pip "$@"
compile $here/requirements-lock.txt --group lock "$@"

node=$here/node
case " $* " in *" --upgrade "*) rm -f $node/package-lock.json ;; esac
.venv/bin/python -m build_tools.setup.node npm install --package-lock-only --ignore-scripts --silent --prefix $node

if grep -nE '://|^--|file:' $here/requirements.txt $here/requirements-dev.txt $here/requirements-node.txt \
    $here/requirements-pip.txt $here/requirements-lock.txt ||
    grep -n '"resolved"' $node/package-lock.json; then
    echo "lock: these lines would tie the lock to one machine or registry" >&2
    exit 1
fi
