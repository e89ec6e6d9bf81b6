"""What says the same and what doesn't; and that `--fix` moves notes only to words that say the same."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from build_tools.anchoring.exact import find_exact
from build_tools.anchoring.moved import find_new_places
from build_tools.anchoring.wording import find_change, find_context_change
from build_tools.core.model import Annotation, Block, BlockKind, Source
from build_tools.core.names import plain_name

SAME = [
    ("the “cease-fire” of May", "the 'ceasefire' of May"),
    ("air strikes on the town", "airstrikes on the town"),
    ("co-operation  with\nMoscow", "Cooperation with Moscow"),
    ("the goverment of the day", "the government of the day"),
    ("teh tower and hte rock", "the tower and the rock"),
    ("U.S. forces", "US forces"),
    ("S-400 and F-16", "S400 and F16"),
    ("in 2015–2016", "in 2015-2016"),
    ("Ba'th Party", "Baʿth Party"),
    ("الحَرْب", "الحرب"),
    ("", ""),
]
OTHER = [
    ("1,200 men", "12,000 men", "“1,200” became “12,000”"),
    ("1,200 men", "1.200 men", "“1,200” became “1.200”"),
    ("would leave", "would not leave", "“not” was added"),
    ("had not been asked", "had been asked", "“not” is gone"),
    ("won the hill", "lost the hill", "“won” became “lost”"),
    ("by the end of March", "by the end of May", "“March” became “May”"),
    ("by the end", "before the end", "“by” became “before”"),
    ("12 degrees", "−12 degrees", "“−” was added"),
    ("12 degrees", "-12 degrees", "“-” was added"),
    ("fell by 5 %", "fell by 5 $", "“%” became “$”"),
    ("all of them", "some of them", "“all” became “some”"),
    ("no table", "notable", "“no table” became “notable”"),
    ("Karim said", "Karin said", "“Karim” became “Karin”"),
    ("he left", "he left?", "“?” was added"),
    ("١٢ رجلا", "١٣ رجلا", "“١٢” became “١٣”"),
    ("crossed the river", "crosses the river", "“crossed” became “crosses”"),
    ("the goverment", "the governments", "“goverment” became “governments”"),
    ("anti-Assad forces", "Assad forces", "“anti” is gone"),
]


@pytest.mark.parametrize(("before", "after"), SAME)
def test_what_says_the_same(before: str, after: str) -> None:
    assert find_change(before, after) == ""


@pytest.mark.parametrize(("before", "after", "expected"), OTHER)
def test_what_says_something_else_is_named(before: str, after: str, expected: str) -> None:
    assert find_change(before, after) == expected


OF_LANGUAGES = [
    ("en", "the Saad bloc voted", "the Said bloc voted"),
    ("en", "an apolitical officer", "a political officer"),
    ("en", "apolitical officers", "political officers"),
    ("en", "the mortarmen fired", "the mortarman fired"),
    ("en", "the troops in action", "the troops inaction"),
    ("en", "in dependence on Moscow", "independence on Moscow"),
    ("en", "he resigned", "he re-signed"),
    ("en", "it's late", "its late"),
    ("en", "we're there", "were there"),
    ("en", "the town of Homs", "the town of Home"),
    ("en", "> 5 km away", "< 5 km away"),
    ("en", "≥5 dead", "≤5 dead"),
    ("en", "x = 3", "x ≠ 3"),
    ("en", "5′ long", "5″ long"),
    ("en", "₪5 each", "₴5 each"),
    ("en", "3/4 of them", "3-4 of them"),
    ("en", "5 ½ men", "5 ¼ men"),
    ("en", "Louis Ⅳ", "Louis Ⅵ"),
    ("en", "~5 men", "5 men"),
    ("en", "A → B", "A ← B"),
    ("de", "er war schon da", "er war schön da"),
    ("de", "die Mutter kamen", "die Mütter kamen"),
    ("de", "in Maßen getrunken", "in Massen getrunken"),
    ("de", "kein Soldat kam", "ein Soldat kam"),
    ("de", "unbewaffnete Männer", "bewaffnete Männer"),
    ("de", "siebzehn Tote", "siebzig Tote"),
    ("de", "am 3. März", "am 3. Mai"),
    ("de", "alle Städte", "einige Städte"),
    ("fr", "un homme tue", "un homme tué"),
    ("fr", "ou il va", "où il va"),
    ("fr", "il n’a pas signé", "il a signé"),
    ("fr", "plus de dix", "moins de dix"),
    ("fr", "sans armes", "avec armes"),
    ("fr", "douze mille hommes", "deux mille hommes"),
    ("ru", "он не пришёл", "он пришёл"),
    ("ru", "не друг", "недруг"),
    ("ru", "все ушли", "всё ушли"),
    ("ru", "небоевые потери", "боевые потери"),
    ("ru", "с оружием", "без оружия"),
    ("ru", "Иванов сказал", "Иванова сказал"),
    ("ru", "двести человек", "триста человек"),
    ("ar", "لم يصل الرجل", "يصل الرجل"),
    ("ar", "قُتِل الرجل", "قَتَل الرجل"),
    ("ar", "جميع الرجال", "بعض الرجال"),
    ("ar", "في يونيو", "في يوليو"),
    ("ar", "سعد الحريري", "سعيد الحريري"),
    ("ar", "ضد الحكومة", "مع الحكومة"),
    ("ar", "٥٠٠ رجل", "٥٠٠٠ رجل"),
    ("es", "hablo con él", "habló con él"),
    ("hi", "कम लोग", "काम लोग"),
    ("hi", "में गया", "मैं गया"),
    ("th", "มา", "ม้า"),
    ("ja", "かく", "がく"),
    ("tr", "kız geldi", "kiz geldi"),
]


@pytest.mark.parametrize(("language", "before", "after"), OF_LANGUAGES)
def test_what_says_something_else_in_any_language(language: str, before: str, after: str) -> None:
    assert find_change(before, after, language)
    assert find_change(after, before, language)
    if before.upper().lower() == before:  # not so of ß, and of the Turkish ı
        assert find_change(before, before.upper(), language) == ""


@pytest.mark.parametrize(
    ("language", "before", "after"),
    [
        ("en", "Erdogan said", "Erdoğan said"),
        ("de", "sie wurden getotet", "sie wurden getötet"),
        ("de", "die Strasse", "die Straße"),
        ("ru", "недавно прищли", "недавно пришли"),
        ("ar", "الحَرْب", "الحرب"),
        ("he", "שַׁבָּת", "שבת"),
        ("fr", "l'armee est là", "l’armée est là"),
    ],
)
def test_points_and_corrected_accents_say_the_same(language: str, before: str, after: str) -> None:
    assert find_change(before, after, language) == ""


def test_without_a_dictionary_no_word_is_taken_for_a_slip() -> None:
    assert find_change("rakennuss", "rakennus", "fi")
    assert find_change("le gouvernment dit", "le gouvernement dit", "fr") == ""


@pytest.mark.parametrize(
    ("context", "beside", "is_prefix", "expected"),
    [
        ("Team Alpha said that ", "Team Beta said that ", True, "“Alpha” became “Beta”"),
        ("eam Alpha said that ", "So Team Alpha said that ", True, ""),
        ("In May the ", "In June the ", True, "“May” became “June”"),
        ("In May the ", "", True, ""),
        (" by the end of Ma", " by the end of March. More", False, ""),
        (" by the end of May", " by the end of March", False, "“May” became “March”"),
        (" in the cease-fire", " in the ceasefire of May", False, ""),
        ("There was no table ", "There was notable ", True, "“no table” became “notable”"),
        ("It fell by 5 ", "It fell by 15 ", True, "“5” became “15”"),
        ("5 ", "15 ", True, "“5” became “15”"),
        ("-5 ", "5 ", True, "“-” is gone"),
        ("not ", "He cannot ", True, "“not” became “cannot”"),
        ("cannot ", "not ", True, "“cannot” became “not”"),
        (" 12", " 120 men", False, "“12” became “120”"),
    ],
)
def test_a_context_may_be_cut_but_not_say_something_else(
    context: str, beside: str, *, is_prefix: bool, expected: str
) -> None:
    assert find_context_change(context, beside, is_prefix=is_prefix) == expected


@pytest.mark.parametrize(
    ("text", "quote"),
    [("It fell to -12 degrees.", "fell to 12 degrees"), ("It fell to 12 degrees.", "fell to -12 degrees")],
)
def test_a_sign_is_no_hyphen(text: str, quote: str) -> None:
    assert find_exact(text, quote) == ()


# --- Many texts at random ---------------------------------------------------------------------------------------------

NAMES = "Aleppo Moscow Damascus Tehran Ankara Geneva Latakia Hama Raqqa Beirut Sochi Astana".split()  # noqa: SIM905
MONTHS = "January February March April May June July August September October November December".split()  # noqa: SIM905
ACTORS = "commander minister envoy observer spokesman engineer keeper governor general diplomat".split()  # noqa: SIM905
VERBS = ("said", "reported", "announced", "recalled", "wrote", "explained")
OPPOSITES = [
    *(("won", "lost"), ("entered", "left"), ("before", "after"), ("more", "fewer"), ("north", "south")),
    *(("allowed", "forbade"), ("all", "some"), ("always", "never"), ("above", "below"), ("opened", "closed")),
    *(("with", "without"), ("every", "no")),
]
PAIRS = {**dict(OPPOSITES), **{b: a for a, b in OPPOSITES}}
SCRIPTS = [chr(zero) for zero in (0x30, 0x660, 0x6F0, 0x966, 0x9E6, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0)]
"""The zero of ten scripts."""


def sentence(rng: random.Random) -> list[str]:
    """Words of a sentence with a name, a number, a date and an opposite in it."""
    return (
        f"The {rng.choice(ACTORS)} of {rng.choice(NAMES)} {rng.choice(VERBS)} on {rng.randint(1, 28)}"
        f" {rng.choice(MONTHS)} that {rng.randint(100, 9999)} men had"
        f" {rng.choice(OPPOSITES)[0]} the hill {rng.choice(OPPOSITES)[0]} the"
        f" {rng.choice(ACTORS)} of {rng.choice(NAMES)} came"
    ).split()


def change_meaning(rng: random.Random, words: list[str]) -> list[str]:
    """The words with one thing in them that says something else."""
    changed = list(words)
    kinds: list[Callable[[], None]] = []
    for at, word in enumerate(words):
        if word in PAIRS:
            kinds.append(lambda at=at, word=word: changed.__setitem__(at, PAIRS[word]))  # type: ignore[misc]
        for others in (NAMES, MONTHS):
            if word in others:
                other = rng.choice([o for o in others if o != word])
                kinds.append(lambda at=at, other=other: changed.__setitem__(at, other))  # type: ignore[misc]
        if word.isdecimal():
            zero = ord(rng.choice(SCRIPTS))
            other = "".join(chr(zero + int(d)) for d in str(int(word) + rng.choice([1, 10, 100, -1])))
            kinds += [
                lambda at=at, other=other: changed.__setitem__(at, other),  # type: ignore[misc]
                lambda at=at, word=word: changed.__setitem__(at, f"-{word}"),  # type: ignore[misc]
                lambda at=at, word=word: changed.__setitem__(at, f"{word}0"),  # type: ignore[misc]
            ]
    had = words.index("had")
    kinds += [lambda: changed.insert(had + 1, rng.choice(["not", "never", "hardly", "allegedly"]))]
    kinds += [lambda: changed.__delitem__(slice(len(changed) - 3, None)), lambda: changed.__delitem__(slice(0, 2))]
    rng.choice(kinds)()
    return changed


def change_form(rng: random.Random, words: list[str]) -> list[str]:
    """The words with other quotation marks, hyphens, spaces or capitals, or with a slip that is to be corrected."""
    changed = list(words)
    at = rng.randrange(len(changed))
    match rng.randrange(4):
        case 0:
            changed[at] = f"“{changed[at]}”"
        case 1:
            changed[at] = changed[at].upper() if rng.random() < 0.5 else changed[at].capitalize()
        case 2:
            changed[at] = f"{changed[at]} "
        case 3 if len(changed) > at + 1 and not changed[at].isdecimal() and not changed[at + 1].isdecimal():
            changed[at : at + 2] = [f"{changed[at]}-{changed[at + 1]}"]
    return changed


def slip(rng: random.Random, word: str) -> str:
    """A slip of the keys inside a word."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice(
        [
            f"{word[:at]}{word[at + 1]}{word[at]}{word[at + 2 :]}",
            f"{word[:at]}{word[at]}{word[at:]}",
            f"{word[:at]}{word[at + 1 :]}",
        ]
    )


