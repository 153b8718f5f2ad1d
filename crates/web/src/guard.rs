//! Which addresses a request may reach.
//!
//! Whoever writes an item of a feed names addresses that this computer asks: of pictures, of documents, of the feed's next page, of
//! redirects. Without a guard, they could have it ask its own services (`http://127.0.0.1:9090/metrics`) or its neighbours', and an
//! import with pictures would publish the answers. So only public addresses are reached, and where the source itself lies in a
//! private network, its own host.
//!
//! The guard stands between the look-up of a name and the connection: what it has seen is what is connected to, for each redirect.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::sync::OnceLock;
use ureq::http::Uri;
use ureq::unversioned::transport::{ConnectionDetails, Connector};
use ureq::{Error, Proxy};

/// An address that was not connected to.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(crate) struct PrivateAddress(pub IpAddr);

/// A connector that only lets permitted addresses pass.
#[derive(Debug)]
pub(crate) struct Guard {
    /// The source that a person named.
    source: Option<Source>,
    /// The proxy of this computer, which may be its neighbour.
    proxy: Option<HostPort>,
}

#[derive(Debug)]
struct Source {
    name: HostPort,
    /// Where it was the first time. If its name leads elsewhere later, only public addresses are reached.
    addresses: OnceLock<Vec<SocketAddr>>,
}

type HostPort = (String, u16);

impl Guard {
    /// A guard that lets the host of a source pass, wherever it lies.
    pub(crate) fn new(source: Option<&str>) -> Self {
        let name = source.and_then(|source| host_and_port(&source.parse().ok()?));
        Self {
            source: name.map(|name| Source { name, addresses: OnceLock::new() }),
            proxy: Proxy::try_from_env().and_then(|proxy| host_and_port(proxy.uri())),
        }
    }

    fn permits(&self, address: SocketAddr) -> bool {
        let known = self.source.iter().filter_map(|source| source.addresses.get()).flatten();
        is_public(address.ip()) || known.into_iter().any(|known| is_same_host(*known, address))
    }
}

impl Connector for Guard {
    type Out = ();

    fn connect(&self, details: &ConnectionDetails<'_>, _: Option<()>) -> Result<Option<()>, Error> {
        let name = host_and_port(details.uri);
        if name.is_some() && name == self.proxy {
            return Ok(None);
        }
        // A proxy looks the name up itself, and must not be led to its neighbours either.
        let looked_up;
        let addresses: &[SocketAddr] = if details.addrs.is_empty() {
            looked_up = details.resolver.resolve(details.uri, details.config, details.timeout)?;
            &looked_up
        } else {
            &details.addrs
        };
        if let Some(source) = self.source.as_ref().filter(|source| Some(&source.name) == name.as_ref()) {
            source.addresses.get_or_init(|| addresses.to_vec());
        }
        match addresses.iter().find(|address| !self.permits(**address)) {
            Some(address) => Err(Error::Other(Box::new(PrivateAddress(address.ip())))),
            None => Ok(None),
        }
    }
}

/// Whether two addresses are of one host and service; http and https are one.
fn is_same_host(one: SocketAddr, other: SocketAddr) -> bool {
    let is_web = |port| matches!(port, 80 | 443);
    one.ip() == other.ip() && (one.port() == other.port() || is_web(one.port()) && is_web(other.port()))
}

fn host_and_port(uri: &Uri) -> Option<HostPort> {
    let port = uri.port_u16().or(match uri.scheme_str()? {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    });
    Some((uri.host()?.to_ascii_lowercase(), port?))
}

