"""Regular inflected forms of lexicon lemmas, for words whose lemma the engine got wrong.

A small lemmatiser guesses rare words (`bestritt` -> `bestrien`, `zweifelte` -> `zweifelen`). For words of the lexicon
the regular forms are known, and those of irregular verbs by their ending; a form of only one lemma names it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from tasks.records import Language
from tasks.relations.lexicon import lexicon

_GERMAN_WEAK = ("e", "st", "t", "en", "te", "ten", "test", "et", "ete", "eten", "n")
_LONGEST_BASE = 9
_SEPARABLE = (
    "zurück", "zusammen", "weiter", "wieder", "heraus", "herab", "hinaus", "nieder", "vor", "aus", "auf", "ab", "an",
    "bei", "ein", "fest", "los", "mit", "nach", "teil", "um", "weg", "zu", "statt", "frei", "bereit", "hin", "her",
)  # fmt: skip
_GERMAN_STRONG: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "befehlen": ("befahl", "befohlen"), "beginnen": ("begann", "begonnen"), "bergen": ("barg", "borgen"),
        "biegen": ("bog", "bogen"), "empfehlen": ("empfahl", "empfohlen"), "gelten": ("galt", "golten"),
        "gewinnen": ("gewann", "gewonnen"), "heißen": ("hieß", "heißen"), "leihen": ("lieh", "liehen"),
        "lesen": ("las", "lesen"), "lügen": ("log", "logen"), "meiden": ("mied", "mieden"),
        "messen": ("maß", "messen"), "preisen": ("pries", "priesen"), "reiten": ("ritt", "ritten"),
        "schmeißen": ("schmiss", "schmissen"), "singen": ("sang", "sungen"), "sinken": ("sank", "sunken"),
        "wachsen": ("wuchs", "wachsen"),
        "bieten": ("bot", "boten"), "binden": ("band", "bunden"), "bitten": ("bat", "beten"),
        "brechen": ("brach", "brochen"), "bringen": ("brachte", "bracht"), "denken": ("dachte", "dacht"),
        "dringen": ("drang", "drungen"), "fahren": ("fuhr", "fahren"), "fallen": ("fiel", "fallen"),
        "fangen": ("fing", "fangen"), "finden": ("fand", "funden"), "fliegen": ("flog", "flogen"),
        "fliehen": ("floh", "flohen"), "frieren": ("fror", "froren"), "graben": ("grub", "graben"),
        "gleichen": ("glich", "glichen"), "scheinen": ("schien", "schienen"), "schwinden": ("schwand", "schwunden"),
        "wiegen": ("wog", "wogen"), "gießen": ("goss", "gossen"), "schmelzen": ("schmolz", "schmolzen"),
        "genießen": ("genoss", "nossen"), "bersten": ("barst", "borsten"), "winden": ("wand", "wunden"),
        "fordern": ("forderte", "fordert"), "geben": ("gab", "geben"),
        "gehen": ("ging", "gangen"), "greifen": ("griff", "griffen"), "halten": ("hielt", "halten"),
        "heben": ("hob", "hoben"), "helfen": ("half", "holfen"), "kennen": ("kannte", "kannt"),
        "nennen": ("nannte", "nannt"), "klingen": ("klang", "klungen"), "kommen": ("kam", "kommen"),
        "laden": ("lud", "laden"), "lassen": ("ließ", "lassen"), "laufen": ("lief", "laufen"),
        "leiden": ("litt", "litten"), "liegen": ("lag", "legen"), "nehmen": ("nahm", "nommen"),
        "pfeifen": ("pfiff", "pfiffen"), "raten": ("riet", "raten"), "reißen": ("riss", "rissen"),
        "rufen": ("rief", "rufen"), "schaffen": ("schuf", "schaffen"), "scheiden": ("schied", "schieden"),
        "schieben": ("schob", "schoben"), "schießen": ("schoss", "schossen"), "schlagen": ("schlug", "schlagen"),
        "schließen": ("schloss", "schlossen"), "schneiden": ("schnitt", "schnitten"),
        "schreiben": ("schrieb", "schrieben"), "schreiten": ("schritt", "schritten"),
        "schweigen": ("schwieg", "schwiegen"), "schwören": ("schwor", "schworen"), "sehen": ("sah", "sehen"),
        "senden": ("sandte", "sandt"), "sitzen": ("saß", "sessen"), "sprechen": ("sprach", "sprochen"),
        "springen": ("sprang", "sprungen"), "stechen": ("stach", "stochen"), "stehen": ("stand", "standen"),
        "stehlen": ("stahl", "stohlen"), "steigen": ("stieg", "stiegen"), "sterben": ("starb", "storben"),
        "stoßen": ("stieß", "stoßen"), "streichen": ("strich", "strichen"), "streiten": ("stritt", "stritten"),
        "tragen": ("trug", "tragen"), "treffen": ("traf", "troffen"), "treiben": ("trieb", "trieben"),
        "treten": ("trat", "treten"), "tun": ("tat", "tan"), "verlieren": ("verlor", "verloren"),
        "weichen": ("wich", "wichen"), "weisen": ("wies", "wiesen"), "wenden": ("wandte", "wandt"),
        "werben": ("warb", "worben"), "werfen": ("warf", "worfen"), "wissen": ("wusste", "wusst"),
        "zeihen": ("zieh", "ziehen"), "ziehen": ("zog", "zogen"), "zwingen": ("zwang", "zwungen"),
    }
)  # fmt: skip
"""Strong and mixed verbs of the press: past stem and participle without `ge-`; prefixed ones follow their base."""
_GERMAN_PRESENT: Mapping[str, str] = MappingProxyType(
    {
        "befehlen": "befiehlt", "brechen": "bricht", "empfehlen": "empfiehlt", "fahren": "fährt", "fallen": "fällt",
        "fangen": "fängt", "geben": "gibt", "gelten": "gilt", "halten": "hält", "helfen": "hilft", "laden": "lädt",
        "lassen": "lässt", "laufen": "läuft", "lesen": "liest", "messen": "misst", "nehmen": "nimmt", "raten": "rät",
        "schlagen": "schlägt", "sehen": "sieht", "sprechen": "spricht", "stechen": "sticht", "stehlen": "stiehlt",
        "sterben": "stirbt", "stoßen": "stößt", "tragen": "trägt", "treffen": "trifft", "treten": "tritt",
        "wachsen": "wächst", "werben": "wirbt", "werfen": "wirft",
    }
)  # fmt: skip
"""Third person singular where the stem's vowel changes."""
_UMLAUTS: Mapping[str, str] = MappingProxyType({"a": "ä", "o": "ö", "u": "ü"})
_UNSTRESSED = ("be", "ge", "er", "ver", "zer", "ent", "emp", "miss", "über", "unter", "wider", "um", "durch", "hinter")
_WHOLE = ("be", "emp", "ge")
"""Prefixes without which the strong verb is not used (`befehlen`): they belong to its participle."""
_ITALIAN: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "are": (
            "o", "i", "a", "iamo", "ate", "ano", "ai", "ò", "ammo", "arono", "ava", "avano", "erà", "eranno", "erebbe",
            "erebbero", "ato", "ata", "ati", "ate", "ando", "ino", "asse", "assero", "are", "ar",
        ),
        "ere": (
            "o", "i", "e", "iamo", "ete", "ono", "é", "è", "erono", "ette", "ettero", "eva", "evano", "erà", "eranno",
            "erebbe", "erebbero", "uto", "uta", "uti", "ute", "endo", "a", "ano", "esse", "er",
        ),
        "ire": (
            "o", "i", "e", "iamo", "ite", "ono", "isco", "isce", "iscono", "ì", "irono", "iva", "ivano", "irà",
            "iranno", "irebbe", "irebbero", "ito", "ita", "iti", "ite", "endo", "isca", "iscano", "isse", "ir",
        ),
    }
)  # fmt: skip


