package dashboard

import (
	"net/http"
	"slices"

	"zhibiao/metrics"
)

// operations describes every address of the interface for programs. Which of them a
// server has follows from its rooms; a test holds this list against the routes.
func operations() []operation {
	all := slices.Concat(valueOperations(), planOperations(), workOperations(), dataOperations(), aboutOperations())
	for i := range all {
		if one := &all[i]; one.rows != "" && len(one.formats) == 0 {
			one.formats = []format{asCSV}
		}
		if one := &all[i]; len(one.formats) > 0 {
			one.parameters = append(slices.Clone(one.parameters), formatParameter(one.formats...))
		}
	}
	return all
}

func valueOperations() []operation {
	scenarios := textsOf([]metrics.Scenario{metrics.Actual, metrics.Benchmark, metrics.Forecast, metrics.Demonstration})
	values := slices.Concat([]parameter{query("indicator").like("COAL-OUTPUT").many(), query("area").like("150600"), query("dimension"),
		query("scenario", scenarios...), query("frequency", textsOf(frequencies())...).many(), query("from").like("2021"), query("to").like("2023-12"),
		query("revisions", "latest", "all")}, chosen(filterParameters(), "plan", "theme", "organisation"), vintageParameters(), pageParameters(mostRows))
	return []operation{
		{method: http.MethodGet, path: "/api/v1/observations", key: "observations", group: "values", parameters: values, answer: observationListAnswer{},
			rows: "observations", formats: []format{asCSV, asSDMX}, example: "indicator=COAL-OUTPUT&from=2021"},
		{method: http.MethodGet, path: "/api/v1/assessments", key: "assessments", group: "values", rows: "assessments", example: "status=attention",
			parameters: append(filterParameters(), pageParameters(mostAssessments)...), answer: assessmentListAnswer{}},
		{method: http.MethodGet, path: "/api/v1/overview", key: "overview", group: "values", answer: overviewAnswer{},
			parameters: filterParameters()},
		{method: http.MethodGet, path: "/api/v1/roll-up", key: "roll_up", group: "values", rows: "rows", answer: rollUpListAnswer{},
			parameters: append(filterParameters(), query("by", textsOf(rollUpWays())...)), example: "by=organisation"},
		{method: http.MethodGet, path: "/api/v1/pipeline", key: "pipeline", group: "values", answer: pipelineListAnswer{},
			parameters: append(filterParameters(), query("verdict", textsOf(metrics.PipelineVerdicts())...))},
	}
}

func planOperations() []operation {
	list := append(filterParameters(), pageParameters(mostRows)...)
	return []operation{
		{method: http.MethodGet, path: "/api/v1/plans", key: "plans", group: "plans", rows: "plans", answer: planListAnswer{},
			parameters: append(vintageParameters(), pageParameters(mostRows)...)},
		{method: http.MethodGet, path: "/api/v1/plans/:code", key: "plan", group: "plans", answer: planFileAnswer{}, failing: []int{http.StatusNotFound},
			parameters: append([]parameter{inPath("code", "P2022-169").as("plan")}, vintageParameters()...)},
		{method: http.MethodGet, path: "/api/v1/indicators", key: "indicators", group: "plans", rows: "indicators", answer: indicatorListAnswer{},
			parameters: append(list, query("sort", sortOrders()...)), example: "theme=energy"},
		{method: http.MethodGet, path: "/api/v1/indicators/:code", key: "indicator", group: "plans", answer: indicatorFileAnswer{}, failing: []int{http.StatusNotFound},
			parameters: slices.Concat([]parameter{inPath("code", "COAL-OUTPUT").as("indicator"), query("dimension"), query("target")},
				chosen(filterParameters(), "area", "plan"), vintageParameters())},
		{method: http.MethodGet, path: "/api/v1/targets", key: "targets", group: "plans", rows: "targets", answer: targetListAnswer{},
			parameters: slices.Concat([]parameter{query("indicator").like("COAL-OUTPUT")},
				chosen(filterParameters(), "plan", "theme", "area", "organisation", "attribute", "q"), vintageParameters(), pageParameters(mostRows))},
		{method: http.MethodGet, path: "/api/v1/conflicts", key: "conflicts", group: "plans", rows: "conflicts", answer: conflictListAnswer{},
			parameters: append(vintageParameters(), pageParameters(mostRows)...)},
		{method: http.MethodGet, path: "/api/v1/policies", key: "policies", group: "plans", answer: policyListAnswer{}, parameters: vintageParameters()},
	}
}

