//! What leads to a name: links to newspapers, courts and inquests, and the citations and numbers of cases.

use super::hit::{Hit, Kind};
use super::text::{Phrases, after, before, stands_alone};
use crate::source::boundary_before;

/// Hosts of newspapers and broadcasters; a part of a name ends at a dot.
const PRESS: [&str; 43] = [
    "360.cymru",
    "nation.cymru",
    "newyddion.s4c.cymru",
    "dailypost.co.uk",
    "thenational.scot",
    "bbc.co.uk",
    "bbc.com",
    "theguardian.com",
    "dailymail.co.uk",
    "thesun.co.uk",
    "mirror.co.uk",
    "independent.co.uk",
    "telegraph.co.uk",
    "thetimes.co.uk",
    "thetimes.com",
    "express.co.uk",
    "metro.co.uk",
    "standard.co.uk",
    "itv.com",
    "sky.com",
    "channel4.com",
    "ft.com",
    "walesonline.co.uk",
    "dailyrecord.co.uk",
    "scotsman.com",
    "heraldscotland.com",
    "belfasttelegraph.co.uk",
    "irishnews.com",
    "manchestereveningnews.co.uk",
    "birminghammail.co.uk",
    "liverpoolecho.co.uk",
    "yorkshirepost.co.uk",
    "yorkshireeveningpost.co.uk",
    "chroniclelive.co.uk",
    "bristolpost.co.uk",
    "nottinghampost.com",
    "leicestermercury.co.uk",
    "kentonline.co.uk",
    "lancashiretelegraph.co.uk",
    "communitycare.co.uk",
    "huffingtonpost.co.uk",
    "inews.co.uk",
    "examinerlive.co.uk",
];
/// Words in a host by which a local paper is told.
const PAPER_HOSTS: [&str; 13] = [
    "gazette",
    "echo",
    "herald",
    "chronicle",
    "observer",
    "advertiser",
    "mercury",
    "courier",
    "telegraph",
    "eveningnews",
    "newspaper",
    "examiner",
    "news.",
];
/// Hosts and parts of paths of courts and inquests.
const COURT_HOSTS: [&str; 24] = [
    "fii-report",
    "fatal-incident",
    "scotcourts.gov.uk",
    "judiciaryni.uk",
    "mpts-uk.org",
    "hcpts-uk.org",
    "/determination",
    "/hearings/",
    "fatal-accident-inquir",
    "/judgment",
    "bailii.org",
    "caselaw.nationalarchives.gov.uk",
    "judiciary.uk",
    "judiciary.gov.uk",
    "supremecourt.uk",
    "courtserve.net",
    "casemine.com",
    "vlex.co.uk",
    "familylawhub.co.uk",
    "familylawweek.co.uk",
    "sentencing",
    "inquest",
    "coroner",
    "prevention-of-future-death",
];
/// Where an address says that it is news.
const NEWS_PATHS: [&str; 3] = ["/news/", "/uk-news/", "/crime/"];
/// Hosts of films and voices that anybody may put there.
const SHARED_HOSTS: [&str; 8] = [
    "youtu.be",
    "youtube.com",
    "tiktok.com",
    "vimeo.com",
    "facebook.com",
    "instagram.com",
    "podcasts.apple.com",
    "spotify.com",
];
/// What is said before a link to what is told of a case.
const OF_A_CASE: [&str; 22] = [
    "his ",
    "her ",
    "their ",
    "brother",
    "sister",
    "mother",
    "father",
    "grandmother",
    "grandfather",
    "the family",
    "the case",
    "the killing",
    "the murder",
    "the death",
    "the trial",
    "the victim",
    "killer",
    "murdered",
    "his death",
    "her death",
    "uncle",
    "aunt",
];

