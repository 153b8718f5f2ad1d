//! A visitor as the network shows one: an address, cut to what belongs to one household, and a browser.

use std::net::IpAddr;

/// How much of a user agent tells browsers apart; more is only room for abuse.
const MAX_AGENT: usize = 512;

/// An address and a user agent, on their way to being hashed; neither is kept.
pub struct Visitor {
    /// An IPv4 address, mapped; or the first 64 bits of an IPv6 address.
    pub network: [u8; 16],
    /// The user agent.
    pub agent: String,
}

impl Visitor {
    /// Who sent a request from this address with this `User-Agent`.
    pub fn new(address: IpAddr, agent: &str) -> Self {
        let mut end = agent.len().min(MAX_AGENT);
        while !agent.is_char_boundary(end) {
            end -= 1;
        }
        Self { network: network(address), agent: agent[..end].to_owned() }
    }
}

/// What belongs to one subscriber: an IPv4 address, or an IPv6 /64 (RFC 6177), within which phones change theirs by the hour
/// (RFC 8981).
pub fn network(address: IpAddr) -> [u8; 16] {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.to_ipv6_mapped().octets(),
        IpAddr::V6(v6) => {
            let mut octets = v6.octets();
            octets[8..].fill(0);
            octets
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(address: &str) -> [u8; 16] {
        network(address.parse().unwrap())
    }

    #[test]
    fn an_ipv6_household_is_one_network() {
        assert_eq!(of("2001:db8:1:2::7"), of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert_ne!(of("2001:db8:1:2::7"), of("2001:db8:1:3::7"));
        assert_ne!(of("203.0.113.7"), of("203.0.113.8"));
        assert_eq!(of("::ffff:203.0.113.7"), of("203.0.113.7"), "one address, spelled for two protocols");
    }

    #[test]
    fn a_user_agent_is_cut_between_characters() {
        let long = "ệ".repeat(300);
        assert_eq!(Visitor::new("::1".parse().unwrap(), &long).agent.len(), 510);
    }
}
