package warehouse

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"

	"github.com/ClickHouse/clickhouse-go/v2"

	"zhibiao/metrics"
)

// Reader is an account of the database server that may read the open views.
type Reader struct {
	Name     string
	Password string // told once; the server keeps its hash
}

// MakeReader makes an account that may read the open views and nothing else, or gives it
// a new password. The engine inside the process has no accounts and no network; there
// the Problem is store.reader_needs_server.
func (s *Store) MakeReader(ctx context.Context) (Reader, error) {
	if s.engine != nil {
		return Reader{}, metrics.NewProblem("store.reader_needs_server")
	}
	secret, salt := make([]byte, 18), make([]byte, 16)
	if _, err := rand.Read(secret); err != nil {
		return Reader{}, err
	}
	if _, err := rand.Read(salt); err != nil {
		return Reader{}, err
	}
	reader := Reader{Name: s.database + "_reader", Password: hex.EncodeToString(secret)}
	for _, text := range readerStatements(reader, hex.EncodeToString(salt), s.OpenDatabase(), s.cluster) {
		if err := s.client.Exec(ctx, text); err != nil {
			var refused *clickhouse.Exception
			if errors.As(err, &refused) && refused.Code == codeAccessDenied {
				return Reader{}, metrics.NewProblem("store.reader_refused").Because(err)
			}
			return Reader{}, problem("make the reading account", err)
		}
	}
	return reader, nil
}

// readerStatements make the account. The password travels as its hash, so that no log of
// the server holds it. Limits keep a careless query from standing in everybody's way; the
// programs that read send settings of their own (readonly = 2), but not past the limits.
func readerStatements(reader Reader, salt, database, cluster string) []string {
	hash := sha256.Sum256([]byte(reader.Password + salt))
	on := onCluster(cluster)
	return []string{
		fmt.Sprintf("CREATE USER IF NOT EXISTS %s%s", quoted(reader.Name), on),
		fmt.Sprintf("ALTER USER %s%s IDENTIFIED WITH sha256_hash BY '%s' SALT '%s' SETTINGS readonly = 2, max_execution_time = 60 MIN 1 MAX 60, max_memory_usage = 4000000000 MIN 1 MAX 4000000000",
			quoted(reader.Name), on, hex.EncodeToString(hash[:]), salt),
		fmt.Sprintf("GRANT%s SELECT ON %s.* TO %s", on, quoted(database), quoted(reader.Name)),
	}
}
