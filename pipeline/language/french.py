"""French, of Belgium and France."""

from pipeline.language.profile import Language, numbered, words

FRENCH = Language(
    "fr",
    function_words=words(
        """le la les l un une des du de d à au aux en dans par pour sur sous sans avec chez vers entre contre
        depuis pendant avant après dès jusque jusqu selon malgré parmi et ou mais donc or ni car que
        qu qui quoi dont où lequel laquelle lesquels lesquelles quand comme si lorsque lorsqu
        puisque puisqu parce afin tandis ainsi alors aussi ne n pas plus moins très trop peu
        beaucoup bien mieux ce c cet cette ces ceci cela ça celui celle ceux celles mon ma mes ton
        ta tes son sa ses notre nos votre vos leur leurs je j tu il elle on nous vous ils elles me m
        te t se s lui eux y moi toi soi est sont était étaient sera seront serait être été étant
        suis es sommes êtes fut furent soit soient a ai as avons avez ont avait avaient aura auront
        aurait avoir eu ayant ait aient fait faire font peut peuvent pouvez pouvoir pourra doit
        doivent devez devrait va vont faut tout toute tous toutes même mêmes autre autres chaque
        plusieurs certains certaines quelque quelques aucun aucune tel telle tels telles ici là déjà
        encore toujours jamais souvent puis ensuite enfin cependant toutefois non oui"""
    ),
    common_words=words(
        """fichier fichiers nom noms valeur valeurs exemple objet objets méthode fonction fonctions chaîne
        chaînes ligne lignes utilisateur utilisateurs utiliser utilisé utilisée utilisez mot mots
        passe saisissez choisissez supprimer ajouter modifier cliquez sélectionner sélectionnez
        existe existent valide nouveau nouvelle premier première deux trois quatre cinq sept huit
        neuf dix onze douze entreprise entreprises santé recherche secteur pays monde ans année
        années jour jours mois semaine heure heures lundi mardi mercredi jeudi vendredi samedi
        dimanche janvier février mars avril juin juillet août septembre octobre novembre décembre
        besoin données voir voici permet permettent lors lieu partie cas façon manière page site
        adresse erreur contient doivent toujours ouvrir fermer appuyez clavier écran fenêtre bouton
        souris dossier réseau compte langue langues informations paramètres texte exécuter écrire
        lire afficher"""
    ),
    cardinals=numbered(
        "zéro=0 un=1 une=1 deux=2 trois=3 quatre=4 cinq=5 six=6 sept=7 huit=8 neuf=9 dix=10 onze=11 douze=12"
    ),
    ordinals=numbered(
        """premier=1 première=1 premiers=1 premières=1 second=2 seconde=2 deuxième=2 troisième=3 quatrième=4
        cinquième=5 sixième=6 septième=7 huitième=8 neuvième=9 dixième=10 onzième=11 douzième=12
        tiers=3 double=2 triple=3 quart=4 demi=2 demie=2 moitié=2 couple=2 paire=2 douzaine=12
        dizaine=10"""
    ),
    months=numbered(
        """janvier=1 février=2 mars=3 avril=4 mai=5 juin=6 juillet=7 août=8 septembre=9 octobre=10
        novembre=11 décembre=12 janv=1 févr=2 avr=4 juil=7 sept=9 oct=10 nov=11 déc=12"""
    ),
    number_signs=(",", "\u202f"),
    magnitudes={
        "mille": 10**3,
        "million": 10**6,
        "millions": 10**6,
        "mio": 10**6,
        "milliard": 10**9,
        "milliards": 10**9,
        "md": 10**9,
        "mds": 10**9,
        "mrd": 10**9,
        "billion": 10**12,
        "billions": 10**12,
    },
    formal=words("vous votre vos vôtre vôtres"),
    informal=words("tu te t toi ton ta tes tien tienne tiens tiennes"),
    repeatable=words("nous vous non très si ha la"),
    abbreviations=words("etc p.ex m mm mme mlle dr prof art cf p pp fig vol éd env av bd st n no resp c.-à-d i.e e.g"),
    same_as_english=words(
        """action actions addition administration agent agents album albums archive archives article articles
        aspect aspects audio automobile avenue avenues base bases budget cause causes centre change
        charge choral client clients code codes collection collections combat commande commission
        communication communications compatible conclusion condition conditions configuration
        contact contacts content conversion correction correspondance courses création crises
        culture cycle danger date dates description destination dimension dimensions direct
        direction directions distance distances division document documentation documents domaine
        données durable édition effort efforts email emails énergie équipe erreur exception
        exceptions excursion exercice expansion expression expressions extension extensions finance
        finances fiction fin flexible fonction format formats forum forums fragment fruit fruits
        global grand guide guides horizon image images impact important impossible index influence
        information informations innovation innovations instruction instructions intelligence
        international interprétation intervention introduction investigation invitation invitations
        journal justice langage latitude longitude lien limite long machine machines maintenance
        menu menus message messages ministre mission mobile mode module modules moment mention
        mentions nation national nature notes note notification notifications novembre objet
        observation occasion occasions octobre official opinion options option orange orientation
        page pages parent parents parking participation passage passages pause permission
        permissions phase phases photo photos pile place plan plans point points police pollution
        position positions possible potable pratique présent presentation prévention prix procession
        production produit profession programme programmes projection promotion protection province
        prudence public publication publications purge qualification question questions radio rare
        réaction rectangle région relation relations restaurant restaurants révision révolution
        route routes rural science sciences section sections session sessions signal signature
        signatures simple simulation site sites situation six social solution solutions source
        sources station stations statue structure structures style styles suggestion suggestions
        sujet surface surprise table tables tabulation tank tennis termes test tests texture titre
        total train trains transaction transactions transition transport transports tribune triple
        tutorial type types unique urgent usage vacation variable variables variation version
        versions verticale vidéo village villages virus visible vision visite visites volume volumes
        vote votes web zone zones max min ok non interface interfaces parc cookies cookie newsletter
        e-mail podcast smartphone internet download podcasts blog blogs video videos normal final
        local original capital animal royal social vital total regional national international
        animation constitution direction discussion distribution exploration exportation importation
        information installation operation opposition organisation parenthèse population portion
        proportion protocol puzzle ration religion reproduction sauce silence tradition union angle
        arc attention brave central certain client comment commune concert concept contact couple
        course coupons coupon crime cruel culture dessert digital double excellent express figure
        flux gaz grave habitation label machine magazine massage message minute minutes mine nom
        nuance optimal option panorama pardon patience patient patients pays pizza pipeline
        prototype rapport réseau restriction ruine sports sport standard statistique statut suite
        taxi télescope terminal texte tunnel turbine univers"""
    ),
    length=1.22,
    endings="(?:aux?|ail|al|eur|euse|rice|[esx])+",
)