_ITALIAN_IRREGULAR: tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("vendere", ("venduto",), ("vendette",)),
    ("prendere", ("preso",), ("prese", "presero")),
    ("mettere", ("messo",), ("mise", "misero")),
    ("nettere", ("nesso",), ("nesse",)),
    ("concedere", ("concesso",), ("concesse", "concessero")),
    ("succedere", ("successo",), ("successe", "successero")),
    ("vedere", ("visto", "veduto"), ("vide", "videro", "vedrà", "vedranno", "vedrebbe", "vedrebbero")),
    ("chiedere", ("chiesto",), ("chiese", "chiesero")),
    ("rispondere", ("risposto",), ("rispose", "risposero")),
    ("nascondere", ("nascosto",), ("nascose", "nascosero")),
    ("fondere", ("fuso",), ("fuse", "fusero")),
    ("perdere", ("perso",), ("perse", "persero")),
    ("endere", ("eso",), ("ese", "esero")),
    ("idere", ("iso",), ("ise", "isero")),
    ("udere", ("uso",), ("use", "usero")),
    ("adere", ("aso",), ("ase", "asero")),
    ("plodere", ("ploso",), ("plose", "plosero")),
    ("pellere", ("pulso",), ("pulse", "pulsero")),
    ("primere", ("presso",), ("presse", "pressero")),
    ("dirigere", ("diretto",), ("diresse", "diressero")),
    ("stringere", ("stretto",), ("strinse", "strinsero")),
    ("ngere", ("nto",), ("nse", "nsero")),
    ("ncere", ("nto",), ("nse", "nsero")),
    ("ggere", ("tto",), ("sse", "ssero")),
    ("gliere", ("lto",), ("lse", "lsero", "lgono", "lga", "lgano")),
    ("lgere", ("lto",), ("lse", "lsero")),
    ("rgere", ("rto",), ("rse", "rsero")),
    ("muovere", ("mosso",), ("mosse", "mossero")),
    ("scrivere", ("scritto",), ("scrisse", "scrissero")),
    ("solvere", ("solto",), ("solse", "solsero")),
    ("vivere", ("vissuto",), ("visse", "vissero", "vivrà", "vivranno")),
    ("cutere", ("cusso",), ("cusse", "cussero")),
    ("uotere", ("osso",), ("osse", "ossero")),
    ("correre", ("corso",), ("corse", "corsero")),
    ("rompere", ("rotto",), ("ruppe", "ruppero")),
    ("sistere", ("sistito",), ()),
    ("noscere", ("nosciuto",), ("nobbe", "nobbero")),
    ("manere", ("masto",), ("mase", "masero", "mangono", "marrà", "marranno")),
    (
        "tenere",
        ("tenuto",),
        ("tenne", "tennero", "tiene", "tengono", "tenga", "tengano", "terrà", "terranno", "terrebbe", "terrebbero"),
    ),
    (
        "venire",
        ("venuto",),
        ("venne", "vennero", "viene", "vengono", "venga", "vengano", "verrà", "verranno", "verrebbe", "verrebbero"),
    ),
    ("salire", ("salito",), ("sale", "salgono", "salga", "salgano")),
    ("prire", ("perto",), ("pre", "prono")),
    ("ffrire", ("fferto",), ("ffre", "ffrono")),
    ("morire", ("morto",), ("muore", "muoiono", "muoia", "muoiano")),
    ("uscire", ("uscito",), ("esce", "escono", "esca", "escano")),
    ("disdire", ("disdetto",), ("disse", "dissero", "disdice", "disdicono")),
    ("interdire", ("interdetto",), ("interdisse", "interdice", "interdicono")),
    ("contraddire", ("contraddetto",), ("contraddisse", "contraddice", "contraddicono")),
    ("indire", ("indetto",), ("indisse", "indice", "indicono")),
    (
        "porre",
        ("posto",),
        ("pose", "posero", "pone", "pongono", "ponga", "pongano", "poneva", "porrà", "porrebbe", "ponendo"),
    ),
    (
        "durre",
        ("dotto",),
        ("dusse", "dussero", "duce", "ducono", "duca", "ducano", "duceva", "durrà", "durrebbe", "ducendo"),
    ),
    ("trarre", ("tratto",), ("trasse", "trassero", "trae", "traggono", "tragga", "traeva", "trarrà", "traendo")),
)
"""Endings of irregular verbs, their participles and other forms; the first ending that a lemma has counts."""


