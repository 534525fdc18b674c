//! What is found in a text, kind by kind.

use super::*;

fn found(text: &str) -> Vec<(Kind, &str)> {
    let mut hits = Vec::new();
    Scanner::new(Setup::default()).scan(text, &mut hits);
    hits.into_iter().map(|hit| (hit.kind, &text[hit.range])).collect()
}

#[track_caller]
fn assert_told(text: &str, kind: Kind) {
    let found = found(text);
    assert!(found.iter().any(|(found, _)| *found == kind), "{text}: {found:?}");
}

pub(super) fn sealed(names: &[&str]) -> Scanner {
    Scanner::new(Setup { seal: Some(seal_of(names)), ..Setup::default() })
}

pub(super) fn seal_of(names: &[&str]) -> Seal {
    let key = SealKey::of("a key that is only used in tests").unwrap();
    let mut file = SealFile::default();
    for name in names {
        assert_eq!(file.add(name, &key), Ok(Change::Done), "{name}");
    }
    SealFile::parse(&file.to_text()).unwrap().open(&key).unwrap()
}

#[test]
fn a_sealed_name_is_found_however_it_is_written() {
    let scanner = sealed(&[
        "Tamsin Jane O'Dray-Quill",
        "Bérénice Wyl",
        "McTolly",
        "Nest Mair verch Ynyr",
        "Jo Wyll",
        "Jo Price",
    ]);
    for text in [
        "Tamsin Jane O'Dray-Quill",
        "TAMSIN JANE O\u{2019}DRAY-QUILL'S",
        "O'Dray Quill, Tamsin Jane",
        "Tamsin ODray-Quill was",
        "T. J. O'Dray-Quill",
        "Berenice\nWyl",
        "BE\u{301}RE\u{301}NICE WYL",
        "B%C3%A9r%C3%A9nice%20Wyl",
        "B&eacute;r&#233;nice&nbsp;Wyl",
        "B\\u00e9r\\u00e9nice Wyl",
        "Bere\u{ad}nice W\u{200b}yl",
        "Ber**e**nice *Wyl*",
        "berenice_wyl.pdf",
        "berenicewyl-report.docx",
        "wyl-b-2015.png",
        "BereniceWyl",
        "bwyl1.jpg",
        "Wyl's sister Berenice... B Wyl",
        "mctolly",
        "Mctolly's",
        "MCTOLLY",
        "Mc Tolly",
        "Ber<b>en</b>ice <span class=\"x\">Wyl</span>",
        "Bere-\nnice Wyl",
        "Bere\u{ad}\r\n> nice Wyl",
        "Berenice Wyls sister",
        "the Berenice Wyls",
        "First name: Berenice, Surname: Wyl",
        "Surname: Wyl\nForename: Berenice",
        "Bᴇʀᴇɴɪᴄᴇ Wyl",
        "Bεrεniсε Wyl",
        "Tamsin O'Drayquill",
        "McTollys",
        "quotes:\n  - text: It is so.\n    by: Berenice\n    role: Wyl",
        "- {by: Berenice, owner_role: \"Wyl\"}",
        "{\"first\": \"Berenice\", \"of_the_house_of\": \"Wyl\"}",
        "- Berenice\n- Wyl",
        "| Berenice | Wyl |",
        "id,Berenice,Wyl",
        "\u{201c}Berenice,\u{201d} said Mrs Wyl",
        "Forename\n: Berenice\n\nSurname\n: Wyl",
        "First name(s): Berenice\n\nSurname(s): Wyl",
        "Surname: Wyl\n\n\nOther names: Berenice",
        "Berenice\n\nWyl",
        "Berenice Louise Wyl",
        "BERENICE LOUISE ANN WYL",
        "Berenice Tamsin Wyl",
        "Wyl Anneliese-Louise Berenice",
        "Berenice (Berry) Wyl",
        "Berenice \"Berry\" Wyl",
        "W-Y-L, Berenice",
        "B E R E N I C E Wyl",
    ] {
        let mut hits = Vec::new();
        scanner.sealed(text, &mut hits);
        assert!(!hits.is_empty(), "{text}");
        let masked = scanner.masked(text).unwrap();
        let mut again = Vec::new();
        scanner.sealed(&masked, &mut again);
        assert!(again.is_empty(), "{masked}");
    }
    for text in [
        "Berenice went",
        "Wyl",
        "Berenice<br>and Wyl",
        "Bere-\nNice Wyl",
        "Berenice-\n\nWyl",
        "We met Berenice\n\nWyl Street was closed",
        "It was Berenice.\n\nWyl",
        "Berenice\n\n12\n\nWyl",
        "Tamsin Smith",
        "O'Dray",
        "a tolly",
        "by: Berenice\nage: 12\nrole: Wyl",
        "| Berenice | was | Wyl |",
        "we met Berenice there: Wyl",
        "Berenice Lane. Wyl",
        "Berenice and Wyl",
        "Berenice May Ask Before Wyl",
        "",
    ] {
        let mut hits = Vec::new();
        scanner.sealed(text, &mut hits);
        assert!(hits.is_empty(), "{text}");
    }
}

