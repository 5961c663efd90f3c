"""The engine of languages that a Stanza model serves: lines in, sentences and mentions with exact offsets out.

What the model itself does, and how it is loaded, belongs to `stanza_pipeline.py`; which tokens cover a text exactly to
`tokens.py`, where sentences end to `sentence_ends.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Protocol

from tasks.engines.labels import NAMES, trim_name
from tasks.engines.lines import pieces, plain_spaces
from tasks.engines.mentions import place
from tasks.engines.sentence_ends import with_sure_ends
from tasks.engines.tokens import Token, settle
from tasks.engines.trees import ROOT, Node, Tree, mend, to_sentence
from tasks.records import Annotation, Language, Mention, Sentence, Span

_CHUNK: Final = 50_000
"""Characters that the models see at once; more makes nothing faster."""
_LONGEST_TOKEN: Final = 60
"""Characters of a token that the models see. The longest German word of the treebanks has 40."""
_CONTRACTIONS: Final[Mapping[str, frozenset[str]]] = MappingProxyType(
    {
        "de": frozenset(
            {
                "am", "ans", "aufm", "aufs", "beim", "durchs", "fürs", "hinterm", "hinters", "im", "ins", "überm",
                "übers", "ums", "unterm", "unters", "vom", "vorm", "vors", "zum", "zur",
            }
        ),
        "it": frozenset(
            f"{preposition}{article}"
            for preposition in ("a", "da", "de", "ne", "su", "co")
            for article in ("l", "llo", "lla", "ll'", "ll’", "i", "gli", "lle")
        )
        | {"col", "coi", "pel", "pei"},
    }
)  # fmt: skip
"""Prepositions with an article in one. No other German token is several words; a model also parts `kam` and `Kim`."""
_OPEN_CONTRACTIONS: Final = frozenset({"it"})
"""Languages where verbs take pronouns, too (`farlo`): any token may be several words but a name (`Giancarlo`)."""
_PARAGRAPH: Final = "\n\n"
"""What ends a paragraph, and with it a sentence, for Stanza."""


def contractions(language: Language) -> frozenset[str]:
    """Prepositions with an article in one, in lower case."""
    return _CONTRACTIONS.get(language, frozenset())


@dataclass(frozen=True, slots=True)
class ParsedWord:
    """A word as the pipeline gives it; `head` is 0 for the root, else counts from 1."""

    text: str
    lemma: str
    upos: str
    xpos: str
    features: dict[str, str]
    head: int
    deprel: str


@dataclass(frozen=True, slots=True)
class ParsedToken:
    """A surface token with its words and its tag in the BIO or BIOES scheme."""

    words: tuple[ParsedWord, ...]
    name_tag: str = "O"


class Pipeline(Protocol):
    """The two halves of the work. Between them the engine sees to it that the tokens cover the text."""

    def tokenize(self, text: str) -> list[list[Token]]:
        """Sentences of tokens, offsets into `text`; an empty line ends a sentence."""

    def parse(self, sentences: Sequence[Sequence[tuple[str, bool]]]) -> list[list[ParsedToken]]:
        """Tokens (text, whether it is several words) to words with tags, heads and names; as many as were given."""


@dataclass(slots=True)
class _Draft:
    """The annotation of one body while its lines come in."""

    sentences: list[Sentence] = field(default_factory=list)
    names: list[tuple[Span, str]] = field(default_factory=list)


class StanzaEngine:
    """A Stanza model behind the engine protocol."""

    name: Final = "stanza"

    def __init__(self, language: Language, pipeline: Pipeline, model: str) -> None:
        """Wrap a loaded pipeline; `model` is name and version, as in the fingerprint."""
        self.language = language
        self.model = model
        self._pipeline = pipeline

    def annotate(self, bodies: Sequence[str]) -> list[Annotation]:
        """Annotate each body, in order; see `Engine.annotate`."""
        drafts = [_Draft() for _ in bodies]
        for chunk in _chunks(bodies):
            self._annotate_lines(bodies, drafts, chunk)
        return [self._annotation(body, draft) for body, draft in zip(bodies, drafts, strict=True)]

    def _annotate_lines(
        self, bodies: Sequence[str], drafts: Sequence[_Draft], lines: Sequence[tuple[int, Span]]
    ) -> None:
        text = _PARAGRAPH.join(_visible(span.of(bodies[number])) for number, span in lines)
        owners: list[tuple[Span, int, int]] = []  # a line's place in the text, its body, the way back into that body
        start = 0
        for number, span in lines:
            owners.append((Span(start, start + len(span)), number, span.start - start))
            start += len(span) + len(_PARAGRAPH)
        original = _PARAGRAPH.join(span.of(bodies[number]) for number, span in lines)
        settled = settle(original, [owner[0] for owner in owners], self._pipeline.tokenize(text))
        sentences = with_sure_ends(original, settled, self.language)
        parsed = self._pipeline.parse(
            [
                [
                    (shown := _shown(text, token.span), token.multiword and self._is_several(shown, first=number == 0))
                    for number, token in enumerate(sentence)
                ]
                for sentence in sentences
            ]
        )
        at = 0
        for tokens, words in zip(sentences, parsed, strict=True):
            while owners[at][0].end <= tokens[0].span.start:
                at += 1
            _place, number, back = owners[at]
            spans = [token.span.shift(back) for token in tokens]
            drafts[number].sentences.append(_sentence(bodies[number], spans, words))
            drafts[number].names.extend(_names(spans, [token.name_tag for token in words]))

    def _is_several(self, token: str, *, first: bool) -> bool:
        """Whether a token that the model takes for several words may be that, at the beginning of a sentence or not."""
        known = _CONTRACTIONS.get(self.language)
        if known is None or token.lower() in known:
            return True
        inside_name = token[:1].isupper() and not first
        return self.language in _OPEN_CONTRACTIONS and not inside_name

    def _annotation(self, body: str, draft: _Draft) -> Annotation:
        mentions = tuple(self._mentions(body, draft))
        return Annotation(self.language, self.name, self.model, tuple(draft.sentences), mentions)

    def _mentions(self, body: str, draft: _Draft) -> Iterator[Mention]:
        for span, number, native in place(draft.names, draft.sentences):
            label = NAMES.get(native)
            name = trim_name(body, span, starts_sentence=span.start == draft.sentences[number].span.start)
            if label is not None and name is not None:
                yield Mention(name, name.of(body), label, native, number, self.name, self.model)


def _chunks(bodies: Sequence[str]) -> Iterator[list[tuple[int, Span]]]:
    """The lines of all bodies, with the number of their body, in portions of about `_CHUNK` characters."""
    chunk: list[tuple[int, Span]] = []
    size = 0
    for number, body in enumerate(bodies):
        for span in pieces(body):
            chunk.append((number, span))
            size += len(span)
            if size >= _CHUNK:
                yield chunk
                chunk, size = [], 0
    if chunk:
        yield chunk


def _visible(line: str) -> str:
    """The line, of the same length, without what Stanza takes for a space or cannot show: `settle` puts it back."""
    return "".join(" " if not character.isprintable() else character for character in plain_spaces(line))


def _shown(text: str, span: Span) -> str:
    """What the models see of a token."""
    return span.of(text)[:_LONGEST_TOKEN].replace(" ", "") or "\N{REPLACEMENT CHARACTER}"


def _sentence(body: str, spans: Sequence[Span], tokens: Sequence[ParsedToken]) -> Sentence:
    tree: Tree = []
    for span, token in zip(spans, tokens, strict=True):
        multiword = len(token.words) > 1
        for word in token.words:
            # a token that is one word stands as it is in the body, even where the models saw less of it
            text = word.text if multiword else span.of(body)
            lemma = word.lemma if multiword or len(span) <= _LONGEST_TOKEN else text
            head = word.head - 1 if word.head > 0 else ROOT
            node = Node(text, lemma, word.upos, head, word.deprel, span, word.features, multiword, word.xpos)
            tree.append(node)
    mend(tree)
    return to_sentence(tree)


def _names(spans: Sequence[Span], tags: Sequence[str]) -> Iterator[tuple[Span, str]]:
    """Spans of names from tags in the BIO or BIOES scheme; an I or E without a beginning begins a name."""
    open_name: tuple[Span, str] | None = None
    for span, tag in zip(spans, tags, strict=True):
        prefix, _, label = tag.partition("-")
        if open_name and (prefix not in ("I", "E") or label != open_name[1]):
            yield open_name
            open_name = None
        if label:
            open_name = (open_name[0].cover(span), label) if open_name else (span, label)
    if open_name:
        yield open_name
