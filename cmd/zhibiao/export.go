package main

import (
	"net/url"
	"os"

	"zhibiao/dashboard"
)

type exportCommand struct {
	Plan     string `help:"code of the plan, such as P2022-169; without it the list of indicators is written"`
	AsOf     string `help:"day that the table is about, such as 2024-06-30; default: today"`
	Area     string `help:"code or name of the area"`
	Theme    string `help:"code of the theme (list of indicators only)"`
	Demo     bool   `help:"write the generated demonstration values instead of real ones; the workbook says so"`
	Output   string `short:"o" required:"" type:"path" help:"file to write (.xlsx)"`
	Sheets   string `enum:",theme,organisation" default:"" help:"theme or organisation: one sheet for each instead of one table"`
	Template string `help:"code of a template of your own, see the page Reports"`
	PageLang string `name:"in" enum:"zh,en" default:"zh" help:"language of the workbook: zh or en"`
}

// Run writes the workbook that the page of the same filters offers: it asks the
// dashboard itself, inside this process, so that both give the same file.
func (c exportCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		workbook, err := r.workbookAt(dashboard.ActingFor(i.ctx, "zhibiao export"), c.address(), c.Demo)
		if err != nil {
			return err
		}
		if err := os.WriteFile(c.Output, workbook.content, 0o644); err != nil {
			return err
		}
		i.terminal.say("cli.export.done", "file", c.Output)
		return nil
	})
}

// address is the page's address of the same workbook.
func (c exportCommand) address() string {
	query := url.Values{"lang": {c.PageLang}, "demo": {"0"}}
	if c.Demo {
		query.Set("demo", "1")
	}
	for name, value := range map[string]string{"as_of": c.AsOf, "area": c.Area, "theme": c.Theme, "sheets": c.Sheets, "template": c.Template} {
		if value != "" {
			query.Set(name, value)
		}
	}
	path := "/indicators.xlsx"
	if c.Plan != "" {
		path = "/plans/" + url.PathEscape(c.Plan) + ".xlsx"
	}
	return path + "?" + query.Encode()
}