def blocks_of(*texts: str) -> list[Block]:
    return [Block(n, n, BlockKind.PARAGRAPH, text) for n, text in enumerate(texts, 1)]


def note_on(quote: str, paragraph: int, prefix: str = "", suffix: str = "") -> Annotation:
    return Annotation(
        "n",
        "a",
        paragraph,
        quote,
        "context",
        plain_name("editors"),
        "2026",
        Source("x.md"),
        prefix,
        suffix,
    )


OTHERS = [
    "Nobody who saw the coast that winter forgot the colour of the water.",
    "The letters are kept in a box, and the box in a cupboard of the old library.",
]


def is_certain(annotation: Annotation, *texts: str) -> bool:
    place = find_new_places(blocks_of(*texts), [annotation], []).get("n")
    return bool(place and place.certain)


def test_of_two_look_alikes_one_is_removed_and_no_note_moves_to_the_other() -> None:
    rng = random.Random(7)
    moved = []
    for _ in range(1000):
        ours = sentence(rng)
        other = change_meaning(rng, ours)
        first, last = rng.randint(0, 3), rng.randint(len(ours) - 3, len(ours))
        note = note_on(" ".join(ours[first:last]), 2)
        # its sentence is gone, the look-alike stayed; it may have been before or behind
        if " ".join(ours[first:last]) not in " ".join(other) and is_certain(
            note, OTHERS[0], f"{' '.join(other)}.", OTHERS[1]
        ):
            moved.append((ours, other))
    assert moved == []


