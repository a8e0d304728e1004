package dashboard

import (
	"context"
	"log/slog"
	"net/netip"
	"time"

	"zhibiao/ingest"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
	"zhibiao/schedules"
)

// Store is what the pages read. The warehouse implements it.
type Store interface {
	// CatalogueAt returns the reference data as it was known at a moment; the zero time means now.
	CatalogueAt(ctx context.Context, knownAt time.Time) (*metrics.Catalogue, error)
	// Observations returns the values that a reader of the given vintage sees.
	Observations(ctx context.Context, query metrics.ObservationQuery) ([]metrics.Observation, error)
	// Revisions returns every value of a series that ever stood for one of the periods,
	// oldest first.
	Revisions(ctx context.Context, series metrics.SeriesKey, periods ...metrics.Period) ([]metrics.Observation, error)
	// Assessments returns the assessments of one day, computing and storing them first where
	// none are stored or newer values have been published since.
	Assessments(ctx context.Context, query metrics.AssessmentQuery) ([]metrics.Assessment, error)
	// Policy returns the policy of assessment in force at a moment; the zero time means now.
	Policy(ctx context.Context, knownAt time.Time) (metrics.Policy, error)
	// Policies returns every saved policy, newest first.
	Policies(ctx context.Context) ([]metrics.Policy, error)
	// SavePolicy puts a policy in force from now on and returns it with its version.
	SavePolicy(ctx context.Context, policy metrics.Policy) (metrics.Policy, error)
	// StatusHistory returns how the status of a target turned, oldest first.
	StatusHistory(ctx context.Context, query metrics.StatusHistoryQuery) ([]metrics.StatusTurn, error)
	// VintageOn returns what a reader “as of” a day sees.
	VintageOn(ctx context.Context, day metrics.Date) (metrics.Vintage, error)
	// FirstRelease returns the day on which the first value of a scenario was published, of
	// those known at a moment; the zero time means now, the zero day that there is none.
	FirstRelease(ctx context.Context, scenario metrics.Scenario, knownAt time.Time) (metrics.Date, error)
	// Runs returns runs, newest first.
	Runs(ctx context.Context, query metrics.RunQuery) ([]metrics.Run, error)
	// Run returns one run, or nil when there is none.
	Run(ctx context.Context, id string) (*metrics.Run, error)
	// RunObservations returns the rows that a run wrote, at most limit.
	RunObservations(ctx context.Context, id string, limit int) ([]metrics.Observation, error)
	// RunValues returns a page of the new or of the revised values of a run.
	RunValues(ctx context.Context, query metrics.RunValueQuery) ([]metrics.Observation, error)
	// RunStanding says what would become of the values of a run if it were taken back now.
	RunStanding(ctx context.Context, run string, limit int) (metrics.RunStanding, error)
	// RunAreas lists the areas of the values that a run wrote.
	RunAreas(ctx context.Context, run string) ([]string, error)
	// RunComments returns what people had to say about a run, oldest first.
	RunComments(ctx context.Context, run string) ([]metrics.RunComment, error)
	// CommentRun keeps a comment on a run.
	CommentRun(ctx context.Context, comment metrics.RunComment) error
	// RunReading returns in words how the cross tables of a run were read.
	RunReading(ctx context.Context, run string) ([]*metrics.Problem, error)
	// Rejects returns the rejected and flagged rows of a run.
	Rejects(ctx context.Context, run string) ([]metrics.Reject, error)
	// Ping tells whether the store answers.
	Ping(ctx context.Context) error
}

// Importer takes files in and changes the state of runs. *ingest.Importer implements it.
type Importer interface {
	DryRun(ctx context.Context, submission ingest.Submission) (ingest.Report, error)
	Import(ctx context.Context, submission ingest.Submission) (ingest.Report, error)
	Approve(ctx context.Context, run, actor string, approval ingest.Approval) error
	PullBack(ctx context.Context, run, actor, comment string) error
	Return(ctx context.Context, run, actor, comment string) error
	Withdraw(ctx context.Context, run, actor, comment string) error
}

// Scheduler runs schedules and tells how they stand. *schedules.Scheduler implements it.
type Scheduler interface {
	Status(ctx context.Context) ([]schedules.ScheduleStatus, error)
	Save(ctx context.Context, schedule schedules.Schedule) error
	RunNow(ctx context.Context, name, actor string) error
	StopRun(ctx context.Context, name, actor string) error
	Calendar() *schedules.Calendar
	Occurrences(ctx context.Context, query schedules.OccurrenceQuery) ([]schedules.Occurrence, error)
	Jobs() []string
	// LastOf returns, for every schedule or the named one, the latest due time or run by
	// hand that ended so.
	LastOf(ctx context.Context, schedule string, outcome schedules.Outcome) ([]schedules.Occurrence, error)
	// Leading tells whether this instance runs the schedules.
	Leading() bool
	// Tally counts what this instance has settled.
	Tally() []schedules.OutcomeCount
}

// Dependencies are the rooms that the web needs, wired by the command.
type Dependencies struct {
	Store     Store
	Importer  Importer
	Scheduler Scheduler
	Checks    CheckStore      // nil: the pages of checks are left out
	Feeds     Feeds           // nil: the pages of feeds are left out
	UnderWay  *underway.Board // files on their way; nil: only those that the pages begin
	Originals Originals       // nil: original files are not offered
	Notices   Notices         // nil: the pages and the bell of notices are left out
	Accounts  AccountStore    // nil: nobody signs in and everything is allowed
	SignIn    SignIn
	Values    ObservationPages // nil: programs do not get all values
	Tokens    TokenStore       // nil: programs cannot sign in, and the pages of tokens are left out
	Audit     AuditStore       // nil: who did what is not kept, and its pages are left out
	Changes   Changes          // nil: the overview does not say what changed
	Progress  Progress         // nil: nobody reports on tasks and projects
	Reporting Reporting        // nil: the pages of organisations are left out
	// Remember returns the context of a request in which the store answers what it is asked
	// again from memory; nil: it is asked again.
	Remember func(context.Context) context.Context
	Logger   *slog.Logger
	Now      func() time.Time
	Zone     *time.Location // for days on pages; Asia/Shanghai by default
	Reports  ReportStore    // nil: workbooks get no number and are not kept
	// ReportFiles keeps the bytes of reports and templates; nil as for Reports.
	ReportFiles KeptFiles
	// Demonstration offers the DEMO scenario on the pages and shows it first.
	Demonstration bool
	// Decisions is nil where nobody can decide on a conflict.
	Decisions ConflictDecisions
	// Revisions is nil where the pages of values, differences, locks and names are left out.
	Revisions RevisionStore
	Forms     Forms     // nil: the pages of fill-in forms are left out
	Reminders Reminders // nil: nobody is reminded of a form by a button
	Coverage  Coverage  // nil: the page of coverage is left out
	// UploadFolder is where uploaded files are kept.
	UploadFolder string
	Version      string
	// TrustedProxies are the addresses of reverse proxies that are believed when they say
	// for whom and over what they ask.
	TrustedProxies []netip.Prefix
	// UploadLimit bounds an upload together with its form; 512M.
	UploadLimit string
}
