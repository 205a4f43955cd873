//! Headlines of some six words, written for this test in the languages that most newspapers are in.

use dateline_understand::language_of;

/// A language, and headlines in it.
const HEADLINES: &[(&str, [&str; 5])] = &[
    (
        "en",
        [
            "Parliament votes to delay housing reform",
            "Two rescued after avalanche near resort",
            "Central bank keeps interest rates unchanged",
            "Striking nurses reach deal with government",
            "Wildfire forces hundreds from their homes",
        ],
    ),
    (
        "de",
        [
            "Bundestag verschiebt Abstimmung über neues Wohngeld",
            "Zwei Wanderer nach Lawine lebend geborgen",
            "Notenbank lässt den Leitzins weiter unverändert",
            "Streik der Pflegekräfte endet mit Einigung",
            "Waldbrand zwingt hunderte Menschen zur Flucht",
        ],
    ),
    (
        "fr",
        [
            "Le Parlement reporte le vote budgétaire",
            "Deux randonneurs sauvés après une avalanche",
            "La banque centrale maintient ses taux",
            "Les infirmières obtiennent un accord salarial",
            "Un incendie chasse des centaines d'habitants",
        ],
    ),
    (
        "es",
        [
            "El Congreso aplaza la reforma laboral",
            "Rescatan a dos montañeros tras avalancha",
            "El banco central mantiene los tipos",
            "Las enfermeras logran un acuerdo salarial",
            "Un incendio obliga a evacuar pueblos",
        ],
    ),
    (
        "pt",
        [
            "Parlamento adia votação da reforma fiscal",
            "Dois alpinistas resgatados após uma avalanche",
            "Banco central mantém taxa de juros",
            "Enfermeiros chegam a acordo com governo",
            "Incêndio obriga centenas a deixar casas",
        ],
    ),
    (
        "it",
        [
            "Il Parlamento rinvia il voto finale",
            "Due escursionisti salvati dopo una valanga",
            "La banca centrale lascia tassi invariati",
            "Gli infermieri trovano accordo con governo",
            "Incendio costringe centinaia di persone fuori",
        ],
    ),
    (
        "nl",
        [
            "Kamer stelt stemming over huurwet uit",
            "Twee wandelaars gered na een lawine",
            "Centrale bank houdt de rente gelijk",
            "Verpleegkundigen bereiken akkoord met het ministerie",
            "Bosbrand dwingt honderden bewoners te vluchten",
        ],
    ),
    (
        "sv",
        [
            "Riksdagen skjuter upp omröstningen om hyror",
            "Två vandrare räddades efter en lavin",
            "Riksbanken lämnar styrräntan oförändrad i dag",
            "Sjuksköterskor når avtal med arbetsgivarna igår",
            "Skogsbrand tvingar hundratals att lämna hemmen",
        ],
    ),
    (
        "da",
        [
            "Folketinget udskyder afstemning om ny lov",
            "To vandrere reddet efter en lavine",
            "Nationalbanken holder renten uændret i dag",
            "Sygeplejersker opnår aftale med regeringen igen",
            "Skovbrand tvinger hundredvis fra deres hjem",
        ],
    ),
    (
        "no",
        [
            "Stortinget utsetter avstemningen om ny lov",
            "To fotturister reddet etter et snøskred",
            "Norges Bank holder renten uendret nå",
            "Sykepleierne kom til enighet med staten",
            "Skogbrann tvinger hundrevis fra hjemmene sine",
        ],
    ),
    (
        "fi",
        [
            "Eduskunta siirtää äänestystä uudesta vuokralaista maanantaille",
            "Kaksi vaeltajaa pelastettiin lumivyöryn jälkeen eilen",
            "Keskuspankki pitää ohjauskoron ennallaan tänä vuonna",
            "Sairaanhoitajat pääsivät sopuun palkoista hallituksen kanssa",
            "Metsäpalo pakotti sadat ihmiset lähtemään kodeistaan",
        ],
    ),
    (
        "pl",
        [
            "Sejm odkłada głosowanie nad nową ustawą",
            "Dwoje turystów uratowano po zejściu lawiny",
            "Bank centralny nie zmienia stóp procentowych",
            "Pielęgniarki zawarły porozumienie z rządem wczoraj",
            "Pożar lasu zmusił setki do ewakuacji",
        ],
    ),
    (
        "cs",
        [
            "Sněmovna odložila hlasování o novém zákonu",
            "Dva turisty zachránili po pádu laviny",
            "Centrální banka ponechala úrokové sazby beze",
            "Zdravotní sestry se dohodly s vládou",
            "Lesní požár vyhnal stovky lidí z",
        ],
    ),
    (
        "hu",
        [
            "A parlament elhalasztotta a bérleti szavazást",
            "Két túrázót mentettek ki lavina után",
            "A jegybank nem változtatott az alapkamaton",
            "Az ápolók megállapodtak a kormánnyal tegnap",
            "Erdőtűz miatt százak hagyták el otthonukat",
        ],
    ),
    (
        "ro",
        [
            "Parlamentul amână votul pentru legea chiriilor",
            "Doi turiști salvați după o avalanșă",
            "Banca centrală păstrează dobânda la nivelul",
            "Asistentele au ajuns la un acord",
            "Un incendiu a alungat sute de",
        ],
    ),
    (
        "tr",
        [
            "Meclis kira yasası oylamasını yine erteledi",
            "Çığ altında kalan iki dağcı kurtarıldı",
            "Merkez Bankası faiz oranını sabit tuttu",
            "Hemşireler hükümetle ücret konusunda anlaşmaya vardı",
            "Orman yangını yüzlerce kişiyi evinden etti",
        ],
    ),
    (
        "ru",
        [
            "Парламент отложил голосование по закону об",
            "Двух туристов спасли после схода лавины",
            "Центробанк оставил ключевую ставку без изменений",
            "Медсестры договорились с правительством о зарплатах",
            "Лесной пожар вынудил сотни людей бежать",
        ],
    ),
    (
        "uk",
        [
            "Парламент відклав голосування за закон про",
            "Двох туристів урятували після сходження лавини",
            "Центральний банк залишив облікову ставку незмінною",
            "Медсестри домовилися з урядом щодо зарплат",
            "Лісова пожежа змусила сотні людей тікати",
        ],
    ),
    (
        "el",
        [
            "Η Βουλή αναβάλλει την ψηφοφορία για",
            "Δύο ορειβάτες σώθηκαν μετά από χιονοστιβάδα",
            "Η κεντρική τράπεζα διατηρεί τα επιτόκια",
            "Συμφωνία νοσηλευτών με την κυβέρνηση χθες",
            "Πυρκαγιά αναγκάζει εκατοντάδες να φύγουν σήμερα",
        ],
    ),
    (
        "ar",
        [
            "البرلمان يؤجل التصويت على قانون الإيجارات",
            "إنقاذ متسلقين اثنين بعد انهيار ثلجي",
            "البنك المركزي يبقي أسعار الفائدة ثابتة",
            "الممرضات يتوصلن إلى اتفاق مع الحكومة",
            "حريق غابات يجبر المئات على النزوح",
        ],
    ),
    (
        "he",
        [
            "הכנסת דחתה את ההצבעה על חוק",
            "שני מטיילים חולצו לאחר מפולת שלגים",
            "הבנק המרכזי הותיר את הריבית ללא",
            "האחיות הגיעו להסכם שכר עם הממשלה",
            "שריפת יער אילצה מאות לעזוב בתים",
        ],
    ),
    (
        "hi",
        [
            "संसद ने किराया कानून पर मतदान",
            "हिमस्खलन के बाद दो पर्वतारोही बचाए",
            "केंद्रीय बैंक ने ब्याज दरें स्थिर",
            "नर्सों का सरकार के साथ समझौता",
            "जंगल की आग से सैकड़ों बेघर",
        ],
    ),
    (
        "zh",
        [
            "议会推迟住房改革法案表决",
            "两名登山者雪崩后获救",
            "央行维持基准利率不变",
            "护士与政府达成加薪协议",
            "山火迫使数百居民撤离",
        ],
    ),
    (
        "ja",
        [
            "国会、住宅法案の採決を延期",
            "雪崩で登山者二人を救助",
            "中央銀行が政策金利を据え置き",
            "看護師と政府が賃上げで合意",
            "山火事で住民数百人が避難",
        ],
    ),
    (
        "ko",
        [
            "국회 주택 개혁 법안 표결 연기",
            "눈사태 뒤 등산객 두 명 구조",
            "중앙은행 기준 금리 그대로 유지 결정",
            "간호사들 정부와 임금 인상 합의",
            "산불로 주민 수백 명 긴급 대피",
        ],
    ),
    (
        "vi",
        [
            "Quốc hội hoãn bỏ phiếu luật nhà",
            "Hai người leo núi được cứu sống",
            "Ngân hàng trung ương giữ nguyên lãi",
            "Y tá đạt thỏa thuận lương với",
            "Cháy rừng khiến hàng trăm người sơ",
        ],
    ),
    (
        "id",
        [
            "Parlemen menunda pemungutan suara undang-undang sewa",
            "Dua pendaki selamat setelah longsor salju",
            "Bank sentral mempertahankan suku bunga acuan",
            "Perawat mencapai kesepakatan upah dengan pemerintah",
            "Kebakaran hutan memaksa ratusan warga mengungsi",
        ],
    ),
];

/// Of a hundred such headlines at least so many are to be told right.
const FEWEST_RIGHT: usize = 97;

#[test]
fn the_language_of_a_headline() {
    let all = || {
        HEADLINES.iter().flat_map(|(code, headlines)| headlines.iter().map(move |one| (code, one)))
    };
    let wrong: Vec<_> = all()
        .map(|(code, headline)| (code, language_of(headline).unwrap_or_default(), headline))
        .filter(|(code, found, _)| **code != *found)
        .collect();
    let count = all().count();
    assert!((count - wrong.len()) * 100 >= FEWEST_RIGHT * count, "of {count}: {wrong:?}");
}
