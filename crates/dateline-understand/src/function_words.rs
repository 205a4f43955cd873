//! The little words of each language: articles, prepositions, pronouns, auxiliaries.
//!
//! They carry no matter of their own, so hashtags, entities and answers pass over them; and they
//! are the surest sign of a language, so `language.rs` counts them. Written from grammar books'
//! closed classes, not counted from anybody's corpus.

use std::sync::LazyLock;

use crate::known::known;

/// Each language's little words, lower case.
const LISTS: &[(&str, &str)] = &[
    (
        "en",
        "the a an and or but nor of to in on at by for from with without within into onto over under about after before between through during against among upon since until till than then that this these those there here it its he she him her his hers they them their theirs we us our ours you your yours i me my mine who whom whose which what when where why how all any both each few more most other some such no not only own same so too very can cannot could will would shall should may might must do does did done doing have has had having be am is are was were been being if as because while although though whether up down out off again further once also just now ever never even still yet however many much another every either neither its it's don't doesn't didn't isn't aren't wasn't won't wouldn't can't couldn't i'm we're they're he's she's that's there's let's i've we've you're across around along amid despite toward towards per via like unlike per",
    ),
    (
        "de",
        "der die das den dem des ein eine einen einem einer eines und oder aber sondern denn auch nur noch schon sehr mehr als wie wenn weil dass daß ob zu zum zur im in an am auf aus bei beim mit nach von vom vor für gegen ohne um durch über unter zwischen bis seit während wegen trotz ist sind war waren wird werden wurde wurden worden sein seine seinen seinem seiner ihr ihre ihren ihrem ihrer er sie es wir ihr ich du mich mir dich dir uns euch ihn ihm nicht kein keine keinen keinem keiner hat haben hatte hatten kann können konnte soll sollen sollte muss müssen musste will wollen wollte darf dürfen mag möchte dieser diese dieses diesen diesem jeder jede jedes alle allem allen aller man was wer wo wann warum hier dort da dann so doch ja nein etwa etwas nichts viel viele vielen wieder immer nun jetzt sich selbst ins ans damit dabei dazu darauf davon daran dafür darüber welche welcher welches sowie bereits gegenüber beide beiden",
    ),
    (
        "fr",
        "le la les l' un une des du de d' au aux et ou mais donc or ni car que qu' qui quoi dont où ce c' cet cette ces mon ma mes ton ta tes son sa ses notre nos votre vos leur leurs je j' tu il elle on nous vous ils elles me m' te t' se s' lui y en ne n' pas plus moins très trop peu bien aussi encore déjà toujours jamais rien tout toute tous toutes même mêmes autre autres à dans par pour sur sous avec sans chez vers entre depuis pendant avant après contre selon malgré est sont était étaient été être suis es êtes sommes sera seront serait a ai as ont avait avaient avoir eu aura auront peut peuvent doit doivent fait faire si comme quand lorsque alors ainsi puis jusqu' jusque parce afin face non oui ici là cela ça celui celle ceux celles chaque plusieurs quelques dès lors hors près",
    ),
    (
        "es",
        "el la los las un una unos unas lo y e o u pero sino ni que quien quienes cual cuales cuyo donde cuando como porque pues si no sí de del a al en con sin por para sobre bajo entre hasta desde hacia contra según durante mediante tras ante yo tú él ella ello nosotros ustedes ellos ellas me te se nos le les mi mis tu tus su sus nuestro nuestra este esta estos estas ese esa esos esas aquel aquella esto eso es son era eran fue fueron ser sido será serán está están estaba estaban estar ha han había habían haber he hay hubo habrá tiene tienen tenía tener puede pueden más menos muy mucho mucha muchos muchas poco todo toda todos todas otro otra otros otras mismo misma también tampoco ya aún todavía siempre nunca así aunque mientras además luego entonces cada algo alguien algunos algunas nada nadie qué quién cómo cuándo dónde",
    ),
    (
        "pt",
        "o a os as um uma uns umas e ou mas nem que quem qual quais cujo onde quando como porque pois se não sim de do da dos das em no na nos nas num numa por pelo pela pelos pelas para com sem sob sobre entre até desde contra segundo durante após ante ao aos à às eu tu ele ela nós vós eles elas você vocês me te lhe lhes meu minha seu sua seus suas nosso nossa este esta estes estas esse essa esses essas aquele aquela isto isso aquilo é são era eram foi foram ser sido será serão está estão estava estavam estar tem têm tinha tinham ter há havia pode podem mais menos muito muita muitos muitas pouco todo toda todos todas outro outra outros outras mesmo mesma também já ainda sempre nunca assim embora enquanto além então cada algo alguém alguns algumas nada ninguém só depois antes deve devem vai vão",
    ),
    (
        "it",
        "il lo la i gli le l' un uno una un' e ed o ma né che chi cui quale quali dove quando come perché se non sì di del dello della dell' dei degli delle d' a al allo alla all' ai agli alle da dal dallo dalla dall' dai dagli dalle in nel nello nella nell' nei negli nelle con col su sul sullo sulla sull' sui sugli sulle per tra fra senza sotto sopra verso contro secondo durante dopo prima io tu lui lei noi voi loro mi ti si ci vi ne gli mio mia suo sua suoi sue nostro questo questa questi queste quest' quello quella quelli quelle è sono era erano fu furono essere stato stata stati state sarà saranno ha hanno aveva avevano avere ho può possono più meno molto molta molti molte poco tutto tutta tutti tutte altro altra altri altre stesso stessa anche ancora già sempre mai così mentre poi allora ogni qualcosa nulla nessuno c' dell anche oltre ora",
    ),
    (
        "nl",
        "de het een en of maar want dus dat die dit deze wie wat waar wanneer hoe waarom als dan omdat hoewel terwijl niet geen wel ook nog al maar meer minder zeer heel van in op aan bij met zonder voor na naar uit over onder tussen tot sinds tegen door tijdens volgens om te er hier daar ik jij je u hij zij ze wij we jullie hen hun hem haar zijn mijn jouw uw ons onze is zijn was waren wordt worden werd werden geweest heeft hebben had hadden kan kunnen kon konden zal zullen zou zouden moet moeten mag mogen wil willen gaat gaan deze elke alle veel andere zelf zich niets iets iemand niemand altijd nooit weer steeds toch dus toen nu vanaf rond binnen buiten",
    ),
    (
        "ru",
        "и в во не что он на я с со как а то все она так его но да ты к у же вы за бы по только ее её мне было вот от меня еще ещё нет о об из ему теперь когда даже ну вдруг ли если уже или ни быть был него до вас нибудь опять уж вам ведь там потом себя ничего ей может они тут где есть надо ней для мы тебя их чем была сам чтоб чтобы без будто чего раз тоже себе под будет ж тогда кто этот того потому этого какой совсем ним здесь этом один почти мой тем нее были при через эти нас про всего них какая много три эту моя свою этой перед лучше чуть том такой им более всю между это также после который которая которое которые которых которым около против из-за своей своего своих этих",
    ),
    (
        "uk",
        "і й та в у не що він на я з із зі як а то все вона так його але до ти к же ви за би по тільки її мені було від мене ще немає про об з йому тепер коли навіть чи якщо вже або ні бути був нього вас вам там потім себе нічого їй може вони тут де є треба для ми тебе їх ніж була сам щоб без чого раз теж собі під буде тоді хто цей того тому цього який зовсім ним один майже мій тим були при через ці нас всього них яка багато цю моя свою цієї перед такий їм більш всю між це також після яке які яких яким проти своєї свого своїх",
    ),
    (
        "bg",
        "и в във на за от не се да с със че по е са са като до при към след ще му тя той те ние вие аз ти го я им си бе беше бяха има няма може който която което които това този тази тези как така но или ако само още вече много също през между без под над пред срещу според където когато защото защо какво кой",
    ),
    (
        "sr",
        "и у на је да се не за са од су о као из до по али или који која које ће би је био била бити смо сте ово то овај тај та га му јој их их им код при после пре због против према само још већ више такође где када шта ко",
    ),
    (
        "be",
        "і ў у на не што з як па да за ад ён яна яны мы вы я гэта гэты таксама але ці каб для пра пад быў была было былі будзе яго яе іх ужо толькі калі які якая якія пасля",
    ),
    (
        "mk",
        "и во на за од не се да со дека по е се како до при ќе му таа тој тие ние вие јас го ја им има нема може кој која кое кои ова овој оваа овие но или ако само уште веќе многу исто меѓу без под над пред против според каде кога",
    ),
    (
        "pl",
        "i w we na z ze do nie się że to jest o od po za przez dla przy bez pod nad przed między oraz a ale lub albo czy jak jako który która które którzy którego której których co kto gdzie kiedy dlaczego bo ponieważ jeśli jeżeli aby żeby tak tylko także też już jeszcze bardzo więcej mniej ten ta te tego tej tym tych temu on ona ono oni one jego jej ich im mu my wy ja ty mnie nas was był była było były być będzie będą są został została zostały ma mają miał może mogą można trzeba nad u ku wobec według podczas po swoje swoją swojego każdy wszystkie wszystko nic nikt ni",
    ),
    (
        "cs",
        "a i v ve na z ze do se si že je to o od po za pro při bez pod nad před mezi nebo ale jak jako který která které kteří kterého které kterou co kdo kde kdy proč protože pokud aby tak jen také též už ještě velmi více méně ten ta ty toho té tím těch on ona ono oni jeho její jejich jim mu my vy já ty mě nás vás byl byla bylo byli být bude budou jsou jsem jsme má mají měl může mohou lze podle během po své svou svého každý všechny všechno nic nikdo k ke s se u až než kvůli proti přes dnes má",
    ),
    (
        "sk",
        "a aj i v vo na z zo do sa si že je to o od po za pre pri bez pod nad pred medzi alebo ale ako ktorý ktorá ktoré ktorí ktorého čo kto kde kedy prečo pretože ak aby tak len tiež už ešte veľmi viac menej ten tá tí toho tej tým tých on ona ono oni jeho jej ich im mu my vy ja ty ma nás vás bol bola bolo boli byť bude budú sú som sme má majú mal môže môžu podľa počas po svoje svoju svojho každý všetky všetko nič nikto k ku s so u až než kvôli proti cez dnes",
    ),
    (
        "hu",
        "a az egy és vagy de hogy nem is csak már még mint ha mert ez azt ezt aki ami amely amelyek ahol amikor miért hogyan meg el ki be fel le van volt voltak lesz lenne lehet kell között alatt után előtt szerint ellen nélkül miatt által felett több nagyon sok minden más ő ők én te mi ti neki nekik itt ott most majd pedig azonban illetve valamint során arra erre ebben abban ennek annak azok ezek sem se fog után",
    ),
    (
        "ro",
        "și în de la a al ale ai cu pe din pentru că să nu se este sunt era erau fost fi va vor o un una unei unui care ce cine unde când cum de dacă sau dar iar ori mai foarte prin până după înainte între fără sub peste către despre contra asupra el ea ei ele eu tu noi voi îl îi le lui lor său sa săi sale acest această acești aceste acesta aceasta acel acea au am ați are avea avut poate pot trebuie tot toate toți alt altă alte alți doar încă deja ca nici numai ar fiind într dintr potrivit privind",
    ),
    (
        "da",
        "og i at det en et den de til er som på af for med der ikke han hun var har om fra men sig ved efter eller også kan vil skal blev bliver være været havde over under mellem mod uden inden når hvor hvad hvem hvordan hvorfor hvis fordi så nu jeg du vi mig dig os dem ham hende deres hans hendes min din vores denne dette disse alle andre mange meget mere mest flere ingen intet noget nogle sin sit sine selv bare kun her dér dog gennem ud op ned ind igen kunne ville skulle måtte nye efter blandt",
    ),
    (
        "no",
        "og i at det en et den de til er som på av for med ikke han hun var har om fra men seg ved etter eller også kan vil skal ble blir være vært hadde over under mellom mot uten innen når hvor hva hvem hvordan hvorfor hvis fordi så nå jeg du vi meg deg oss dem ham henne deres hans hennes min din vår denne dette disse alle andre mange mye mer mest flere ingen intet noe noen sin sitt sine selv bare kun her der gjennom ut opp ned inn igjen kunne ville skulle måtte nye etter blant ikkje eit ein frå dei eg",
    ),
    (
        "sv",
        "och i att det en ett den de till är som på av för med inte han hon var har om från men sig vid efter eller också kan vill ska skall blev blir vara varit hade över under mellan mot utan inom när var vad vem hur varför om eftersom så nu jag du vi mig dig oss dem honom henne deras hans hennes min din vår denna detta dessa alla andra många mycket mer mest fler ingen inget något några sin sitt sina själv bara endast här där genom ut upp ner in igen kunde ville skulle måste nya efter bland få får fick enligt",
    ),
    (
        "fi",
        "ja on ei se että oli ovat olivat en et emme ette eivät hän he minä sinä me te tämä tuo nämä nuo joka jotka jonka mikä mitä kuka missä milloin miksi miten kun jos koska mutta tai sekä vai kuin niin myös vain jo vielä nyt sitten aina ei ole ollut olla olisi voi voivat pitää saa saada hänen heidän sen siitä siinä siihen tästä tässä tähän kanssa mukaan jälkeen ennen aikana ilman vastaan yli alle välillä kautta kohti varten noin hyvin paljon enemmän kaikki kaikkien muun muut mukaan sanoo kertoo uusi",
    ),
    (
        "et",
        "ja on ei see et oli olid ma sa ta me te nad tema nende kes mis mida kus millal miks kuidas kui sest aga või ning ka ainult juba veel nüüd siis alati pole olnud olla oleks võib võivad peab saab tal oma selle seda sellest selles sellele kaasa järgi pärast enne ajal ilma vastu üle alla vahel kaudu poole jaoks umbes väga palju rohkem kõik teised uus mitte läbi eest",
    ),
    (
        "lv",
        "un ir no ar par uz kas ka bet vai kā arī nav tas tā tie tās viņš viņa viņi es tu mēs jūs šis šī šie to tam kur kad kāpēc jo ja lai tikai jau vēl tagad tad bija būs būt var pēc pirms laikā bez pret virs zem starp caur pie aptuveni ļoti daudz vairāk visi cits citi savu sava gan ne līdz",
    ),
    (
        "lt",
        "ir yra ne iš su apie į kad bet ar kaip taip pat nėra tas ta tie tos jis ji jie jos aš tu mes jūs šis ši šie tai tam kur kada kodėl nes jei jeigu tik jau dar dabar buvo bus būti gali po prieš metu be prieš virš tarp per prie apie labai daug daugiau visi kitas kiti savo nuo iki dėl už į kuris kuri kurie o",
    ),
    (
        "hr",
        "i u na je da se ne za s sa od su o kao iz do po ali ili koji koja koje kojih koju će bi bio bila bilo bili biti smo ste ovo to ovaj taj ta ga mu joj ih im kod pri nakon prije zbog protiv prema samo još već više također gdje kada što tko ni niti jer ako kako nije nisu sam si svoje svoju svog sve svi",
    ),
    (
        "sl",
        "in v na je da se ne za s z od so o kot iz do po ali ki ko bo bi bil bila bilo bili biti smo ste to ta ga mu ji jih jim pri pred zaradi proti samo še že več tudi kjer kdaj kaj kdo ker če kako ni niso sem si svoje svojo svojega vse vsi med nad pod brez lahko pa ter",
    ),
    (
        "ca",
        "el la els les un una uns unes i o però que qui on quan com perquè si no de del dels a al als en amb sense per pel pels sobre entre fins des cap contra segons durant després abans jo tu ell ella nosaltres ells elles em et es ens us li els meu seva seu seus aquest aquesta aquests aquestes això és són era eren ser estat serà està estan ha han havia hi té tenen pot poden més menys molt molta molts tot tota tots totes altre altra altres també ja encara sempre mai així doncs cada alguns res ningú ho hem",
    ),
    (
        "tr",
        "ve bir bu da de için ile olarak olan çok daha ne o en kadar gibi sonra ancak ama veya ya ki mi mı mu mü değil var yok her şu ise göre önce bile hem ben sen biz siz onlar onun bunun şey tüm diye üzere karşı arasında içinde üzerinde tarafından nasıl neden kim nerede zaman oldu olduğu olduğunu etti edildi eden yeni son",
    ),
    (
        "id",
        "yang dan di ke dari untuk dengan pada ini itu tidak adalah dalam akan juga oleh sebagai karena telah atau saat para bisa dapat kepada ada lebih saya kami kita mereka dia ia anda bagi tersebut sudah belum masih hanya hingga setelah sebelum antara tanpa melalui agar jika ketika serta secara menjadi namun tetapi bahwa seperti sejak terhadap",
    ),
    (
        "ms",
        "yang dan di ke dari untuk dengan pada ini itu tidak adalah dalam akan juga oleh sebagai kerana telah atau ketika para boleh dapat kepada ada lebih saya kami kita mereka dia ia anda bagi tersebut sudah belum masih hanya sehingga selepas sebelum antara tanpa melalui supaya jika serta secara menjadi namun tetapi bahawa seperti sejak terhadap katanya beliau",
    ),
    (
        "vi",
        "và của là có không được trong cho một những các với người này đã khi từ đến để ra vào về tại như cũng nhưng hay hoặc sẽ đang bị do theo sau trước trên dưới giữa nếu vì mà thì nên rằng ông bà anh chị tôi họ chúng đó đây năm nhiều rất còn chỉ",
    ),
    (
        "sw",
        "na ya wa kwa ni katika la za kuwa cha hii huo hiyo huyo hao lakini au kama pia baada kabla hadi si vya yake wake zao wao yeye sisi mimi wewe ambao ambayo ambaye bila kutoka hivyo sana zaidi ili alisema",
    ),
    (
        "tl",
        "ang ng sa mga na ay at ni si kay kina para dahil kung nang may hindi ito iyon siya sila kami tayo ako ikaw nito niya nila natin kanyang kanilang pero o rin din pa lang po ba",
    ),
    (
        "sq",
        "dhe në e të i për me nga një është që se nuk u do janë ka kanë por ose si më shumë pas para mes pa kundër nën mbi tek te ai ajo ata ato ne ju unë ti kjo ky këto këta ishte ishin",
    ),
    (
        "eu",
        "eta da ez du ere bat izan dira zen dute ziren baina edo duen den dituzte egin dela behar dago daude hau hori honek horrek bere beste baino ondoren arte gabe",
    ),
    (
        "gl",
        "o a os as un unha uns unhas e ou pero que quen onde cando como porque se non de do da dos das en no na nos nas por polo pola para con sen sobre entre ata desde contra segundo é son era foi foron ser está están ten teñen hai pode máis menos moi todo toda todos outra outro tamén xa aínda sempre nunca así cada ao aos á ás",
    ),
    (
        "is",
        "og í að er á sem til við um með ekki það hann hún þeir þær þau var hafa hefur fyrir frá en eða ef því þegar hvar hvað hver við ég þú eru verið verður sér sig líka bara allt eftir undir yfir milli án",
    ),
    (
        "ga",
        "agus an na ar i go le sa is ag a do ní bhí tá mar ach nó as ó faoi chun don den leis atá sé sí siad",
    ),
    (
        "af",
        "die en van in het is nie wat om te vir met op hy sy dat as ook aan by was sal kan word deur na uit maar of toe hul hulle ons ek jy so nog meer een baie moet hierdie daardie sê",
    ),
    (
        "ar",
        "في من على إلى عن أن إن التي الذي هذا هذه ذلك تلك كان كانت لم لن لا ما مع بعد قبل بين حتى عند كل أو ثم قد و أي غير خلال منذ ضد حول نحو هو هي هم نحن أنا أنت كما لكن إذا إذ حيث أكثر بعض أيضا أيضًا فيه فيها منه منها به بها له لها وقد وفي ومن وعلى الذين عليه عليها إليه أنه أنها بأن لأن",
    ),
    (
        "fa",
        "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز شد شده می بود او ما من شما آنها باید اما یا اگر همه چه هر دو پس پیش بین بدون باشد هستند شود کند کرده",
    ),
    (
        "ur",
        "اور کے کی کا میں سے کو ہے نے پر یہ کہ وہ ہیں تھا تھی تھے بھی تو ہو اس ان جو کر لیے ایک نہیں گا گے گی ہوئے رہا رہے رہی ساتھ بعد",
    ),
    (
        "he",
        "של את על לא הוא היא הם זה זו עם כי גם או אם אל מה כל אבל רק יש אין היה היתה הייתה היו לפני אחרי בין אני אתה אנחנו כבר עוד מי איך למה אשר אך כדי ידי יותר לו לה להם",
    ),
    (
        "el",
        "ο η το οι τα του της των τον την στο στη στην στον στα στις στους και να με για από που δεν είναι σε θα ως ότι τους μας σας μου σου αυτό αυτή αυτός αυτά ένα μια μία ένας ή αν αλλά όταν πως πώς πριν μετά μεταξύ χωρίς κατά προς υπό έχει έχουν είχε ήταν μπορεί πρέπει όπως πιο πολύ όλα όλοι",
    ),
    (
        "hi",
        "के का की में से को है ने पर और यह कि वह हैं था थी थे भी तो हो इस उस जो कर लिए एक नहीं गा गे गी हुए रहा रहे रही साथ बाद तक या अपने कुछ",
    ),
    (
        "mr",
        "आणि या आहे हे ते व तर की मध्ये साठी आहेत होते होता होती केली केले केला असे यांनी त्यांनी नाही पण हा ही",
    ),
    ("ne", "र को मा छ ले यो पनि हो का की भने गरेको गर्ने छन् लागि तथा भएको थियो बाट"),
    (
        "zh",
        "的 了 和 是 在 有 不 这 那 我 他 她 它 们 也 就 都 而 及 与 或 但 对 从 到 被 把 将 会 要 能 可 为 以 于 等 并 其 之 所 自 由",
    ),
    (
        "th",
        "ที่ ใน และ ของ เป็น ว่า ได้ ให้ มี จะ ไม่ การ ความ กับ จาก ไป มา แต่ หรือ ก็ ซึ่ง โดย เพื่อ ต้อง แล้ว อยู่ นี้ นั้น คือ เมื่อ ถึง ยัง ด้วย อีก เพราะ หาก ถ้า ขึ้น ลง ออก เข้า กว่า ทั้ง ทุก หลาย บาง ต่อ ตาม ระหว่าง ก่อน หลัง นัก ผู้ คน เขา เธอ เรา พวก มัน ท่าน ผม ฉัน อย่าง เช่น เคย กำลัง ถูก รับ กล่าว บอก ระบุ วัน ปี เดือน",
    ),
    (
        "ja",
        "の に は を た が で て と し れ さ ある いる も する から な こと として い や など なっ ない この ため その",
    ),
];

