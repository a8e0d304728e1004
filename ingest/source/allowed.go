package source

import (
	"fmt"
	"net/netip"
	"strings"
)

// Allowed are the private places that sources may lie in nevertheless: names of hosts,
// addresses and networks. The zero value allows none.
type Allowed struct {
	hosts    map[string]bool
	networks []netip.Prefix
}

// ParseAllowed reads a list such as “data.city.internal, 10.20.0.0/16”, parted by commas
// or spaces. An entry that is written like a network and is none is an error.
func ParseAllowed(text string) (Allowed, error) {
	allowed := Allowed{hosts: map[string]bool{}}
	for _, entry := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(", ;\t\n", r) }) {
		if network, err := netip.ParsePrefix(entry); err == nil {
			allowed.networks = append(allowed.networks, network.Masked())
			continue
		}
		if address, err := netip.ParseAddr(strings.Trim(entry, "[]")); err == nil {
			address = address.Unmap()
			allowed.networks = append(allowed.networks, netip.PrefixFrom(address, address.BitLen()))
			continue
		}
		if strings.ContainsAny(entry, "/:*") {
			return Allowed{}, fmt.Errorf("allowed private sources: %q is neither a host nor a network", entry)
		}
		allowed.hosts[strings.ToLower(strings.TrimSuffix(entry, "."))] = true
	}
	return allowed, nil
}

func (a Allowed) host(name string) bool {
	return a.hosts[strings.ToLower(strings.TrimSuffix(name, "."))]
}

func (a Allowed) address(address netip.Addr) bool {
	for _, network := range a.networks {
		if network.Contains(address) {
			return true
		}
	}
	return false
}

// notPublic are the networks beyond those that netip knows as private: shared address
// space, protocol assignments, documentation, benchmarks, reserved, and the ways in which
// an IPv6 address carries one of IPv4 (RFC 6890, RFC 6598, RFC 6052, RFC 3056).
var notPublic = func() []netip.Prefix {
	var networks []netip.Prefix
	for _, text := range []string{"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fec0::/10"} {
		networks = append(networks, netip.MustParsePrefix(text))
	}
	return networks
}()

// isPublic tells addresses of the open internet.
func isPublic(address netip.Addr) bool {
	address = address.Unmap().WithZone("")
	if !address.IsGlobalUnicast() || address.IsPrivate() {
		return false // loopback, link-local, multicast, unspecified, broadcast and private
	}
	for _, network := range notPublic {
		if network.Contains(address) {
			return false
		}
	}
	return true
}
