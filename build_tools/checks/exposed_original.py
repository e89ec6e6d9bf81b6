"""Originals in copyright that git would take."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from build_tools.checks.rule import Context, Rule
from build_tools.model import RESTRICTED, Corpus
from build_tools.problems import Problem, error
from build_tools.processes import environment_for_git


def _check(corpus: Corpus, context: Context) -> Iterator[Problem]:
    articles = [annotated.article for annotated in corpus.articles]
    paths = [
        a.source.path.removesuffix("article.md") + "original.txt"
        for a in articles
        if a.original_blocks and a.rights == RESTRICTED
    ]
    if not paths or (ignored := _find_ignored(context.root, paths)) is None:
        return
    for path in paths:
        if path not in ignored:
            message = "this text is in copyright, and git doesn't ignore it"
            hint = "put `/source_texts/articles/*/original.txt` into .gitignore; if it was added: `git rm --cached` it"
            yield error("exposed-original", (path, 0, 0), message, hint)


def _find_ignored(root: Path, paths: list[str]) -> set[str] | None:
    """Those of `paths` that git ignores and doesn't track; None where there is no git, or `root` is no checkout."""
    import subprocess  # seldom wanted, and every build would wait for it

    command = ["git", "-C", str(root), "check-ignore", "-z", "--stdin"]
    try:
        done = subprocess.run(
            command,
            input="\0".join(paths),
            capture_output=True,
            text=True,
            timeout=20,
            check=False,
            env=environment_for_git(),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return set(done.stdout.split("\0")) if done.returncode in {0, 1} else None


RULE = Rule("exposed-original", "An original in copyright is kept out of git", _check)
