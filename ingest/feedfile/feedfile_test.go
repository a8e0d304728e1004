package feedfile_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"zhibiao/ingest/feedfile"
	"zhibiao/metrics"
)

func full() metrics.Feed {
	return metrics.Feed{
		Code: "coal-month", NameZh: "煤炭月报: “产量”", NameEn: "Coal, monthly", Folder: "inbox/coal", FilePattern: "*.csv;*.xlsx", DueDay: 18, Note: "每月18日\n发布",
		Source: metrics.FeedSource{Kind: metrics.SourceHTTP, Address: "https://example.org/a.csv?year=2026", Header: "X-Key", Secret: "coal-data", MaxMegabytes: 20, MaxSeconds: 60},
		Reading: metrics.FeedReading{Format: "csv", HeaderRow: 3, Encoding: "GB18030", Delimiter: "tab",
			Layout:  "tables:\n  - data_rows: 2-3\n    columns: [{column: B}]\n    labels: []\n",
			Columns: []metrics.FeedColumn{{Heading: "ZBDM", Means: "indicator"}, {Heading: "ZBMC", Means: metrics.IndicatorNames}, {Heading: "#序号", Means: metrics.IgnoredColumn}},
			Units:   []metrics.FeedUnit{{Unit: "万吨"}, {Indicator: "发电量", Unit: "亿千瓦时"}}, MissingMarks: []string{"无", "null: x"}},
		Checks: []string{"jump", "share"}, MinRows: 12, Approval: metrics.ApprovalSecondPerson, Publication: metrics.Publication{Day: 18, Time: "10:00"}, Scenario: metrics.Actual,
	}
}

func TestAFeedComesBackFromItsFile(t *testing.T) {
	fixed := full()
	fixed.Publication = metrics.Publication{At: time.Date(2026, 12, 1, 10, 0, 0, 0, time.FixedZone("", 8*3600))}
	for _, feed := range []metrics.Feed{full(), fixed, {Code: "a", NameZh: "甲", NameEn: "A"},
		{Code: "db", NameZh: "库", NameEn: "Database", Source: metrics.FeedSource{Kind: metrics.SourceClickHouse, Address: "clickhouse://db:9000/a", User: "reader", Secret: "${ZHIBIAO_SECRET_DB}", Query: "SELECT 1 AS value\nFROM b -- 备注\n"}}} {
		feed.SavedBy, feed.Kept, feed.SavedAt = "wang", true, time.Unix(1, 0)
		text, err := feedfile.Write(feed)
		if err != nil {
			t.Fatal(err)
		}
		read, wrong := feedfile.Read(text)
		if len(wrong) > 0 {
			t.Errorf("%s is refused: %v in\n%s", feed.Code, wrong[0].Problem, text)
		}
		want := feed.Normal()
		want.SavedBy, want.Kept, want.SavedAt = "", false, time.Time{} // who and when belong to the house, not to the file
		if diff := cmp.Diff(want, read); diff != "" {
			t.Errorf("%s (-want +got):\n%s", feed.Code, diff)
		}
	}
}

