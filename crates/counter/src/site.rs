//! Which pages may count here, and under which name.

use std::collections::HashMap;
use std::str::FromStr;

/// What is counted here, in the order it was named. A site is known to the rest of the program by its place in this list.
#[derive(Clone, Debug, Default)]
pub struct Sites {
    sites: Vec<Site>,
    by_id: HashMap<String, usize>,
}

/// One commune's page.
#[derive(Clone, Debug)]
pub struct Site {
    /// Its id: the host name, and the folder where it has one.
    pub id: String,
    /// The origins its pages are served from, as browsers write them.
    pub origins: Vec<String>,
    /// What the old counter stood at, where that was said.
    pub start_total: Option<u64>,
    /// Since when it is counted, where that was said.
    pub since: Option<crate::Day>,
}

impl Site {
    /// The first day in the total of a site that is counted from `today` on; `None` where an old counter's total is taken over
    /// and nobody said when that began.
    pub fn began(&self, today: crate::Day) -> Option<crate::Day> {
        self.since.or(self.start_total.is_none().then_some(today))
    }
}

/// A page's root on the web, `https://xa.example/` or `https://tinh.example/quangthanh/`; with `=ID` behind it where it is the
/// same site under another name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Root {
    /// Scheme, host and port, as the `Origin` header has them.
    pub origin: String,
    /// What a page there calls its site.
    pub id: String,
    /// The site it counts for, where that is another one.
    pub counts_for: Option<String>,
}

/// What is said of one site: `SITE=VALUE`, or `VALUE` alone where there is only one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfSite<T> {
    /// The site, if it was named.
    pub site: Option<String>,
    /// What is said of it.
    pub value: T,
}

/// Why the sites cannot be taken as they were given.
#[derive(Debug, thiserror::Error)]
pub enum SitesError {
    /// A root that browsers would not send as an origin.
    #[error(
        "--origin {0}: expected the address of a page's root, such as https://xa.example/ or https://tinh.example/xa/; \
         names with other letters as browsers send them (xn--…)"
    )]
    Root(String),
    /// An alias of nothing.
    #[error("--origin {root}: there is no site {site}; name its own --origin first")]
    Alias {
        /// The root that was given.
        root: String,
        /// The site it should count for.
        site: String,
    },
    /// Something said of a site that is not there.
    #[error("{option}: there is no site {site}; those here are {known}")]
    Unknown {
        /// The option.
        option: &'static str,
        /// The site it names.
        site: String,
        /// Those that are there.
        known: String,
    },
    /// Something said of one site, where there are several.
    #[error("{0}: with several sites, say which one is meant: SITE=VALUE")]
    Ambiguous(&'static str),
}

impl FromStr for Root {
    type Err = SitesError;

    fn from_str(text: &str) -> Result<Self, SitesError> {
        let fail = || SitesError::Root(text.to_owned());
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
        // An IPv6 address stands in brackets, and its colons are no port.
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

impl<T: FromStr> FromStr for OfSite<T> {
    type Err = T::Err;

    fn from_str(text: &str) -> Result<Self, T::Err> {
        match text.rsplit_once('=') {
            Some((site, value)) => Ok(Self { site: Some(site_id(site)), value: value.parse()? }),
            None => Ok(Self { site: None, value: text.parse()? }),
        }
    }
}

/// A site's id as it is compared: host names have no case, folders do.
fn site_id(text: &str) -> String {
    let (host, folder) = text.split_at(text.find('/').unwrap_or(text.len()));
    host.to_ascii_lowercase() + folder
}

impl Sites {
    /// The sites whose pages lie at these roots.
    pub fn new(roots: Vec<Root>) -> Result<Self, SitesError> {
        let mut sites = Self::default();
        for root in roots {
            let index = match &root.counts_for {
                Some(site) => *sites
                    .by_id
                    .get(site)
                    .ok_or_else(|| SitesError::Alias { root: root.origin.clone(), site: site.clone() })?,
                None => *sites.by_id.entry(root.id.clone()).or_insert_with(|| {
                    let (start_total, since) = (None, None);
                    sites.sites.push(Site { id: root.id.clone(), origins: Vec::new(), start_total, since });
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

    /// Takes what is said of single sites.
    pub fn tell<T>(
        &mut self,
        option: &'static str,
        said: Vec<OfSite<T>>,
        set: impl Fn(&mut Site, T),
    ) -> Result<(), SitesError> {
        for of_site in said {
            let index = match of_site.site {
                None if self.sites.len() == 1 => 0,
                None => return Err(SitesError::Ambiguous(option)),
                Some(site) => self.find(&site).ok_or_else(|| {
                    let known = self.sites.iter().map(|site| site.id.as_str()).collect::<Vec<_>>().join(", ");
                    SitesError::Unknown { option, site, known }
                })?,
            };
            set(&mut self.sites[index], of_site.value);
        }
        Ok(())
    }

    /// All of them.
    pub fn all(&self) -> &[Site] {
        &self.sites
    }

    /// The place of the site with this id, or with this other name.
    pub fn find(&self, id: &str) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The site at a place that [`Sites::find`] gave.
    pub fn get(&self, index: usize) -> &Site {
        &self.sites[index]
    }

    /// Whether pages of this origin may read from here at all.
    pub fn allow(&self, origin: &str) -> bool {
        self.sites.iter().any(|site| site.origins.iter().any(|known| known == origin))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> Root {
        text.parse().unwrap()
    }

    #[test]
    fn a_root_says_its_origin_and_its_id() {
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
            let error = bad.parse::<Root>().unwrap_err().to_string();
            assert!(error.starts_with(&format!("--origin {bad}: expected")), "{error}");
        }
    }

    #[test]
    fn a_site_may_have_several_names() {
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
        assert_eq!(Sites::new(folder.map(root).into()).unwrap().all().len(), 1, "a folder has its case");
        let error = Sites::new(vec![root("https://b.example/=a.example")]).unwrap_err().to_string();
        assert_eq!(error, "--origin https://b.example: there is no site a.example; name its own --origin first");
    }

    #[test]
    fn what_is_said_of_one_of_several_sites_must_name_it() {
        let mut two = Sites::new(vec![root("https://a.example/"), root("https://b.example/")]).unwrap();
        let said = |text: &str| vec![text.parse::<OfSite<u64>>().unwrap()];
        let set = |site: &mut Site, total| site.start_total = Some(total);
        two.tell("--start-total", said("b.example=12943"), set).unwrap();
        assert_eq!((two.get(0).start_total, two.get(1).start_total), (None, Some(12943)));
        let error = two.tell("--start-total", said("1"), set).unwrap_err().to_string();
        assert_eq!(error, "--start-total: with several sites, say which one is meant: SITE=VALUE");
        let error = two.tell("--start-total", said("c.example=1"), set).unwrap_err().to_string();
        assert_eq!(error, "--start-total: there is no site c.example; those here are a.example, b.example");
        let mut one = Sites::new(vec![root("https://a.example/")]).unwrap();
        one.tell("--start-total", said("7"), set).unwrap();
        assert_eq!(one.get(0).start_total, Some(7));
    }
}
