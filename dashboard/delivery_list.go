package dashboard

import (
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules/notices"
)

// DeliveryListPage shows each attempt to tell somebody, the newest first.
type DeliveryListPage struct {
	Frame
	Deliveries []DeliveryLine
}

// DeliveryLine is one attempt.
type DeliveryLine struct {
	Delivery notices.Delivery
	Title    string // of the recipient
	Reason   *metrics.Problem
}

func (s *Server) showDeliveryList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	ctx := c.Request().Context()
	deliveries, err := s.dependencies.Notices.Deliveries(ctx, s.dependencies.Now().Add(-noticesSince), shownNotices)
	if err != nil {
		return fmt.Errorf("load deliveries: %w", err)
	}
	page := DeliveryListPage{Frame: s.workFrame(c, "/notices", filters, metrics.Actual)}
	page.Title = s.texts.Text(page.Language, "deliveries.title")
	titles := map[string]string{}
	for _, delivery := range deliveries {
		title, known := titles[delivery.Recipient]
		if !known {
			title = delivery.Recipient
			recipient, err := s.dependencies.Notices.Recipient(ctx, delivery.Recipient)
			if err != nil {
				return fmt.Errorf("load recipient: %w", err)
			}
			if recipient != nil {
				title = recipient.Title
			}
			titles[delivery.Recipient] = title
		}
		page.Deliveries = append(page.Deliveries, DeliveryLine{Delivery: delivery, Title: title, Reason: problemOfReason(delivery.Reason)})
	}
	return s.render(c, http.StatusOK, "delivery_list", page)
}
