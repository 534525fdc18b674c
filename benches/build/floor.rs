//! The floor: the work that no Markdown site generator can avoid. List, read, Markdown to HTML, a folder and a file
//! for each page.

use std::path::Path;

use pulldown_cmark::{Options, Parser, html};
use rayon::prelude::*;

const HEAD: &str = "<!DOCTYPE html>\n<html lang=\"en-GB\">\n<head>\n<meta charset=\"utf-8\">\n<title>Briefing</title>\n</head>\n<body>\n<main>\n";
const FOOT: &str = "</main>\n</body>\n</html>\n";

/// Does the least work there is.
pub(crate) fn build(source: &Path, output: &Path) {
    let files: Vec<_> = walkdir::WalkDir::new(source)
        .into_iter()
        .filter_map(Result::ok)
        .filter(|entry| entry.path().extension().is_some_and(|extension| extension == "md"))
        .map(walkdir::DirEntry::into_path)
        .collect();
    std::fs::create_dir_all(output).expect("the output folder can be made");
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    files.par_iter().for_each_init(String::new, |page, path| {
        let text = std::fs::read_to_string(path).expect("a briefing can be read");
        let body = text
            .strip_prefix("---\n")
            .and_then(|rest| rest.split_once("\n---\n"))
            .map_or(&*text, |(_, body)| body);
        page.clear();
        page.push_str(HEAD);
        html::push_html(page, Parser::new_ext(body, options));
        page.push_str(FOOT);
        let folder = output.join(path.file_stem().expect("a file has a name"));
        std::fs::create_dir(&folder).expect("a folder can be made");
        std::fs::write(folder.join("index.html"), &*page).expect("a page can be written");
    });
}
