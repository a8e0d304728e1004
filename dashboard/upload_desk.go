package dashboard

import (
	"cmp"
	"net/http"
	"sync"
	"time"

	"zhibiao/ingest/underway"
)

// uploadDesk takes files in from people: it keeps each upload on disk, checks it,
// and imports it when asked to, without a second upload. Checks and imports run
// beside the requests; what they find is kept with the upload.
type uploadDesk struct {
	server *Server
	shelf  uploadShelf
	mutex  sync.Mutex
	live   map[string]*underway.Work
}

// patience is how long a request waits for its work to end before it answers with
// the progress instead.
const patience = 1500 * time.Millisecond

// longestWork bounds a check or an import, so that nothing waits for ever.
const longestWork = 2 * time.Hour

func newUploadDesk(server *Server) *uploadDesk {
	return &uploadDesk{server: server, shelf: uploadShelf{folder: server.dependencies.UploadFolder}, live: map[string]*underway.Work{}}
}

func (d *uploadDesk) routes() []route {
	return []route{
		{method: http.MethodGet, path: "/imports", right: maySubmit, handler: d.showForm},
		{method: http.MethodPost, path: "/imports", right: maySubmit, handler: d.receive, bodyLimit: cmp.Or(d.server.dependencies.UploadLimit, largestUpload), unhurried: true},
		{method: http.MethodGet, path: "/imports/template.xlsx", right: maySubmit, handler: d.downloadTemplate},
		{method: http.MethodGet, path: "/imports/:id", right: maySubmit, handler: d.show},
		{method: http.MethodGet, path: "/imports/:id/progress", right: maySubmit, handler: d.answerProgress},
		{method: http.MethodPost, path: "/imports/:id/stop", right: maySubmit, handler: d.stop},
		{method: http.MethodGet, path: "/imports/:id/rejects.csv", right: maySubmit, handler: d.downloadRejects},
		{method: http.MethodGet, path: "/imports/:id/rejects.xlsx", right: maySubmit, handler: d.downloadMarked, unhurried: true},
		{method: http.MethodGet, path: "/imports/:id/marked.csv", right: maySubmit, handler: d.downloadMarked, unhurried: true},
		{method: http.MethodPost, path: "/imports/:id/check", right: maySubmit, handler: d.checkAgain},
		{method: http.MethodPost, path: "/imports/:id/import", right: maySubmit, handler: d.importUpload},
	}
}
