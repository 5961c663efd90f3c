"""Rules that tell people: by the title before the name, and by a given name before another capitalised word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.rules.scene import PARTICLES, Scene
from tasks.entities.rules.words import is_common_noun
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

_NO_NAME_TAGS = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "PUNCT", "NUM", "PART", "SYM"})
_NO_FURTHER_PART = frozenset({"ADV", "AUX", "INTJ"})
"""What an English word behind a given name is that begins the next sentence of a letter: `Thanks, Sean Here you go`."""
_COMMON_NOUN = re.compile(r"(?:ung|ungen|heit|keit|schaft|tion|tionen|tät|nis|tum|ling|chen|lein|ismus|isten|innen)$")
_SYLLABLES = re.compile(r" [A-Z][a-z]{1,5}[-‐‑][a-z]{1,5}\b(?!['’])")
_TWO_SYLLABLES = re.compile(r"[A-Z]\w+ [A-Z][a-z]{1,5}[-‐‑](?!gu\b|ro\b|dong\b)[a-z]{1,5}")
_SECOND_NAME = re.compile(r"[-‐‑][A-Z][^\W\d_]+ ")
_LAST_SYLLABLE = re.compile(r"[-‐‑](?!led\b|era\b|run\b|like\b)[a-z]{2,4}\b(?!['’])")
_OF_SYLLABLES = re.compile(r"\w+ [A-Z][a-z]{1,4}")
_MOST_PARTS = 4
_GIVEN_AND_HYPHEN = 2
"""Words before the second half of a double given name; in German that half may be a noun (`Nasser-Krankenhaus`)."""
_OPENING_PARTICLES = frozenset({"van", "von", "de", "ter", "ten", "dos", "bin"})
_HYPHENS = frozenset({"-", "‐", "‑"})

_BODY_AND_HOLDER = 3
"""Fewest words of a body and the full name of its holder."""
_OF_REACH = 3
_OF_WORDS = frozenset({"di", "del", "dello", "della", "dell'", "dell’", "dei", "degli", "delle", "von", "vom", "of"})


def people_by_title(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Capitalised words after a title are a person's name: `Chancellor Olaf Scholz`, `il premier Conte`."""
    found = list(mentions)
    tokens = scene.row.tokens
    for at, token in enumerate(tokens):
        if not _is_title(scene, token) or (not token.is_capital and scene.language == "en"):
            continue
        run = _run(scene, at + 1, titled=True) if scene.row.same_sentence(at, at + 1) else ()
        if run and not _is_title(scene, tokens[at + 1]):
            found = _as_person(scene, found, run, "title")
    return found


