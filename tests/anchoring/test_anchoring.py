"""Finding the words that a quote names: exactly, folded, and in an edited text."""

from __future__ import annotations

import random
import re
import string
import unicodedata

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from build_tools.anchoring.edited import nearest, reanchor, suggest
from build_tools.anchoring.exact import FOLDED_SCORE, Anchor, find_exact
from build_tools.text.characters import is_word_boundary
from build_tools.text.fold import fold
from tests.bench.anchoring import measure, ours
from tests.bench.approximate import _ends
from tests.bench.edits import make_cases
from tests.support.paths import ROOT

TEXT = (
    "The garrison left the old harbour before dawn. Three ships waited outside the bay, and nobody had told the "
    "governor. By noon the market was open again; fishermen sold what the night had given them.\n\n"
    "In the second week a courier brought letters from the capital. The governor read them twice, burned one, and "
    "sent the others to his brother. Nobody in the market spoke of the ships.\n\n"
    "When the envoys came at last, the harbour was full of timber, and the governor’s brother received them alone."
)


def quoted(text: str, anchor: Anchor | None) -> str | None:
    return None if anchor is None else text[anchor.start : anchor.end]


# --- find_exact -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "exact", "prefix", "suffix", "spans"),
    [
        ("one two one", "one", "", "", [(0, 3), (8, 11)]),
        ("one two one", "one", "two ", "", [(8, 11)]),
        ("one two one", "one", "", " two", [(0, 3)]),
        ("one two one", "one", "two", "two", []),
        ("one two one", "one", "TWO", "", [(8, 11)]),
        ("one two one", "three", "", "", []),
        ("one two one", "", "", "", []),
        ("one two one", "  ", "", "", []),
        ("", "one", "", "", []),
        ("stone one", "one", "", "", [(6, 9)]),
        ("stone", "one", "", "", [(2, 5)]),
        ("One and one", "one", "", "", [(8, 11)]),
        ("One and two", "one", "", "", [(0, 3)]),
        ("ONE, Oné", "one", "", "", [(0, 3), (5, 8)]),
        ("the “quoted” word", 'the "quoted" word', "", "", [(0, 17)]),
        ("a well-known   place", "well known place", "", "", [(2, 20)]),
        ("cafe\u0301 noir", "café", "", "", [(0, 5)]),
        ("cafe\u0301 noir", "cafe", "", "", [(0, 5)]),
        ("cafe\u0301, cafe", "cafe", "", "", [(7, 11)]),
        ("aaa", "aa", "", "", [(0, 2), (1, 3)]),
        ("... and ...", "...", "", "", [(0, 3), (8, 11)]),
        ("الجيش في حَلَب.", "حلب", "", "", [(9, 14)]),
        ("他们离开了港口。", "离开", "", "", [(2, 4)]),
        ("one\n\ntwo three", "two", "one ", "three", [(5, 8)]),
    ],
)
def test_finds_every_place_of_a_quote_between_its_contexts(
    text: str, exact: str, prefix: str, suffix: str, spans: list[tuple[int, int]]
) -> None:
    assert [(a.start, a.end) for a in find_exact(text, exact, prefix, suffix)] == spans


def test_the_score_says_whether_a_place_is_verbatim() -> None:
    assert [a.score for a in find_exact("One and One", "One")] == [1.0, 1.0]
    assert [a.score for a in find_exact("One and One", "one")] == [FOLDED_SCORE, FOLDED_SCORE]


ANY = st.text(max_size=16)
SMALL = st.text(alphabet='ab A-é“"\u0301', max_size=16)


def every_place(text: str, exact: str) -> list[tuple[int, int]]:
    """By brute force: every span that is the quote, whole words before others; the folded ones where none is."""
    spans = [(i, j) for i in range(len(text)) for j in range(i + 1, len(text) + 1)]
    found = [(i, j) for i, j in spans if text[i:j] == exact]
    whole = [(i, j) for i, j in found if is_word_boundary(text, i) and is_word_boundary(text, j)]
    return whole or found


