package dashboard_test

import (
	"net/http"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/metrics"
)

// lines are the rows of a form as words.
func lines(form metrics.Form) string {
	var texts []string
	for _, row := range form.Rows {
		texts = append(texts, row.Organisation+" "+row.Indicator+" "+row.Area+" "+row.Period.String())
	}
	return strings.Join(texts, "\n")
}

// From an empty form: installed capacity is found by pinyin (xnyzj, 新能源装机) and asked of
// the Energy Bureau, which reports on it; wind curtailment, which no target asks for, needs
// somebody to be asked. The line is asked in 亿千瓦, with two decimals and a note, and need
// not be answered; in 吨 it cannot be asked. 1700 万千瓦 of 2022 are 0.17 亿千瓦. Each step
// is undone, the last one first.
func TestFormIsDraftedLineByLine(t *testing.T) {
	forms := &dashboardtest.Forms{}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Forms = forms })
	person := visit(site, "/forms/new?blank=1")
	person.post("/forms", http.StatusSeeOther, "sent", "1", "blank", "1", "title", "空白表", "due", "2099-06-30")
	address := "/forms/" + forms.Versions[0].Code
	edit := func() answer { return person.get(address+"/edit", http.StatusOK) }
	base := func() string { return formBase.FindStringSubmatch(edit().body)[1] }
	person.has(edit(), "还没有加入指标")
	person.has(person.post(address+"/issue", http.StatusUnprocessableEntity), "还没有加入指标，不能发出")

	person.has(person.get(address+"/edit?find=xnyzj", http.StatusOK), "新能源装机规模", `value="NEW-ENERGY-CAPACITY"`)
	person.has(person.get(address+"/edit?find=qwertz", http.StatusOK), "没有找到与“qwertz”相符的指标")
	person.has(person.post(address+"/add", http.StatusUnprocessableEntity, "indicator", "CURTAILMENT", "periods", "2022"), "没有责任单位")
	person.has(person.post(address+"/add", http.StatusUnprocessableEntity, "indicator", "NEW-ENERGY-CAPACITY", "periods", "明年"), "看不懂时期“明年”")
	person.post(address+"/add", http.StatusSeeOther, "indicator", "NEW-ENERGY-CAPACITY", "periods", "2022")
	person.post(address+"/add", http.StatusSeeOther, "indicator", "CURTAILMENT", "ask", "O-HEALTH", "area", "150602", "periods", "2022、2023")
	asked := "O-ENERGY NEW-ENERGY-CAPACITY 150600 2022\nO-HEALTH CURTAILMENT 150602 2022\nO-HEALTH CURTAILMENT 150602 2023"
	if got := lines(forms.Versions[0]); got != asked {
		t.Fatalf("asks for\n%s\nwant\n%s", got, asked)
	}

	line := func(unit string, more ...string) []string {
		return append([]string{"base", base(), "title", "空白表", "due", "2099-06-30", "line", "1", "periods-1", "2022", "unit-1", unit, "decimals-1", "2", "note-1", "含自备电厂"}, more...)
	}
	person.has(person.post(address+"/edit", http.StatusUnprocessableEntity, line("吨")...), "“吨”不能与指标的单位“万千瓦”互相换算", "含自备电厂")
	old := line("亿千瓦")
	person.post(address+"/edit", http.StatusSeeOther, old...)
	person.has(person.post(address+"/edit", http.StatusConflict, old...), "刚刚改过这份填报表")
	row := forms.Versions[0].Rows[0]
	if row.Unit != "亿千瓦" || *row.Decimals != 2 || row.Note != "含自备电厂" || !row.Optional || forms.Versions[0].Rows[1].Optional {
		t.Errorf("the row is %+v", row)
	}
	book := workbookTexts(t, person.get(address+"/workbook.xlsx", http.StatusOK).body)
	for _, text := range []string{"选填；含自备电厂", "亿千瓦", "\t0.17\t", "草稿，请勿发出"} {
		if !strings.Contains(book, text) {
			t.Errorf("%q is missing from the workbook", text)
		}
	}
	person.has(edit(), "征集 2 项必填数值", "另有 1 项选填")

	person.post(address+"/edit", http.StatusSeeOther, "base", base(), "title", "空白表", "due", "2099-06-30", "do", "remove-2")
	if got := lines(forms.Versions[0]); got != "O-ENERGY NEW-ENERGY-CAPACITY 150600 2022" {
		t.Errorf("after the removal:\n%s", got)
	}
	person.post(address+"/undo", http.StatusSeeOther, "base", base())
	if got := lines(forms.Versions[0]); got != asked || forms.Versions[0].Rows[0].Unit != "亿千瓦" {
		t.Errorf("after the first undo:\n%s", got)
	}
	person.post(address+"/undo", http.StatusSeeOther, "base", base())
	if forms.Versions[0].Rows[0].Unit != "" {
		t.Error("the second undo does not take the unit back")
	}
	person.post(address+"/issue", http.StatusSeeOther)
	person.has(person.post(address+"/add", http.StatusConflict, "indicator", "HOSTILE", "periods", "2022"), "不是草稿")
}

