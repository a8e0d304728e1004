package dashboard_test

import (
	"context"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

// keptChecks is a store of rules in memory.
type keptChecks struct{ sets []metrics.CheckSet }

func (k *keptChecks) Checks(context.Context) (metrics.CheckSet, error) {
	if len(k.sets) == 0 {
		return metrics.DefaultChecks(), nil
	}
	return k.sets[0], nil
}

func (k *keptChecks) CheckSets(context.Context) ([]metrics.CheckSet, error) { return k.sets, nil }

func (k *keptChecks) SaveChecks(_ context.Context, set metrics.CheckSet) (metrics.CheckSet, error) {
	set.Version, set.SavedAt = strings.Repeat("v", len(k.sets)+1), time.Date(2026, 11, 1, 0, 0, len(k.sets), 0, time.UTC)
	k.sets = append([]metrics.CheckSet{set}, k.sets...)
	return set, nil
}

func checkSite(t *testing.T) (*visitor, *keptChecks) {
	t.Helper()
	kept := &keptChecks{}
	return visit(newSite(t, func(dependencies *dashboard.Dependencies) { dependencies.Checks = kept }), "/checks"), kept
}

// shareForm is the form of the rule on shares as it stands.
func shareForm(change ...string) []string {
	return append([]string{"base", "default", "name_zh", "占比", "name_en", "Shares", "severity", "soft", "active", "1",
		"examples", "0 | 通过\n101 | 提示", "reason", "改名"}, change...)
}

func TestRulesAreListedWithTheirExamples(t *testing.T) {
	person, _ := checkSite(t)
	page := person.get("/checks", http.StatusOK)
	person.has(page, "共 14 条规则，启用 14 条", "与历年同期相比突变", "偏离超过平常波动", "例子：7 / 7 与结果相符", "历年 100、104，本期 10400", "内置，不能关闭",
		"限指标类型：位次。", "还没有人改过规则")
	person.lacks(page, "✗", "条规则的例子与结果不符")
	person.has(person.get("/checks?lang=en", http.StatusOK), "14 rules, 14 of them active", "Examples: 7 of 7 come out as they say")
	person.get("/checks?lang=zh", http.StatusOK)
}

func TestRuleIsSwitchedOffAndOn(t *testing.T) {
	person, kept := checkSite(t)
	person.post("/checks/jump/switch", http.StatusSeeOther, "base", "default")
	if len(kept.sets) != 1 || kept.sets[0].Rule("jump").Active || kept.sets[0].Reason != "停用“与历年同期相比突变”" {
		t.Fatalf("sets %+v", kept.sets)
	}
	person.has(person.get("/checks?done=switched", http.StatusOK), "启用 13 条", "停用“与历年同期相比突变”", "已切换")
	person.post("/checks/jump/switch", http.StatusBadRequest, "base", "default") // somebody was faster
	person.post("/checks/jump/switch", http.StatusSeeOther, "base", kept.sets[0].Version)
	person.post("/checks/duplicate/switch", http.StatusBadRequest, "base", kept.sets[0].Version)
	person.post("/checks/nothing/switch", http.StatusNotFound, "base", kept.sets[0].Version)
	if len(kept.sets) != 2 || !kept.sets[0].Rule("jump").Active {
		t.Errorf("%d versions", len(kept.sets))
	}
}

func TestRuleIsChangedWithItsExamples(t *testing.T) {
	person, kept := checkSite(t)
	person.has(person.get("/checks/growth", http.StatusOK), "100 | 105 | 6.5 | 通过", "允许相差（百分点）", `value="2"`)
	person.post("/checks/growth", http.StatusSeeOther, "base", "default", "name_zh", "同比", "name_en", "Growth", "severity", "hard", "active", "1",
		"tolerance_points", "０.5", "examples", "100 ｜ 105 ｜ 5 ｜ 通过\n100|105|8|提示", "kinds", "flow", "except", "HYDROGEN-OUTPUT", "reason", "更严")
	saved := kept.sets[0].Rule("growth")
	if saved.Severity != metrics.CheckHard || saved.Parameters["tolerance_points"].String() != "0.5" || len(saved.Examples) != 2 ||
		saved.Examples[1].Growth != "8" || !saved.Examples[1].Flags || saved.Scope.Except[0] != "HYDROGEN-OUTPUT" || saved.Scope.Kinds[0] != metrics.KindFlow {
		t.Errorf("saved %+v", saved)
	}
	if kept.sets[0].Reason != "更严" || kept.sets[0].SavedBy == "" {
		t.Errorf("set %+v", kept.sets[0])
	}
}

func TestWhatIsWrongWithARuleIsToldBesideItsField(t *testing.T) {
	person, kept := checkSite(t)
	for name, test := range map[string]struct {
		change []string
		want   string
	}{
		"an example that does not hold": {[]string{"examples", "0 | 通过\n50 | 提示\n101 | 提示"}, "第 2 个例子（50）与规则的结果不符"},
		"no example that passes":        {[]string{"examples", "101 | 提示"}, "请至少写一个应当通过的例子"},
		"a line that is no example":     {[]string{"examples", "101"}, "这一行没有看懂：“101”"},
		"no reason":                     {[]string{"reason", ""}, "policy.problem.reason"},
		"no name":                       {[]string{"name_en", " "}, "请填写名称"},
		"an unknown indicator":          {[]string{"indicators", "NOTHING"}, "没有代码为“NOTHING”的指标"},
		"an unknown theme":              {[]string{"themes", "NOTHING"}, "没有代码为“NOTHING”的主题"},
		"an unknown severity":           {[]string{"severity", "mild"}, "没有“mild”这种处理方式"},
		"an old form":                   {[]string{"base", "older"}, "checks.not_saved"},
	} {
		form := shareForm()
		for i := 0; i < len(test.change); i += 2 {
			found := false
			for at := 0; at < len(form); at += 2 {
				if form[at] == test.change[i] {
					form[at+1], found = test.change[i+1], true
				}
			}
			if !found {
				form = append(form, test.change[i], test.change[i+1])
			}
		}
		answer := person.post("/checks/share", http.StatusUnprocessableEntity, form...)
		if !strings.Contains(test.want, ".") {
			person.has(answer, test.want)
		}
		person.has(answer, "没有保存")
		if len(kept.sets) > 0 {
			t.Fatalf("%s: it was saved", name)
		}
	}
	// A trial saves nothing and shows what the examples give.
	person.has(person.post("/checks/share/try", http.StatusOK, shareForm()...), "数值 101", "✓ 提示")
	person.get("/checks/share/try", http.StatusSeeOther)
	person.get("/checks/nothing", http.StatusNotFound)
	if len(kept.sets) > 0 {
		t.Error("a trial was saved")
	}
}

func TestNewRule(t *testing.T) {
	person, kept := checkSite(t)
	person.has(person.get("/checks/new?kind=range", http.StatusOK), "不小于", "不大于")
	person.get("/checks/new?kind=duplicate", http.StatusBadRequest)
	person.get("/checks/new?kind=purple", http.StatusNotFound)
	person.post("/checks/new", http.StatusSeeOther, "kind", "range", "base", "default", "name_zh", "弃风率上限", "name_en", "Curtailment", "severity", "soft",
		"active", "1", "least", "", "most", "30", "indicators", "CURTAILMENT", "examples", "5 | 通过\n31 | 提示", "reason", "新规则")
	rule := kept.sets[0].Rule("range-1")
	if rule == nil || rule.Kind != metrics.CheckRange || len(rule.Parameters) != 1 || rule.Scope.Indicators[0] != "CURTAILMENT" {
		t.Fatalf("rule %+v", rule)
	}
	person.has(person.get("/checks", http.StatusOK), "弃风率上限", "数值不应大于 30。", "限指标：弃风率。", "共 15 条规则")
}

var checkKey = regexp.MustCompile(`\b(?:nav|column|checks|check|policy|error|frame|kind)\.[a-z_]+[a-z_.]*`)

func TestCheckPagesInBothLanguages(t *testing.T) {
	person, _ := checkSite(t)
	paths := []string{"/checks", "/checks/new?kind=range"}
	for _, rule := range metrics.DefaultChecks().Rules {
		paths = append(paths, "/checks/"+rule.Code)
	}
	for _, language := range []string{"zh", "en"} {
		for _, path := range paths {
			address := path + "?lang=" + language
			if strings.Contains(path, "?") {
				address = path + "&lang=" + language
			}
			checkPageText(t, address, person.get(address, http.StatusOK), checkKey)
		}
	}
}
