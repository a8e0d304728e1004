package dashboard_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
)

// formBase is the version that a page of a form was made of.
var formBase = regexp.MustCompile(`name="base" value="([^"]+)"`)

// draftForm begins a form for the plan of childcare and asks for every series that the
// page offers; the answer is the address of the form.
func draftForm(person *visitor, pairs ...string) string {
	person.t.Helper()
	asked := person.get("/forms/new?plan=PB2022-194", http.StatusOK)
	values := url.Values{}
	for _, part := range strings.Split(asked.body, "<input ") {
		for _, name := range []string{"series", "recipient"} {
			if rest, found := strings.CutPrefix(part, `type="checkbox" name="`+name+`" value="`); found {
				value, _, _ := strings.Cut(rest, `"`)
				values.Set(name, value)
			}
		}
	}
	made := person.post("/forms", http.StatusSeeOther, append([]string{"sent", "1", "plan", "PB2022-194", "title", "托育填报表", "periods", "2024、2025",
		"due", "2099-06-30", "series", values.Get("series"), "recipient", values.Get("recipient")}, pairs...)...).header.Get("Location")
	address, _, _ := strings.Cut(made, "/edit")
	return address
}

// A form is drafted for a plan, sent out, shown with who has not answered, downloaded,
// closed and opened again. What is wrong with the request is said beside its field.
func TestFormsAreMadeShownAndClosed(t *testing.T) {
	forms := &dashboardtest.Forms{}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Forms = forms })
	person := visit(site, "/forms/new?plan=PB2022-194")
	person.has(person.get("/forms/new?plan=PB2022-194", http.StatusOK), "市卫生健康委员会", `name="series"`)
	person.has(person.post("/forms", http.StatusUnprocessableEntity, "sent", "1", "plan", "PB2022-194", "title", "托育填报表", "periods", "2024", "due", "2020-01-01"),
		"截止日期已经过去", "请至少选择一个单位和一项指标")
	address := draftForm(person)
	person.has(person.get(address+"/edit", http.StatusOK), "托育填报表", "向 1 个单位征集 2 项必填数值", "定稿发出")
	person.has(person.get("/forms", http.StatusOK), "草稿", "没有正在收集的填报表")
	if got := person.get(address, http.StatusSeeOther).header.Get("Location"); got != address+"/edit" {
		t.Errorf("the page of a draft leads to %s", got)
	}
	person.post(address+"/remind", http.StatusNotFound) // nobody reminds here
	person.post(address+"/issue", http.StatusSeeOther)
	person.has(person.get(address, http.StatusOK), "托育填报表", "0 个已报齐", "待报送", "缺 2 项", "发出。")
	person.has(person.get("/forms", http.StatusOK), "1 份填报表正在收集")
	if got := person.get(address+"/workbook.xlsx", http.StatusOK); !strings.HasPrefix(got.body, "PK") {
		t.Error("the workbook is no archive")
	}
	person.get(address+"/missing.xlsx", http.StatusOK)
	person.get(address+"/workbooks.zip", http.StatusOK)
	person.post(address+"/close", http.StatusSeeOther)
	closed := person.get(address, http.StatusOK)
	person.has(closed, "不再接收", "撤销上一步")
	person.post(address+"/undo", http.StatusSeeOther, "base", formBase.FindStringSubmatch(closed.body)[1])
	person.has(person.get(address, http.StatusOK), "还有", "收回修改")
	person.post(address+"/close", http.StatusSeeOther)
	person.post(address+"/reopen", http.StatusSeeOther)
	if now := forms.Versions[0]; now.Closed || now.Draft || now.Version != 1 || len(now.Rows) != 2 {
		t.Errorf("the form is %+v", now)
	}
	person.post(address+"/take-back", http.StatusSeeOther)
	person.has(person.get(address+"/edit", http.StatusOK), "第 2 版", "已收回修改")
	person.post(address+"/close", http.StatusSeeOther, "draft", "1")
	person.has(person.get(address, http.StatusOK), "作废了这份草稿")
	person.get("/forms/F0", http.StatusNotFound)
}