#[test]
fn a_sealed_surname_is_found_where_somebody_of_the_family_is_meant() {
    let names = [
        "Tamsin Jane O'Dray-Quill",
        "Bérénice Wyl",
        "Nest Mair verch Ynyr",
        "Jo Wyll",
        "Tom Price",
        "Amy Young",
    ];
    let scanner = sealed(&names);
    for text in [
        "Mr Wyl",
        "with MRS. WYL's",
        "Ms\nWyl",
        "Baby Wyl",
        "Jane Other, n\u{e9}e Wyl",
        "the Wyl family",
        "the <b>Wyl</b> children",
        "the O'Dray-Quills",
        "o-dray-quill.pdf",
        "Mrs O'DrayQuill",
        "Nest Verch Ynyr",
        "N verch Ynyr",
        "N. M. verch Ynyr",
        "Ms verch Ynyr",
        "- WYLL: seen at home",
        "**WYLL** / ACCT opened",
        "Surname: Wyl. First",
        "## WYLL",
        "Re: WYLL\n",
        "Wyl (Mrs)",
        "the Wyl child",
        "mr-wyl.txt",
        "wyl-family.md",
        "teulu Wyl",
        "Mr \"Wyl\"",
        "Mr Price",
        "the Young family",
        "Ms Young",
        "A. Young",
        "Young, Amy",
        "amy-young.txt",
        "T Price",
    ] {
        assert!(scanner.masked(text).is_some(), "{text}");
    }
    for text in [
        "Mrs O'Dray",
        "the wyl family",
        "Mr, Wyl",
        "verch Ynyr",
        "Mr | Wyl",
        "a family Wyl",
        "Wyll: seen at home",
        "PRICE: free",
        "a young person",
        "A Young Person's Guide",
        "Young children and their parents",
        "the young family",
        "the Young family centre",
        "they miss Young",
        "young, a",
        "Child T Price",
        "at t price",
        "YOUNG: who they are",
    ] {
        assert!(scanner.masked(text).is_none(), "{text}");
    }
}

#[test]
fn a_short_name_is_found_in_an_attribute() {
    let scanner = sealed(&["Bo"]);
    assert!(scanner.masked(&plain_of_html("<img alt=Bo>")).is_some());
    assert!(scanner.masked(&plain_of_html("<img alt='box'>")).is_none());
}

fn told(file: &SealFile, name: &str) -> bool {
    let key = SealKey::of("a key that is only used in tests").unwrap();
    let scanner = Scanner::new(Setup { seal: Some(file.open(&key).unwrap()), ..Setup::default() });
    scanner.masked(name).is_some()
}

