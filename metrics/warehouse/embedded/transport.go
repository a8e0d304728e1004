package embedded

import (
	"io"
	"net/http"
)

// Transport carries requests of the client straight to the engine: no port, no
// socket, and the context of each request arrives whole.
func (e *Engine) Transport() http.RoundTripper { return transport{e} }

type transport struct{ handler http.Handler }

// RoundTrip runs the handler beside the reader of the answer and returns as soon as
// the answer begins.
func (t transport) RoundTrip(request *http.Request) (*http.Response, error) {
	reader, writer := io.Pipe()
	answer := &pipedAnswer{header: http.Header{}, writer: writer, begun: make(chan struct{})}
	go func() {
		if request.Body != nil {
			defer func() { _ = request.Body.Close() }()
		}
		t.handler.ServeHTTP(answer, request)
		answer.WriteHeader(http.StatusOK)
		_ = writer.Close()
	}()
	select {
	case <-answer.begun:
	case <-request.Context().Done():
		_ = reader.CloseWithError(request.Context().Err())
		return nil, request.Context().Err()
	}
	length := int64(-1)
	if answer.empty {
		length = 0
	}
	return &http.Response{
		Status: http.StatusText(answer.status), StatusCode: answer.status, Header: answer.header,
		Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, ContentLength: length, Body: reader, Request: request,
	}, nil
}

// pipedAnswer is a ResponseWriter whose body is read at the other end of a pipe.
type pipedAnswer struct {
	header http.Header
	writer *io.PipeWriter
	begun  chan struct{}
	status int
	empty  bool
}

func (a *pipedAnswer) Header() http.Header { return a.header }

func (a *pipedAnswer) WriteHeader(status int) {
	if a.status != 0 {
		return
	}
	a.status = status
	a.empty = status == http.StatusOK
	close(a.begun)
}

func (a *pipedAnswer) Write(part []byte) (int, error) {
	if a.status == 0 {
		a.status = http.StatusOK
		close(a.begun)
	}
	return a.writer.Write(part)
}
