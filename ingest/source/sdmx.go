package source

import (
	"context"
	"net/url"
	"strings"

	"zhibiao/metrics"
)

// fetchSDMX asks a web service of SDMX for the data of a feed as SDMX-CSV.
func (f *Fetcher) fetchSDMX(ctx context.Context, asked question) (File, error) {
	accept := "application/vnd.sdmx.data+csv;version=1.0.0, text/csv;q=0.5"
	if asked.feed.Source.Version == "3.0" {
		accept = "application/vnd.sdmx.data+csv;version=2.0.0, text/csv;q=0.5"
	}
	asked.feed.Reading.Format = "sdmx-csv"
	return f.ask(ctx, asked, DataAddress(asked.feed.Source), accept)
}

// DataAddress returns the address of the data query of a source of SDMX.
//
// Version 2.1 (SDMX RESTful API 1.x): ROOT/data/AGENCY,FLOW,VERSION/KEY?startPeriod=….
// Version 3.0 (SDMX RESTful API 2.x): ROOT/data/dataflow/AGENCY/FLOW/VERSION/KEY with the
// filter c[TIME_PERIOD]=ge:…+le:….
func DataAddress(source metrics.FeedSource) string {
	root := strings.TrimRight(source.Address, "/") + "/data/"
	question := url.Values{}
	if source.Version == "3.0" {
		var span []string
		if source.StartPeriod != "" {
			span = append(span, "ge:"+source.StartPeriod)
		}
		if source.EndPeriod != "" {
			span = append(span, "le:"+source.EndPeriod)
		}
		if len(span) > 0 {
			question.Set("c[TIME_PERIOD]", strings.Join(span, "+"))
		}
		agency, flow, version := splitFlow(source.Flow)
		return withQuestion(root+"dataflow/"+agency+"/"+flow+"/"+version+"/"+orElse(wildcards(source.Key), "*"), question)
	}
	if source.StartPeriod != "" {
		question.Set("startPeriod", source.StartPeriod)
	}
	if source.EndPeriod != "" {
		question.Set("endPeriod", source.EndPeriod)
	}
	return withQuestion(root+source.Flow+"/"+orElse(source.Key, "all"), question)
}

// splitFlow parts AGENCY,FLOW,VERSION; what is missing is any, and of the versions the
// latest.
func splitFlow(text string) (agency, flow, version string) {
	parts := strings.Split(text, ",")
	switch len(parts) {
	case 1:
		return "*", parts[0], "~"
	case 2:
		return parts[0], parts[1], "~"
	}
	return parts[0], parts[1], parts[2]
}

// wildcards writes a key of version 2.1, where nothing between two dots means all, as in
// version 3.0.
func wildcards(key string) string {
	if key == "" || key == "all" {
		return ""
	}
	parts := strings.Split(key, ".")
	for i := range parts {
		parts[i] = orElse(parts[i], "*")
	}
	return strings.Join(parts, ".")
}

func orElse(text, other string) string {
	if text == "" {
		return other
	}
	return text
}

func withQuestion(address string, question url.Values) string {
	if len(question) == 0 {
		return address
	}
	return address + "?" + question.Encode()
}