// An area alone lists the targets that are set for it: none for Dongsheng in this
// catalogue but what is set for each banner. A ticked indicator nobody reports on is named.
func TestFormBeginsWithIndicatorsOrAreas(t *testing.T) {
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Forms = &dashboardtest.Forms{} })
	site.has(site.get("/forms/new?find=tws", http.StatusOK), "每千常住人口托位数", "勾选需要的指标后")
	site.has(site.get("/forms/new?indicator=CHILDCARE-PLACES-PER-1000", http.StatusOK), "市卫生健康委员会", "每千常住人口托位数数据填报表（2022）")
	site.has(site.get("/forms/new?indicator=CURTAILMENT", http.StatusOK), "没有责任单位，请在“向谁征集”里选定单位")
	site.has(site.get("/forms/new?indicator=CURTAILMENT&ask=O-ENERGY", http.StatusOK), "市能源局", "生成草稿")
	whole := site.get("/forms/new?area=150600", http.StatusOK)
	site.has(whole, "鄂尔多斯市数据填报表", "每千常住人口托位数")
}

// Asked again in July 2023: same organisation, same indicator, in the first year after 2024
// and 2025, and not in 2027 too, which has not begun either.
func TestFormIsAskedAgain(t *testing.T) {
	forms := &dashboardtest.Forms{}
	site := newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Forms = forms })
	person := visit(site, "/forms/new?plan=PB2022-194")
	address := draftForm(person)
	person.post(address+"/issue", http.StatusSeeOther)
	before := forms.Versions[0]
	person.has(person.get("/forms/new", http.StatusOK), "按上期再建", "托育填报表")
	person.has(person.get("/forms/new?from="+before.Code, http.StatusOK), `value="2026"`, "托育填报表（2026）")
	person.has(person.post("/forms", http.StatusUnprocessableEntity, "sent", "1", "from", before.Code, "title", "托育", "periods", "2026-06", "due", "2099-06-30"), "相同频率的时期")
	person.post("/forms", http.StatusSeeOther, "sent", "1", "from", before.Code, "title", "托育填报表（2026）", "periods", "2026", "due", "2099-06-30")
	again := forms.Versions[0]
	if again.Repeats != before.Code || !again.Draft || lines(again) != before.Rows[0].Organisation+" "+before.Rows[0].Indicator+" 150600 2026" {
		t.Errorf("asked again: %+v", again)
	}
	person.get("/forms/new?from=F0", http.StatusNotFound)
}

// A planner of one organisation takes away its sheet alone, by every way out; a form that
// asks it nothing is refused.
func TestFormsKeepToTheOrganisationsOfTheAccount(t *testing.T) {
	ask := func(number int, organisation, indicator string) metrics.FormRow {
		return metrics.FormRow{Number: number, Organisation: organisation, ObservationKey: metrics.ObservationKey{Period: metrics.Year(2025),
			SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: "150600", Scenario: metrics.Actual}}}
	}
	forms := &dashboardtest.Forms{Versions: []metrics.Form{
		{Code: "F1", Title: "两家", Version: 1, Due: metrics.NewDate(2099, 1, 1), Rows: []metrics.FormRow{ask(1, "O-HEALTH", "CHILDCARE-PLACES-PER-1000"), ask(2, "O-ENERGY", "NEW-ENERGY-CAPACITY")}},
		{Code: "F2", Title: "别家", Version: 1, Due: metrics.NewDate(2099, 1, 1), Rows: []metrics.FormRow{ask(1, "O-ENERGY", "NEW-ENERGY-CAPACITY")}}}}
	health := account("health", metrics.RolePlanner)
	health.Organisations = []string{"O-HEALTH"}
	h := newHouse(t, func(d *dashboard.Dependencies) { d.Forms = forms }, health)
	person := h.enter("health")
	for _, path := range []string{"/forms/F1/workbook.xlsx", "/forms/F1/missing.xlsx"} {
		if texts := workbookTexts(t, person.get(path, http.StatusOK).body); strings.Contains(texts, "新能源装机规模") || !strings.Contains(texts, "每千常住人口托位数") {
			t.Errorf("%s: %s", path, texts)
		}
	}
	if archive := person.get("/forms/F1/workbooks.zip", http.StatusOK).body; strings.Contains(archive, "市能源局") || !strings.Contains(archive, "市卫生健康委员会") {
		t.Error("the archive does not keep to the organisation")
	}
	person.get("/forms/F1/workbook.xlsx?organisation=O-ENERGY", http.StatusNotFound)
	h.has(person.get("/forms/F2/workbook.xlsx", http.StatusForbidden), "没有您的账号范围内的单位")
	person.get("/forms/F2/workbooks.zip", http.StatusForbidden)
	h.has(person.get("/forms/F2", http.StatusOK), "市能源局") // pages show everything
}

