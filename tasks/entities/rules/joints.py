"""Rules that part a span which an engine took for one name, though two names stand side by side in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from tasks.entities.rules.scene import PARTICLES, Scene
from tasks.entities.tokens import Token
from tasks.records import EntityKind, Label, Mention

_FEWEST, _MOST = 2, 4
_OPENING = frozenset({"von", "van", "de"})
_MIDDLE = frozenset({"der", "den", "dem", "la", "las", "los"})
"""Particles that open a family name, and those that follow one of them."""
_POSSESSIVES = frozenset({"'s", "’s"})
_NAMING = frozenset({"di", "d'", "d’", "von"})
"""Prepositions that stand inside names."""
_PARTING = frozenset({"da", "al", "alla", "con", "contro", "su", "nel", "nella", "dal", "dalla", "in", "per"})
"""Italian prepositions that stand between two names; the others are inside names."""


def part_before_person(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A known place or body before a person's full name is a name of its own: `Macedonia Gjorge Ivanov`.

    So do offices stand in Italian (`il presidente della Macedonia Gjorge Ivanov`). The given name must be in the list,
    and the known name must not be one.
    """
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        at = 0 if scene.known(mention.span) else _start_of_person(scene, tokens)
        if not at:
            kept.append(mention)
            continue
        begin = _start_of_known(scene, tokens[:at])
        before = scene.span_of(tokens[begin:at])
        entry = scene.known(before)
        if entry is None:
            kept.append(mention)
            continue
        kept.append(replace(scene.resized(mention, before), label=entry.label))
        kept.append(replace(scene.resized(mention, scene.span_of(tokens[at:])), label=Label.PER))
    return kept


def _start_of_person(scene: Scene, tokens: Sequence[Token]) -> int:
    """The index from which the tokens are a full name, after a known name; 0 if there is none."""
    for at in range(1, len(tokens) - 1):
        rest = tokens[at:]
        if not _FEWEST <= len(rest) <= _MOST or rest[0].text not in scene.vocabulary.given_names:
            continue
        plain = all(token.is_capital or token.text.lower() in PARTICLES for token in rest)
        if plain and not any(scene.is_organization_word(token.text) for token in rest):
            begin = _start_of_known(scene, tokens[:at])
            if begin < at and tokens[begin].text not in scene.vocabulary.given_names:
                return at
    return 0


def _start_of_known(scene: Scene, tokens: Sequence[Token]) -> int:
    """Where the longest known name begins that ends the tokens; their number if there is none."""
    return next((at for at in range(len(tokens)) if scene.known(scene.span_of(tokens[at:]))), len(tokens))


