// Package guidetest says which pictures the guide has and how a browser takes them again.
// It is for tests and knows no other room.
package guidetest

// Shot is a picture of a page: what the browser test takes and the chapters show.
type Shot struct {
	Name     string // without language and ending
	Page     string // address of the page, on demonstration data
	Selector string // of the element that is brought to the top; empty: the top of the page
}

// Shots lists the pictures of the guide. Each is taken in every language as
// NAME-LANGUAGE.webp.
func Shots() []Shot {
	return []Shot{
		{Name: "overview", Page: "/?demo=1"},
		{Name: "indicator", Page: "/indicators/COAL-OUTPUT?demo=1"},
		{Name: "explanation", Page: "/indicators/CHILDCARE-PLACES-PER-1000?demo=1", Selector: "#why"},
		{Name: "areas", Page: "/areas?demo=1"},
		{Name: "tasks", Page: "/tasks"},
		{Name: "export", Page: "/plans/P2022-169?demo=1"},
		{Name: "import", Page: "/imports"},
		{Name: "schedules", Page: "/schedules"},
	}
}
