"""The words of the generated site: what a public portal says, in English, French, Dutch and German.

Texts are written as msgids are: codes without attributes, in the order that each language needs.
"""

from __future__ import annotations

from typing import NamedTuple


class Words(NamedTuple):
    """One text in the languages that people read it in."""

    en: str
    fr: str
    nl: str
    de: str


class Topic(NamedTuple):
    """A folder of pages: its name in titles, and in addresses."""

    name: Words
    address: Words


TOPICS = [
    Topic(
        Words("Passports", "Passeports", "Paspoorten", "Reisepässe"),
        Words("passports", "passeports", "paspoorten", "reisepaesse"),
    ),
    Topic(
        Words("Driving licences", "Permis de conduire", "Rijbewijzen", "Führerscheine"),
        Words("driving-licences", "permis-de-conduire", "rijbewijzen", "führerscheine"),
    ),
    Topic(Words("Pensions", "Pensions", "Pensioenen", "Renten"), Words("pensions", "", "pensioenen", "renten")),
    Topic(
        Words("Child benefit", "Allocations familiales", "Kinderbijslag", "Kindergeld"),
        Words("child-benefit", "allocations-familiales", "kinderbijslag", "kindergeld"),
    ),
    Topic(Words("Taxes", "Impôts", "Belastingen", "Steuern"), Words("taxes", "impôts", "belastingen", "steuern")),
    Topic(
        Words("Moving house", "Déménagement", "Verhuizing", "Umzug"),
        Words("moving-house", "demenagement", "verhuizing", "umzug"),
    ),
    Topic(
        Words("Starting a business", "Création d’entreprise", "Een bedrijf starten", "Unternehmensgründung"),
        Words("starting-a-business", "creation-d-entreprise", "een-bedrijf-starten", "unternehmensgruendung"),
    ),
]

# The pages of a topic: what stands behind its name in their titles, and their addresses.
ASPECTS = [
    Topic(
        Words("step by step", "étape par étape", "stap voor stap", "Schritt für Schritt"),
        Words("step-by-step", "etape-par-etape", "stap-voor-stap", "schritt-fuer-schritt"),
    ),
    Topic(Words("costs", "coûts", "kosten", "Kosten"), Words("costs", "couts", "kosten", "kosten")),
    Topic(
        Words("conditions", "conditions", "voorwaarden", "Bedingungen"),
        Words("conditions", "", "voorwaarden", "bedingungen"),
    ),
    Topic(
        Words("questions and answers", "questions et réponses", "vragen en antwoorden", "Fragen und Antworten"),
        Words("questions", "", "vragen", "fragen"),
    ),
]

HOME = Words("Your public services", "Vos services publics", "Uw overheidsdiensten", "Ihre öffentlichen Dienste")
CONTACT = Words("Contact us", "Nous contacter", "Contact opnemen", "Kontakt aufnehmen")
NEWS = Words("News", "Actualités", "Nieuws", "Aktuelles")
TERMS = Words("Terms explained", "Lexique", "Begrippen uitgelegd", "Begriffe erklärt")
HOLIDAYS = Words("Public holidays", "Jours fériés", "Feestdagen", "Feiertage")
MENU = Words("Services", "Services", "Diensten", "Dienste")

CONDITIONS = Words(
    "Who can apply", "Qui peut introduire une demande", "Wie kan een aanvraag indienen", "Wer einen Antrag stellen kann"
)
NEEDED = Words("What you need", "Ce dont vous avez besoin", "Wat u nodig hebt", "Was Sie brauchen")
FEES = Words(
    "Fees and processing times",
    "Tarifs et délais de traitement",
    "Tarieven en behandelingstermijnen",
    "Gebühren und Bearbeitungszeiten",
)
QUESTION = Words("Ask your question", "Posez votre question", "Stel uw vraag", "Stellen Sie Ihre Frage")
GOOD_TO_KNOW = Words("Good to know", "Bon à savoir", "Goed om te weten", "Gut zu wissen")
CHANGES = Words("What has changed", "Ce qui a changé", "Wat er veranderd is", "Was sich geändert hat")

