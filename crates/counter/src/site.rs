//! The sites that are counted: their ids, and the origins whose pages may send hits.

use crate::day::VietnamDay;
use crate::page::PagePath;
use std::collections::HashMap;
use std::str::FromStr;
use trangxa_messages::counter as say;

/// The sites that are counted, in the order of the command line. Other modules refer to a site by its index in this list.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    sites: Vec<CountedSite>,
    by_id: HashMap<String, usize>,
}

/// One site, usually the page of one commune.
#[derive(Clone, Debug)]
pub struct CountedSite {
    /// The host name, followed by the folder if the site lies in one: `tinh.example/quangthanh`.
    pub id: String,
    /// The origins that serve its pages, as in the `Origin` header.
    pub origins: Vec<String>,
    /// The total of the previous counter, if `--start-total` gives it.
    pub start_total: Option<u64>,
    /// The first day of that total, if `--since` gives it.
    pub since: Option<VietnamDay>,
    /// Which of its pages are counted by name.
    pub paths: CountedPaths,
}

/// Which pages of a site are counted by name. Hits on other paths are counted as views of the site.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CountedPaths {
    /// Those that the portal has, such as /, /tthc/ and /bai/…/.
    #[default]
    Routes,
    /// All, for a site that another program makes.
    Any,
}

/// Where a hit is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CountedPage {
    /// The path, in the one form in which the page is counted.
    pub path: PagePath,
    /// Whether it is counted by name.
    pub is_named: bool,
}

impl CountedSite {
    /// Where a hit on a path is counted.
    #[must_use]
    pub fn page(&self, path: &PagePath) -> CountedPage {
        let folder = self.id.split_once('/').map_or("", |(_, folder)| folder);
        match self.paths {
            CountedPaths::Any => CountedPage { path: path.normalized(), is_named: true },
            CountedPaths::Routes => match path.route(folder) {
                Some(path) => CountedPage { path, is_named: true },
                None => CountedPage { path: path.normalized(), is_named: false },
            },
        }
    }

    /// The first day that the total includes, for a site that is counted from `today` on; `None` where the total of a previous
    /// counter is taken over and its first day was not given.
    #[must_use]
    pub fn first_day(&self, today: VietnamDay) -> Option<VietnamDay> {
        self.since.or(self.start_total.is_none().then_some(today))
    }
}

/// The root URL of a site, `https://xa.example/` or `https://tinh.example/quangthanh/`. A root followed by `=ID` is another
/// address of the site with that id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteRoot {
    /// Scheme, host and port, as in the `Origin` header.
    pub origin: String,
    /// The id of a site with this root.
    pub id: String,
    /// The id of the site to which the hits are counted, if it is another one.
    pub counts_for: Option<String>,
}

/// A command-line value for one site: `SITE=VALUE`, or `VALUE` alone if there is only one site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteValue<T> {
    /// The id of the site, if it was given.
    pub site: Option<String>,
    /// The value.
    pub value: T,
}

/// Why the options for the sites are not accepted.
#[derive(Debug, thiserror::Error)]
pub enum SitesError {
    /// A root that is not a URL whose origin a browser would send.
    #[error("{}", say::ValueOrigin)]
    Root,
    /// An alias of a site that was not given before it.
    #[error("{}", say::OriginOfNoSite { origin: root, site })]
    Alias {
        /// The origin of the alias.
        root: String,
        /// The id of the site that it names.
        site: String,
    },
    /// A value for a site that does not exist.
    #[error("{}", say::OptionOfNoSite { option, site, known })]
    Unknown {
        /// The name of the option.
        option: &'static str,
        /// The id that the value names.
        site: String,
        /// The ids of all sites.
        known: String,
    },
    /// A value without a site, although there are several.
    #[error("{}", say::OptionWithoutSite { option: &.0 })]
    Ambiguous(&'static str),
}

impl FromStr for SiteRoot {
    type Err = SitesError;

