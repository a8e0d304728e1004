package dashboard

import (
	"slices"
	"testing"
	"time"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
)

func chinese(t *testing.T) wording {
	t.Helper()
	texts, err := locale.Load()
	if err != nil {
		t.Fatal(err)
	}
	return wording{texts: texts, language: locale.Chinese, zone: time.UTC}
}

func pointer(value float64) *float64 { return &value }

func TestLandingNote(t *testing.T) {
	words := chinese(t)
	item := Item{Indicator: &metrics.Indicator{Unit: "个", Decimals: 2}, Assessment: &metrics.Assessment{}}
	if note := words.landingNote(item); note != "" {
		t.Errorf("without a landing %q", note)
	}
	item.Assessment.Landing = &metrics.Landing{Method: "some/1", Deadline: metrics.NewDate(2025, 12, 31), Points: 5, Value: pointer(3.412),
		Low80: pointer(3.1), High80: pointer(3.72), Low95: pointer(2.9), High95: pointer(3.95), Probability: pointer(0.024)}
	want := "预计2025年12月31日达到 3.41 个，80%区间 3.10 至 3.72，95%区间 2.90 至 3.95；达标概率 2.4%。依据 5 个数值，方法：some/1。预测值，不是实际数。"
	if note := words.landingNote(item); note != want {
		t.Errorf("landing %q", note)
	}
	item.Assessment.Landing = &metrics.Landing{Reason: metrics.NewProblem("assess.reason.no_observation")}
	if note := words.landingNote(item); note == "" || note == "不作预测：" {
		t.Errorf("without a forecast %q", note)
	}
}

func TestRequiredNote(t *testing.T) {
	words := chinese(t)
	item := Item{Indicator: &metrics.Indicator{Unit: "个", Decimals: 2, Kind: metrics.KindStock}, Assessment: &metrics.Assessment{}}
	if note := words.requiredNote(item); note != "" {
		t.Errorf("nothing is required: %q", note)
	}
	item.Assessment.RequiredPerYear, item.Assessment.RequiredPerMonth = pointer(0.6433), pointer(0.0536)
	if note := words.requiredNote(item); note != "今后每年需增加 0.64 个、每月需增加 0.05 个" {
		t.Errorf("a rise: %q", note)
	}
	item.Assessment.RequiredPerMonth = pointer(0.0011) // not shown as nothing
	if note := words.requiredNote(item); note != "今后每年需增加 0.64 个、每月需增加 0.001 个" {
		t.Errorf("a slow rise: %q", note)
	}
	item.Assessment.RequiredPerYear, item.Assessment.RequiredPerMonth = pointer(-2), nil
	if note := words.requiredNote(item); note != "今后每年需减少 2.00 个" {
		t.Errorf("a fall: %q", note)
	}
	item.Indicator.Kind, item.Assessment.RequiredPerYear, item.Assessment.RequiredPerMonth = metrics.KindFlow, nil, pointer(3)
	if note := words.requiredNote(item); note != "其余各月平均每月需完成 3.00 个" {
		t.Errorf("a flow: %q", note)
	}
}

func TestGroupNotes(t *testing.T) {
	catalogue := (&metrics.Catalogue{
		Indicators:   []metrics.Indicator{{Code: "TRADE", NameZh: "进出口总额", Unit: "亿元"}},
		Targets:      []metrics.Target{{Code: "T1", Indicator: "TRADE"}},
		TargetGroups: []metrics.TargetGroup{{Code: "G1", Rule: metrics.AnyOf, NameZh: "外贸目标"}},
		Areas:        []metrics.Area{{Code: "150602", NameZh: "东胜区"}},
	}).Index()
	material := reportMaterial{words: chinese(t), catalogue: catalogue}
	group := &metrics.GroupResult{Code: "G1", Rule: metrics.AnyOf, Status: metrics.Achieved, Reason: *metrics.NewProblem("assess.reason.no_observation"),
		Members: []metrics.GroupMember{
			{Target: "T1", Status: metrics.Missed, Latest: "12345", Period: "2022", Reason: *metrics.NewProblem("assess.reason.no_observation")},
			{Area: "150602", Status: metrics.Achieved, Reason: *metrics.NewProblem("assess.reason.no_observation")},
		}}
	reason := material.words.text("assess.reason.no_observation")
	note, members := material.groupNotes(group)
	if note != "外贸目标（一项达到即可）：如期实现。"+reason {
		t.Errorf("group %q", note)
	}
	qualitative := material.words.text("value.qualitative")
	want := []string{"进出口总额 " + qualitative + " 亿元：未达标，2022年 12,345。" + reason, "东胜区：如期实现。" + reason}
	if !slices.Equal(members, want) {
		t.Errorf("members %q, want %q", members, want)
	}
	if note, members := material.groupNotes(nil); note != "" || members != nil {
		t.Errorf("no group: %q %q", note, members)
	}
}

func TestPolicyNote(t *testing.T) {
	material := reportMaterial{words: chinese(t), policy: metrics.DefaultPolicy()}
	if note := material.policyNote(); note != "系统自带规则，版本 default-1" {
		t.Errorf("the first rules: %q", note)
	}
	material.policy = metrics.Policy{Version: "p-2", SavedAt: time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC), Reason: "某号文件"}
	if note := material.policyNote(); note != "版本 p-2，2026-03-01 08:00 起生效，理由：某号文件" {
		t.Errorf("saved rules: %q", note)
	}
}
