//! Addresses as pages use them.

use crate::config::BaseUrl;
use crate::source::OutputPath;

/// The address below the host: `/sub/briefings/seven/`. It works wherever the site is hosted.
pub(super) fn url(base: &BaseUrl, output: &OutputPath) -> String {
    join(base.path(), output.address())
}

/// The whole address.
pub(super) fn permalink(base: &BaseUrl, output: &OutputPath) -> String {
    join(base.as_str(), output.address())
}

/// The address of a folder or file below the host, given as it stands in the output.
pub(super) fn url_of(base: &BaseUrl, address: &str) -> String {
    join(base.path(), address)
}

fn join(base: &str, address: &str) -> String {
    let mut url = String::with_capacity(base.len() + address.len());
    url.push_str(base);
    url.push_str(address);
    url
}
