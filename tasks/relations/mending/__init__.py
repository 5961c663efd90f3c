"""Mends what parsers get wrong and what is certain from word forms, names and the lexicon, before rules read a tree.

Each mend states a fact of the language (`a person's name takes no adverbial phrase`, `a weekday is no object`), never
of one parser; on a right tree it changes nothing. What constructions mean does not belong here.
"""

from __future__ import annotations

from collections.abc import Sequence

from tasks.records import Language, Mention, Sentence
from tasks.relations.entries import Lexicon
from tasks.relations.mending.addressees import free_addressees, free_names_of_sums, mark_inverted_speakers
from tasks.relations.mending.arguments import free_participles_of_names, part_sources, read_bare_nominals
from tasks.relations.mending.attachment import (
    free_names_of_phrases,
    give_nouns_their_phrases,
    join_nationalities,
    mark_clauses_of_that,
    mark_recipients,
    mark_reported_speech,
    mark_speakers,
    part_names,
)
from tasks.relations.mending.attributes import join_attributes
from tasks.relations.mending.cases import find_relative_pronouns, read_articles, read_feminine_antecedents
from tasks.relations.mending.clauses_of_that import find_verbs_before_that, mark_clauses_of_che
from tasks.relations.mending.complements import (
    find_objects_of_verbs,
    free_objects_of_idioms,
    free_phrases_of_participles,
    part_names_from_sums,
)
from tasks.relations.mending.coordination import (
    hang_genitives,
    join_both,
    join_datives,
    join_heads,
    join_names_with_names,
    join_people,
    part_appositions,
)
from tasks.relations.mending.datives import free_datives, mark_willing
from tasks.relations.mending.draft import Draft
from tasks.relations.mending.fronted import turn_fronted_objects, turn_relative_objects
from tasks.relations.mending.fronts import hang_fronts_on_nouns
from tasks.relations.mending.genitives import hang_names_on_nouns
from tasks.relations.mending.infinitives import (
    give_infinitives_their_objects,
    mark_clefts,
    mark_complements,
    mark_perfect_infinitives,
    mark_purpose,
    read_participles,
)
from tasks.relations.mending.inflection import agree_with_verbs, name_verbs, read_endings
from tasks.relations.mending.names import names_are_no_verbs
from tasks.relations.mending.nouns import (
    find_bare_offices,
    find_nouns_behind_articles,
    find_verbs_behind_relatives,
    free_verbs_of_names,
)
from tasks.relations.mending.order import (
    free_agents,
    free_english_agents,
    join_first_constituent,
    mark_postpositions,
    part_subjects,
)
from tasks.relations.mending.perfects import read_names, read_perfects
from tasks.relations.mending.places import free_people_of_places, lift_people_off_places
from tasks.relations.mending.prepositions import read_prepositions
from tasks.relations.mending.subjects import (
    find_missing_subject,
    make_active,
    mark_bare_objects,
    mark_dative_objects,
    mark_named_recipients,
    part_second_subject,
)
from tasks.relations.mending.times import join_time_adverbs, mark_times
from tasks.relations.mending.titles import (
    give_names_to_nouns,
    give_names_to_titles,
    hold_names_together,
    put_titles_above_bodies,
)
from tasks.relations.mending.verbs import (
    close_at_stop,
    find_inverted_verb,
    find_missing_verb,
    find_verb_behind_participle,
    free_auxiliaries,
    free_particles,
    part_auxiliaries,
    read_roots,
)


def mended(sentence: Sentence, language: Language, lexicon: Lexicon, mentions: Sequence[Mention]) -> Sentence:
    """The sentence with its words put right; the same object if nothing was wrong.

    Args:
        sentence: as the engine gives it.
        language: of the text.
        lexicon: the language's words; an empty lexicon leaves only what forms and names tell.
        mentions: names inside the sentence, in order.
    """
    draft = Draft(sentence.words)
    _mend_verbs(draft, language, lexicon, mentions)
    _mend_phrases(draft, language, lexicon, mentions)
    return Sentence(sentence.span, tuple(draft.words)) if draft.changed else sentence


