"""The name layer: what all engines get wrong about names in the same way, put right by rules.

Each rule is a pure function with a name, in one listed order, so that each can be switched off and measured. The rules
themselves lie in `rules/`; which mentions are one thing is decided in `article`.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from types import MappingProxyType
from typing import Final

from tasks.entities import gazetteers, vocabulary
from tasks.entities.rules import (
    agreement,
    bodies,
    capitals,
    edges,
    english_joints,
    english_names,
    english_people,
    expansions,
    family_names,
    firms,
    fronts,
    holders,
    initials,
    joints,
    kinds,
    known,
    local,
    neighbours,
    organizations,
    owners,
    pairs,
    people,
    places,
    quoted,
    role_labels,
    team_players,
    words,
)
from tasks.entities.rules.scene import Rule, Scene
from tasks.entities.tokens import token_row
from tasks.records import Annotation, Block, BlockKind, Mention

RULES: Final = MappingProxyType[str, Rule](
    {
        "drop-furniture": edges.drop_furniture,
        "split-joints": edges.split_lines_and_joints,
        "part-at-small-words": edges.part_at_small_words,
        "trim-edges": edges.trim_edges,
        "strip-titles": edges.strip_titles,
        "strip-party-of-seat": edges.strip_party_of_seat,
        "part-body-from-holder": people.part_body_from_holder,
        "part-before-person": joints.part_before_person,
        "part-at-preposition": joints.part_at_preposition,
        "part-people-at-preposition": joints.part_people_at_preposition,
        "join-at-particles": joints.join_at_particles,
        "part-at-named": joints.part_at_named,
        "part-at-possessive": joints.part_at_possessive,
        "part-at-genitive": words.part_at_genitive,
        "split-known": edges.split_known,
        "reject-junk": edges.reject_junk,
        "reject-capital-of-sentence": capitals.reject_capital_of_sentence,
        "trim-common-nouns": words.trim_common_nouns,
        "cut-after-genitive": words.cut_after_genitive,
        "reject-common-nouns": words.reject_common_nouns,
        "reject-words-of-article": words.reject_words_of_article,
        "relabel-known": known.relabel_known,
        "label-politicians": known.label_politicians,
        "add-known": known.add_known,
        "relabel-towns": places.relabel_towns,
        "cut-kind": kinds.cut_kind,
        "part-from-kind": kinds.part_from_kind,
        "label-by-kind": kinds.label_by_kind,
        "add-by-kind": kinds.add_by_kind,
        "add-towns": places.add_towns,
        "add-sure-towns": places.add_sure_towns,
        "add-places-of-lands": places.add_places_of_lands,
        "people-by-title": people.people_by_title,
        "people-by-initial": initials.people_by_initial,
        "people-by-given-name": people.people_by_given_name,
        "people-by-government": people.people_by_government,
        "part-person-of-body": joints.part_person_of_body,
        "strip-portfolios": edges.strip_portfolios,
        "join-hyphens": people.join_hyphens,
        "join-double-names": people.join_double_names,
        "join-arabic-names": family_names.join_arabic_names,
        "join-irish-names": family_names.join_irish_names,
        "people-of-line-ups": family_names.people_of_line_ups,
        "part-neighbours": neighbours.part_neighbours,
        "people-before-roles": neighbours.people_before_roles,
        "join-family-first": people.join_family_first,
        "join-syllables": people.join_syllables,
        "part-pairs": pairs.part_pairs,
        "reject-compounds": words.reject_compounds,
        "join-english": english_joints.join_english,
        "english-bodies": english_names.english_bodies,
        "english-places": english_joints.english_places,
        "organizations-by-head": organizations.organizations_by_head,
        "italian-associations": organizations.italian_associations,
        "organizations-by-legal-form": firms.organizations_by_legal_form,
        "organizations-by-compound": firms.organizations_by_compound,
        "firms-by-deal": firms.firms_by_deal,
        "places-by-compound": firms.places_by_compound,
        "cut-compounds": firms.cut_compounds,
        "add-bodies": bodies.add_bodies,
        "join-capital-adjectives": capitals.join_capital_adjectives,
        "expand-acronyms": expansions.expand_acronyms,
        "add-acronyms": capitals.add_acronyms,
        "add-institutions": bodies.add_institutions,
        "add-parties": bodies.add_parties,
        "part-roles": role_labels.part_roles,
        "part-owners": team_players.part_owners,
        "teams-by-player": team_players.teams_by_player,
        "part-english-people": english_people.part_english_people,
        "english-teams": english_people.english_teams,
        "organizations-in-quotes": quoted.organizations_in_quotes,
        "people-by-role": role_labels.people_by_role,
        "bodies-of-offices": role_labels.bodies_of_offices,
        "organizations-by-holder": holders.organizations_by_holder,
        "label-of-list": agreement.label_of_list,
        "complete-names": expansions.complete_names,
        "majority-label": agreement.majority_label,
        "family-name-as-full-name": agreement.family_name_as_full_name,
        "add-repeated": agreement.add_repeated,
        "add-double-names": family_names.add_double_names,
        "add-repeated-names": agreement.add_repeated_names,
        "add-clubs": agreement.add_clubs,
        "teams-of-players": neighbours.teams_of_players,
        "mark-compounds": known.mark_compounds,
        "split-compounds": known.split_compounds,
        "name-fronts": fronts.name_fronts,
        "add-nationalities": known.add_nationalities,
        "local-adjectives": local.local_adjectives,
        "add-owners": owners.add_owners,
    }
)
"""All rules, in the order in which they work."""


def scene_of(body: str, blocks: Sequence[Block], annotation: Annotation) -> Scene:
    """What the rules see of one article."""
    return Scene(
        body=body,
        language=annotation.language,
        row=token_row(body, blocks, annotation),
        furniture=tuple(block.span for block in blocks if block.kind is BlockKind.FURNITURE),
        gazetteer=gazetteers.load(annotation.language),
        vocabulary=vocabulary.load(annotation.language),
        model=annotation.model,
    )


def apply(scene: Scene, mentions: Sequence[Mention], *, without: Collection[str] = ()) -> tuple[Mention, ...]:
    """`mentions` after all rules but those named in `without`."""
    refined = list(mentions)
    for name, rule in RULES.items():
        if name not in without:
            refined = rule(scene, refined)
    return _without_overlaps(refined)


def _without_overlaps(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """Of mentions that overlap, the longest stays, the earliest of equals."""
    taken: list[Mention] = []
    occupied: set[int] = set()
    for mention in sorted(mentions, key=lambda m: (-len(m.span), m.span.start)):
        places = range(mention.span.start, mention.span.end)
        if places and occupied.isdisjoint(places):
            occupied.update(places)
            taken.append(mention)
    return tuple(sorted(taken, key=lambda m: m.span))