DESCRIPTION = Words(
    "Who can apply, what you need, and how long it takes.",
    "Qui peut introduire une demande, ce dont vous avez besoin et combien de temps cela prend.",
    "Wie een aanvraag kan indienen, wat u nodig hebt en hoelang het duurt.",
    "Wer einen Antrag stellen kann, was Sie brauchen und wie lange es dauert.",
)
LEAD = Words(
    "On this page you will find who is entitled to this service and how to apply for it.",
    "Cette page vous indique qui a droit à ce service et comment en faire la demande.",
    "Op deze pagina leest u wie recht heeft op deze dienst en hoe u die aanvraagt.",
    "Auf dieser Seite erfahren Sie, wer Anspruch auf diese Leistung hat und wie Sie sie beantragen.",
)
ADULTS = Words(
    "You can apply yourself if you are of age and registered in a Belgian municipality.",
    "Vous pouvez introduire la demande vous-même si vous êtes majeur et inscrit dans une commune belge.",
    "U kunt zelf een aanvraag indienen als u meerderjarig bent en in een Belgische gemeente bent ingeschreven.",
    "Sie können den Antrag selbst stellen, wenn Sie volljährig und in einer belgischen Gemeinde gemeldet sind.",
)
WAYS = Words(
    "You can apply online, by post or at the town hall of the municipality where you live.",
    "Vous pouvez introduire votre demande en ligne, par courrier ou à la maison communale de votre lieu de résidence.",
    "U kunt uw aanvraag online, per post of in het gemeentehuis van uw woonplaats indienen.",
    "Sie können Ihren Antrag online, per Post oder bei der Gemeindeverwaltung Ihres Wohnorts einreichen.",
)
SEASON = Words(
    "The processing time depends on the season: allow a little more time before the summer holidays.",
    "Le délai de traitement varie selon la saison\u00a0: prévoyez un peu plus de temps avant les vacances d’été.",
    "De behandelingstermijn hangt af van het seizoen: reken op wat meer tijd voor de zomervakantie begint.",
    "Die Bearbeitungszeit hängt von der Jahreszeit ab: Rechnen Sie vor den Sommerferien mit etwas mehr Zeit.",
)
FIGURES = Words(
    "More than <data>39,000</data> people used this service in <time>2025</time>.",
    "Plus de <data>39\u202f000</data> personnes ont utilisé ce service en <time>2025</time>.",
    "In <time>2025</time> maakten meer dan <data>39.000</data> mensen gebruik van deze dienst.",
    "Im Jahr <time>2025</time> haben mehr als <data>39.000</data> Menschen diesen Dienst genutzt.",
)
RULES = Words(
    "The rules changed on <time>1 January 2026</time>; earlier applications follow the old rules.",
    "Les règles ont changé le <time>1er janvier 2026</time>\u00a0; les demandes antérieures suivent les anciennes règles.",
    "De regels zijn op <time>1 januari 2026</time> gewijzigd; voor eerdere aanvragen gelden de oude regels.",
    "Die Regeln haben sich am <time>1. Januar 2026</time> geändert; für frühere Anträge gelten die alten Regeln.",
)
READ = Words(
    "Read <a>the conditions</a> before you start, and keep <a2>the questions and answers</a2> within reach.",
    "Lisez <a>les conditions</a> avant de commencer et gardez <a2>les questions et réponses</a2> à portée de main.",
    "Lees <a>de voorwaarden</a> voordat u begint en houd <a2>de vragen en antwoorden</a2> bij de hand.",
    "Lesen Sie <a>die Bedingungen</a>, bevor Sie beginnen, und halten Sie <a2>die Fragen und Antworten</a2> bereit.",
)
OFFICE = Words(
    "The regional office of the <abbr>FPS</abbr> answers your questions by telephone on working days.",
    "Le bureau régional du <abbr>SPF</abbr> répond à vos questions par téléphone les jours ouvrables.",
    "Het regionale kantoor van de <abbr>FOD</abbr> beantwoordt uw vragen telefonisch op werkdagen.",
    "Das regionale Büro des <abbr>FÖD</abbr> beantwortet Ihre Fragen an Werktagen telefonisch.",
)
FPS = Words(
    "Federal Public Service", "Service public fédéral", "Federale Overheidsdienst", "Föderaler Öffentlicher Dienst"
)
MOTTO = Words(
    "The motto above the entrance, <q>Eendracht maakt macht</q>, is in Dutch.",
    "La devise au-dessus de l’entrée, <q>Eendracht maakt macht</q>, est en néerlandais.",
    "Het motto boven de ingang, <q>Eendracht maakt macht</q>, is in het Nederlands.",
    "Das Motto über dem Eingang, <q>Eendracht maakt macht</q>, ist auf Niederländisch.",
)
EVERYONE = Words(
    "A service that everyone can use is a service that works better for everyone.",
    "Un service que tout le monde peut utiliser est un service qui fonctionne mieux pour tous.",
    "Een dienst die iedereen kan gebruiken, is een dienst die voor iedereen beter werkt.",
    "Ein Dienst, den alle nutzen können, ist ein Dienst, der für alle besser funktioniert.",
)
REVIEW = Words(
    "If you do not agree with a decision, you can ask for a <strong>free review</strong>.",
    "Si vous n’êtes pas d’accord avec une décision, vous pouvez demander un <strong>réexamen gratuit</strong>.",
    "Als u het niet eens bent met een beslissing, kunt u een <strong>gratis herziening</strong> vragen.",
    "Wenn Sie mit einer Entscheidung nicht einverstanden sind, können Sie eine <strong>kostenlose Überprüfung</strong> beantragen.",
)
DATA = Words(
    "We process your personal data in accordance with the law and keep them no longer than necessary.",
    "Nous traitons vos données à caractère personnel conformément à la loi et ne les conservons pas plus longtemps que nécessaire.",
    "Wij verwerken uw persoonsgegevens volgens de wet en bewaren ze niet langer dan nodig.",
    "Wir verarbeiten Ihre personenbezogenen Daten nach den gesetzlichen Vorschriften und speichern sie nicht länger als nötig.",
)
COMMITTEE = Words(
    "The interdepartmental coordination committee advises on social security contributions.",
    "Le comité de coordination interministériel rend des avis sur les cotisations de sécurité sociale.",
    "Het interdepartementale coördinatiecomité adviseert over socialezekerheidsbijdrageregelingen.",
    "Der interministerielle Koordinierungsausschuss berät über Sozialversicherungsbeitragsangelegenheiten.",
)
CLOSED = Words(
    "Our offices are closed on <a>public holidays</a>.",
    "Nos bureaux sont fermés les <a>jours fériés</a>.",
    "Onze kantoren zijn gesloten op <a>feestdagen</a>.",
    "Unsere Büros sind an <a>Feiertagen</a> geschlossen.",
)
# What an author adds to a page that is translated already.
APPOINTMENT = Words(
    "Please make an appointment first.",
    "Veuillez d’abord prendre rendez-vous.",
    "Maak eerst een afspraak.",
    "Bitte vereinbaren Sie zuerst einen Termin.",
)
REFORM = Words(
    "Since the reform, the regions decide on this service, and each of them has rules of its own.",
    "Depuis la réforme, ce service relève des régions, et chacune d’elles a ses propres règles.",
    "Sinds de hervorming beslissen de gewesten over deze dienst en heeft elk gewest eigen regels.",
    "Seit der Reform entscheiden die Regionen über diese Leistung, und jede hat ihre eigenen Regeln.",
)
UNDER_WAY = Words(
    "Applications that are under way stay with the federal office: ask there how far yours is.",
    "Les demandes en cours restent auprès du bureau fédéral\u00a0: demandez-y où en est la vôtre.",
    "Lopende aanvragen blijven bij het federale kantoor: vraag daar hoever de uwe staat.",
    "Laufende Anträge bleiben beim föderalen Büro: Fragen Sie dort nach, wie weit Ihrer ist.",
)
STEPS = [
    Words("Fill in the form.", "Remplissez le formulaire.", "Vul het formulier in.", "Füllen Sie das Formular aus."),
    Words(
        "Sign it with your electronic identity card.",
        "Signez-le avec votre carte d’identité électronique.",
        "Onderteken het met uw elektronische identiteitskaart.",
        "Unterschreiben Sie es mit Ihrem elektronischen Personalausweis.",
    ),
    Words("Pay the fee.", "Payez les frais.", "Betaal de kosten.", "Bezahlen Sie die Gebühr."),
    Words(
        "You will receive a confirmation by e-mail.",
        "Vous recevrez une confirmation par courriel.",
        "U ontvangt een bevestiging per e-mail.",
        "Sie erhalten eine Bestätigung per E-Mail.",
    ),
]
FROM_BELGIUM = Words(
    "Documents from Belgium:", "Documents belges\u00a0:", "Documenten uit België:", "Dokumente aus Belgien:"
)
FROM_ABROAD = Words(
    "Documents from abroad:",
    "Documents étrangers\u00a0:",
    "Documenten uit het buitenland:",
    "Dokumente aus dem Ausland:",
)
IDENTITY = Words("identity card", "carte d’identité", "identiteitskaart", "Personalausweis")
HOUSEHOLD = Words(
    "certificate of household composition",
    "composition de ménage",
    "attest van gezinssamenstelling",
    "Haushaltsbescheinigung",
)
SWORN = Words("sworn translation", "traduction jurée", "beëdigde vertaling", "beglaubigte Übersetzung")
PROCEDURE = Words("Procedure", "Procédure", "Procedure", "Verfahren")
TIME = Words("Processing time", "Délai de traitement", "Behandelingstermijn", "Bearbeitungszeit")
FEE = Words("Fee", "Frais", "Kosten", "Gebühr")
STANDARD = Words("Standard procedure", "Procédure normale", "Gewone procedure", "Normalverfahren")
URGENT = Words("Urgent procedure", "Procédure d’urgence", "Spoedprocedure", "Eilverfahren")
APPLICANT = Words("Applicant", "Demandeur", "Aanvrager", "Antragsteller")
APPLICANT_IS = Words(
    "the person for whom the document is meant",
    "la personne à qui le document est destiné",
    "de persoon voor wie het document bestemd is",
    "die Person, für die das Dokument bestimmt ist",
)
GUARDIAN = Words("Guardian", "Tuteur", "Voogd", "Vormund")
GUARDIAN_IS = Words(
    "the person who acts for a minor",
    "la personne qui agit au nom d’un mineur",
    "de persoon die optreedt voor een minderjarige",
    "die Person, die für einen Minderjährigen handelt",
)
ABROAD = Words(
    "What if I live abroad?",
    "Et si j’habite à l’étranger\u00a0?",
    "Wat als ik in het buitenland woon?",
    "Was gilt, wenn ich im Ausland wohne?",
)
EMBASSY = Words(
    "Contact the Belgian embassy or consulate in the country where you live.",
    "Adressez-vous à l’ambassade ou au consulat de Belgique de votre pays de résidence.",
    "Neem contact op met de Belgische ambassade of het Belgische consulaat in het land waar u woont.",
    "Wenden Sie sich an die belgische Botschaft oder das belgische Konsulat in dem Land, in dem Sie wohnen.",
)
BENCH = Words(
    "Laboratory bench with a flask and test tubes",
    "Paillasse de laboratoire avec un ballon et des éprouvettes",
    "Laboratoriumtafel met een kolf en reageerbuizen",
    "Labortisch mit einem Kolben und Reagenzgläsern",
)
CAPTION = Words(
    "Public research is one of our tasks",
    "La recherche publique est l’une de nos missions",
    "Openbaar onderzoek is een van onze taken",
    "Öffentliche Forschung ist eine unserer Aufgaben",
)
NAME = Words("Your name", "Votre nom", "Uw naam", "Ihr Name")
ADDRESS = Words("Your e-mail address", "Votre adresse électronique", "Uw e-mailadres", "Ihre E-Mail-Adresse")
HINT = Words(
    "We use it for our answer only.",
    "Nous ne l’utilisons que pour vous répondre.",
    "We gebruiken het alleen voor ons antwoord.",
    "Wir verwenden sie nur für unsere Antwort.",
)
SUBJECT = Words("Subject", "Sujet", "Onderwerp", "Thema")
WORDS = Words("Your question", "Votre question", "Uw vraag", "Ihre Frage")
SEND = Words("Send", "Envoyer", "Versturen", "Absenden")
AGREE = Words(
    "I have read how my data are processed",
    "J’ai lu comment mes données sont traitées",
    "Ik heb gelezen hoe mijn gegevens worden verwerkt",
    "Ich habe gelesen, wie meine Daten verarbeitet werden",
)

_TEXTS = (
    [value for value in list(globals().values()) if isinstance(value, Words)] + STEPS + [topic.name for topic in TOPICS]
)


def title(topic: Topic, aspect: Topic) -> Words:
    """The title of a page: "Passports: costs"."""
    signs = Words(": ", "\u00a0: ", ": ", ": ")
    return Words(*(f"{name}{sign}{rest}" for name, sign, rest in zip(topic.name, signs, aspect.name, strict=True)))


_TITLES = [title(topic, aspect) for topic in TOPICS for aspect in ASPECTS]
TRANSLATIONS = {
    locale: {words.en: words[number] for words in (*_TEXTS, *_TITLES)}
    for number, locale in enumerate(Words._fields)
    if number
}
ADDRESSES = {
    locale: {each.address.en: each.address[number] for each in (*TOPICS, *ASPECTS)}
    for number, locale in enumerate(Words._fields)
    if number
}