def _mend_verbs(draft: Draft, language: Language, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
    """Which words are verbs, and what the forms of verbs, articles and pronouns tell."""
    find_missing_verb(draft, language)
    find_inverted_verb(draft, language, mentions)
    read_roots(draft, language)
    if language in {"de", "it"}:
        names_are_no_verbs(draft)
        read_endings(draft, language)
        name_verbs(draft, language, lexicon)
        find_nouns_behind_articles(draft, lexicon, language)
        find_verbs_behind_relatives(draft, language)
        find_bare_offices(draft, lexicon, mentions, language)
        free_verbs_of_names(draft, language)
        find_verbs_before_that(draft, lexicon, language)
        read_perfects(draft, language, lexicon.intransitive)
        read_names(draft, mentions, language)
    join_attributes(draft, language, lexicon)
    close_at_stop(draft, language)
    free_particles(draft, language, lexicon)
    find_objects_of_verbs(draft, lexicon, language)
    part_names_from_sums(draft, language)
    hold_names_together(draft, mentions)
    mark_purpose(draft, language)
    mark_clefts(draft, language)
    mark_complements(draft, language)
    mark_perfect_infinitives(draft, language)
    give_infinitives_their_objects(draft, language)
    read_participles(draft, language)
    mark_postpositions(draft, language)
    part_auxiliaries(draft)
    free_auxiliaries(draft, language)
    find_verb_behind_participle(draft, language)
    make_active(draft)
    mark_dative_objects(draft, lexicon.words, mentions, language)
    if language == "de":
        find_relative_pronouns(draft, mentions)
        read_articles(draft)
        read_feminine_antecedents(draft)


def _mend_phrases(draft: Draft, language: Language, lexicon: Lexicon, mentions: Sequence[Mention]) -> None:
    """What hangs on what: names and titles, phrases, subjects and objects, clauses."""
    read_prepositions(draft, language)
    mark_times(draft, lexicon.words, language)
    join_time_adverbs(draft, lexicon.words, language)
    free_people_of_places(draft, mentions)
    lift_people_off_places(draft, mentions, language)
    hang_genitives(draft, language)
    hang_names_on_nouns(draft, mentions, language)
    part_names(draft, mentions)
    put_titles_above_bodies(draft, mentions, lexicon)
    hang_fronts_on_nouns(draft, mentions, lexicon, language)
    give_names_to_titles(draft, mentions, lexicon, language)
    give_names_to_nouns(draft, mentions, language)
    join_nationalities(draft, mentions)
    free_names_of_phrases(draft, mentions)
    free_objects_of_idioms(draft, lexicon, mentions, language)
    free_phrases_of_participles(draft, lexicon, mentions, language)
    join_first_constituent(draft, language)
    free_agents(draft, lexicon, mentions, language)
    free_english_agents(draft, lexicon, language)
    join_heads(draft)
    join_people(draft, mentions)
    join_names_with_names(draft, mentions)
    join_datives(draft, language)
    join_both(draft, language)
    part_appositions(draft)
    mark_named_recipients(draft, mentions, language)
    free_addressees(draft, lexicon, mentions, language)
    free_names_of_sums(draft, language)
    free_datives(draft, mentions, language)
    mark_willing(draft, language)
    mark_inverted_speakers(draft, lexicon, mentions, language)
    part_second_subject(draft, language)
    part_subjects(draft, lexicon, language)
    find_missing_subject(draft, language)
    turn_fronted_objects(draft, lexicon, mentions, language)
    turn_relative_objects(draft, language)
    mark_bare_objects(draft, lexicon, language)
    agree_with_verbs(draft, language)
    mark_recipients(draft, language)
    give_nouns_their_phrases(draft, lexicon, language)
    mark_reported_speech(draft, lexicon, language)
    mark_clauses_of_that(draft, lexicon, language)
    part_sources(draft, language)
    read_bare_nominals(draft, lexicon, mentions, language)
    free_participles_of_names(draft, mentions, language)
    mark_clauses_of_che(draft, lexicon, language)
    mark_speakers(draft, lexicon, mentions)
