"""Italian patterns between two names: `Skoda, controllata da Volkswagen`, `l'ex Juve Dybala`, `vertice Merkel-Macron`.

How a pattern is matched belongs to linked_names.py, its parts to link_patterns.py.
"""

from __future__ import annotations

from tasks.records import RelationType
from tasks.relations.link_patterns import ACTORS, COUNTRY, ORG, PERSON, PLACE, SITES, SOMEWHERE, Link, link

_OF = r"(?:di|d['’]|del|dello|della|dell['’]|dei|degli|delle)"
_TO = r"(?:a|ad|al|allo|alla|all['’]|ai|agli|alle)"
_BY = r"(?:da|dal|dallo|dalla|dall['’]|dai|dagli|dalle)"
_IN = r"(?:in|nel|nello|nella|nell['’]|nei|negli|nelle|a|ad)"
_A = r"(?:un['’]? ?|una |uno |il |lo |la |l['’]|tra i |fra i |tra gli |uno dei |una delle )?"
_ADJECTIVES = r"(?:[a-zàèéìòù]+ ){0,2}"
_MORE = r"(?: [a-zàèéìòù]+){0,2}"
_THE = r"(?: (?:il|lo|la|i|gli|le))?(?: l['’])?"
_GROUP = r"(?: (?:gruppo|colosso|gigante|holding|casa|società|multinazionale)(?: \w+)?)?"
_DASH = r"[-–—/]"
_BODIES = (
    r"(?:azienda|società|impresa|compagnia|banca|agenzia|fondazione|associazione|organizzazione|istituto|ente|gruppo"
    r"|squadra|club|casa editrice|casa|start-?up|fabbrica|produttore|ong|onlus|cooperativa|studio|ospedale|scuola"
    r"|università|museo|centro|emittente|quotidiano|settimanale|multinazionale|colosso|gigante|catena)"
)
_FRIENDS = (
    r"(?:sostenitore|sostenitrice|sostenitori|fedelissim[oai]|alleat[oai]|supporter|ammiratore|ammiratrice|finanziatore"
    r"|finanziatrice|finanziatori|donatore|donatori|benefattore|sponsor|mecenate|fan|estimatore|estimatrice"
    r"|braccio destro|luogotenente|delfino|seguace)"
)
_BACKING = r"(?:sostegno|appoggio|supporto|fiducia|endorsement|benedizione|via libera|ok|sì)"
_COUNTS = (
    r"(?:(?:che )?(?:gode|godeva|godono|forte) (?:di|del|dell['’]|della)"
    r"|(?:che )?(?:conta|contano|può contare|potrà contare|contava) su(?:l|ll['’]|lla)?) ?"
)
_GETS = r"(?:incassa|incassano|ottiene|ottengono|strappa|riceve|ricevono|ha incassato|ha strappato)"
_CRITICS = r"(?:critic[oa]|oppositore|oppositrice|detrattore|detrattrice|accusatore|accusatrice)"
_SAYS = (
    r"(?:ha|hanno|aveva) (?:detto|dichiarato|spiegato|raccontato|confidato|rivelato|affermato|commentato|risposto"
    r"|ribadito|annunciato|assicurato|scritto|riferito|confermato)|dice|spiega|racconta|dichiara|rivela|confida|afferma|commenta"
    r"|ribadisce|annuncia|assicura|conferma"
)
_KILLERS = r"(?:killer|assassin[oa]|omicida|aggressore|stupratore|rapitore|sequestratore|accoltellatore|carnefice)"
_OWN = (
    r"(?:neo ?acquisto|nuovo acquisto|bandiera|leggenda|icona|gioiello|idolo|talento|bomber|stella|rinforzo|veterano"
    r"|beniamino|pilastro|portacolori|simbolo|gioiellino|baby)"
)
_LED = r"(?:guidat|dirett|allenat|presiedut|capeggiat|amministrat|governat|comandat)[oaie]"
_NOW = r"(?: (?:oggi|ora|attualmente|allora|all['’]epoca|nel \d{4}|dal \d{4}))?"

