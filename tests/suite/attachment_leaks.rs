//! Secrets planted in attachments: every one of them reaches whoever looks for names and numbers.
//!
//! `tests/corpora/identity/carriers.txt` has the places where they may stand. Files are made when the test runs.

use std::collections::BTreeMap;

use briefpress::attachment::{Passage, read};
use briefpress::source::SourcePath;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::builders::{built, png, zipped};

const CARRIERS: &str = include_str!("../corpora/identity/carriers.txt");

/// What must not be published: invented names and numbers of which the last digit is right.
const SECRETS: [&str; 6] = [
    "Tamsin Quillfeather",
    "QUILLFEATHER, Tamsin",
    "T. Quillfeather",
    "943 476 5919",
    "DOB: 14/03/2009",
    "AB 12 34 56 C",
];

/// A place where a secret may stand.
pub(crate) struct Carrier {
    pub(crate) what: &'static str,
    pub(crate) file: &'static str,
    description: &'static str,
}

pub(crate) fn carriers() -> Vec<Carrier> {
    let described = CARRIERS.split("\n### ").skip(1);
    described
        .map(|entry| {
            let (head, description) = entry.split_once('\n').unwrap();
            let (what, file) = head.split_once(" | ").unwrap();
            Carrier { what, file, description }
        })
        .collect()
}

impl Carrier {
    pub(crate) fn with(&self, secret: &str) -> Vec<u8> {
        let text = self.described(secret);
        built(self.file, &text).unwrap_or_else(|| text.into_bytes())
    }

    /// The file as a part of a document.
    pub(crate) fn in_document(&self, secret: &str) -> Vec<u8> {
        zipped(&[
            ("word/document.xml", "<document/>".to_owned()),
            (&format!("word/media/{}", self.file), self.described(secret)),
        ])
    }

    fn described(&self, secret: &str) -> String {
        let (first, rest) = secret.split_once(' ').unwrap();
        let text = self.description.replace("{}", secret).replace("{1}", first).replace("{2}", rest);
        let within = |text: String, mark: &str, bytes: &dyn Fn() -> Vec<u8>| {
            if text.contains(mark) { text.replace(mark, &BASE64_STANDARD.encode(bytes())) } else { text }
        };
        let text = within(text, "{png}", &|| png(&[("packed", secret.to_owned())]));
        let text = within(text, "{html}", &|| format!("<p>We met <b>{first}</b> {rest}</p>").into_bytes());
        within(text, "{svg}", &|| format!("<svg><title>{secret}</title></svg>").into_bytes())
    }

    fn kind(&self) -> &'static str {
        self.file.rsplit('.').next().unwrap()
    }
}

/// Every passage of a file, with blanks for tabs and line ends.
fn passages(carrier: &Carrier, secret: &str) -> Vec<(String, String)> {
    let mut passages = Vec::new();
    read(&SourcePath::new(carrier.file), &carrier.with(secret), &mut |passage: &Passage<'_>| {
        let words: Vec<&str> = passage.text.split_whitespace().collect();
        passages.push((passage.whereabouts.to_owned(), words.join(" ")));
    });
    passages
}

#[test]
fn every_planted_secret_is_handed_on_with_its_place() {
    let mut report: BTreeMap<&str, (u32, u32)> = BTreeMap::new();
    let mut lost = Vec::new();
    for carrier in carriers() {
        for secret in SECRETS {
            let all = passages(&carrier, secret);
            let found = all.iter().find(|(_, text)| text.contains(secret));
            let (planted, told) = report.entry(carrier.kind()).or_default();
            *planted += 1;
            match found {
                Some((whereabouts, _)) if !whereabouts.is_empty() => *told += 1,
                _ => lost.push(format!("{} in {}: {secret} of {all:?}", carrier.what, carrier.file)),
            }
        }
    }
    assert!(lost.is_empty(), "{report:?}\n{}", lost.join("\n"));
    let planted: u32 = report.values().map(|(planted, _)| planted).sum();
    assert!(planted >= 300, "{planted} leaks are planted: {report:?}");
}