def part_at_preposition(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """A known name and what is said of where it lies are two: `Baja California del Messico`, `Etiopia sul Somaliland`.

    In German and Italian: where a preposition stands between two names of a span that is not known as a whole, the
    second is a known country, and the first no body (`Banca d'Italia`); or the first is known, and the preposition not
    bare `di` or `von`, which make names (`Repubblica di Corea`).
    """
    kept: list[Mention] = []
    for mention in mentions:
        cut = _preposition(scene, mention)
        if cut is None:
            kept.append(mention)
            continue
        tokens = scene.tokens(mention.span)
        for part in (tokens[: cut.start], tokens[cut.stop :]):
            span = scene.span_of(part)
            entry = scene.known(span)
            kept.append(replace(scene.resized(mention, span), label=entry.label if entry else mention.label))
    return kept


def _preposition(scene: Scene, mention: Mention) -> range | None:
    """Which tokens of a mention are a preposition, and its article, that parts two names; None if there is none."""
    tokens = scene.tokens(mention.span)
    if scene.language not in {"de", "it"} or mention.label not in {Label.PER, Label.LOC} or scene.known(mention.span):
        return None
    if any(scene.is_organization_word(token.text) for token in tokens) or not tokens[0].is_capital:
        return None
    for at in range(1, len(tokens) - 1):
        if not tokens[at].text.islower() or tokens[at].upos not in {"ADP", "DET"}:
            continue
        end = next((n for n in range(at, len(tokens)) if not tokens[n].text.islower()), len(tokens))
        if end == len(tokens) or not tokens[end].is_capital:
            return None
        before, behind = scene.known(scene.span_of(tokens[:at])), scene.known(scene.span_of(tokens[end:]))
        country = behind is not None and behind.kind is EntityKind.COUNTRY and (at > 1 or before is not None)
        if country or (before is not None and tokens[at].text not in _NAMING):
            return range(at, end)
        return None
    return None


def part_people_at_preposition(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Giorgia Meloni da Donald Trump`, `Macron al Cremlino`: what a preposition joins in an Italian span are two.

    Not `da`, which stands in names (`Leonardo da Vinci`), unless a person's name that the article has elsewhere, or one
    that begins with a given name of the list, stands behind it.
    """
    if scene.language != "it":
        return list(mentions)
    plain = [mention for mention in mentions if _PARTING.isdisjoint(mention.text.split())]
    alone = _labels(plain)
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        at = next((n for n, token in enumerate(tokens) if n and token.text in _PARTING), 0)
        behind = tokens[at + 1 :]
        if mention.label is not Label.PER or not at or not behind or not behind[0].is_capital:
            kept.append(mention)
            continue
        second = scene.span_of(behind)
        known = scene.known(second)
        full = len(behind) > 1 and behind[0].text in scene.vocabulary.given_names
        text = second.of(scene.body)
        person = full or alone.get(text) is Label.PER or _family(text, alone) is Label.PER
        if scene.known(mention.span) or not (person or (known and tokens[at].text != "da")):
            kept.append(mention)
            continue
        kept.append(scene.resized(mention, scene.span_of(tokens[:at])))
        kept.append(replace(scene.resized(mention, second), label=Label.PER if person or not known else known.label))
    return kept


def part_person_of_body(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Ken Tucker di Entertainment Weekly`: a full name and the body that the person is of, in Italian.

    A given name of the list and one more word stand before `di`; behind it stand two words or more, a word for a body,
    or a word with a capital inside (`DigitalSpy`). One plain word may be part of the name (`Luca di Montezemolo`).
    """
    if scene.language != "it":
        return list(mentions)
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        at = next((n for n, token in enumerate(tokens) if token.text == "di"), 0)
        full = at == _FEWEST and tokens[0].text in scene.vocabulary.given_names and tokens[1].is_capital
        behind = tokens[at + 1 :]
        if mention.label is not Label.PER or not full or not _is_body(scene, behind) or scene.known(mention.span):
            kept.append(mention)
            continue
        kept.append(scene.resized(mention, scene.span_of(tokens[:at])))
        kept.append(replace(scene.resized(mention, scene.span_of(behind)), label=Label.ORG))
    return kept


def _is_body(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether words behind a person's full name and `di` name a body, and not the family or its seat."""
    if not tokens or not tokens[0].is_capital or not all(token.is_capital for token in tokens):
        return False
    entry = scene.known(scene.span_of(tokens))
    if entry is not None:
        return entry.label is Label.ORG
    inside = any(not token.text.isupper() and not token.text[1:].islower() and token.text.isalpha() for token in tokens)
    named = any(scene.is_organization_word(token.text) for token in tokens)
    return len(tokens) > 1 or inside or named


def join_at_particles(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """`Von` and `Leyen` with `der` between, `Ursula von` and `Leyen`: particles between two spans make one name."""
    kept: list[Mention] = []
    for mention in mentions:
        before = kept[-1] if kept else None
        if before is not None and before.label is mention.label is Label.PER:
            between = scene.body[before.span.end : mention.span.start].split()
            opens = before.text.rpartition(" ")[2].lower() in _OPENING
            if between and opens and all(word in _MIDDLE for word in between):
                kept[-1] = scene.resized(before, before.span.cover(mention.span))
                continue
        kept.append(mention)
    return kept


def part_at_named(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Two names that the article also has apart are two where one span holds both: `Rangers Allan McGregor`.

    The second must be a person's: a full name, or a bare one behind a known name; the first may be anything but a given
    name.
    """
    alone = _labels(mentions)
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        cut = 0 if scene.known(mention.span) else _between_named(scene, mention, tokens, alone)
        if not cut:
            kept.append(mention)
            continue
        first, second = scene.span_of(tokens[:cut]), scene.span_of(tokens[cut:])
        entry = scene.known(first)
        own = Label.PER if mention.label is Label.PER else alone.get(first.of(scene.body), mention.label)
        label = entry.label if entry else own
        kept.append(replace(scene.resized(mention, first), label=label))
        kept.append(replace(scene.resized(mention, second), label=Label.PER))
    return kept


def _labels(mentions: Sequence[Mention]) -> dict[str, Label]:
    """What each text is that stands as a mention; of several labels the last in order."""
    return {mention.text: mention.label for mention in mentions}


def _between_named(scene: Scene, mention: Mention, tokens: Sequence[Token], alone: Mapping[str, Label]) -> int:
    """The index at which a span parts into two names that stand apart elsewhere; 0 if it does not."""
    for cut in range(1, len(tokens)):
        first = scene.span_of(tokens[:cut])
        second = scene.span_of(tokens[cut:]).of(scene.body)
        if tokens[0].text in scene.vocabulary.given_names and cut == 1:
            continue
        if first.of(scene.body) in alone and _is_full_name(scene, tokens[cut:]) and not alone.get(second):
            return cut
        if alone.get(second) is not Label.PER:
            continue
        known = scene.known(first) is not None and not scene.is_organization_word(tokens[-1].text)
        named = first.of(scene.body) in alone
        if (" " in second and (known or named)) or (known and mention.label is not Label.PER):
            return cut
        if named and cut > 1 and " " not in second and alone.get(tokens[cut - 1].text) is Label.PER:
            return cut
    return 0


def _is_full_name(scene: Scene, tokens: Sequence[Token]) -> bool:
    """Whether the tokens are a given name of the list and one or two words with a capital."""
    given = scene.vocabulary.given_names
    plain = all(token.is_capital and not scene.is_organization_word(token.text) for token in tokens)
    return plain and _FEWEST <= len(tokens) < _MOST and tokens[0].text in given and scene.known(tokens[-1].span) is None


def part_at_possessive(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """An English possessive parts a span (`Trump's Wheeling`), if the owner is a name by itself.

    That is a known place or body, or a name that the article has elsewhere, too. Of what it owns a single word goes if
    nothing else speaks for it.
    """
    if scene.language != "en":
        return list(mentions)
    alone = _labels(mentions)
    kept: list[Mention] = []
    for mention in mentions:
        tokens = scene.tokens(mention.span)
        at = next((at for at, token in enumerate(tokens) if at and token.text in _POSSESSIVES), 0)
        if not at or at == len(tokens) - 1 or scene.known(mention.span):
            kept.append(mention)
            continue
        owner, owned = scene.span_of(tokens[:at]), scene.span_of(tokens[at + 1 :])
        entry = scene.known(owner)
        text = owner.of(scene.body)
        label = entry.label if entry and not scene.needs_company(text) else alone.get(text) or _family(text, alone)
        if label is None:
            kept.append(mention)
            continue
        kept.append(replace(scene.resized(mention, owner), label=label))
        known = scene.known(owned)
        if known or len(tokens) - at > _FEWEST or owned.of(scene.body) in alone:
            body = known.label if known else mention.label
            kept.append(replace(scene.resized(mention, owned), label=body))
    return kept


def _family(text: str, alone: Mapping[str, Label]) -> Label | None:
    """A person's label for the last word of a full name of the article."""
    return next(
        (Label.PER for other, label in alone.items() if label is Label.PER and other.endswith(f" {text}")), None
    )
