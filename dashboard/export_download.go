package dashboard

import (
	"fmt"
	"net/url"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/reports"
	"zhibiao/metrics"
)

const workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

// workbookDownload names a workbook: in full, and in plain letters for clients that
// know no other.
type workbookDownload struct {
	Chinese string
	Plain   string
	AsOf    metrics.Date
	Number  string // of the report, empty where reports are not kept
}

func (d workbookDownload) name() string {
	name := fileNameSafe(d.Chinese) + "_" + d.AsOf.String()
	if d.Number != "" {
		name = d.Number + "_" + name
	}
	return name + workbookEnding
}

func (d workbookDownload) disposition() string {
	return attachment(d.name(), d.Plain+"-"+d.AsOf.String()+workbookEnding)
}

// attachment is the header of RFC 6266 with two names: the full one in the form of
// RFC 5987, and one of plain letters for clients that know no other.
func attachment(full, plain string) string {
	encoded := strings.ReplaceAll(url.QueryEscape(full), "+", "%20")
	plain = strings.Map(func(character rune) rune {
		if character > ' ' && character < 127 && !strings.ContainsRune(`"\/%;`, character) {
			return character
		}
		return '-'
	}, plain)
	return `attachment; filename="` + plain + `"; filename*=UTF-8''` + encoded
}

// fileNameSafe replaces what a file name cannot hold on any desktop.
func fileNameSafe(name string) string {
	return strings.Map(func(character rune) rune {
		if character < ' ' || strings.ContainsRune(`\/:*?"<>|`, character) {
			return '-'
		}
		return character
	}, name)
}

// addressAgain is the address that gives the same bytes again, whatever is imported in
// between: it names the day, the moment, the scenario and the language.
func addressAgain(c echo.Context, filters Filters, report reports.Report, choices exportChoices) string {
	return filters.Link(c.Request().URL.Path, append(exactly(filters, report.KnownAt, report.Language),
		"sheets", string(choices.split), "template", choices.template, "template_version", choices.version)...)
}

// sendWorkbook writes a report as the answer. A report reaches the client only when
// it is complete, so an error before that still gives an error page.
func (s *Server) sendWorkbook(c echo.Context, draft reportDraft) error {
	header := c.Response().Header()
	header.Set(echo.HeaderContentType, workbookType)
	header.Set(echo.HeaderContentDisposition, draft.download.disposition())
	header.Add(echo.HeaderVary, "Cookie")
	if draft.report.Demonstration {
		header.Set(demonstrationHeader, "1")
	}
	if err := draft.write(c.Request().Context(), c.Response(), draft.report); err != nil {
		if !c.Response().Committed {
			header.Del(echo.HeaderContentDisposition)
		}
		return fmt.Errorf("export %s: %w", draft.download.Plain, err)
	}
	return nil
}