@given(SMALL, SMALL)
@example("a aba", "a")
def test_finds_what_brute_force_finds(text: str, exact: str) -> None:
    expected = every_place(text, exact) if exact.strip() else []
    found = find_exact(text, exact)
    if expected:
        assert [(a.start, a.end) for a in found] == expected
    wanted = fold(exact).text.strip()
    for anchor in found:
        assert fold(text[anchor.start : anchor.end]).text.strip() == wanted
    if not found and wanted and exact.strip():
        assert wanted not in fold(text).text


@given(SMALL | ANY, st.integers(0, 15), st.integers(1, 15), st.integers(0, 6), st.integers(0, 6))
@example("a–b c", 4, 1, 3, 2)
def test_finds_a_quote_by_its_own_contexts(text: str, start: int, length: int, before: int, after: int) -> None:
    end = min(start + length, len(text))
    assume(text[start:end].strip())
    assume(is_word_boundary(text, start))
    assume(is_word_boundary(text, end))
    prefix, suffix = text[max(start - before, 0) : start], text[end : end + after]
    assume(unicodedata.category(text[end : end + 1] or " ")[0] != "M")  # which a quote may not part from its letter
    assert (start, end) in [(a.start, a.end) for a in find_exact(text, text[start:end], prefix, suffix)]


# --- nearest ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("starts", "hint", "chosen"),
    [([], None, None), ([], 5, None), ([3, 9], None, 3), ([3, 9], 5, 3), ([3, 9], 7, 9), ([3, 9], 6, 3), ([3], 99, 3)],
)
def test_the_nearest_to_the_hint_is_chosen_and_the_first_of_equals(
    starts: list[int], hint: int | None, chosen: int | None
) -> None:
    found = nearest([Anchor(start, start + 2) for start in starts], hint)
    assert (found and found.start) == chosen


# --- reanchor ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("exact", "prefix", "suffix", "expected"),
    [
        # as it was
        ("Three ships waited", "", "", "Three ships waited"),
        ("governor", "nobody had told the ", ". By noon", "governor"),
        # case, quotes, hyphens, white space
        ("the governor's brother", "", "", "the governor’s brother"),
        ("THE OLD HARBOUR", "", "", "the old harbour"),
        ("given them. In the second week", "", "", "given them.\n\nIn the second week"),
        # a word replaced, taken out, put in, misspelt; two that changed places
        ("Three vessels waited outside the bay", "", "", "Three ships waited outside the bay"),
        ("fishermen then sold what the night had given them", "", "", "fishermen sold what the night had given them"),
        ("a courier brought from the capital", "", "", "a courier brought letters from the capital"),
        ("a curier brougth letters", "", "", "a courier brought letters"),
        ("read twice them, burned one", "", "", "read them twice, burned one"),
        # the contexts tell which
        ("ships", "Nobody in the bazaar spoke of the ", ".\n\nWhen the envoys", "ships"),
        ("a boat", "before dawn. Three ", " waited outside the bay", None),
        # gone: nothing like it, or its neighbours stand side by side
        ("the admiral's daughter sang in the chapel", "", "", None),
        ("quietly", "The garrison left ", " the old harbour before dawn", None),
        ("of cedar and oak", "the harbour was full of timber", ", and the governor’s brother", None),
        ("", "The garrison ", " left", None),
        (" \n", "", "", None),
    ],
)
def test_finds_a_quote_again_or_says_that_it_is_gone(
    exact: str, prefix: str, suffix: str, expected: str | None
) -> None:
    assert quoted(TEXT, reanchor(TEXT, exact, prefix, suffix)) == expected


