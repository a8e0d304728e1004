package dashboard

import (
	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// person is who calls a page. Without accounts (a workbook that the program makes for
// itself, a test) whoever calls may do everything.
type person struct {
	account    metrics.Account
	session    metrics.Session
	everything bool
	token      *metrics.Token // with which a program speaks for the account; nil: the person is there
}

// personKey is where the person lies in the context of a request.
const personKey = "person"

// personOf returns who calls.
func personOf(c echo.Context) person {
	if found, known := c.Get(personKey).(person); known {
		return found
	}
	return person{account: metrics.Account{Code: "web " + c.RealIP()}, everything: true}
}

// signedIn tells whether somebody with an account calls.
func (p person) signedIn() bool { return p.session.Digest != "" || p.token != nil }

// may tells whether the person has a right, and the token with which a program speaks for
// the person carries it.
func (p person) may(asked right) bool {
	return p.everything || grants(p.account.Roles, asked) && p.carries(asked)
}

// actorOf names the person who acts, for the ledger.
func actorOf(c echo.Context) string { return personOf(c).account.Code }

// May tells a template whether the reader has a right, by its name. What the reader may
// not do is not offered.
func (f Frame) May(asked string) bool { return f.person.may(right(asked)) }

// Reader is the account of who reads, or nil when nobody is signed in.
func (f Frame) Reader() *metrics.Account {
	if !f.person.signedIn() {
		return nil
	}
	return &f.person.account
}
