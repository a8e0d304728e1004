//go:build browser

package browser

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// signIn presses the button of a demonstration account. The tabs of one window share
// who is signed in.
func signIn(window context.Context, role string) error {
	ctx, cancel := context.WithTimeout(window, 30*time.Second)
	defer cancel()
	return chromedp.Do(ctx, chromedp.Navigate(address+"/sign-in"),
		chromedp.Click(chromedp.CSS(fmt.Sprintf(`form:has(input[value="demo-%s"]) button`, role))),
		chromedp.WaitVisible(chromedp.CSS(`form[action="/sign-out"], .reader`)))
}

// openAs opens a tab in a window of its own and signs in there; nobody for no role.
func openAs(t *testing.T, role string, width, height int64) *tab {
	t.Helper()
	tab := openIn(t, width, height, chromedp.WithNewBrowserContext())
	if role != "" {
		if err := signIn(tab.context, role); err != nil {
			t.Fatalf("sign in as %s: %v", role, err)
		}
	}
	return tab
}

// TestSignInPage looks at the page of who is not signed in.
func TestSignInPage(t *testing.T) {
	keys := untranslated(t)
	for _, language := range []string{"zh", "en"} {
		for _, width := range []int64{1440, 1024, 390} {
			tab := openAs(t, "", width, 844)
			tab.visit("/sign-in?lang=" + language)
			checkPage(tab, "/sign-in", language, keys)
			takePicture(tab, "/sign-in", language, width)
		}
	}
	tab := openAs(t, "", 390, 844)
	tab.visit("/plans?lang=zh")
	if got := look[string](tab, `location.pathname + location.search`); got != "/sign-in?next=%2Fplans%3Flang%3Dzh" {
		t.Errorf("without an account /plans leads to %s", got)
	}
	if look[string](tab, `document.activeElement.name`) != "code" {
		t.Error("the first field does not have the focus")
	}
	tab.do(chromedp.SendKeys(chromedp.CSS(`input[name=code]`), "nobody"), chromedp.SendKeys(chromedp.CSS(`input[name=password]`), "a secret"),
		chromedp.Click(chromedp.CSS(`.reveal`)))
	if look[string](tab, `document.querySelector("input[name=password]").type`) != "text" {
		t.Error("the button does not show the password")
	}
	tab.click(`form.stack button[type=submit]`)
	if text := tab.text(); !strings.Contains(text, "账号或口令不正确") || look[string](tab, `document.querySelector("input[name=password]").value`) != "" {
		t.Error("a wrong password is not answered, or stays in the page")
	}
	tab.complaints() // the browser notes the status 401
	tab.click(`form:has(input[value="demo-leader"]) button`)
	if got := look[string](tab, `location.pathname`); got != "/plans" {
		t.Errorf("after signing in the way leads to %s", got)
	}
}

// TestEachRoleFindsItsWork goes the main path of every role and looks for what the role
// must not be offered.
func TestEachRoleFindsItsWork(t *testing.T) {
	roles := []struct {
		role           string
		pages          []string // that the role works with
		offered, kept  []string // links and forms on the first of them, and those that must not stand there
		refused        string
		afterwardsText string
	}{
		{"leader", []string{"/indicators/COAL-OUTPUT", "/", "/plans"}, []string{`nav a[href^="/plans"]`}, []string{`nav a[href^="/imports"]`, `nav a[href^="/accounts"]`}, "/imports", "领导"},
		{"planner", []string{"/indicators", "/plans"}, []string{`a[href^="/indicators.xlsx"]`}, []string{`nav a[href^="/imports"]`, `nav a[href^="/audit"]`}, "/runs", "规划"},
		{"statistician", []string{"/imports", "/runs", "/schedules", "/schedules/new"}, []string{`input[type=file]`, `nav a[href^="/runs"]`}, []string{`nav a[href^="/accounts"]`}, "/accounts", "统计"},
		{"reviewer", []string{"/runs", "/policy"}, []string{`nav a[href^="/runs"]`}, []string{`nav a[href^="/imports"]`, `nav a[href^="/audit"]`}, "/imports", "审核"},
		{"administrator", []string{"/audit", "/accounts", "/accounts/new"}, []string{`nav a[href^="/accounts"]`, `a[href^="/audit.xlsx"]`}, []string{`nav a[href^="/imports"]`}, "/imports", "管理员"},
	}
	for _, c := range roles {
		t.Run(c.role, func(t *testing.T) {
			tab := openAs(t, c.role, 1440, 900)
			for _, path := range c.pages {
				tab.visit(path + "?lang=zh")
			}
			tab.visit(c.pages[0] + "?lang=zh")
			for _, selector := range c.offered {
				if !look[bool](tab, fmt.Sprintf("!!document.querySelector(%q)", selector)) {
					t.Errorf("%s lacks %s", c.pages[0], selector)
				}
			}
			for _, selector := range c.kept {
				if look[bool](tab, fmt.Sprintf("!!document.querySelector(%q)", selector)) {
					t.Errorf("%s offers %s", c.pages[0], selector)
				}
			}
			for _, wrong := range tab.complaints() {
				t.Error(wrong)
			}
			answer, err := chromedp.RunResponse(tab.context, chromedp.Navigate(address+c.refused))
			if err != nil || answer.Status != 403 || !strings.Contains(tab.text(), "有此权限的角色") {
				t.Errorf("%s answers %v, %v: want 403 and who may", c.refused, answer, err)
			}
			tab.visit("/account")
			if !strings.Contains(tab.text(), c.afterwardsText) {
				t.Errorf("the account page does not name the role %s", c.afterwardsText)
			}
			tab.do(chromedp.Click(chromedp.CSS(`.reader > summary`)))
			tab.click(`form[action="/sign-out"] button`)
			if got := look[string](tab, `location.pathname`); got != "/sign-in" {
				t.Errorf("signing out leads to %s", got)
			}
		})
	}
}
