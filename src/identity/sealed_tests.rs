//! In which writings a sealed name is told, and which honest ones are left alone.

use super::tests::{seal_of, sealed};
use super::*;

const NAMES: [&str; 5] = [
    "Kezia Mary Brannigan",
    "Siobhan O'Tarragh",
    "Amina bint Zahouri",
    "Lucien D'Ambrelle",
    "Petra Garrowby-Tupp",
];

#[track_caller]
fn assert_told(scanner: &Scanner, text: &str, is_told: bool) {
    let mut hits = Vec::new();
    scanner.sealed(text, &mut hits);
    assert_eq!(!hits.is_empty(), is_told, "{text}: {hits:?}");
}

#[test]
fn an_initial_in_welsh_may_have_two_letters() {
    let scanner = sealed(&["Elin Llio Brannigan", "Rhodri Hall", "Mari Llwyd-Example", "Chloe Young"]);
    for text in [
        "A letter from E. Ll. Brannigan came.",
        "E.Ll. Brannigan",
        "Brannigan, E. Ll.",
        "E Ll Brannigan was seen.",
        "Ll. Brannigan was seen.",
        "Elin Ll. Brannigan",
        "EL Brannigan",
        "Rh. Hall attended.",
        "Hall, Rh.",
        "Mari Ll. was seen.",
        "Ch. Young was seen.",
    ] {
        assert_told(&scanner, text, true);
    }
    for text in [
        "See Ch. 4 of the young people's plan.",
        "Mae ar dudalen Ll. 3.",
        "In ch young people spoke.",
        "Rh negative, in the hall.",
        "Th. Brannock was seen.",
        "L. Branigan was seen.",
    ] {
        assert_told(&scanner, text, false);
    }
}

#[test]
fn a_sealed_surname_is_told_behind_every_form_of_address() {
    let scanner = sealed(&NAMES);
    for title in [
        "Mr",
        "Dr.",
        "Prof",
        "Sir",
        "PC",
        "DC",
        "DCI",
        "Sgt",
        "Sister",
        "Nurse",
        "Cllr",
        "Rev",
        "Revd",
        "Imam",
        "Father",
        "Judge",
        "Detective Constable",
        "Auntie",
        "Nan",
        "Lady",
        "Social worker",
        "the midwife",
        "Baby",
        "Re",
        "R v",
        "achos",
        "teulu'r",
    ] {
        for surname in ["Brannigan", "O'Tarragh", "bint Zahouri", "D\u{2019}Ambrelle", "Garrowby-Tupp"] {
            assert_told(&scanner, &format!("It was {title} {surname} who came."), true);
        }
    }
    for text in ["dr-brannigan.pdf", "pc_brannigan", "Brannigan v Selderby", "Brannigan (deceased)"] {
        assert_told(&scanner, text, true);
    }
    for text in ["Ｄｒ Brannigan", "Μs Brannigan", "𝐍𝐮𝐫𝐬𝐞 Brannigan", "𝐌𝐬 𝐁𝐫𝐚𝐧𝐧𝐢𝐠𝐚𝐧", "🄼🅂 🄱rannigan"]
    {
        assert_told(&scanner, text, true);
    }
    for text in ["seen by a doctor. Brannigan", "Brannigan was seen", "Dr, Brannigan", "nurse and Brannigan"]
    {
        assert_told(&scanner, text, false);
    }
}

