package dashboard

import (
	"mime"
	"strings"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// format is a form in which programs are answered.
type format string

const (
	asJSON format = "json"
	asCSV  format = "csv"
	asSDMX format = "sdmx-csv"
)

const (
	csvType  = "text/csv; charset=utf-8; header=present"
	sdmxType = "application/vnd.sdmx.data+csv; version=2.0.0; charset=utf-8"
)

// formatOf reads which of the formats that a route has is asked for: by the parameter, or
// else by the first of them that the Accept header names. Other types get JSON.
func formatOf(c echo.Context, offered ...format) (format, error) {
	has := func(asked format) bool {
		for _, one := range offered {
			if one == asked {
				return true
			}
		}
		return asked == asJSON
	}
	if text := c.QueryParam("format"); text != "" {
		if !has(format(text)) {
			return "", badRequest(metrics.NewProblem("filter.format", "value", text))
		}
		return format(text), nil
	}
	for _, accepted := range strings.Split(c.Request().Header.Get(echo.HeaderAccept), ",") {
		kind, parameters, err := mime.ParseMediaType(strings.TrimSpace(accepted))
		switch {
		case err != nil || parameters["q"] == "0":
			continue
		case kind == "application/vnd.sdmx.data+csv" && has(asSDMX) && (parameters["version"] == "" || strings.HasPrefix(parameters["version"], "2.")):
			return asSDMX, nil
		case kind == "text/csv" && has(asCSV):
			return asCSV, nil
		case kind == "application/json":
			return asJSON, nil
		}
	}
	return asJSON, nil
}
