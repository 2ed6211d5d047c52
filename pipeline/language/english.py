"""English."""

from pipeline.language.profile import Language, numbered, words

ENGLISH = Language(
    "en",
    function_words=words(
        """the a an and or but nor of to for from with without by at into onto upon about between among through
        during before after above below under over against within across behind beyond until since
        while because although though if when where whether unless than then that this these those
        there here it its it's is are was were be been being am has have had having do does did
        doing don't doesn't didn't isn't aren't wasn't can could cannot can't will would shall
        should may might must ought not no any some each every either neither both all most more
        many much few fewer other another such same own only also just too very still yet ever never
        always often again once already he she they them their theirs his her hers him we us our
        ours you your yours you're i my mine me who whom whose which what why how up down out off as
        so on in let's let"""
    ),
    common_words=words(
        """please enter value values using used use user's file files name names number valid invalid list
        change changed changes delete deleted add added set want following example examples new like
        time first last found find choose choices allowed required default returns return called
        call makes make made creates create created runs running see show shows shown please view
        save saved search password key keys string strings field fields following available provided
        different because however get gets got need needs needed open opened close closed click
        press select selected check checked read reading write writing written word words line lines
        page pages home people year years day days month months week weeks today yesterday tomorrow
        tuesday wednesday thursday friday saturday sunday january february march april may june july
        october december work works working one two three four five seven eight nine ten eleven
        twelve thousand hundred large small big high low long short good better best right left next
        previous back more less least old older newer every anything something nothing everything
        someone anyone everyone help about between through without world country countries growth
        health investment knowledge research companies company environment development health care
        jobs support supported way ways take takes taken taking give given gives keep kept know
        known think thought say says said tell told ask asked want wanted try tried turn turned
        start started stop stopped move moved remove removed send sent receive received share shared
        copy copied edit edited choose chose chosen settings setting screen keyboard window windows
        button mouse folder folders device devices network account allows allow appears appear
        becomes become contains contain includes include means mean provides provide works click
        enabled disabled successfully wrong missing empty full free unknown written spoken learn
        learned teach later earlier soon often sometimes usually generally simply easily quickly
        directly currently automatically which whose does done goes going gone came come coming went
        put puts seen saw look looks looking looked feel felt sure ready able unable easy hard early
        late fast slow hot cold warm cool dark light bright white black red green blue yellow brown
        grey belgium belgian flanders flemish brussels german dutch french english spanish"""
    ),
    cardinals=numbered(
        "zero=0 one=1 two=2 three=3 four=4 five=5 six=6 seven=7 eight=8 nine=9 ten=10 eleven=11 twelve=12"
    ),
    ordinals=numbered(
        """first=1 second=2 third=3 fourth=4 fifth=5 sixth=6 seventh=7 eighth=8 ninth=9 tenth=10 eleventh=11
        twelfth=12 noon=12 midnight=0 once=1 twice=2 thrice=3 both=2 half=2 pair=2 double=2 couple=2 triple=3
        dozen=12"""
    ),
    months=numbered(
        """january=1 february=2 march=3 april=4 may=5 june=6 july=7 august=8 september=9 october=10
        november=11 december=12 jan=1 feb=2 mar=3 apr=4 jun=6 jul=7 aug=8 sep=9 oct=10 nov=11 dec=12"""
    ),
    number_signs=(".", ","),
    magnitudes={
        "thousand": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "billion": 10**9,
        "billions": 10**9,
        "bn": 10**9,
        "trillion": 10**12,
        "trillions": 10**12,
    },
    repeatable=words("that had is very so no bye"),
    abbreviations=words(
        "e.g i.e etc vs mr mrs ms dr prof st no nos art cf p pp fig vol ed approx inc ltd co resp a.m p.m"
    ),
    length=1.0,
    endings="(?:ie|[yes])+",
)
