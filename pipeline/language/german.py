"""German, of Belgium and Germany."""

from pipeline.language.profile import Language, numbered, words

GERMAN = Language(
    "de",
    joints=("", "s", "es", "n", "en", "er", "e"),
    function_words=words(
        """der die das den dem des ein eine einen einem einer eines und oder aber denn sondern doch von vom zu
        zum zur in im ins an am ans auf aus bei beim bis durch für gegen ohne um mit nach seit vor
        hinter über unter neben zwischen während wegen trotz statt innerhalb außerhalb als wie wenn
        weil dass ob damit obwohl bevor nachdem sodass falls sobald solange ist sind war waren wird
        werden wurde wurden worden geworden bin bist sein gewesen hat haben habe hatte hatten gehabt
        kann können konnte könnte könnten muss müssen musste soll sollen sollte sollten darf dürfen
        will wollen wollte mag möchte möchten nicht kein keine keinen keinem keiner auch noch schon
        nur sehr mehr weniger viel viele alle alles allen aller jede jeder jedes jeden jedem einige
        mehrere andere anderen anderer anderes selbst sich ich du dir dich dein deine deinen deiner
        er sie es wir uns ihr ihm ihn ihnen ihre ihren ihrer ihrem ihres euch euer mein meine unser
        unsere unseren unserer diese dieser dieses diesen diesem jene welche welcher welches wer was
        wo wann warum hier dort da dann so nun jetzt immer nie oft manchmal bereits also jedoch
        sowie etwa bzw darauf dafür dazu davon dabei daran darin hierzu sowohl entweder weder ja
        nein bitte etwas nichts man gibt lässt lassen macht machen per via laut mittels pro gemäß
        anders jemand niemand jemandem jedem tu tun"""
    ),
    common_words=words(
        """datei dateien name wert werte beispiel benutzer benutzername passwort kennwort seite seiten eingeben
        wählen auswählen löschen gelöscht hinzufügen hinzugefügt ändern geändert speichern
        gespeichert existiert gültig gültige gültigen ungültig neue neuer neues neuen erste ersten
        zweite zwei drei vier fünf sechs sieben acht neun zehn elf zwölf unternehmen gesundheit
        forschung land länder welt jahr jahre jahren tag tage tagen monat monate woche wochen stunde
        stunden uhr montag dienstag mittwoch donnerstag freitag samstag sonntag januar februar märz
        mai juni juli oktober dezember daten suchen liste sprachen sprache fehler adresse
        erforderlich verfügbar öffnen schließen tastatur bildschirm fenster schaltfläche maus ordner
        netzwerk einstellungen text lesen schreiben anzeigen drücken klicken möglich nötig anzahl
        folgende folgenden vorherige aktuelle zeigen finden verwenden verwendet arbeiten weise ort
        zeit wachstum handel branche belgien belgische belgischen deutsch deutsche deutschen hilfe
        objekt objekte feld felder"""
    ),
    cardinals=numbered(
        """null=0 ein=1 eine=1 einen=1 einem=1 einer=1 eines=1 eins=1 zwei=2 zwo=2 drei=3 vier=4 fünf=5 sechs=6
        sieben=7 acht=8 neun=9 zehn=10 elf=11 zwölf=12"""
    ),
    ordinals=numbered(
        """erste=1 ersten=1 erster=1 erstes=1 zweite=2 zweiten=2 zweiter=2 zweites=2 dritte=3 dritten=3
        dritter=3 drittes=3 vierte=4 vierten=4 vierter=4 fünfte=5 fünften=5 sechste=6 sechsten=6
        siebte=7 siebten=7 achte=8 achten=8 neunte=9 neunten=9 zehnte=10 zehnten=10 elfte=11
        zwölfte=12 einmal=1 zweimal=2 dreimal=3 beide=2 beiden=2 beides=2 hälfte=2 halb=2 halbe=2
        paar=2 doppelt=2 doppelte=2 doppelten=2 zweitens=2 drittens=3 dutzend=12 viertel=4 drittel=3"""
    ),
    months=numbered(
        """januar=1 februar=2 märz=3 april=4 mai=5 juni=6 juli=7 august=8 september=9 oktober=10
        november=11 dezember=12 jan=1 feb=2 apr=4 aug=8 sept=9 okt=10 nov=11 dez=12 mär=3 jun=6
        jul=7 sep=9"""
    ),
    number_signs=(",", "."),
    magnitudes={
        "tausend": 10**3,
        "million": 10**6,
        "millionen": 10**6,
        "mio": 10**6,
        "milliarde": 10**9,
        "milliarden": 10**9,
        "mrd": 10**9,
        "md": 10**9,
        "billion": 10**12,
        "billionen": 10**12,
        "bio": 10**12,
    },
    formal=words("ihnen"),
    informal=words("du dir dich dein deine deinen deinem deiner deines euch euer eure euren eurem eurer"),
    repeatable=words("die der das sie den dem wird sich ihr ist sind war werden aus mit ein zu"),
    abbreviations=words(
        """z.b bzw usw d.h u.a nr art ca dr prof s f ff vgl ggf evtl inkl exkl
        max min abs bd hr fr str z b d h u a i o zzgl bspw etc"""
    ),
    same_as_english=words(
        """administrator agent album alias apps app april archive arm aspect august audio autor balance ball
        band bank baby basis bitmap blog blogs boot box branche browser bruder budget bug bugs bus
        butter byte bytes cache café camping chat chef client clients cloud club code codes computer
        container control cookie cookies copyright cursor dashboard datum debug design details
        detail dialog digital direkt dokument domain download downloads editor element elemente
        e-mail england event events export extra fan feedback fest film filter finger firewall firma
        fit folder form format forum forums frame freund garten gas general gift global gold golf
        graph hammer hand handle hardware hobby hotel hunger icon import in index indien individuell
        info information informationen initiative innovation input installation intelligent
        international internet interview island italien job jobs kernel kilometer komma kompass
        konflikt land laptop layout lehrer level line link links liste live login logo loop makro
        management manager marketing maschine material maximum medium menu meter million minimum
        minute mobil modem modern modul monitor moment motor museum musik name national netto
        newsletter normal november note oase objekt offline online operator option optionen original
        output park parameter partner pass patient pause person pilot plan plugin podcast pool popup
        portal position post problem produkt produktion programm projekt prompt protokoll proxy
        publikation punkt quark rap radio region reporter reset restaurant ring robot router sand
        scan scanner script sektor semester seminar sensor september server service session set shop
        signal singular situation slogan smartphone software sommer sonne spam sport standard start
        station status stop student studio super support symbol system systeme tab tabs tag tags
        taxi team teams template tempo test tests text theater ticket tickets tool tools top tor
        tourist tradition trainer transaktion transport trend tunnel typ uniform union update
        updates upgrade upload uploads url version versionen video videos virus vision volumen warm
        wanderer wasser web website webseite wetter widget wild wind winter wolf workflow workshop
        zone zoom ok in die"""
    ),
    length=1.18,
    endings="(?:in|er|em|[ens])+",
)
