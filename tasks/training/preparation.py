# ruff: noqa: S311 - draws are for data, not for secrets
"""Writing the files that Stanza's trainers read: treebanks, tokeniser text, lemma lists, name corpora.

What the files contain is decided in `corpora`, `treebanks` and `augmentation`; this module puts them together.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from tasks.training import augmentation, morphology, treebanks
from tasks.training.corpora import (
    Language,
    NamedEntityCorpus,
    Treebank,
    annotated_text,
    emphasised,
    load_entities,
    load_treebank,
)
from tasks.training.named_entities import as_json, fill_masked, split_hyphens
from tasks.training.raw_text import raw_lines, write_running_text
from tasks.training.readers import TaggedSentence, TreebankSentence, read_conllu, read_text, surface_tokens
from tasks.training.recipes import Workbench
from tasks.training.splits import SEED, normal_key

Analyse = Callable[[Sequence[Sequence[str]]], list[list[tuple[str, str, str]]]]
"""Sentences of words to (universal tag, features, lemma) of each word."""
Tagger = Callable[[Sequence[TaggedSentence]], list[tuple[str, ...]]]

WANTED_WORDS = 45_000
LEMMA_REPEATS = 4
GOLD_REPEATS = 2
# UniMorph classes of UD German GSD's morphology-only part, as universal tags.
UNIMORPH_TAGS: Mapping[str, str] = {
    "N": "NOUN", "PROPN": "PROPN", "V": "VERB", "V.PTCP": "VERB", "ADJ": "ADJ", "ADV": "ADV", "ADP": "ADP",
    "DET": "DET", "PRO": "PRON", "NUM": "NUM", "CONJ": "CCONJ",
}  # fmt: skip


def _write(path: Path, content: str) -> None:
    path.write_text(content, encoding="utf-8")


def prepare_text(bench: Workbench, data: Path, language: Language) -> list[str]:
    """Write the running text for vectors and language models; return the words that the vectors must cover."""
    treebank, names = load_treebank(data, language), load_entities(data, language)
    chance = random.Random(SEED)
    annotated = annotated_text(treebank, names, language)
    if language == "it":
        # The Italian raw text is mostly a century old: the modern sentences count twice.
        annotated = (annotated + _silver_text(data)) * 2
    chance.shuffle(annotated)
    raw = list(raw_lines(data, language))
    write_running_text(_interleave(raw, annotated), bench.file("text.txt"), language)
    counts = Counter(token.lower() for sentence in names.training for token in sentence.tokens)
    for sentence in treebank.training:
        counts.update(row[1].lower() for row in sentence.words)
        counts.update(token.lower() for token, _ in surface_tokens(sentence.rows))
    return [word for word, _ in counts.most_common(WANTED_WORDS)]


def _silver_text(data: Path) -> list[str]:
    """Return the sentences of Aldo Moro's writings; their automatic labels are not used."""
    blocks = read_text(data / "ner" / "it" / "kind-moro-silver.tsv").split("\n\n")
    return [" ".join(line.split("\t")[0] for line in block.split("\n") if line.strip()) for block in blocks]


def _interleave(many: Sequence[str], few: Sequence[str]) -> Iterable[str]:
    """Spread the shorter list evenly over the longer."""
    done = 0
    for index, line in enumerate(many, start=1):
        yield line
        upto = index * len(few) // len(many)
        yield from few[done:upto]
        done = upto


def _lemma_rows(sentences: Iterable[TreebankSentence]) -> Counter[tuple[str, str, str]]:
    return Counter((row[1], row[2], row[3]) for sentence in sentences for row in sentence.words)