/// A web address at its `://` or `www.`, wherever that is in it.
pub(super) fn link(text: &str, start: usize, found: &mut Vec<Hit>) {
    // Another address may begin within one, so that none is passed over; a longer one is no address.
    const LONGEST: usize = 2048;
    let is_end = |c: char| c.is_whitespace() || "\"'<>()[]{}|".contains(c);
    let most = boundary_before(text, start.saturating_add(LONGEST));
    let end = text[start..most].find(is_end).map_or(most, |ahead| start + ahead);
    let address = text[start..end].to_ascii_lowercase();
    let bare =
        address.trim_start_matches("https://").trim_start_matches("http://").trim_start_matches("www.");
    let host = bare.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let path = &bare[host.len()..];
    let is_of =
        |known: &str| host == known || host.strip_suffix(known).is_some_and(|rest| rest.ends_with('.'));
    // Guidance for coroners says nothing of anybody.
    let is_guidance = host == "gov.uk";
    let is_court = COURT_HOSTS
        .iter()
        .any(|known| is_of(known) || (!known.contains('.') && !is_guidance && bare.contains(known)));
    let is_public_body =
        [".gov.uk", ".nhs.uk", ".police.uk", ".gov.wales", ".gov.scot"].iter().any(|end| host.ends_with(end));
    let is_bbc_advice =
        (is_of("bbc.co.uk") || is_of("bbc.com")) && !path.contains("news") && !path.contains("cymrufyw");
    let is_shared = (SHARED_HOSTS.iter().any(|known| is_of(known)) || path.contains("/podcast"))
        && !is_public_body
        && is_said_of_a_case(text, start);
    let is_press = PRESS.iter().any(|known| is_of(known)) && !is_bbc_advice
        || (!is_public_body
            && (PAPER_HOSTS.iter().any(|word| host.contains(word))
                || NEWS_PATHS.iter().any(|part| path.contains(part)) && is_local_paper(host)));
    let kind = if is_court {
        Kind::Court
    } else if is_press || is_shared {
        Kind::Press
    } else {
        return;
    };
    found.push(Hit { kind, range: start..end, what: host.to_owned() });
}

/// Whether the words before a link are about a case, and not about what one publishes for staff.
fn is_said_of_a_case(text: &str, start: usize) -> bool {
    const OF_STAFF: [&str; 8] =
        ["our ", "partnership", "training", "webinar", "practitioner", "staff", "learning", "campaign"];
    let lead = before(text, start, 64);
    OF_A_CASE.iter().any(|words| lead.contains(words)) && !OF_STAFF.iter().any(|words| lead.contains(words))
}

fn is_local_paper(host: &str) -> bool {
    ["times", "post", "mail", "news", "star", "live", "press", "journal", "today"]
        .iter()
        .any(|word| host.contains(word))
}

/// `[2012] EWCA Civ 1500`, at its year.
pub(super) fn citation(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    const COURTS: [&str; 27] = [
        "fai",
        "scedin",
        "scgla",
        "scabe",
        "sc edin",
        "nicc",
        "nicoroner",
        "ukeat",
        "eat",
        "ukpc",
        "ewca",
        "ewhc",
        "ewfc",
        "ewcop",
        "uksc",
        "ukhl",
        "ukut",
        "ukftt",
        "nica",
        "niqb",
        "nifam",
        "csih",
        "csoh",
        "ewcc",
        "ewmc",
        "scot",
        "hcj",
    ];
    let bytes = text.as_bytes();
    let open = start.checked_sub(1).filter(|at| end - start == 4 && matches!(bytes[*at], b'[' | b'('));
    let (from, to) = match (open, &bytes[end..]) {
        (Some(from), [b']' | b')', ..]) => (from, end + 1),
        // `2018 EWHC 9763`, as search engines write it.
        (_, [b' ', b'A'..=b'Z', b'A'..=b'Z', ..]) if end - start == 4 => (start, end),
        _ => return,
    };
    let behind = after(text, to, 32);
    let words = behind.trim_start();
    if !COURTS.iter().any(|court| words.strip_prefix(court).is_some_and(|rest| rest.starts_with([' ', '/'])))
    {
        return;
    }
    let Some(digit) = behind.find(|c: char| c.is_ascii_digit()) else { return };
    let length = behind[digit..].bytes().take_while(u8::is_ascii_digit).count();
    let range = from..to + digit + length;
    found.push(Hit { kind: Kind::Citation, what: text[range.clone()].to_ascii_lowercase(), range });
}