/// Each word with the bit of a language that has it, in the order of the lists.
pub(crate) fn words() -> impl Iterator<Item = (&'static str, u64)> {
    let lists = LISTS.iter().enumerate();
    lists.flat_map(|(at, (_, words))| words.split(' ').map(move |word| (word, 1 << at)))
}

/// Whether this lower-case word is a little word of the language.
pub(crate) fn is_function_word(word: &str, language: &str) -> bool {
    known(word).little & bit(language) != 0
}

/// The bit of a language; none for one that has no list.
pub(crate) fn bit(language: &str) -> u64 {
    let [one, two] = language.as_bytes() else { return 0 };
    BITS.get(usize::from(*one) << 8 | usize::from(*two)).copied().unwrap_or_default()
}

/// Each language's bit at the place of its two letters, for every word of an article is asked about.
static BITS: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 1 << 15];
    for (at, (code, _)) in LISTS.iter().enumerate() {
        if let [one, two] = code.as_bytes()
            && let Some(place) = bits.get_mut(usize::from(*one) << 8 | usize::from(*two))
        {
            *place = 1 << at;
        }
    }
    bits
});

/// How many little words of each language some words hold.
pub(crate) struct LittleWords {
    /// How many words there are in all.
    pub(crate) words: usize,
    /// Those of the language that has most.
    pub(crate) most: usize,
    counts: [u32; 64],
}

