"""Builds the site as MkDocs does, with MkDocs as a library, but page by page and in several processes.

MkDocs' own `build` keeps every page in memory until the last one is converted. Here a page is read, converted, put into
its template, written and forgotten. Of each are kept its ids and which ids of other pages it links to; the links are
checked at the end, as MkDocs checks them.
"""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from mkdocs.commands.build import _build_extra_template, _build_theme_template
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import File, Files, get_files, set_exclusions
from mkdocs.structure.nav import get_navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import CountHandler

from build_tools.core.processes import map_in_copies
from build_tools.site.rendering.last_build import Anchors, LastBuild
from build_tools.site.rendering.pages import Renderer

_BATCH = 16
COMPONENTS = ("assets/css/components.css", "assets/js/shared/copying.js", "assets/js/reading/components.js")
"""Files of the theme that a hand-written page loads if something on it needs them (partials/components.html)."""
_LOGGER = logging.getLogger("mkdocs")


@dataclass(frozen=True, slots=True)
class _Batch:
    """What is kept of some rendered pages."""

    anchors: dict[str, Anchors]
    """Path of the source -> the page's anchors."""
    faulty: frozenset[str]
    """Paths of the sources of those pages that MkDocs logged something of."""
    loaded: frozenset[str]
    """Those of `COMPONENTS` that they load."""
    log: list[tuple[int, str]]
    """(level, message) that MkDocs logged."""


def render_site(
    config: MkDocsConfig, generated: frozenset[str], *, jobs: int = 1, last: LastBuild | None = None
) -> None:
    """Write the site into the configured folder, in `jobs` processes (0: one for each core).

    `generated` are the pages, by path in docs/, that the tool wrote. Pages of the `last` build that are still as they
    should be are left out. Raises what MkDocs' `build` raises.
    """
    with _counting_warnings(config):
        renderer, components = _prepare(config, generated)
        files, nav = renderer.files, renderer.nav
        files.copy_static_files()
        for template in config.theme.static_templates:
            _build_theme_template(template, renderer.env, files, config, nav)
        for template in config.extra_templates:
            _build_extra_template(template, files, config, nav)
        keepable = [file for file in renderer.documents if file.src_uri in generated]
        fresh = last.find_fresh(config, nav, files, keepable) if last else {}
        others = [file for file in renderer.documents if file.src_uri not in fresh]
        batches = [others[i : i + _BATCH] for i in range(0, len(others), _BATCH)]
        loaded = _check_anchors(renderer, fresh, _render_all(renderer, batches, jobs), last)
        for file in components:
            if file.src_uri in loaded:
                file.copy_file()


def render_page(config: MkDocsConfig, generated: frozenset[str], src_uri: str) -> None:
    """Write one page of a site that is there, before the others are looked at. Raises what MkDocs' `build` raises."""
    with _keeping_log():
        renderer, _ = _prepare(config, generated)
        for file in renderer.documents:
            if file.src_uri == src_uri:
                renderer.write(renderer.convert(file))


def _prepare(config: MkDocsConfig, generated: frozenset[str]) -> tuple[Renderer, list[File]]:
    """What all pages are rendered with, and the theme's files of which only the pages can say whether they are loaded.

    The pages of the navigation are converted, since every page shows their titles.
    """
    files = get_files(config)
    env = config.theme.get_env()
    files.add_files_from_theme(env, config)
    _leave_out_unused(files, config)
    components = _hold_back(files, config)
    set_exclusions(files, config)
    nav = get_navigation(files, config)
    documents = list(files.documentation_pages())
    for file in documents:
        if file.page is None:
            Page(None, file, config)
    renderer = Renderer(config, files, documents, nav, env, generated)
    with _keeping_log():  # what is wrong with them is said when they are rendered
        for page in nav.pages:
            renderer.convert(page.file)
    return renderer, components


def _leave_out_unused(files: Files, config: MkDocsConfig) -> None:
    """Take out the files of the theme that `mkdocs.yml` names: our templates, which replace its own, load none of them.

    Those that `mkdocs.yml` itself names stay.
    """
    named = {*config.extra_css, *map(str, config.extra_javascript)}
    for file in list(files):
        folder = file.src_dir
        if folder not in {config.docs_dir, config.theme.custom_dir} and file.src_uri not in named:
            files.remove(file)


def _hold_back(files: Files, config: MkDocsConfig) -> list[File]:
    """Take out the theme's files for components, since it isn't known yet whether a page loads them."""
    held = [file for file in files if file.src_uri in COMPONENTS and file.src_dir == config.theme.custom_dir]
    for file in held:
        files.remove(file)
    return held


