//! The forms of small values: e-mail and web addresses, telephone numbers, language tags. Plausible, not proven.

/// What is wrong with a value, and what to write instead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormError {
    /// One phrase, as a diagnostic's message.
    pub message: String,
    /// The way out.
    pub help: String,
}

fn wrong(message: String, help: impl Into<String>) -> Result<(), FormError> {
    Err(FormError { message, help: help.into() })
}

/// Whether a text can be an e-mail address: one `@`, a name before it and a host with a dot after it.
pub fn check_email(text: &str) -> Result<(), FormError> {
    let fits = |c: char| c.is_alphanumeric() || ".-_+'&".contains(c);
    let is_plausible = text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && name.chars().all(fits) && is_host(host) && host.contains('.')
    });
    if is_plausible {
        return Ok(());
    }
    wrong(format!("`{text}` is not an e-mail address"), "write it as `safeguarding@example.org`")
}

/// Whether a text can be the address of a web page: `https://` or `http://`, a host, and no spaces.
pub fn check_url(text: &str) -> Result<(), FormError> {
    let message = format!("`{text}` is not a web address");
    let Some(rest) = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")) else {
        let host = text.split(['/', '?', '#']).next().unwrap_or("");
        return if is_host(host) && host.contains('.') && !text.contains(char::is_whitespace) {
            wrong(message, format!("write the whole address: `https://{text}`"))
        } else {
            wrong(message, "a web address begins with `https://`")
        };
    };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or("");
    let host = match authority.rsplit_once(':') {
        Some((host, port)) if !port.is_empty() && port.bytes().all(|byte| byte.is_ascii_digit()) => host,
        _ => authority,
    };
    if !is_host(host) {
        return wrong(
            message,
            "after `https://` comes the name of a host, as in `https://www.example.org/page`",
        );
    }
    match rest.chars().find(|c| c.is_whitespace() || c.is_control() || "<>\"`{}|\\^".contains(*c)) {
        Some(bad) => wrong(message, format!("remove the {}", named(bad))),
        None => Ok(()),
    }
}

fn named(character: char) -> String {
    if character.is_whitespace() { "space".to_owned() } else { format!("`{character}`") }
}

fn is_host(host: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    };
    !host.is_empty() && host.len() <= 253 && host.split('.').all(is_label)
}

/// Whether a text can be a telephone number: at least three digits, and spaces, hyphens, brackets or a plus.
pub fn check_phone(text: &str) -> Result<(), FormError> {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = |c: char| c.is_ascii_digit() || " +-()".contains(c);
    if (3..=20).contains(&digits) && text.chars().all(fits) {
        return Ok(());
    }
    wrong(
        format!("`{text}` is not a telephone number"),
        "write digits and spaces, as in `\"01632 960 001\"`; opening hours and remarks have keys of their own",
    )
}

/// Whether a text is a well-formed language tag (BCP 47), as `en-GB` or `cy`.
pub fn check_language(text: &str) -> Result<(), FormError> {
    let mut parts = text.split('-');
    let is_language =
        |part: &str| matches!(part.len(), 2 | 3) && part.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_subtag =
        |part: &str| matches!(part.len(), 1..=8) && part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let ends_well = text.rsplit('-').next().is_some_and(|last| last.len() > 1);
    if parts.next().is_some_and(is_language) && parts.all(is_subtag) && ends_well {
        return Ok(());
    }
    let message = format!("`{text}` is not a language tag");
    let hyphens = text.replace('_', "-");
    if text.contains('_') && check_language(&hyphens).is_ok() {
        return wrong(message, format!("write `{hyphens}`"));
    }
    wrong(
        message,
        "write two letters for the language and two for the country: `en-GB` is British English, `cy` Welsh",
    )
}