#[test]
fn a_seal_says_nothing_without_its_key_and_tells_a_wrong_one() {
    let key = SealKey::of("a key that is only used in tests").unwrap();
    let other = SealKey::of("another key that is used in tests").unwrap();
    assert!(SealKey::of("too short").is_err());
    let mut file = SealFile::default();
    assert_eq!(file.add("Berenice Wyl", &key), Ok(Change::Done));
    assert_eq!(file.add("WYL, Berenice", &key), Ok(Change::Nothing));
    assert_eq!(file.add("", &key), Ok(Change::NoName));
    assert_eq!(file.add("one two three four five", &key), Ok(Change::NoName));
    assert_eq!(file.add("Tom Wyl", &other), Err(SealError::WrongKey));
    assert_eq!(file.open(&other).err(), Some(SealError::WrongKey));
    let text = file.to_text();
    assert!(!text.to_lowercase().contains("wyl"));
    assert_eq!(SealFile::parse("briefpress-seal 1\nform zz\n"), Err(SealError::Damaged(2)));
    assert_eq!(SealFile::parse(""), Err(SealError::Damaged(1)));
    let ours = file.open(&key).unwrap();
    // A form of two names stays until both are gone.
    assert_eq!(file.add("Bruno Wyl", &key), Ok(Change::Done));
    assert_eq!(file.remove("Bruno Wyl", &key), Ok(Change::Done));
    assert_eq!((file.names(), told(&file, "B Wyl"), told(&file, "Bruno Wyl")), (1, true, false));
    assert_eq!(file.remove("WYL, berenice", &key), Ok(Change::Done));
    assert!(file.is_empty());
    assert_eq!(file.remove("Berenice Wyl", &key), Ok(Change::Nothing));
    assert_ne!(file.open(&key).unwrap().fingerprint(), ours.fingerprint());
}

#[test]
fn numbers_are_told_by_their_check_digit() {
    for (text, kind) in [
        ("NHS number 999 000 0018", Kind::NhsNumber),
        ("(9990000018)", Kind::NhsNumber),
        ("Ref 9990000018", Kind::LikelyNumber),
        ("DOB (from the passport) 12 March 2014", Kind::BirthDate),
        ("born at 3am on 12 March 2014", Kind::BirthDate),
        ("born by caesarean section on 12 March 2014", Kind::BirthDate),
        ("Dyddiad geni: 12/03/2014", Kind::BirthDate),
        ("cafodd ei eni ar 12/03/2014", Kind::BirthDate),
        ("| Who | Date of birth |\n|---|---|\n| Eldest | 12/03/2014 |", Kind::BirthDate),
        ("Who\tDOB\t\nEldest\t2014-03-12\t\n", Kind::BirthDate),
        ("hospital no. is RX1-204417", Kind::HospitalNumber),
        ("AB 12 34 56 C", Kind::InsuranceNumber),
        ("AB123456C,", Kind::InsuranceNumber),
        ("H801200001001", Kind::PupilNumber),
        ("Passport no: 123456789", Kind::PassportNumber),
        ("Hospital number: A123456", Kind::HospitalNumber),
        ("DOB: 12/03/2014", Kind::BirthDate),
        ("DOB:12032014 in the file", Kind::BirthDate),
        ("his twin, b. 12 March 2014", Kind::BirthDate),
        ("the date of birth was given as 12 March 2014", Kind::BirthDate),
        ("Prison number: A1234BC", Kind::RecordNumber),
        ("the PNC ID (12/345678K)", Kind::RecordNumber),
        ("a car, registration K123 ABC", Kind::Vehicle),
        ("write to a.smith (at) mail.example.com", Kind::Email),
        ("the twelfth of March 2014", Kind::EventDate),
        ("R v Example", Kind::Citation),
        ("at Selderby Crown Court", Kind::Court),
        ("the girl, thirteen, was", Kind::Age),
        ("when at six weeks he was", Kind::Age),
        ("| Who | Age |\n|---|---|\n| Child F | 7 |", Kind::Age),
        ("born on the 12th of March 2014", Kind::BirthDate),
        ("lives at LS99 9ZZ now", Kind::Postcode),
        ("at 14 Acacia Avenue", Kind::StreetAddress),
        ("call 01632 960001", Kind::Phone),
        ("call +44 7700 900123 now", Kind::Phone),
        ("a.smith@example.com", Kind::Email),
        ("a blue car, AB12 CDE,", Kind::Vehicle),
        ("a van with the plate YX99 QQQ", Kind::Vehicle),
        ("at 14 Tanner Bank, above", Kind::StreetAddress),
        ("[2012] EWCA Civ 1500", Kind::Citation),
        ("[2021] FAI 12", Kind::Citation),
        ("Inquest ref: 2021/0400", Kind::Citation),
        ("case LS21C50123", Kind::Citation),
        ("Sports Day, 3 May 2021", Kind::EventDate),
        ("after Leavers' Day on 16 July 2021", Kind::EventDate),
        ("on 12 March 2014 the child", Kind::EventDate),
        ("found by a neighbour on 12 March 2014", Kind::EventDate),
        ("ar 12 Mawrth 2014", Kind::EventDate),
        ("charges were laid on 12 March 2014", Kind::EventDate),
        ("seen between 2 April 2021 and 30 May 2021", Kind::EventDate),
        ("aged 7", Kind::Age),
        ("a lad of sixteen was", Kind::Age),
        ("the stepfather (then 20)", Kind::Age),
        ("the driver, 44, had", Kind::Age),
        ("she was pregnant at 15.", Kind::Age),
        ("the girl is now ten and", Kind::Age),
        ("yn 12 oed", Kind::Age),
        ("a seven-year-old", Kind::Age),
        ("Oakfield Primary School", Kind::School),
        ("Maple Medical Centre", Kind::Surgery),
        ("on Maple Ward", Kind::Ward),
        ("at Ysgol Maes Onnen", Kind::School),
        ("Gaelscoil na Darach wrote", Kind::School),
        ("moved to Oakfield Primary in", Kind::School),
        ("the nursery, Little Wrens, had", Kind::School),
        ("born at Oakfield General", Kind::Surgery),
        ("Oakfield Children's Home", Kind::Surgery),
        ("sent to HMP Oakfield", Kind::Street),
        ("found behind the Oakfield Estate", Kind::Street),
        ("lived at Oakfield Grange", Kind::Street),
        ("in Acacia Road", Kind::Street),
        ("Sarah Ward said", Kind::PersonName),
        ("Mrs Ward said", Kind::PersonName),
        ("Siân Oakfield rang", Kind::PersonName),
        ("Photo: Xanthe Oakfield", Kind::PersonName),
        ("Signed: X. Oakfield, nurse", Kind::PersonName),
        ("the landlord, Xanthe Oakfield, had", Kind::PersonName),
        ("the midwife Xanthe Oakfield wrote", Kind::PersonName),
        ("Xanthe MacOakley rang", Kind::PersonName),
        ("Xanthe Oakescu came", Kind::PersonName),
        ("with Nan Jean at", Kind::PersonName),
        ("https://www.bbc.co.uk/news/uk-1", Kind::Press),
        ("https://www.bailii.org/ew/1", Kind::Court),
    ] {
        assert_told(text, kind);
    }
}

