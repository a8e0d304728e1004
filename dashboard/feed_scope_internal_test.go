package dashboard

import (
	"context"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/metrics"
)

// attentiveImporter remembers what was handed in.
type attentiveImporter struct {
	noImporter
	got []ingest.Submission
}

func (i *attentiveImporter) Import(_ context.Context, submission ingest.Submission) (ingest.Report, error) {
	i.got = append(i.got, submission)
	return ingest.Report{}, nil
}

// A statistician of a banner neither keeps nor fetches feeds, which load the values of
// all areas; what a program of the banner pushes is held against the banner's areas.
func TestFeedsBelongToAllAreas(t *testing.T) {
	store, accounts, importer := dashboardtest.New(), dashboardtest.NewAccounts(), &attentiveImporter{}
	feeds := &dashboardtest.Feeds{Store: store}
	server, err := New(Dependencies{Store: store, Feeds: feeds, Importer: importer, Accounts: accounts, Audit: accounts, UploadFolder: t.TempDir(), Now: dashboardtest.Now})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := feeds.SaveFeed(t.Context(), metrics.Feed{Code: "pushed", NameZh: "推送", NameEn: "Pushed", Source: metrics.FeedSource{Kind: metrics.SourcePush}}); err != nil {
		t.Fatal(err)
	}
	enter := func(account metrics.Account) string {
		t.Helper()
		account.Roles = []metrics.Role{metrics.RoleStatistician}
		if _, err := accounts.SaveAccount(t.Context(), account); err != nil {
			t.Fatal(err)
		}
		token, err := server.gate.begin(t.Context(), metrics.Session{Account: account.Code})
		if err != nil {
			t.Fatal(err)
		}
		return token
	}
	banner, city := enter(metrics.Account{Code: "banner", Areas: []string{"150602"}}), enter(metrics.Account{Code: "city"})
	walked := 0
	for _, to := range server.feedRoutes() {
		if to.method == http.MethodGet || to.path == pushPath || to.right == mayAdminister {
			continue
		}
		walked++
		if answer := server.call(t, to, banner, goodToken); answer.Code != http.StatusForbidden || keyOf(answer) != "feeds.all_areas" {
			t.Errorf("%s %s for a banner: %d %s", to.method, to.path, answer.Code, keyOf(answer))
		}
		if answer := server.call(t, to, city, goodToken); keyOf(answer) == "feeds.all_areas" {
			t.Errorf("%s %s is refused without a limit", to.method, to.path)
		}
	}
	if walked < 5 {
		t.Fatalf("only %d routes were walked", walked)
	}
	for token, want := range map[string][]string{banner: {"150602"}, city: nil} {
		request := httptest.NewRequest(http.MethodPost, strings.Replace(pushPath, ":code", "pushed", 1), strings.NewReader("indicator\n"))
		request.Header.Set("Content-Type", "text/csv")
		request.Header.Set("X-CSRF-Token", goodToken)
		request.AddCookie(&http.Cookie{Name: "zhibiao_csrf", Value: goodToken})
		request.AddCookie(&http.Cookie{Name: sessionCookie, Value: token})
		answer := httptest.NewRecorder()
		server.Handler().ServeHTTP(answer, request)
		if answer.Code != http.StatusOK {
			t.Fatalf("push: %d %s", answer.Code, answer.Body)
		}
		if got := importer.got[len(importer.got)-1].Areas; !slices.Equal(got, want) {
			t.Errorf("pushed for the areas %v, want %v", got, want)
		}
	}
}
