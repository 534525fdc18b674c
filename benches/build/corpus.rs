//! Deterministic synthetic briefings: 600 to 1,200 words with tables, footnotes, lists and cross links, 3 to 6 themes
//! and agencies, 2 to 7 actions. Briefing `i` depends on `i` alone, so a small corpus is the beginning of a large one.

use std::fmt::Write as _;
use std::path::Path;

/// A small generator of pseudo-random numbers (SplitMix64): the same on every machine.
struct Chance(u64);

impl Chance {
    fn of(number: usize, purpose: u64) -> Self {
        Self(
            (number as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ purpose.wrapping_mul(0xD1B5_4A32_D192_ED03),
        )
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        (self.next() % limit as u64) as usize
    }

    fn between(&mut self, least: usize, most: usize) -> usize {
        least + self.below(most - least + 1)
    }

    fn pick<'t>(&mut self, from: &[&'t str]) -> &'t str {
        from[self.below(from.len())]
    }

    fn some<'t>(&mut self, from: &[&'t str], count: usize) -> Vec<&'t str> {
        let first = self.below(from.len());
        (0..count).map(|step| from[(first + step * 7) % from.len()]).collect()
    }
}

const WHO: [&str; 12] = [
    "The allocated social worker",
    "The school",
    "The practice nurse",
    "The neighbourhood team",
    "The ward",
    "The housing officer",
    "The duty team",
    "The care home",
    "The health visitor",
    "The custody team",
    "The community midwife",
    "The support provider",
];
const DID: [&str; 10] = [
    "shared what was known with",
    "waited for a reply from",
    "asked for a meeting with",
    "kept a separate record from",
    "made a second referral to",
    "took the word of",
    "challenged a decision of",
    "visited together with",
    "did not hear back from",
    "agreed a plan with",
];
const WHOM: [&str; 8] = [
    "the hospital",
    "children's services",
    "the police",
    "adult services",
    "the probation officer",
    "the family",
    "the mental health team",
    "the board",
];
const WHEN: [&str; 8] = [
    "in the first month",
    "after the move",
    "over the summer",
    "before the order ended",
    "at the time of discharge",
    "on three occasions",
    "when the tenancy was at risk",
    "during the second admission",
];
const WHY: [&str; 8] = [
    "because nobody had been named to lead",
    "since each contact was seen on its own",
    "because the history had not been read",
    "as the service was short of staff",
    "because consent was thought to be refused",
    "since the form did not ask",
    "as the interpreter was not booked",
    "because the plan had no date",
];
const LEARNED: [&str; 8] = [
    "Ask who else is in the home",
    "A refusal is a reason to look again",
    "Write down what the child says in the child's words",
    "A small worry that returns is a large one",
    "Disagree openly and in writing",
    "Check that the message arrived",
    "Share what you know when there is risk",
    "Plan the next step before the first one ends",
];
const HEADINGS: [&str; 10] = [
    "Background",
    "What happened",
    "What the review looked at",
    "What worked well in practice",
    "How agencies worked together",
    "Daily life of the family",
    "What managers can do",
    "What the system made hard",
    "What has changed since",
    "Further reading",
];
const THEMES: [&str; 14] = [
    "information-sharing",
    "professional-curiosity",
    "escalation",
    "supervision",
    "mental-capacity",
    "assessment",
    "chronology-and-recording",
    "was-not-brought",
    "hidden-men",
    "lived-experience-of-the-child",
    "thresholds-and-referral",
    "strategy-discussions",
    "making-safeguarding-personal",
    "transfer-across-areas",
];
const AGENCIES: [&str; 10] = [
    "children-social-care",
    "adult-social-care",
    "police",
    "acute-trust",
    "community-trust",
    "primary-care",
    "education",
    "housing",
    "probation",
    "voluntary-sector",
];
const TYPES: [&str; 6] = ["lcspr", "sar", "dhr", "thematic", "pfd", "rapid-review"];
const STATUS: [&str; 5] = ["planned", "under-way", "done", "evidenced", "superseded"];

/// The file name of a briefing, without the extension.
fn name_of(number: usize) -> String {
    format!("{number:06}-learning-from-practice")
}

/// Writes a site of `count` briefings.
pub(crate) fn write_site(folder: &Path, count: usize) {
    let briefings = folder.join("briefings");
    std::fs::create_dir_all(&briefings).expect("the corpus folder can be made");
    std::fs::write(folder.join("site.yaml"), "title: Learning briefings\nbase_url: https://example.org/\n")
        .expect("the settings can be written");
    for number in 1..=count {
        let path = briefings.join(name_of(number) + ".md");
        std::fs::write(path, front_matter(number) + &body(number)).expect("a briefing can be written");
    }
}

