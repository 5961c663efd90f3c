"""German patterns for what a few words between two names tell: `VW-Tochter Audi`, `Jena (Thüringen)`.

What a pattern is, and when it holds, belongs to link_patterns.py and linked_names.py.
"""

from __future__ import annotations

from typing import Final

from tasks.records import RelationType
from tasks.relations.link_patterns import COUNTRY, ORG, PERSON, PLACE, SOMEWHERE, Link, link

_PART, _MEMBER = RelationType.PART_OF, RelationType.MEMBER_OF
_IN, _OF = RelationType.LOCATED_IN, RelationType.AFFILIATED_WITH
_HEAD, _BORDERS = RelationType.HEAD_OF, RelationType.BORDERS
_CHILD: Final = r"(?:Konzern)?[Tt]ochter(?:firma|gesellschaft|unternehmen|konzern|bank)?\w{0,2}"
_LIMB: Final = (
    r"(?:Flügel|Arm|Ableger|Sparte|Marke|Division|Jugendorganisation|Teilorganisation|Unterorganisation"
    r"|Vorfeldorganisation)"
)
_WHOSE: Final = r"(?:der|des|von|vom)"
_LEADER: Final = (
    r"(?:(?:Chef|Cheft|Interimst|Team|Neo-|National|Erfolgs|Ex-)?[Tt]rainer(?:in|s)?|Coach|Teamchef|Bundestrainer|Manager|"
    r"(?:Partei|Konzern|Vorstands|Firmen|General|Klub|Club|Vereins)?[Cc]hef(?:in)?|Obmann|Obfrau|Dirigent(?:en|in)?|"
    r"(?:Vorstands|Partei|Fraktions)?[Vv]orsitzende[rmn]?|(?:General|Intendanz)?[Dd]irektor(?:s|in)?|Intendant(?:en|in)?|"
    r"Präsident(?:en|in)?|Premier(?:minister)?(?:in|s)?|(?:Bundes)?[Kk]anzler(?:in|s)?|Ministerpräsident(?:en|in)?)"
)
_UNDER: Final = (
    rf"(?:(?:\w+ ){{0,3}})unter "
    rf"(?:(?:der |dem )?(?:Führung|Leitung|Ägide|Vorsitz|Regie)(?: \w+)? (?:von|des|der)(?: \w+)?|"
    rf"(?:(?:dem|der|ihrem|ihrer|seinem|seiner) )?(?:\w+en )?{_LEADER})"
)
_STATE: Final = r"(?:Führung|Regierung|Republik|Diktatur|Monarchie|Staat)s?(?: der| des| von)?"
_LED: Final = (
    r"(?:geführt|geleitet|angeführt|trainiert|betreut|gecoacht|befehligt|gelenkt|regiert)e[nrms]?(?: [\w-]+){0,2}"
)
_MADE: Final = r"(?:(?:mit)?gegründet|mitbegründet|aufgebaut|beherrscht|kontrolliert)e[nrms]?(?: [\w-]+){0,2}"
_ADMINISTERED: Final = (
    r"(?:im|in der|in dem|des|der) (?:\w+e[nrs]? )?(?:US-)?"
    r"(?:Bundesstaat(?:es|s)?|Bundesland(?:es|s)?|Unionsstaat(?:es)?|"
    r"Kanton[s]?|Bezirk(?:s|es)?|Landkreis(?:es)?|Kreis(?:es)?|Region|Provinz|Departement[s]?|Département[s]?|Oblast|"
    r"Gouvernement[s]?|Grafschaft|Präfektur|Teilrepublik|Stadtteil|Stadtbezirk|Ortsteil|Teilstaat|Gebiet(?:s|es)?)"
)

GERMAN: Final[tuple[Link, ...]] = (
    link(_PART, r"- ?(?:Konzern)?(?:[Tt]ochter\w*|[Ss]parte|[Aa]bleger)", (ORG, ORG), turned=True),
    link(_PART, r"[,(] (?:eine?[rmn]? |d(?:ie|er) )?(?:\w+e[rn]? )?(?:Konzern)?[Tt]ochter\w* (?:von|der|des|vom)",
          (ORG, ORG)),
    link(_PART, rf"(?:und|mit|an|für|bei) (?:dere?n|ihre[rn]?|seine[rn]?|der|die) {_CHILD}", (ORG, ORG), turned=True),
    link(_PART, rf", (?:der|die|das|ein|eine) (?:[\w-]+ )?{_LIMB} {_WHOSE}",
          (ORG, ORG)),
    link(_MEMBER, r"- ?(?:Gründungs)?(?:[Mm]itglied(?:s?land|s?staat|er|ern)?|[Ss]taat|[Ll]and)",
          (ORG, COUNTRY), turned=True),
    link(_MEMBER, r"[,(] (?:ein(?:em)? |das |dem )?(?:Gründungs)?[Mm]itglied(?:s?land|s?staat)? (?:der|des|von)",
          (COUNTRY, ORG)),
    link(_IN, r"(?:ansässig|beheimatet|angesiedelt|stationiert)e[nrms]?(?: \w+){0,2}", (SOMEWHERE, ORG), turned=True),
    link(_IN, r"aus", (ORG, SOMEWHERE), guard="below"),
    link(_IN, r"(?:(?:der|des|von) \w+ )?in", (ORG, SOMEWHERE), guard="institution"),
    link(_IN, r"mit (?:Haupt)?[Ss]itz in|, mit (?:Haupt)?[Ss]itz in", (ORG, SOMEWHERE)),
    link(_IN, r"\(", (PLACE, SOMEWHERE), guard="known"),
    link(_IN, _ADMINISTERED, (PLACE, SOMEWHERE)),
    link(_IN, r"in", (PLACE, SOMEWHERE), guard="below"),
    link(_OF, r"\(", (PERSON, COUNTRY), guard="closed"),
    link(_OF, r", (?:eine?|der|die) (?:\w+ )?(?:Republikaner|Demokrat|Abgeordnete)\w* aus", (PERSON, SOMEWHERE)),
    link(_HEAD, _UNDER, (ORG, PERSON), turned=True),
    link(_HEAD, rf"unter(?: (?:(?:der |dem )?(?:Führung|Leitung) von|(?:\w+en )?{_LEADER}))?", (SOMEWHERE, PERSON),
         turned=True, before=_STATE),
    link(_HEAD, _LED, (PERSON, ORG), before=r"von(?: [\w-]+){0,2}"),
    link(_OF, _MADE, (PERSON, ORG), before=r"von(?: [\w-]+){0,2}"),
    link(_BORDERS, r"und", (COUNTRY, COUNTRY), before=r"(?:\w*[Gg]renze|Grenzgebiet|Grenzregion)\w* zwischen"),
    link(_BORDERS, r"(?:zu|mit)", (COUNTRY, COUNTRY), before=r"(?:\w*[Gg]renze)\w* (?:von|der|des)?"),
)  # fmt: skip
