package dashboard

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/auth"
	"zhibiao/metrics"
)

const (
	usualTokenDays   = 90
	longestTokenDays = int(metrics.LongestToken / (24 * time.Hour))
	longestTokenName = 60 // characters
	// mostTokens is how many tokens of one account may be valid at the same time.
	mostTokens = 20
)

// TokenInput is the form of a new token as it was filled in.
type TokenInput struct {
	Name          string
	Rights        []string
	Areas         []string
	Organisations []string
	LastDay       string
}

// Carries tells whether a right is chosen.
func (i TokenInput) Carries(asked string) bool { return slices.Contains(i.Rights, asked) }

// InAreas tells whether an area is chosen.
func (i TokenInput) InAreas(code string) bool { return slices.Contains(i.Areas, code) }

// createToken makes a token and shows its key, this once.
func (s *Server) createToken(c echo.Context) error {
	ctx := c.Request().Context()
	caller := personOf(c)
	form, err := c.FormParams()
	if err != nil {
		return badRequest(metrics.NewProblem("error.form_expired"))
	}
	input := TokenInput{Name: strings.TrimSpace(strings.ToValidUTF8(c.FormValue("name"), "")), Rights: form["rights"], Areas: form["areas"],
		Organisations: slices.DeleteFunc(slices.Clone(form["organisations"]), func(code string) bool { return code == "" }), LastDay: c.FormValue("last_day")}
	catalogue, err := s.dependencies.Store.CatalogueAt(ctx, time.Time{})
	if err != nil {
		return fmt.Errorf("load catalogue: %w", err)
	}
	token, problems := s.newToken(catalogue, caller, input)
	tokens, err := s.tokensNewestFirst(ctx)
	if err != nil {
		return err
	}
	active := 0
	for _, other := range tokens {
		if other.Account == token.Account && other.Active(s.dependencies.Now()) {
			active++
		}
	}
	if active >= mostTokens {
		problems["name"] = metrics.NewProblem("token.too_many", "most", strconv.Itoa(mostTokens))
	}
	if len(problems) > 0 {
		return s.renderOwnTokens(c, http.StatusUnprocessableEntity, TokenListPage{Input: input, Problems: problems})
	}
	key := auth.NewAccessToken()
	token.Digest = auth.Digest(key)
	if token, err = s.dependencies.Tokens.SaveToken(ctx, token); err != nil {
		return fmt.Errorf("save token: %w", err)
	}
	s.audit(c, "token.create", token.Name, "token", token.Code, "rights", strings.Join(token.Rights, " "), "until", input.LastDay)
	return s.renderOwnTokens(c, http.StatusOK, TokenListPage{Key: key, Input: TokenInput{Rights: []string{string(mayLook)}, LastDay: input.LastDay}})
}

// newToken reads a filled-in form, and says by field what is wrong with it.
func (s *Server) newToken(catalogue *metrics.Catalogue, caller person, input TokenInput) (metrics.Token, map[string]*metrics.Problem) {
	problems := map[string]*metrics.Problem{}
	token := metrics.Token{Code: rand.Text()[:12], Account: caller.account.Code, Name: input.Name, Areas: input.Areas, Organisations: input.Organisations,
		CreatedAt: s.dependencies.Now().UTC().Truncate(time.Microsecond), SavedBy: caller.account.Code}
	if length := utf8.RuneCountInString(input.Name); length == 0 || length > longestTokenName {
		problems["name"] = metrics.NewProblem("token.name_wrong", "most", strconv.Itoa(longestTokenName))
	}
	for _, asked := range tokenRights() {
		if input.Carries(string(asked)) && caller.may(asked) {
			token.Rights = append(token.Rights, string(asked))
		}
	}
	if len(token.Rights) == 0 || len(token.Rights) != len(input.Rights) {
		problems["rights"] = metrics.NewProblem("token.rights_wrong")
	}
	for _, code := range input.Areas {
		if catalogue.Area(code) == nil || !caller.account.CoversArea(code) {
			problems["areas"] = metrics.NewProblem("token.area_wrong", "value", code)
		}
	}
	for _, code := range input.Organisations {
		if catalogue.Organisation(code) == nil || !caller.account.CoversOrganisation(code) {
			problems["organisations"] = metrics.NewProblem("token.organisation_wrong", "value", code)
		}
	}
	last, err := metrics.ParseDate(input.LastDay)
	if err != nil || last <= s.today() || last > s.today().AddDays(longestTokenDays) {
		problems["last_day"] = metrics.NewProblem("token.day_wrong", "first", s.today().AddDays(1).String(), "last", s.today().AddDays(longestTokenDays).String())
		return token, problems
	}
	token.ExpiresAt = time.Date(last.Year(), time.Month(last.Month()), last.Day()+1, 0, 0, 0, 0, s.dependencies.Zone).UTC()
	return token, problems
}
