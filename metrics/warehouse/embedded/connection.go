package embedded

import (
	"errors"
	"fmt"
	"io"
	"runtime"
	"unsafe"
)

// connection is one session of the engine. It runs one statement at a time.
type connection struct {
	library  *library
	owner    unsafe.Pointer // what chdb_connect returned: a pointer to the connection
	session  unsafe.Pointer
	database string
}

var errConnect = errors.New("the engine refused to open the data folder")

func connect(lib *library, folder, configuration string) (*connection, error) {
	var pinner runtime.Pinner
	defer pinner.Unpin()
	// Without a word about configuration the engine takes a config.xml of the working
	// folder, whoever laid it there; an empty name makes it take none.
	arguments := []unsafe.Pointer{
		text(&pinner, "clickhouse\x00"), text(&pinner, "--config-file="+configuration+"\x00"), text(&pinner, "--path="+folder+"\x00"),
	}
	pinner.Pin(&arguments[0])
	owner := lib.connect(int32(len(arguments)), unsafe.Pointer(&arguments[0]))
	if owner == nil {
		return nil, errConnect
	}
	return &connection{library: lib, owner: owner, session: *(*unsafe.Pointer)(owner)}, nil
}

func (c *connection) close() { c.library.closeConnection(c.owner) }

// text pins the bytes of a string and returns where they lie. An empty string has
// no bytes, and the engine gets a null pointer with length 0.
func text(pinner *runtime.Pinner, value string) unsafe.Pointer {
	if value == "" {
		return nil
	}
	bytes := []byte(value)
	pinner.Pin(&bytes[0])
	return unsafe.Pointer(&bytes[0])
}

// parameters are the named parameters of a statement, laid out as the engine wants.
type parameters struct {
	names, values             []unsafe.Pointer
	nameLengths, valueLengths []uintptr
	namesAt, nameLengthsAt    unsafe.Pointer
	valuesAt, valueLengthsAt  unsafe.Pointer
}

func layOut(pinner *runtime.Pinner, named map[string]string) *parameters {
	p := &parameters{}
	for name, value := range named {
		p.names = append(p.names, text(pinner, name))
		p.nameLengths = append(p.nameLengths, uintptr(len(name)))
		// One byte more than its length, so that an empty value is not a null pointer.
		p.values = append(p.values, text(pinner, value+"\x00"))
		p.valueLengths = append(p.valueLengths, uintptr(len(value)))
	}
	if len(p.names) == 0 {
		return p
	}
	for _, array := range []struct {
		at    *unsafe.Pointer
		first unsafe.Pointer
	}{
		{&p.namesAt, unsafe.Pointer(&p.names[0])}, {&p.nameLengthsAt, unsafe.Pointer(&p.nameLengths[0])},
		{&p.valuesAt, unsafe.Pointer(&p.values[0])}, {&p.valueLengthsAt, unsafe.Pointer(&p.valueLengths[0])},
	} {
		pinner.Pin(array.first)
		*array.at = array.first
	}
	return p
}

const nativeFormat = "Native"

// run executes a statement and returns its whole answer in Native format.
func (c *connection) run(statement string, named map[string]string) ([]byte, error) {
	var pinner runtime.Pinner
	defer pinner.Unpin()
	p := layOut(&pinner, named)
	result := c.library.query(c.session, text(&pinner, statement), uintptr(len(statement)),
		text(&pinner, nativeFormat), uintptr(len(nativeFormat)),
		p.namesAt, p.nameLengthsAt, p.valuesAt, p.valueLengthsAt, uintptr(len(p.names)))
	return c.take(result)
}

// take copies the answer out of the engine's memory and frees it.
func (c *connection) take(result unsafe.Pointer) ([]byte, error) {
	if result == nil {
		return nil, errors.New("the engine gave neither an answer nor an error")
	}
	defer c.library.destroyResult(result)
	if message := c.library.resultError(result); message != "" {
		return nil, &engineError{message}
	}
	length := c.library.resultLength(result)
	if length == 0 {
		return nil, nil
	}
	answer := make([]byte, length)
	copy(answer, unsafe.Slice((*byte)(c.library.resultBuffer(result)), length))
	return answer, nil
}

// stream executes a SELECT and hands its answer to each, part by part.
func (c *connection) stream(statement string, named map[string]string, each func([]byte) error) error {
	var pinner runtime.Pinner
	defer pinner.Unpin()
	p := layOut(&pinner, named)
	stream := c.library.streamQuery(c.session, text(&pinner, statement), uintptr(len(statement)),
		text(&pinner, nativeFormat), uintptr(len(nativeFormat)),
		p.namesAt, p.nameLengthsAt, p.valuesAt, p.valueLengthsAt, uintptr(len(p.names)))
	if stream == nil {
		return errors.New("the engine gave neither a stream nor an error")
	}
	defer c.library.destroyResult(stream)
	if message := c.library.resultError(stream); message != "" {
		return &engineError{message}
	}
	for {
		part, err := c.take(c.library.streamFetch(c.session, stream))
		if err != nil {
			return err
		}
		if len(part) == 0 {
			return nil
		}
		if err := each(part); err != nil {
			c.library.streamCancel(c.session, stream)
			return err
		}
	}
}

// insert feeds rows in Native format into an INSERT statement without FORMAT clause.
// When the rows break off, nothing of the block under way is written.
func (c *connection) insert(statement string, rows io.Reader) error {
	var pinner runtime.Pinner
	defer pinner.Unpin()
	stream := c.library.insertStream(c.session, text(&pinner, statement), uintptr(len(statement)),
		text(&pinner, nativeFormat), uintptr(len(nativeFormat)))
	if stream == nil {
		return errors.New("the engine gave neither an insert stream nor an error")
	}
	defer c.library.destroyInsert(stream)
	if message := c.library.insertError(stream); message != "" {
		return &engineError{message}
	}
	buffer := make([]byte, 1<<20)
	pinner.Pin(&buffer[0])
	for {
		length, err := io.ReadFull(rows, buffer)
		if length > 0 && c.library.insertAppend(stream, unsafe.Pointer(&buffer[0]), uintptr(length)) != 0 {
			return &engineError{c.library.insertError(stream)}
		}
		if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
			_, err := c.take(c.library.insertDone(stream))
			return err
		}
		if err != nil {
			c.library.insertCancel(stream)
			return fmt.Errorf("read rows to insert: %w", err)
		}
	}
}

// engineError is a message of the engine: “Code: 60. DB::Exception: …”.
type engineError struct{ message string }

func (e *engineError) Error() string { return e.message }
