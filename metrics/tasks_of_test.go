package metrics_test

import (
	"testing"

	"zhibiao/metrics"
)

// tasksOfUnits is a small catalogue: a bureau, two banners and the group of both.
func tasksOfUnits() *metrics.Catalogue {
	return (&metrics.Catalogue{
		Organisations: []metrics.Organisation{
			{Code: "BUREAU", Area: "150600"}, {Code: "EAST", Area: "150602"}, {Code: "WEST", Area: "150624"},
			{Code: "BANNERS", Area: "150600", Members: []string{"EAST", "WEST"}},
		},
		Tasks: []metrics.Task{
			{Code: "1", LeadOrganisations: []string{"BUREAU"}, CooperatingOrganisations: []string{"BANNERS"}},
			{Code: "2", LeadOrganisations: []string{"BANNERS"}, CooperatingOrganisations: []string{"EAST"}},
			{Code: "3", LeadOrganisations: []string{"WEST", "EAST"}},
			{Code: "4"},
			{Code: "5", CooperatingOrganisations: []string{"BANNERS", "BUREAU"}},
		},
	}).Index()
}

// Task 2 is led by the group that EAST belongs to, which goes before EAST helping itself.
func TestTasksOfOrganisations(t *testing.T) {
	catalogue := tasksOfUnits()
	type share struct {
		code, group string
		lead        bool
	}
	for name, test := range map[string]struct {
		organisations []string
		want          []share
	}{
		"bureau":       {[]string{"BUREAU"}, []share{{"1", "", true}, {"5", "", false}}},
		"east":         {[]string{"EAST"}, []share{{"1", "BANNERS", false}, {"2", "BANNERS", true}, {"3", "", true}, {"5", "BANNERS", false}}},
		"both":         {[]string{"WEST", "BUREAU"}, []share{{"1", "", true}, {"2", "BANNERS", true}, {"3", "", true}, {"5", "", false}}},
		"group itself": {[]string{"BANNERS"}, []share{{"1", "", false}, {"2", "", true}, {"5", "", false}}},
		"nobody":       {nil, nil},
	} {
		got := metrics.TasksOf(catalogue, test.organisations...)
		if len(got) != len(test.want) {
			t.Errorf("%s: %d tasks, want %d", name, len(got), len(test.want))
			continue
		}
		for i, want := range test.want {
			if got[i].Task.Code != want.code || got[i].Group != want.group || got[i].Lead != want.lead {
				t.Errorf("%s: %+v of task %s, want %+v", name, got[i], got[i].Task.Code, want)
			}
		}
	}
	if !catalogue.ConcernsArea([]string{"BANNERS"}, "150624") || catalogue.ConcernsArea([]string{"BUREAU"}, "150624") || catalogue.ConcernsArea([]string{"NOBODY"}, "") {
		t.Error("areas of units: a group stands for the areas of its members")
	}
	if !catalogue.Concerns([]string{"BANNERS"}, "WEST") || catalogue.Concerns(nil, "WEST") {
		t.Error("a group concerns its members")
	}
}
