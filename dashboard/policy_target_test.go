package dashboard_test

import (
	"net/http"
	"strings"
	"testing"
)

const childcareTarget = "/policy/targets/PB2022-194-T001"

// The compound ratio of the places: (2.57 ÷ 1.8)^(1/2) − 1 = 0.19489, required (4.5 ÷
// 1.8)^(1/5) − 1 = 0.20112, ratio 0.969: at least 0.95, on schedule, where the straight
// line says behind.
func TestMethodsStandSideBySide(t *testing.T) {
	site := newSite(t)
	page := site.get(childcareTarget, http.StatusOK)
	site.has(page, "各种方法并列", `value="compound"`, "0.969", "</svg>基本符合预期", "0.713", "方法由目标本身决定", `value="efficacy"`)
	site.has(site.get(childcareTarget+"?lang=en", http.StatusOK), "All methods side by side", "substantial progress")
	site.get("/policy/targets/NIX", http.StatusNotFound)
	// a rank has no growth: those methods are folded away with their reason
	site.has(site.get("/policy/targets/P2022-168-T005", http.StatusOK), "种方法不适用")
}

func TestMethodIsChosenAndGivenBack(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, childcareTarget)
	preview := visitor.post(childcareTarget+"/preview", http.StatusOK, "base", "default-1", "method", "compound")
	site.has(preview, "7 条有效目标中，1 条的灯变了", "0.969")
	if len(site.store.PolicyList) != 0 {
		t.Fatal("the preview saved")
	}
	visitor.post(childcareTarget, http.StatusUnprocessableEntity, "base", "default-1", "method", "compound")
	saved := visitor.post(childcareTarget, http.StatusSeeOther, "base", "default-1", "method", "compound", "reason", "方案规定按增速评价")
	if saved.header.Get("Location") != childcareTarget+"?saved=policy-1" {
		t.Errorf("goes to %s", saved.header.Get("Location"))
	}
	site.has(site.get(childcareTarget+"?saved=policy-1", http.StatusOK), "已保存", "1 条的灯变了", "方案规定按增速评价", "撤销", "现用")
	if choice := site.store.PolicyList[0].Choice("PB2022-194-T001"); choice == nil || choice.Method != "compound" || choice.Reason != "方案规定按增速评价" {
		t.Errorf("saved %+v", choice)
	}
	site.has(site.get("/policy", http.StatusOK), "每千常住人口托位数", "年均增速法", childcareTarget, "由目标决定")
	site.has(site.get("/api/v1/indicators/CHILDCARE-PLACES-PER-1000", http.StatusOK), `"status":"on_schedule"`)
	notes := ""
	for _, row := range rowsOf(t, workbook(t, site, "/plans/PB2022-194.xlsx"), "说明") {
		notes += strings.Join(row, " ") + "\n"
	}
	for _, want := range []string{"为本目标另选的方法：年均增速法（Open SDG）（compound/1）。理由：方案规定按增速评价", "版本 policy-1", "该方法的结论：进展显著"} {
		if !strings.Contains(notes, want) {
			t.Errorf("the notes do not say %q", want)
		}
	}
	visitor.post(childcareTarget, http.StatusSeeOther, "base", "policy-1", "method", "", "reason", "改回")
	if site.store.PolicyList[0].Choice("PB2022-194-T001") != nil {
		t.Error("the choice is still there")
	}
}

func TestSenselessChoicesAreRefused(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, childcareTarget)
	cases := []struct {
		form []string
		says string
	}{
		{[]string{"method", "nix"}, "nix"},
		{[]string{"method", "efficacy", "unacceptable", "2", "satisfactory", "多"}, "“多”不是数"},
		{[]string{"method", "efficacy", "satisfactory", "4.5"}, "没有保存"},
		{[]string{"method", "efficacy", "satisfactory", "2", "unacceptable", "4"}, "没有保存"},
		{[]string{"method", ""}, "与现行规则相同"},
	}
	for _, c := range cases {
		form := append([]string{"base", "default-1", "reason", "理由甲"}, c.form...)
		site.has(visitor.post(childcareTarget, http.StatusUnprocessableEntity, form...), c.says, `value="理由甲"`)
	}
	if len(site.store.PolicyList) != 0 {
		t.Error("something was saved")
	}
	// (2.57 − 2) ÷ (4.5 − 2) × 40 + 60 = 69.12 points
	site.has(visitor.post(childcareTarget+"/preview", http.StatusOK, "base", "default-1", "method", "efficacy",
		"satisfactory", "4.5", "unacceptable", "2.0"), "69.12")
}

func TestPreviewLeadsBackToTheForm(t *testing.T) {
	site := newSite(t)
	for path, want := range map[string]string{"/policy/preview?lang=en": "/policy?lang=en", childcareTarget + "/preview": childcareTarget} {
		if got := site.get(path, http.StatusSeeOther).header.Get("Location"); got != want {
			t.Errorf("%s leads to %s, want %s", path, got, want)
		}
	}
}

// Cut-offs of a method that overlap are told beside the first of them.
func TestCutOffsOfMethods(t *testing.T) {
	site := newSite(t)
	visitor := visit(site, "/policy")
	methods := func(changes ...string) []string {
		return cutOffForm(append([]string{"compound_high", "0.95", "compound_medium", "0.6", "united_nations_on_track", "0.95",
			"united_nations_fair", "0.1", "germany_sun", "0.05", "germany_cloud", "0.2", "efficacy_excellent", "90",
			"efficacy_good", "80", "efficacy_fair", "60"}, changes...)...)
	}
	wrong := visitor.post("/policy", http.StatusUnprocessableEntity, methods("compound_medium", "0.96")...)
	site.has(wrong, `<details class="data" open>`, `name="compound_medium" value="0.96"`)
	visitor.post("/policy", http.StatusSeeOther, methods("compound_medium", "0.5")...)
	if cutOffs := site.store.PolicyList[0].Settings.Methods; cutOffs.CompoundMedium != 0.5 || cutOffs.EfficacyFair != 60 {
		t.Errorf("saved %+v", cutOffs)
	}
	site.has(site.get("/policy", http.StatusOK), "年均增速比：进展中等 0.6 → <b>0.5</b>")
}
