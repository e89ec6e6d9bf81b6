"""Addresses of the repository that has the sources: where a file is edited, where a new one is proposed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import quote

_EDIT_URI = re.compile(r"(.*?\bedit/)(.+?)/?")


@dataclass(frozen=True, slots=True)
class Repository:
    """Where readers can suggest changes."""

    edit: str
    """The address for editing a source, up to its path."""
    propose: str = ""
    """Address of GitHub's page for a new file; "" where the repository is on another host."""

    @classmethod
    def of(cls, repo_url: str, edit_uri: str, docs_folder: str) -> Repository | None:
        """From MkDocs' settings `repo_url` and `edit_uri` (such as `edit/main/docs/`); None where there is no address.

        Without `edit_uri` the branch is `main`, not the `master` that MkDocs assumes.
        """
        base = repo_url.rstrip("/")
        if not re.fullmatch(r"https?://[^\s<>\"']+", base):
            return None
        found = _EDIT_URI.fullmatch(edit_uri.strip("/").removesuffix(docs_folder.strip("/")).rstrip("/") or "edit/main")
        if found is None:
            return None
        verb, branch = found.groups()
        return cls(f"{base}/{verb}{branch}/", f"{base}/new/{branch}/" if verb == "edit/" else "")

    def edit_address(self, path: str) -> str:
        """Where a file is edited; `path` from the top of the repository."""
        return self.edit + quote(path)