def test_contexts_choose_between_equal_words() -> None:
    starts = [m.start() for m in re.finditer("governor", TEXT)]
    for start in starts:
        end = start + len("governor")
        prefix, suffix = TEXT[max(start - 24, 0) : start], TEXT[end : end + 24]
        assert reanchor(TEXT, "governor", prefix, suffix) == Anchor(start, end)
        edited = TEXT.replace("The", "A").replace("the ", "that ")
        found = reanchor(edited, "governor", prefix, suffix)
        assert found is not None
        assert found.start == [m.start() for m in re.finditer("governor", edited)][starts.index(start)]


def test_the_hint_chooses_between_equals() -> None:
    text = "The gate was shut. " * 5
    starts = [m.start() for m in re.finditer("gate", text)]
    assert [reanchor(text, "gate", hint=start + 1) for start in starts] == [Anchor(s, s + 4) for s in starts]
    damaged = "The iron gate was sadly shut. " * 5
    starts = [m.start() for m in re.finditer("iron", damaged)]
    found = [reanchor(damaged, "iron gate was shut", "The ", ".", hint=start) for start in starts]
    assert [a and a.start for a in found] == starts


def test_the_score_falls_with_what_was_changed() -> None:
    exact = "By noon the market was open again"
    texts = [
        exact,
        exact.upper(),
        "By noon the markets was open again",
        "By noon the bazaar was open again",
        "By noon the bazaar lay open again",
    ]
    scores = []
    for words in texts:
        found = reanchor(TEXT.replace(exact, words), exact)
        assert found is not None
        scores.append(found.score)
    assert scores[:2] == [1.0, FOLDED_SCORE]
    assert scores == sorted(scores, reverse=True)
    assert len(set(scores)) == len(scores)


def test_a_place_near_enough_for_a_suggestion() -> None:
    assert quoted(TEXT, suggest(TEXT, "three ships wated outside")) == "Three ships waited outside"
    assert suggest(TEXT, "a lighthouse on the northern cape") is None


@pytest.mark.parametrize(
    ("text", "exact", "expected"),
    [
        (
            "وصل الجيش السوري إلى مدينة حلب قبل الفجر، وبقيت السفن في الميناء.",
            "الجيش السوري الى مدينة حلب",
            "الجيش السوري إلى مدينة حلب",
        ),
        ("وصل الجيش إلى مدينة حَلَب قبل الفجر.", "مدينة حلب قبل الفجر", "مدينة حَلَب قبل الفجر"),
        (
            "守军在黎明前离开了旧港口。三艘船在海湾外等候，没有人告诉总督。",
            "三艘船在海湾外面等候",
            "三艘船在海湾外等候",
        ),
        (
            "守軍は夜明け前に古い港を去った。三隻の船が湾の外で待っていた。",
            "三隻の船が沖で待っていた",
            "三隻の船が湾の外で待っていた",
        ),
        (
            "Гарнизон покинул старую гавань до рассвета.",
            "покинул старую крепость до рассвета",
            "покинул старую гавань до рассвета",
        ),
        (
            "The cafe\u0301 by the re\u0301gie closed early that evening.",
            "café by the régie shut early",
            "cafe\u0301 by the re\u0301gie closed early",
        ),
    ],
    ids=["arabic", "vowel signs", "chinese", "japanese", "cyrillic", "combining"],
)
def test_finds_edited_quotes_in_any_script(text: str, exact: str, expected: str) -> None:
    assert quoted(text, reanchor(text, exact)) == expected


@pytest.mark.parametrize(
    ("text", "exact", "prefix", "suffix", "expected"),
    [
        ("a — b … c", "…", "", "", "…"),
        ("a — b … c", "—", "a ", " b", "—"),
        ("a — b … c", "?!", "", "", None),
        ("!!! ??? !!!", "???", "!!! ", " !!!", "???"),
        ("...", "... and so on", "", "", None),
        ("\u0301\u0301", "a", "", "", None),
        ("a", "\u0301", "", "", None),
    ],
)
def test_signs_alone_are_sought_as_they_are(
    text: str, exact: str, prefix: str, suffix: str, expected: str | None
) -> None:
    assert quoted(text, reanchor(text, exact, prefix, suffix)) == expected


