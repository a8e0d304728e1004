package dashboard_test

import (
	"bytes"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard"
	"zhibiao/dashboard/dashboardtest"
	"zhibiao/ingest"
	"zhibiao/metrics"
	"zhibiao/schedules/notices"
)

// The sheets of the form of these tests; the first value stands in row 6, its cell in
// column J, the status in K, the name of who fills it in in K3.
const (
	healthSheet = "市卫生健康委员会"
	energySheet = "市能源局"
)

// round is a form that is out, on a site that takes files in.
type round struct {
	*visitor
	forms *dashboardtest.Forms
	told  *toldReminders
}

// toldReminders counts what organisations are told.
type toldReminders struct{ count int }

func (r *toldReminders) Tell(_ context.Context, told ...notices.Notice) error {
	r.count += len(told)
	return nil
}

// sendRound sends a form out: childcare places of 2021 and 2022 are asked of the Health
// Commission, installed capacity of 2022 of the Energy Bureau, all of the city.
func sendRound(t *testing.T) *round {
	t.Helper()
	ask := func(number int, organisation, indicator string, year int) metrics.FormRow {
		return metrics.FormRow{Number: number, Organisation: organisation, ObservationKey: metrics.ObservationKey{Period: metrics.Year(year),
			SeriesKey: metrics.SeriesKey{Indicator: indicator, Area: "150600", Scenario: metrics.Actual}}}
	}
	forms := &dashboardtest.Forms{Versions: []metrics.Form{{Code: "F1", Title: "年度填报表", Version: 1, Due: metrics.NewDate(2023, 7, 20), Rows: []metrics.FormRow{
		ask(1, "O-HEALTH", "CHILDCARE-PLACES-PER-1000", 2021), ask(2, "O-HEALTH", "CHILDCARE-PLACES-PER-1000", 2022), ask(3, "O-ENERGY", "NEW-ENERGY-CAPACITY", 2022)}}}}
	told := &toldReminders{}
	site, _ := importSite(t, t.TempDir(), func(d *dashboard.Dependencies, options *ingest.Options) {
		content := d.Store.(ledgerStore).Content
		content.Feeds = append(content.Feeds, metrics.Feed{Code: metrics.FormsFeed, NameZh: "填报表", NameEn: "Forms", Scenario: metrics.Actual})
		content.Index()
		d.Forms, options.Forms, d.Reminders = forms, forms, told
	})
	return &round{visit(site, "/imports"), forms, told}
}

// filled is the workbook of the form as the page gives it, filled in.
func (r *round) filled(address string, cells ...any) string {
	r.t.Helper()
	file, err := excelize.OpenReader(strings.NewReader(r.get(address, http.StatusOK).body))
	if err != nil {
		r.t.Fatal(err)
	}
	defer func() { _ = file.Close() }()
	for i := 0; i+2 < len(cells); i += 3 {
		if err := file.SetCellValue(cells[i].(string), cells[i+1].(string), cells[i+2]); err != nil {
			r.t.Fatal(err)
		}
	}
	var content bytes.Buffer
	if _, err := file.WriteTo(&content); err != nil {
		r.t.Fatal(err)
	}
	return content.String()
}

// handIn uploads a file to the wrong feed, as who knows nothing of feeds would, takes it
// in, and returns the page of the upload.
func (r *round) handIn(content string) answer {
	r.t.Helper()
	upload := r.upload("published-actuals", "填报.xlsx", content, http.StatusSeeOther).header.Get("Location")
	checked := r.settled(upload)
	if !strings.Contains(checked.body, upload+"/import") {
		return checked
	}
	r.post(upload+"/import", http.StatusSeeOther)
	return r.settled(upload)
}

// settled is the page of an upload when nothing is under way any more: a busy machine
// takes longer than the page waits.
func (v *visitor) settled(upload string) answer {
	v.t.Helper()
	page := v.get(upload, http.StatusOK)
	for range 600 {
		if !strings.Contains(page.body, upload+"/progress") {
			break
		}
		time.Sleep(50 * time.Millisecond)
		page = v.get(upload, http.StatusOK)
	}
	return page
}

// On 31 July 2023, eleven days after the due day: half of the sheet of the Health
// Commission comes, then the whole of it. The second time one value is new, one is
// revised; the same file a third time changes nothing.
func TestFilledFormComesBackThroughThePage(t *testing.T) {
	r := sendRound(t)
	r.has(r.get("/forms/F1", http.StatusOK), "2 个单位逾期未报齐", "逾期未报")
	half := r.handIn(r.filled("/forms/F1/workbook.xlsx?organisation=O-HEALTH", healthSheet, "J6", 2.1, healthSheet, "K3", "办公室"))
	r.has(half, "已新增 1 个值", "年度填报表", "缺 1 项", "2022年", "逾期未报齐")
	r.has(r.get("/forms/F1", http.StatusOK), "逾期未报齐", "办公室", "3 项数值已报 1 项", `<b class="bad-text figure">11</b>`)

	whole := r.filled("/forms/F1/workbook.xlsx?organisation=O-HEALTH", healthSheet, "J6", 2.11, healthSheet, "J7", 2.57)
	r.has(r.handIn(whole), "已新增 1 个值、修订 1 个值", "此前已报送过", "逾期报齐")
	page := r.get("/forms/F1", http.StatusOK)
	r.has(page, "2 个单位中 1 个已报齐", "逾期报齐", "3 项数值已报 2 项")
	if strings.Count(page.body, "缺 1 项</summary>") != 1 { // the Energy Bureau alone
		t.Error("what is missing does not fit")
	}
	r.has(r.handIn(whole), "没有变化")
	if r.has(r.get("/forms/F1", http.StatusOK), "3 项数值已报 2 项"); len(r.forms.Answers) != 3 {
		t.Errorf("%d answers, want three", len(r.forms.Answers))
	}
	if missing := workbookTexts(t, r.get("/forms/F1/missing.xlsx", http.StatusOK).body); !strings.Contains(missing, "新能源装机规模") || strings.Contains(missing, "每千常住人口托位数") {
		t.Errorf("the list of what is missing:\n%s", missing)
	}
}

