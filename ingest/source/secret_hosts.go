package source

import (
	"net"
	"net/url"
	"slices"
	"strings"

	"zhibiao/metrics"
)

// mostHosts bounds how many hosts one secret may go to.
const mostHosts = 20

// ParseHosts reads the hosts that a secret may go to, parted by commas, spaces or lines:
// data.example.org for every port of a host, data.example.org:8443 for one. Of an address
// its host and port count. The result is sorted; the Problem is secret.hosts.
func ParseHosts(text string) ([]string, error) {
	var hosts []string
	for _, entry := range strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;，；、 \t\r\n", r) }) {
		written := entry
		if !strings.Contains(entry, "://") {
			written = "any://" + entry
		}
		address, err := url.Parse(written)
		if err != nil || address.Hostname() == "" || address.User != nil || strings.ContainsAny(address.Host, "*,") {
			return nil, metrics.NewProblem("secret.hosts", "value", shortened(entry))
		}
		hosts = append(hosts, hostAndPort(address.Hostname(), address.Port()))
	}
	slices.Sort(hosts)
	if hosts = slices.Compact(hosts); len(hosts) > mostHosts {
		return nil, metrics.NewProblem("secret.hosts", "value", shortened(text))
	}
	return hosts, nil
}

// hostAndPort writes a host in one way only.
func hostAndPort(host, port string) string {
	host = strings.ToLower(strings.TrimSuffix(host, "."))
	switch {
	case port != "":
		return net.JoinHostPort(host, port)
	case strings.Contains(host, ":"):
		return "[" + host + "]"
	}
	return host
}

// mayGoTo tells whether an address lies at one of the hosts.
func mayGoTo(hosts []string, address string) bool {
	where, err := url.Parse(address)
	if err != nil || where.Hostname() == "" {
		return false
	}
	port := where.Port()
	if port == "" {
		port = map[string]string{"http": "80", "https": "443", "clickhouse": "9000"}[where.Scheme]
	}
	return slices.Contains(hosts, hostAndPort(where.Hostname(), "")) || slices.Contains(hosts, hostAndPort(where.Hostname(), port))
}
