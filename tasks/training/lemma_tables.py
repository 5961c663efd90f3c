# ruff: noqa: PLC0415 - torch, Stanza and the like are imported when they are needed
"""Widening the lemmatiser's dictionary with the tables of simplemma (MIT licence).

The treebanks know a few ten thousand forms. For other forms of the running text, the tables are asked and the answer
goes under the part of speech that form and lemma show; the treebanks' own entries are never changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tasks.training.recipes import Workbench

PosDictionary = dict[str, dict[str, str]]

FREQUENT = 8
_ITALIAN_INFINITIVES = ("are", "ere", "ire", "rre", "rsi")


def frequent_forms(text: Path, at_least: int = FREQUENT) -> list[str]:
    """Return the forms of a tokenised text that occur often enough and consist of letters."""
    counts: Counter[str] = Counter()
    with text.open(encoding="utf-8") as lines:
        for line in lines:
            counts.update(line.split())
    return sorted(form for form, count in counts.items() if count >= at_least and form.isalpha())


def tags_for(form: str, lemma: str, language: str) -> tuple[str, ...]:
    """Return the parts of speech that an entry of the table may serve.

    German shows nouns by their capital and verbs by the ending of the infinitive; Italian verbs by theirs.
    """
    if language == "de":
        if form[0].isupper():
            return ("NOUN",) if lemma[0].isupper() and not form.isupper() else ()
        return ("VERB",) if lemma.endswith("n") and lemma[0].islower() else ("ADJ",) if lemma[0].islower() else ()
    if form[0].isupper() or lemma[0].isupper():
        return ()
    return ("VERB",) if lemma.endswith(_ITALIAN_INFINITIVES) else ("NOUN", "ADJ")


def widened(
    dictionary: Mapping[str, Mapping[str, str]], entries: Iterable[tuple[str, str]], language: str
) -> PosDictionary:
    """Return the dictionary with (form, lemma) entries added where it has nothing for the form."""
    result = {tag: dict(forms) for tag, forms in dictionary.items()}
    known = {form for forms in dictionary.values() for form in forms}
    for form, lemma in entries:
        if form in known:
            continue
        for tag in tags_for(form, lemma, language):
            result.setdefault(tag, {})[form] = lemma
    return result


def widen_dictionary(bench: Workbench, text: Path) -> int:
    """Add table entries to a trained lemmatiser; return how many."""
    import simplemma
    from stanza.models.lemma.trainer import Trainer

    trainer = Trainer(model_file=str(bench.model("lemma")), device="cpu")
    before = sum(map(len, trainer.pos_dict.values()))
    entries = [
        (form, simplemma.lemmatize(form, lang=bench.language))
        for form in frequent_forms(text)
        if simplemma.is_known(form, lang=bench.language)
    ]
    trainer.pos_dict = widened(trainer.pos_dict, entries, bench.language)
    trainer.save(str(bench.model("lemma")), skip_modules=True)
    return sum(map(len, trainer.pos_dict.values())) - before