static CASE: Phrases = Phrases::new(&[
    "pfd",
    "ombudsman's reference",
    "ombudsman reference",
    "regulation 28",
    "regulation 28 report",
    "future deaths report",
    "future death report",
    "case no",
    "case no.",
    "case number",
    "claim no",
    "claim number",
    "indictment",
    "indictment no",
    "court reference",
    "court ref",
    "inquest no",
    "inquest number",
    "inquest ref",
    "inquest reference",
    "coroner",
    "coroner's",
    "coroner\u{2019}s",
    "coroner's court",
    "coroner\u{2019}s court",
    "urn",
]);
/// Numbers of places with the same short form: those under which homes and schools are registered.
static REGISTERED: Phrases = Phrases::new(&["ofsted urn", "school urn", "estyn urn", "establishment urn"]);

/// `LS21C50123`, `Case No: 1234/2020`, at some digits.
pub(super) fn case_number(text: &str, start: usize, end: usize, found: &mut Vec<Hit>) {
    const REACH: usize = 28;
    let bytes = text.as_bytes();
    let is_family = end - start == 2
        && start >= 2
        && bytes[start - 2..start].iter().all(u8::is_ascii_uppercase)
        && (start == 2 || !bytes[start - 3].is_ascii_alphanumeric())
        && bytes.get(end).is_some_and(|c| matches!(c, b'C' | b'P' | b'F' | b'Z' | b'D'))
        && bytes.get(end + 1..end + 6).is_some_and(|rest| rest.iter().all(u8::is_ascii_digit))
        && !bytes.get(end + 6).is_some_and(u8::is_ascii_alphanumeric);
    if is_family {
        let range = start - 2..end + 6;
        found.push(Hit { kind: Kind::Citation, what: text[range.clone()].to_ascii_lowercase(), range });
        return;
    }
    // `T20217045`: how the Crown Court numbers trials, sentences and appeals.
    let is_crown = end - start == 8
        && bytes[start..].starts_with(b"20")
        && start > 0
        && matches!(bytes[start - 1], b'T' | b'S' | b'A')
        && stands_alone(text, &(start - 1..end));
    if is_crown {
        let range = start - 1..end;
        found.push(Hit { kind: Kind::Citation, what: text[range.clone()].to_ascii_lowercase(), range });
        return;
    }
    // `F9942/23`: how the Prisons and Probation Ombudsman numbers deaths.
    let is_ombudsman = matches!(end - start, 3 | 4)
        && start > 0
        && bytes[start - 1] == b'F'
        && bytes.get(end) == Some(&b'/')
        && bytes.get(end + 1..end + 3).is_some_and(|year| year.iter().all(u8::is_ascii_digit))
        && stands_alone(text, &(start - 1..end + 3));
    if is_ombudsman {
        let range = start - 1..end + 3;
        found.push(Hit { kind: Kind::Citation, what: text[range.clone()].to_ascii_lowercase(), range });
        return;
    }
    // `QB-2019-001234`
    let is_of_number = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'-';
    let lead = bytes[..start].iter().rev().take(REACH).take_while(is_of_number).count();
    let more =
        bytes[end..].iter().take(REACH).take_while(|byte| is_of_number(byte) || **byte == b'/').count();
    let range = start - lead..end + more;
    let label = before(text, range.start, REACH - lead);
    if range.len() >= 4 && CASE.end(&label) && !REGISTERED.end(&label) {
        found.push(Hit { kind: Kind::Citation, what: text[range.clone()].to_ascii_lowercase(), range });
    }
}
