package embedded

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sync"
	"unsafe"

	"github.com/ebitengine/purego"

	"zhibiao/metrics"
)

// LibraryVariable names the environment variable that says where the engine's
// library lies, when it is not beside the program or in node_modules.
const LibraryVariable = "ZHIBIAO_ENGINE_LIBRARY"

// library holds the entry points of libchdb that this package calls.
type library struct {
	enableSignalHandlers func(int32)
	connect              func(int32, unsafe.Pointer) unsafe.Pointer
	closeConnection      func(unsafe.Pointer)
	query                func(connection, text unsafe.Pointer, length uintptr, format unsafe.Pointer, formatLength uintptr, names, nameLengths, values, valueLengths unsafe.Pointer, count uintptr) unsafe.Pointer
	streamQuery          func(connection, text unsafe.Pointer, length uintptr, format unsafe.Pointer, formatLength uintptr, names, nameLengths, values, valueLengths unsafe.Pointer, count uintptr) unsafe.Pointer
	streamFetch          func(connection, stream unsafe.Pointer) unsafe.Pointer
	streamCancel         func(connection, stream unsafe.Pointer)
	resultBuffer         func(unsafe.Pointer) unsafe.Pointer
	resultLength         func(unsafe.Pointer) uintptr
	resultError          func(unsafe.Pointer) string
	destroyResult        func(unsafe.Pointer)
	insertStream         func(connection, text unsafe.Pointer, length uintptr, format unsafe.Pointer, formatLength uintptr) unsafe.Pointer
	insertAppend         func(stream, data unsafe.Pointer, length uintptr) int32
	insertDone           func(unsafe.Pointer) unsafe.Pointer
	insertCancel         func(unsafe.Pointer)
	insertError          func(unsafe.Pointer) string
	destroyInsert        func(unsafe.Pointer)
}

// loadLibrary loads the engine once per process: the library keeps state of its
// own and cannot be loaded a second time.
var loadLibrary = sync.OnceValues(func() (*library, error) {
	path, err := findLibrary()
	if err != nil {
		return nil, err
	}
	handle, err := purego.Dlopen(path, purego.RTLD_NOW|purego.RTLD_GLOBAL)
	if err != nil {
		return nil, metrics.NewProblem("store.library_unusable", "path", path).Because(err)
	}
	lib := &library{}
	for name, function := range map[string]any{
		"chdb_set_signal_handlers_enabled": &lib.enableSignalHandlers,
		"chdb_connect":                     &lib.connect,
		"chdb_close_conn":                  &lib.closeConnection,
		"chdb_query_with_params_n":         &lib.query,
		"chdb_stream_query_with_params_n":  &lib.streamQuery,
		"chdb_stream_fetch_result":         &lib.streamFetch,
		"chdb_stream_cancel_query":         &lib.streamCancel,
		"chdb_result_buffer":               &lib.resultBuffer,
		"chdb_result_length":               &lib.resultLength,
		"chdb_result_error":                &lib.resultError,
		"chdb_destroy_query_result":        &lib.destroyResult,
		"chdb_stream_insert_n":             &lib.insertStream,
		"chdb_stream_append":               &lib.insertAppend,
		"chdb_stream_done":                 &lib.insertDone,
		"chdb_stream_cancel_insert":        &lib.insertCancel,
		"chdb_stream_insert_error":         &lib.insertError,
		"chdb_destroy_insert_stream":       &lib.destroyInsert,
	} {
		symbol, err := purego.Dlsym(handle, name)
		if err != nil {
			return nil, metrics.NewProblem("store.library_unusable", "path", path).
				Because(fmt.Errorf("symbol %s: %w", name, err))
		}
		purego.RegisterFunc(function, symbol)
	}
	// Must come before the first connection, or the engine takes SIGTERM away from Go.
	lib.enableSignalHandlers(0)
	return lib, nil
})

// findLibrary looks where LibraryVariable points, beside the program, and in
// node_modules of the working folder and the folders above it.
func findLibrary() (string, error) {
	if path := os.Getenv(LibraryVariable); path != "" {
		if _, err := os.Stat(path); err != nil {
			return "", metrics.NewProblem("store.library_missing", "path", path).Because(err)
		}
		return path, nil
	}
	var candidates []string
	if program, err := os.Executable(); err == nil {
		folder := filepath.Dir(program)
		candidates = append(candidates, filepath.Join(folder, "libchdb.so"), filepath.Join(folder, "..", "lib", "libchdb.so"))
		candidates = append(candidates, upwards(folder)...)
	}
	if folder, err := os.Getwd(); err == nil {
		candidates = append(candidates, upwards(folder)...)
	}
	for _, candidate := range candidates {
		if _, err := os.Stat(candidate); err == nil {
			return candidate, nil
		}
	}
	return "", metrics.NewProblem("store.library_missing", "path", packagedLibrary())
}

// upwards lists where the npm package would lie for a folder and those above it.
func upwards(folder string) []string {
	var candidates []string
	for {
		candidates = append(candidates, filepath.Join(folder, packagedLibrary()))
		parent := filepath.Dir(folder)
		if parent == folder {
			return candidates
		}
		folder = parent
	}
}

// packagedLibrary is the path of the library inside node_modules for this machine.
func packagedLibrary() string {
	architecture := map[string]string{"amd64": "x64", "arm64": "arm64"}[runtime.GOARCH]
	name := "lib-" + runtime.GOOS + "-" + architecture
	if runtime.GOOS == "linux" {
		name += "-gnu"
	}
	return filepath.Join("node_modules", "@chdb", name, "libchdb.so")
}
