package dashboard

import "github.com/labstack/echo/v4"

// tourCookie is set by tour.js when a reader has seen the first-run tour, or does not
// want it.
const tourCookie = "zhibiao_tour"

// offersTour tells whether the overview shows the tour of three steps: to a reader who
// has not seen it yet, and to one who asks for it again with ?tour=1.
func offersTour(c echo.Context) bool {
	if c.QueryParam("tour") == "1" {
		return true
	}
	_, err := c.Cookie(tourCookie)
	return err != nil
}
