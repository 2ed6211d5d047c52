"""One defect put into a good translation, as people and programs make them. Each mutator gives None where it cannot.

The first part follows the published table of what other tools find; the second has one for each kind of value.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.language import Text, language_of

Mutator = Callable[["Case", random.Random], str | None]


@dataclass(frozen=True)
class Case:
    """A source and its good translation."""

    locale: str
    source: str
    target: str
    others: tuple[str, ...] = ()  # good translations of the same source in other languages
    is_page: bool = False

    @property
    def text(self) -> Text:
        return Text(self.target, is_page=self.is_page)


def _prose_spots(case: Case, pattern: str) -> list[re.Match[str]]:
    return list(re.finditer(pattern, case.text.prose))


def _put(case: Case, match: re.Match[str], new: str, group: int = 0) -> str:
    return case.target[: match.start(group)] + new + case.target[match.end(group) :]


def digit_changed(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, r"\d")
    if not spots:
        return None
    spot = rng.choice(spots)
    return _put(case, spot, rng.choice([digit for digit in "23456789" if digit != spot[0]]))


def number_dropped(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, r"(?<![\w-])\d[\d.,\u00a0\u202f]*\d?(?![\w])[ \u00a0\u202f]?")
    return _put(case, rng.choice(spots), "") if spots else None


def closing_tag_dropped(case: Case, rng: random.Random) -> str | None:
    tags = [token for token in case.text.tags if token.text.startswith("</")]
    if not tags:
        return None
    tag = rng.choice(tags)
    return case.target[: tag.start] + case.target[tag.end :]


def tag_pair_dropped(case: Case, rng: random.Random) -> str | None:
    pairs = list(re.finditer(r"<(\w+)[^<>]*>([^<>]*)</\1>", case.target))
    if not pairs:
        return None
    pair = rng.choice(pairs)
    return _put(case, pair, pair[2])


def link_target_changed(case: Case, rng: random.Random) -> str | None:
    spots = list(re.finditer(r'(?:href|src)="[^"]*?(\w)"', case.target))
    return _put(case, rng.choice(spots), "x9", 1) if spots else None


def links_swapped(case: Case, rng: random.Random) -> str | None:
    links = list(re.finditer(r"<(a\d*)(\s[^<>]*)?>(.*?)</\1>", case.target))
    if len(links) < 2 or len({link[1] + (link[2] or "") for link in links}) < 2:
        return None
    one, two = links[0], links[1]
    if one[1] + (one[2] or "") == two[1] + (two[2] or ""):
        return None
    first = f"<{two[1]}{two[2] or ''}>{one[3]}</{two[1]}>"
    second = f"<{one[1]}{one[2] or ''}>{two[3]}</{one[1]}>"
    return case.target[: one.start()] + first + case.target[one.end() : two.start()] + second + case.target[two.end() :]


def link_on_wrong_word(case: Case, rng: random.Random) -> str | None:
    pair = re.search(r"<(\w+)([^<>]*)>([^<>]+)</\1>", case.target)
    if pair is None:
        return None
    without = case.target[: pair.start()] + pair[3] + case.target[pair.end() :]
    words = [
        match
        for match in re.finditer(r"(?<![\w<>/=\"'’&])[^\W\d_]+(?![\w>='\"’;])", without)
        if match.end() <= pair.start() or match.start() >= pair.start() + len(pair[3])
    ]
    words = [word for word in words if not any(t.start <= word.start() < t.end for t in Text(without).tokens)]
    if not words:
        return None
    word = rng.choice(words)
    return without[: word.start()] + f"<{pair[1]}{pair[2]}>{word[0]}</{pair[1]}>" + without[word.end() :]


def _sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])\s+(?=[^\W\d_a-z])", text) if part]


def sentence_dropped(case: Case, rng: random.Random) -> str | None:
    here, there = _sentences(case.source), _sentences(case.target)
    if len(here) != len(there) or len(there) < 2 or any(len(each.split()) < 3 for each in there):
        return None
    if case.text.tokens and len(re.findall("<", case.target)) % 2:
        return None
    there.pop(rng.randrange(len(there)))
    return " ".join(there)


def half_left_in_english(case: Case, rng: random.Random) -> str | None:
    source, target = case.source.split(" "), case.target.split(" ")
    if len(source) < 8 or len(target) < 8:
        return None
    return " ".join(target[: len(target) // 2] + source[len(source) // 2 :])


def left_in_english(case: Case, rng: random.Random) -> str | None:
    return (
        case.source
        if len(case.source.split()) >= 2 and case.source != case.target and len(Text(case.source).words) >= 3
        else None
    )


def wrong_language(case: Case, rng: random.Random) -> str | None:
    others = [other for other in case.others if len(Text(other).words) >= 3 and other != case.target]
    return rng.choice(others) if others else None


def truncated_half_way(case: Case, rng: random.Random) -> str | None:
    if len(case.target) < 30:
        return None
    return case.target[: len(case.target) // 2].rsplit(" ", 1)[0]


def formal_to_informal(case: Case, rng: random.Random) -> str | None:
    tables = {
        "fr": [
            (r"\bvotre\b", "ton"),
            (r"\bvos\b", "tes"),
            (r"\bvous\b", "tu"),
            (r"\bVotre\b", "Ton"),
            (r"\bVous\b", "Tu"),
        ],
        "nl": [(r"\buw\b", "je"), (r"\bu\b", "je"), (r"\bUw\b", "Je"), (r"\bU\b", "Je")],
        "de": [
            (r"\bSie\b", "du"),
            (r"\bIhre\b", "deine"),
            (r"\bIhr\b", "dein"),
            (r"\bIhnen\b", "dir"),
            (r"\bIhrer\b", "deiner"),
        ],
    }
    for pattern, new in tables[case.locale[:2]]:
        if spots := _prose_spots(case, pattern):
            # "Sie" may be "they": only behind a word that speaks to the reader is it surely the reader.
            return _put(case, spots[0], new)
    return None


def homoglyph(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, "(?<=[^\\W\\d_])[aeo]")
    if not spots:
        return None
    spot = rng.choice(spots)
    return _put(case, spot, {"a": "а", "e": "е", "o": "о"}[spot[0]])


def mojibake(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, "[À-ÿ’“”«»…–]")
    if not spots:
        return None
    spot = rng.choice(spots)
    try:
        return _put(case, spot, spot[0].encode().decode("cp1252"))
    except UnicodeDecodeError:
        return None


def _insert(sign: str) -> Mutator:
    def mutate(case: Case, rng: random.Random) -> str | None:
        spots = _prose_spots(case, r"(?<=[^\W\d_])(?=[^\W\d_])")
        return _put(case, rng.choice(spots), sign) if spots else None

    return mutate


def nfd(case: Case, rng: random.Random) -> str | None:
    mutated = unicodedata.normalize("NFD", case.target)
    return mutated if mutated != case.target else None


def nbsp_made_plain(case: Case, rng: random.Random) -> str | None:
    spots = (
        _prose_spots(case, "[\u00a0\u202f](?=[:;!?»%])|(?<=«)[\u00a0\u202f]") if case.locale.startswith("fr") else []
    )
    return _put(case, rng.choice(spots), " ") if spots else None


def nbsp_removed(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, "[\u00a0\u202f](?=[:;!?»])|(?<=«)[\u00a0\u202f]") if case.locale.startswith("fr") else []
    return _put(case, rng.choice(spots), "") if spots else None


def space_before_sign(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, r"(?<=[^\W\d_])[:;!?](?=\s|\Z)") if not case.locale.startswith("fr") else []
    if not spots:
        return None
    spot = rng.choice(spots)
    return _put(case, spot, " " + spot[0])


def quotes_made_ascii(case: Case, rng: random.Random) -> str | None:
    if not re.search("[«“„]", case.text.prose):
        return None
    return re.sub("«[\u00a0\u202f ]?|[\u00a0\u202f ]?»|[“”„]", '"', case.target)


def quote_unbalanced(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, "[«»„“”]")
    return _put(case, rng.choice(spots), "") if spots else None


def bracket_lost(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, r"[()]")
    return _put(case, rng.choice(spots), "") if len(spots) >= 2 else None


def space_before_tag_lost(case: Case, rng: random.Random) -> str | None:
    spots = list(re.finditer(r"(?<=[^\W\d_]) (?=<\w+[^<>]*>[^\W_])", case.target))
    return _put(case, rng.choice(spots), "") if spots else None


def full_stop_lost(case: Case, rng: random.Random) -> str | None:
    return (
        case.target[:-1]
        if case.target.endswith(".") and case.source.endswith(".") and len(case.target.split()) > 2
        else None
    )


def double_space(case: Case, rng: random.Random) -> str | None:
    spots = _prose_spots(case, r"(?<=[^\W\d_,]) (?=[^\W\d_])")
    return _put(case, rng.choice(spots), "  ") if spots else None


def leading_space(case: Case, rng: random.Random) -> str | None:
    return " " + case.target


def word_doubled(case: Case, rng: random.Random) -> str | None:
    words = [word for word in case.text.words if word.text.isalpha()]
    if not words:
        return None
    word = rng.choice(words)
    return case.target[: word.end] + " " + word.text + case.target[word.end :]


def script_added(case: Case, rng: random.Random) -> str | None:
    return case.target + '<script>alert("1")</script>'


def event_handler_added(case: Case, rng: random.Random) -> str | None:
    spots = list(re.finditer(r"<\w+(?=[\s>])", case.target))
    return _put(case, spots[0], spots[0][0] + ' onclick="alert(1)"') if spots else None


def javascript_link(case: Case, rng: random.Random) -> str | None:
    spots = list(re.finditer(r'href="([^"]*)"', case.target))
    if spots:
        return _put(case, spots[0], "javascript:alert(1)", 1)
    return f'<a href="javascript:alert(1)">{case.target}</a>' if case.is_page else None


def placeholder_dropped(case: Case, rng: random.Random) -> str | None:
    tokens = [] if case.is_page else case.text.of("placeholder")
    if not tokens:
        return None
    token = rng.choice(tokens)
    return case.target[: token.start] + case.target[token.end :]


def placeholder_renamed(case: Case, rng: random.Random) -> str | None:
    spots = [] if case.is_page else list(re.finditer(r"%\((\w+)\)[sd]|\{(\w+)\}", case.target))
    if not spots:
        return None
    spot = spots[0]
    return _put(case, spot, spot[0].replace(spot[1] or spot[2], "nom_x"))


# --- values ---------------------------------------------------------------------------------------------------------
# Good sentences in four languages, each with one value; a mutator changes the translation's value and nothing else.

VALUES: dict[str, list[tuple[str, dict[str, tuple[str, str]]]]] = {
    # kind: (English, {locale: (good, bad)})
    "grouping": [
        (
            "More than 39,000 people work in the sector.",
            {
                "fr": (
                    "Plus de 39\u00a0000 personnes travaillent dans le secteur.",
                    "Plus de 39,000 personnes travaillent dans le secteur.",
                ),
                "nl": ("Meer dan 39.000 mensen werken in de sector.", "Meer dan 39,000 mensen werken in de sector."),
                "de": (
                    "Mehr als 39.000 Menschen arbeiten in der Branche.",
                    "Mehr als 39,000 Menschen arbeiten in der Branche.",
                ),
            },
        ),
        (
            "The site has 1,250 pages.",
            {
                "fr": ("Le site compte 1\u00a0250 pages.", "Le site compte 12\u00a0050 pages."),
                "nl": ("De site telt 1.250 pagina’s.", "De site telt 1,250 pagina’s."),
                "de": ("Die Website hat 1.250 Seiten.", "Die Website hat 125.000 Seiten."),
            },
        ),
    ],
    "decimal": [
        (
            "The rate fell to 1.5 points.",
            {
                "fr": ("Le taux est tombé à 1,5 point.", "Le taux est tombé à 15 points."),
                "nl": ("Het tarief daalde tot 1,5 punt.", "Het tarief daalde tot 15 punten."),
                "de": ("Der Satz fiel auf 1,5 Punkte.", "Der Satz fiel auf 5,1 Punkte."),
            },
        ),
    ],
    "ordinal": [
        (
            "It is the 21st edition of the fair.",
            {
                "fr": ("C’est la 21e édition de la foire.", "C’est la 12e édition de la foire."),
                "nl": ("Het is de 21e editie van de beurs.", "Het is de 22e editie van de beurs."),
                "de": ("Es ist die 21. Ausgabe der Messe.", "Es ist die 31. Ausgabe der Messe."),
            },
        ),
    ],
    "number word": [
        (
            "The form exists in three languages.",
            {
                "fr": ("Le formulaire existe en trois langues.", "Le formulaire existe en quatre langues."),
                "nl": ("Het formulier bestaat in drie talen.", "Het formulier bestaat in vier talen."),
                "de": ("Das Formular gibt es in drei Sprachen.", "Das Formular gibt es in sechs Sprachen."),
            },
        ),
        (
            "We answer within ten days.",
            {
                "fr": ("Nous répondons dans les dix jours.", "Nous répondons dans les douze jours."),
                "nl": ("We antwoorden binnen tien dagen.", "We antwoorden binnen 12 dagen."),
                "de": ("Wir antworten innerhalb von zehn Tagen.", "Wir antworten innerhalb von elf Tagen."),
            },
        ),
    ],
    "percent": [
        (
            "Exports grew by 42% last year.",
            {
                "fr": (
                    "Les exportations ont augmenté de 42\u00a0% l’an dernier.",
                    "Les exportations ont augmenté de 42 l’an dernier.",
                ),
                "nl": ("De uitvoer groeide vorig jaar met 42%.", "De uitvoer groeide vorig jaar met 42‰."),
                "de": (
                    "Die Ausfuhren stiegen im letzten Jahr um 42\u00a0%.",
                    "Die Ausfuhren stiegen im letzten Jahr um 24\u00a0%.",
                ),
            },
        ),
    ],
    "currency": [
        (
            "The fee is EUR 25.",
            {
                "fr": ("La redevance s’élève à 25\u00a0euros.", "La redevance s’élève à 25\u00a0dollars."),
                "nl": ("De retributie bedraagt 25 euro.", "De retributie bedraagt $ 25."),
                "de": ("Die Gebühr beträgt 25 Euro.", "Die Gebühr beträgt 25 Dollar."),
            },
        ),
        (
            "You pay €12.50 at the counter.",
            {
                "fr": ("Vous payez 12,50\u00a0€ au guichet.", "Vous payez 1\u00a0250\u00a0€ au guichet."),
                "nl": ("U betaalt € 12,50 aan het loket.", "U betaalt £ 12,50 aan het loket."),
                "de": ("Sie zahlen 12,50\u00a0€ am Schalter.", "Sie zahlen 12,50 am Schalter."),
            },
        ),
    ],
    "magnitude": [
        (
            "Exports reached EUR 98 billion.",
            {
                "fr": (
                    "Les exportations ont atteint 98 milliards d’euros.",
                    "Les exportations ont atteint 98 millions d’euros.",
                ),
                "nl": ("De uitvoer bereikte 98 miljard euro.", "De uitvoer bereikte 98 miljoen euro."),
                "de": ("Die Ausfuhren erreichten 98 Milliarden Euro.", "Die Ausfuhren erreichten 98 Millionen Euro."),
            },
        ),
        (
            "The budget is EUR 3.5 million.",
            {
                "fr": ("Le budget est de 3,5 millions d’euros.", "Le budget est de 3,5 milliards d’euros."),
                "nl": ("Het budget bedraagt 3,5 miljoen euro.", "Het budget bedraagt 3,5 miljard euro."),
                "de": ("Das Budget beträgt 3,5 Millionen Euro.", "Das Budget beträgt 3,5 Euro."),
            },
        ),
    ],
    "false friend": [
        (
            "Exports reached EUR 98 billion.",
            {
                "fr": (
                    "Les exportations ont atteint 98 milliards d’euros.",
                    "Les exportations ont atteint 98 billions d’euros.",
                ),
                "nl": ("De uitvoer bereikte 98 miljard euro.", "De uitvoer bereikte 98 biljoen euro."),
                "de": ("Die Ausfuhren erreichten 98 Milliarden Euro.", "Die Ausfuhren erreichten 98 Billionen Euro."),
            },
        ),
    ],
    "range": [
        (
            "Read pages 10–25 first.",
            {
                "fr": ("Lisez d’abord les pages 10–25.", "Lisez d’abord les pages 25–10."),
                "nl": ("Lees eerst pagina 10–25.", "Lees eerst pagina 10–52."),
                "de": ("Lesen Sie zuerst die Seiten 10–25.", "Lesen Sie zuerst die Seiten 25–10."),
            },
        ),
    ],
    "ratio": [
        (
            "The contrast is at least 4.5:1.",
            {
                "fr": ("Le contraste est d’au moins 4,5:1.", "Le contraste est d’au moins 45:1."),
                "nl": ("Het contrast is minstens 4,5:1.", "Het contrast is minstens 1:4,5."),
                "de": ("Der Kontrast beträgt mindestens 4,5:1.", "Der Kontrast beträgt mindestens 4,5:2."),
            },
        ),
    ],
    "unit": [
        (
            "The office is 5 km from the station.",
            {
                "fr": ("Le bureau se trouve à 5\u00a0km de la gare.", "Le bureau se trouve à 5\u00a0m de la gare."),
                "nl": ("Het kantoor ligt op 5 km van het station.", "Het kantoor ligt op 5 m van het station."),
                "de": ("Das Büro liegt 5 km vom Bahnhof entfernt.", "Das Büro liegt 5 m vom Bahnhof entfernt."),
            },
        ),
        (
            "We will answer within 30 days.",
            {
                "fr": ("Nous vous répondrons dans les 30 jours.", "Nous vous répondrons dans les 30 mois."),
                "nl": ("We antwoorden u binnen 30 dagen.", "We antwoorden u binnen 30 uur."),
                "de": ("Wir antworten Ihnen innerhalb von 30 Tagen.", "Wir antworten Ihnen innerhalb von 30 Wochen."),
            },
        ),
    ],
    "date": [
        (
            "The law entered into force on 12 March 2024.",
            {
                "fr": ("La loi est entrée en vigueur le 12 mars 2024.", "La loi est entrée en vigueur le 12 mai 2024."),
                "nl": ("De wet trad in werking op 12 maart 2024.", "De wet trad in werking op 21 maart 2024."),
                "de": ("Das Gesetz trat am 12. März 2024 in Kraft.", "Das Gesetz trat am 12. März 2042 in Kraft."),
            },
        ),
        (
            "Reply by 3 April 2025.",
            {
                "fr": ("Répondez avant le 03/04/2025.", "Répondez avant le 04/03/2025."),
                "nl": ("Antwoord vóór 3 april 2025.", "Antwoord vóór 4 maart 2025."),
                "de": ("Antworten Sie bis zum 03.04.2025.", "Antworten Sie bis zum 04.03.2025."),
            },
        ),
    ],
    "time": [
        (
            "The desk closes at 8 p.m. every day.",
            {
                "fr": ("Le guichet ferme à 20\u00a0h tous les jours.", "Le guichet ferme à 18\u00a0h tous les jours."),
                "nl": ("Het loket sluit elke dag om 20 uur.", "Het loket sluit elke dag om 9 uur."),
                "de": ("Der Schalter schließt täglich um 20 Uhr.", "Der Schalter schließt täglich um 21 Uhr."),
            },
        ),
        (
            "The meeting starts at 2:30 p.m.",
            {
                "fr": ("La réunion commence à 14\u00a0h\u00a030.", "La réunion commence à 15\u00a0h\u00a030."),
                "nl": ("De vergadering begint om 14.30 uur.", "De vergadering begint om 2.30 uur."),
                "de": ("Die Sitzung beginnt um 14.30 Uhr.", "Die Sitzung beginnt um 14.13 Uhr."),
            },
        ),
    ],
    "law number": [
        (
            "See Regulation (EU) 2016/679, Article 12.3.",
            {
                "fr": (
                    "Voir le règlement (UE) 2016/679, article 12.3.",
                    "Voir le règlement (UE) 2016/697, article 12.3.",
                ),
                "nl": ("Zie Verordening (EU) 2016/679, artikel 12.3.", "Zie Verordening (EU) 2016/679, artikel 13.2."),
                "de": (
                    "Siehe Verordnung (EU) 2016/679, Artikel 12.3.",
                    "Siehe Verordnung (EU) 2019/679, Artikel 12.3.",
                ),
            },
        ),
        (
            "Form CELEX 32016R0679 applies.",
            {
                "fr": ("Le formulaire CELEX 32016R0679 s’applique.", "Le formulaire CELEX 32016R0697 s’applique."),
                "nl": (
                    "Formulier CELEX 32016R0679 is van toepassing.",
                    "Formulier CELEX 32018R0679 is van toepassing.",
                ),
                "de": ("Das Formular CELEX 32016R0679 gilt.", "Das Formular CELEX 32016L0679 gilt."),
            },
        ),
    ],
    "enterprise number": [
        (
            "Our enterprise number is 0202.239.951.",
            {
                "fr": (
                    "Notre numéro d’entreprise est le 0202.239.951.",
                    "Notre numéro d’entreprise est le 0202.293.951.",
                ),
                "nl": ("Ons ondernemingsnummer is 0202.239.951.", "Ons ondernemingsnummer is 0202.239.915."),
                "de": (
                    "Unsere Unternehmensnummer lautet 0202.239.951.",
                    "Unsere Unternehmensnummer lautet 0220.239.951.",
                ),
            },
        ),
    ],
    "iban": [
        (
            "Pay to BE68 5390 0754 7034.",
            {
                "fr": ("Payez sur le compte BE68 5390 0754 7034.", "Payez sur le compte BE68 5390 0754 7043."),
                "nl": ("Betaal op rekening BE68 5390 0754 7034.", "Betaal op rekening BE86 5390 0754 7034."),
                "de": (
                    "Zahlen Sie auf das Konto BE68 5390 0754 7034.",
                    "Zahlen Sie auf das Konto BE68 5309 0754 7034.",
                ),
            },
        ),
    ],
    "phone": [
        (
            "Call +32 2 501 02 11 for help.",
            {
                "fr": (
                    "Appelez le +32 2 501 02 11 pour obtenir de l’aide.",
                    "Appelez le +32 2 501 02 12 pour obtenir de l’aide.",
                ),
                "nl": ("Bel +32 2 501 02 11 voor hulp.", "Bel +32 2 510 02 11 voor hulp."),
                "de": (
                    "Rufen Sie +32 2 501 02 11 an, um Hilfe zu erhalten.",
                    "Rufen Sie +32 9 501 02 11 an, um Hilfe zu erhalten.",
                ),
            },
        ),
    ],
    "e-mail": [
        (
            "Write to help@portal.example for help.",
            {
                "fr": (
                    "Écrivez à help@portal.example pour obtenir de l’aide.",
                    "Écrivez à hepl@portal.example pour obtenir de l’aide.",
                ),
                "nl": ("Schrijf naar help@portal.example voor hulp.", "Schrijf naar help@portaal.example voor hulp."),
                "de": (
                    "Schreiben Sie an help@portal.example, um Hilfe zu erhalten.",
                    "Schreiben Sie an help@portal.exmaple, um Hilfe zu erhalten.",
                ),
            },
        ),
    ],
    "url": [
        (
            "See https://www.example.org/en/guide for more.",
            {
                "fr": (
                    "Voir https://www.example.org/fr/guide pour en savoir plus.",
                    "Voir https://www.example.org/fr/guid pour en savoir plus.",
                ),
                "nl": (
                    "Zie https://www.example.org/nl/guide voor meer.",
                    "Zie https://www.exmaple.org/nl/guide voor meer.",
                ),
                "de": (
                    "Siehe https://www.example.org/de/guide für mehr.",
                    "Siehe https://www.example.org/de/guides für mehr.",
                ),
            },
        ),
    ],
    "links swapped": [
        (
            'See <a href="c">the contact page</a> or <a href="h">the help</a>.',
            {
                "fr": (
                    'Voir <a href="c">la page de contact</a> ou <a href="h">l’aide</a>.',
                    'Voir <a href="h">la page de contact</a> ou <a href="c">l’aide</a>.',
                ),
                "nl": (
                    'Zie <a href="c">de contactpagina</a> of <a href="h">de hulp</a>.',
                    'Zie <a href="h">de contactpagina</a> of <a href="c">de hulp</a>.',
                ),
                "de": (
                    'Siehe <a href="c">die Kontaktseite</a> oder <a href="h">die Hilfe</a>.',
                    'Siehe <a href="h">die Kontaktseite</a> oder <a href="c">die Hilfe</a>.',
                ),
            },
        ),
        (
            "Read <a>the guide</a> before <a2>the manual</a2>.",
            {
                "fr": (
                    "Lisez <a>le guide</a> avant <a2>le manuel</a2>.",
                    "Lisez <a2>le guide</a2> avant <a>le manuel</a>.",
                ),
                "nl": (
                    "Lees <a>de gids</a> vóór <a2>het handboek</a2>.",
                    "Lees <a2>de gids</a2> vóór <a>het handboek</a>.",
                ),
                "de": (
                    "Lesen Sie <a>den Leitfaden</a> vor <a2>dem Handbuch</a2>.",
                    "Lesen Sie <a2>den Leitfaden</a2> vor <a>dem Handbuch</a>.",
                ),
            },
        ),
    ],
}

MUTATORS: dict[str, Mutator] = {
    "digit changed": digit_changed,
    "number dropped": number_dropped,
    "closing tag dropped": closing_tag_dropped,
    "tag pair dropped": tag_pair_dropped,
    "link target changed": link_target_changed,
    "two link targets swapped": links_swapped,
    "link put on the wrong word": link_on_wrong_word,
    "sentence dropped": sentence_dropped,
    "half left in English": half_left_in_english,
    "string left in English": left_in_english,
    "wrong target language": wrong_language,
    "formal to informal": formal_to_informal,
    "homoglyph": homoglyph,
    "mojibake": mojibake,
    "control U+0085": _insert("\u0085"),
    "bidi override U+202E": _insert("\u202e"),
    "soft hyphen": _insert("\u00ad"),
    "zero-width space": _insert("\u200b"),
    "U+FFFD": _insert("\ufffd"),
    "private use": _insert("\ue001"),
    "NFD for NFC": nfd,
    "fr: NBSP made plain": nbsp_made_plain,
    "fr: NBSP removed": nbsp_removed,
    "nl, de: space before a sign": space_before_sign,
    "quotes made ASCII": quotes_made_ascii,
    "quote unbalanced": quote_unbalanced,
    "bracket lost": bracket_lost,
    "space before a tag lost": space_before_tag_lost,
    "full stop lost": full_stop_lost,
    "double space": double_space,
    "leading space": leading_space,
    "word doubled": word_doubled,
    "script added": script_added,
    "event handler added": event_handler_added,
    "javascript: link": javascript_link,
    "placeholder dropped": placeholder_dropped,
    "placeholder renamed": placeholder_renamed,
}
"""By the name in the report."""

UNCOUNTED: dict[str, Mutator] = {"truncated half way": truncated_half_way}
"""What the bar leaves out."""


_BESIDE = dict(zip("azertyuiopqsdfghjklmwxcvbn", "zaretuyipoqsfdghkjlmxwvcnb", strict=True))
_PLAIN = str.maketrans("àâäçéèêëîïôöùûüß", "aaaceeeeiioouuus")


def misspelling(case: Case, rng: random.Random) -> str | None:
    """A slip of the hand in a word of five letters or more; some make another word, which nobody can find."""
    spots = [spot for spot in _prose_spots(case, r"(?<![^\s(])[^\W\d_]{5,}(?=[\s.,;:!?)])") if spot[0][1:].islower()]
    if not spots:
        return None
    spot = rng.choice(spots)
    word, at = spot[0], rng.randrange(1, len(spot[0]) - 1)
    slips = {
        "left out": word[:at] + word[at + 1 :],
        "doubled": word[:at] + word[at] + word[at:],
        "in the other order": word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        "beside": word[:at] + _BESIDE.get(word[at], word[at]) + word[at + 1 :],
        "without accents": word.translate(_PLAIN),
    }
    return _put(case, spot, rng.choice([slip for slip in slips.values() if slip != word]))


SPELLING: dict[str, Mutator] = {"misspelling": misspelling}
"""What only the check of spelling finds, where a dictionary is there."""


def is_known(locale: str) -> bool:
    return bool(language_of(locale).function_words)
