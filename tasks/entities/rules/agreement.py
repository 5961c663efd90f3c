"""Rules that look at the whole document: one string has one label, and a family name the label of the full name."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from tasks.entities.person_matching import without_arabic_article
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.transliteration import spellings
from tasks.records import Label, Mention

_SHORTEST_FAMILY = 3
_SHORTEST_NAME, _SHORTEST_ACRONYM = 4, 2
_UNSURE = frozenset({"compound", "institution", "nationality"})
_LONG_ENOUGH = 6
_LONG_LIST = 3
_SHORTEST_CLUB = 5
_CLUB_ARTICLES = frozenset(
    {"die", "der", "den", "the", "i", "gli", "le", "dei", "degli", "delle", "ai", "agli", "dai", "dagli", "sui"}
)
_SETTLED = frozenset({"title", "given-name", "government", "body", "institution", "town", "compound"})
_NO_NAME_TAGS = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "PUNCT", "NUM", "PART", "SYM"})
_BEFORE_MONTH = frozenset(
    {"in", "of", "since", "until", "till", "last", "next", "this", "early", "late", "mid", "from", "on"}
)


def majority_label(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """The most frequent label of one string wins over a lone deviation; known names keep theirs."""
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for mention in mentions:
        votes[mention.text][mention.label] += 1
    changed = []
    for mention in mentions:
        (first, count), *rest = votes[mention.text].most_common()
        wins = not rest or count > rest[0][1]
        fixed = mention.native_label == "compound" or scene.known(mention.span)
        changed.append(mention if fixed or not wins else replace(mention, label=first))
    return changed


def label_of_list(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Single words in a list of three or more are what its known names are: `Volkswagen, Corus and Fiat`."""
    changed = list(mentions)
    order = sorted(range(len(changed)), key=lambda at: changed[at].span)
    for run in _lists(scene, changed, order):
        known = {changed[at].label for at in run if scene.known(changed[at].span)}
        if len(run) < _LONG_LIST or len(known) != 1 or Label.MISC in known:
            continue
        (label,) = known
        for at in run:
            single = " " not in changed[at].text
            if single and changed[at].label is not label and not _is_settled(scene, changed[at]):
                changed[at] = replace(changed[at], label=label)
    return changed


def _lists(scene: Scene, mentions: Sequence[Mention], order: Sequence[int]) -> list[list[int]]:
    """Runs of mentions with nothing but commas and conjunctions between neighbours, a conjunction once at least."""
    runs: list[list[int]] = []
    current: list[int] = []
    joined = False
    for at in order:
        link = scene.body[mentions[current[-1]].span.end : mentions[at].span.start].strip() if current else None
        if link == "," or link in scene.vocabulary.conjunctions:
            joined = joined or link != ","
            current.append(at)
            continue
        if len(current) > 1 and joined:
            runs.append(current)
        current, joined = [at], False
    return [*runs, current] if len(current) > 1 and joined else runs


def _is_settled(scene: Scene, mention: Mention) -> bool:
    """Whether something better than an engine's guess speaks for a mention's label."""
    return mention.native_label in _SETTLED or scene.known(mention.span) is not None or mention.label is Label.MISC


