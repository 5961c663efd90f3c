"""Rules that tell a common word from a name where the capital does not, as in German."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace

from tasks.entities.concepts import lexicon
from tasks.entities.rules.scene import PARTICLES, Cover, Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Language, Mention, Span

_KINDS = (
    "konzern",
    "händler",
    "hersteller",
    "bauer",
    "firma",
    "unternehmen",
    "riese",
    "anbieter",
    "betreiber",
    "sender",
)
"""Endings of nouns that tell what a company does and are not part of its name."""
_ABSTRACT = ("keit", "heit", "ung", "schaft", "tion", "tät")
"""Endings of German abstract nouns, which are no family names."""
_ENGLISH = Language("en")
_SURE_TAGS = frozenset({"PROPN", "X"})
_SHORTEST_COMPOUND = 11
_SHORTEST_HEAD = 5
_SHORTEST_FRONT = 4
_SHORTEST_NAME = 3
_SHORTEST_DECISIVE = 10
_ALSO_A_TOWN = "Land"
"""Not in the dictionary of words that are no names."""
_GENITIVE_ARTICLES = frozenset({"des", "eines", "dieses", "jenes", "seines", "ihres"})
_PLURAL = re.compile(r"(?:en|n|s|es)$")
_ENDS_OF_NAMES = (
    *(
        "berg",
        "berge",
        "berger",
        "burg",
        "land",
        "lands",
        "feld",
        "bach",
        "stein",
        "hof",
        "hofer",
        "dorf",
        "heim",
        "tal",
    ),
    *("hausen", "hoff", "brück", "wald", "see", "mann", "born", "furt", "ort", "stadt", "kirche", "kirchen", "haus"),
    *("italien", "deutschland", "amerika", "europa", "asien", "afrika"),
)
"""Ends of German names of places and families that are words, too."""


def reject_common_nouns(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A single German noun that stands in the dictionary, and that the tagger takes for a noun, is no name.

    Towns, given and family names, acronyms and gazetteer names are not in that dictionary.
    """
    if not scene.vocabulary.common_nouns:
        return list(mentions)
    return [mention for mention in mentions if not _is_common(scene, mention)]


