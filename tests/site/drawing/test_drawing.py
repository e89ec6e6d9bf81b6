"""What the map and the network are drawn of: outlines, labels, places of nodes."""

from __future__ import annotations

import json
from itertools import combinations, pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from build_tools.setup.outlines import TARGET, simplify
from build_tools.site.addresses import built
from build_tools.site.drawing import outlines
from build_tools.site.drawing.force_layout import lay_out
from build_tools.site.drawing.labels import Dot, _Box, _box_of, place_labels, shorten, text_width
from build_tools.site.drawing.longitudes import distance, narrowest_arc
from build_tools.site.drawing.outlines import find_shapes, fit_window
from build_tools.site.drawing.svg import Marked, marked_dot, svg

SYRIA = [(35.95, 35.4), (37.16, 36.2), (38.27, 34.55)]
"""Khmeimim, Aleppo, Palmyra."""


def test_a_window_holds_its_places_in_the_shape_of_the_drawing():
    window = fit_window(SYRIA, 1000, 640)
    assert all(window.holds(*place) for place in SYRIA)
    assert all(0 < x < 1000 and 0 < y < 640 for x, y in (window.project(*place) for place in SYRIA))
    west, north = window.project(35.95, 36.2), window.project(38.27, 34.55)
    assert west[0] < north[0]
    assert west[1] < north[1]


def test_a_degree_is_as_long_northward_as_eastward_is_on_the_ground():
    window = fit_window(SYRIA, 1000, 640)
    (x, y), (east, _), (_, north) = window.project(37, 35), window.project(38, 35), window.project(37, 36)
    assert (east - x) / (y - north) == pytest.approx(0.82, abs=0.02)  # the cosine of 35°


def test_one_place_alone_is_shown_with_its_surroundings():
    window = fit_window([(37.16, 36.2)], 400, 400)
    assert window.project(37.16, 36.2) == (200, 200)
    assert window.north - window.south == pytest.approx(1.2)


def test_the_countries_in_a_window_are_found_and_clipped_to_it():
    shapes = {shape.name: shape for shape in find_shapes(fit_window(SYRIA, 1000, 640))}
    assert {"Syria", "Lebanon", "Turkey"} <= set(shapes)
    assert "France" not in shapes
    points = [point for shape in shapes.values() for ring in shape.rings for point in ring]
    assert all(-50 <= x <= 1050 and -50 <= y <= 700 for x, y in points)
    x, y = shapes["Syria"].middle
    assert 0 < x < 1000
    assert 0 < y < 640


def test_no_window_of_the_world_fails_and_a_country_keeps_its_form():
    for places in ([(-179.0, -80.0), (179.0, 80.0)], [(0.0, 0.0)], [(180.0, 70.0)], [(-70.0, -55.0)]):
        window = fit_window(places, 380, 440)
        for shape in find_shapes(window):
            assert all(len(ring) > 2 for ring in shape.rings)
    world = {shape.name for shape in find_shapes(fit_window([(-170.0, -55.0), (0.0, 0.0), (170.0, 75.0)], 1000, 500))}
    assert {"Brazil", "Australia", "Canada", "India", "Syria"} <= world


FIJI_AND_SAMOA = [(178.44, -18.14), (177.42, -17.8), (-171.76, -13.83)]
"""Suva, Nadi, Apia."""


def test_places_on_both_sides_of_180_degrees_are_near_each_other():
    window = fit_window(FIJI_AND_SAMOA, 1000, 640)
    assert window.east - window.west < 20
    (suva, _), (nadi, _), (apia, _) = (window.project_place(*place) for place in FIJI_AND_SAMOA)
    assert 0 < nadi < suva < apia < 1000
    assert {"Fiji", "Samoa"} <= {shape.name for shape in find_shapes(window)}
    frame = fit_window(FIJI_AND_SAMOA[:2], 1000, 640).turn_to(window)
    assert window.west < frame.west < frame.east < window.east


LONGITUDES = st.floats(-180, 180).map(lambda longitude: round(longitude, 3))
PLACES = st.lists(st.tuples(LONGITUDES, st.floats(-85, 85)), min_size=1, max_size=12)


@given(PLACES, st.lists(st.integers(-3, 3), min_size=12, max_size=12))
def test_a_window_is_the_smallest_on_the_circle_whichever_turn_a_longitude_is_given_in(places, turns):
    window = fit_window(places, 1000, 640)
    assert all(window.holds(*place) for place in places)
    west, east = narrowest_arc(longitude for longitude, _ in places)
    assert -180 <= west < 180
    # One of the places is the western end of the smallest arc; try each.
    tried = [max((other - start) % 360 for other, _ in places) for start, _ in places]
    assert east - west == pytest.approx(min(tried), abs=1e-6)
    turned = [(x + 360 * turn, y) for (x, y), turn in zip(places, turns, strict=False)]
    again = narrowest_arc(longitude for longitude, _ in turned)
    assert again[1] - again[0] == pytest.approx(east - west, abs=1e-6)
    same = fit_window(turned, 1000, 640)
    assert all(same.holds(*place) for place in places)
    assert [same.project_place(*place) for place in turned] == [
        pytest.approx(same.project_place(*place), abs=0.11) for place in places
    ]


@given(PLACES)
def test_places_are_on_the_drawing(places):
    window = fit_window(places, 1000, 640)
    for place in places:
        x, y = window.project_place(*place)
        assert 0 <= x <= 1000
        assert 0 <= y <= 640


