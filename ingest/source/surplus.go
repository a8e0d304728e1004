package source

import (
	"bytes"
	"context"
	"net"
	"net/http/httptrace"
	"sync"
)

// A source that announces fewer bytes than it sends would be cut in the middle of a number,
// without an error: clients read what was announced. HTTP/2 refuses such an answer. For
// HTTP/1.1 without encryption the connection is watched; one that is encrypted is not.

// watchedConnection counts what an HTTP/1.1 connection brings for one answer.
type watchedConnection struct {
	net.Conn
	mutex sync.Mutex
	head  []byte // until the header has ended
	body  int64  // bytes behind the header
	tail  []byte // the last of them
	begun bool
}

// longestHead bounds what is kept of a header that does not end.
const longestHead = 128 << 10

// longestTail is how many of the last bytes are kept.
const longestTail = 64

func (w *watchedConnection) Read(block []byte) (int, error) {
	n, err := w.Conn.Read(block)
	w.mutex.Lock()
	defer w.mutex.Unlock()
	w.take(block[:n])
	return n, err
}

func (w *watchedConnection) take(block []byte) {
	for !w.begun {
		w.head = append(w.head, block...)
		end := bytes.Index(w.head, []byte("\r\n\r\n"))
		if end < 0 {
			if len(w.head) > longestHead {
				w.head = w.head[:0]
			}
			return
		}
		block = w.head[end+4:]
		// 103 Early Hints and the like go before the answer.
		status := w.head[:min(end, 12)]
		w.begun = !bytes.HasPrefix(status[min(len(status), 9):], []byte("1"))
		w.head = nil
	}
	w.body += int64(len(block))
	w.tail = append(w.tail, block...)
	w.tail = bytes.Clone(w.tail[max(0, len(w.tail)-longestTail):])
}

// surplus tells whether more has come than was announced, but for empty lines.
func (w *watchedConnection) surplus(announced int64) bool {
	w.mutex.Lock()
	defer w.mutex.Unlock()
	more := w.body - announced
	return more > 0 && len(bytes.Trim(w.tail[max(0, int64(len(w.tail))-more):], "\r\n \t")) > 0
}

// watch returns a context under which a request is asked, and what tells whether its answer
// over HTTP/1.1 without encryption sent more bytes than it announced.
func watch(ctx context.Context) (context.Context, func(announced int64) bool) {
	var last net.Conn // of the last redirect
	traced := httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{GotConn: func(info httptrace.GotConnInfo) { last = info.Conn }})
	return traced, func(announced int64) bool {
		watched, is := last.(*watchedConnection)
		return is && announced >= 0 && watched.surplus(announced)
	}
}
