//! Which addresses of the network the public can reach.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Whether an address belongs to the public network. Text that somebody else wrote must not make this machine ask what
/// only it can reach: itself, its neighbours, and services that hosting companies put at such addresses.
pub fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(four) => is_public_four(four),
        IpAddr::V6(six) => is_public_six(six),
    }
}

fn is_public_four(address: Ipv4Addr) -> bool {
    let [first, second, third, _] = address.octets();
    let is_special = address.is_private()
        || address.is_loopback()
        || address.is_link_local()
        || address.is_documentation()
        || address.is_multicast()
        || first == 0
        || first >= 240
        || (first == 100 && second & 0xC0 == 64)
        || (first == 198 && second & 0xFE == 18)
        || (first == 192 && second == 0 && third == 0);
    !is_special
}

fn is_public_six(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    let last = || {
        let [.., a, b, c, d] = address.octets();
        Ipv4Addr::new(a, b, c, d)
    };
    match parts {
        // Another way to write an address of the older kind, and the way to one through a translator.
        [0, 0, 0, 0, 0, 0xFFFF, ..] | [0x64, 0xFF9B, 0, 0, 0, 0, ..] => is_public_four(last()),
        // Tunnels, whose other end is anywhere, and addresses for documents.
        [0x2001, 0 | 0xDB8, ..] | [0x2002, ..] => false,
        [first, ..] => first & 0xE000 == 0x2000,
    }
}