def test_a_prefix_or_suffix_that_tells_two_look_alikes_apart_is_heard() -> None:
    rng = random.Random(8)
    moved = []
    for _ in range(1000):
        ours = sentence(rng)
        cut = rng.randint(4, 8)
        head = change_meaning(rng, [*ours[:cut], "had"])[:-1]
        if head == ours[:cut] or find_change(" ".join(ours[:cut]), " ".join(head)) == "":
            continue
        note = note_on(" ".join(ours[cut:]), 2, prefix=" ".join(ours[:cut]) + " ")
        if is_certain(note, OTHERS[0], OTHERS[1], f"{' '.join([*head, *ours[cut:]])}."):
            moved.append((ours, head))
    assert moved == []


def test_edits_that_change_the_meaning_are_never_certain() -> None:
    rng = random.Random(9)
    moved = []
    for _ in range(1000):
        ours = sentence(rng)
        other = change_meaning(rng, ours)
        texts = [f"{' '.join(other)}.", *OTHERS]
        paragraph = rng.randint(1, 3)
        rng.shuffle(texts)
        if is_certain(note_on(" ".join(ours), paragraph), *texts):
            moved.append((ours, other))
    assert moved == []


def test_edits_of_form_and_corrected_slips_still_move() -> None:
    rng = random.Random(10)
    lost = []
    for number in range(1000):
        ours = sentence(rng)
        quoted = list(ours)
        if number % 5 == 0:
            at = rng.choice([n for n, word in enumerate(ours) if len(word) > 4 and word.isalpha() and word.islower()])
            quoted[at] = slip(rng, ours[at])
            other = ours
        else:
            other = change_form(rng, ours)
        if not is_certain(note_on(" ".join(quoted), 1), OTHERS[0], f"{' '.join(other)}.", OTHERS[1]):
            lost.append((quoted, other))
    assert len(lost) <= 10, lost[:5]
