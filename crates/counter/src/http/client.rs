//! Whose request it is, where proxies stand between.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};

/// Which header the proxy in front writes. Only one is believed: a proxy that writes the one passes on what a client wrote into
/// the other.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, as nginx, Caddy, Apache and HAProxy write it.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

/// Knows the proxies.
pub struct Clients {
    /// The networks of proxies that are believed.
    pub trusted: Vec<IpNet>,
    /// What they write.
    pub header: ProxyHeader,
}

impl Clients {
    /// The address a request comes from: the nearest hop that is no trusted proxy. What hops further out say is hearsay.
    pub fn address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut address = peer.to_canonical();
        let name = match self.header {
            ProxyHeader::XForwardedFor => "x-forwarded-for",
            ProxyHeader::Forwarded => "forwarded",
        };
        // What cannot be read is no address, and nothing beyond it is believed.
        let lines: Vec<_> = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
        let mut hops = lines.iter().rev().flat_map(|line| line.rsplit(','));
        while self.trusts(address) {
            let Some(hop) = hops.next().and_then(|hop| self.hop(hop)) else { break };
            address = hop.to_canonical();
        }
        address
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.trusted.iter().any(|network| network.contains(&address))
    }

    fn hop(&self, text: &str) -> Option<IpAddr> {
        match self.header {
            ProxyHeader::XForwardedFor => node(text),
            ProxyHeader::Forwarded => text.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then(|| node(value))?
            }),
        }
    }
}

/// An address as proxies write them: with a port, in brackets, in quotes.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(header: ProxyHeader, peer: &str, lines: &[(&'static str, &str)]) -> String {
        let trusted = ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"].map(|it| it.parse().unwrap());
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        Clients { trusted: trusted.into(), header }.address(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_trusted_proxies_are_believed() {
        let of = |peer, value: &str| address(ProxyHeader::XForwardedFor, peer, &[("x-forwarded-for", value)]);
        assert_eq!(of("203.0.113.9", "198.51.100.1"), "203.0.113.9", "anyone can write a header");
        assert_eq!(of("127.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(of("127.0.0.1", "6.6.6.6, 198.51.100.1"), "198.51.100.1", "the client wrote the first");
        assert_eq!(of("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3"), "198.51.100.1");
        assert_eq!(of("127.0.0.1", "10.1.2.3"), "10.1.2.3", "all of them ours");
        assert_eq!(of("127.0.0.1", "6.6.6.6, unknown"), "127.0.0.1", "no guess beyond what cannot be read");
        assert_eq!(of("127.0.0.1", "198.51.100.1:4711"), "198.51.100.1");
        assert_eq!(of("::ffff:127.0.0.1", "[2001:db8::1]:4711"), "2001:db8::1");
    }

    #[test]
    fn several_lines_are_one_list() {
        let lines = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "198.51.100.1, 10.0.0.1")];
        assert_eq!(address(ProxyHeader::XForwardedFor, "127.0.0.1", &lines), "198.51.100.1");
    }

    #[test]
    fn beyond_a_line_that_cannot_be_read_nothing_is_believed() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "6.6.6.6".parse().unwrap());
        headers.append("x-forwarded-for", axum::http::HeaderValue::from_bytes(&[0xff]).unwrap());
        let clients = Clients { trusted: vec!["127.0.0.1/32".parse().unwrap()], header: ProxyHeader::XForwardedFor };
        let peer = "127.0.0.1".parse().unwrap();
        assert_eq!(clients.address(peer, &headers), peer);
    }

    #[test]
    fn the_header_that_the_proxy_does_not_write_is_not_read() {
        let lines = [("forwarded", "for=6.6.6.6"), ("x-forwarded-for", "198.51.100.1")];
        assert_eq!(address(ProxyHeader::XForwardedFor, "127.0.0.1", &lines), "198.51.100.1");
        let lines =
            [("forwarded", "for=\"[2001:db8::7]:80\";proto=https, for=10.0.0.1"), ("x-forwarded-for", "6.6.6.6")];
        assert_eq!(address(ProxyHeader::Forwarded, "127.0.0.1", &lines), "2001:db8::7");
        assert_eq!(address(ProxyHeader::Forwarded, "127.0.0.1", &[("x-forwarded-for", "6.6.6.6")]), "127.0.0.1");
        assert_eq!(address(ProxyHeader::Forwarded, "127.0.0.1", &[("forwarded", "for=_hidden")]), "127.0.0.1");
    }
}
