package dashboard_test

import (
	"bytes"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// upload sends a workbook to the form of templates.
func uploadTemplate(site *site, content []byte, fields ...string) answer {
	site.t.Helper()
	shown := site.get("/reports/templates", http.StatusOK)
	found := tokenField.FindStringSubmatch(shown.body)
	if found == nil {
		site.t.Fatal("the page has no form")
	}
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	fields = append(fields, "_csrf", found[1])
	for i := 0; i+1 < len(fields); i += 2 {
		if err := form.WriteField(fields[i], fields[i+1]); err != nil {
			site.t.Fatal(err)
		}
	}
	file, err := form.CreateFormFile("file", `C:\表\月报.xlsx`)
	if err != nil {
		site.t.Fatal(err)
	}
	if _, err := file.Write(content); err != nil {
		site.t.Fatal(err)
	}
	if err := form.Close(); err != nil {
		site.t.Fatal(err)
	}
	request := httptest.NewRequest(http.MethodPost, "/reports/templates", &body)
	request.Header.Set("Content-Type", form.FormDataContentType())
	request.Header.Set("Cookie", strings.Split(shown.header.Get("Set-Cookie"), ";")[0])
	return site.send(request)
}

func templateOf(t *testing.T, cells map[string]string) []byte {
	t.Helper()
	file := excelize.NewFile()
	for cell, text := range cells {
		if err := file.SetCellStr("Sheet1", cell, text); err != nil {
			t.Fatal(err)
		}
	}
	var content bytes.Buffer
	if err := file.Write(&content); err != nil {
		t.Fatal(err)
	}
	return content.Bytes()
}

// 2.57 is the latest value of the plan's row and of the series by itself; 4.5 its target.
func TestOwnTemplateIsFilledAndNumbered(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	first := templateOf(t, map[string]string{"A1": "{{报表.编号}}", "A2": "{{每个指标 规划=PB2022-194}}{{指标.名称}}", "B2": "{{最新.实际}}",
		"C2": "{{2025.目标}}", "A3": "{{CHILDCARE-PLACES-PER-1000:2021.实际}}", "B3": "完"})
	got := uploadTemplate(site, first, "name", "月报")
	if got.status != http.StatusSeeOther || got.header.Get("Location") != "/reports/templates?done=saved" {
		t.Fatalf("status %d to %s: %.500s", got.status, got.header.Get("Location"), got.body)
	}
	if got := uploadTemplate(site, first, "name", "月报"); got.header.Get("Location") != "/reports/templates?done=unchanged" {
		t.Errorf("the same file again leads to %s", got.header.Get("Location"))
	}
	templates, err := kept.ReportTemplates(t.Context())
	if err != nil || len(templates) != 1 || templates[0].File != "月报.xlsx" {
		t.Fatalf("templates %+v, %v", templates, err)
	}
	code := templates[0].Code
	site.has(site.get("/reports/templates", http.StatusOK), "月报", "{{指标.名称}}", "{{indicator.name}}")
	site.has(site.get("/indicators", http.StatusOK), `<option value="`+code+`">月报</option>`)
	if site.get("/reports/templates/"+code+"/"+templates[0].Hash, http.StatusOK).body != string(first) {
		t.Error("the template comes back changed")
	}

	address := "/indicators.xlsx?template=" + code
	answer := site.get(address, http.StatusOK)
	rows := rowsOf(t, workbook(t, site, "/reports/ZB-2023-0001.xlsx"), "Sheet1")
	if answer.header.Get("Zhibiao-Report") != "ZB-2023-0001" || rows[0][0] != "ZB-2023-0001" {
		t.Errorf("number %q, in the workbook %q", answer.header.Get("Zhibiao-Report"), rows[0][0])
	}
	found := false
	for _, row := range rows {
		if row[0] == "每千常住人口托位数" {
			found = true
			if row[1] != "2.57" || row[2] != "4.5" {
				t.Errorf("row %v, want 2.57 and 4.5", row)
			}
		}
	}
	if last := rows[len(rows)-1]; !found || last[0] != "2.1" || last[1] != "完" {
		t.Errorf("rows %v", rows)
	}

	// A new version does not change what left, nor what is made again from the old address.
	second := templateOf(t, map[string]string{"A1": "新版 {{报表.标题}}"})
	if got := uploadTemplate(site, second, "code", code); got.header.Get("Location") != "/reports/templates?done=saved" {
		t.Fatalf("second version: status %d", got.status)
	}
	site.has(postForm(site, "/reports/ZB-2023-0001", "/reports/ZB-2023-0001/check"), "逐字节相同")
	site.get(address, http.StatusOK)
	if got := rowsOf(t, workbook(t, site, "/reports/ZB-2023-0002.xlsx"), "Sheet1")[0][0]; got != "新版 月报" {
		t.Errorf("the new version gives %q", got)
	}
}

func TestTemplatesWithMistakesAreNotKept(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	got := uploadTemplate(site, templateOf(t, map[string]string{"A1": "{{报表.标题}}", "B7": "{{指标.名稱}}"}), "name", "月报")
	if got.status != http.StatusUnprocessableEntity {
		t.Errorf("status %d", got.status)
	}
	site.has(got, "Sheet1 B7", "{{", "指标.名称")
	got = uploadTemplate(site, templateOf(t, map[string]string{"B7": "{{CHILDCARE-PLACE-PER-1000:最新.实际}}", "C7": "{{CHILDCARE-PLACES-PER-1000@999:最新.实际}}"}), "name", "月报")
	site.has(got, "Sheet1 B7", "CHILDCARE-PLACES-PER-1000", "Sheet1 C7", "区域里没有代码“999”")
	site.has(uploadTemplate(site, []byte("no workbook"), "name", "月报"), "不是可以读取的 Excel 工作簿")
	site.has(uploadTemplate(site, templateOf(t, map[string]string{"A1": "{{报表.标题}}"})), "请给模板起个名称")
	if got := uploadTemplate(site, templateOf(t, map[string]string{"A1": "{{报表.标题}}"}), "code", "nothing"); got.status != http.StatusNotFound {
		t.Errorf("a version of nothing: status %d", got.status)
	}
	if templates, err := kept.ReportTemplates(t.Context()); err != nil || len(templates) != 0 {
		t.Errorf("kept %v, %v", templates, err)
	}
}

func TestTemplatesOutOfUse(t *testing.T) {
	keep, kept := keepReports(t)
	site := newSite(t, keep)
	uploadTemplate(site, templateOf(t, map[string]string{"A1": "{{报表.标题}}"}), "name", "月报")
	templates, err := kept.ReportTemplates(t.Context())
	if err != nil || len(templates) != 1 {
		t.Fatalf("templates %v, %v", templates, err)
	}
	page := "/reports/templates/" + templates[0].Code
	shown := site.get(page, http.StatusOK)
	request := httptest.NewRequest(http.MethodPost, page+"/remove", strings.NewReader("_csrf="+tokenField.FindStringSubmatch(shown.body)[1]))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	request.Header.Set("Cookie", strings.Split(shown.header.Get("Set-Cookie"), ";")[0])
	if got := site.send(request); got.status != http.StatusSeeOther {
		t.Fatalf("status %d", got.status)
	}
	site.has(site.get("/indicators.xlsx?template="+templates[0].Code, http.StatusNotFound), "没有代码为")
	site.has(site.get(page, http.StatusOK), "已停用")
	site.get("/reports/templates/nothing", http.StatusNotFound)
	site.has(site.get("/indicators.xlsx?sheets=theme&template=x", http.StatusBadRequest), "只选一项")
}

// The example is a template that the program takes itself, in both languages.
func TestExampleTemplateIsTaken(t *testing.T) {
	keep, _ := keepReports(t)
	site := newSite(t, keep)
	for _, language := range []string{"zh", "en"} {
		example := site.get("/reports/templates/example.xlsx?lang="+language, http.StatusOK)
		if got := uploadTemplate(site, []byte(example.body), "name", "例"+language); got.status != http.StatusSeeOther {
			t.Errorf("%s: status %d: %.2000s", language, got.status, got.body)
		}
	}
}