#[test]
fn a_sealed_surname_is_told_before_what_a_family_has() {
    let scanner = sealed(&NAMES);
    for behind in [
        "family",
        "home",
        "house",
        "household's",
        "case",
        "siblings",
        "inquest",
        "review",
        "report",
        "inquiry",
        "baby",
        "boy",
        "girls",
        "twin",
        "mother",
        "son",
        "parents",
        "death",
        "murder",
        "trial",
        "CSPR",
        "funeral",
        "lad",
    ] {
        for surname in ["Brannigan", "O'Tarragh", "bint Zahouri", "D\u{2019}Ambrelle", "Garrowby-Tupp"] {
            assert_told(&scanner, &format!("In the {surname} {behind} it was said."), true);
        }
    }
    for text in [
        "the Brannigans moved",
        "the Brannigans\u{2019} home",
        "The O'Tarraghs",
        "Brannigans mother",
        "justice-for-the-brannigans",
        "brannigan-inquest-day-2",
        "brannigan_review.docx",
    ] {
        assert_told(&scanner, text, true);
    }
    for text in ["at Brannigan House", "a Brannigan review", "Brannigans", "the Brannigan Estate"] {
        assert_told(&scanner, text, false);
    }
}

#[test]
fn a_name_of_four_words_may_have_hyphens_in_them() {
    let scanner = sealed(&["Marie-Claire de la Tour", "Anne Louise Quill-Feather-Drayne"]);
    for text in [
        "Marie-Claire de la Tour was seen.",
        "de la Tour, Marie-Claire",
        "MARIE CLAIRE DE LA TOUR",
        "Marieclaire de la Tour",
        "M-C de la Tour",
        "Marie de la Tour",
        "Anne Louise Quill-Feather-Drayne",
        "A. L. Quill Feather Drayne",
    ] {
        let mut hits = Vec::new();
        scanner.sealed(text, &mut hits);
        assert_eq!(hits.len(), 1, "{text}: {hits:?}");
    }
    let mut hits = Vec::new();
    scanner.sealed("The tour of the Marie Claire magazine is de la Mode.", &mut hits);
    assert!(hits.is_empty(), "{hits:?}");
}

#[test]
fn a_sealed_name_is_told_in_the_names_of_folders() {
    let scanner = sealed(&NAMES);
    for text in [
        r"S:\Cases\Kezia Brannigan",
        r"S:\Cases\Kezia Brannigan\Report.docx",
        r"C:\Users\kezia.brannigan\Desktop",
        r"\\server\homes\kbrannigan",
        r#"{"path": "S:\\Cases\\Kezia Brannigan"}"#,
        r"a\keziabrannigan",
        r"Kezia\Brannigan",
        r"Brannigan\Kezia",
        // And still where a backslash parts nothing.
        r"Siob\han O\'Tarragh",
        r"Kezia\ Brannigan",
    ] {
        let mut hits = Vec::new();
        scanner.sealed(text, &mut hits);
        assert_eq!(hits.len(), 1, "{text}: {hits:?}");
    }
    // Two that stand side by side are told as one.
    let mut hits = Vec::new();
    scanner.sealed(r"S:\Kezia Brannigan\Kezia Brannigan and Kezia Brannigan", &mut hits);
    assert_eq!(hits.iter().map(|hit| hit.range.clone()).collect::<Vec<_>>(), [3..34, 39..54]);
}

#[test]
fn a_sealed_name_is_told_in_addresses_names_of_users_and_campaigns() {
    let scanner = sealed(&NAMES);
    for text in [
        "KeziaMaryBrannigan",
        "kezia-mary-brannigan",
        "brannigan-kezia-mary",
        "brannigankeziamary",
        "kmbrannigan",
        "KMBrannigan",
        "brannigankm",
        "k.brannigan@example.org",
        "keziabrannigans_mum",
        "mary-brannigan",
        "#JusticeForKezia",
        "#justiceforkezia",
        "justice-for-kezia",
        "Justice for Kezia",
        "#justiceforkeziabrannigan",
        "ripkeziabrannigan",
        "kezia-b",
        "KeziaB",
        "sotarragh",
        "SiobhanOTarragh",
        "azahouri",
        "ldambrelle",
        "LucienDAmbrelle",
        "PGarrowbyTupp",
        "pgarrowby-tupp",
        "petra-tupp",
        "%254Bezia%2520Br%2561nnigan",
    ] {
        assert_told(&scanner, text, true);
    }
    for text in ["keziab", "kmb", "#KeziasLaw", "Justice for all", "#kezia", "kezia-bee"] {
        assert_told(&scanner, text, false);
    }
}

