"""Articles about one region in three languages, labelled by hand: one identity a thing (`regions/README.md`)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest

from tasks.analysis import analyse
from tasks.engines.registry import Registry
from tasks.identification import identities_of
from tasks.ingestion import describe
from tasks.records import Analysis, Article, ArticleId, Language
from tasks.training.identity_scores import b_cubed, clusters_of, places_of, read_identities
from tests.golden.test_golden import article

REGIONS = Path(__file__).parent / "regions"
NAMES: Mapping[str, Mapping[str, str]] = {
    **read_identities(REGIONS / "seeds.csv"),
    **read_identities(REGIONS / "identities.csv"),
}
LEAST = 0.95


def region(prefix: str) -> list[str]:
    return sorted(name for name in NAMES if name.startswith(prefix))


@cache
def read(registry: Registry, prefix: str) -> tuple[Analysis, ...]:
    found = []
    for name in region(prefix):
        one = article(name, REGIONS)
        assert one.language is not None
        found.append(analyse(one, registry.engine(one.language).annotate([one.body])[0]))
    return tuple(found)


def labelled(
    registry: Registry, prefix: str
) -> tuple[dict[tuple[str, int, int], str], dict[tuple[str, int, int], str]]:
    """The identities that are wanted, and those that were found, by place."""
    gold = {}
    for each in read(registry, prefix):
        name = str(each.article_id)
        gold.update(places_of(name, article(name, REGIONS).body, NAMES[name]))
    return gold, clusters_of(read(registry, prefix), gold)


@pytest.mark.model
@pytest.mark.parametrize("prefix", ["00", "caucasus", "balkans", "horn", "asean", "andes"])
def test_five_articles_about_a_region_have_one_identity_a_thing(registry: Registry, prefix: str) -> None:
    assert len(region(prefix)) == 5
    gold, found = labelled(registry, prefix)
    score = b_cubed(gold, found)
    assert score.f1 >= LEAST, score


@pytest.mark.model
@pytest.mark.parametrize("identity", ["KZ", "US", "RU", "tokayev", "blinken"])
def test_the_seeds_have_one_identity_for_each_of_these(registry: Registry, identity: str) -> None:
    gold, found = labelled(registry, "00")
    places = [place for place, wanted in gold.items() if wanted == identity and place in found]
    assert len(places) > 8
    identities = {found[place] for place in places}
    assert len(identities) == 1
    assert {gold[place] for place, given in found.items() if given in identities} == {identity}


SAME_WORDS = [
    (
        "Voters in Georgia go to the polls. Governor Brian Kemp spoke in Atlanta. Georgia is larger than Maryland.",
        "Georgia wants to join the European Union. Prime Minister Irakli Kobakhidze spoke in Tbilisi.",
        "Georgia",
    ),
    (
        "The Supreme Court in Washington has ruled against the United States Congress, American lawyers said.",
        "The Supreme Court in Jerusalem has ruled against Israel's government, Israeli lawyers said.",
        "Supreme Court",
    ),
    (
        "George W. Bush, the American president, went to war in Iraq.",
        "George H. W. Bush, the American president, went to war in Iraq.",
        "Bush",
    ),
]


@pytest.mark.model
@pytest.mark.parametrize(("first", "second", "name"), SAME_WORDS, ids=[name for *_, name in SAME_WORDS])
def test_different_things_of_one_name_stay_two(registry: Registry, first: str, second: str, name: str) -> None:
    analyses = []
    for number, body in enumerate((first, second)):
        one = describe(
            Article(
                article_id=ArticleId(str(number)), origin="o", source="test", body=body, content_sha256="",
                payload_sha256="", ingested_at=datetime.now(UTC), language=Language("en"),
            )
        )  # fmt: skip
        analyses.append(analyse(one, registry.engine(Language("en")).annotate([body])[0]))
    identities = identities_of(analyses)
    found = [
        {
            identities[each.article_id, mention.entity].entity_id
            for mention in each.mentions
            if mention.entity is not None and mention.text.endswith(name)
        }
        for each in analyses
    ]
    assert all(len(one) == 1 for one in found)
    assert found[0] != found[1]