# Words that no two of the vocabularies below share, so that chance can make no likeness.
OWN = st.lists(st.sampled_from([f"{c}{v}rn{d}" for c in "bdfg" for v in "aeiou" for d in "aeiou"]), min_size=6)
OTHERS = st.lists(st.sampled_from([f"{c}{v}mp{d}" for c in "klst" for v in "aeiou" for d in "aeiou"]), max_size=80)


@given(OTHERS, OWN.map(lambda words: list(dict.fromkeys(words))), OTHERS, st.integers(0, 40))
def test_a_verbatim_quote_that_stands_once_is_found_there(
    before: list[str], own: list[str], after: list[str], hint: int
) -> None:
    assume(len(own) > 5)
    exact = " ".join(own)
    text = " ".join([*before, exact, *after])
    start = len(" ".join([*before, ""]))
    expected = Anchor(start, start + len(exact))
    assert reanchor(text, exact) == expected
    assert reanchor(text, exact, hint=hint) == expected
    assert reanchor(text, exact, "words not there ", " nor these") == expected
    folded = Anchor(expected.start, expected.end, FOLDED_SCORE)
    assert reanchor(text, exact.title().replace(" ", "-")) == folded


@given(OTHERS, OWN, st.integers(0, 400))
def test_a_quote_of_an_unrelated_text_is_not_found(text: list[str], quote: list[str], hint: int) -> None:
    words = " ".join(quote)
    assert reanchor(" ".join(text), words) is None
    assert reanchor(" ".join(text), words, hint=hint) is None


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=12), st.text(max_size=12), st.integers(-9, 99))
@example("İ", "i", "", "", 0)
@example("a\u0301", "\u0301", "", "", 0)
def test_an_anchor_lies_in_the_text_whatever_that_holds(
    text: str, exact: str, prefix: str, suffix: str, hint: int
) -> None:
    for anchor in (reanchor(text, exact, prefix, suffix), reanchor(text, exact, prefix, suffix, hint)):
        if anchor is not None:
            assert 0 <= anchor.start < anchor.end <= len(text)
            assert 0 < anchor.score <= 1
            assert (anchor.score == 1) == (text[anchor.start : anchor.end] == exact)


@given(st.randoms(use_true_random=False), st.integers(0, 5), st.integers(3, 12))
def test_the_answer_is_the_same_on_every_call(rng: random.Random, edits: int, words: int) -> None:
    parts = TEXT.split(" ")
    at = rng.randrange(len(parts) - words)
    exact = " ".join(parts[at : at + words])
    for _ in range(edits):
        parts[rng.randrange(len(parts))] = rng.choice(parts)
    text = " ".join(parts)
    first = reanchor(text, exact)
    reanchor(text[::-1], exact)
    assert reanchor(text, exact) == first


def _made_up(count: int, seed: int) -> str:
    rng = random.Random(seed)
    return " ".join("".join(rng.choices(string.ascii_lowercase, k=rng.randint(2, 9))) for _ in range(count))


HUGE = {
    "ten megabytes": _made_up(20_000, 1) * 77,
    "one word": "again " * 300_000,
    "one letter": "a" * 200_000,
    "signs": "?! ... " * 100_000,
    "chinese": "守军在黎明前离开了旧港口。" * 40_000,
}


@pytest.mark.parametrize("text", HUGE.values(), ids=HUGE.keys())
def test_texts_made_to_be_slow_are_read_as_well(text: str) -> None:
    # Not timed; an algorithm that is worse than linear would not come back.
    middle = len(text) // 2
    for exact in (
        "again and again and again",
        text[middle : middle + 300],
        "守军在黎明",
        "?! ...",
        "aaaa",
        "gone words",
    ):
        found = reanchor(text, exact, text[middle - 32 : middle], hint=middle)
        assert found is None or 0 <= found.start < found.end <= len(text)
    assert reanchor(text, text[middle : middle + 300], hint=middle) is not None


