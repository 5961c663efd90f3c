"""Rules about where a mention begins and ends, and about what is no name at all."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from tasks.entities.gazetteers import straight
from tasks.entities.rules.scene import PARTICLES, Scene
from tasks.entities.tokens import Token, in_any
from tasks.records import EntityKind, Label, Mention, Span

_EDGE = " \t\n\"'“”„«»‚‘’`()[]{},;:!?•–—-…*/|"
_ELIDED = re.compile(r"^(?:l|d|un|all|dall|dell|nell|sull|quell|c|s)['’](?=\w)", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’][sS]?$")
_LONGEST_SMALL_WORD = 2
_OPENING = frozenset({".", ":", "!", "?", "«", "»", "„", "“", "”", '"', "("})
_JOINED = frozenset({Label.PER, Label.LOC})
_SEAT = re.compile(r"[RDI]\s?[-–]\s?(?=[A-Z])")
"""A party before a state: `R-Arizona`."""
_SCORE = re.compile(r"\s+\d+\s?[-–:]\s?\d+(?:\s+|$)")
_BREAK = re.compile(rf"(?<=\w)\s?/\s?(?=[^\W\d_])|\s+\(|{_SCORE.pattern}")
_NO_NAME_TAGS = frozenset({"PRON", "DET", "ADP", "AUX", "CCONJ", "SCONJ", "PUNCT", "NUM", "PART", "INTJ"})
_LOOSE_TAGS = frozenset({"DET", "ADP", "PRON", "CCONJ", "SCONJ", "PART", "PUNCT", "AUX"})

_PORTFOLIOS = frozenset(
    {
        "Esteri", "Interni", "Interno", "Difesa", "Economia", "Finanze", "Giustizia", "Salute", "Sanità", "Istruzione",
        "Ambiente", "Trasporti", "Tesoro", "Lavoro", "Cultura", "Commercio", "Energia", "Stato", "Infrastrutture",
        "Welfare", "Mobilità", "Urbanistica", "Bilancio", "Turismo", "Sport", "Agricoltura", "Scuola", "Casa",
        "Sicurezza", "Università", "Famiglia", "Protezione", "Riforme", "Disabilità", "Sviluppo", "Patrimonio", "Verde",
        "Sociale",
    }
)  # fmt: skip
_MINISTER_OF = re.compile(
    r"(?:ministr|segretari|assessor)[oaei] "
    r"(?:degli |dell['’]|della |delle |dei |del |di |alla |al |all['’]|allo |ai |agli |alle )$",
    re.IGNORECASE,
)
_MINISTER_REACH = 30
_NOBLE_FAMILIES = frozenset({"Conte", "King", "Duke", "König", "Kaiser", "Graf", "Herzog", "Fürst"})
_ARTICLES = frozenset(
    {
        "il", "del", "al", "dal", "col", "un", "the", "a", "his", "her", "der", "die", "den", "dem", "des", "ein",
        "eines", "einem", "einen",
    }
)  # fmt: skip


def drop_furniture(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """No mention in lines that are furniture."""
    return [mention for mention in mentions if not in_any(mention.span, scene.furniture)]


def trim_edges(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Articles, prepositions, quotation marks, punctuation and possessive s at the edges are no part of a name.

    Nor is a day or another word that is never a name before a person's: `Venerdì Warren`.
    """
    trimmed = []
    for mention in mentions:
        span = _without_edges(scene, mention.span)
        tokens = scene.tokens(span) if mention.label is Label.PER else ()
        if len(tokens) > 1 and straight(tokens[0].text) in scene.vocabulary.never_names and not scene.known(span):
            span = Span(tokens[1].span.start, span.end)
        if len(span):
            trimmed.append(scene.resized(mention, span))
    return trimmed