#[test]
fn a_sealed_name_is_told_where_only_a_part_of_it_is_written() {
    let scanner = sealed(&NAMES);
    for text in [
        "Mary Brannigan",
        "Kezia B.",
        "Kezia B was",
        "Kezia B.'s mother",
        "Kezia M. B.",
        "Petra Tupp",
        "Petra Garrowby",
        "Petra G. Tupp",
        "Petra G-T",
        "Kezia and Tom Brannigan",
        "Kezia & Tom Brannigan",
        "Kezia, Tom and Ann Brannigan",
        "Kezia (7) and Tom (4) Brannigan",
        "Siobhan and Tom O'Tarragh",
        "Kezia a Tom Brannigan",
        "Kezia (known as Kez) Brannigan",
        "Kezia<br>Brannigan",
        "Kezia&amp;nbsp;Brannigan",
        "KEZIA BRAN-\nNIGAN",
    ] {
        assert_told(&scanner, text, true);
    }
    for text in [
        "Kezia and Brannigan",
        "Kezia, and the Brannigan",
        "Kezia and Tom. Brannigan",
        "Kezia Bee",
        "Kezia b",
        "B. Kezia",
        "Kezia B-road",
        "Kezia (it was known. Kez) Brannigan",
        "Kezia A was",
        "bint Zahouri",
        "Ms Tupp",
        "Kezia bran-\nNigan",
    ] {
        assert_told(&scanner, text, false);
    }
}

/// Names whose surnames are words of the language as well, or places, or given names.
const WORDS: [&str; 26] = [
    "Amy Young",
    "Alan Bell",
    "Ann Rose",
    "Tom Field",
    "Lee King",
    "Sam Page",
    "Ruth Church",
    "Joe Brown",
    "Eve White",
    "Lily May",
    "Kay Grace",
    "Bob Hope",
    "Sam Hall",
    "Kezia James",
    "Ann Fuller",
    "Tom Sutton",
    "Paul Rice",
    "Sue Park",
    "Will Page",
    "Jack Home",
    "Drew Case",
    "Anna Porter",
    "Sarah Day Long",
    "Amy Child",
    "Ellie Carer",
    "Eileen Munro",
];

#[test]
fn words_of_the_language_that_are_sealed_names_as_well_block_no_honest_page() {
    let scanner = sealed(&WORDS);
    for text in [
        "## Young People's Voice",
        "ROSE WARD",
        "King's College Hospital",
        "Church of England",
        "at Bell House",
        "the Field home visit",
        "we shall see",
        "pages and pages",
        "/pages/about.md",
        "the price of rice",
        "town halls",
        "spark of hope",
        "Black and Brown children",
        "the Black siblings",
        "the White sisters",
        "the Brown boys",
        "White Ribbon Day",
        "the Home inquest",
        "the Carer family",
        "James's mother",
        "James' parents",
        "Baby James",
        "his brother James",
        "Sister Grace ran the ward",
        "the midwife Grace",
        "A Fuller Review",
        "a fuller review",
        "the Sutton review",
        "The Munro Review of Child Protection",
        "the Hope report",
        "the Page review",
        "Home v Away",
        "Young v old",
        "Justice for Young People",
        "justice for hope",
        "gave the porter a key",
        "a porter came",
        "the porter I met",
        "Child A",
        "Carer E.",
        "daylong",
        "Nurse Bank",
        "Grace, Hope and Faith",
        "Mark and King Charles",
        "Will A Child be heard",
        "Plan B. Grace was told",
        "young-people.pdf",
        "case-review.pdf",
        "home-page",
        "Amy A few",
    ] {
        assert_told(&scanner, text, false);
    }
}