def test_the_distance_of_longitudes_is_the_shorter_way_round():
    assert distance(178, -172) == distance(-172, 178) == distance(538, -172) == 10
    assert distance(-180, 180) == 0
    assert distance(0, 180) == 180


def test_the_file_of_outlines_is_whole():
    data = json.loads(TARGET.read_text("utf-8"))
    assert Path(outlines._FILE).resolve() == TARGET
    assert len(data["countries"]) > 200
    numbers = {n if n >= 0 else ~n for _, rings in data["countries"] for ring in rings for n in ring}
    assert numbers == set(range(len(data["arcs"])))
    for name, rings in outlines._countries():
        for ring, _ in rings:
            assert ring[0] == ring[-1], name
            assert all(-360.1 <= x <= 360.1 and -90.1 <= y <= 90.1 for x, y in ring), name
            assert all(abs(a[0] - b[0]) < 180 or a[1] == b[1] == -90 for a, b in pairwise(ring)), name


def test_a_country_that_goes_beyond_the_date_line_is_drawn_on_both_sides_of_it_and_not_across_the_map():
    for places in ([(-74.0, 40.7), (40.0, 60.0)], [(-175.0, 60.0), (-150.0, 68.0)], [(150.0, 60.0), (179.0, 68.0)]):
        window = fit_window(places, 1000, 480)
        russia = next(shape for shape in find_shapes(window) if shape.name == "Russia")
        inside = [
            (a, b)
            for ring in russia.rings
            for a, b in pairwise((*ring, ring[0]))
            if 5 < a[1] < 475 and 5 < b[1] < 475 and abs(a[0] - b[0]) > 300
        ]
        assert inside == []


def test_a_line_is_simplified_between_its_ends():
    assert simplify([(0, 0), (5, 1), (10, 0), (10, 9), (10, 20)]) == [(0, 0), (10, 0), (10, 20)]
    assert simplify([(0, 0), (50, 0)]) == [(0, 0), (50, 0)]


def boxes(dots, labels, size):
    return [_box_of(label, dot.text, size) for dot, label in zip(dots, labels, strict=True) if label]


DOTS = st.lists(
    st.builds(
        Dot, st.floats(0, 400), st.floats(0, 300), st.floats(2, 9), st.text("abcM al-é", min_size=1, max_size=18)
    ),
    max_size=30,
)


@given(DOTS)
def test_no_label_lies_on_another_on_a_dot_or_over_the_edge(dots):
    labels = place_labels(dots, 400, 300, 13)
    assert len(labels) == len(dots)
    placed = boxes(dots, labels, 13)
    assert not any(a.meets(b) for a, b in combinations(placed, 2))
    discs = [_Box(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in dots]
    assert not any(box.meets(disc) for box in placed for disc in discs)
    assert all(b.left >= 0 and b.right <= 400 and b.top >= 0 and b.bottom <= 300 for b in placed)


def test_a_dot_alone_has_its_label_beside_it_and_two_on_one_spot_share_the_room():
    (label,) = place_labels([Dot(100, 100, 4, "Aleppo")], 400, 300, 13)
    assert label is not None
    assert (label.anchor, label.leader) == ("start", False)
    first, second = place_labels([Dot(100, 100, 4, "Aleppo"), Dot(100, 100, 4, "al-Bab")], 400, 300, 13)
    assert first is not None
    assert second is not None
    assert (first.anchor, second.anchor) == ("start", "end")


def test_a_long_text_is_cut_to_the_room_it_has():
    assert shorten("Aleppo", 100, 13) == "Aleppo"
    cut = shorten("Draft agreement on a withdrawal", 100, 13)
    assert cut.endswith("…")
    assert "Draft agreement".startswith(cut[:-1])
    assert 80 < text_width(cut, 13) <= 100
    assert shorten("Aleppo", 0, 13) == "Ale…"


def test_wide_characters_are_wide():
    assert text_width("阿勒颇", 10) > text_width("abc", 10)


def test_a_network_is_laid_out_inside_its_frame_the_same_each_time_with_tied_nodes_near():
    edges = {(0, 1): 5.0, (0, 2): 1.0, (3, 4): 1.0}
    places = lay_out(6, edges, 1.3)
    assert places == lay_out(6, edges, 1.3)
    assert len(set(places)) == 6
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places)

    def distance(a, b):
        return abs(places[a][0] - places[b][0]) + abs(places[a][1] - places[b][1])

    assert distance(0, 1) < distance(1, 3)
    assert lay_out(0, {}) == []
    assert lay_out(1, {}) == [(0.5, 0.5)]


def test_a_drawing_has_a_title_a_description_and_escapes_what_it_is_given():
    drawn = svg("x", 10, 10, "A & B", "<script>", [])
    assert '<title id="x-title">A &amp; B</title>' in drawn
    assert "&lt;script&gt;" in drawn
    dot = marked_dot(Marked(Dot(1, 2, 3, "<b>"), 'x".html', "a < b"), None, 12)
    assert dot == ('<a href="x&quot;.html"><title>a &lt; b</title><circle class="dot" cx="1" cy="2" r="3"/></a>')


@pytest.mark.parametrize(
    ("href", "page"),
    [
        ("glossary/a.md", "glossary/a.html"),
        ("a.md#p1", "a.html#p1"),
        ("https://x.org/a", "https://x.org/a"),
        ("#p1", "#p1"),
    ],
)
def test_a_drawing_leads_to_pages_as_built(href, page):
    assert built(href) == page