func TestWhatIsWrongIsToldWithItsLine(t *testing.T) {
	const good = "code: coal\nname_zh: 煤\nname_en: Coal\n"
	for name, c := range map[string]struct {
		text string
		line int
		key  string
	}{
		"empty":                           {"", 0, "feed.file.empty"},
		"unknown field":                   {good + "colour: red\nsource: {kind: upload}\n", 4, "feed.file.field"},
		"twice":                           {good + "code: b\nsource: {kind: upload}\n", 4, "feed.file.form"},
		"not a number":                    {good + "due_day: soon\nsource: {kind: upload}\n", 4, "feed.file.form"},
		"two documents":                   {good + "source: {kind: upload}\n---\ncode: b\n", 0, "feed.file.several"},
		"no name":                         {"code: coal\nname_en: Coal\nsource:\n  kind: upload\n", 0, "feed.problem.name"},
		"code":                            {"code: Coal Output\nname_zh: 煤\nname_en: Coal\nsource: {kind: upload}\n", 1, "feed.problem.code"},
		"password in address":             {good + "source:\n  kind: http\n  address: https://wang:s3cr@example.org/\n", 6, "feed.problem.user_in_address"},
		"token in address":                {good + "source:\n  kind: http\n  address: https://example.org/?access_token=s3cr\n", 6, "feed.problem.secret_in_address"},
		"other scheme":                    {good + "source:\n  kind: http\n  address: file:///etc/passwd\n", 6, "feed.problem.scheme"},
		"no address":                      {good + "source:\n  kind: http\n", 4, "feed.problem.scheme"},
		"secret in the place of its name": {good + "source: {kind: http, address: \"https://example.org\", secret: \"Bearer s3cr\"}\n", 4, "secret.name"},
		"header that is ours":             {good + "source:\n  kind: http\n  address: https://example.org\n  header: Host\n  secret: a\n", 7, "feed.problem.header"},
		"kind":                            {good + "source:\n  kind: fax\n", 5, "feed.problem.choice"},
		"flow":                            {good + "source:\n  kind: sdmx\n  address: https://example.org/rest\n  flow: A/B?x\n", 7, "feed.problem.flow"},
		"query":                           {good + "source:\n  kind: clickhouse\n  address: clickhouse://db:9000\n  query: DROP TABLE a\n", 7, "feed.problem.query"},
		"folder":                          {good + "folder: ../../etc\nsource: {kind: folder}\n", 4, "feed.problem.folder"},
		"folder of secrets":               {good + "folder: secrets/a\nsource: {kind: folder}\n", 4, "feed.problem.folder"},
		"layout":                          {good + "source: {kind: upload}\nreading:\n  layout: |\n    tables: []\n", 6, "layout.nothing"},
		"column":                          {good + "source: {kind: upload}\nreading:\n  columns:\n    - {heading: A, means: price}\n", 6, "feed.problem.means"},
		"column twice":                    {good + "source: {kind: upload}\nreading:\n  columns: [{heading: A, means: value}, {heading: A, means: unit}]\n", 6, "feed.problem.twice"},
		"approval":                        {good + "source: {kind: upload}\napproval: everybody\n", 5, "feed.problem.choice"},
		"two publications":                {good + "source: {kind: upload}\npublication: {day: 3, at: 2026-12-01T10:00:00+08:00}\n", 5, "feed.problem.publication"},
		"time of day":                     {good + "source: {kind: upload}\npublication: {day: 3, time: \"25:00\"}\n", 5, "feed.problem.time"},
	} {
		_, wrong := feedfile.Read([]byte(c.text))
		if len(wrong) == 0 || wrong[0].Line != c.line || wrong[0].Problem.Key != c.key {
			t.Errorf("%s: %+v, want line %d %s", name, wrong, c.line, c.key)
			for _, one := range wrong {
				t.Logf("  %d %s %v", one.Line, one.Field, one.Problem)
			}
		}
	}
}

func TestSecretsAreNotRepeated(t *testing.T) {
	_, wrong := feedfile.Read([]byte("code: coal\nname_zh: 煤\nname_en: Coal\nsource:\n  kind: http\n  address: https://wang:s3cr@example.org/?token=s3cr\n  header: \"X-Key: s3cr\"\n  secret: Bearer s3cr\n"))
	if len(wrong) != 3 {
		t.Errorf("wrong are %+v, want the address, the header and the name of the secret", wrong)
	}
	for _, one := range wrong {
		if strings.Contains(one.Problem.Error(), "s3cr") {
			t.Errorf("the message tells the secret: %v", one.Problem)
		}
	}
}

func FuzzRead(f *testing.F) {
	text, err := feedfile.Write(full())
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte("code: a\nname_zh: 甲\nname_en: A\nsource: {kind: http, address: \"https://a\"}\n"))
	f.Fuzz(func(t *testing.T, text []byte) {
		feed, wrong := feedfile.Read(text)
		if len(wrong) > 0 {
			return
		}
		written, err := feedfile.Write(feed)
		if err != nil {
			t.Fatal(err)
		}
		again, wrong := feedfile.Read(written)
		if len(wrong) > 0 || !cmp.Equal(feed, again) {
			t.Errorf("%+v comes back as %+v, %v", feed, again, wrong)
		}
	})
}
