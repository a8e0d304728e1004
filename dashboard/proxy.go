package dashboard

import (
	"net"
	"net/http"
	"net/netip"
	"regexp"

	"github.com/labstack/echo/v4"
)

// addressesOf tells who calls. Only a proxy of the house is believed when it says for
// whom it asks; without proxies whoever is connected is the caller, whatever headers say.
func addressesOf(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	trusted := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, prefix := range proxies {
		address := prefix.Masked().Addr()
		trusted = append(trusted, echo.TrustIPRange(&net.IPNet{
			IP: address.AsSlice(), Mask: net.CIDRMask(prefix.Bits(), address.BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(trusted...)
}

// connectedThroughProxy tells whether a request comes from a proxy of the house.
func (s *Server) connectedThroughProxy(request *http.Request) bool {
	remote, err := netip.ParseAddrPort(request.RemoteAddr)
	if err != nil {
		return false
	}
	for _, prefix := range s.dependencies.TrustedProxies {
		if prefix.Contains(remote.Addr().Unmap()) {
			return true
		}
	}
	return false
}

// arrivedByTLS tells whether the caller's way to the house is encrypted: to this program
// itself, or to a proxy of the house that says so.
func (s *Server) arrivedByTLS(request *http.Request) bool {
	return request.TLS != nil || request.Header.Get(echo.HeaderXForwardedProto) == "https" && s.connectedThroughProxy(request)
}

var requestName = regexp.MustCompile(`^[A-Za-z0-9._-]{1,64}$`)

// distrustRequestNames drops the name that a caller gives to a request, unless a proxy of
// the house gave it: names stand in the log and on error pages.
func (s *Server) distrustRequestNames(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		header := c.Request().Header
		if given := header.Get(echo.HeaderXRequestID); given != "" && (!s.connectedThroughProxy(c.Request()) || !requestName.MatchString(given)) {
			header.Del(echo.HeaderXRequestID)
		}
		return next(c)
	}
}
