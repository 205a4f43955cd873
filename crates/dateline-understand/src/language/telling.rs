//! Letters, groups of letters and endings by which neighbours among languages are told apart.

use std::sync::LazyLock;

/// What tells a language that the classifier does not know: the languages, how much each occurrence
/// says, and letters, groups and endings that its own sixteen hardly have. A space is the edge of a
/// word.
const TELLING: [(&str, f32, &str); 75] = [
    ("pt", 3.0, "ã/õ/ção /ções "),
    ("pt", 1.2, " ao / do / da / em / no / na /ê/nh/lh/ou /â/eir"),
    ("es", 3.0, "ñ/¿/¡/ción /ciones "),
    ("es", 1.0, " el / los / las / y /ió /ll/ie/ue/ez "),
    ("fr", 1.2, "eau/aux /eux /è/ê/œ/ou/ l'/ d'/ées /oi/ée /que / et /ent /ez /aire /é "),
    ("it", 1.2, "zion/gli/ità /tto/cch/zz/ò /ù /i /ella/ di / il /ato /ano /nte /one "),
    ("de", 3.0, "ß/ü"),
    ("de", 1.0, "sch/ung /keit/cht/ä/ö/ei/pf/tz/ und / der / die /ter /en /er "),
    ("nl", 1.0, "ij/aa/oo/ee/heid/ui/oe/cht/ van / het / een / ge/eu/en "),
    ("sv", 1.0, "å/ä/ö/ar /ade /erna /arna /för/ och /ör "),
    ("en", 1.0, "th/ing /ght/wh/ck/ough/ea/ow/ed / the / of / and / in /y "),
    ("tr", 3.0, "ğ/ı/ş"),
    ("tr", 1.2, "ü/lar/ler/dı /di /yor/ndan /nın /mak /mek "),
    ("vi", 2.0, "ơ/ư/ạ/ả/ấ/ầ/ẩ/ậ/ắ/ặ/ẹ/ế/ề/ể/ệ/ị/ọ/ố/ồ/ổ/ộ/ớ/ờ/ợ/ụ/ủ/ứ/ừ/ữ/ự/đ"),
    ("pl", 3.0, "ł/ą/ę/ż/ź/ś"),
    ("pl hr", 1.5, "ć"),
    ("pl", 1.0, "rz/sz/cz/ych /ego /ów /wie/owa/nie /ła /ło "),
    ("cs", 3.0, "ř/ě/ů"),
    ("cs", 1.0, "ový /ou /ých /ní /ého /ení /ie /ce "),
    ("sk", 3.0, "ľ/ĺ/ŕ/ô/ť"),
    ("sk", 1.2, "ovej /ného /nosť/ie /ých /ov /dvoch/ej /tvá/ala /ali "),
    ("cs sk", 1.2, "á/ý/ní/vl/í/ch "),
    ("cs sk sl hr", 1.5, "č/š/ž"),
    ("lt lv", 1.5, "č/š/ž"),
    ("hu", 3.0, "ő/ű"),
    ("hu", 1.0, "sz/gy/ban /ben /nak /nek /ött/tás/ság/ség/et /ot /tt /ó /és /ek "),
    ("ro", 3.0, "ă/ț/ș"),
    ("ro", 1.0, "ul /ului /ilor /ești /ții /iei /î/ea "),
    ("da no", 3.0, "ø/æ"),
    ("da no", 1.5, "å"),
    ("da", 1.2, "else /eri /ede /erne /øj/hed /mænd/af/oner /ken /vd/ige "),
    ("no", 1.2, "else/ene /het /ei/øy/sj/ger /tte/jon/kk/nn /mn/tene /teren "),
    ("is", 3.0, "ð/þ"),
    ("is", 1.0, "ur /inn /um /ar /leysi/ó/ð/ir /æ"),
    (
        "fi",
        1.2,
        "yy/ää/öö/uu/ssa /ssä /lla /llä /lta /sta /stä /iin /ään /een /uks/vat /yö/uo/tyi/kka/tta/llit/iit/nsa /tus /sä /si ",
    ),
    ("et", 3.0, "õ"),
    (
        "et",
        1.2,
        "öö/ää/ii/aa/sid /tud /mise/ste /ldu/ast /gab /des /ati/ut /us /uks/tus /ss/ul/eb ",
    ),
    ("lv", 3.0, "ā/ē/ī/ķ/ļ/ņ/ģ/ū"),
    ("lv", 0.8, "ija /ums /iem /as /ās /ību/is "),
    ("lt", 3.0, "ė/ų/į"),
    ("lt", 1.0, "as /is /us /os /ių /uo/ius /jų /imas /ą /ai /ė "),
    ("hr", 3.0, "đ"),
    ("hr", 1.2, "ije/lj/nja/nju/ova/ima /anj/vl/nov/skih /og /lo /uj/eno /ka / s "),
    (
        "sl",
        1.0,
        "ega /anje/nje /ost /il /ala /ijo /ovn/vl/nov /je /ek /ti /dva /ilo /ki /eh /nih /ja /ski /šč/tev/ev /prv/dn/ih ",
    ),
    ("ca", 3.0, "l·l/ŀl"),
    ("ca", 0.9, "ció /à/è/ò/ny/ig /tat /ts /ncs /amb /ons /mps /ot /uja / un / d'/ls /pla /juny"),
    ("id ms", 1.2, " me/ ber/ ter/kan /ang/nya / di/ pe/ng/ak "),
    ("id", 0.6, "usai/asi /bisa/karena/umum/isi "),
    ("sw", 1.6, " wa/ ya/ ku/ mw/ waw/wak/ali/eni /isha/ia /ng'/mb/ vy/ ki/ata"),
    ("sq", 3.0, "ë"),
    ("sq", 1.0, "sh/xh/dhe/që"),
    ("eu", 2.0, "tz/tx/ko /aren/ak "),
    ("gl", 1.5, "ción /x/ou /eiro"),
    ("tl", 1.5, "ng / mga/ na/ay "),
    ("ga", 2.0, "bh/mh/fh/aíoch/acht/aigh"),
    ("af", 1.5, " ŉ /ê/wys/asie /ë"),
    ("uk be", 5.0, "і"),
    ("uk", 4.0, "ї/є/ґ"),
    ("be", 6.0, "ў"),
    ("be", 1.5, "ы/э/ё/дз"),
    ("ru", 2.5, "ы/э/ё"),
    ("ru", 1.0, "ь/ый /ий /ого /ение/ть /ой /ии /в /с /ов "),
    ("ru", 1.2, "я"),
    ("bg", 2.5, "ъ"),
    ("bg", 1.0, "ите /ата /ото /ят /ният / след "),
    ("sr", 6.0, "ђ/ћ"),
    ("sr mk", 3.0, "љ/њ/џ/ј"),
    ("mk", 6.0, "ѓ/ќ/ѕ"),
    ("mk", 1.0, "ите /ата /ото /от "),
    ("fa", 1.5, "پ/چ/ژ/گ/ی/ک"),
    ("ur", 3.0, "ٹ/ڈ/ڑ/ں/ے/ہ"),
    ("ur", 1.0, "پ/چ/گ/ی/ک"),
    ("ar", 1.0, "ة/ي/ك/ال/أ/إ/ى"),
    ("ne", 1.0, "को /मा /छ /हरू"),
    ("mr", 1.0, "ची /चा /चे /ळ/आणि/त्या"),
];

