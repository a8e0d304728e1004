package dashboard_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

// A form is made for a plan, shown with who has not answered, downloaded, closed and
// opened again. What is wrong with the request is said beside its field.
func TestFormsAreMadeShownAndClosed(t *testing.T) {
	forms := &dashboardtest.Forms{}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Forms = forms })
	person := visit(site, "/forms/new?plan=PB2022-194")
	asked := person.get("/forms/new?plan=PB2022-194", http.StatusOK)
	person.has(asked, "市卫生健康委员会", `name="series"`)
	values := url.Values{}
	for _, part := range strings.Split(asked.body, "<input ") {
		for _, name := range []string{"series", "recipient"} {
			if rest, found := strings.CutPrefix(part, `type="checkbox" name="`+name+`" value="`); found {
				value, _, _ := strings.Cut(rest, `"`)
				values.Set(name, value)
			}
		}
	}
	send := func(status int, due string) answer {
		return person.post("/forms", status, "sent", "1", "plan", "PB2022-194", "title", "托育填报表", "periods", "2024、2025", "due", due,
			"series", values.Get("series"), "recipient", values.Get("recipient"))
	}
	person.has(send(http.StatusUnprocessableEntity, "2020-01-01"), "截止日期已经过去")
	made := send(http.StatusSeeOther, "2099-06-30").header.Get("Location")
	address, _, _ := strings.Cut(made, "?")
	person.has(person.get(address, http.StatusOK), "托育填报表", "0 个已报齐", "待报送", "缺 2 项")
	person.has(person.get("/forms", http.StatusOK), "托育填报表")
	if got := person.get(address+"/workbook.xlsx", http.StatusOK); !strings.HasPrefix(got.body, "PK") {
		t.Error("the workbook is no archive")
	}
	person.get(address+"/missing.xlsx", http.StatusOK)
	person.get(address+"/workbooks.zip", http.StatusOK)
	person.post(address+"/close", http.StatusSeeOther)
	person.has(person.get(address, http.StatusOK), "不再接收")
	person.post(address+"/reopen", http.StatusSeeOther)
	if len(forms.Versions) != 3 || forms.Versions[0].Closed || !forms.Versions[1].Closed {
		t.Errorf("versions %+v", forms.Versions)
	}
	person.get("/forms/F0", http.StatusNotFound)
}
