package reports

import (
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"zhibiao/dashboard/locale"
)

// noteRows finds the rows of the notes sheet by their first cell.
func noteRows(t *testing.T, file *excelize.File, sheet string) map[string][]string {
	t.Helper()
	rows, err := file.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	found := map[string][]string{}
	for _, row := range rows {
		if len(row) > 0 && row[0] != "" && found[row[0]] == nil {
			found[row[0]] = row
		}
	}
	return found
}

func TestNotesSayWhyEachStatus(t *testing.T) {
	file := written(t, sampleReport(t, locale.Chinese))
	notes := noteRows(t, file, "说明")
	for label, want := range map[string]string{
		"评价规则": "系统自带规则，版本 default-1", "方法": "直线路径（linear/1）", "界限": "快于预期 1.05、基本符合预期 0.95（规则版本 default-1）",
		"今后要求": "今后每年需增加 0.64 个", "期末预测": "预计2025年12月31日达到 3.41 个，80%区间 3.10 至 3.72；达标概率 2.0%。",
		"成组目标": "托育目标（一项达到即可）：滞后。", "　其中": "每千人口托位数 ≥ 4.5 个：滞后。",
		"理由": "2022年为2.57个，时序进度40%，增量完成率28.5%，滞后11.5个百分点。", "增量完成率": "(2.57 − 1.8) ÷ (4.5 − 1.8)",
	} {
		if row := notes[label]; len(row) < 2 || row[1] != want {
			t.Errorf("%s: %q, want %q", label, row, want)
		}
	}
	if title := notes["1　每千人口拥有3岁以下婴幼儿托位数"]; len(title) < 4 || title[3] != "▼ 滞后" {
		t.Errorf("the block is headed %q", title)
	}
	// 0.77 ÷ 2.7 is a number, shown as a share
	if step := notes["增量完成率"]; len(step) < 4 || !strings.HasPrefix(step[3], "0.2851") {
		t.Errorf("step %q", step)
	}
}

// Of the four rows one is behind and binding, and one each has the other statuses.
func TestNotesCountTheRowsByStatus(t *testing.T) {
	report := sampleReport(t, locale.Chinese)
	report.Rows = append(report.Rows, Row{IndicatorCode: "BARE", IndicatorName: "无目标"})
	notes := noteRows(t, written(t, report), "说明")
	for label, want := range map[string][]string{
		"状态": {"状态", "项数", "其中约束性"}, "有目标的合计": {"有目标的合计", "4", "1"}, "没有目标或不评价": {"没有目标或不评价", "1", "0"},
	} {
		if row := notes[label]; !slices.Equal(row, want) {
			t.Errorf("%s: %q, want %q", label, row, want)
		}
	}
	rows, err := written(t, report).GetRows("说明", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(rows, func(row []string) bool { return slices.Equal(row, []string{"▼ 滞后", "1", "1"}) }) {
		t.Error("the line of 滞后 is not there")
	}
}
