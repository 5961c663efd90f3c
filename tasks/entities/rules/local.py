"""Rules for German adjectives of towns and lands: `der Wiener Bürgermeister`, `die steirische Firma`, `Villacher`.

They name the place, as a nationality names its country, and are MISC as nationalities are. Only those right before a
noun or a name count; whoever lives there (`die Wiener`) and bears such a name (`Mario Basler`) is none.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace

from tasks.entities.rules.agreement import families
from tasks.entities.rules.known import begins_compound
from tasks.entities.rules.scene import Cover, Scene
from tasks.entities.tokens import Token
from tasks.records import Label, Mention, Span

LOCAL = "local"
"""What such a mention is called in `native_label`."""
_PARTS_OF_TOWN = frozenset(
    {
        "Bezirk", "Stadtteil", "Ortsteil", "Stadtbezirk", "Gemeindebezirk", "Vorort", "Viertel", "Stadtviertel",
        "Innenbezirk", "Außenbezirk", "Nobelbezirk", "Nobelviertel", "Stadtkreis", "Quartier",
    }
)  # fmt: skip
_SHORTEST_TOWN = 4


def local_adjectives(scene: Scene, mentions: Sequence[Mention]) -> list[Mention]:
    """Such an adjective that no mention covers, or that is one alone; out of `Wiener Bezirk Favoriten` it is parted."""
    if scene.language != "de":
        return list(mentions)
    borne = families(mentions)
    places = {mention.text for mention in mentions if mention.label is Label.LOC}
    found = list(mentions)
    cover = Cover(found)
    for at, token in enumerate(scene.row.tokens):
        known = token.text in scene.gazetteer.local
        if not known and not (token.is_capital and town_of(token.text, scene.vocabulary.towns)):
            continue
        if not _stands_before_name(scene, at) or token.text in borne or begins_compound(scene, token.span):
            continue
        there = cover.at(token.span)
        if not there and (known or town_of(token.text, places)):
            added = scene.mention(token.span, Label.MISC, LOCAL)
            found += [added] if added else []
        for mention in there:
            parts = _parts(scene, mention, token)
            if parts:
                found = [each for each in found if each is not mention] + parts
    return found


def _parts(scene: Scene, mention: Mention, token: Token) -> list[Mention]:
    """What a mention that begins with the adjective is: the adjective, and the part of the town behind its kind."""
    if mention.label is Label.PER or mention.span.start != token.span.start:
        return []
    if mention.span == token.span:
        return [replace(mention, label=Label.MISC, native_label=LOCAL)]
    words = scene.tokens(mention.span)
    if len(words) < 2 or words[1].text not in _PARTS_OF_TOWN:
        return []
    adjective = replace(scene.resized(mention, token.span), label=Label.MISC, native_label=LOCAL)
    rest = [replace(scene.resized(mention, Span(words[2].span.start, mention.span.end)), label=Label.LOC)]
    return [adjective, *(rest if len(words) > 2 else [])]


def _stands_before_name(scene: Scene, at: int) -> bool:
    """Whether a large word of the sentence follows, for a small adjective perhaps behind another one."""
    tokens = scene.row.tokens
    following = at + 1
    while (
        scene.row.same_sentence(at, following) and tokens[following].upos == "ADJ" and not tokens[following].is_capital
    ):
        following += 1
    return scene.row.same_sentence(at, following) and tokens[following].is_capital and following - at <= 2


def town_of(word: str, towns: Container[str]) -> str | None:
    """The town of `Villacher`, `Bregenzer`, `Dresdner`, if it is among `towns`."""
    if not word.endswith("er") or len(word) < _SHORTEST_TOWN + 2:
        return None
    stem = word.removesuffix("er")
    return next((town for town in (stem, f"{stem}e", f"{stem}en", f"{stem[:-1]}en") if town in towns), None)
