//! Places: full postcodes, streets and houses, schools, surgeries and wards by their names.

use std::ops::Range;
use std::sync::LazyLock;

use ahash::{HashMap, HashSet};

use super::allowed::compact;
use super::hit::{Hit, Kind};
use super::numbers::{is_reference, is_within_code, letters_before};
use super::text::{Phrases, before, stands_alone};

static POSTCODE: Phrases = Phrases::new(&["postcode", "post code", "postal code", "cod post"]);

/// The areas of postcodes. Source: Royal Mail, Programmers' Guide to the Postcode Address File.
const AREAS: [&str; 124] = [
    "AB", "AL", "B", "BA", "BB", "BD", "BF", "BH", "BL", "BN", "BR", "BS", "BT", "BX", "CA", "CB", "CF",
    "CH", "CM", "CO", "CR", "CT", "CV", "CW", "DA", "DD", "DE", "DG", "DH", "DL", "DN", "DT", "DY", "E",
    "EC", "EH", "EN", "EX", "FK", "FY", "G", "GL", "GU", "GY", "HA", "HD", "HG", "HP", "HR", "HS", "HU",
    "HX", "IG", "IM", "IP", "IV", "JE", "KA", "KT", "KW", "KY", "L", "LA", "LD", "LE", "LL", "LN", "LS",
    "LU", "M", "ME", "MK", "ML", "N", "NE", "NG", "NN", "NP", "NR", "NW", "OL", "OX", "PA", "PE", "PH", "PL",
    "PO", "PR", "RG", "RH", "RM", "S", "SA", "SE", "SG", "SK", "SL", "SM", "SN", "SO", "SP", "SR", "SS",
    "ST", "SW", "SY", "TA", "TD", "TF", "TN", "TQ", "TR", "TS", "TW", "UB", "W", "WA", "WC", "WD", "WF",
    "WN", "WR", "WS", "WV",
];
const MORE_AREAS: [&str; 2] = ["YO", "ZE"];

/// A full postcode at the first digit of its first half.
pub(super) fn postcode(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    let bytes = text.as_bytes();
    if start == 0 || !bytes[start - 1].is_ascii_alphabetic() {
        return;
    }
    let (area, from) = letters_before(text, start, 2);
    if area.is_empty() || from + area.len() != start || end - start > 3 {
        return;
    }
    // `W1A 1AA`, `M1 1AE`, `CR2 6XH`, `DN551PT`
    let mut at = end;
    let mut is_run_together = false;
    if end - start >= 2 && bytes.get(end).is_some_and(u8::is_ascii_alphabetic) {
        // The last digit may be the first of the second half: `M11AE`.
        is_run_together = true;
        at = end - 1;
    } else if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
        at += 1;
    }
    if at - start > 2 {
        return;
    }
    let gap = match bytes.get(at..) {
        Some([b' ' | b'+' | b'-', ..]) => 1,
        Some([0xC2, 0xA0, ..]) => 2,
        Some([b'%', b'2', b'0', ..]) => 3,
        _ => 0,
    };
    let inward = at + gap;
    let unit = bytes.get(inward..inward + 3).unwrap_or_default();
    let [digit, one, two] = unit else { return };
    // `ZZ99 3VZ`, of no fixed abode
    let is_unit_letter =
        |c: &u8| c.is_ascii_alphabetic() && (area == "ZZ" || !b"CIKMOV".contains(&c.to_ascii_uppercase()));
    if !digit.is_ascii_digit() || !is_unit_letter(one) || !is_unit_letter(two) {
        return;
    }
    let range = from..inward + 3;
    let letters = text[range.clone()].bytes().filter(u8::is_ascii_alphabetic);
    let is_large = letters.clone().all(|c| c.is_ascii_uppercase());
    let is_small = letters.clone().all(|c| c.is_ascii_lowercase());
    let is_ordinal =
        matches!(&[one.to_ascii_lowercase(), two.to_ascii_lowercase()], b"st" | b"nd" | b"rd" | b"th");
    // Of those who have no address, or whose address nobody knows.
    let is_pseudo = area == "ZZ" && &bytes[start..at] == b"99";
    let is_known = is_pseudo || AREAS.contains(&area.as_str()) || MORE_AREAS.contains(&area.as_str());
    // Small letters are believed with a label, or in an address: `?postcode=ls99+9zz`.
    let is_labelled = POSTCODE.end(&before(text, from, 24)) || before(text, from, 10).ends_with("postcode=");
    let is_written = is_large
        || (is_small
            && !is_ordinal
            && (gap > 0 || is_labelled || is_known && is_in_address(text, from))
            && area.len() + end - start > 2);
    // An area that is in no list, as of those who have no address (`ZZ99`), counts where the whole is written as a postcode is.
    let is_clear = is_known || is_labelled || area.len() == 2 && is_large && gap > 0;
    if is_clear
        && is_written
        && (is_labelled || !(is_run_together && gap > 0))
        && stands_alone(text, &range)
        && (is_labelled || !is_reference(text, from) && !is_within_code(text, &range))
    {
        found.push(Hit { kind: Kind::Postcode, what: compact(&text[range.clone()]), range });
    }
}

