package metrics

// SourceKind says what a feed takes its files from.
type SourceKind string

// The kinds of sources.
const (
	SourceUpload     SourceKind = "upload"     // a person hands files in on a page
	SourceFolder     SourceKind = "folder"     // files are laid into the watched folder
	SourceHTTP       SourceKind = "http"       // one address is asked for a file
	SourceSDMX       SourceKind = "sdmx"       // a web service of SDMX is asked for data
	SourceClickHouse SourceKind = "clickhouse" // a server of ClickHouse is asked a query
	SourcePush       SourceKind = "push"       // a program sends the file
)

// SourceKinds lists the kinds in the order in which pages show them.
func SourceKinds() []SourceKind {
	return []SourceKind{SourceUpload, SourceFolder, SourceHTTP, SourceSDMX, SourceClickHouse, SourcePush}
}

// Fetched tells the kinds that the program itself asks for their file.
func (k SourceKind) Fetched() bool {
	return k == SourceHTTP || k == SourceSDMX || k == SourceClickHouse
}

// FeedSource says where the file of a feed comes from. What is secret stands nowhere in
// it: Secret is only the name under which the program finds it.
type FeedSource struct {
	Kind SourceKind `json:"kind" yaml:"kind"`
	// Address is the address of the file (http), the root of the web service (sdmx), or
	// clickhouse://host:port/database.
	Address string `json:"address,omitempty" yaml:"address,omitempty"`
	// User is who signs in with the secret: basic authentication, or the user of
	// ClickHouse. Header names a header that carries the secret instead.
	User   string `json:"user,omitempty" yaml:"user,omitempty"`
	Header string `json:"header,omitempty" yaml:"header,omitempty"`
	Secret string `json:"secret,omitempty" yaml:"secret,omitempty"`

	// Version (2.1 or 3.0), Flow (AGENCY,FLOW,VERSION), Key (such as A..CN, empty for all)
	// and the periods make the question of sdmx.
	Version     string `json:"version,omitempty" yaml:"version,omitempty"`
	Flow        string `json:"flow,omitempty" yaml:"flow,omitempty"`
	Key         string `json:"key,omitempty" yaml:"key,omitempty"`
	StartPeriod string `json:"start_period,omitempty" yaml:"start_period,omitempty"`
	EndPeriod   string `json:"end_period,omitempty" yaml:"end_period,omitempty"`
	// Query is the one SELECT of clickhouse. Its columns are those of a tidy table.
	Query string `json:"query,omitempty" yaml:"query,omitempty"`

	// MaxMegabytes and MaxSeconds narrow the limits of the program; 0 leaves them.
	MaxMegabytes int `json:"max_megabytes,omitempty" yaml:"max_megabytes,omitempty"`
	MaxSeconds   int `json:"max_seconds,omitempty" yaml:"max_seconds,omitempty"`
}

// Problems returns what is wrong with the source, by the name of the field as in
// Feed.Validate.
func (s FeedSource) Problems() map[string]*Problem {
	found := map[string]*Problem{}
	s.validate(func(field, key string, pairs ...string) {
		if found[field] == nil {
			found[field] = NewProblem(key, pairs...)
		}
	})
	return found
}