// Of two organisations the one that has not answered is reminded; who presses the button of
// a page that was opened before the last answer came reminds nobody, and reads so. What the
// form brings is no table that one could lay out otherwise.
func TestNobodyIsRemindedOfAnAnswer(t *testing.T) {
	r := sendRound(t)
	r.handIn(r.filled("/forms/F1/workbook.xlsx?organisation=O-HEALTH", healthSheet, "J6", 2.11, healthSheet, "J7", 2.57))
	r.has(r.get(r.post("/forms/F1/remind", http.StatusSeeOther).header.Get("Location"), http.StatusOK), "催报通知已记录")
	if r.told.count != 1 {
		t.Errorf("%d reminders, want one", r.told.count)
	}
	last := r.handIn(r.filled("/forms/F1/workbook.xlsx?organisation=O-ENERGY", energySheet, "J6", 800))
	r.has(last, "收到的填报表")
	r.lacks(last, "附上版式说明")
	r.has(r.get(r.post("/forms/F1/remind", http.StatusSeeOther).header.Get("Location"), http.StatusOK), "各单位都已报齐，没有发送催报通知。")
	if r.told.count != 1 {
		t.Errorf("%d reminders, want no further one", r.told.count)
	}
}

// A form of another round, of another version, taken back, closed, with the sheet of
// another organisation, or damaged: what the page says, and what is loaded of it.
func TestFormsThatAreNotAsTheyWent(t *testing.T) {
	fill := []any{healthSheet, "J6", 2.1}
	for name, test := range map[string]struct {
		change func(*round)
		cells  []any
		says   []string
		loaded int
	}{
		"of another round": {func(r *round) { r.forms.Versions[0].Code = "F2" }, fill, []string{"没有编号为 F1 的填报表"}, 0},
		"closed":           {func(r *round) { r.forms.Versions[0].Closed = true }, fill, []string{"已由", "关闭，不再接收"}, 0},
		"taken back":       {func(r *round) { r.forms.Versions[0].Draft = true }, fill, []string{"收回修改或尚未发出，暂不接收"}, 0},
		"of the version before": {func(r *round) {
			r.forms.Versions[0].Version = 2
		}, fill, []string{"是第 1 版，最新为第 2 版"}, 1},
		"asked in another unit since": {func(r *round) {
			form := &r.forms.Versions[0]
			form.Version, form.Rows[0].Unit = 2, "万个"
		}, fill, []string{"填报要求在新版中改了"}, 0},
		"a row that is asked no more": {func(r *round) {
			form := &r.forms.Versions[0]
			form.Version, form.Rows = 2, form.Rows[1:]
		}, fill, []string{"已不在最新版填报表中"}, 0},
		"in the sheet of another organisation": {func(*round) {}, []any{energySheet, "A6", "", healthSheet, "J6", 2.1, energySheet, "J6", 1700},
			[]string{"这一行没有隐藏编码"}, 1},
		"with the codes of the columns gone": {func(*round) {}, []any{healthSheet, "A4", "", healthSheet, "J6", 2.1, energySheet, "J6", 1700},
			[]string{"隐藏列编码不在了"}, 1},
		"empty": {func(*round) {}, nil, []string{"没有填写任何数值或状态"}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			r := sendRound(t)
			content := r.filled("/forms/F1/workbook.xlsx", test.cells...)
			test.change(r)
			r.has(r.handIn(content), test.says...)
			answered := 0
			for _, answer := range r.forms.Answers {
				answered += len(answer.Rows)
			}
			if answered != test.loaded {
				t.Errorf("%d rows answered, want %d", answered, test.loaded)
			}
		})
	}
}

// A statistician of Dongsheng hands in the sheet of the city: no row is taken, and the
// audit says that it was tried.
func TestFormOfOthersAreasIsRefusedAndAudited(t *testing.T) {
	sent := sendRound(t)
	content := sent.filled("/forms/F1/workbook.xlsx", healthSheet, "J6", 2.1)
	banner := account("banner", metrics.RoleStatistician)
	banner.Areas = []string{"150602"}
	hash, err := passwordHash()
	if err != nil {
		t.Fatal(err)
	}
	banner.PasswordHash = hash
	accounts := dashboardtest.NewAccounts(banner)
	site, _ := importSite(t, t.TempDir(), func(d *dashboard.Dependencies, options *ingest.Options) {
		d.Accounts, d.Audit, d.Forms, options.Forms = accounts, accounts, sent.forms, sent.forms
	})
	h := &house{site: site, accounts: accounts}
	person := h.enter("banner")
	person.get("/imports", http.StatusOK)
	upload := person.upload("manual", "填报.xlsx", content, http.StatusSeeOther).header.Get("Location")
	h.has(person.settled(upload), "“鄂尔多斯市”不在您的区域范围内")
	if got := strings.Join(h.audited(""), "\n"); !strings.Contains(got, "banner upload.others_areas 填报.xlsx refused") {
		t.Errorf("audit: %s", got)
	}
	person.post(upload+"/import", http.StatusSeeOther)
	person.settled(upload)
	if len(sent.forms.Answers) != 0 {
		t.Errorf("answers %+v", sent.forms.Answers)
	}
}