#[test]
fn names_days_and_ages_are_told_by_what_stands_around_them() {
    for (text, kind) in [
        ("the Tolgarrick estate has", Kind::Place),
        ("seen in Hexley Park that day", Kind::Place),
        ("Little Wrens (the day nursery that", Kind::School),
        ("placed with carers in Skelbrack.", Kind::LikelyPlace),
        ("moved to Stannerby Moss in spring", Kind::LikelyPlace),
        ("a man living alone, Skelworth\n", Kind::LikelyPlace),
        ("please ask Lettice about it", Kind::LikelyName),
        ("it was Warfaa who rang", Kind::LikelyName),
        ("Kezia's mum rang", Kind::LikelyName),
        ("a letter of J.K. Farthingale", Kind::LikelyName),
        ("he told Łucja that", Kind::LikelyName),
        ("the Stannerby Gazette wrote", Kind::Press),
        ("there was a documentary on it", Kind::Press),
        ("At the inquest nobody", Kind::Court),
        ("she was convicted of neglect", Kind::Court),
        ("his eighteenth birthday fell on Saturday 11 March 2023", Kind::BirthDate),
        ("Ganwyd y plentyn ar 12 Hydref 2018", Kind::BirthDate),
        ("NI number QQ 12 34 56 C", Kind::InsuranceNumber),
        ("driving licence (QWERT 957213 AB9ZZ)", Kind::RecordNumber),
        ("Custody record 99ZD/4471/22", Kind::RecordNumber),
        ("at 6/2 Acacia Court", Kind::StreetAddress),
        ("the fourth of March, y 4ydd o Fawrth 2021", Kind::EventDate),
        ("| Date | Event |\n|---|---|\n| 02/06/2020 | a visit |", Kind::EventDate),
        ("the last entry in the log is dated 29 February 2020", Kind::EventDate),
        ("The infant, 13 days old, was", Kind::Age),
        ("her mother had been sixteen when", Kind::Age),
        ("after her hundredth birthday", Kind::Age),
        ("the victim (F, 34) had", Kind::Age),
        ("yn bedair ar ddeg oed", Kind::Age),
        ("her father thirty-nine.", Kind::Age),
        ("mother 27, boy 5, girl 2", Kind::Age),
        ("7/12 old, pale", Kind::Age),
        ("Her NHS&nbsp;number is 943  476  5919.", Kind::NhsNumber),
        ("NHS number\u{a0}943\u{a0}476\u{a0}5919", Kind::NhsNumber),
        ("94\u{200b}3 476 59\u{ad}19", Kind::NhsNumber),
        ("Date  of birth: 3  May&nbsp;2011", Kind::BirthDate),
        ("passport number:&nbsp;512345678.", Kind::PassportNumber),
        ("NI AB&nbsp;12&nbsp;34 56  C", Kind::InsuranceNumber),
        ("on 12  March&nbsp;2019 he", Kind::EventDate),
        ("a boy aged&nbsp;14 was", Kind::Age),
        ("LS1  4AP", Kind::Postcode),
    ] {
        assert_told(text, kind);
    }
}