def _morphology_rows(path: Path) -> Counter[tuple[str, str, str]]:
    """Count (form, lemma, tag) in the morphology-only part of UD German GSD."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for sentence in read_conllu(path):
        for row in sentence.words:
            tag = next((UNIMORPH_TAGS[part] for part in row[5].split(";") if part in UNIMORPH_TAGS), None)
            if tag and row[2] != "_":
                counts[row[1], row[2], tag] += 1
    return counts


def lemma_sentences(counts: Counter[tuple[str, str, str]]) -> str:
    """Write (form, lemma, tag) counts as CoNLL-U, frequent ones a few times, so that epochs stay short.

    The dictionary takes the commonest lemma of a form and tag, so the order of frequencies is kept.
    """
    rows = [key for key, count in sorted(counts.items()) for _ in range(min(count.bit_length(), LEMMA_REPEATS))]
    random.Random(SEED).shuffle(rows)
    blocks = []
    for start in range(0, len(rows), 20):
        lines = [
            "\t".join(
                (str(number), form, lemma, tag, "_", "_", *(("0", "root") if number == 1 else ("1", "dep")), "_", "_")
            )
            for number, (form, lemma, tag) in enumerate(rows[start : start + 20], start=1)
        ]
        blocks.append("\n".join(lines) + "\n")
    return "\n".join(blocks) + "\n"


def prepare_parsing(bench: Workbench, data: Path, language: Language) -> Treebank:
    """Write the input of tokeniser, expander, tagger, lemmatiser and parser; return the harmonised treebank."""
    chance = random.Random(SEED)
    raw = load_treebank(data, language)
    training = [treebanks.harmonise(sentence, language) for sentence in raw.training]
    development = [treebanks.harmonise(sentence, language) for sentence in raw.development]
    varied = treebanks.augmented(training, language, chance)
    varied += [treebanks.in_capitals(sentence) for sentence in training[::50]]
    chance.shuffle(varied)
    _write(bench.file("pos.train.conllu"), treebanks.as_conllu(varied))
    _write(bench.file("parse.train.conllu"), treebanks.as_conllu(varied))
    _write(bench.file("mwt.train.conllu"), treebanks.as_conllu(training))
    for name in ("parse.dev", "mwt.dev", "tokenize.dev"):
        _write(bench.file(f"{name}.conllu"), treebanks.as_conllu(development))
    _write_tokenizer_input(bench, training, development, language, chance)
    _write(bench.file("mwt.json"), json.dumps(treebanks.multiword_expansions(training), ensure_ascii=False))
    lemmas = _lemma_rows(training)
    if language == "de":
        lemmas += _morphology_rows(data / "treebanks" / "de" / "gsd-morphology.conllu")
    _write(bench.file("lemma.train.conllu"), lemma_sentences(lemmas))
    return Treebank(tuple(training), tuple(development))


def add_morphology(bench: Workbench, data: Path, tagger: morphology.TagWords) -> None:
    """Add the morphology-only part of UD German GSD to the tagger's training file."""
    treebank = load_treebank(data, "de")
    known = {normal_key((one.text,)) for one in (*treebank.training, *treebank.development)}
    path = data / "treebanks" / "de" / "gsd-morphology.conllu"
    new = [one for one in read_conllu(path) if normal_key((one.text,)) not in known]
    tagged = [treebanks.harmonise(one, "de") for one in morphology.with_universal_tags(new, tagger)]
    chance = random.Random(SEED)
    training = bench.file("pos.train.conllu")
    sentences = [*read_conllu(training), *treebanks.augmented(tagged, "de", chance)]
    chance.shuffle(sentences)
    _write(training, treebanks.as_conllu(sentences))


def tag_trees(bench: Workbench, analyse: Analyse) -> None:
    """Write the parser's files anew with the tags, features and lemmas that a tagger predicts.

    A parser that learnt from gold tags trusts them too much.
    """
    for name in ("parse.train", "parse.dev"):
        sentences = read_conllu(bench.file(f"{name}.conllu"))
        predicted = analyse([[row[1] for row in sentence.words] for sentence in sentences])
        tagged = [treebanks.retagged(one, analyses) for one, analyses in zip(sentences, predicted, strict=True)]
        _write(bench.file(f"{name}.tagged.conllu"), treebanks.as_conllu(tagged))


def add_taught_trees(bench: Workbench, taught: Path) -> None:
    """Add trees that nobody drew to the parser's training file; those of the treebanks count `GOLD_REPEATS` times."""
    training = bench.file("parse.train.tagged.conllu")
    gold = read_conllu(training)
    _write(training, treebanks.as_conllu([*gold * GOLD_REPEATS, *read_conllu(taught)]))


def _write_tokenizer_input(
    bench: Workbench,
    training: Sequence[TreebankSentence],
    development: Sequence[TreebankSentence],
    language: Language,
    chance: random.Random,
) -> None:
    shuffled = treebanks.augmented(training, language, chance)
    chance.shuffle(shuffled)
    for name, sentences in (("train", [*training, *shuffled]), ("dev", list(development))):
        text, labels = treebanks.tokenizer_text(sentences, chance)
        _write(bench.file(f"tokenize.{name}.txt"), text)
        _write(bench.file(f"tokenize.{name}.labels"), labels)


def prepare_full_names(bench: Workbench, names: NamedEntityCorpus) -> None:
    """Write the corpora that annotate every label, from which the silver labels of the others are learnt."""
    language = bench.language
    full = [sentence for sentence in names.training if not sentence.masked]
    _write(bench.file("ner.train.json"), as_json(augmentation.augment(full, language, random.Random(SEED))))
    stock = augmentation.name_stock(language)
    development = [
        augmentation.mark_nationalities(sentence, stock) for sentence in names.development if not sentence.masked
    ]
    _write(bench.file("ner.dev.json"), as_json(development))


def prepare_names(bench: Workbench, names: NamedEntityCorpus, tagger: Tagger) -> None:
    """Write the whole name corpus, with masked labels filled by `tagger`, and its augmented copies."""
    language = bench.language
    stock = augmentation.name_stock(language)
    training = emphasised(_filled(names.training, tagger), language)
    development = [augmentation.mark_nationalities(one, stock) for one in _filled(names.development, tagger)]
    if language == "de":
        development = [split_hyphens(one) for one in development]
    _write(bench.file("ner.train.json"), as_json(augmentation.augment(training, language, random.Random(SEED))))
    _write(bench.file("ner.dev.json"), as_json(development))


def _filled(sentences: Sequence[TaggedSentence], tagger: Tagger) -> list[TaggedSentence]:
    masked = [sentence for sentence in sentences if sentence.masked]
    silver = dict(zip(masked, tagger(masked), strict=True))
    return [fill_masked(one, silver[one]) if one.masked else one for one in sentences]
