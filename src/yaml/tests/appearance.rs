//! What an unquoted text could be taken for.

use crate::yaml::appearance::looks_like;

#[test]
fn what_some_yaml_program_reads_otherwise_needs_quotes() {
    let numbers = "0 3 010 0x1f 0o17 0b101 1e3 1E+3 -7 +7 .5 3. -.5 1.5e-3 .inf -.INF .nan .NaN 1_000 0_1 1_0.5 01632960001";
    let words = "y Y n N yes Yes YES no No NO true True false FALSE on On off OFF";
    let nothing = "~ null Null NULL";
    let times = "12:30 1:02:03 190:20:30 12:30.5 -1:30 0:00";
    let dates = "2015-01-01 2015-1-1 2015-11-03T10:00:00Z";
    for (texts, expected) in [
        (numbers, "a number"),
        (words, "yes or no"),
        (nothing, "nothing"),
        (times, "a time"),
        (dates, "a date"),
    ] {
        for text in texts.split(' ') {
            assert_eq!(looks_like(text), Some(expected), "{text}");
        }
    }
    assert_eq!(looks_like("2015-11-03 10:00:00"), Some("a date"));
}

#[test]
fn what_every_yaml_program_reads_as_text_does_not() {
    let texts = "Neglect nobody yesterday online offer nullable 7-minute 1.2.3 s.47 0800x 3rd 2015-06 2014/15 12:3x \
                 +44x - -- -x .x .. + e3 x1 0x 0xg 5-7-minute 2015-01-01x 1,000 A1 \u{bd} 12:345 not oN-site";
    for text in texts.split_whitespace() {
        assert_eq!(looks_like(text), None, "{text}");
    }
    for text in ["", "0800 1111", "3 messages", "2015-01-01 to 2016-01-01", "No 7", "12:30 today"] {
        assert_eq!(looks_like(text), None, "{text}");
    }
}