fn front_matter(number: usize) -> String {
    let mut chance = Chance::of(number, 1);
    let (year, month, day) = (chance.between(2016, 2025), chance.between(1, 12), chance.between(1, 28));
    let date = format!("{year}-{month:02}-{day:02}");
    let mut text = format!(
        "---\ntitle: \"Learning from practice {number}\"\ndate: {date}\nseries: {{ name: Learning briefing, number: {number} }}\n\
         publisher: \"Safeguarding Partnership of Example\"\nreview: {{ type: {} }}\n",
        chance.pick(&TYPES)
    );
    let (themes, agencies) = (chance.between(3, 6), chance.between(3, 6));
    list(&mut text, "themes", &chance.some(&THEMES, themes));
    list(&mut text, "agencies", &chance.some(&AGENCIES, agencies));
    let _ = writeln!(text, "summary: \"{} {}\"\nactions:", sentence(&mut chance), sentence(&mut chance));
    for action in 1..=chance.between(2, 7) {
        let _ = writeln!(
            text,
            "  - id: A{action}\n    text: \"{} and report to {}\"\n    owner: \"{}\"\n    due: {}-{:02}-28\n    status: {}",
            chance.pick(&LEARNED),
            chance.pick(&WHOM),
            chance.pick(&AGENCIES),
            year + 1,
            chance.between(1, 12),
            chance.pick(&STATUS)
        );
    }
    text.push_str("approval: { state: approved, by: Board chair, second_reader: Deputy chair }\n");
    text.push_str("lifecycle: { review_due: 2031-01-31 }\n---\n\n");
    text
}

fn list(text: &mut String, key: &str, items: &[&str]) {
    let _ = writeln!(text, "{key}:");
    for item in items {
        let _ = writeln!(text, "  - {item}");
    }
}

fn sentence(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => format!("{}.", chance.pick(&LEARNED)),
        1 => format!(
            "{} {} {} {}.",
            chance.pick(&WHO),
            chance.pick(&DID),
            chance.pick(&WHOM),
            chance.pick(&WHEN)
        ),
        _ => format!(
            "{} {} {} {}, {}.",
            chance.pick(&WHO),
            chance.pick(&DID),
            chance.pick(&WHOM),
            chance.pick(&WHEN),
            chance.pick(&WHY)
        ),
    }
}

fn paragraph(chance: &mut Chance) -> String {
    (0..chance.between(3, 6)).map(|_| sentence(chance)).collect::<Vec<_>>().join(" ")
}

fn body(number: usize) -> String {
    let mut chance = Chance::of(number, 2);
    let wanted = chance.between(600, 1150);
    let mut text = paragraph(&mut chance) + "\n\n";
    let mut words = 0;
    let mut notes = String::new();
    for (at, heading) in HEADINGS.iter().cycle().enumerate() {
        if words >= wanted {
            break;
        }
        let mut section = format!("## {heading}\n\n");
        for _ in 0..chance.between(1, 3) {
            section.push_str(&block(&mut chance, number));
            section.push_str("\n\n");
        }
        if at == 2 && number.is_multiple_of(3) {
            section.push_str(&table(&mut chance));
        }
        if at == 3 && number.is_multiple_of(4) {
            section.push_str("This was said at the time.[^1]\n\n");
            let _ = writeln!(notes, "[^1]: {}\n", sentence(&mut chance));
        }
        words += section.split_whitespace().count();
        text.push_str(&section);
    }
    text + &notes
}

fn block(chance: &mut Chance, number: usize) -> String {
    match chance.below(6) {
        0 => (0..chance.between(3, 5))
            .map(|_| format!("- {}", sentence(chance)))
            .collect::<Vec<_>>()
            .join("\n"),
        1 => format!("> {}", paragraph(chance)),
        2 if number > 1 => {
            let other = name_of(chance.between(1, number - 1));
            format!("{} See also [an earlier briefing]({other}.md).", paragraph(chance))
        }
        3 => format!("**{}** {}", sentence(chance), paragraph(chance)),
        _ => paragraph(chance),
    }
}

fn table(chance: &mut Chance) -> String {
    let mut text = "| When | Who | What |\n| --- | --- | --- |\n".to_owned();
    for _ in 0..chance.between(4, 8) {
        let _ =
            writeln!(text, "| {} | {} | {} |", chance.pick(&WHEN), chance.pick(&WHOM), chance.pick(&LEARNED));
    }
    text + "\n"
}
