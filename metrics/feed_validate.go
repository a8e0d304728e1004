package metrics

import (
	"net/url"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

var (
	feedCode      = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,59}$`)
	secretName    = regexp.MustCompile(`^(?:[a-z0-9][a-z0-9-]{0,59}|\$\{ZHIBIAO_SECRET_[A-Z0-9_]{1,60}\})$`)
	headerName    = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9-]{0,59}$`)
	secretInQuery = regexp.MustCompile(`(?i)^(?:.*[_-])?(?:token|secret|password|passwd|pwd|api_?-?key|apikey|access_?key|auth|sig|signature)$`)
	sdmxReference = regexp.MustCompile(`^(?:[A-Za-z0-9_.@$-]+,)?[A-Za-z0-9_@$-]+(?:,[A-Za-z0-9_.+~*-]+)?$`)
	sdmxKey       = regexp.MustCompile(`^[A-Za-z0-9_@$*+.,-]*$`)
	sdmxTime      = regexp.MustCompile(`^\d{4}(?:-[A-Z0-9-]{1,8})?$`)
	firstWord     = regexp.MustCompile(`(?i)^(?:select|with)\b`)
)

const (
	longestQuery   = 20_000
	longestAddress = 2000
)

// IsFeedCode tells whether a text can be the code of a feed: small letters, digits and
// hyphens, and no word that addresses of the program use.
func IsFeedCode(code string) bool {
	return feedCode.MatchString(code) && !slices.Contains([]string{"new", "import", "secrets", "preview", "check", "catalogue"}, code)
}

// IsSecretName tells whether a text can name a secret: coal-data or
// ${ZHIBIAO_SECRET_COAL_DATA}.
func IsSecretName(name string) bool { return secretName.MatchString(name) }

// Validate returns what is wrong with the feed, by the name of the field as the YAML of
// the feed writes it, such as source.address; an empty map when nothing is. The layout is
// not looked at, nor is anything asked of a catalogue.
func (f Feed) Validate() map[string]*Problem {
	found := map[string]*Problem{}
	refuse := func(field, key string, pairs ...string) {
		if found[field] == nil {
			found[field] = NewProblem(key, pairs...)
		}
	}
	if !IsFeedCode(f.Code) {
		refuse("code", "feed.problem.code", "value", f.Code)
	}
	if strings.TrimSpace(f.NameZh) == "" {
		refuse("name_zh", "feed.problem.name")
	}
	if strings.TrimSpace(f.NameEn) == "" {
		refuse("name_en", "feed.problem.name")
	}
	if !slices.Contains([]Scenario{"", Actual, Benchmark, Forecast, Demonstration}, f.Scenario) {
		refuse("scenario", "feed.problem.choice", "value", string(f.Scenario), "choices", "AC, BM, FC, DEMO")
	}
	if f.Approval != "" && !slices.Contains(Approvals(), f.Approval) {
		refuse("approval", "feed.problem.choice", "value", string(f.Approval), "choices", "none, review, second_person")
	}
	if f.DueDay < 0 || f.DueDay > 31 {
		refuse("due_day", "feed.problem.day", "value", strconv.Itoa(f.DueDay))
	}
	if f.MinRows < 0 || f.MinRows > 100_000_000 {
		refuse("min_rows", "feed.problem.number", "value", strconv.Itoa(f.MinRows))
	}
	f.Publication.validate(refuse)
	f.Reading.validate(refuse)
	f.Source.validate(refuse)
	if f.Source.Kind == SourceFolder {
		validateFolder(f.Folder, refuse)
	}
	for pattern := range strings.SplitSeq(f.FilePattern, ";") {
		if _, err := path.Match(strings.TrimSpace(pattern), "a"); err != nil {
			refuse("file_pattern", "feed.problem.pattern", "value", f.FilePattern)
		}
	}
	return found
}

func (p Publication) validate(refuse func(field, key string, pairs ...string)) {
	if p.Day < 0 || p.Day > 31 {
		refuse("publication.day", "feed.problem.day", "value", strconv.Itoa(p.Day))
	}
	if _, err := time.Parse("15:04", p.Time); p.Time != "" && (err != nil || p.Day == 0) {
		refuse("publication.time", "feed.problem.time", "value", p.Time)
	}
	if !p.At.IsZero() && p.Day != 0 {
		refuse("publication.at", "feed.problem.publication")
	}
}

func (r FeedReading) validate(refuse func(field, key string, pairs ...string)) {
	choice := func(field, value string, choices []string) {
		if value != "" && !slices.Contains(choices, value) {
			refuse(field, "feed.problem.choice", "value", value, "choices", strings.Join(choices, ", "))
		}
	}
	choice("reading.format", r.Format, FeedFormats())
	choice("reading.encoding", r.Encoding, FeedEncodings())
	choice("reading.delimiter", r.Delimiter, []string{"comma", "semicolon", "tab", "bar"})
	if r.HeaderRow < 0 || r.HeaderRow > 1000 {
		refuse("reading.header_row", "feed.problem.number", "value", strconv.Itoa(r.HeaderRow))
	}
	seen := map[string]bool{}
	for _, column := range r.Columns {
		switch {
		case strings.TrimSpace(column.Heading) == "":
			refuse("reading.columns", "feed.problem.heading")
		case seen[column.Heading]:
			refuse("reading.columns", "feed.problem.twice", "value", column.Heading)
		case column.Means == "":
			refuse("reading.columns", "feed.problem.means", "value", column.Heading)
		}
		seen[column.Heading] = true
	}
	for _, given := range r.Units {
		if strings.TrimSpace(given.Unit) == "" {
			refuse("reading.units", "feed.problem.unit", "value", given.Unit)
		}
	}
}

