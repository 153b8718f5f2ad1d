//! The address of the client when a request came through reverse proxies.

use axum::http::HeaderMap;
use ipnet::IpNet;
use std::net::{IpAddr, SocketAddr};

/// The header in which a proxy gives the client's address. Only one of the two is used: a proxy that writes one of them forwards the
/// other unchanged, as the client sent it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ProxyHeader {
    /// `X-Forwarded-For`, as nginx, Caddy, Apache and HAProxy write it.
    #[default]
    XForwardedFor,
    /// `Forwarded` (RFC 7239).
    Forwarded,
}

/// The reverse proxies whose forwarding header is used.
pub(crate) struct TrustedProxies {
    /// The networks of the proxies.
    pub networks: Vec<IpNet>,
    /// The header that they write.
    pub header: ProxyHeader,
}

impl TrustedProxies {
    /// The address of the client: the nearest hop that is not a trusted proxy. The header values that this hop or a more distant one
    /// may have written are not used.
    pub(crate) fn client_address(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut address = peer.to_canonical();
        let name = match self.header {
            ProxyHeader::XForwardedFor => "x-forwarded-for",
            ProxyHeader::Forwarded => "forwarded",
        };
        // A line with bytes beyond UTF-8 must not be skipped: it ends the list of hops that can be used.
        let lines: Vec<_> = headers.get_all(name).iter().map(|line| String::from_utf8_lossy(line.as_bytes())).collect();
        let mut hops = lines.iter().rev().flat_map(|line| line.rsplit(','));
        while self.trusts(address) {
            let Some(hop) = hops.next().and_then(|hop| self.hop(hop)) else { break };
            address = hop.to_canonical();
        }
        address
    }

    fn trusts(&self, address: IpAddr) -> bool {
        self.networks.iter().any(|network| network.contains(&address))
    }

    fn hop(&self, text: &str) -> Option<IpAddr> {
        match self.header {
            ProxyHeader::XForwardedFor => parse_node(text),
            ProxyHeader::Forwarded => text.split(';').find_map(|pair| {
                let (name, value) = pair.split_once('=')?;
                name.trim().eq_ignore_ascii_case("for").then(|| parse_node(value))?
            }),
        }
    }
}

/// Parses an address as proxies write it: with a port, in brackets, in quotes.
fn parse_node(text: &str) -> Option<IpAddr> {
    let text = text.trim().trim_matches('"');
    let bare = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(text);
    bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(header: ProxyHeader, peer: &str, lines: &[(&'static str, &str)]) -> String {
        let networks = ["127.0.0.1/32", "10.0.0.0/8", "fd00::/8"].map(|it| it.parse().unwrap());
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.append(*name, value.parse().unwrap());
        }
        TrustedProxies { networks: networks.into(), header }.client_address(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn only_headers_of_trusted_proxies_are_used() {
        let of = |peer, value: &str| address(ProxyHeader::XForwardedFor, peer, &[("x-forwarded-for", value)]);
        assert_eq!(of("203.0.113.9", "198.51.100.1"), "203.0.113.9", "any client can send the header");
        assert_eq!(of("127.0.0.1", "198.51.100.1"), "198.51.100.1");
        assert_eq!(of("127.0.0.1", "6.6.6.6, 198.51.100.1"), "198.51.100.1", "the client wrote the first");
        assert_eq!(of("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.1.2.3"), "198.51.100.1");
        assert_eq!(of("127.0.0.1", "10.1.2.3"), "10.1.2.3", "every hop is a trusted proxy");
        assert_eq!(of("127.0.0.1", "6.6.6.6, unknown"), "127.0.0.1", "hops beyond an unreadable one are not used");
        assert_eq!(of("127.0.0.1", "198.51.100.1:4711"), "198.51.100.1");
        assert_eq!(of("::ffff:127.0.0.1", "[2001:db8::1]:4711"), "2001:db8::1");
    }

    #[test]
    fn several_lines_are_one_list() {
        let lines = [("x-forwarded-for", "6.6.6.6"), ("x-forwarded-for", "198.51.100.1, 10.0.0.1")];
        assert_eq!(address(ProxyHeader::XForwardedFor, "127.0.0.1", &lines), "198.51.100.1");
    }

    #[test]
    fn hops_beyond_an_unreadable_line_are_not_used() {
        let mut headers = HeaderMap::new();
        headers.append("x-forwarded-for", "6.6.6.6".parse().unwrap());
        headers.append("x-forwarded-for", axum::http::HeaderValue::from_bytes(&[0xff]).unwrap());
        let proxies =
            TrustedProxies { networks: vec!["127.0.0.1/32".parse().unwrap()], header: ProxyHeader::XForwardedFor };
        let peer = "127.0.0.1".parse().unwrap();
        assert_eq!(proxies.client_address(peer, &headers), peer);
    }

    #[test]
    fn the_header_that_the_proxy_does_not_write_is_ignored() {
        let lines = [("forwarded", "for=6.6.6.6"), ("x-forwarded-for", "198.51.100.1")];
        assert_eq!(address(ProxyHeader::XForwardedFor, "127.0.0.1", &lines), "198.51.100.1");
        let lines =
            [("forwarded", "for=\"[2001:db8::7]:80\";proto=https, for=10.0.0.1"), ("x-forwarded-for", "6.6.6.6")];
        assert_eq!(address(ProxyHeader::Forwarded, "127.0.0.1", &lines), "2001:db8::7");
        assert_eq!(address(ProxyHeader::Forwarded, "127.0.0.1", &[("x-forwarded-for", "6.6.6.6")]), "127.0.0.1");
        assert_eq!(address(ProxyHeader::Forwarded, "127.0.0.1", &[("forwarded", "for=_hidden")]), "127.0.0.1");
    }
}
