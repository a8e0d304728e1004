package embedded

import (
	"bytes"
	"net/http"
	"strconv"

	chproto "github.com/ClickHouse/ch-go/proto"
	"github.com/ClickHouse/clickhouse-go/v2/lib/column"
	"github.com/ClickHouse/clickhouse-go/v2/lib/proto"
)

// handshakeStatement is what the client asks first.
const handshakeStatement = "SELECT displayName(), version(), revision(), timezone()"

// serveHandshake answers the first question with protocol revision 0. The client
// reads this one answer at its own revision and every later one at the revision it
// is told here; the engine writes its Native blocks as revision 0 does.
func (e *Engine) serveHandshake(w http.ResponseWriter, clientRevision string) {
	revision, err := strconv.ParseUint(clientRevision, 10, 64)
	if err != nil {
		http.Error(w, "client_protocol_version is missing", http.StatusBadRequest)
		return
	}
	version, err := e.version()
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var block proto.Block
	for _, part := range []struct{ name, kind string }{
		{"displayName()", "String"}, {"version()", "String"}, {"revision()", "UInt32"}, {"timezone()", "String"},
	} {
		if err := block.AddColumn(part.name, column.Type(part.kind)); err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
	}
	if err := block.Append("embedded", version, uint32(0), "UTC"); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	var buffer chproto.Buffer
	if err := block.Encode(&buffer, revision); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	_, _ = w.Write(buffer.Buf)
}

// version asks the engine for its version, such as 26.7.2.1.
func (e *Engine) version() (string, error) {
	e.control.Lock()
	defer e.control.Unlock()
	answer, err := e.killer.run("SELECT version()", nil)
	if err != nil {
		return "", err
	}
	var block proto.Block
	if err := block.Decode(chproto.NewReader(bytes.NewReader(answer)), 0); err != nil {
		return "", err
	}
	version, _ := block.Columns[0].Row(0, false).(string)
	return version, nil
}