/// Whether the words before a postcode are those of an address: `he lived at `, `home address: `.
fn is_in_address(text: &str, from: usize) -> bool {
    const WORDS: [&str; 17] = [
        "address",
        "lived",
        "lives",
        "living",
        "moved",
        "home",
        "house",
        "flat",
        "street",
        "road",
        "resides",
        "residing",
        "stays",
        "staying",
        "placement",
        "avenue",
        "lane",
    ];
    let lead = before(text, from, 40);
    lead.ends_with("p/c ") || lead.split(|c: char| !c.is_alphanumeric()).any(|word| WORDS.contains(&word))
}

/// What the last word of a name of a place says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Noun {
    School,
    Surgery,
    Ward,
    /// A street, also without a number or a preposition.
    Street,
    /// What is a street where a number or a preposition stands before it.
    WeakStreet,
    /// What is a street where a number stands before it.
    RareStreet,
    /// The short form of a word for a street, which is also one of something else: `St`, `Dr`.
    ShortStreet,
    /// What is a school where a preposition stands before it: `at Elm Primary`.
    WeakSchool,
    /// What is a hospital where a preposition stands before it: `at Oakley General`.
    WeakHospital,
    /// What has a name where a word that nobody knows stands before it: `Example Park`, `the Example Centre`.
    Named,
}

/// What the first word of a name of a place says: `Ysgol`, `HMP`.
pub(super) fn first_noun(word: &str) -> Option<Noun> {
    Some(match word {
        "Ysgol" | "Gaelscoil" | "Bunscoil" | "Naíscoil" | "Scoil" | "Coláiste" | "Cylch" | "Meithrin"
        | "Sgoil" => Noun::School,
        "Ysbyty" | "Meddygfa" | "Ospadal" => Noun::Surgery,
        // Chapels are called by such words as well: `Tabernacl Example`.
        "Masjid" | "Capel" | "Eglwys" | "Tabernacl" | "Bethania" | "Ebeneser" | "Seion" | "Plas"
        | "Hafod" | "Tafarn" => Noun::WeakStreet,
        "Heol" | "Ffordd" | "Stryd" | "Lôn" | "Rhodfa" | "HMP" | "HMYOI" | "HMPYOI" => Noun::Street,
        _ => return None,
    })
}