/// A group of letters and the line of [`TELLING`] that has it.
struct Group {
    letters: &'static [u8],
    /// The first eight bytes as a number, and which bits of it say something.
    head: u64,
    mask: u64,
    line: usize,
}

impl Group {
    fn new(letters: &'static [u8], line: usize) -> Group {
        let missing = 8 * HEAD.saturating_sub(letters.len());
        let mut eight = [0; HEAD];
        eight.iter_mut().zip(letters).for_each(|(byte, letter)| *byte = *letter);
        Group { letters, head: u64::from_le_bytes(eight), mask: u64::MAX >> missing, line }
    }

    /// Whether it stands at the head of a text, whose first eight bytes are this number.
    fn begins(&self, text: &[u8], eight: u64) -> bool {
        eight & self.mask == self.head
            && (self.letters.len() <= HEAD || text.starts_with(self.letters))
    }
}

/// Bytes that are compared at once: most groups have fewer.
const HEAD: usize = 8;

/// The groups by their first two bytes: most places of a text have none that may begin there.
static GROUPS: LazyLock<[Vec<Group>; SHELVES]> = LazyLock::new(|| {
    let mut groups = [const { Vec::new() }; SHELVES];
    for (line, (_, _, listed)) in TELLING.iter().enumerate() {
        for letters in listed.split('/').map(str::as_bytes) {
            if let [first, second, ..] = letters {
                groups[shelf(*first, *second)].push(Group::new(letters, line));
            }
        }
    }
    groups
});

/// Groups of one byte, which the others cannot hold.
static BYTES: LazyLock<Vec<(u8, usize)>> = LazyLock::new(|| {
    let listed = TELLING.iter().enumerate().flat_map(|(line, (_, _, listed))| {
        listed.split('/').map(move |letters| (letters.as_bytes(), line))
    });
    listed
        .filter_map(|(letters, line)| match letters {
            [letter] => Some((*letter, line)),
            _ => None,
        })
        .collect()
});

const SHELVES: usize = 1024;

fn shelf(first: u8, second: u8) -> usize {
    (usize::from(first) * 29 + usize::from(second)) % SHELVES
}

/// Which languages a text's groups speak for, and how much. The text is in lower case, its words
/// parted and enclosed by single spaces.
pub(super) fn found(spaced: &str) -> impl Iterator<Item = (&'static str, f32)> {
    let mut counts = [0_u16; TELLING.len()];
    let groups = &*GROUPS;
    // Zeros stand in no group.
    let padded: Vec<u8> = spaced.bytes().chain([0; HEAD]).collect();
    for (at, eight) in padded.windows(HEAD).filter_map(<[u8]>::first_chunk::<HEAD>).enumerate() {
        let [first, second, ..] = eight;
        for group in &groups[shelf(*first, *second)] {
            if group.begins(&padded[at..], u64::from_le_bytes(*eight)) {
                counts[group.line] += 1;
            }
        }
    }
    for (letter, line) in &*BYTES {
        let times = spaced.bytes().filter(|byte| byte == letter).count();
        counts[*line] += u16::try_from(times).unwrap_or(u16::MAX);
    }
    let lines = TELLING.iter().zip(counts).filter(|(_, count)| *count > 0);
    lines.map(|((codes, weight, _), count)| (*codes, f32::from(count) * weight))
}
