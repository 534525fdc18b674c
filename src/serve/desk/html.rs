//! Words on their way into a page.

use crate::diagnostic::printable;

/// A text as HTML, in an element or in an attribute with quotation marks.
pub(super) fn text(words: &str) -> String {
    let printable = printable(words);
    let mut html = String::with_capacity(printable.len() + 16);
    for character in printable.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
    html
}

/// A sentence in which what stands in backticks is code.
pub(super) fn sentence(words: &str) -> String {
    let mut html = String::new();
    let parts: Vec<&str> = words.split('`').collect();
    for (at, part) in parts.iter().enumerate() {
        let is_code = at % 2 == 1 && at + 1 < parts.len();
        let (open, close) = if is_code { ("<code>", "</code>") } else { ("", "") };
        html.extend([open, &text(part), close]);
    }
    html
}

/// A link that opens a file of the site in an editor, with its place as text.
pub(super) fn source_link(root: &str, path: &str, line: u32, column: u32) -> String {
    let slash = if root.starts_with('/') { "" } else { "/" };
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/:".contains(&byte);
    let file: String = format!("{slash}{root}/{path}")
        .bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect();
    format!("<a class=\"source\" href=\"vscode://file{file}:{line}:{column}\">{}:{line}</a>", text(path))
}

#[cfg(test)]
mod tests {
    use super::{sentence, source_link, text};

    #[test]
    fn words_end_as_words() {
        for (words, wanted) in [
            ("a < b & \"c\" 'd'", "a &lt; b &amp; &quot;c&quot; &#39;d&#39;"),
            ("</pre><script>alert(1)</script>", "&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;"),
        ] {
            assert_eq!(text(words), wanted);
        }
        assert!(!text("a\u{202e}b").contains('\u{202e}'), "what turns the text is made visible");
        assert_eq!(sentence("unknown key `<b>`"), "unknown key <code>&lt;b&gt;</code>");
        assert_eq!(sentence("one ` alone"), "one  alone");
    }

    #[test]
    fn a_source_is_opened_at_its_line() {
        let link = source_link("/home/a b", "briefings/x.md", 3, 1);
        assert!(
            link.contains("href=\"vscode://file/home/a%20b/briefings/x.md:3:1\">briefings/x.md:3</a>"),
            "{link}"
        );
        assert!(source_link("C:/site", "a.md", 1, 1).contains("vscode://file/C:/site/a.md:1:1"));
    }
}