#[test]
fn a_sealed_name_of_words_is_told_where_it_is_written_as_a_name() {
    let scanner = sealed(&WORDS);
    for text in [
        "Dr Young",
        "PC Bell",
        "Cllr King",
        "Mrs Hall",
        "the Young family",
        "the Bell inquest",
        "the King siblings",
        "A. Young",
        "Amy Y.",
        "shall1@example.org",
        "SHall",
        "price_1",
        "Dr James",
        "the James children",
        "the Sutton children",
        "Ms Fuller",
        "Sarah Long",
        "A. Porter",
        "anna porter",
        "Amy and Ben Young",
    ] {
        assert_told(&scanner, text, true);
    }
}

#[test]
fn somebody_who_is_declared_may_have_the_surname_of_a_sealed_name() {
    let mut allowed = Allowed::default();
    allowed.add_name("Dr Ada Brannigan");
    allowed.add_name("Kezia B");
    let scanner = Scanner::new(Setup { allowed, seal: Some(seal_of(&NAMES)) });
    for text in ["Dr Brannigan said", "the Brannigan report", "thanks to Kezia B."] {
        assert_told(&scanner, text, false);
    }
    for text in ["Mrs Brannigan", "the Brannigan children", "Kezia Brannigan", "Dr O'Tarragh", "Kezia M. B."]
    {
        assert_told(&scanner, text, true);
    }
}

#[test]
fn a_name_of_two_surnames_or_with_its_surname_first_is_told() {
    let scanner = sealed(&[
        "Sorcha Nic Giolla Brollaigh",
        "Luc\u{ed}a Ferrantes Orteguil",
        "Thuyen Thi Bao Lynh",
        "Mohammed Abdul Karim Chawdhurray",
        "Ikram Al-Zahouri",
        "Kezia Mary Brannigan",
        "James Robert Quennell",
    ]);
    for text in [
        "Ms Nic Giolla Brollaigh",
        "S. Nic Giolla Brollaigh",
        "the Nic Giolla Brollaigh family",
        "Luc\u{ed}a Ferrantes",
        "Ms Ferrantes",
        "Ms Ferrantes Orteguil",
        "Mrs Thuyen",
        "ms-thuyen.pdf",
        "Abdulkarim Chawdhurray",
        "Ms Zahouri",
        "Ikram Zahouri",
    ] {
        assert_told(&scanner, text, true);
    }
    // Usual given names, and words of the language, are surnames of other people.
    for text in [
        "Mr James",
        "Mr Robert",
        "James Robert",
        "Kezia Mary",
        "Ms Mary",
        "the Ferrantes",
        "Nic Giolla was",
        "Thuyen",
    ] {
        assert_told(&scanner, text, false);
    }
}

#[test]
fn a_sealed_surname_is_told_as_the_value_of_a_field_and_the_subject_of_a_message() {
    let scanner = sealed(&NAMES);
    for surname in ["Brannigan", "O'Tarragh", "D\u{2019}Ambrelle"] {
        for lead in [
            "RE: FW: ",
            "Subject: ",
            "Subject line: RE: FW: ",
            "Family name: ",
            "Last name: ",
            "mother: ",
            "Case: ",
            "Messrs ",
        ] {
            assert_told(&scanner, &format!("{lead}{surname}"), true);
        }
        for behind in [" chronology", " file", " ICPC", " sibs"] {
            assert_told(&scanner, &format!("the {surname}{behind}"), true);
        }
    }
    for text in [
        "Pani Brannigan",
        "for Pan Brannigan to",
        "Se\u{f1}ora Brannigan",
        "MARAC summary: BRANNIGAN",
        "Mum (BRANNIGAN) was seen",
        "mailto:x@example.org?subject=Brannigan%20review",
        "?q=the+brannigan+family",
        "Mrs&nbsp;Brannigan",
    ] {
        assert_told(&scanner, text, true);
    }
    for text in ["Kezia aka Brannigan", "Kezia alias Brannigan", "Subject: Amina bint Zahouri"] {
        assert_told(&scanner, text, true);
    }
    for text in
        ["Author: Brannigan", "name: Brannigan", "Case: brannigan", "subject Brannigan", "a Brannigan file"]
    {
        assert_told(&scanner, text, false);
    }
}