def test_a_quote_of_ten_thousand_words_is_found_in_its_edited_text() -> None:
    words = _made_up(12_000, 2).split()
    exact = " ".join(words[1_000:11_000])
    for at in range(7, len(words), 11):
        words[at] = "changed"
    text = " ".join(words)
    found = reanchor(text, exact)
    assert found is not None
    begin, stop = len(" ".join(words[:1_000])) + 1, len(" ".join(words[:11_000]))
    assert abs(found.start - begin) < 40
    assert abs(found.end - stop) < 40


# --- What the benchmark counts ----------------------------------------------------------------------------------------


def test_quotes_of_edited_texts_are_found_or_said_to_be_gone() -> None:
    row = measure("a few of the benchmark's cases", [case for case in make_cases(300, 9) if not case.resembled], ours)
    assert row.found is not None
    assert row.kept_out is not None
    # Somewhat below what stands in docs/benchmarks.md: these are few, and other packages bring other texts.
    assert row.found > 0.96
    assert row.kept_out > 0.95
    assert row.misplaced < 0.03


def count_errors(text: str, pattern: str, *, anchored: bool) -> list[tuple[int, int]]:
    """By the textbook's table: for every end in the text the fewest errors of the pattern up to there."""
    column = list(range(len(pattern) + 1))
    found = []
    for end, letter in enumerate(text, start=1):
        above = column
        column = [end if anchored else 0]
        for n, other in enumerate(pattern, start=1):
            column.append(min(above[n - 1] + (letter != other), above[n] + 1, column[n - 1] + 1))
        found.append((end, column[-1]))
    return found


@given(st.text("abc", max_size=20), st.text("abc", min_size=1, max_size=9), st.booleans())
def test_what_we_are_compared_with_counts_errors_rightly(text: str, pattern: str, anchored: bool) -> None:
    assert list(_ends(text, pattern, anchored=anchored)) == count_errors(text, pattern, anchored=anchored)


def test_the_example_of_the_readme_is_true():
    readme = (ROOT / "build_tools/anchoring/README.md").read_text("utf-8")
    (text,) = re.findall(r"(?:^> .*\n)+", readme, re.MULTILINE)
    text = " ".join(line.removeprefix("> ") for line in text.strip().split("\n"))
    quote, prefix, suffix = "a heavy storm damaged the railing of the tower", "spring of 1812 ", ", and repairs took"
    assert all(part in " ".join(readme.split()) for part in (quote, prefix.strip(), suffix))
    assert find_exact(text, quote, prefix, suffix) == ()
    found = reanchor(text, quote, prefix, suffix, 0)
    assert found is not None
    assert f"Anchor({found.start}, {found.end}, {found.score:.2f})" in readme
    assert text[found.start : found.end] == "a great storm damaged the railings of the tower"
    gone = "In the spring of 1812 there was little wind, and repairs took the whole summer."
    assert gone in " ".join(readme.split())
    assert reanchor(gone, quote, prefix, suffix, 0) is None


@pytest.mark.parametrize(
    ("gone", "left"),
    [
        ("adopted resolution 2254 by fifteen votes", ["adopted resolution 2268 by fifteen votes", "2270"]),
        ("the third brigade left the town", ["the fourth brigade left the town", "fifth"]),
        ("заявила третья бригада вечером", ["заявила пятая бригада вечером", "шестая"]),
    ],
)
def test_of_two_places_that_are_equally_good_neither_is_taken(gone: str, left: list[str]) -> None:
    """What told the quote from its neighbours is gone; only a hint could still decide."""
    one, name = left
    differs = next(word for word in one.split() if word not in gone.split())
    text = f"It was Monday. They {one}. Then came the rain. They {one.replace(differs, name)}. It was late."
    assert reanchor(text, gone, "They ", ".") is None
    found = reanchor(text, gone, "They ", ".", hint=text.rindex("They") + 5)
    assert found
    assert name in text[found.start : found.end]
