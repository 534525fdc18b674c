//! Files that tell a host which headers to send and which addresses have moved.

use crate::model::Site;

/// A file for one kind of host.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum HostFile {
    /// `_headers`, of Netlify and Cloudflare Pages.
    Headers,
    /// `_redirects`, of the same.
    Redirects,
    /// `.htaccess`, of Apache.
    Apache,
    /// `nginx.conf`: a part for the `server` block of nginx.
    Nginx,
    /// `web.config`, of IIS and Azure App Service.
    Iis,
    /// `staticwebapp.config.json`, of Azure Static Web Apps.
    Azure,
}

impl HostFile {
    /// Every one.
    pub const ALL: [Self; 6] =
        [Self::Headers, Self::Redirects, Self::Apache, Self::Nginx, Self::Iis, Self::Azure];

    /// Its name at the root of the output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Headers => "_headers",
            Self::Redirects => "_redirects",
            Self::Apache => ".htaccess",
            Self::Nginx => "nginx.conf",
            Self::Iis => "web.config",
            Self::Azure => "staticwebapp.config.json",
        }
    }
}

/// The files to make: a file of the same name in `static/` takes the place of one.
pub(super) fn host_files(site: &Site) -> impl Iterator<Item = HostFile> + '_ {
    let given = |file: &HostFile| site.statics.iter().any(|own| own.output.folded() == file.name());
    HostFile::ALL.into_iter().filter(move |file| !given(file))
}