def strip_titles(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A person's title, and what stands before it, is no part of the name: `US-Präsident Donald Trump`.

    What an engine calls an organisation or a place is a person, too, if it is a title and then no word of an
    organisation.
    """
    kept = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        if not tokens or scene.known(mention.span):
            kept.append(mention)
            continue
        cut = _end_of_titles(scene, tokens)
        if cut == len(tokens) and _is_family_name(scene, mention, tokens):
            cut = 0
        if mention.label is not Label.PER and (cut in {0, len(tokens)} or not _is_office_and_name(scene, tokens, cut)):
            kept.append(mention)
        elif cut < len(tokens):
            span = Span(max(mention.span.start, tokens[cut].span.start), mention.span.end)
            kept.append(replace(scene.resized(mention, _without_edges(scene, span)), label=Label.PER))
    return [mention for mention in kept if len(mention.span)]


def strip_portfolios(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """An Italian minister's field is no part of the name: `il ministro degli Esteri | Ri Yong Ho`."""
    kept = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        field = bool(tokens) and tokens[0].text in _PORTFOLIOS
        if field and len(tokens) == 1 and mention.label is Label.ORG and _is_field(scene, mention):
            continue
        if field and len(tokens) > 1 and tokens[1].is_capital and _is_field(scene, mention):
            span = Span(tokens[1].span.start, mention.span.end)
            kept.append(replace(scene.resized(mention, span), label=Label.PER))
        else:
            kept.append(mention)
    return kept


def _is_field(scene: Scene, mention: Mention) -> bool:
    """Whether what stands before a name ends in a minister and a preposition."""
    before = scene.body[max(0, mention.span.start - _MINISTER_REACH) : mention.span.start]
    return _MINISTER_OF.search(before) is not None


def split_known(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A span of known names and small words is those names: `Mosca il Kazakistan`."""
    kept: list[Mention] = []
    for mention in mentions:
        parts = [] if scene.known(mention.span) else _known_parts(scene, scene.tokens(mention.span))
        if len(parts) > 1:
            labels = [scene.known(part) for part in parts]
            kept += [
                replace(scene.resized(mention, part), label=entry.label if entry else mention.label)
                for part, entry in zip(parts, labels, strict=True)
            ]
        else:
            kept.append(mention)
    return kept


def _known_parts(scene: Scene, tokens: Sequence[Token]) -> list[Span]:
    """The known names that `tokens` consist of, small words between them; empty if anything else has a capital."""
    parts: list[Span] = []
    at, small = 0, False
    while at < len(tokens):
        sizes = range(len(tokens) - at, 0, -1)
        size = next((n for n in sizes if scene.known(scene.span_of(tokens[at : at + n]))), 0)
        if size:
            parts.append(scene.span_of(tokens[at : at + size]))
        elif tokens[at].text.islower():
            small = True
        else:
            return []
        at += max(size, 1)
    return parts if small or _is_body_beside_country(scene, parts) else []


def _is_body_beside_country(scene: Scene, parts: Sequence[Span]) -> bool:
    """Whether an organisation's acronym and countries stand side by side: `EU Ungarn` of `wird die EU Ungarn ...`."""
    entries = [scene.known(part) for part in parts]
    bodies = [
        entry is not None and entry.label is Label.ORG and part.of(scene.body).isupper()
        for part, entry in zip(parts, entries, strict=True)
    ]
    countries = [entry is not None and entry.kind is EntityKind.COUNTRY for entry in entries]
    return any(bodies) and all(body or country for body, country in zip(bodies, countries, strict=True))


def part_at_small_words(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A verb in lower case parts two names (`Macron traf Selenskyj`); a nationality before a name is none of it."""
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        if len(tokens) < 2 or mention.label is Label.MISC or scene.known(mention.span):
            kept.append(mention)
            continue
        parts: list[list[Token]] = [[]]
        for token in tokens:
            if token.text.islower() and (token.upos in {"VERB", "AUX"} or _is_german_verb(scene, mention, token)):
                parts.append([])
            else:
                parts[-1].append(token)
        if parts[0] and parts[0][0].text.islower() and scene.nationality(parts[0][0].text):
            parts[0] = parts[0][1:]
        if sum(len(part) for part in parts) == len(tokens):
            kept.append(mention)
            continue
        spans = [scene.span_of(part) for part in parts if any(token.is_capital for token in part)]
        kept += [scene.resized(mention, _without_edges(scene, span)) for span in spans]
    return [mention for mention in kept if len(mention.span)]


def _is_german_verb(scene: Scene, mention: Mention, token: Token) -> bool:
    """A word written small inside a German person's name, if it is no particle: `Trump lud Tokajew`."""
    inside = mention.span.start < token.span.start and token.span.end < mention.span.end
    return (
        scene.language == "de"
        and mention.label is Label.PER
        and inside
        and token.text.isalpha()
        and len(token.text) > _LONGEST_SMALL_WORD
        and token.text not in PARTICLES
        and token.upos in {"PROPN", "NOUN", "ADJ", "ADV"}
    )


def reject_junk(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """No name: words without a capital that are no nationality, numbers, pronouns, days, months and bare titles."""
    return [mention for mention in mentions if not _is_junk(scene, mention)]


def split_lines_and_joints(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A name does not run over a comma, a semicolon, a bracket or a line break; `and` joins two people, not one.

    Nor does it run over the score of a match; a place's or person's not over a slash: `Nairobi/Port Sudan`.
    """
    mentions = [part for mention in mentions for part in _between_breaks(scene, mention)]
    joints = {"and", "und", "e", "ed", "&", "sowie", "oder", "or", "o"}
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        parts: list[list[Token]] = [[]]
        for token in tokens:
            joint = token.text in {",", ";", "|", "•"} or (mention.label in _JOINED and token.text in joints)
            if joint and not scene.known(mention.span):
                parts.append([])
            else:
                parts[-1].append(token)
        if len(parts) == 1:
            kept.append(mention)
            continue
        for part in parts:
            if part and any(token.is_capital for token in part):
                span = scene.span_of(part)
                low, high = max(span.start, mention.span.start), min(span.end, mention.span.end)
                if low < high:
                    kept.append(scene.resized(mention, Span(low, high)))
    return kept


def _between_breaks(scene: Scene, mention: Mention) -> list[Mention]:
    breaks = _BREAK if mention.label in {Label.PER, Label.LOC} else _SCORE
    found = list(breaks.finditer(mention.text))
    if not found or scene.known(mention.span):
        return [mention]
    starts = [0, *(each.end() for each in found)]
    ends = [*(each.start() for each in found), len(mention.text)]
    first = mention.span.start
    return [
        scene.resized(mention, Span(first + start, first + end))
        for start, end in zip(starts, ends, strict=True)
        if start < end
    ]


def _without_edges(scene: Scene, span: Span) -> Span:
    """`span` less what cannot begin or end a name; may be empty."""
    start, end = span.start, span.end
    changed = True
    while changed and start < end:
        changed = False
        while start < end and scene.body[start] in _EDGE:
            start, changed = start + 1, True
        while start < end and scene.body[end - 1] in _EDGE:
            end, changed = end - 1, True
        if start >= end:
            break
        text = scene.body[start:end]
        elided = _ELIDED.match(text)
        if elided and text[elided.end() :][:1].isupper():
            start, changed = start + elided.end(), True
            continue
        owner = _POSSESSIVE.search(text)
        if owner and owner.start() > 0 and not scene.known(Span(start, end)):
            end, changed = end - len(owner.group()), True
            continue
        tokens = scene.tokens(Span(start, end))
        if len(tokens) > 1 and _is_loose(scene, tokens[0], Span(start, end)):
            start, changed = tokens[1].span.start, True
        elif len(tokens) > 1 and tokens[-1].upos in _LOOSE_TAGS and tokens[-1].text.islower():
            end, changed = tokens[-2].span.end, True
    return Span(min(start, end), end)


def _is_loose(scene: Scene, token: Token, span: Span) -> bool:
    """Whether a first token does not belong to the name: an article or preposition, unless the whole is known."""
    if scene.known(span):
        return False
    if not (token.text.islower() or token.first or _begins_afresh(scene, token)):
        return False
    return token.upos in _LOOSE_TAGS and token.text.lower() not in PARTICLES - {
        "der",
        "den",
        "di",
        "da",
        "la",
        "le",
        "del",
        "della",
    }


def _begins_afresh(scene: Scene, token: Token) -> bool:
    """Whether a full stop, colon or quotation mark stands before: sentences are not always parted where they end."""
    at = scene.row.within(token.span).start
    return at > 0 and scene.row.tokens[at - 1].text in _OPENING


def _end_of_titles(scene: Scene, tokens: Sequence[Token]) -> int:
    """How many tokens at the front are titles, with what stands before them; all of them if nothing else is there."""
    cut = 0
    for size in range(len(tokens), 0, -1):
        if scene.vocabulary.is_title(" ".join(token.text for token in tokens[:size])):
            cut = size
            break
    for at, token in enumerate(tokens):
        following_capital = at + 1 < len(tokens) and tokens[at + 1].is_capital
        office = scene.vocabulary.office(token.text) is not None
        before = all(_may_precede_title(scene, other) for other in tokens[:at])
        if (
            at >= cut
            and following_capital
            and (office or at == cut)
            and before
            and scene.vocabulary.is_title(token.text)
        ):
            cut = at + 1
    while cut and cut < len(tokens) and not any(token.is_capital for token in tokens[cut:]):
        cut = len(tokens)
    return cut


def _is_family_name(scene: Scene, mention: Mention, tokens: Sequence[Token]) -> bool:
    """`il premier Conte`, `King said`: a noble title that is a common family name, alone and without an article."""
    if len(tokens) > 1 or mention.label is not Label.PER or tokens[0].text not in _NOBLE_FAMILIES:
        return False
    at = scene.row.within(mention.span).start
    before = scene.row.tokens[at - 1].text.lower() if at else ""
    return before not in _ARTICLES and not before.endswith(("l'", "l’"))


def _is_office_and_name(scene: Scene, tokens: Sequence[Token], cut: int) -> bool:
    """Whether the words before `cut` hold an office and those after it nothing but capitalised words of a person.

    A courtesy is enough before a given name: `Dott.ssa Christine Ford`.
    """
    office = any(scene.vocabulary.office(token.text) for token in tokens[:cut])
    office = office or (bool(cut) and tokens[cut].text in scene.vocabulary.given_names)
    rest = [token for token in tokens[cut:] if token.text not in {"-", "‐", "‑"}]
    plain = all(token.is_capital or token.text in PARTICLES for token in rest)
    other = any(
        scene.is_organization_word(token.text) or scene.known(token.span) or scene.nationality(token.text)
        for token in rest
    )
    return office and plain and not other


def _may_precede_title(scene: Scene, token: Token) -> bool:
    text = token.text
    return bool(
        scene.nationality(text)
        or scene.gazetteer.name(text)
        or scene.vocabulary.is_title(text)
        or text.islower()
        or token.upos == "ADJ"
    )


def _is_junk(scene: Scene, mention: Mention) -> bool:
    text = straight(mention.text)
    if scene.known(mention.span) or scene.nationality(text):
        return False
    if text in scene.vocabulary.never_names or not any(letter.isalpha() for letter in text):
        return True
    if not any(letter.isupper() for letter in text):
        return scene.gazetteer.name(text.title()) is None
    tokens = scene.tokens(mention.span)
    if len(text) == 1 or (tokens and all(token.upos in _NO_NAME_TAGS for token in tokens)):
        return True
    title = scene.vocabulary.is_title(text) and not _is_family_name(scene, mention, tokens)
    return len(tokens) == 1 and (title or bool(re.fullmatch(r"[\d.,:%+-]+\w?", text)))


def strip_party_of_seat(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`(R-Arizona)` behind a member of Congress names the state that he or she sits for."""
    changed = []
    for mention in mentions:
        seat = _SEAT.match(mention.text)
        if seat is None or not scene.body[: mention.span.start].endswith("("):
            changed.append(mention)
            continue
        state = scene.resized(mention, Span(mention.span.start + seat.end(), mention.span.end))
        changed.append(replace(state, label=Label.LOC))
    return changed