def _italian_irregular(lemma: str) -> Iterator[str]:
    for ending, participles, others in _ITALIAN_IRREGULAR:
        if lemma.endswith(ending):
            stem = lemma.removesuffix(ending)
            for participle in participles:
                yield from (stem + participle[:-1] + vowel for vowel in "oaie")
            yield from (stem + other for other in others)
            return


def _german_verb(lemma: str) -> Iterator[str]:
    prefix, rest = "", lemma
    while part := next((each for each in _SEPARABLE if rest.startswith(each) and len(rest) > len(each) + 3), ""):
        prefix, rest = prefix + part, rest.removeprefix(part)
    stem = rest.removesuffix("en") if rest.endswith("en") else rest.removesuffix("n")
    for ending in _GERMAN_WEAK:
        yield prefix + stem + ending
    yield from _german_strong(prefix, rest)
    if prefix:
        yield f"{prefix}zu{rest}"
    if not rest.startswith(_UNSTRESSED) and not rest.endswith("ieren"):
        yield f"{prefix}ge{stem}t"
        yield f"{prefix}ge{stem}et"
        yield f"{prefix}ge{rest}"


def _german_strong(prefix: str, rest: str) -> Iterator[str]:
    for cut in range(max(1, len(rest) - _LONGEST_BASE), len(rest) - 2) if rest not in _GERMAN_STRONG else (0,):
        forms = _GERMAN_STRONG.get(rest[cut:])
        if forms is None or (cut and rest[:cut] not in _UNSTRESSED):
            continue
        past, participle = forms
        for ending in ("", "en", "e", "st", "n"):
            yield prefix + rest[:cut] + past + ending
        if rest[cut:] in _GERMAN_PRESENT:
            yield prefix + rest[:cut] + _GERMAN_PRESENT[rest[cut:]]
        yield f"{prefix}{rest[:cut]}{participle}" if cut or participle.startswith(_WHOLE) else f"{prefix}ge{participle}"


