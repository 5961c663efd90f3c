"""German patterns for what a few words between two names tell: `VW-Tochter Audi`, `Jena (Thüringen)`.

What a pattern is, and when it holds, belongs to link_patterns.py and linked_names.py.
"""

from __future__ import annotations

from typing import Final

from tasks.records import RelationType
from tasks.relations.link_patterns import COUNTRY, ORG, PERSON, PLACE, SITES, SOMEWHERE, Link, link

_PART, _MEMBER = RelationType.PART_OF, RelationType.MEMBER_OF
_IN, _OF = RelationType.LOCATED_IN, RelationType.AFFILIATED_WITH
_HEAD, _BORDERS = RelationType.HEAD_OF, RelationType.BORDERS
_CHILD: Final = r"(?:Konzern)?[Tt]ochter(?:firma|gesellschaft|unternehmen|konzern|bank)?\w{0,2}"
_CHILDREN: Final = (
    r"(?:[Tt]ochter\w*|[Tt]öchtern?|[Ss]parte|[Aa]bleger|[Mm]arken?|[Ee]inheit(?:en)?|[Ll]abel|[Ss]tudio)"
)
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
_OFFICIAL: Final = (
    r"(?:\w*[Pp]olizei(?:behörde|direktion|präsidium)?|\w*[Ss]taatsanwaltschaft|\w*[Ff]euerwehr|\w*[Bb]ehörde|\w*[Aa]mt"
    r"|[Uu]ni(?:versität)?|\w*[Kk]linik|\w*[Gg]ericht|\w*[Kk]ammer|Stadtverwaltung|Regierung|Landesregierung|Diözese)"
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
_BRANCH: Final = (
    r"(?:(?:Auslands|Landes)?[Tt](?:ochter|öchter)\w*|\w*[Ee]inheit|Studio|Label|Filiale|Sparte|Zweigstelle|Niederlassung|Marke|Abteilung|Unterabteilung|Teil"
    r"|(?:Frauen|Studenten|Nachwuchs|Schwester)organisation|Landesverband|Forschungsabteilung|Geschäftsbereich)"
)
_HIRED: Final = (
    r"(?:ausgeliehen|verpflichtet|geholt|gekommen|losgeeist|verliehen|beurlaubt|nominiert|engagiert|bezahlt|beschäftigt"
    r"|angestellt|entsandt|bestellt|beauftragt|ausgebildet|gesponsert|entlassen|freigestellt|vermittelt)e[nrms]?"
)
_BOARD: Final = (
    r"(?:Aufsichtsrat|Verwaltungsrat|Stiftungsrat|Beirat|Vorstand|Präsidium|Kuratorium|Direktorium|Bundesvorstand"
    r"|Parteivorstand|Leitungsgremium)(?:e?s)? (?:der|des|von|vom|bei|beim)(?: der)?"
)
_WORKS: Final = (
    r"(?:[\w-]+ ){0,4}(?:arbeite|forsch|lehr|unterricht|spiel|tätig|beschäftig|angestell|engagier|vertrit|vertrat)"
)
_THE: Final = r"(?: der| den| dem)?"
_FIRM: Final = (
    r"(?:[a-zäöüß]+e[nrs]? )?(?:\w+-)?\w*(?:[Kk]onzern|[Uu]nternehmen|[Ff]irma|[Hh]ersteller|[Aa]nbieter|[Hh]ändler"
    r"|[Bb]auer|[Bb]ank|[Ss]ender|[Zz]eitung|[Mm]agazin|[Aa]gentur|[Vv]erein|[Kk]lub|[Cc]lub|[Uu]niversität|[Ss]tiftung|[Ii]nstitut"
    r"|[Aa]irline|[Ff]luggesellschaft|[Rr]eederei|[Bb]rauerei|[Vv]erlag|[Mm]useum|[Ss]tart-up|[Vv]ersicherer|[Gg]ruppe"
    r"|[Oo]rganisation|[Dd]ienstleister|[Mm]arke|[Dd]enkfabrik|[Hh]olding|[Bb]etreiber"
    r"|[Ee]ntwickler|[Pp]roduzent)\w{0,3}\b"
)
_SO: Final = (
    r"(?:die|den|dann|schließlich|so|jedoch|aber|noch|früh|spät|sein|seine[nr]?|ihren?|zunächst|bereits|schon|erneut|damit"
    r"|Gastgeber|Aufsteiger|Außenseiter|Titelverteidiger|Meister|Tabellenführer)"
)
_SCORED: Final = (
    r"(?:[\w.()-]+ ){0,8}?(?:in Führung|zum (?:Sieg|Erfolg|Titel|Triumph|Aufstieg)"
    r"|(?:einen|den|drei) (?:Punkte?|Sieg|Erfolg)|den Ausgleich|das Remis|mit \d:\d)"
)
_TO_LEAD: Final = (
    r"(?:[\w.%-]+ ){0,5}(?:leite|führ|trainier|coach|betreu|dirigier|(?:mit)?gegründet (?:hat|hatte)|gründet"
    r"|(?:mit)?begründe)(?:t|te|ten|en)?\b"
)

GERMAN: Final[tuple[Link, ...]] = (
    link(_PART, rf"- ?(?:Konzern)?{_CHILDREN}", (ORG, ORG), turned=True),
    link(_PART, rf"(?:[\w-]+ ){{0,4}}(?:ihre[nr]?|seine[nr]?) (?:\w+en )?(?:Konzern)?{_CHILDREN}", (ORG, ORG),
          turned=True),
    link(_PART, r"[,(] (?:eine?[rmn]? |d(?:ie|er) )?(?:\w+e[rn]? )?(?:Konzern)?[Tt]ochter\w* (?:von|der|des|vom)",
          (ORG, ORG)),
    link(_PART, rf"(?:und|mit|an|für|bei) (?:dere?n|ihre[rn]?|seine[rn]?|der|die) {_CHILD}", (ORG, ORG), turned=True),
    link(_PART, rf", (?:der|die|das|ein|eine) (?:[\w-]+ )?{_LIMB} {_WHOSE}",
          (ORG, ORG)),
    link(_PART, r"- ?(?:[Mm]utter(?:konzern|gesellschaft|haus|unternehmen)?|[Ee]ign(?:er|erin)|[Ee]igentümer(?:in)?)",
          (ORG, ORG)),
    link(_PART, rf"[,(] (?:eine?[rmns]? |d(?:ie|er|as) )?(?:[\w-]+ )?{_BRANCH} {_WHOSE}"
          r"(?: \w*(?:[Kk]onzerns?|[Rr]iesen))?", (ORG, ORG)),
    link(_PART, rf"(?:ist|sind|war|waren) (?:[a-zäöü]+ )?(?:eine? |d(?:ie|er|as) )?(?:[\w-]+ )?(?:{_BRANCH}|{_LIMB})"
          rf" {_WHOSE}(?: [\w-]+en)?(?: \w*(?:[Kk]onzerns?|[Gg]ruppe|[Oo]rganisation|[Pp]artei|[Mm]iliz))?",
          (ORG, ORG)),
    link(_PART, r"(?:- ?(?:Konzern|Gruppe|Imperium|Familie) )?(?:gehörende|gehörige|zählende)[nrms]?(?: [\w-]+){0,3}",
          (ORG, ORG), turned=True, before=r"\b(?:zu|zum|zur)(?: \w+en)?(?: \w*(?:konzern|gruppe))?"),
    link(_PART, r"(?:kontrolliert|übernommen|beherrscht|betrieben|dominiert)e[nrms]?(?: [\w-]+){0,2}", (ORG, ORG),
          turned=True, before=r"\b(?:von|vom|von der)"),
    link(_PART, r", zu (?:der|dem|deren \w+|dessen \w+) (?:auch |unter anderem |etwa )?(?:die |das |der )?(?:\w+ )?",
          (ORG, ORG), turned=True, behind=r"(?:[\w ]{0,30})(?:gehör|zähl)"),
    link(_MEMBER, r"- ?(?:\w+-)?(?:Gründungs)?(?:[Mm]itglied(?:s?land|s?staat|s?länder|s?staaten|er)?n?|[Ss]taat(?:en)?"
          r"|[Ll]and|[Ll]ändern?|[Pp]artner(?:land|n)?)", (ORG, COUNTRY), turned=True),
    link(_MEMBER, r"[,(] (?:ein(?:em)? |das |dem )?(?:Gründungs)?[Mm]itglied(?:s?land|s?staat)? (?:der|des|von)",
          (COUNTRY, ORG)),
    link(_MEMBER, r"[,(] (?:(?:ein|das|selbst|seit \d+|langjähriges|führendes|prominentes|früheres|ehemaliges) ){0,2}"
          r"(?:Gründungs|Vorstands|Präsidiums|Ehren|Partei)?[Mm]itglied (?:der|des|von|im|in der|beim)", (PERSON, ORG)),
    link(_MEMBER, r"", (ORG, PERSON), turned=True,
          before=r"\b(?:Gründungs|Vorstands|Führungs)?[Mm]itglied(?:s|es)? (?:der|des|von)"),
    link(_IN, r"(?:ansässig|beheimatet|angesiedelt|stationiert)e[nrms]?(?: \w+){0,2}", (SOMEWHERE, ORG), turned=True),
    link(_IN, r"(?:gelegen|liegend|befindlich|erscheinend|registriert|beheimatet)e[nrms]?(?: [\w-]+){0,2}",
          (SOMEWHERE, SITES), turned=True, before=r"\b(?:in|im|in der|in den|bei|nahe)"),
    link(_IN, r"mit (?:Stamm|Firmen|Unternehmens|Amts)?(?:sitz|[Zz]entrale|[Hh]auptquartier) in",
          (ORG, SOMEWHERE)),
    link(_IN, r"aus(?: der| dem)?", (ORG, SOMEWHERE), behind=r"[.,)]",
          before=r"\b(?:der|die|das|den|des|dem|vom|beim|zum|zur) (?:[\w-]+e[nr]? )?\w+"),
    link(_IN, r"\(", (ORG, SOMEWHERE), guard="known"),
    link(_IN, r"in", (PLACE, SOMEWHERE), before=r"\b(?:in|aus|nach|bei|nahe)(?: der| dem| den)?", behind=r"[.,;)]"),
    link(_IN, r"aus", (ORG, SOMEWHERE), guard="below"),
    link(_IN, r"aus(?: der| dem)?", (ORG, SOMEWHERE), before=_FIRM),
    link(_IN, r"auf(?: der| dem)?", (PLACE, PLACE), guard="below"),
    link(_IN, r"/", (PLACE, COUNTRY), behind=r"[\w.,;)]"),
    link(_IN, r"in", (ORG, SOMEWHERE), before=r"\b[A-ZÄÖÜ]\w+ (?:bei|beim|bei der)(?: [A-ZÄÖÜ]?\w+)?",
          behind=r"[.,;)]"),
    link(_IN, r"(?:(?:der|des|von) \w+ )?in", (ORG, SOMEWHERE), guard="institution"),
    link(_IN, r"mit (?:Haupt)?[Ss]itz in|, mit (?:Haupt)?[Ss]itz in", (ORG, SOMEWHERE)),
    link(_IN, r"\(", (PLACE, SOMEWHERE), guard="known"),
    link(_IN, _ADMINISTERED, (PLACE, SOMEWHERE)),
    link(_IN, r"in", (PLACE, SOMEWHERE), guard="below"),
    link(_OF, r"\(", (PERSON, COUNTRY), guard="closed"),
    link(_OF, r", (?:eine?|der|die) (?:\w+ )?(?:Republikaner|Demokrat|Abgeordnete)\w* aus", (PERSON, SOMEWHERE)),
    link(_OF, rf"(?:, Mitglied|(?:ist|war|sitzt|saß|bleibt|wurde|wird)(?: [\w-]+){{0,4}}?(?: Mitglied)?) "
          rf"(?:im|in den|des) {_BOARD}", (PERSON, ORG)),
    link(_OF, rf"{_HIRED}(?: [\w-]+){{0,3}}", (ORG, PERSON), turned=True,
          before=r"\b(?:von|vom|von der|beim|bei|bei der|an)"),
    link(_OF, r", (?:der|die) (?:\w+ ){0,4}(?:für|bei|beim|an|am)(?: der| die| den| dem| das)?", (PERSON, ORG),
          behind=_WORKS),
    link(_IN, r"(?:[,–—-]|\S[^,]{0,60} [–—-]) (?:eine?[nrms]?|der|die|das|jene[rs]?)(?: [a-zäöüß]+e[nrs]?){0,2}",
          (ORG, COUNTRY), people=True, behind=_FIRM),
    link(_OF, r", (?:der|die)(?: (?:den|das))?(?: \w*(?:[Ww]ahlkreis|[Bb]ezirk|[Bb]undesstaat|Staat))?",
          (PERSON, SOMEWHERE), behind=r"(?:[\w.-]+ ){0,4}vertr(?:itt|at)\b"),
    link(_OF, r"(?:Duo|Trio|Doppel|Quartett|Gespann)", (COUNTRY, PERSON), turned=True, people=True),
    link(_HEAD, r", (?:der|die)(?: (?:den|das|die))?", (PERSON, ORG), behind=_TO_LEAD),
    link(_OF, r"um(?: [\w-]+){0,2}?", (ORG, PERSON), turned=True, guard="below"),
    link(_OF, rf"(?:[\w.-]+ ){{0,6}}?(?:brachte|schoss|köpfte|führte|rettete|erlöste|bescherte|sicherte)"
          rf"(?: {_SO}){{0,3}}", (PERSON, SITES), behind=_SCORED),
    link(_OF, r"(?:ging|kam|siegte|gewann|führte|traf)(?: [\w.:-]+){0,5} durch(?: [\w.-]+){0,5}?", (SITES, PERSON),
          turned=True),
    link(_OF, r"(?:erzielte|erzielten|schoss|markierte|besorgte|traf)(?: [\w.-]+){0,3}", (SITES, PERSON), turned=True,
          before=r"\bfür(?: die| den)?"),
    link(_HEAD, _UNDER, (ORG, PERSON), turned=True),
    link(_HEAD, r"(?:[\w-]+e[nrs]? ){0,2}[\w-]*(?:[Ff]irma|[Uu]nternehmen|[Ss]tiftung|[Ss]tart-up|[Oo]rchester), "
          r"(?:die|das|der)", (PERSON, ORG), guard="owner"),
    link(_HEAD, r"(?:[\w-]+e[nrs]? ){0,2}[\w-]*(?:[Pp]artei|[Bb]ewegung|[Ff]irma|[Uu]nternehmen|[Kk]onzern|[Ss]tiftung"
          r"|[Ss]tart-up|[Hh]olding|[Oo]rchester)", (PERSON, ORG), guard="owner"),
    link(_HEAD, rf"unter(?: (?:(?:der |dem )?(?:Führung|Leitung) von|(?:\w+en )?{_LEADER}))?", (SOMEWHERE, PERSON),
         turned=True, before=_STATE),
    link(_HEAD, _LED, (PERSON, ORG), before=r"von(?: [\w-]+){0,2}"),
    link(_OF, _MADE, (PERSON, ORG), before=r"von(?: [\w-]+){0,2}"),
    link(_BORDERS, rf"(?:[\w–-]+ ){{0,14}}\w*[Gg]renze (?:zu|mit|zum|zur|nach){_THE}", (COUNTRY, COUNTRY),
          people=True),
    link(_BORDERS, r"[-–]", (COUNTRY, COUNTRY), people=True, behind=r"\w*[Gg]renz"),
    link(_BORDERS, rf"(?:zu|mit|zum|zur){_THE}", (COUNTRY, COUNTRY), before=r"\b\w*[Gg]renze(?: der| des| von)?"),
    link(_BORDERS, rf"und{_THE}", (COUNTRY, COUNTRY), before=rf"\b\w*[Gg]renz\w* zwischen{_THE}"),
    link(_BORDERS, r"(?:[\w-]+ )?Nachbar(?:land|staat|n|s)?", (COUNTRY, COUNTRY)),
    link(_OF, rf"(?:von|vom|bei|beim) (?:der |dem )?{_OFFICIAL}(?: (?:in|von|des|der))?", (PERSON, SOMEWHERE)),
    link(_OF, r"\((?:[Dd]emokrat\w*|[Rr]epublikaner\w*|[RD])(?:,| -|-| aus| in| für)", (PERSON, SOMEWHERE)),
)  # fmt: skip