func validateFolder(folder string, refuse func(field, key string, pairs ...string)) {
	clean := path.Clean(strings.ReplaceAll(folder, `\`, "/"))
	if folder == "" || path.IsAbs(clean) || clean == "." || clean == ".." || strings.HasPrefix(clean, "../") || strings.Contains(clean, ":") ||
		slices.Contains([]string{"originals", "uploads", "secrets"}, strings.Split(clean, "/")[0]) {
		refuse("folder", "feed.problem.folder", "value", folder)
	}
}

func (s FeedSource) validate(refuse func(field, key string, pairs ...string)) {
	if s.Kind != "" && !slices.Contains(SourceKinds(), s.Kind) {
		refuse("source.kind", "feed.problem.choice", "value", string(s.Kind), "choices", "upload, folder, http, sdmx, clickhouse, push")
		return
	}
	if s.MaxMegabytes < 0 || s.MaxMegabytes > 4096 {
		refuse("source.max_megabytes", "feed.problem.number", "value", strconv.Itoa(s.MaxMegabytes))
	}
	if s.MaxSeconds < 0 || s.MaxSeconds > 3600 {
		refuse("source.max_seconds", "feed.problem.number", "value", strconv.Itoa(s.MaxSeconds))
	}
	if s.Secret != "" && !IsSecretName(s.Secret) {
		refuse("source.secret", "secret.name") // what stands there may be the secret itself
	}
	if !s.Kind.Fetched() {
		return
	}
	s.validateAddress(refuse)
	if s.Header != "" && (!headerName.MatchString(s.Header) || forbiddenHeader(s.Header)) {
		refuse("source.header", "feed.problem.header")
	}
	if (s.Header != "" || s.User != "" && s.Kind != SourceClickHouse) && s.Secret == "" {
		refuse("source.secret", "feed.problem.no_secret")
	}
	if strings.ContainsAny(s.User, ":\r\n\x00") {
		refuse("source.user", "feed.problem.user")
	}
	switch s.Kind {
	case SourceSDMX:
		s.validateSDMX(refuse)
	case SourceClickHouse:
		query := strings.TrimSpace(s.Query)
		if !firstWord.MatchString(query) || len(query) > longestQuery {
			refuse("source.query", "feed.problem.query")
		}
	}
}

// forbiddenHeader tells headers that the connection itself sets.
func forbiddenHeader(name string) bool {
	return slices.Contains([]string{"host", "content-length", "transfer-encoding", "connection", "upgrade", "te", "trailer", "accept", "accept-encoding",
		"if-none-match", "if-modified-since", "range"}, strings.ToLower(name))
}

// validateAddress refuses addresses that lead nowhere, and those that carry a secret.
func (s FeedSource) validateAddress(refuse func(field, key string, pairs ...string)) {
	const field = "source.address"
	schemes := []string{"https", "http"}
	if s.Kind == SourceClickHouse {
		schemes = []string{"clickhouse", "https", "http"}
	}
	address, err := url.Parse(s.Address)
	switch {
	case err != nil || len(s.Address) > longestAddress || strings.ContainsAny(s.Address, " \t\r\n"):
		refuse(field, "feed.problem.address")
		return
	case address.User != nil:
		refuse(field, "feed.problem.user_in_address")
		return
	case !slices.Contains(schemes, address.Scheme) || address.Hostname() == "":
		refuse(field, "feed.problem.scheme", "schemes", strings.Join(schemes, ", "))
		return
	}
	for name := range address.Query() {
		if secretInQuery.MatchString(name) {
			refuse(field, "feed.problem.secret_in_address", "value", name)
		}
	}
	if s.Kind == SourceSDMX && (address.RawQuery != "" || address.Fragment != "") {
		refuse(field, "feed.problem.sdmx_address")
	}
}

func (s FeedSource) validateSDMX(refuse func(field, key string, pairs ...string)) {
	if s.Version != "" && s.Version != "2.1" && s.Version != "3.0" {
		refuse("source.version", "feed.problem.choice", "value", s.Version, "choices", "2.1, 3.0")
	}
	if !sdmxReference.MatchString(s.Flow) {
		refuse("source.flow", "feed.problem.flow", "value", s.Flow)
	}
	if !sdmxKey.MatchString(s.Key) {
		refuse("source.key", "feed.problem.key", "value", s.Key)
	}
	if s.StartPeriod != "" && !sdmxTime.MatchString(s.StartPeriod) {
		refuse("source.start_period", "feed.problem.period", "value", s.StartPeriod)
	}
	if s.EndPeriod != "" && !sdmxTime.MatchString(s.EndPeriod) {
		refuse("source.end_period", "feed.problem.period", "value", s.EndPeriod)
	}
}