func workOperations() []operation {
	common := append(chosen(filterParameters(), "plan", "area", "organisation", "role", "q", "theme"), append(vintageParameters(), pageParameters(mostAssessments)...)...)
	return []operation{
		{method: http.MethodGet, path: "/api/v1/tasks", key: "tasks", group: "work", rows: "tasks", answer: taskListAnswer{}, example: "state=late",
			parameters: slices.Concat([]parameter{query("state", taskStateChoices()...).as("task_state"), query("leader"), query("due_from").like("2023-01-01"), query("due_to").like("2023-12-31")}, common)},
		{method: http.MethodGet, path: "/api/v1/projects", key: "projects", group: "work", rows: "projects", answer: projectListAnswer{},
			parameters: slices.Concat([]parameter{query("stage", stageChoices()...), query("group"), query("end_year").like("2025"), query("slip", projectSlipped, projectOverdue)}, common)},
		{method: http.MethodGet, path: "/api/v1/areas", key: "areas", group: "work", rows: "areas", answer: areaListAnswer{},
			parameters: chosen(filterParameters(), "plan", "theme", "attribute", "status", "organisation", "role", "q", "as_of", "known_at", "demo", "lang")},
		{method: http.MethodGet, path: "/api/v1/organisations", key: "organisations", group: "work", rows: "organisations", answer: organisationListAnswer{},
			parameters: chosen(filterParameters(), "plan", "theme", "attribute", "status", "q", "as_of", "known_at", "demo", "lang")},
	}
}

func dataOperations() []operation {
	language := chosen(vintageParameters(), "lang")
	list := append(pageParameters(mostRows), language...)
	return []operation{
		{method: http.MethodGet, path: "/api/v1/runs", key: "runs", group: "data", rows: "runs", answer: runListAnswer{}, example: "state=review",
			parameters: append([]parameter{query("feed"), query("state", textsOf(runStates())...).many().as("run_state")}, list...)},
		{method: http.MethodGet, path: "/api/v1/runs/:id", key: "run", group: "data", rows: "rejects", answer: runFileAnswer{}, failing: []int{http.StatusNotFound},
			parameters: append([]parameter{inPath("id", "01890000-0000-7000-8000-000000000001")}, list...)},
		{method: http.MethodPost, path: pushPath, key: "push", group: "data", answer: pushAnswer{},
			failing:    []int{http.StatusNotFound, http.StatusConflict, http.StatusRequestEntityTooLarge, http.StatusUnsupportedMediaType, http.StatusUnprocessableEntity},
			parameters: append([]parameter{inPath("code", "monthly-values").as("feed"), query("dry_run", "0", "1")}, language...),
			bodies: map[string]string{"text/csv": "indicator,area,period,value\nCOAL-OUTPUT,150600,2023-08,6700\n", "application/vnd.sdmx.data+csv": "",
				"text/tab-separated-values": "", "application/json": "", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "", "application/csv": ""}},
		{method: http.MethodGet, path: "/api/v1/reports", key: "reports", group: "data", rows: "reports", answer: reportListAnswer{},
			parameters: append(chosen(filterParameters(), "plan"), list...)},
		{method: http.MethodGet, path: "/api/v1/reports/:number", key: "report", group: "data", answer: reportAnswer{}, failing: []int{http.StatusNotFound},
			parameters: append([]parameter{inPath("number", "ZB-2026-0012")}, language...)},
		{method: http.MethodGet, path: "/api/v1/reports/:number/file", key: "report_file", group: "data", file: workbookType, failing: []int{http.StatusNotFound},
			parameters: append([]parameter{inPath("number", "ZB-2026-0012")}, language...)},
	}
}

func aboutOperations() []operation {
	return []operation{{method: http.MethodGet, path: openAPIPath, key: "openapi", group: "about", answer: map[string]any{}, parameters: chosen(vintageParameters(), "lang")}}
}
