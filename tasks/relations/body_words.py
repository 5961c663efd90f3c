"""Bodies that stand in an office's own word, or in words that are misread: `Bundestagspräsident`, `City-Manager`.

Bodies named beside an office belong to office_bodies.py.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import End, EntityKind, Label, Word
from tasks.relations.clubs import body_with_word
from tasks.relations.document import Reading
from tasks.relations.entries import Lexicon
from tasks.relations.office_words import OfficeWords

BELONGING = frozenset({"of", "von", "di", "for", "für", "per", "at", "bei", "'s"})
_PARTY_STEMS = ("republikan", "demokrat")
_SEATED = frozenset({EntityKind.ORGANIZATION, EntityKind.PLACE})


class BodyWords:
    """Finds such bodies in one article."""

    def __init__(self, reading: Reading, lexicon: Lexicon) -> None:
        """Remember the article."""
        self.reading = reading
        self.lexicon = lexicon

    def by_name(self, prefix: str, word: Word) -> End | None:
        """The body of the article that the front of a compound names: `SPD` of `SPD-Chef`."""
        for mention in self.reading.mentions_in(word.span):
            if mention.label is not Label.PER:
                return End(mention.span, mention.text, mention.entity)
        lowered = prefix.lower()
        for entity in self.reading.entities:
            if entity.label is not Label.PER and any(
                alias.text.lower() in {lowered, lowered + "s"} for alias in entity.aliases
            ):
                return End(word.span, self.reading.body[word.span.start : word.span.end], entity.number)
        part = body_with_word(self.reading, prefix) if "-" not in prefix else None
        return None if part is None else End(word.span, self.reading.body[word.span.start : word.span.end], part)

    def inside_word(self, words: Sequence[Word], office: OfficeWords) -> list[tuple[bool, End]]:
        """`Bundestagspräsident`, `Kremlsprecher`: an office of the lexicon that begins with a body of the article."""
        word = words[office.first]
        if self.lexicon.language != "de" or office.prefix or office.first != office.last:
            return []
        form = word.lemma.lower()
        for entity in self.reading.entities:
            name = entity.name.lower()
            known = entity.kind in _SEATED and form.startswith(name)
            if known and (form.removeprefix(name).removeprefix("s"),) in self.lexicon.offices:
                return [(False, End(word.span, self.reading.body[word.span.start : word.span.end], entity.number))]
        return []

    def hyphenated(self, words: Sequence[Word], office: OfficeWords) -> End | None:
        """`City-Manager Pep Guardiola` where the article names Manchester City: the only body that ends in the word."""
        place = office.first - 2
        if self.lexicon.language != "de" or place < 0 or words[place + 1].text != "-":
            return None
        name = words[place]
        if self.reading.mentions_in(name.span) or not name.text[:1].isupper():
            return None
        form = name.text.lower()
        fitting = [
            entity.number
            for entity in self.reading.entities
            if entity.kind is EntityKind.ORGANIZATION
            and any(alias.text.lower() == form or alias.text.lower().endswith(" " + form) for alias in entity.aliases)
        ]
        return End(name.span, name.text, fitting[0]) if len(fitting) == 1 else None

    def party(self, words: Sequence[Word]) -> End | None:
        """`der republikanische Senator Lindsey Graham`: the party of a German adjective, if the article names it."""
        if self.lexicon.language != "de":
            return None
        for word in words:
            stem = word.lemma.lower().removesuffix("isch")
            if word.upos != "ADJ" or stem == word.lemma.lower() or not stem.endswith(_PARTY_STEMS):
                continue
            for mention in self.reading.document.mentions:
                if (
                    mention.label is not Label.LOC
                    and mention.text.lower().startswith(stem)
                    and mention.text[0].isupper()
                ):
                    return End(mention.span, mention.text, mention.entity)
        return None

    def misread_body(self, words: Sequence[Word], office: OfficeWords) -> End | None:
        """`CEO of Sainsbury's`: nobody heads a person, so what a recogniser took for one is the organisation."""
        place = office.last + 1
        if place >= len(words) or words[place].lemma.lower() not in BELONGING:
            return None
        for word in words[place + 1 : place + 3]:
            for mention in self.reading.mentions_in(word.span):
                single = " " not in mention.text and mention.span.start == word.span.start
                return End(mention.span, mention.text, mention.entity) if single else None
            if word.upos != "DET":
                return None
        return None

    def misread_letters(self, word: Word) -> End | None:
        """`NASCOM spokesperson Jane Roe`: initials that a recogniser took for a person's name."""
        for mention in self.reading.mentions_in(word.span):
            letters = mention.label is Label.PER and mention.span == word.span and word.text.isalpha()
            return End(mention.span, mention.text, mention.entity) if letters and word.text.isupper() else None
        return None
