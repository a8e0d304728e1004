package dashboard_test

import (
	"net/http"
	"testing"
)

// What was understood of a cross table is said before anything is imported.
func TestCrossTableIsExplainedBeforeItIsImported(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	upload := person.upload("published-actuals", "托位.csv", "各年托位情况,,\n指标,2021年,2022年\n每千常住人口托位数（个）,2.1,2.57\n", http.StatusSeeOther).header.Get("Location")
	person.has(person.get(upload, http.StatusOK), "对这张表的理解", "“托位.csv”中的“各年托位情况”：表头是第 2 行，数据是第 3 行", "每行是一个指标",
		"B“2021年” 列：年度数值 2021", "共读出 2 个数值", "将新增 2 个值", "导入 2 个值")
	person.has(person.get(upload+"?lang=en", http.StatusOK), "How this table was understood", "Each row is an indicator")
	person.post(upload+"/import", http.StatusSeeOther)
	run := runLink.FindStringSubmatch(person.get(upload, http.StatusOK).body)[1]
	person.has(person.get(run+"?lang=zh", http.StatusOK), "对这张表的理解", "每行是一个指标", "B“2021年” 列：年度数值 2021")
	// Both tables say in which cell each value stands.
	for _, page := range []string{upload, run} {
		person.has(person.get(page+"?lang=zh", http.StatusOK), "第 3 行，B 列", "第 3 行，C 列", "按值计数")
		person.has(person.get(page+"?lang=en", http.StatusOK), "row 3, column B", "Counted in values")
	}
	tidy := person.upload("published-actuals", "a.csv", goodFile, http.StatusSeeOther).header.Get("Location")
	person.lacks(person.get(tidy, http.StatusOK), "对这张表的理解")
}

// A described layout is followed; one that cannot be read is told on the form.
func TestLayoutComesWithTheFile(t *testing.T) {
	site, _ := importSite(t, t.TempDir())
	person := visit(site, "/imports")
	content := "x,甲,乙\n每千常住人口托位数,2.1,2.57\n"
	described := "tables:\n  - header_rows: 1\n    data_rows: 2\n    labels: [{column: A, carries: indicator}]\n    columns: [{column: C, heading: 乙, period: 2022年}]\n"
	upload := person.upload("published-actuals", "a.csv", content, http.StatusSeeOther, described).header.Get("Location")
	person.has(person.get(upload, http.StatusOK), "按版式说明读取，共 1 个表", "将新增 1 个值", "2.57")
	person.has(person.upload("published-actuals", "a.csv", content, http.StatusUnprocessableEntity, "tables: 5"), "版式说明读不懂")
	unclear := person.upload("published-actuals", "a.csv", content, http.StatusSeeOther).header.Get("Location")
	person.has(person.get(unclear, http.StatusOK), "看不出是时期、区域、指标还是同比", "measure: ignored")
}
