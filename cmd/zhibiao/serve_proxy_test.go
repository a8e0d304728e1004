package main

import (
	"net/netip"
	"slices"
	"testing"

	"zhibiao/metrics"
)

func TestReadProxies(t *testing.T) {
	got, err := readProxies([]string{"10.0.0.5", " 10.1.0.0/24", "::1"})
	must(t, err)
	want := []netip.Prefix{netip.MustParsePrefix("10.0.0.5/32"), netip.MustParsePrefix("10.1.0.0/24"), netip.MustParsePrefix("::1/128")}
	if !slices.Equal(got, want) {
		t.Errorf("read %v, want %v", got, want)
	}
	if _, err := readProxies([]string{"proxy.example"}); metrics.AsProblem(err) == nil || metrics.AsProblem(err).Key != "cli.serve.proxy" {
		t.Errorf("a name: %v, want cli.serve.proxy", err)
	}
}