#[test]
fn what_is_like_them_is_not_told() {
    for text in [
        "ISBN 9990000018",
        "0300 123 1234",
        "0800 1111",
        "Children Act 1989",
        "published on 12 March 2014",
        "in May the team will",
        "Child A and Adult K",
        "children under the age of 18",
        "a primary school",
        "the figures between 1 April 2025 and 31 March 2026",
        "the board published its first report on 12 March 2014",
        "laid before Parliament on 12 March 2025",
        "grade 2 oedema",
        "dan 18 oed",
        "a 16-year-old can consent",
        "the risk is high at High Level",
        "the Attorney General asked",
        "the school, Children's Services and the police",
        "Photo: Oakfield Council",
        "the Lunch Bank",
        "Ofsted URN 123456",
        "By the age of five most children",
        "Grace periods",
        "The ward was full",
        "https://www.gov.uk/news/x",
        "AB123456E",
        "sha256:9990000018aabbcc",
        "Section 47 enquiries",
        "the Rapid Review, the Core Group and a Strategy Discussion",
        "the Stannerby and Skelbrack Safeguarding Adults Board",
        "the Skelbrack questionnaire",
        "see Skelbrack and Lettice, 2015, on neglect",
        "## Ask the Question and Record the Answer",
        "- Ask The Question",
        "the Probation Service (Skelbrack region) checks",
        "SystmOne and YouTube",
        "files/Skelbrack.pdf",
        "Mae'r hyfforddiant ar gael drwy Lettrig neu Brynog",
        "Heddlu Dyffryn Skelbrack has",
        "A composite example: Lettice, 15, is met by a man",
        "We call her Lettice, which is not her real name",
        "the Royal Mail and the Nursing Times",
        "the Medical Examiner",
        "an appeal may be made to a tribunal",
        "our fifth birthday fell on a Sunday",
        "young people aged 16 and 17 fall between",
        "reading age: about twelve",
        "the sub-group met on 21 June 2023",
        "deadline for returns: 5pm on Friday 28 February 2025",
        "White Ribbon Day, 25 November",
        "World Mental Health Day, 10 October",
        "for Child Protection Committees. It",
        "the Tavenham Practice Model was",
        "Staff used Cerner and wrote",
        "with an Alaris pump at home",
        "| Action | Date |\n|---|---|\n| write | 02/06/2026 |",
        "Trauma-Informed Practice",
    ] {
        let found = found(text);
        assert!(found.is_empty(), "{text}: {found:?}");
    }
}