    fn from_str(text: &str) -> Result<Self, SitesError> {
        let fail = || SitesError::Root;
        let (address, counts_for) = match text.split_once('=') {
            Some((address, site)) => (address, Some(site_id(site))),
            None => (text, None),
        };
        let (scheme, rest) = address.split_once("://").ok_or_else(fail)?;
        let scheme = scheme.to_ascii_lowercase();
        if !matches!(scheme.as_str(), "http" | "https") || rest.contains(['?', '#', '@', ' ', '\\']) {
            return Err(fail());
        }
        let (authority, folder) = rest.split_once('/').unwrap_or((rest, ""));
        let authority = authority.to_ascii_lowercase();
        // An IPv6 address is enclosed in brackets; a colon within them does not begin a port.
        let port_at = authority.rfind(':').filter(|at| !authority[*at..].contains(']'));
        let (host, port) = port_at.map_or((authority.as_str(), ""), |at| (&authority[..at], &authority[at + 1..]));
        let is_host = |b: u8| b.is_ascii_alphanumeric() || b"-.[]:_".contains(&b);
        if host.is_empty() || !host.bytes().all(is_host) || !port.bytes().all(|b| b.is_ascii_digit()) {
            return Err(fail());
        }
        let is_usual = matches!((scheme.as_str(), port), (_, "") | ("https", "443") | ("http", "80"));
        let port = if is_usual { String::new() } else { format!(":{port}") };
        let folder = folder.trim_end_matches('/');
        let id = if folder.is_empty() { host.to_owned() } else { format!("{host}/{folder}") };
        Ok(Self { origin: format!("{scheme}://{host}{port}"), id, counts_for })
    }
}

impl FromStr for CountedPaths {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "routes" => Ok(Self::Routes),
            "any" => Ok(Self::Any),
            _ => Err(say::ValuePaths { found: text }.to_string()),
        }
    }
}

impl<T: FromStr> FromStr for SiteValue<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        match text.rsplit_once('=') {
            Some((site, value)) => Ok(Self { site: Some(site_id(site)), value: value.parse()? }),
            None => Ok(Self { site: None, value: text.parse()? }),
        }
    }
}

/// A site's id in the form in which it is compared: the host name in lower case, the folder unchanged.
fn site_id(text: &str) -> String {
    let (host, folder) = text.split_at(text.find('/').unwrap_or(text.len()));
    host.to_ascii_lowercase() + folder
}

impl Sites {
    /// Makes the list of sites from their roots, in this order. Roots with the same id are one site.
    ///
    /// # Errors
    /// If an alias names a site that no earlier root defines.
    pub fn new(roots: Vec<SiteRoot>) -> Result<Self, SitesError> {
        let mut sites = Self::default();
        for root in roots {
            let index = match &root.counts_for {
                Some(site) => *sites
                    .by_id
                    .get(site)
                    .ok_or_else(|| SitesError::Alias { root: root.origin.clone(), site: site.clone() })?,
                None => *sites.by_id.entry(root.id.clone()).or_insert_with(|| {
                    let (start_total, since, paths) = (None, None, CountedPaths::default());
                    sites.sites.push(CountedSite {
                        id: root.id.clone(),
                        origins: Vec::new(),
                        start_total,
                        since,
                        paths,
                    });
                    sites.sites.len() - 1
                }),
            };
            sites.by_id.insert(root.id, index);
            if !sites.sites[index].origins.contains(&root.origin) {
                sites.sites[index].origins.push(root.origin);
            }
        }
        Ok(sites)
    }

    /// Applies the values of a command-line option to the sites they name, with `set`.
    ///
    /// # Errors
    /// If a value names an unknown site, or no site although there are several.
    pub fn apply<T>(
        &mut self,
        option: &'static str,
        values: Vec<SiteValue<T>>,
        set: impl Fn(&mut CountedSite, T),
    ) -> Result<(), SitesError> {
        for value in values {
            let index = match value.site {
                None if self.sites.len() == 1 => 0,
                None => return Err(SitesError::Ambiguous(option)),
                Some(site) => self.find(&site).ok_or_else(|| {
                    let known = self.sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>().join(", ");
                    SitesError::Unknown { option, site, known }
                })?,
            };
            set(&mut self.sites[index], value.value);
        }
        Ok(())
    }

    /// Applies `--paths`: a value without a site holds for all sites.
    ///
    /// # Errors
    /// If a value names an unknown site.
    pub fn apply_paths(&mut self, values: Vec<SiteValue<CountedPaths>>) -> Result<(), SitesError> {
        let (for_all, for_one): (Vec<_>, Vec<_>) = values.into_iter().partition(|value| value.site.is_none());
        for value in for_all {
            self.sites.iter_mut().for_each(|site| site.paths = value.value);
        }
        self.apply("--paths", for_one, |site, paths| site.paths = paths)
    }

    /// All sites, in the order of the command line.
    #[must_use]
    pub fn all(&self) -> &[CountedSite] {
        &self.sites
    }

