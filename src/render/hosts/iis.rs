//! The file for IIS and Azure App Service.

use crate::model::Site;

use super::{Fitted, HOST_HEADERS, NO_INDEX, gone_lines, redirects, unindexed};

/// What older servers of Microsoft have no type for, and answer with "not found".
const TYPES: [(&str, &str); 3] =
    [(".json", "application/json"), (".webp", "image/webp"), (".avif", "image/avif")];

/// IIS reads a configuration of at most 250 KB, and answers with an error over a larger one.
const SIZE: usize = 250 * 1024;

/// Rules for addresses that are gone, and as far as there is room files that search engines are asked to leave out, then
/// rules for former addresses, at which pages stand as well.
pub(super) fn iis(site: &Site) -> Fitted {
    let base = site.config.base_url.path();
    // A rule sees the address below the folder that its file stands in, and leads to one below the host.
    let below = |from: &str| from.strip_prefix(base).unwrap_or(from).to_owned();
    let pattern = |from: &str| below(from).replace('.', "\\.");
    let mut number = 0;
    let mut rules = gone_lines(site, |from| {
        number += 1;
        format!(
            "        <rule name=\"gone {number}\" stopProcessing=\"true\"><match url=\"^{}$\" />\
             <action type=\"CustomResponse\" statusCode=\"410\" statusReason=\"Gone\" \
             statusDescription=\"This was removed for good.\" /></rule>\n",
            pattern(from)
        )
    });
    let mut room = (SIZE - whole(base, " ", "").len()).saturating_sub(rules.len());
    let (name, value) = NO_INDEX;
    let mut files = String::new();
    let files_left = fill(&mut files, &mut room, unindexed(site).map(|address| {
        format!(
            "  <location path=\"{}\">\n    <system.webServer>\n      <httpProtocol>\n        <customHeaders>\n          \
             <remove name=\"{name}\" />\n          <add name=\"{name}\" value=\"{value}\" />\n        \
             </customHeaders>\n      </httpProtocol>\n    </system.webServer>\n  </location>\n",
            below(&address)
        )
    }));
    let moved = redirects(site).enumerate().map(|(number, (from, to))| {
        format!(
            "        <rule name=\"moved {}\" stopProcessing=\"true\"><match url=\"^{}$\" />\
             <action type=\"Redirect\" url=\"{to}\" redirectType=\"Permanent\" /></rule>\n",
            number + 1,
            pattern(&from)
        )
    });
    let redirects_left = fill(&mut rules, &mut room, moved);
    Fitted { text: whole(base, &rules, &files), redirects_left, files_left }
}

/// Adds what finds room, up to the first that does not; the number of the rest.
fn fill(text: &mut String, room: &mut usize, entries: impl Iterator<Item = String>) -> usize {
    let mut left = 0;
    for entry in entries {
        if left > 0 || entry.len() > *room {
            left += 1;
        } else {
            *room -= entry.len();
            *text += &entry;
        }
    }
    left
}

fn whole(base: &str, rules: &str, files: &str) -> String {
    // A page that IIS asks itself for as a URL is sent with "200 OK". A file is named from the root of the host's folder.
    let file = format!("{base}404.html").trim_start_matches('/').replace('/', "\\");
    // A header that the server itself sets would be an error if it were added once more.
    let all = HOST_HEADERS
        .iter()
        .map(|(name, value)| {
            format!("        <remove name=\"{name}\" />\n        <add name=\"{name}\" value=\"{value}\" />\n")
        })
        .collect::<Vec<_>>()
        .concat();
    // The rules need a module that not every server has, so that they stand there only where there is something to say.
    let rewrite = match rules {
        "" => String::new(),
        rules => format!("    <rewrite>\n      <rules>\n{rules}      </rules>\n    </rewrite>\n"),
    };
    let types = TYPES
        .iter()
        .map(|(extension, kind)| {
            format!(
                "      <remove fileExtension=\"{extension}\" />\n      \
                 <mimeMap fileExtension=\"{extension}\" mimeType=\"{kind}\" />\n"
            )
        })
        .collect::<Vec<_>>()
        .concat();
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<configuration>\n  <system.webServer>\n    <httpProtocol>\n      \
         <customHeaders>\n{all}      </customHeaders>\n    </httpProtocol>\n    <httpErrors errorMode=\"Custom\">\n      \
         <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"{file}\" responseMode=\"File\" />\n    \
         </httpErrors>\n    <staticContent>\n{types}    </staticContent>\n{rewrite}  </system.webServer>\n  \
         <location path=\"assets\">\n    <system.webServer>\n      <staticContent>\n        \
         <clientCache cacheControlMode=\"UseMaxAge\" cacheControlMaxAge=\"365.00:00:00\" cacheControlCustom=\"public, immutable\" />\n      \
         </staticContent>\n    </system.webServer>\n  </location>\n{files}</configuration>\n"
    )
}