@contextmanager
def _counting_warnings(config: MkDocsConfig) -> Iterator[None]:
    """Raises Abort after the block, as MkDocs does, if there was a warning and the build is strict."""
    counter = CountHandler()
    counter.setLevel(logging.WARNING)
    _LOGGER.addHandler(counter)
    try:
        yield
    finally:
        _LOGGER.removeHandler(counter)
    counts = counter.get_counts()
    if config.strict and counts:
        raise Abort(f"Aborted with {', '.join(f'{count} {name.lower()}s' for name, count in counts)} in strict mode!")


def _render_all(renderer: Renderer, batches: Sequence[Sequence[File]], jobs: int) -> Iterator[_Batch]:
    def render(number: int) -> _Batch:
        with _keeping_log() as log:
            return _render(renderer, batches[number], log)

    for batch in map_in_copies(render, len(batches), jobs):
        for level, message in batch.log:
            _LOGGER.log(level, message)
        yield batch


def _render(renderer: Renderer, batch: Sequence[File], log: list[tuple[int, str]]) -> _Batch:
    anchors: dict[str, Anchors] = {}
    faulty: set[str] = set()
    loaded: set[str] = set()
    for file in batch:
        logged = len(log)
        page = renderer.convert(file)
        renderer.write(page)
        if len(log) > logged:
            faulty.add(file.src_uri)
        if file.src_uri not in renderer.generated:
            loaded |= _find_components(file)
        anchors[file.src_uri] = _find_anchors(page)
        _forget(page, renderer)
    return _Batch(anchors, frozenset(faulty), frozenset(loaded), log)


def _find_anchors(page: Page) -> Anchors:
    links = page.links_to_anchors or {}
    wanted = sorted(f"{target.src_uri}#{anchor}" for target, anchors in links.items() for anchor in anchors)
    return Anchors("\n".join(sorted(page.present_anchor_ids or ())), "\n".join(wanted))


def _find_components(file: File) -> set[str]:
    """Those of `COMPONENTS` that a written page loads; none of a page that isn't to be published."""
    path = Path(file.abs_dest_path)
    head, _, _ = path.read_text("utf-8").partition("</head>") if path.is_file() else ("", "", "")
    return {uri for uri in COMPONENTS if f'{uri}"' in head}


def _forget(page: Page, renderer: Renderer) -> None:
    if page.file.src_uri not in renderer.in_nav:  # MkDocs knows no title without it
        page.markdown = None
    page.content = page.links_to_anchors = page.present_anchor_ids = None


@contextmanager
def _keeping_log() -> Iterator[list[tuple[int, str]]]:
    """What MkDocs logs, kept from its handlers: those of a copy of this process reach nobody."""
    kept: list[tuple[int, str]] = []

    class _Keeper(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            kept.append((record.levelno, record.getMessage()))

    handlers, _LOGGER.handlers = _LOGGER.handlers, [_Keeper()]
    try:
        yield kept
    finally:
        _LOGGER.handlers = handlers


def _check_anchors(
    renderer: Renderer, fresh: Mapping[str, Anchors], batches: Iterable[_Batch], last: LastBuild | None
) -> set[str]:
    """Render the batches, and log a warning for each link to an id that isn't on its page; `fresh` are the pages that
    aren't rendered.

    Returns those of `COMPONENTS` that a page loads.
    """
    loaded: set[str] = set()
    known, sound = dict(fresh), dict(fresh)
    for batch in batches:
        known |= batch.anchors
        sound |= {uri: anchors for uri, anchors in batch.anchors.items() if uri not in batch.faulty}
        loaded |= batch.loaded
    if last:
        last.add({uri: anchors for uri, anchors in sound.items() if uri not in fresh}, renderer.documents)
    ids = {uri: anchors.ids for uri, anchors in known.items()}
    wanted: dict[str, set[str]] = defaultdict(set)
    for page in known.values():
        for address in page.wanted.split("\n") if page.wanted else ():
            uri, _, anchor = address.partition("#")
            wanted[uri].add(anchor)
    missed = {uri for uri, anchors in wanted.items() if uri in ids and not anchors.issubset(ids[uri].split("\n"))}
    if missed:
        _log_missed(renderer, {uri: frozenset(ids[uri].split("\n")) for uri in missed})
    return loaded


def _log_missed(renderer: Renderer, ids: Mapping[str, frozenset[str]]) -> None:
    """Convert every page again to find the links; `ids` are those of the pages that lack one."""
    for file in renderer.documents:
        if file.page:
            file.page.present_anchor_ids = set(ids[file.src_uri]) if file.src_uri in ids else None
    for file in renderer.documents:
        with _keeping_log():  # it was logged before
            page = renderer.convert(file)
        page.present_anchor_ids = set(ids[file.src_uri]) if file.src_uri in ids else None
        page.validate_anchor_links(files=renderer.files, log_level=renderer.config.validation.links.anchors)
        page.content = page.links_to_anchors = None