/// Whether an address is one of the public internet, after the registries of special-purpose addresses (RFC 6890 and its
/// successors). Forms that stand for an IPv4 address are what that is.
fn is_public(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_public_v4(ip),
        IpAddr::V6(ip) => match ip.segments() {
            // ::ffff:0:0/96 is IPv4 itself, 64:ff9b::/96 goes through NAT64.
            [0, 0, 0, 0, 0, 0xffff, ..] | [0x64, 0xff9b, 0, 0, 0, 0, ..] => is_public_v4(last_bits(ip)),
            // 6to4 has the IPv4 address behind its prefix.
            [0x2002, high, low, ..] => is_public_v4(Ipv4Addr::from_bits(u32::from(high) << 16 | u32::from(low))),
            // Teredo and others for protocols, documentation.
            [0x2001, 0..=0x01ff | 0x0db8, ..] | [0x3fff, 0..=0x0fff, ..] => false,
            // Of the rest, only 2000::/3 is given to networks of the internet.
            [first, ..] => first & 0xe000 == 0x2000,
        },
    }
}

/// The blocks of IPv4 that are not of the public internet, each with the length of its prefix.
const SPECIAL_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),
    ([10, 0, 0, 0], 8),
    // Carriers' NAT.
    ([100, 64, 0, 0], 10),
    ([127, 0, 0, 0], 8),
    // Link-local; the metadata services of clouds are there.
    ([169, 254, 0, 0], 16),
    ([172, 16, 0, 0], 12),
    ([192, 0, 0, 0], 24),
    ([192, 0, 2, 0], 24),
    // The former relays of 6to4.
    ([192, 88, 99, 0], 24),
    ([192, 168, 0, 0], 16),
    // Benchmarks, documentation.
    ([198, 18, 0, 0], 15),
    ([198, 51, 100, 0], 24),
    ([203, 0, 113, 0], 24),
    // Multicast, reserved, broadcast.
    ([224, 0, 0, 0], 4),
    ([240, 0, 0, 0], 4),
];

fn is_public_v4(ip: Ipv4Addr) -> bool {
    let is_in = |(block, prefix): &([u8; 4], u32)| (ip.to_bits() ^ u32::from_be_bytes(*block)) >> (32 - prefix) == 0;
    !SPECIAL_V4.iter().any(is_in)
}

/// The IPv4 address in the last 32 bits.
fn last_bits(ip: Ipv6Addr) -> Ipv4Addr {
    let [.., a, b, c, d] = ip.octets();
    Ipv4Addr::new(a, b, c, d)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_of_the_internet_are_public() {
        for ip in [
            "0.0.0.0",
            "10.1.2.3",
            "100.64.0.1",
            "127.0.0.1",
            "127.255.255.254",
            "169.254.169.254",
            "172.16.0.1",
            "172.31.255.255",
            "192.0.0.1",
            "192.168.1.1",
            "198.18.0.1",
            "224.0.0.1",
            "239.255.255.250",
            "255.255.255.255",
            "::",
            "::1",
            "::127.0.0.1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::a9fe:a9fe",
            "64:ff9b:1::1",
            "100::1",
            "2001::1",
            "2001:db8::1",
            "2002:7f00:1::1",
            "2002:c0a8:101::1",
            "3fff::1",
            "fc00::1",
            "fd12:3456::1",
            "fe80::1",
            "fec0::1",
            "ff02::1",
        ] {
            assert!(!is_public(ip.parse().unwrap()), "{ip}");
        }
        for ip in [
            "1.1.1.1",
            "100.63.255.255",
            "103.9.200.1",
            "172.32.0.1",
            "192.0.1.1",
            "223.255.255.255",
            "::ffff:1.1.1.1",
            "64:ff9b::101:101",
            "2001:ee0::1",
            "2002:101:101::1",
            "2405:4800::1",
        ] {
            assert!(is_public(ip.parse().unwrap()), "{ip}");
        }
    }

    #[test]
    fn the_host_of_a_source_is_its_address_and_service() {
        let same = |one: &str, other: &str| is_same_host(one.parse().unwrap(), other.parse().unwrap());
        assert!(same("10.0.0.1:8080", "10.0.0.1:8080") && same("10.0.0.1:80", "10.0.0.1:443"));
        assert!(!same("10.0.0.1:8080", "10.0.0.1:9090") && !same("10.0.0.1:80", "10.0.0.2:80"));
    }
}
