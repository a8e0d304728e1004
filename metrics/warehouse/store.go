package warehouse

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/ClickHouse/clickhouse-go/v2"
	"github.com/ClickHouse/clickhouse-go/v2/lib/driver"
	"github.com/google/uuid"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse/embedded"
)

// DefaultDatabase is used where the DSN names none.
const DefaultDatabase = "zhibiao"

// Options are what the store needs beside its DSN.
type Options struct {
	Logger   *slog.Logger
	Now      func() time.Time
	Settings metrics.Settings // of assessments; the zero value means the defaults
	// BlockRows is how many rows an ObservationWriter writes at once; 250,000.
	BlockRows int
}

// Store reads and writes the product's data. It is safe for use by several
// goroutines.
type Store struct {
	client   client
	engine   *embedded.Engine
	logger   *slog.Logger
	now      func() time.Time
	settings metrics.Settings
	database string
	block    int // rows that are written at once
	cluster  string
	account  string // that the server knows this program by
	trusting bool   // whatever certificate the server shows

	founded    atomic.Pointer[time.Time] // when the first loading was over, once known
	leaseToken atomic.Uint64             // of the lease that this process holds; all that counts on the embedded engine
	catalogues catalogueCache

	numbering sync.Mutex // one claim of a report number at a time

	wholeTargets int      // catalogues with more targets are read by areas
	assessing    sync.Map // scenario and day → *sync.Mutex, so that one request computes and the others wait
}

// Open opens the store that the DSN names: embedded:./data or
// embedded:///path/to/folder for the engine inside this process,
// clickhouse://user:password@host:9000/database or http(s)://… for a server;
// ?cluster=NAME creates replicated tables on that cluster. The database is created
// when it is missing; call Migrate before anything else. Errors are Problems with
// keys store.….
func Open(ctx context.Context, dsn string, options Options) (*Store, error) {
	place, err := parseDSN(dsn)
	if err != nil {
		return nil, err
	}
	return openPlace(ctx, place, options)
}

func openPlace(ctx context.Context, place *place, options Options) (_ *Store, err error) {
	store := &Store{logger: options.Logger, now: options.Now, settings: options.Settings, block: cmp.Or(options.BlockRows, blockRows),
		database: place.database, cluster: place.cluster, account: place.options.Auth.Username, wholeTargets: wholeCatalogueTargets}
	if store.logger == nil {
		store.logger = slog.New(slog.DiscardHandler)
	}
	if store.now == nil {
		store.now = time.Now
	}
	if store.settings == (metrics.Settings{}) {
		store.settings = metrics.DefaultSettings()
	}
	store.trusting = place.options.TLS != nil && place.options.TLS.InsecureSkipVerify
	if place.folder != "" {
		if store.engine, err = embedded.Open(place.folder); err != nil {
			return nil, err
		}
		place.options.TransportFunc = func(*http.Transport) (http.RoundTripper, error) { return store.engine.Transport(), nil }
	}
	if err := store.connect(ctx, place); err != nil {
		return nil, errors.Join(err, store.Close())
	}
	return store, nil
}

// connect creates the database through a connection that names none, then opens
// the connections that the store works with.
func (s *Store) connect(ctx context.Context, place *place) error {
	first := *place.options
	first.Auth.Database = ""
	first.MaxOpenConns = 1
	opening, err := clickhouse.Open(&first)
	if err != nil {
		return problem("open", err)
	}
	defer func() { _ = opening.Close() }()
	version, err := opening.ServerVersion()
	if err != nil {
		return placeProblem(place, greetingProblem(place, err))
	}
	if err := checkVersion(version.Version.String(), version.Version.Major, version.Version.Minor); err != nil {
		return err
	}
	if err := createDatabase(ctx, opening, place); err != nil {
		return placeProblem(place, err)
	}
	place.options.Auth.Database = place.database
	connection, err := clickhouse.Open(place.options)
	if err != nil {
		return problem("open", err)
	}
	s.client = connection
	return nil
}

// createDatabase makes the database where it is missing. It is looked for first: a
// statement for a whole cluster waits for every replica, also for one that stands still.
func createDatabase(ctx context.Context, opening driver.Conn, place *place) error {
	query, err := statement("database_exists")
	if err != nil {
		return err
	}
	var there uint64
	if err := opening.QueryRow(ctx, query, text("database", place.database)).Scan(&there); err != nil {
		return problem("look for the database", err)
	}
	if there > 0 {
		return nil
	}
	err = problem("create the database", opening.Exec(ctx, "CREATE DATABASE IF NOT EXISTS "+quoted(place.database)+onCluster(place.cluster)))
	if refused := metrics.AsProblem(err); refused != nil && refused.Key == "store.access_denied" {
		return metrics.NewProblem("store.unknown_database").Because(err)
	}
	return err
}

// The oldest server on which every statement of this package works.
const (
	oldestMajor = 25
	oldestMinor = 3
)

func checkVersion(text string, major, minor uint64) error {
	if major > oldestMajor || (major == oldestMajor && minor >= oldestMinor) {
		return nil
	}
	return metrics.NewProblem("store.server_too_old", "version", text, "oldest", fmt.Sprintf("%d.%d", oldestMajor, oldestMinor))
}

// placeProblem fills in the address where the error itself does not name it.
func placeProblem(place *place, err error) error {
	if problem := metrics.AsProblem(err); problem != nil && problem.Arguments["address"] == "" {
		problem.Arguments["address"] = strings.Join(place.options.Addr, ",")
	}
	return err
}

// Close gives back connections and, with the embedded engine, the data folder.
func (s *Store) Close() error {
	var errs []error
	if s.client != nil {
		errs = append(errs, s.client.Close())
	}
	if s.engine != nil {
		errs = append(errs, s.engine.Close())
	}
	return errors.Join(errs...)
}

// Ping tells whether the store answers.
func (s *Store) Ping(ctx context.Context) error {
	if err := s.client.Ping(ctx); err != nil {
		return problem("ping", err)
	}
	return nil
}

// newIdentifier returns an identifier that sorts by the moment of its making.
func newIdentifier() (uuid.UUID, error) { return uuid.NewV7() }
