package warehouse

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"syscall"

	"github.com/ClickHouse/clickhouse-go/v2"

	"zhibiao/metrics"
)

// Codes of ClickHouse exceptions that people can do something about.
const (
	codeNotEnoughSpace       = 243
	codeUnknownDatabase      = 81
	codeAccessDenied         = 497
	codeAuthenticationFailed = 516
	codeMemoryLimit          = 241
	codeReadOnly             = 164
	codeNoConfiguration      = 139 // of Keeper or of macros
	codeNoKeeper             = 225
	codeNoDistributedDDL     = 392
	codeUnknownCluster       = 701
	codeTableReadOnly        = 242
	codeKeeperLost           = 999
	codeTooFewReplicas       = 285
)

// problem turns an error of the store into one that says what to do. An error that
// people can do nothing about is wrapped with the name of the statement.
func problem(doing string, err error) error {
	if err == nil || metrics.AsProblem(err) != nil {
		return err
	}
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return fmt.Errorf("%s: %w", doing, err)
	}
	if told := certificateProblem(err); told != nil {
		return told.Because(fmt.Errorf("%s: %w", doing, err))
	}
	key := ""
	var exception *clickhouse.Exception
	var network net.Error
	switch {
	case errors.As(err, &exception):
		key = map[int32]string{
			codeNotEnoughSpace: "store.disk_full", codeUnknownDatabase: "store.unknown_database",
			codeAccessDenied: "store.access_denied", codeAuthenticationFailed: "store.wrong_password",
			codeMemoryLimit: "store.out_of_memory", codeReadOnly: "store.access_denied",
			codeNoConfiguration: "store.cluster_unready", codeNoKeeper: "store.cluster_unready",
			codeNoDistributedDDL: "store.cluster_unready", codeUnknownCluster: "store.cluster_unready",
			codeTableReadOnly: "store.replica_read_only", codeKeeperLost: "store.replica_read_only",
			codeTooFewReplicas: "store.too_few_replicas",
		}[exception.Code]
		if strings.Contains(exception.Message, "No space left on device") {
			key = "store.disk_full"
		}
	case brokenOff(err):
		key = "store.broken_off"
	case errors.As(err, &network), errors.Is(err, clickhouse.ErrAcquireConnTimeout), errors.Is(err, clickhouse.ErrAcquireConnNoAddress):
		key = "store.unreachable"
	}
	if key == "" {
		return fmt.Errorf("%s: %w", doing, err)
	}
	return metrics.NewProblem(key, "address", address(err)).Because(fmt.Errorf("%s: %w", doing, err))
}

// brokenOff tells whether a connection that stood was lost. Whether the server has done
// what it was asked is not known then.
func brokenOff(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, clickhouse.ErrConnectionClosed) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE)
}

// address returns the address that a network error names, or an empty text.
func address(err error) string {
	var operation *net.OpError
	if errors.As(err, &operation) && operation.Addr != nil {
		return operation.Addr.String()
	}
	return ""
}
