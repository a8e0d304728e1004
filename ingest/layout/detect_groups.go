package layout

import (
	"regexp"
	"strings"

	"zhibiao/ingest/table"
)

// partHead are headings of columns whose texts part one indicator: among enterprises, by
// sex or age, by what is counted. 类别 or 领域 only put indicators in order.
var partHead = regexp.MustCompile(`企业|公司|口径|统计范围|性别|年龄|所有制|登记注册类型`)

// checkGroups refuses a table whose columns of groups part an indicator, so that the
// output of one enterprise is not taken for that of the city.
func (d *detection) checkGroups() error {
	for _, group := range d.groups {
		matters := partHead.MatchString(group.Heading)
		column, above := table.ColumnNumber(group.Column), ""
		groupOf := map[string]string{}
		for _, i := range d.block.body {
			if d.sheet.kindOf(i, false) != dataLine || d.kindOfRow(i) != valueRow {
				continue
			}
			if text := cleaned(d.sheet.lines[i].cells[column-1].text); text != "" {
				above = text
			}
			name := d.namesOfRow(i)
			first, known := groupOf[name]
			if name == "" || above == "" || totalName.MatchString(above) {
				continue
			}
			if known && first != above || matters && len(groupOf) == 0 {
				return d.refuse("layout.groups_unclear", "column", group.Column+"“"+group.Heading+"”", "value", above)
			}
			groupOf[name] = above
		}
	}
	return nil
}

// namesOfRow joins all that the labels of a row say.
func (d *detection) namesOfRow(i int) string {
	var names []string
	for _, label := range d.table.Labels {
		switch label.Carries {
		case CarriesIndicator, CarriesArea, CarriesPeriod, CarriesDimension, CarriesUnit:
			name, _ := labelName(d.sheet.lines[i].cells[table.ColumnNumber(label.Column)-1].text)
			names = append(names, name)
		}
	}
	if strings.Join(names, "") == "" {
		return ""
	}
	return strings.Join(names, "|")
}
