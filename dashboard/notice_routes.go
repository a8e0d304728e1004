package dashboard

import (
	"context"
	"net/http"
	"time"

	"zhibiao/schedules/notices"
)

// Notices is what tells people what happened. *notices.Dispatcher implements it.
type Notices interface {
	Notices(ctx context.Context, since time.Time, limit int) ([]notices.Notice, error)
	Recipients(ctx context.Context) ([]notices.Recipient, error)
	Recipient(ctx context.Context, name string) (*notices.Recipient, error)
	SaveRecipient(ctx context.Context, recipient notices.Recipient) error
	Deliveries(ctx context.Context, since time.Time, limit int) ([]notices.Delivery, error)
	Try(ctx context.Context, recipient, actor string) error
	Channels() []string
	// Waiting counts the notices that wait to be sent, once for each recipient.
	Waiting(ctx context.Context) (int, error)
}

func (s *Server) noticeRoutes() []route {
	return []route{
		{method: http.MethodGet, path: "/notices", right: mayLook, handler: s.showNoticeList},
		{method: http.MethodGet, path: "/notices/deliveries", right: mayInspect, handler: s.showDeliveryList},
		{method: http.MethodGet, path: "/notices/recipients", right: mayNotify, handler: s.showRecipientList},
		{method: http.MethodPost, path: "/notices/recipients", right: mayNotify, handler: s.createRecipient},
		{method: http.MethodGet, path: "/notices/recipients/new", right: mayNotify, handler: s.showNewRecipient},
		{method: http.MethodGet, path: "/notices/recipients/:name", right: mayNotify, handler: s.showRecipient},
		{method: http.MethodPost, path: "/notices/recipients/:name", right: mayNotify, handler: s.saveRecipient},
		{method: http.MethodPost, path: "/notices/recipients/:name/try", right: mayNotify, handler: s.tryRecipient},
		{method: http.MethodPost, path: "/notices/recipients/:name/remove", right: mayNotify, handler: s.removeRecipient},
		{method: http.MethodPost, path: "/notices/recipients/:name/restore", right: mayNotify, handler: s.restoreRecipient},
	}
}