#[test]
fn a_sealed_name_is_found_over_cells_and_tags_of_a_page() {
    let scanner = sealed(&["Bérénice Wyl"]);
    let is_told = |html: &str| scanner.masked(&plain_of_html(html)).is_some();
    for html in [
        "<table><tr><td>Berenice</td><td>Wyl</td></tr></table>",
        "<TR><th scope=\"row\">Berenice</th> <td class=\"a\">Wyl</td></TR>",
        "<p>Berenice&ZeroWidthSpace; W<wbr>yl</p>",
        "<p>Bere<del>nice</del> W<font color=\"red\">yl</font></p>",
        "<text><tspan>Bere</tspan><tspan>nice</tspan> Wyl</text>",
        "<dl><dt>Forename</dt><dd>Berenice</dd><dt>Surname</dt><dd>Wyl</dd></dl>",
        "<dl>\n    <dt>Berenice</dt>\n    <dd>Wyl</dd>\n</dl>",
        "<div>Berenice</div><div>Wyl</div>",
        "<li>Berenice</li>\n      <li>Wyl</li>",
        "<p>First name(s): Berenice</p>\n\n<p>Surname(s): Wyl</p>",
        "<tr><th>Forename</th><td>Berenice</td></tr>\n<tr><th>Surname</th><td>Wyl</td></tr>",
        "<tr><td>Berenice</td></tr><tr><td>Wyl</td></tr>",
        "<n1>Berenice</n1><n2>Wyl</n2>",
        "<p title = 'Berenice Wyl'>x</p>",
        "<p title=\n\"Berenice Wyl\">x</p>",
        "<p id=\"berenice-wyl\" class='x'>x</p>",
        "<p class=\"case berenice_wyl\">x</p>",
        "<p data-berenice-wyl>x</p>",
        "<berenice-wyl>x</berenice-wyl>",
        "<a href=x?a=b&who=berenice+wyl>x</a>",
        "<p title=\"a > b\" lang='x' data-who=\"Berenice&Tab;Wyl\">x</p>",
        "<p>Berenice&NewLine;Wyl, Berenice&#87yl</p>",
        "<p>&#66erenice Wyl</p>",
    ] {
        assert!(is_told(html), "{html}");
    }
    for html in [
        "<td>Berenice</td><td>met</td><td>Wyl</td>",
        "<dt>Berenice</dt><dd>went</dd><dd>Wyl</dd>",
        "<p>We met Berenice</p><p>Wyl Street was closed</p>",
        "<p>It was Berenice.</p><p>Wyl</p>",
        "<p title='Berenice'>Wyl went to town</p>",
    ] {
        assert!(!is_told(html), "{html}");
    }
}

#[test]
fn pages_are_parted_only_where_nothing_is_read_across() {
    for (html, blocks) in [
        ("<p>one</p>\n<p>two</p>", 2),
        ("<h2>Tamsin</h2>\n  <p>Quill</p>\n", 2),
        // Within a paragraph, a tag, or a text that only looks like one.
        ("<p>Tamsin\nQuill</p>", 1),
        ("<p><b>Tamsin</b>\n<b>Quill</b></p>", 1),
        ("<p>Tamsin<br>\nQuill</p>", 1),
        ("<p>Tamsin <br>\n<br>Quill</p>", 1),
        ("<img alt=\"Tamsin\n<p Quill\">", 1),
        ("<p>one</p>\nand <p>two</p>", 1),
        ("", 1),
        ("\n", 1),
        ("<", 1),
        (">\n<", 1),
    ] {
        let parts: Vec<&str> = blocks_of_html(html).collect();
        assert_eq!(parts.len(), blocks, "{html:?}: {parts:?}");
        assert_eq!(parts.concat(), html);
    }
    // Each of a million empty lines must not count all that follow.
    assert_eq!(blocks_of_html(&"\n".repeat(1 << 20)).count(), 1);
}

