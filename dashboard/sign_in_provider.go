package dashboard

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/labstack/echo/v4"
	"golang.org/x/oauth2"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

const (
	providerAnswerPath = signInPath + "/provider/answer"
	providerCookie     = "zhibiao_provider"
	providerAge        = 600 // seconds that somebody may take at the provider
	providerTimeout    = 10 * time.Second
	longestCode        = 4096 // bytes of an authorisation code
)

// providerDoor speaks to the identity provider. What the provider says about itself is
// asked for when somebody first needs it, so that the program starts without it.
type providerDoor struct {
	settings IdentityProvider
	client   *http.Client
	now      func() time.Time
	mutex    sync.Mutex
	provider *oidc.Provider
}

func newProviderDoor(settings IdentityProvider, now func() time.Time) *providerDoor {
	return &providerDoor{settings: settings, now: now, client: &http.Client{Timeout: providerTimeout}}
}

// discover returns the provider, or the Problem provider.away.
func (d *providerDoor) discover(ctx context.Context) (*oidc.Provider, error) {
	d.mutex.Lock()
	defer d.mutex.Unlock()
	if d.provider != nil {
		return d.provider, nil
	}
	// The keys are fetched later, when this request is long over.
	found, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), d.client), d.settings.Issuer)
	if err != nil {
		return nil, &statusProblem{http.StatusServiceUnavailable, metrics.NewProblem("provider.away").Because(err)}
	}
	d.provider = found
	return found, nil
}

func (d *providerDoor) configuration(provider *oidc.Provider, base string) *oauth2.Config {
	return &oauth2.Config{ClientID: d.settings.ClientID, ClientSecret: d.settings.ClientSecret, Endpoint: provider.Endpoint(),
		RedirectURL: strings.TrimRight(base, "/") + providerAnswerPath, Scopes: []string{oidc.ScopeOpenID, "profile"}}
}

// identity is what the provider says about a person.
type identity struct {
	Issuer, Subject string
	Name            string `json:"preferred_username"`
}

// redeem exchanges the code of an answer for a proof of identity and checks it: the
// signature by the provider's keys, issuer, audience, validity and nonce.
func (d *providerDoor) redeem(ctx context.Context, base, code string, asked providerQuestion) (identity, error) {
	provider, err := d.discover(ctx)
	if err != nil {
		return identity{}, err
	}
	ctx = oidc.ClientContext(ctx, d.client)
	token, err := d.configuration(provider, base).Exchange(ctx, code, oauth2.VerifierOption(asked.verifier))
	if err != nil {
		return identity{}, fmt.Errorf("exchange the code: %w", err)
	}
	raw, _ := token.Extra("id_token").(string)
	if raw == "" {
		return identity{}, errors.New("the answer holds no id_token")
	}
	proof, err := provider.Verifier(&oidc.Config{ClientID: d.settings.ClientID, Now: d.now}).Verify(ctx, raw)
	if err != nil {
		return identity{}, fmt.Errorf("verify the id_token: %w", err)
	}
	if proof.Nonce != asked.nonce {
		return identity{}, errors.New("the id_token answers another question")
	}
	person := identity{Issuer: proof.Issuer, Subject: proof.Subject}
	if err := proof.Claims(&person); err != nil {
		return identity{}, fmt.Errorf("claims of the id_token: %w", err)
	}
	if person.Subject == "" || len(person.Subject) > longestSubject {
		return identity{}, errors.New("the id_token names nobody")
	}
	person.Issuer = d.settings.Issuer
	return person, nil
}

// providerQuestion is what this browser asked the provider; it waits in a cookie, so
// that any instance can hear the answer.
type providerQuestion struct{ state, nonce, verifier, next string }

func (q providerQuestion) text() string {
	return strings.Join([]string{q.state, q.nonce, q.verifier, url.QueryEscape(q.next)}, ".")
}

func readQuestion(text string) (providerQuestion, bool) {
	parts := strings.SplitN(text, ".", 4)
	if len(parts) != 4 || parts[0] == "" || parts[1] == "" || parts[2] == "" {
		return providerQuestion{}, false
	}
	next, err := url.QueryUnescape(parts[3])
	return providerQuestion{state: parts[0], nonce: parts[1], verifier: parts[2], next: next}, err == nil
}

// askProvider sends the reader to the identity provider.
func (s *Server) askProvider(c echo.Context) error {
	provider, err := s.provider.discover(c.Request().Context())
	if err != nil {
		return err
	}
	// The verifier of oauth2 is written in base64 for addresses, which has no dot.
	asked := providerQuestion{state: auth.NewToken(), nonce: auth.NewToken(), verifier: oauth2.GenerateVerifier(), next: localPath(c.QueryParam("next"))}
	s.setCookie(c, providerCookie, asked.text(), signInPath, providerAge)
	link := s.provider.configuration(provider, s.baseAddress(c)).AuthCodeURL(asked.state, oidc.Nonce(asked.nonce), oauth2.S256ChallengeOption(asked.verifier))
	return c.Redirect(http.StatusSeeOther, link)
}

// baseAddress is where people reach the pages.
func (s *Server) baseAddress(c echo.Context) string {
	if public := s.provider.settings.PublicURL; public != "" {
		return public
	}
	if s.arrivedByTLS(c.Request()) {
		return "https://" + c.Request().Host
	}
	return "http://" + c.Request().Host
}
