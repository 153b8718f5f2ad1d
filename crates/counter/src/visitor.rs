//! A visitor as a request shows one: the network of the address, and the user agent.

use std::net::IpAddr;

/// The maximum number of bytes of a user agent that are hashed. What follows does not distinguish browsers.
const MAX_AGENT: usize = 512;

/// The network and the user agent of a request. Both exist only until they are hashed; neither is stored.
pub struct Visitor {
    /// See [`subscriber_network`].
    pub network: [u8; 16],
    /// The user agent, at most 512 bytes.
    pub agent: String,
}

impl Visitor {
    /// The visitor who sent a request from this address with this `User-Agent`.
    pub fn new(address: IpAddr, agent: &str) -> Self {
        let mut end = agent.len().min(MAX_AGENT);
        while !agent.is_char_boundary(end) {
            end -= 1;
        }
        Self { network: subscriber_network(address), agent: agent[..end].to_owned() }
    }
}

/// The network of one subscriber: an IPv4 address (mapped to IPv6), or the /64 prefix of an IPv6 address (RFC 6177), within which
/// devices change their address every few hours (RFC 8981).
pub(crate) fn subscriber_network(address: IpAddr) -> [u8; 16] {
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
        subscriber_network(address.parse().unwrap())
    }

    #[test]
    fn addresses_of_one_ipv6_prefix_are_one_network() {
        assert_eq!(of("2001:db8:1:2::7"), of("2001:db8:1:2:ffff:ffff:ffff:ffff"));
        assert_ne!(of("2001:db8:1:2::7"), of("2001:db8:1:3::7"));
        assert_ne!(of("203.0.113.7"), of("203.0.113.8"));
        assert_eq!(of("::ffff:203.0.113.7"), of("203.0.113.7"), "the same address in two notations");
    }

    #[test]
    fn a_long_user_agent_is_cut_between_characters() {
        let long = "ệ".repeat(300);
        assert_eq!(Visitor::new("::1".parse().unwrap(), &long).agent.len(), 510);
    }
}
