//! What stands in the file and in none of its objects: remarks, words before the head and behind the end, and objects that its list does
//! not name any more.

use std::collections::HashSet;

use lopdf::Document;
use lopdf::xref::XrefEntry;

use super::lexer::{Lexer, Token};
use super::{OBJECT, STREAM, STREAM_END, behind_line_end, words};
use crate::attachment::reading::{Reading, Step, too_much};
use crate::attachment::strings;

const HEAD: &[u8] = b"%PDF-";
const END: &[u8] = b"%%EOF";

/// Reads the bytes of a file apart from what its list of objects names.
pub(super) fn read(reading: &mut Reading<'_>, document: &Document, bytes: &[u8]) -> Step {
    let head = memchr::memmem::find(bytes, HEAD).unwrap_or_default();
    // An end before the head is none.
    let end = memchr::memmem::rfind(&bytes[head..], END).map_or(bytes.len(), |end| head + end + END.len());
    strings::read(reading, "before its head", &bytes[..head])?;
    strings::read(reading, "behind its end", &bytes[end..])?;
    remarks(reading, &bytes[head..end])?;
    // Of objects that are listed and could not be read, as those that are nested too deep, the bytes are looked at as well.
    let listed = document.reference_table.entries.iter().filter_map(|(id, entry)| match entry {
        XrefEntry::Normal { offset, generation } => {
            document.objects.contains_key(&(*id, *generation)).then_some(*offset as usize)
        }
        _ => None,
    });
    let offsets: HashSet<usize> = listed.collect();
    let starts: Vec<usize> =
        memchr::memmem::find_iter(bytes, OBJECT).filter_map(|at| start_of(bytes, at)).collect();
    let ends = starts.iter().skip(1).copied().chain([bytes.len()]);
    for (start, end) in starts.iter().copied().zip(ends) {
        reading.step()?;
        // Offsets count from the head. An object ends where the next one begins, so that all of them are read once.
        if !offsets.contains(&start) && !offsets.contains(&start.saturating_sub(head)) {
            object(reading, &bytes[start..end])?;
        }
    }
    Ok(())
}

/// Lines that begin with a percent sign, outside of streams.
fn remarks(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let mut text = String::new();
    let mut at = 0;
    while at < bytes.len() {
        let stream = memchr::memmem::find(&bytes[at..], STREAM).map_or(bytes.len(), |ahead| at + ahead);
        let plain = &bytes[at..stream];
        for line in plain.split(|byte| matches!(byte, b'\r' | b'\n')) {
            reading.step()?;
            if let [b'%', rest @ ..] = line {
                text.push_str(&words(rest));
                text.push('\n');
            }
        }
        at = memchr::memmem::find(&bytes[stream..], STREAM_END)
            .map_or(bytes.len(), |ahead| stream + ahead + STREAM_END.len());
    }
    reading.passage("remarks between its objects", &text);
    Ok(())
}

/// Where an object begins of which the word `obj` stands at a byte, behind two numbers.
fn start_of(bytes: &[u8], obj: usize) -> Option<usize> {
    let back = |from: usize, what: fn(&u8) -> bool| {
        from - bytes[..from].iter().rev().take_while(|byte| what(byte)).count()
    };
    let version = back(obj, u8::is_ascii_digit);
    let blank = back(version, |byte| *byte == b' ');
    let start = back(blank, u8::is_ascii_digit);
    (start < blank && blank < version && version < obj).then_some(start)
}

/// An object that nothing names: its texts, and its stream.
fn object(reading: &mut Reading<'_>, bytes: &[u8]) -> Step {
    let from = memchr::memmem::find(bytes, OBJECT).map_or(0, |at| at + OBJECT.len());
    let rest = &bytes[from..];
    let mut lexer = Lexer::new(rest);
    let mut text = String::new();
    while let Some(token) = lexer.next() {
        reading.step()?;
        match token {
            Token::Operator(word) if word == STREAM => {
                stream(reading, lexer.rest())?;
                break;
            }
            Token::Operator(word) if word == b"endobj" => break,
            token => texts(&token, &mut text),
        }
        lexer.begin_operation();
    }
    if lexer.is_overfull() {
        return Err(too_much());
    }
    reading.passage("an object that is not in use", &text);
    Ok(())
}

fn texts(token: &Token, text: &mut String) {
    match token {
        Token::Text(bytes) => {
            text.push_str(&words(bytes));
            text.push('\n');
        }
        Token::List(items) | Token::Dictionary(items) => items.iter().for_each(|item| texts(item, text)),
        _ => {}
    }
}

/// The words of a stream, unpacked if it is packed in the way that nearly all are.
fn stream(reading: &mut Reading<'_>, rest: &[u8]) -> Step {
    let data = behind_line_end(rest);
    let data = &data[..memchr::memmem::find(data, STREAM_END).unwrap_or(data.len())];
    let (unpacked, is_whole) = reading.unpack(flate2::read::ZlibDecoder::new(data))?;
    let words = if is_whole || !unpacked.is_empty() { &unpacked } else { data };
    strings::read(reading, "an object that is not in use", words)
}

#[cfg(test)]
mod tests {
    use crate::source::SourcePath;

    #[test]
    fn an_end_that_stands_before_the_head_is_read_like_all_else() {
        // Without a table, as a file that was cut off has none: its objects are looked for.
        let file = "%%EOF Tamsin\n%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
            2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
            3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>\nendobj\n\
            xref\n0 1\n0000000000 65535 f \n";
        let mut read = String::new();
        crate::attachment::read(&SourcePath::new("a.pdf"), file.as_bytes(), &mut |passage| {
            read.push_str(passage.text);
        });
        assert!(read.contains("Tamsin"), "{read}");
    }
}
