"""English patterns between two names: `NATO member Turkey`, `Kremlin critic Alexei Navalny`, `the US-Mexico border`.

How a pattern is matched belongs to linked_names.py, its parts to link_patterns.py.
"""

from __future__ import annotations

from tasks.records import RelationType
from tasks.relations.kinds import one_of
from tasks.relations.link_patterns import ACTORS, COUNTRY, ORG, PERSON, PLACE, SITES, SOMEWHERE, Link, link

_ADJECTIVES = r"(?:[a-z][a-z-]+ ){0,3}"
_BEHIND_ADJECTIVES = r"(?: [a-z][a-z-]+){0,3}"
_PLACES = one_of("places")
_SITES_OF = one_of("sites")
_BODIES = one_of("bodies")
_BUSINESSES = one_of("businesses")
_PLAYERS = one_of("players")
_WHERE = (
    r"in(?: the| nearby| rural| inner| greater)?"
    r"(?: (?:downtown|central|(?:north|south|east|west)(?:-?(?:east|west|central))?(?:ern)?))?"
)
_STATE_BODIES = one_of("state_bodies")
_SUPERLATIVES = one_of("superlatives")
_OWN = one_of("own")
_PARTY = r"(?:Republican|Democrat|Democratic|GOP)"
_PARTISAN = one_of("partisans")
_BACKERS = one_of("backers")
_FRIENDS = rf"(?:{_BACKERS[3:-1]}|ally)"
_CRITICS = one_of("critics")
_SUPPORTED = one_of("supported", plural=True)
_GENITIVE = r"(?:['’]s? )?"
_DASH = r"[-–—/]"

_PART, _MEMBER = RelationType.PART_OF, RelationType.MEMBER_OF
_IN, _OF = RelationType.LOCATED_IN, RelationType.AFFILIATED_WITH
_FOR, _AGAINST, _WITH = RelationType.SUPPORT, RelationType.ACCUSE, RelationType.COOPERATE

