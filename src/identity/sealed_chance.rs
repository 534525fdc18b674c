//! When the words of a sealed name are none: half of all surnames are words of the language, too.

use std::sync::LazyLock;

use ahash::HashSet;

use super::known_words::is_listed;
use super::places::noun;
use super::sealed_forms::is_digraph;
use super::text::as_name;
use super::words::Word;

/// Whether the words of a sealed form stand side by side by chance: `a young person`, `Child B may ask`, `a rose field`. An initial
/// and a surname that is a word of the language have to be written as a name is, and so have names that are nothing but words.
pub(super) fn is_by_chance(text: &str, words: &[Word]) -> bool {
    // `Ch. Hall`, in Welsh
    let is_initial = |word: &Word| match word.normal() {
        [_] => true,
        letters => str::from_utf8(letters).is_ok_and(is_digraph),
    };
    let is_capital = |word: &Word| text[word.start..].starts_with(char::is_uppercase);
    if is_article_with_noun(text, words) {
        return true;
    }
    let mut names = words.iter().filter(|word| !is_initial(word));
    if words.len() < 2 || !names.all(|word| is_word_of_language(&text[word.start..word.end])) {
        return false;
    }
    let is_joined = words.windows(2).all(|two| matches!(&text[two[0].end..two[1].start], "-" | "_"));
    if is_joined && !words.iter().any(is_initial) {
        return false;
    }
    if !words.iter().all(is_capital) {
        return true;
    }
    // `Child A`, where the surname is `Child`
    if let [role, letter] = words
        && is_initial(letter)
        && matches!(role.normal(), b"child" | b"carer" | b"parent" | b"boy" | b"nurse")
    {
        return true;
    }
    // `A Young Person`, `Child B May`
    words.iter().filter(|word| is_initial(word)).any(|word| {
        let has_dot = text[word.end..].starts_with('.');
        let is_article = text[word.start..].starts_with("A ");
        let lead = text[..word.start].trim_end_matches(' ');
        let last = &lead[lead.rfind([' ', '\n']).map_or(0, |at| at + 1)..];
        let is_mark =
            word.start > 0 && last.starts_with(char::is_uppercase) && lead.ends_with(char::is_alphabetic);
        !has_dot && (is_article || is_mark && words.first().is_some_and(|first| first.start == word.start))
    })
}

/// Whether an article or `I` stands beside a word in small letters: `a porter`, `gave the porter a key`, whatever the surname is.
fn is_article_with_noun(text: &str, words: &[Word]) -> bool {
    let [first, last] = words else { return false };
    let is_article =
        |word: &Word| matches!(word.normal(), b"a" | b"i") && !text[word.end..].starts_with(['.', '-', '_']);
    let is_noun = |word: &Word| word.normal().len() > 1 && text[word.start..].starts_with(char::is_lowercase);
    &text[first.end..last.start] == " "
        && (is_article(first) && is_noun(last) || is_noun(first) && is_article(last))
}

/// Whether a word that may be a name is one of the language as well.
pub(super) fn is_word_of_language(word: &str) -> bool {
    const NAMES: &str = "\
        Ball Banks Bell Best Bird Bishop Black Bridge Bright Brook Brooks Brown Carter Case Cash Chapel Church Cook Cross Day \
        Dean Drum Field Fields Fish Fisher Foot Ford Foster Fox Frost Good Grace Gray Green Grey Hall Hand Head Hill Home \
        Hope Horn House Hunter Joy Key King Kitchen Knight Lake Lamb Lane Large Little Long Love Lower Marsh Mason May Miller \
        Moody Moon New Noble Nurse Old Page Parent Park Penny Pipe Pool Poor Pope Post Potter Power Price Prince Read Rich \
        Rivers Rose Savage Sharp Shepherd Short Singer Small Snow Spring Stone Street Strong Summer Swan Temple Three Turner \
        Walker Ward Fuller Major Minor Swift Elder Hardy White Wild Will Wills Winter Wise Wolf Wood Woods Young Parsons Carer Child Boy June April Faith Mark Bill \
        Pat Sue Drew Grant Rob Frank Ray Guy Jack Dawn Eve Iris Ivy Lily Daisy Heather Holly Hazel Olive Violet Sky Angel";
    static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NAMES.split_whitespace().collect());
    let word = as_name(word);
    let is_own = |word: &str| KNOWN.contains(word);
    is_own(&word) || word.strip_suffix('s').is_some_and(is_own) || is_listed(&word) || noun(&word).is_some()
}

/// Whether a surname is also a place, a thing or that of somebody whose review everybody knows: `the Sutton review` says nothing of a
/// family, while `the Sutton children` does.
pub(super) fn is_also_of_a_place(word: &str) -> bool {
    const NAMES: &str = "\
        Sutton Burton Stafford Warwick Hastings Barnet Bromley Holland Wells Milan Ireland Washington Hamilton Newton Norton \
        Walton Ripley Nelson Stratford Winchester Windsor Leigh Barton Buxton Ashford Crawley Kendal Ely Lewes Whitby Halifax \
        Pride Duke Pearl Cotton Steel Peace Waters Walls Gates Weeks Chambers Sheriff Bean Berry Cherry Munro Laming Francis";
    static KNOWN: LazyLock<HashSet<&'static str>> = LazyLock::new(|| NAMES.split_whitespace().collect());
    KNOWN.contains(as_name(word).as_str())
}