/// The last words of names of places, by what they say.
const NOUNS: [(Noun, &str); 10] = [
    (
        Noun::School,
        "School Academy College Nursery Preschool Pre-school Pre-School Playgroup Infants Juniors \
        Kindergarten Montessori",
    ),
    (Noun::Surgery, "Surgery Hospital Hospice Infirmary Clinic Practice"),
    (Noun::Ward, "Ward"),
    (Noun::Street, "Street Road Avenue Crescent Terrace Mews Lane Boulevard"),
    (
        Noun::WeakStreet,
        "Drive Close Way Place Grove Gardens Court Square Hill Row Walk Parade Rise View House Flats \
        Estate Green Rd Ave Cres Grange Lodge Manor Cottage Cottages Towers Villas Mansions Wynd \
        Church Chapel Mosque Gurdwara Synagogue",
    ),
    (
        Noun::RareStreet,
        "Bank Wharf Quay Yard Croft Mead Meadows Fold Brow Vale Mount Gate Common End Heights Brae \
        Buildings Path Hollow Dene Loan Reach",
    ),
    (Noun::ShortStreet, "St Str Ln Dr Cl Pl Sq Ct Tce Terr Gdns Gr"),
    (Noun::WeakSchool, "Primary Comprehensive Grammar High Infant Junior PRU"),
    (Noun::WeakHospital, "General"),
    (
        Noun::Named,
        "Lock Quarry Reservoir Weir Pier Club Gym Park Hotel Inn Tower Centre Hub Rovers United \
        Athletic Wanderers Stadium Arms Presbyterian Methodist Baptist Beach Harbour Marina Farm \
        Wood Woods Bridge Industrial Supermarket Café Cafe Garage Barracks Castle Hall Unit Wing \
        Refuge Hostel Project Station Market Point Library Museum Theatre Cinema Leisure Priory Abbey Cathedral Temple",
    ),
];

/// What a word says as the last one of a name of a place. It is asked of every word with a capital, several times.
pub(super) fn noun(word: &str) -> Option<Noun> {
    static WORDS: LazyLock<HashMap<&'static str, Noun>> = LazyLock::new(|| {
        NOUNS
            .iter()
            .flat_map(|(noun, words)| words.split_whitespace().map(move |word| (word, *noun)))
            .collect()
    });
    WORDS.get(word).copied()
}

/// Words that make no name of a place: `Primary School`, `The Road`, `General Hospital`.
pub(super) fn is_general(word: &str) -> bool {
    static WORDS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| GENERAL.split_whitespace().collect());
    WORDS.contains(word)
}

const GENERAL: &str = "\
    The A An This That These Each Every Our Your Their His Her Which What Any All No Primary Secondary High \
    Middle Upper Lower Junior Infant Special Local Community Mental Health General Acute Day Private State \
    Boarding Independent Free Grammar Comprehensive Sixth Form Further Education Church Faith Sunday After \
    Before Medical Dental Doctors Good Best Better General-practice GP NHS Social Work Main Side Busy New Old \
    Royal Children Childrens Foundation Trust University Nursing Professional Clinical Working Own Same \
    Multi-Academy In At On From To For When Where If And Learning Safe Safer Reflective Evidence Improving \
    Changing Frontline Staff Former Royal-College Maternity Paediatric Emergency Inpatient Postnatal Antenatal \
    Surgical Inner Outer Open Big Smart One Two Hospital School State-funded Academy College Street Road \
    Safeguarding Training Key Early Help Family Information Sharing Baby Attorney Solicitor Director Auditor \
    Secretary Registrar Inspector Advocate Surgeon Adjutant Accountant Catholic Methodist Baptist Anglican \
    Labour Delivery Stroke Isolation Surgical-admissions Very Too How Risk Virtual Model Leadership Behaviour";

/// The house number that stands before a name, if one does.
pub(super) fn house_number(text: &str, at: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut end = at;
    while end > 0 && matches!(bytes[end - 1], b' ' | b',') {
        end -= 1;
    }
    if end == at || end == 0 {
        return None;
    }
    let mut start = end;
    if bytes[start - 1].is_ascii_alphabetic() && start > 1 && bytes[start - 2].is_ascii_digit() {
        start -= 1;
    }
    let digits = start;
    while start > 0 && bytes[start - 1].is_ascii_digit() {
        start -= 1;
    }
    let is_number = digits > start && digits - start <= 4;
    // `6/2 Example Court`: a flat and its house, as in Scotland.
    let lead = &text[..start];
    let flat = lead
        .strip_suffix('/')
        .map_or(0, |lead| lead.len() - lead.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    if (1..=3).contains(&flat) && digits - start <= 2 {
        start -= flat + 1;
    }
    let is_alone = start == 0
        || !(bytes[start - 1].is_ascii_alphanumeric()
            || matches!(bytes[start - 1], b'/' | b'.' | b'-' | b','));
    (is_number && is_alone).then_some(start..end)
}