    /// The index of the site with this id or alias.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The site at an index that [`Sites::find`] returned.
    #[must_use]
    pub fn get(&self, index: usize) -> &CountedSite {
        &self.sites[index]
    }

    /// Whether pages of this origin may read the answers: whether it is the origin of any site.
    #[must_use]
    pub fn allow(&self, origin: &str) -> bool {
        self.sites.iter().any(|site| site.origins.iter().any(|known| known == origin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> SiteRoot {
        text.parse().unwrap()
    }

    #[test]
    fn a_root_gives_origin_and_id() {
        for (text, origin, id) in [
            ("https://Quangthanh.Example", "https://quangthanh.example", "quangthanh.example"),
            ("https://quangthanh.example:443/", "https://quangthanh.example", "quangthanh.example"),
            ("http://127.0.0.1:8080/", "http://127.0.0.1:8080", "127.0.0.1"),
            ("http://[::1]:8080/", "http://[::1]:8080", "[::1]"),
            ("http://[::1]", "http://[::1]", "[::1]"),
            ("https://tinh.example/quangthanh/", "https://tinh.example", "tinh.example/quangthanh"),
        ] {
            assert_eq!((root(text).origin.as_str(), root(text).id.as_str()), (origin, id), "{text}");
        }
        for bad in [
            "xa.example",
            "ftp://xa.example/",
            "https:///",
            "https://a b/",
            "https://xa.example/?a",
            "https://xã.example/",
            "https://a:b/",
            "https://*.example/",
            "null",
        ] {
            let error = bad.parse::<SiteRoot>().unwrap_err().to_string();
            assert!(error.starts_with("expected the root address of a site"), "{bad}: {error}");
        }
    }

    #[test]
    fn a_site_may_have_several_addresses() {
        let roots = ["https://xa.example/", "https://www.xa.example/=xa.example", "http://xa.example/"];
        let sites = Sites::new(roots.map(root).into()).unwrap();
        assert_eq!(sites.all().len(), 1);
        assert_eq!(
            (sites.find("xa.example"), sites.find("www.xa.example"), sites.find("b.example")),
            (Some(0), Some(0), None)
        );
        assert_eq!(sites.get(0).origins, ["https://xa.example", "https://www.xa.example", "http://xa.example"]);
        assert!(sites.allow("https://www.xa.example") && !sites.allow("https://evil.example"));
        let folder = ["https://tinh.example/XaB/", "https://www.tinh.example/XaB/=TINH.example/XaB"];
        assert_eq!(Sites::new(folder.map(root).into()).unwrap().all().len(), 1, "the case of a folder matters");
        let error = Sites::new(vec![root("https://b.example/=a.example")]).unwrap_err().to_string();
        assert_eq!(error, "--origin https://b.example: there is no site a.example; give the site's own --origin first");
    }

    #[test]
    fn with_several_sites_a_value_must_name_its_site() {
        let mut two = Sites::new(vec![root("https://a.example/"), root("https://b.example/")]).unwrap();
        let values = |text: &str| vec![text.parse::<SiteValue<u64>>().unwrap()];
        let set = |site: &mut CountedSite, total| site.start_total = Some(total);
        two.apply("--start-total", values("b.example=12943"), set).unwrap();
        assert_eq!((two.get(0).start_total, two.get(1).start_total), (None, Some(12943)));
        let error = two.apply("--start-total", values("1"), set).unwrap_err().to_string();
        assert_eq!(error, "--start-total: there are several sites; name one of them: SITE=VALUE");
        let error = two.apply("--start-total", values("c.example=1"), set).unwrap_err().to_string();
        assert_eq!(error, "--start-total: there is no site c.example; the sites are a.example, b.example");
        two.apply_paths(vec!["any".parse().unwrap(), "b.example=routes".parse().unwrap()]).unwrap();
        assert_eq!((two.get(0).paths, two.get(1).paths), (CountedPaths::Any, CountedPaths::Routes));
        let error = two.apply_paths(vec!["c.example=any".parse().unwrap()]).unwrap_err().to_string();
        assert_eq!(error, "--paths: there is no site c.example; the sites are a.example, b.example");
        assert!("b.example=some".parse::<SiteValue<CountedPaths>>().is_err());
        let mut one = Sites::new(vec![root("https://a.example/")]).unwrap();
        one.apply("--start-total", values("7"), set).unwrap();
        assert_eq!(one.get(0).start_total, Some(7));
    }
}