def family_name_as_full_name(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A part of a person's full name, standing alone, is that person, not a place or an organisation.

    A given name only if hardly anybody else bears it: `Chelsea` may be a club.
    """
    own = _own_given_names(mentions) - scene.vocabulary.given_names
    names = {**dict.fromkeys(own, 1), **_without_genitive(scene, mentions), **families(mentions)}
    changed = []
    for mention in mentions:
        bare = _bare(mention.text, names, scene)
        single = " " not in mention.text and mention.native_label != "compound"
        if single and mention.label is not Label.PER and bare in names and not _stands_for_place(scene, mention, names):
            changed.append(replace(mention, label=Label.PER))
        else:
            changed.append(mention)
    return changed


def add_repeated(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Names of people that stand elsewhere in the article without a mention, in any transliteration.

    In English, where words begin with a capital only in headlines and names, not if the word also stands there small.
    """
    names = {*families(mentions), *_without_genitive(scene, mentions)} | {
        m.text for m in mentions if m.label is Label.PER and _is_firm(m)
    }
    given = _own_given_names(mentions)
    sounds = {sound for name in names for sound in spellings(name, scene.language) if len(name) >= _LONG_ENOUGH}
    cover = Cover(mentions)
    found = list(mentions)
    words = {token.text for token in scene.row.tokens if not token.is_capital}
    for at, token in enumerate(scene.row.tokens):
        if (
            not token.is_capital
            or token.upos in _NO_NAME_TAGS
            or not cover.is_free(token.span)
            or scene.known(token.span)
            or (scene.language == "en" and (token.upos != "PROPN" or token.text.lower() in words))
            or (token.text in scene.vocabulary.never_names and _is_date(scene, at))
        ):
            continue
        long = len(token.text) >= _LONG_ENOUGH and not scene.nationality(token.text)
        is_given = token.upos == "PROPN" and token.text in given
        if (
            is_given
            or _bare(token.text, names, scene) in names
            or (long and spellings(token.text, scene.language) & sounds)
        ):
            added = scene.mention(token.span, Label.PER, "repeated")
            if added:
                found.append(added)
    return found


def _is_date(scene: Scene, at: int) -> bool:
    """Whether a month stands in a date, where a person of the article has its name: `in May`, `May 2018`."""
    tokens = scene.row.tokens
    before = tokens[at - 1].text.lower() if scene.row.same_sentence(at - 1, at) else ""
    after = tokens[at + 1].text if scene.row.same_sentence(at, at + 1) else ""
    return before in _BEFORE_MONTH or before[:1].isdigit() or after[:1].isdigit()


def add_repeated_names(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Places and organisations of one word that stand elsewhere in the article without a mention.

    The word must be a name to the tagger there, or an acronym, and never stand small in an English text.
    """
    votes: dict[str, Counter[Label]] = defaultdict(Counter)
    for mention in mentions:
        if mention.native_label not in _UNSURE and (mention.text.isalpha() and _is_telling(mention.text)):
            votes[mention.text][mention.label] += 1
    labels = {text: max(counts, key=lambda label: (counts[label], label)) for text, counts in votes.items()}
    small = {token.text for token in scene.row.tokens if not token.is_capital} if scene.language == "en" else set()
    cover = Cover(mentions)
    found = list(mentions)
    for token in scene.row.tokens:
        text = token.text.capitalize() if token.text.isupper() and token.text not in labels else token.text
        label = labels.get(text)
        if label not in {Label.LOC, Label.ORG} or not cover.is_free(token.span) or token.text.lower() in small:
            continue
        if (token.upos == "PROPN" or token.text.isupper()) and not scene.vocabulary.is_title(token.text):
            added = scene.mention(token.span, label, "repeated")
            if added:
                found.append(added)
    return found


def add_clubs(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`die Giants` in an article about the Belfast Giants: a team by the last word of its name, behind an article.

    Only for names in the plural that are no word of German and no family name of the article.
    """
    families_ = families(mentions)
    clubs = {
        mention.text.rpartition(" ")[2] for mention in mentions if mention.label is Label.ORG and " " in mention.text
    }
    clubs = {
        word
        for word in clubs
        if len(word) >= _SHORTEST_CLUB and word.isalpha() and word.istitle() and word.endswith("s")
        if word not in families_ and word not in scene.vocabulary.common_nouns
    }
    if not clubs:
        return list(mentions)
    cover = Cover(mentions)
    found = list(mentions)
    for before, token in pairwise(scene.row.tokens):
        if token.text in clubs and cover.is_free(token.span) and before.text.lower() in _CLUB_ARTICLES:
            added = scene.mention(token.span, Label.ORG, "repeated")
            if added:
                found.append(added)
    return found


def _is_telling(text: str) -> bool:
    return text[:1].isupper() and len(text) >= (_SHORTEST_ACRONYM if text.isupper() else _SHORTEST_NAME)


def _own_given_names(mentions: Sequence[Mention]) -> frozenset[str]:
    """First words of the full names of people that only one of them bears and that are long enough to be told."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        first, *others = mention.text.split(" ")
        if mention.label is Label.PER and others and len(first) >= _SHORTEST_NAME and first.isalpha():
            bearers[first].add(others[-1])
    return frozenset(first for first, families_ in bearers.items() if len(families_) == 1)


def _is_firm(mention: Mention) -> bool:
    """Whether a one-word name of a person has a title or a government beside it somewhere."""
    return (
        " " not in mention.text
        and mention.native_label in {"title", "government"}
        and len(mention.text) >= _SHORTEST_FAMILY
    )


def families(mentions: Sequence[Mention]) -> Mapping[str, int]:
    """Last words of the full names of people, also without an Arabic article, with how often each full name stands."""
    found: Counter[str] = Counter()
    for mention in mentions:
        words = mention.text.split(" ")
        if (
            mention.label is Label.PER
            and len(words) > 1
            and len(words[-1]) >= _SHORTEST_FAMILY
            and words[-1][0].isupper()
        ):
            for family in {words[-1], without_arabic_article(words[-1])}:
                found[family] += 1
    return found


def _without_genitive(scene: Scene, mentions: Sequence[Mention]) -> Mapping[str, int]:
    """Family names that a German article has in full only with a genitive s, and elsewhere without: `Menga`."""
    if scene.language != "de":
        return {}
    texts = {mention.text for mention in mentions}
    bare = {family[:-1]: count for family, count in families(mentions).items() if family.endswith("s")}
    return {family: count for family, count in bare.items() if family in texts}


def _bare(text: str, families: Collection[str], scene: Scene) -> str:
    """`text` without a German genitive s, if that gives a family name of the article."""
    if scene.language == "de" and text.endswith("s") and text not in families and text[:-1] in families:
        return text[:-1]
    return text


def _stands_for_place(scene: Scene, mention: Mention, families: Mapping[str, int]) -> bool:
    """Whether a known place shares a person's name (`George Washington`, `Washington`).

    The place keeps the bare form.
    """
    return scene.known(mention.span) is not None and families.get(mention.text, 0) < 2
