package dashboard_test

import (
	"encoding/json"
	"net/http"
	"testing"
)

// The target is 5000 from a base of 600: 4400 are needed. The list brings 400 and
// 100.5 without a year, the third project of 70 is not counted: 3899.5 are missing.
const newEnergySentence = "目标5,000万千瓦，基期600万千瓦（2021年），需要新增4,400万千瓦。清单项目都没有写完工年份，合计500.5万千瓦，都按期建成仍差3,899.5万千瓦。"

func TestPipelinePages(t *testing.T) {
	site := newSite(t)
	list := site.get("/pipeline", http.StatusOK)
	site.has(list, "目标的项目支撑", "其中 1 个有缺口", "新能源装机规模", "4,400", "500.5", "3,899.5", "/pipeline?verdict=short",
		"/pipeline/NEW-ENERGY-CAPACITY", newEnergySentence)
	site.lacks(site.get("/pipeline?verdict=covered", http.StatusOK), "3,899.5")
	site.lacks(site.get("/pipeline?theme=CHILDREN", http.StatusOK), "3,899.5")
	site.has(site.get("/pipeline?verdict=short&as_of=2023-07-30", http.StatusOK), "/plans?as_of=2023-07-30\"", `name="verdict" value="short"`)
	page := site.get("/pipeline/NEW-ENERGY-CAPACITY", http.StatusOK)
	site.has(page, newEnergySentence, "甲项目", "乙项目", "丙项目", "不计入（中间产品、中试等）", "没有写完工年份", "计入 500.5 万千瓦",
		"1,700", "2022年", `data-chart="options-pl-1"`, `"value":500.5`, `"value":5000`)
	site.has(site.get("/pipeline/NEW-ENERGY-CAPACITY?lang=en", http.StatusOK), "3,899.5", "if they come in time, ", " are still missing", "not counted (intermediate")
	site.get("/pipeline/HOSTILE", http.StatusNotFound)
	site.get("/pipeline/NOWHERE", http.StatusNotFound)
	site.get("/pipeline?verdict=moon", http.StatusBadRequest)
}

func TestPipelineAnswer(t *testing.T) {
	site := newSite(t)
	var answer struct {
		Count    int
		Balances []struct {
			Indicator, Target, Plan, Unit, Verdict, Goal, Start, Needed, Undated, Missing, Sentence string
			StartFrom                                                                               string `json:"start_from"`
			CapacityIndicator                                                                       string `json:"capacity_indicator"`
			Supply                                                                                  struct {
				Listed   string
				Projects []struct{ Code, Use, Amount string }
			}
		}
	}
	if err := json.Unmarshal([]byte(site.get("/api/v1/pipeline", http.StatusOK).body), &answer); err != nil {
		t.Fatal(err)
	}
	if answer.Count != 1 || len(answer.Balances) != 1 {
		t.Fatalf("%+v", answer)
	}
	got := answer.Balances[0]
	if got.Indicator != "NEW-ENERGY-CAPACITY" || got.CapacityIndicator != got.Indicator || got.Target != "P2022-168-T001" ||
		got.Verdict != "short" || got.Goal != "5000" || got.Start != "600" || got.StartFrom != "base" || got.Needed != "4400" ||
		got.Undated != "500.5" || got.Missing != "3899.5" || got.Sentence != newEnergySentence || got.Supply.Listed != "500.5" {
		t.Errorf("%+v", got)
	}
	if projects := got.Supply.Projects; len(projects) != 3 || projects[2].Code != "J-3" || projects[2].Use != "intermediate" || projects[2].Amount != "70" {
		t.Errorf("%+v", projects)
	}
}

// The page of an indicator leads to its projects where there are any, and so does the
// plan that lists them.
func TestPagesLeadToProjects(t *testing.T) {
	site := newSite(t)
	site.has(site.get("/indicators/NEW-ENERGY-CAPACITY", http.StatusOK), `href="/pipeline/NEW-ENERGY-CAPACITY"`)
	site.lacks(site.get("/indicators/TRADE-RANK", http.StatusOK), `href="/pipeline/`)
	site.has(site.get("/plans/P2022-168", http.StatusOK), `href="/pipeline?plan=P2022-168"`)
}