// A planner who is bound to the health commission neither drafts for the energy bureau nor
// changes, sends out, reminds or ends a form that asks it; what is only of the health
// commission goes its usual way. Whoever is bound to nothing may do all.
func TestFormsAreMadeForTheOrganisationsOfTheAccount(t *testing.T) {
	ask := func(number int, organisation, indicator string) metrics.FormRow {
		return metrics.FormRow{Number: number, Organisation: organisation, ObservationKey: metrics.ObservationKey{Period: metrics.Year(2025),
			SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: "150600", Scenario: metrics.Actual}}}
	}
	due := metrics.NewDate(2099, 1, 1)
	both := []metrics.FormRow{ask(1, "O-HEALTH", "CHILDCARE-PLACES-PER-1000"), ask(2, "O-ENERGY", "NEW-ENERGY-CAPACITY")}
	forms := &dashboardtest.Forms{Versions: []metrics.Form{
		{Code: "F1", Title: "两家", Version: 1, Due: due, Rows: both},
		{Code: "F2", Title: "两家草稿", Version: 1, Due: due, Rows: both, Draft: true},
		{Code: "F3", Title: "自家草稿", Version: 1, Due: due, Rows: both[:1], Numbered: 1, Draft: true}}}
	health := account("health", metrics.RolePlanner)
	health.Organisations = []string{"O-HEALTH"}
	h := newHouse(t, func(d *dashboard.Dependencies) { d.Forms = forms }, health, account("all", metrics.RolePlanner))
	person := h.enter("health")
	list := person.get("/forms", http.StatusOK)
	h.has(list, "自家草稿")
	h.lacks(list, "两家草稿")
	h.lacks(person.get("/forms/F1", http.StatusOK), "/forms/F1/close", "/forms/F1/take-back")
	saved := len(forms.Versions)
	for _, path := range []string{"/forms/F1/close", "/forms/F1/due", "/forms/F1/take-back", "/forms/F1/undo", "/forms/F2/issue", "/forms/F2/edit", "/forms/F2/add"} {
		h.has(person.post(path, http.StatusForbidden, "due", "2098-01-01"), "只能向范围内的单位征集", "市能源局")
	}
	person.get("/forms/F2/edit", http.StatusForbidden)
	offered := person.get("/forms/new?indicator=NEW-ENERGY-CAPACITY&indicator=CHILDCARE-PLACES-PER-1000", http.StatusOK)
	h.has(offered, `value="O-HEALTH"`)
	h.lacks(offered, `value="O-ENERGY"`)
	person.post("/forms", http.StatusUnprocessableEntity, "sent", "1", "indicator", "NEW-ENERGY-CAPACITY", "title", "新表", "periods", "2024", "due", "2099-06-30",
		"series", "NEW-ENERGY-CAPACITY|150600|", "recipient", "O-ENERGY")
	h.has(person.post("/forms", http.StatusUnprocessableEntity, "from", "F1", "title", "再来一次", "periods", "2026", "due", "2099-06-30"), "只能向范围内的单位征集")
	h.has(person.post("/forms/F3/add", http.StatusUnprocessableEntity, "indicator", "NEW-ENERGY-CAPACITY", "ask", "O-ENERGY", "periods", "2025"), "只能向范围内的单位征集")
	if len(forms.Versions) != saved {
		t.Fatalf("%d versions were saved", len(forms.Versions)-saved)
	}
	person.post("/forms/F3/add", http.StatusSeeOther, "indicator", "NEW-ENERGY-CAPACITY", "ask", "O-HEALTH", "periods", "2025")
	person.post("/forms/F3/issue", http.StatusSeeOther)
	h.enter("all").post("/forms/F1/close", http.StatusSeeOther)
	if got := strings.Join(h.audited("denied"), "\n"); strings.Count(got, "health denied") != 8 {
		t.Errorf("audit: %s", got)
	}
}
