//! Every kind of finding there is, by family.

use std::sync::LazyLock;

use ahash::HashMap;

use crate::diagnostic::{Code, nearest};

use super::{
    Rule, accessibility, actions, attachments, help, identity, language, languages, links, privacy,
    publication, site, structure, theme, vocabulary, waivers,
};

static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let mut rules: Vec<Rule> = [
        structure::rules(),
        accessibility::RULES.to_vec(),
        attachments::RULES.to_vec(),
        actions::RULES.to_vec(),
        links::RULES.to_vec(),
        privacy::RULES.to_vec(),
        help::RULES.to_vec(),
        identity::RULES.to_vec(),
        language::RULES.to_vec(),
        languages::RULES.to_vec(),
        publication::RULES.to_vec(),
        site::RULES.to_vec(),
        theme::RULES.to_vec(),
        vocabulary::RULES.to_vec(),
        waivers::RULES.to_vec(),
    ]
    .concat();
    rules.sort_by_key(|rule| rule.code);
    rules
});

static BY_CODE: LazyLock<HashMap<&'static str, &'static Rule>> =
    LazyLock::new(|| RULES.iter().map(|rule| (rule.code.0, rule)).collect());

/// Every rule, by code.
pub fn rules() -> &'static [Rule] {
    &RULES
}

/// The rule of a code.
pub fn find_rule(code: &str) -> Option<&'static Rule> {
    BY_CODE.get(code).copied()
}

/// The code that is nearest to a misspelt one: by all of it, or by its name alone.
pub fn nearest_rule(written: &str) -> Option<Code> {
    let codes = || RULES.iter().map(|rule| rule.code.0);
    let by_name = || {
        let name = written.rsplit('/').next().unwrap_or(written);
        let names = codes().map(|code| code.rsplit('/').next().unwrap_or(code));
        let near = nearest(name, names)?;
        codes().find(|code| code.ends_with(near))
    };
    nearest(written, codes()).or_else(by_name).map(Code)
}