impl LittleWords {
    /// Counts words, each told by the bits of the languages that have it.
    pub(crate) fn count(words: impl Iterator<Item = u64>) -> LittleWords {
        let (mut little, mut most) = (LittleWords { words: 0, most: 0, counts: [0; 64] }, 0);
        for bits in words {
            little.words += 1;
            for at in numbers_of(bits) {
                if let Some(count) = little.counts.get_mut(at) {
                    *count += 1;
                    most = most.max(*count);
                }
            }
        }
        little.most = most as usize;
        little
    }

    /// Those of one language.
    pub(crate) fn of(&self, language: &str) -> usize {
        let at = bit(language).trailing_zeros() as usize;
        self.counts.get(at).copied().unwrap_or_default() as usize
    }
}

/// The languages in which this lower-case word is a little word.
pub(crate) fn languages_of(word: &str) -> impl Iterator<Item = &'static str> + Clone {
    numbers_of(known(word).little).filter_map(|at| LISTS.get(at)).map(|(code, _)| *code)
}

/// The numbers of the lists with these bits.
fn numbers_of(bits: u64) -> impl Iterator<Item = usize> + Clone {
    let next = |bits: &u64| Some(bits & (bits - 1)).filter(|rest| *rest != 0);
    let heads = std::iter::successors(Some(bits).filter(|bits| *bits != 0), next);
    heads.map(|bits| bits.trailing_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_whose_words_they_are() {
        assert!(is_function_word("nicht", "de"));
        assert!(!is_function_word("nicht", "en"));
        assert!(languages_of("unha").eq(["gl"]));
        assert!(LISTS.len() <= 64, "one bit each");
    }
}
