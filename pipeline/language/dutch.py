"""Dutch, of Belgium and the Netherlands."""

from pipeline.language.profile import Language, numbered, words

DUTCH = Language(
    "nl",
    joints=("", "s", "e", "en", "n"),
    function_words=words(
        """de het een en of maar want dus noch van in op aan met voor door bij naar uit over onder boven tussen
        tegen zonder binnen buiten na sinds tijdens tot om te als dat dan die dit deze daar hier er
        wie wat waar wanneer welke welk hoe waarom omdat doordat hoewel terwijl zodat indien tenzij
        is zijn was waren wordt worden werd werden geworden ben bent geweest heeft hebben hebt had
        hadden gehad kan kunnen kunt kon konden zal zullen zult zou zouden moet moeten moest mag
        mogen wil willen wilt doet doen gedaan gaat gaan laat laten niet geen wel ook nog al alle
        alles allen elk elke ieder iedere enkele sommige veel meer meest minder weinig ander andere
        anders zelf zich zichzelf ik je jij jou jouw u uw hij zij ze wij we ons onze jullie hun hen
        hem haar mij mijn me zo zeer heel erg nu toen dan eens ooit nooit altijd vaak soms al reeds
        slechts alleen echter ervoor erop hierbij hiervoor daarvoor waarbij waarop waarvan waarmee
        nee ja via zoals ofwel hetzelfde dezelfde volgens per pas tel den"""
    ),
    common_words=words(
        """bestand bestanden naam namen waarde waarden voorbeeld gebruiker gebruikers gebruik gebruikt
        gebruiken wachtwoord pagina pagina's voer kies klik selecteer verwijderen verwijderd
        toevoegen toegevoegd wijzigen gewijzigd opslaan opgeslagen bestaat geldig geldige ongeldig
        ongeldige nieuw nieuwe eerste tweede derde twee drie vier vijf zes zeven acht negen tien elf
        twaalf bedrijf bedrijven gezondheid onderzoek land landen wereld jaar jaren dag dagen maand
        maanden week weken uur maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari
        februari maart mei juni juli augustus oktober gegevens zoeken lijst talen taal fout fouten
        adres verplicht beschikbaar openen sluiten toetsenbord scherm venster knop muis map netwerk
        informatie instellingen tekst lezen schrijven weergeven druk mogelijk nodig aantal kunt
        hieronder hierboven volgende vorige huidige bekijk bekijken vind vinden maken gemaakt werken
        werkt wijze manier plaats tijd groei handel zorg sector overheid federale vlaanderen vlaamse
        belgië belgische"""
    ),
    cardinals=numbered(
        "nul=0 één=1 eén=1 een=1 twee=2 drie=3 vier=4 vijf=5 zes=6 zeven=7 acht=8 negen=9 tien=10 elf=11 twaalf=12"
    ),
    ordinals=numbered(
        """eerste=1 tweede=2 derde=3 vierde=4 vijfde=5 zesde=6 zevende=7 achtste=8 negende=9 tiende=10 elfde=11
        twaalfde=12 eenmaal=1 tweemaal=2 driemaal=3 beide=2 beiden=2 helft=2 half=2 halve=2 paar=2
        dubbel=2 dubbele=2 koppel=2 dozijn=12"""
    ),
    months=numbered(
        """januari=1 februari=2 maart=3 april=4 mei=5 juni=6 juli=7 augustus=8 september=9 oktober=10
        november=11 december=12 jan=1 feb=2 mrt=3 apr=4 jun=6 jul=7 aug=8 sep=9 okt=10 nov=11 dec=12"""
    ),
    number_signs=(",", "."),
    magnitudes={
        "duizend": 10**3,
        "miljoen": 10**6,
        "miljoenen": 10**6,
        "mln": 10**6,
        "mio": 10**6,
        "miljard": 10**9,
        "miljarden": 10**9,
        "mld": 10**9,
        "mrd": 10**9,
        "biljoen": 10**12,
        "biljoenen": 10**12,
    },
    formal=words("u uw uwe"),
    informal=words("je jij jou jouw jouwe jullie"),
    repeatable=words("u de het die dat in je en zij zijn was door een van aan op uit over om te heel is"),
    abbreviations=words(
        """bijv bv enz nr nrs blz art ca dhr mevr dr prof p
        pp vgl m.a.w d.w.z o.a m.b.t t.o.v i.v.m e.d resp excl incl max min"""
    ),
    same_as_english=words(
        """april augustus september november december account accounts administrator album albums alias app
        apps applicant archive audio avatar baby back-up backup bank banner basis begin best bite
        blog blogs board bonus boss box boxes browser browsers budget buffer bug bugs bus byte bytes
        cache camera cameras cloud club code codes concept contact contacten content context
        contract control converter cookie cookies copyright count creator creative credits cursor
        data database databases datum dashboard debug detail details dialect digitale diploma direct
        directory document domain donor download downloads driver drivers e-mail editor element
        event events exact export extra feedback filter filters firewall flash folder font fonts
        forum forums foto frame functie gadget gas gateway gender gift global globe hand hardware
        headset help hobby hotel icon in index info input installer internet interview intranet is
        item items job jobs kernel label labels land laptop layout lens level link links live login
        logo long loop macro management manager marketing match mater media memo menu menus meter
        minister minute modem model modern module modules monitor motor multimedia museum net netto
        newsletter normal notebook of offline online open operator optie order output over pad
        paging pagina partner partners password patch patiënt pauze pilot pincode pixel pixels plan
        planning plug-in plug ins podcast poll polygon pool port post poster prefix privacy problem procedure
        product productie profiel programma project projecten protocol proxy publisher punt query
        radio range recorder reset restaurant resultaat robot router scanner scenario school score
        screen script scripts secretaris sector sectoren seminar server servers service services set
        shop site sites slang slide smartphone software solo sound spam sport sports standaard start
        station status steward stop student studio sport succes super support symbool systeem tab
        tabs tag tags tablet taxi team teams teaser telefoon template term terminal test tests text
        thema ticket tickets timer tip tips toe tool tools top trailer trainer transport trend
        trends troll tunnel type types unicode unit update updates upgrade uploads upload url user
        vaccins variant versie video video's virus visa volume wagon warm warmest was water web
        webcam webinar website websites week weekend widget wild wind wiki wonder workflow workshop
        zone zoom ok"""
    ),
    length=1.12,
    endings="(?:eren|en|[es])+",
)
