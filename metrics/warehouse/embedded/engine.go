package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"syscall"

	"zhibiao/metrics"
)

// Engine is ClickHouse on one data folder. It is safe for use by several
// goroutines; statements run side by side, each in a session of its own.
type Engine struct {
	library       *library
	folder        string
	configuration string // file of the engine, or empty
	idle          chan *connection
	limit         chan struct{}
	control       sync.Mutex  // guards killer
	killer        *connection // nil once the engine is closed
}

// The engine's library allows one data folder per process; opened counts who uses it.
var opened struct {
	sync.Mutex
	engine *Engine
	users  int
}

// Open opens the data folder, creating it where it does not exist. A second Open of
// the same folder in the same process shares the engine. Errors are Problems:
// store.library_missing, store.library_unusable, store.folder_locked,
// store.folder_unusable, store.disk_full, store.one_folder.
func Open(folder string) (*Engine, error) { return OpenConfigured(folder, "") }

// OpenConfigured is Open with a file of configuration for the engine, such as one that
// names accounts; without one the engine takes none, whatever lies beside the program.
func OpenConfigured(folder, configuration string) (*Engine, error) {
	folder, err := filepath.Abs(folder)
	if err != nil {
		return nil, metrics.NewProblem("store.folder_unusable", "folder", folder).Because(err)
	}
	opened.Lock()
	defer opened.Unlock()
	if opened.engine != nil {
		if opened.engine.folder != folder {
			return nil, metrics.NewProblem("store.one_folder", "folder", folder, "open", opened.engine.folder)
		}
		opened.users++
		return opened.engine, nil
	}
	lib, err := loadLibrary()
	if err != nil {
		return nil, err
	}
	if err := os.MkdirAll(folder, 0o750); err != nil {
		return nil, folderProblem(folder, err)
	}
	if locked(filepath.Join(folder, "status")) {
		// Asked first: the engine would complain on standard error in its own words.
		return nil, metrics.NewProblem("store.folder_locked", "folder", folder)
	}
	killer, err := connect(lib, folder, configuration)
	if err != nil {
		return nil, folderProblem(folder, err)
	}
	sessions := max(4, 2*runtime.GOMAXPROCS(0))
	opened.engine = &Engine{library: lib, folder: folder, configuration: configuration, killer: killer,
		idle: make(chan *connection, sessions), limit: make(chan struct{}, sessions)}
	opened.users = 1
	return opened.engine, nil
}

// Close gives the folder back when its last user closes it.
func (e *Engine) Close() error {
	opened.Lock()
	defer opened.Unlock()
	opened.users--
	if opened.users > 0 {
		return nil
	}
	for range cap(e.limit) { // wait for the statements under way
		e.limit <- struct{}{}
	}
	close(e.idle)
	for connection := range e.idle {
		connection.close()
	}
	// A request that was given up may still be stopping a statement that has ended.
	e.control.Lock()
	defer e.control.Unlock()
	e.killer.close()
	e.killer = nil
	opened.engine = nil
	return nil
}

// acquire waits for a free session and points it at the database.
func (e *Engine) acquire(ctx context.Context, database string) (*connection, error) {
	select {
	case e.limit <- struct{}{}:
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	var session *connection
	select {
	case session = <-e.idle:
	default:
		var err error
		if session, err = connect(e.library, e.folder, e.configuration); err != nil {
			<-e.limit
			return nil, err
		}
	}
	if database == "" {
		database = "default"
	}
	if session.database != database {
		if _, err := session.run("USE "+quoteIdentifier(database), nil); err != nil {
			e.release(session)
			return nil, err
		}
		session.database = database
	}
	return session, nil
}

func (e *Engine) release(session *connection) {
	e.idle <- session
	<-e.limit
}

// kill stops the statement that carries the mark, wherever it runs.
func (e *Engine) kill(mark string) error {
	e.control.Lock()
	defer e.control.Unlock()
	if e.killer == nil {
		return nil // all statements have ended
	}
	_, err := e.killer.run("KILL QUERY WHERE startsWith(query, {mark:String}) ASYNC", map[string]string{"mark": mark})
	return err
}

// folderProblem finds out why the folder cannot be used. The engine says only that
// it failed; the lock of its status file, the permissions and the space say why.
func folderProblem(folder string, cause error) error {
	if locked(filepath.Join(folder, "status")) {
		return metrics.NewProblem("store.folder_locked", "folder", folder).Because(cause)
	}
	probe, err := os.CreateTemp(folder, "probe-*")
	if err == nil {
		_, err = probe.Write(make([]byte, 64<<10))
		err = errors.Join(err, probe.Close(), os.Remove(probe.Name()))
	}
	if errors.Is(err, syscall.ENOSPC) {
		return metrics.NewProblem("store.disk_full", "folder", folder).Because(err)
	}
	return metrics.NewProblem("store.folder_unusable", "folder", folder).Because(errors.Join(cause, err))
}

func locked(path string) bool {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return false
	}
	defer func() { _ = file.Close() }()
	return errors.Is(syscall.Flock(int(file.Fd()), syscall.LOCK_EX|syscall.LOCK_NB), syscall.EWOULDBLOCK)
}

func quoteIdentifier(name string) string { return fmt.Sprintf("`%s`", escape(name)) }