def trim_common_nouns(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """German dictionary words at the edges of a person's name go: `Matthew Williams Liebeskummer`.

    So does the noun that tells what a place or organisation is (`Pharmakonzern Novartis`), if it makes no name itself
    and places are not named with it in other languages, too (`Provinz Yunnan`).
    """
    if not scene.vocabulary.common_nouns:
        return list(mentions)
    return [
        mention
        if " " not in mention.text
        else _trimmed(scene, mention)
        if mention.label is Label.PER
        else _without_kind(scene, _without_object(scene, mention))
        for mention in mentions
    ]


def cut_after_genitive(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A German name in the genitive and the dictionary word it governs are a name and a word: `Halketts Kopfschuss`.

    Not so where the word makes an organisation of both (`Barclays Bank`), or both are known.
    """
    if not scene.vocabulary.common_nouns:
        return list(mentions)
    return [_without_governor(scene, mention) for mention in mentions]


def _without_governor(scene: Scene, mention: Mention) -> Mention:
    tokens = scene.tokens(mention.span)
    if len(tokens) < 2 or scene.known(mention.span):
        return mention
    *name, noun = tokens
    genitive = name[-1].text.endswith(("s", "'", "’")) and name[-1].is_capital and name[-1].upos == "PROPN"
    if not genitive or noun.upos != "NOUN" or scene.is_organization_word(noun.text):
        return mention
    last = noun.text.rpartition("-")[2]
    if not is_common_noun(scene.vocabulary.common_nouns, last[:1].upper() + last[1:]):
        return mention
    return scene.resized(mention, Span(mention.span.start, name[-1].span.end))


def part_at_genitive(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A person's German genitive parts a span: `Corbyns Labour Party`, `Halketts Kopfschuss`.

    The name without its s must be a word of the article, or a given name stand before it. What is governed stays a
    name if it is a known one or an organisation's; else it goes.
    """
    if scene.language != "de":
        return list(mentions)
    words = {token.text for token in scene.row.tokens if token.is_capital}
    borne = {mention.text.rpartition(" ")[2] for mention in mentions if mention.label is Label.PER} & words
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        cut = (
            0
            if len(tokens) < 2 or scene.known(mention.span)
            else _end_of_genitive(scene, mention, tokens, words, borne)
        )
        if not cut:
            kept.append(mention)
            continue
        owner, governed = scene.span_of(tokens[:cut]), scene.span_of(tokens[cut:])
        kept.append(replace(scene.resized(mention, owner), label=Label.PER))
        entry = scene.known(governed)
        if entry or any(scene.is_organization_word(token.text) for token in tokens[cut:]):
            kept.append(replace(scene.resized(mention, governed), label=entry.label if entry else Label.ORG))
    return kept


def _end_of_genitive(
    scene: Scene, mention: Mention, tokens: Sequence[Token], words: Collection[str], borne: Collection[str]
) -> int:
    """The index behind a person's name in the genitive at the front of a span; 0 if there is none.

    `words` are those of the article with a capital, `borne` the last ones of its people's names.
    """
    if tokens[0].text[:-1] in borne and tokens[0].text.endswith("s") and tokens[0].text not in borne:
        return 1
    if mention.label is Label.LOC and scene.known(scene.span_of(tokens[1:])) is None and len(tokens) > 2:
        return 0
    for at, token in enumerate(tokens[:-1]):
        bare = token.text[:-1]
        if not token.text.endswith("s") or not token.is_capital or len(bare) < _SHORTEST_NAME:
            continue
        if token.text in scene.vocabulary.given_names or scene.known(token.span) or scene.is_organization_word(bare):
            continue
        full = at == 1 and tokens[0].text in scene.vocabulary.given_names
        if scene.vocabulary.towns.get(bare) and not full:
            continue
        governed = tokens[at + 1]
        noun = governed.is_capital and (
            is_common_noun(scene.vocabulary.common_nouns, governed.text.rpartition("-")[2].capitalize())
            or governed.upos == "NOUN"
            or scene.known(scene.span_of(tokens[at + 1 :])) is not None
        )
        if noun and (full or bare in words):
            return at + 1
    return 0


def _without_object(scene: Scene, mention: Mention) -> Mention:
    """`Ukraine` of `gab der Ukraine Panzer`: a dictionary word behind a known place or organisation goes.

    Not so of an organisation where the tagger takes it for a name, too: clubs have English words (`Birmingham City`).
    """
    tokens = scene.tokens(mention.span)
    if len(tokens) < 2 or scene.known(mention.span) or scene.known(scene.span_of(tokens[:-1])) is None:
        return mention
    if mention.label is Label.ORG and tokens[-1].upos == "PROPN":
        return mention
    if scene.is_organization_word(tokens[-1].text) or not is_common_noun(
        scene.vocabulary.common_nouns, tokens[-1].text
    ):
        return mention
    return scene.resized(mention, Span(mention.span.start, tokens[-2].span.end))


def _without_kind(scene: Scene, mention: Mention) -> Mention:
    tokens = scene.tokens(mention.span)
    if len(tokens) < 2 or scene.known(mention.span) or not _is_noun(scene, tokens[0]) or _is_noun(scene, tokens[1]):
        return mention
    kind = tokens[0].text.lower()
    if mention.label is Label.LOC and lexicon(scene.language).meanings(kind):
        return mention
    if scene.is_organization_word(tokens[0].text) and not kind.endswith(_KINDS):
        return mention
    return scene.resized(mention, Span(tokens[1].span.start, mention.span.end))


def _trimmed(scene: Scene, mention: Mention) -> Mention:
    if scene.known(mention.span):
        return mention
    tokens = list(scene.tokens(mention.span))
    while len(tokens) > 1 and _is_noun(scene, tokens[0]):
        tokens.pop(0)
    while len(tokens) > 1 and (_is_noun(scene, tokens[-1]) or _is_noun_behind_name(scene, tokens)):
        if _is_family_name(scene, tokens):
            break
        tokens.pop()
    span = scene.span_of(tokens)
    kept = Span(max(span.start, mention.span.start), min(span.end, mention.span.end))
    return scene.resized(mention, kept) if any(token.is_capital for token in tokens) else mention


def _is_family_name(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether the last word follows a lone given name or a particle, so that a name lacks it: `Joachim Fest`."""
    *others, before, _ = tokens
    return before.text in PARTICLES or (not others and before.text in scene.vocabulary.given_names)


def _is_noun_behind_name(scene: Scene, tokens: Sequence[Token]) -> bool:
    """A dictionary word behind a known name, or an abstract one behind any, whatever its tag: `Kiew Panzer`."""
    known = scene.known(scene.span_of(tokens[:-1])) is not None or tokens[-1].text.endswith(_ABSTRACT)
    return known and is_common_noun(scene.vocabulary.common_nouns, tokens[-1].text)


def _is_noun(scene: Scene, token: Token) -> bool:
    if token.upos != "NOUN" or not is_common_noun(scene.vocabulary.common_nouns, token.text):
        return False
    return bool(lexicon(scene.language).meanings(token.text)) or not lexicon(_ENGLISH).meanings(token.text)


def _is_common(scene: Scene, mention: Mention) -> bool:
    tokens = scene.tokens(mention.span)
    if mention.label is Label.MISC or len(tokens) != 1 or tokens[0].span != mention.span:
        return False
    token = tokens[0]
    if scene.known(mention.span):
        return False
    if token.upos in _SURE_TAGS:
        return _is_genitive(scene, mention)
    return is_common_noun(scene.vocabulary.common_nouns, token.text)


def _is_genitive(scene: Scene, mention: Mention) -> bool:
    """`des südamerikanischen Landes`: a dictionary word in the genitive, whatever the tagger says."""
    stem = mention.text.removesuffix("es")
    if stem == mention.text or not (stem in scene.vocabulary.common_nouns or stem == _ALSO_A_TOWN):
        return False
    at = scene.row.within(mention.span).start - 1
    while scene.row.same_sentence(at, at + 1) and scene.row.tokens[at].upos == "ADJ":
        at -= 1
    return scene.row.same_sentence(at, at + 1) and scene.row.tokens[at].text.lower() in _GENITIVE_ARTICLES


def is_common_noun(nouns: frozenset[str], word: str) -> bool:
    """Whether `word` is in the dictionary, or a compound of two words of it (`Dessert` + `Bananen`)."""
    if word in nouns:
        return True
    if len(word) < _SHORTEST_COMPOUND or not word[1:].islower():
        return False
    return any(
        word[cut:].capitalize() in nouns and any(word[:cut].removesuffix(link) in nouns for link in ("", "s"))
        for cut in range(_SHORTEST_FRONT, len(word) - _SHORTEST_HEAD + 1)
    )


def reject_compounds(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A German word of the dictionary is no name where its form or place says so, whatever the tagger takes it for.

    Its form, if it is a long compound (`Beweismaterial`) that does not end as names of places and families do; its
    place, if it follows a number, or an article or pronoun that stands before no name (`eine`, `mein`, `15 Schweine`).
    """
    if not scene.vocabulary.common_nouns:
        return list(mentions)
    return [mention for mention in mentions if not _is_dictionary_word(scene, mention)]


def _is_dictionary_word(scene: Scene, mention: Mention) -> bool:
    tokens = scene.tokens(mention.span)
    if mention.label is Label.MISC or " " in mention.text or not tokens or scene.known(mention.span):
        return False
    front, hyphen, word = mention.text.rpartition("-")
    if mention.text in scene.vocabulary.towns or scene.is_organization_word(mention.text):
        return False
    nouns = scene.vocabulary.common_nouns
    plain = any(is_common_noun(nouns, form) for form in (word, _PLURAL.sub("", word), word.removesuffix("n")))
    if not plain or word.endswith(_ENDS_OF_NAMES) or (hyphen and not word[:1].isupper()):
        return False
    double = (
        bool(front) and mention.label is not Label.LOC and front.rpartition("-")[2] not in scene.vocabulary.given_names
    )
    return len(word) >= _SHORTEST_DECISIVE or double or _follows_quantity(scene, tokens[0])


def _follows_quantity(scene: Scene, token: Token) -> bool:
    """Whether a number, or a determiner that is no definite article, stands before the token."""
    at = scene.row.within(token.span).start
    if not scene.row.same_sentence(at - 1, at):
        return False
    before = scene.row.tokens[at - 1]
    quantity = before.upos == "NUM" or (before.upos == "DET" and before.text.lower() not in scene.vocabulary.definite)
    return quantity and before.text.islower() | before.text.isdigit()


def reject_words_of_article(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A single word that the article also has as a common one is no name: small in English and Italian (`Says`).

    In German, where nouns have capitals, a dictionary word that is taken for a name no more often than not.
    """
    nouns = scene.vocabulary.common_nouns
    if nouns:
        cover = Cover(mentions)
        left = Counter(token.text for token in scene.row.tokens if token.text in nouns and cover.is_free(token.span))
        taken = Counter(mention.text for mention in mentions)
        common = {word for word, count in left.items() if count >= taken[word]}
    else:
        common = {token.text.capitalize() for token in scene.row.tokens if token.text.islower()}
    return [mention for mention in mentions if not _is_of(scene, mention, common)]


def _is_of(scene: Scene, mention: Mention, common: Collection[str]) -> bool:
    if mention.text not in common or mention.label is Label.MISC or scene.known(mention.span):
        return False
    return not scene.is_organization_word(mention.text) and mention.text not in scene.vocabulary.institutions