_OPENS = r"(?:^|[:,–—»”-])(?: ?(?:[Ii]l|[Ll]a|[Ll]['’]|[Ll]o)? ?(?:[a-z]+ ){0,2})?"
"""Where a headline's first name stands, perhaps behind the matter and an office: `Dazi, il premier Meloni`."""

_PART, _MEMBER = RelationType.PART_OF, RelationType.MEMBER_OF
_LIES, _STAFF = RelationType.LOCATED_IN, RelationType.AFFILIATED_WITH
_FOR, _AGAINST, _WITH = RelationType.SUPPORT, RelationType.ACCUSE, RelationType.COOPERATE

ITALIAN: tuple[Link, ...] = (
    # Companies and their parts
    link(
        _PART,
        rf"[,(] {_A}(?:controllata|filiale|divisione|costola|consociata|marchio|braccio){_MORE} {_OF}",
        (ORG, ORG),
    ),
    link(
        _PART,
        rf"[,(]? ?(?:che è |ora |oggi |è )?(?:di proprietà|del gruppo|parte){_MORE}(?: {_OF})?{_GROUP}",
        (ORG, ORG),
    ),
    link(
        _PART,
        rf"[,(]? ?(?:che è |è |ora |oggi )?(?:controllat|possedut)[oa](?: al \d+(?:,\d+)? ?%)?{_NOW} {_BY}{_GROUP}",
        (ORG, ORG),
    ),
    link(_WITH, rf"[,(] ?(?:acquistat|comprat|rilevat|acquisit)[oa]{_NOW} {_BY}{_GROUP}", (ORG, ORG), turned=True),
    link(_WITH, rf"[,(] ?(?:vendut|cedut)[oa]{_NOW} {_TO}{_GROUP}", (ORG, ORG)),
    link(
        _PART, rf"[,(] (?:il |la )?(?:proprietari[oa]|casa madre|controllante) {_OF}(?: \w+)?", (ORG, ORG), turned=True
    ),
    # Members
    link(
        _MEMBER,
        rf"(?:[,(] (?:un |il )?|,? ?(?:che )?(?:è|sono) (?:uno dei |tra i |fra i ))"
        rf"(?:paesi? |stati? |Paesi? |Stati? )?(?:membr[oi]|soci[oa]?)(?: \w+)? {_OF}",
        (COUNTRY, ORG),
    ),
    # Where bodies and places are
    link(_LIES, r"(?:a|ad|in)", (ORG, SOMEWHERE), guard="institution"),
    link(_LIES, r", (?:in|nel|nello|nella|nell['’])", (ORG, SOMEWHERE), guard="institution"),
    link(_LIES, r", di", (ORG, PLACE), guard="known"),
    link(
        _LIES,
        rf",? ?(?:che )?(?:si trova|sorge|situat[oa]|ubicat[oa]|collocat[oa]|che ha sede)(?: \w+mente)? "
        rf"(?:{_IN}(?: (?:la |il )?(?:frazione|città|cittadina|provincia|zona|quartiere|regione|comune|località){_MORE}"
        rf" {_OF})?|(?:nel|nell['’]|nella) ?(?:nord|sud|est|ovest|centro|cuore|parte|estremo)[\w-]*(?: \w+)? {_OF})",
        (SITES, SOMEWHERE),
    ),
    link(_LIES, rf"[,(] {_A}{_ADJECTIVES}{_BODIES}{_MORE} (?:di|a|ad|con sede a|con base a)", (ORG, PLACE)),
    # Neighbours
    link(RelationType.BORDERS, rf",? (?:al confine|ai confini|alla frontiera) con{_THE}", (SOMEWHERE, SOMEWHERE)),
    link(RelationType.BORDERS, _DASH, (SOMEWHERE, SOMEWHERE), before=r"(?:confine|frontiera)(?: tra| fra)?"),
    # Two sides of an event
    link(RelationType.ASSAULT, _DASH, (ACTORS, ACTORS), before=r"(?i:guerra|conflitto|ostilità|combattimenti)"),
    link(
        RelationType.CONSULT,
        _DASH,
        (ACTORS, ACTORS),
        before=r"(?i:vertice|incontro|colloqui|colloquio|faccia a faccia|summit|telefonata|bilaterale|trattativa"
        r"|trattative|negoziati|negoziato|dialogo|confronto)",
    ),
    link(
        RelationType.CONSULT,
        rf"e{_THE}{_MORE}",
        (ACTORS, ACTORS),
        before=rf"(?i:faccia a faccia|stretta di mano|telefonata|cena|pranzo|abbraccio|brindisi|chiacchierata|caffè)"
        rf"(?: \w+)? (?:tra|fra){_THE}{_MORE}",
    ),
    link(RelationType.DIPLOMATIC_RELATION, _DASH, (SOMEWHERE, SOMEWHERE), before=r"(?i:relazioni|rapporti)"),
    link(RelationType.AGREE, _DASH, (ACTORS, ACTORS), before=r"(?i:accordo|patto|intesa|trattato)"),
    link(
        _WITH, _DASH, (ACTORS, ACTORS), before=r"(?i:fusione|asse|partnership|alleanza|joint venture|coalizione|tandem)"
    ),
    link(
        _AGAINST,
        _DASH,
        (ACTORS, ACTORS),
        before=r"(?i:scontro|lite|polemica|tensione|tensioni|duello|braccio di ferro|querelle|gelo|strappo|disputa)",
    ),
    link(
        _AGAINST,
        rf"e{_THE}{_MORE}",
        (ACTORS, ACTORS),
        before=r"(?i:botta e risposta|gelo|braccio di ferro|duello|scambio di accuse|guerra di parole|querelle|strappo"
        rf"|lite|battibecco|muro contro muro)(?: \w+)? (?:tra|fra){_THE}{_MORE}",
    ),
    # Headlines without a verb
    link(
        _AGAINST,
        rf"contro{_THE}{_MORE}",
        (PERSON | ORG, PERSON | ORG | COUNTRY),
        before=_OPENS,
        behind=r"[.:«»\"“(]|$|sull?[aeio'’]?|per |dopo ",
    ),
    link(RelationType.STATE, _TO, (PERSON, PERSON | ORG | COUNTRY), before=_OPENS, behind=r":? ?[«\"“]|:"),
    link(
        RelationType.STATE,
        rf"{_TO}(?: \w+){{0,2}}",
        (PERSON, ORG),
        before=r"(?:[Cc]osì|[Pp]arola di)(?: (?:il|lo|la|l['’])[^,.;:«»\"]{0,60})?",
    ),
    link(
        RelationType.REJECT,
        rf"{_TO}(?: \w+){{0,2}}",
        (ACTORS, ACTORS),
        before=rf"\b(?i:il )(?:secco |netto |nuovo )?no {_OF}",
    ),
    link(
        RelationType.REJECT, rf"(?:dice|dicono|ha detto|hanno detto) (?:di )?no {_TO}(?: \w+){{0,2}}", (ACTORS, ACTORS)
    ),
    link(
        _AGAINST,
        rf"(?:è )?(?:furios[oa] con|furibond[oa] con|a muso duro (?:con|contro)|all['’]attacco {_OF}){_THE}{_MORE}",
        (PERSON | ORG, PERSON | ORG | COUNTRY),
    ),
    link(
        _AGAINST,
        rf",? ?(?:è |era )?(?:finit[oa] |finisce )?nel mirino {_OF}{_MORE}",
        (PERSON | ORG, PERSON),
        turned=True,
    ),
    link(_STAFF, rf"{_TO}", (PERSON, ORG), before=rf"(?i:addio|approdo|sbarco|esordio|debutto) {_OF}"),
    # Who is told or interviewed by whom
    link(
        RelationType.STATE,
        r"",
        (ORG, PERSON),
        turned=True,
        before=rf"(?:{_SAYS}) {_TO}(?: \w+){{0,2}}",
    ),
    link(
        RelationType.STATE,
        r",(?: (?:il|lo|la)| l['’])?(?: [a-zà-ù'’]+){0,6}",
        (ORG, PERSON),
        turned=True,
        before=rf"(?i:intervist[ae]|lettera|videomessaggio|messaggio)(?: \w+){{0,2}} {_TO}(?: \w+){{0,2}}",
    ),
    link(
        RelationType.CONSULT,
        rf",? ?(?:che )?(?:è|era|è stat[oa]|sarà)? ?ospite {_OF}(?: \w+){{0,2}}",
        (PERSON, PERSON),
    ),
    link(
        RelationType.CONSULT,
        r",",
        (PERSON, PERSON),
        turned=True,
        before=rf"[Oo]spite {_OF}(?: \w+){{0,2}}",
    ),
    # Who is for or against whom
    link(_FOR, rf"[,(] {_A}{_ADJECTIVES}{_FRIENDS}{_MORE} {_OF}{_THE}", (PERSON, PERSON | ORG)),
    link(_FOR, r",?", (PERSON | ORG, PERSON), turned=True, before=rf"{_FRIENDS}{_MORE} {_OF}"),
    link(_FOR, rf"[,(]? ?(?:sostenut|appoggiat|spalleggiat)[oaie] {_BY}{_MORE}", (ACTORS, ACTORS), turned=True),
    link(
        _FOR,
        rf",? ?(?:{_COUNTS}|{_GETS} (?:il |lo |l['’]|la )){_BACKING}{_MORE} {_OF}{_THE}{_MORE}",
        (PERSON | ORG, ACTORS),
        turned=True,
    ),
    link(_AGAINST, rf"[,(] {_A}{_ADJECTIVES}{_CRITICS}{_MORE} {_OF}", (PERSON, ACTORS)),
    link(_AGAINST, r",?", (ACTORS, PERSON), turned=True, before=rf"{_CRITICS}{_MORE} {_OF}"),
    link(
        _WITH,
        rf"[,(] {_A}{_ADJECTIVES}(?:alleat[oa]|partner|partner commerciale){_MORE} (?:{_OF}|per){_THE}",
        (COUNTRY, COUNTRY),
    ),
    link(
        RelationType.ASSAULT,
        rf"[,(]? ?(?:occupat|anness|invas|bombardat|assediat)[oa]{_NOW} {_BY}",
        (SOMEWHERE, COUNTRY | ORG),
        turned=True,
    ),
    link(RelationType.ASSAULT, rf"[,(] {_A}{_ADJECTIVES}{_KILLERS}{_MORE} {_OF}", (PERSON, PERSON)),
    link(RelationType.ASSAULT, r",?", (PERSON, PERSON), turned=True, before=rf"{_KILLERS}{_MORE} {_OF}"),
    # People of bodies and places
    link(RelationType.HEAD_OF, rf"[,(]? ?{_LED}{_NOW[:-1]} {_BY}{_MORE}", (ORG, PERSON), turned=True),
    link(
        RelationType.HEAD_OF,
        rf",? (?:una? \w+(?: \w+)? )?con (?:a capo|alla guida|al timone|alla testa){_MORE}",
        (ORG, PERSON),
        turned=True,
    ),
    link(_STAFF, r"\(", (PERSON, COUNTRY), guard="closed"),
    link(_STAFF, r", (?:ex|già)(?: (?:del|della|dei))?", (PERSON, ORG), guard="closed"),
    link(_STAFF, r"", (ORG, PERSON), turned=True, before=r"\bex"),
    link(
        _STAFF,
        rf"[,(]? ?(?:in forza|in prestito|passat[oa]|approdat[oa]|tesserat[oa]) (?:{_TO}|{_BY})",
        (PERSON, ORG),
    ),
    link(
        _STAFF,
        rf"[,(]? ?(?:(?:è|era|fu) )?(?:candidat|elett)[oa](?: \w+)? (?:con|per|tra le fila|nelle file|nelle liste)"
        rf"(?: {_OF})?{_THE}",
        (PERSON, ORG),
    ),
    link(_STAFF, r",?", (ORG, PERSON), turned=True, before=rf"{_OWN}(?: \w+)? {_OF}"),
    link(
        RelationType.STATE,
        rf",? ?(?:(?:ha|hanno|aveva) \w+ )?(?:ai|dai) microfoni {_OF}(?: \w+){{0,3}}",
        (PERSON, ORG),
    ),
)
"""The patterns; the first that fits is taken."""