ENGLISH: tuple[Link, ...] = (
    # Companies and their parts
    link(
        _PART,
        r"(?:-owned(?: [\w-]+){0,3}"
        rf"|{_GENITIVE}(?:[A-Za-z][a-z-]+ ){{0,3}}(?:subsidiary|units?|division|spin-off|offshoot|affiliate|brands))",
        (ORG, ORG),
        turned=True,
    ),
    link(_PART, r"(?:['’]s )?(?:parent(?: company| group| firm)?|owner)", (ORG, ORG)),
    link(
        _PART,
        rf"[,(] (?:an? |the )?{_ADJECTIVES}(?:subsidiary|unit|division|arm|part|branch|brand|offshoot|affiliate)"
        r" of(?: the)?",
        (ORG, ORG),
    ),
    link(_PART, r"[,(] (?:which is |now )?(?:[a-z]+[ -])?owned by(?: the)?", (ORG, ORG)),
    link(_PART, r"[,(] (?:the )?(?:parent(?: company)?|owner) of(?: the)?", (ORG, ORG), turned=True),
    link(_PART, r"['’]s(?: [a-z-]+){0,2}", (ORG, ORG), turned=True, guard="branch"),
    # Members
    link(_MEMBER, r"(?:founding |fellow |new |key )?member(?: state| country| nation)?", (ORG, COUNTRY), turned=True),
    link(_MEMBER, rf"[,(] (?:an? |the )?{_ADJECTIVES}member(?: state)? of(?: the)?", (COUNTRY, ORG)),
    link(
        _MEMBER,
        r"[,(](?: itself)?(?: an?| the)?(?: fellow| founding)?",
        (COUNTRY, ORG),
        behind=r"member\b(?! (?:of|and))",
    ),
    link(_MEMBER, r"['’]s (?:[a-z-]+ ){0,2}member(?: state| country)?,?", (ORG, COUNTRY), turned=True),
    # Where bodies and places are
    link(_IN, r"- ?(?:based|headquartered)(?: [a-z]+){0,3}", (SOMEWHERE, ORG), turned=True),
    link(
        _IN,
        r"[,(] (?:which is )?(?:based|headquartered|located|situated) (?:in|near|outside)(?: the)?",
        (SITES, SOMEWHERE),
    ),
    link(_IN, rf"[,(] (?:an? |the ){_ADJECTIVES}{_BODIES}(?: based| headquartered)? in(?: the)?", (SITES, SOMEWHERE)),
    link(_IN, _WHERE, (ORG, SOMEWHERE), guard="institution"),
    link(_IN, _WHERE, (SITES, SOMEWHERE), guard="below"),
    link(_IN, r",(?: one of)?", (SITES, SOMEWHERE), behind=rf"['’]s (?:[\w-]+ ){{0,3}}{_SITES_OF}\b"),
    link(
        _IN,
        rf"[,(] (?:an?|the){_BEHIND_ADJECTIVES}",
        (SITES, COUNTRY),
        behind=rf"{_ADJECTIVES}(?:{_PLACES}|{_SITES_OF})\b",
        people=True,
    ),
    link(_IN, r"(?:suburb|district|neighbou?rhood|borough|area|region|town|city)(?: of)?", (PLACE, PLACE), turned=True),
    link(_IN, rf"['’]s? {_ADJECTIVES}{_PLACES}(?: of(?: the)?)?", (SOMEWHERE, PLACE), turned=True),
    link(_IN, rf"['’]s?{_BEHIND_ADJECTIVES}", (SOMEWHERE, PLACE), turned=True, behind=rf"{_PLACES}\b"),
    link(_IN, r"['’]s?(?: [a-z-]+){0,2}", (SOMEWHERE, SITES), turned=True, guard="site"),
    link(_IN, r"(?:is|was) home to(?: the| a)?(?: [a-z-]+){0,3}", (SOMEWHERE, SITES), turned=True),
    link(_OF, r"['’]s?", (COUNTRY, ORG), turned=True, guard="state"),
    link(_IN, r"['’]s?", (COUNTRY, ORG), turned=True, guard="word"),
    link(_OF, rf"(?:[a-z-]+ ){{0,3}}{_STATE_BODIES}", (COUNTRY, ORG), turned=True, people=True),
    link(_IN, rf"(?:[a-z-]+ ){{0,3}}{_BUSINESSES}", (COUNTRY, ORG), turned=True, people=True),
    link(
        _IN,
        r"[,(](?: which is)?(?: one of)?",
        (ORG, SOMEWHERE),
        behind=rf"['’]s? (?:[\w-]+ ){{0,4}}(?:{_BUSINESSES}|{_BODIES})s?\b",
    ),
    link(_IN, rf"['’]s? {_SUPERLATIVES} {_ADJECTIVES}(?:{_BUSINESSES}|{_BODIES}),?", (SOMEWHERE, ORG), turned=True),
    # Neighbours
    link(
        RelationType.BORDERS,
        _DASH,
        (SOMEWHERE, SOMEWHERE),
        behind=r"(?:land |sea |shared |common )?(?:border|frontier)\b",
        people=True,
    ),
    link(
        RelationType.BORDERS,
        r"and(?: the)?",
        (SOMEWHERE, SOMEWHERE),
        before=r"(?:border|frontier)(?: \w+)? between(?: the)?",
    ),
    link(RelationType.BORDERS, rf"(?:{_PLACES} )?border(?:s|ing)(?: on)?(?: the)?", (SOMEWHERE, SOMEWHERE)),
    # Two sides of an event
    link(RelationType.ASSAULT, _DASH, (ACTORS, ACTORS), behind=r"(?:war|conflict|fighting)\b", people=True),
    link(
        RelationType.CONSULT,
        _DASH,
        (ACTORS, ACTORS),
        behind=r"(?:[a-z]+ )?(?:talks|summit|meeting|negotiations|dialogue|phone call)\b",
        people=True,
    ),
    link(
        RelationType.DIPLOMATIC_RELATION,
        _DASH,
        (SOMEWHERE, SOMEWHERE),
        behind=r"(?:[a-z]+ )?(?:relations|ties|relationship|relationships)\b",
        people=True,
    ),
    link(
        RelationType.AGREE,
        _DASH,
        (ACTORS, ACTORS),
        behind=r"(?:[a-z]+ )?(?:deal|agreement|pact|treaty|accord)\b",
        people=True,
    ),
    link(
        _WITH,
        _DASH,
        (ACTORS, ACTORS),
        behind=r"(?:[a-z]+ )?(?:alliance|cooperation|partnership|joint venture|coalition|trade)\b(?! (?:war|dispute))",
        people=True,
    ),
    # Who is for or against whom
    link(_FOR, rf"{_GENITIVE}{_ADJECTIVES}{_FRIENDS}", (ACTORS, PERSON), turned=True),
    link(_FOR, rf"[,(] (?:an?|the|one of) {_ADJECTIVES}{_FRIENDS} of(?: the)?", (PERSON, ACTORS)),
    link(_FOR, rf"[,(] (?:an?|the){_BEHIND_ADJECTIVES}", (PERSON, ACTORS), behind=rf"{_FRIENDS}\b(?! of)"),
    link(_FOR, rf"- ?backed(?: {_SUPPORTED}){{0,2}}", (ACTORS, ACTORS), people=True),
    link(_AGAINST, rf"{_GENITIVE}{_ADJECTIVES}{_CRITICS}", (SOMEWHERE | PERSON, PERSON), turned=True),
    link(_AGAINST, rf"[,(] (?:an?|the|one of) {_ADJECTIVES}{_CRITICS}s? of(?: the)?", (PERSON, ACTORS)),
    link(_AGAINST, rf"[,(] (?:an?|the){_BEHIND_ADJECTIVES}", (PERSON, ACTORS), behind=rf"{_CRITICS}\b(?! of)"),
    link(_WITH, rf"{_GENITIVE}{_ADJECTIVES}all(?:y|ies)", (COUNTRY, COUNTRY), people=True),
    link(RelationType.AID, rf"{_GENITIVE}{_ADJECTIVES}(?:mega-?)?donor", (ACTORS, PERSON), turned=True),
    link(RelationType.ASSAULT, r"- ?(?:occupied|annexed)(?: [a-z]+)?", (COUNTRY, PLACE), people=True),
    link(RelationType.SANCTION, r"- ?sanctioned(?: [a-z]+){0,2}", (SOMEWHERE | ORG, ACTORS), people=True),
    # People of bodies and places
    link(RelationType.HEAD_OF, rf"['’]s? {_ADJECTIVES}{_OWN}", (PERSON, ORG)),
    link(RelationType.HEAD_OF, r",", (ORG, PERSON), turned=True, behind=rf"['’]s? {_ADJECTIVES}{_OWN}\b"),
    link(_OF, rf"{_PARTY}(?: [A-Z][a-z]+\.?)?", (PLACE, PERSON), turned=True),
    link(_OF, r"[,(] (?:an?|the)(?: [a-z]+)?", (PERSON, PLACE), behind=rf"{_PARTY}\b"),
    link(_OF, rf"[,(] (?:an?|the) (?:[a-z]+ )?{_PARTY}(?: [a-z]+)? from(?: the)?", (PERSON, PLACE)),
    link(_OF, r"of", (PERSON, PLACE), before=rf"{_PARTY}s?"),
    link(_OF, r"[,(](?: the| an?)?(?: [a-z]+)?", (PERSON, ORG), behind=rf"{_PARTISAN}\b"),
    link(_OF, rf"[,(] (?:an?|the) (?:[a-z]+ ){{0,3}}(?:{_PARTY}|{_PARTISAN}|member) (?:on|in)(?: the)?", (PERSON, ORG)),
    link(_OF, r"[,(] an? (?:[a-z]+ )?(?:independent|conservative|liberal|moderate) from(?: the)?", (PERSON, PLACE)),
    link(_OF, r"\(", (PERSON, COUNTRY), guard="closed"),
    link(_OF, r"\((?:R|D|I|Con|Lab|Lib Dem|SNP)\.?[,-]", (PERSON, SOMEWHERE), guard="closed"),
    link(
        _OF, rf"[,(] (?:who )?(?:represents|representing)(?: the)?(?: {_ADJECTIVES}{_PLACES} of)?", (PERSON, SOMEWHERE)
    ),
    link(
        _OF,
        rf"{_GENITIVE}{_ADJECTIVES}(?:signing|recruit|loanee|arrival|legend|great|veteran|favou?rite|captain|debutant)",
        (ORG, PERSON),
        turned=True,
    ),
    # Who is of whom by what they do
    link(_OF, rf"(?:[a-z-]+ ){{0,2}}{_PLAYERS}", (SOMEWHERE | ORG, PERSON), turned=True),
    link(_OF, r"(?:[a-z-]+ ){0,2}(?:star|great|teammate|team-mate|veteran|rookie)", (ORG, PERSON), turned=True),
    link(_OF, r"[a-z][a-z-]+(?: [a-z][a-z-]+){0,2}", (ORG, PERSON), turned=True, guard="role"),
)