def people_by_given_name(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A known given name before a capitalised word that is no other name begins a person's name."""
    found = list(mentions)
    tokens = scene.row.tokens
    at = 0
    while at < len(tokens):
        run = _run(scene, at, titled=False) if _begins_person(scene, at) else ()
        if len(run) > 1:
            found = _as_person(scene, found, run, "given-name")
        at += max(len(run), 1)
    return found


def part_body_from_holder(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """An office's body and its holder are two names: `il direttore della Cia William Burns`.

    The holder begins at a given name behind the first word, or behind a known name.
    """
    kept: list[Mention] = []
    for mention in mentions:
        cut = _start_of_holder(scene, mention)
        if not cut:
            kept.append(mention)
            continue
        tokens = scene.tokens(mention.span)
        body, holder = scene.span_of(tokens[:cut]), scene.span_of(tokens[cut:])
        entry = scene.known(body)
        label = entry.label if entry else Label.ORG if mention.label is Label.PER else mention.label
        kept.append(replace(scene.resized(mention, body), label=label))
        kept.append(replace(scene.resized(mention, holder), label=Label.PER))
    return kept


def _start_of_holder(scene: Scene, mention: Mention) -> int:
    """Which token of a mention behind `title + of` begins a person's name; 0 if none does."""
    tokens = scene.tokens(mention.span)
    at = scene.row.within(mention.span).start
    if len(tokens) < _BODY_AND_HOLDER or scene.known(mention.span) or not _follows_title_of(scene, at):
        return 0
    cuts = [cut for cut in range(len(tokens) - 2, 0, -1) if _is_name_only(tokens[cut:])]
    known = next((cut for cut in cuts if scene.known(scene.span_of(tokens[:cut]))), 0)
    begins_given = _is_given(scene, tokens[0].text)
    return known or next((cut for cut in cuts if not begins_given and _is_given(scene, tokens[cut].text)), 0)


def _is_name_only(tokens: Sequence[Token]) -> bool:
    """Whether words may all be of one person's name, hyphens and particles inside included."""
    first, *rest = tokens
    inside = all(token.is_capital or token.text in PARTICLES or token.text in _HYPHENS for token in rest)
    return inside and (first.is_capital or first.text in PARTICLES)


def _follows_title_of(scene: Scene, at: int) -> bool:
    """Whether a title and `of` (with an article, and an adjective before it) stand right before the token at `at`."""
    tokens = scene.row.tokens
    place = at - 1
    while place >= 0 and tokens[place].upos == "DET" and tokens[place].text.lower() not in _OF_WORDS:
        place -= 1
    if place < 1 or not scene.row.same_sentence(place, at) or tokens[place].text.lower() not in _OF_WORDS:
        return False
    return any(
        (_is_title(scene, tokens[back]) or tokens[back].text.lower() in scene.vocabulary.roles)
        and all(between.text.islower() for between in tokens[back + 1 : place])
        for back in range(place - 1, max(-1, place - 1 - _OF_REACH), -1)
        if scene.row.same_sentence(back, at)
    )


def people_by_government(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A government named after its head: `the Trump administration`, `il governo Meloni`, `die Regierung Scholz`."""
    found = list(mentions)
    tokens = scene.row.tokens
    for at, token in enumerate(tokens):
        if token.text.lower() not in scene.vocabulary.governments:
            continue
        other = at - 1 if scene.language == "en" else at + 1
        if not scene.row.same_sentence(at, other):
            continue
        name = tokens[other]
        is_name = name.is_capital and len(name.text) > 2 and not name.text.isupper()
        is_noun = name.upos in _NO_NAME_TAGS or (scene.language == "de" and name.upos != "PROPN")
        if is_name and not is_noun and not name.first and _may_be_person(scene, name):
            found = _as_person(scene, found, (name,), "government")
    return found


def join_hyphens(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A person's name does not begin or end within a double name: `Kassym-Jomart`."""
    changed = []
    for mention in mentions:
        if mention.label is Label.PER:
            within = scene.row.within(mention.span)
            start, stop = within.start, within.stop
            while _is_hyphen(scene, start - 1) and scene.row.tokens[start - 2].is_capital:
                start -= 2
            while (
                _is_hyphen(scene, stop)
                and scene.row.tokens[stop + 1].is_capital
                and _may_be_person(scene, scene.row.tokens[stop + 1])
            ):
                stop += 2
            if stop > start and (start, stop) != (within.start, within.stop):
                whole = scene.span_of(scene.row.tokens[start:stop])
                changed.append(scene.resized(mention, mention.span.cover(whole)))
                continue
        changed.append(mention)
    return changed


def join_double_names(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A person's name whose second given name an engine lost is one: `Kai-Fu Lee`, seen as `Kai` and `Lee`."""
    starts = {mention.span.start: mention for mention in mentions if mention.label is Label.PER}
    joined: list[Mention] = []
    taken: set[int] = set()
    for mention in mentions:
        if mention.span.start in taken:
            continue
        behind = _SECOND_NAME.match(scene.body, mention.span.end) if mention.label is Label.PER else None
        last = starts.get(behind.end()) if behind is not None else None
        if last is not None:
            taken.add(last.span.start)
        joined.append(scene.resized(mention, mention.span.cover(last.span)) if last is not None else mention)
    return joined


def join_family_first(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A family name in front that the article has alone, too, belongs to the name: `Ri Yong Ho` beside `Ri`."""
    alone = {m.text for m in mentions if m.label is Label.PER and " " not in m.text}
    joined: list[Mention] = []
    for mention in mentions:
        at = scene.row.within(mention.span).start
        before = scene.row.tokens[at - 1] if scene.row.same_sentence(at - 1, at) else None
        full = mention.label is Label.PER and " " in mention.text
        if before is None or not full or before.text not in alone or before.span.end + 1 != mention.span.start:
            joined.append(mention)
            continue
        joined = [each for each in joined if each.span != before.span]
        joined.append(scene.resized(mention, before.span.cover(mention.span)))
    return joined


def join_syllables(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A given name of two syllables behind a family name belongs to it: `Moon Jae-in`, `Ri Yong-ho`."""
    changed = []
    for mention in mentions:
        if _TWO_SYLLABLES.fullmatch(mention.text) and not scene.known(mention.span):
            changed.append(replace(mention, label=Label.PER))
            continue
        may_begin = mention.label is Label.PER or scene.language == "it"
        begun = may_begin and _OF_SYLLABLES.fullmatch(mention.text)
        pattern = _LAST_SYLLABLE if begun else _SYLLABLES
        behind = pattern.match(scene.body, mention.span.end) if begun or " " not in mention.text else None
        if behind is None or scene.known(mention.span):
            changed.append(mention)
        else:
            changed.append(replace(scene.resized(mention, Span(mention.span.start, behind.end())), label=Label.PER))
    return changed


def _begins_person(scene: Scene, at: int) -> bool:
    """Whether the token is a given name with no other name before it and a name-like word behind."""
    token = scene.row.tokens[at]
    if not token.is_capital or not _is_given(scene, token.text) or token.upos in _NO_NAME_TAGS:
        return False
    if not scene.row.same_sentence(at - 1, at):
        return True
    before = scene.row.tokens[at - 1]
    return (
        not before.is_capital or before.first or _is_title(scene, before) or scene.nationality(before.text) is not None
    )


def _is_title(scene: Scene, token: Token) -> bool:
    return scene.vocabulary.is_title(token.text)


def _is_given(scene: Scene, text: str) -> bool:
    names = scene.vocabulary.given_names
    return text in names or ("-" in text and text.partition("-")[0] in names)


_AT_PERSON = "da"
"""An Italian particle that behind a full name and before another says whom one is with."""


def _is_at_person(scene: Scene, at: int) -> bool:
    """Whether two full names meet at a place: `Giorgia Meloni da Donald Trump`, not in `Lula da Silva`."""
    tokens = scene.row.tokens
    if scene.language != "it" or tokens[at].text != _AT_PERSON or at + 2 >= len(tokens):
        return False
    return _is_given(scene, tokens[at + 1].text) and tokens[at + 2].is_capital and scene.row.same_sentence(at, at + 2)


def _run(scene: Scene, at: int, *, titled: bool) -> tuple[Token, ...]:
    """The capitalised words from `at` that may be a person's name, with particles and hyphens between them.

    Taggers take foreign names for nouns or verbs, so a capital counts for more than a tag; but in German, where nouns
    have capitals, a noun ends the run unless a title or a given name speaks for it and it looks like no common one.
    """
    tokens = scene.row.tokens
    run: list[Token] = []
    parts = 0
    while at < len(tokens) and parts <= _MOST_PARTS and (not run or scene.row.same_sentence(at - 1, at)):
        token = tokens[at]
        following = tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
        joins = following is not None and following.is_capital and _may_be_person(scene, following)
        if parts > 1 and _is_at_person(scene, at):
            break
        if titled and _begins_with_particle(scene, at, run):
            run.append(token)
        elif _is_name_part(scene, token, run, titled=titled):
            run.append(token)
            parts += 1
        elif run and joins and (token.text in PARTICLES or _is_initial(token.text) or _is_hyphen(scene, at)):
            run.append(token)
        else:
            break
        at += 1
    while run and not run[-1].is_capital:
        run.pop()
    return tuple(run)


def _begins_with_particle(scene: Scene, at: int, run: Sequence[Token]) -> bool:
    """Whether a small word behind a title opens a family name: `Herrn van der Meer`, `il commissario de Palacio`."""
    tokens = scene.row.tokens
    if tokens[at].text not in _OPENING_PARTICLES and not (run and run[-1].text in _OPENING_PARTICLES):
        return False
    is_particle = tokens[at].text in PARTICLES and all(not token.is_capital for token in run)
    following = tokens[at + 1] if scene.row.same_sentence(at, at + 1) else None
    return is_particle and following is not None and (following.is_capital or following.text in PARTICLES)


def _is_name_part(scene: Scene, token: Token, run: Sequence[Token], *, titled: bool) -> bool:
    if (
        not token.is_capital
        or not token.text[-1].isalpha()
        or token.upos in _NO_NAME_TAGS
        or not (_may_be_person(scene, token) or _is_other_word_as_family(scene, token, run))
        or _is_governed(scene, token, run)
    ):
        return False
    if scene.language == "en" and run and token.upos in _NO_FURTHER_PART and not _is_given(scene, token.text):
        return False
    if scene.language != "de" or token.upos in {"PROPN", "X"} or _is_given(scene, token.text):
        return True
    if run and run[-1].text in _HYPHENS:
        return len(run) > _GIVEN_AND_HYPHEN or not is_common_noun(scene.vocabulary.common_nouns, token.text)
    if _COMMON_NOUN.search(token.text) or token.upos in {"ADV", "AUX"}:
        return False
    spoken_for = titled if not run else titled or _is_given(scene, run[0].text)
    return spoken_for and (len(run) < 2 or token.upos != "NOUN" or _joined(run))


def _is_governed(scene: Scene, token: Token, run: Sequence[Token]) -> bool:
    """Whether a German dictionary word follows what looks like a full name in the genitive: `Nick Faldos Rekord`."""
    genitive = len(run) > 1 and run[-1].text.endswith("s") and run[-1].text not in scene.vocabulary.given_names
    return genitive and is_common_noun(scene.vocabulary.common_nouns, token.text.rpartition("-")[2])


def _is_other_word_as_family(scene: Scene, token: Token, run: Sequence[Token]) -> bool:
    """Whether a noble title, or the month that families are called by, follows one given name: `Theresa May`."""
    other = token.text.lower() in scene.vocabulary.royal or token.text == "May"
    return other and len(run) == 1 and token.upos == "PROPN" and _is_given(scene, run[0].text)


def _joined(run: Sequence[Token]) -> bool:
    """Whether the run ends in a double name, so that a family name must follow."""
    return len(run) > 2 and run[-2].text in _HYPHENS


def _is_hyphen(scene: Scene, at: int) -> bool:
    """Whether the token is a hyphen with a word directly on both sides."""
    tokens = scene.row.tokens
    if not 0 < at < len(tokens) - 1 or tokens[at].text not in _HYPHENS:
        return False
    return tokens[at - 1].span.end == tokens[at].span.start and tokens[at].span.end == tokens[at + 1].span.start


def _is_initial(text: str) -> bool:
    return len(text) <= 2 and text[:1].isupper() and text[-1:] in {".", text[:1]}


def _may_be_person(scene: Scene, token: Token) -> bool:
    text = token.text
    if text.isupper() and 1 < len(text) <= 5:
        return False
    if scene.is_organization_word(text) or scene.vocabulary.is_title(text) or text in scene.vocabulary.never_names:
        return False
    entry = scene.gazetteer.name(text)
    known = entry is not None and entry.label is not Label.PER and not scene.needs_company(text)
    return not known and scene.nationality(text) is None and "-" not in text[-1:]


def _as_person(scene: Scene, mentions: list[Mention], run: Sequence[Token], rule: str) -> list[Mention]:
    """`mentions` with the run as a person: what overlaps it is relabelled, grown or, where nothing was, added.

    A place that begins like a person (`Marina di Ostia`, `Santiago de Compostela`) stays one.
    """
    span = scene.span_of(run)
    there = [mention for mention in mentions if mention.span.overlaps(span)]
    if any(scene.known(mention.span) or _is_wider(scene, mention, span) for mention in there):
        return mentions
    if len(there) == 1 and there[0].label is Label.PER and there[0].span.contains(span):
        return mentions
    if rule == "given-name" and scene.language == "en" and any(_is_whole(scene, mention, span) for mention in there):
        return mentions
    named_for = any(token.text in PARTICLES for token in run)
    if rule == "given-name" and named_for and any(mention.label is Label.LOC for mention in there):
        return mentions
    if len(there) == 1:
        whole = Span(span.start, max(there[0].span.end, span.end))
        grown = replace(scene.resized(there[0], whole), label=Label.PER)
        return [grown if mention is there[0] else mention for mention in mentions]
    added = scene.mention(span, Label.PER, rule)
    return [mention for mention in mentions if mention not in there] + ([added] if added else [])


def _is_whole(scene: Scene, mention: Mention, span: Span) -> bool:
    """Whether the engine saw a whole name where the run begins: a person's full name, or three words of another kind.

    What a reader takes for one more family name is then the next word of a list or a letter, and three words with
    capitals that are no person are a place or a body named after one: `John Golden Theatre`.
    """
    if mention.span.start != span.start:
        return False
    words = [token for token in scene.tokens(mention.span) if token.is_capital]
    return len(words) > 1 if mention.label is Label.PER else len(words) > 2


def _is_wider(scene: Scene, mention: Mention, span: Span) -> bool:
    """Whether a mention that holds the run is another kind of name: it has more words, or one of an organisation."""
    tokens = scene.tokens(mention.span)
    if any(scene.is_organization_word(token.text) for token in tokens):
        return True
    if mention.label is Label.PER:
        return False
    more = mention.span.end > span.end or mention.span.start < span.start
    return mention.span.contains(span) and more