#[test]
fn a_page_is_made_plain_as_its_reader_sees_it() {
    for (html, plain) in [
        ("<p>one</p>\n\n   <p>two <b>three</b></p>", "\none\n\ntwo three\n"),
        ("<div>\n  <ul>\n    <li>one\n    <li>two</ul></div>", "\n\none\n    \ntwo\n\n"),
        (
            "<table>\n<tr>\n<td>one</td>\n<td>two</td>\n</tr>\n<tr><td>three</table>",
            "\n\tone\t\ttwo\t\n\tthree\t\n\n",
        ),
        ("<tr><td>one<td>two<tr><td>three<br>four", "\tone\t\ttwo\t\n\tthree four"),
        ("<td>\n<p>one\n  two</p>\n</td><td></td>", "\tone two\t\t\t"),
        ("<tr><td>one</td></tr></table><table><tr><td>two", "\tone\t\n\n\n\ttwo"),
        ("<td>one</table><p>two<br>three", "\tone\t\n\ntwo\nthree"),
        ("Year <input value=\"2014\"> and", "Year \n2014\nand"),
    ] {
        assert_eq!(super::plain::text_and_values(html).0, plain, "{html}");
    }
}

#[test]
fn texts_that_begin_or_break_anywhere_are_looked_at() {
    let scanner = Scanner::new(Setup::default());
    for text in [
        " High Street",
        ",  Oakfield School",
        "\u{a0}The end",
        "aged6",
        "The boy \u{201c}aged6\u{201d} was",
        "\u{1f642}just14",
        "the boy\u{2014}nearly14\u{2014}was",
        "  12 High Street",
        "6",
        "\u{e9}6\u{e9}",
    ] {
        scanner.scan(text, &mut Vec::new());
        scanner.scan_certain(text, &mut Vec::new());
    }
}

#[test]
fn numbers_are_found_with_any_blank_and_mark_of_direction_in_them() {
    for text in [
        "NHS 943\u{2007}476\u{2007}5919",
        "NHS 943\u{3000}476\u{200a}5919",
        "NHS 943&numsp;476&hairsp;5919",
        "NHS \u{2066}943 476 5919\u{2069}",
        "DOB 12\u{200e}/03\u{200e}/2014",
    ] {
        assert!(
            found(text).iter().any(|(kind, _)| matches!(kind, Kind::NhsNumber | Kind::BirthDate)),
            "{text}"
        );
    }
}

#[test]
fn labels_are_told_through_signs_and_small_words() {
    for text in [
        "patients number is 1234567",
        "Hospital no. 1234567",
        "HOSPITAL NUMBER: A1234567",
        "MRN 1234567",
        "medical record number of 1234567",
        "Hospital number:\n1234567",
    ] {
        assert_eq!(
            found(text).iter().map(|(kind, _)| *kind).collect::<Vec<_>>(),
            [Kind::HospitalNumber],
            "{text}"
        );
    }
    // Of seven digits a number is told without a label, for review.
    for text in ["compatients number 123456", "patient asked for 123456", "hospital number:\n\nsee 123456"] {
        assert_eq!(found(text), [], "{text}");
    }
}

#[test]
fn a_text_is_passed_over_only_where_nothing_certain_can_be() {
    let scanner = Scanner::new(Setup::default());
    let is_certain = |text: &str| {
        let mut hits = Vec::new();
        scanner.scan_certain(&plain_of_html(text), &mut hits);
        !hits.is_empty()
    };
    let corpus = concat!(
        include_str!("../../tests/corpora/identity/leaks.txt"),
        include_str!("../../tests/corpora/identity/near-misses.txt"),
    );
    let lines: Vec<&str> = corpus.lines().filter_map(|line| line.get(2..)).collect();
    for line in &lines {
        assert!(may_be_certain(line) || !is_certain(line), "{line}");
    }
    let certain = lines.iter().filter(|line| is_certain(line)).count();
    let passed = lines.iter().filter(|line| !may_be_certain(line)).count();
    assert!(certain > 100 && passed > 500, "{certain} have something certain, {passed} are passed over");
    assert!(!may_be_certain("<h2>It&#39;s here</h2>"));
    for written in
        ["&#48;1632 96&#x30;&#48;01", "someone&#64;mail.example.com", "someone&#x40;mail.example.com"]
    {
        assert!(is_certain(written) && may_be_certain(written), "{written}");
    }
}