def _english_verb(lemma: str) -> Iterator[str]:
    """The third person singular, where taggers see a plural noun, and what a lemmatiser cuts short (`fined`: `fin`)."""
    if lemma.endswith("e"):
        yield lemma + "d"
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        yield lemma + "es"
    elif lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        yield lemma[:-1] + "ies"
    else:
        yield lemma + "s"


def _german_noun(lemma: str) -> Iterator[str]:
    for ending in ("", "s", "es", "n", "en", "e", "nen"):
        yield lemma + ending
    place = max(lemma.rfind(vowel) for vowel in "aou")
    if place > 0 and lemma[place - 1 : place + 1] == "au":
        place -= 1
    if place >= 0:
        changed = lemma[:place] + _UMLAUTS[lemma[place]] + lemma[place + 1 :]
        for ending in ("e", "er", "en", "ern", ""):
            yield changed + ending


def _italian_verb(lemma: str) -> Iterator[str]:
    for infinitive, endings in _ITALIAN.items():
        if lemma.endswith(infinitive):
            stem = lemma.removesuffix(infinitive)
            for ending in endings:
                soft = infinitive == "are" and stem.endswith(("c", "g")) and ending[0] in "ieèé"
                melted = stem.endswith("i") and ending.startswith("i")
                yield (stem + "h" if soft else stem[:-1] if melted else stem) + ending
    yield from _italian_irregular(lemma)


def _italian_noun(lemma: str) -> Iterator[str]:
    yield lemma
    if lemma.endswith(("o", "e")):
        yield lemma[:-1] + "i"
    elif lemma.endswith("a"):
        yield lemma[:-1] + "e"


def _index(lemmas: Iterable[str], inflect: Callable[[str], Iterator[str]]) -> Mapping[str, str]:
    found: dict[str, set[str]] = {}
    for lemma in lemmas:
        for form in inflect(lemma):
            found.setdefault(form, set()).add(lemma)
    return MappingProxyType({form: owners.pop() for form, owners in found.items() if len(owners) == 1})


@cache
def verb_forms(language: Language) -> Mapping[str, str]:
    """Lower-case form to the one lexicon verb that has it."""
    words = lexicon(language)
    inflect = {"de": _german_verb, "en": _english_verb, "it": _italian_verb}.get(language)
    if words is None or inflect is None:
        return MappingProxyType({})
    return _index({*words.verbs, *words.speech_verbs, *words.controls}, inflect)


@cache
def noun_forms(language: Language) -> Mapping[str, str]:
    """Lower-case form to the one lexicon noun that has it."""
    words = lexicon(language)
    inflect = {"de": _german_noun, "it": _italian_noun}.get(language)
    return MappingProxyType({}) if words is None or inflect is None else _index(words.nouns, inflect)


@cache
def inflected(lemmas: frozenset[str], language: Language) -> frozenset[str]:
    """The regular forms of some nouns, lower case; the nouns themselves where the language has no table."""
    inflect = {"de": _german_noun, "it": _italian_noun}.get(language)
    return lemmas if inflect is None else frozenset(form for lemma in lemmas for form in inflect(lemma))


@cache
def actor_forms(language: Language) -> frozenset[str]:
    """All lower-case forms of the nouns that act for a country or organisation."""
    words = lexicon(language)
    return frozenset() if words is None else words.words.actor_nouns | inflected(words.words.actor_nouns, language)
