package dashboard

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

const (
	shownNotices  = 200
	noticesSince  = 30 * 24 * time.Hour
	noticesCookie = "zhibiao_notices_seen"
)

// NoticeListPage shows what was told lately, the newest first.
type NoticeListPage struct {
	Frame
	Kinds   []notices.Kind
	Kind    notices.Kind // the kind shown; empty for all
	Notices []NoticeLine
}

// NoticeLine is one notice in words.
type NoticeLine struct {
	Kind    notices.Kind
	Text    *metrics.Problem
	Details []*metrics.Problem
	When    time.Time
	Path    string
	Unseen  bool // came since the reader looked last
}

// showNoticeList lists the notices and remembers that the reader has seen them.
func (s *Server) showNoticeList(c echo.Context) error {
	filters, err := s.filtersOf(c)
	if err != nil {
		return err
	}
	kind := notices.Kind(c.QueryParam("kind"))
	if kind != "" && !slices.Contains(notices.Kinds(), kind) {
		return badRequest(metrics.NewProblem("recipient.kind", "value", string(kind)))
	}
	now := s.dependencies.Now()
	list, err := s.dependencies.Notices.Notices(c.Request().Context(), now.Add(-noticesSince), 0)
	if err != nil {
		return fmt.Errorf("load notices: %w", err)
	}
	seen := noticesSeen(c)
	page := NoticeListPage{Frame: s.workFrame(c, "/notices", filters, metrics.Actual), Kinds: notices.Kinds(), Kind: kind}
	page.Title = s.texts.Text(page.Language, "nav.notices")
	for _, notice := range list {
		if notice.Kind == notices.Trial || kind != "" && notice.Kind != kind || len(page.Notices) == shownNotices {
			continue
		}
		line := NoticeLine{Kind: notice.Kind, Text: problemOfReason(&notice.Words), When: notice.OccurredAt, Path: notice.Path,
			Unseen: notice.RecordedAt.After(seen)}
		for i := range notice.Details {
			line.Details = append(line.Details, problemOfReason(&notice.Details[i]))
		}
		if asked, found := s.pageRight(notice.Path); found && !page.May(string(asked)) {
			line.Path = "" // whoever may not open the page is told without a link
		}
		page.Notices = append(page.Notices, line)
	}
	c.SetCookie(&http.Cookie{Name: noticesCookie, Value: strconv.FormatInt(now.UnixMilli(), 10), Path: "/",
		MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode})
	page.UnseenNotices = 0
	return s.render(c, http.StatusOK, "notice_list", page)
}

// noticesSeen is the moment at which the reader looked last, or long ago.
func noticesSeen(c echo.Context) time.Time {
	cookie, err := c.Cookie(noticesCookie)
	if err != nil {
		return time.Time{}
	}
	milliseconds, err := strconv.ParseInt(cookie.Value, 10, 64)
	if err != nil {
		return time.Time{}
	}
	return time.UnixMilli(milliseconds)
}

// recipientProblem returns what is wrong with a recipient by the field of the form.
func recipientProblem(reason *schedules.Reason) map[string]*metrics.Problem {
	field := map[string]string{"recipient.name": "name", "recipient.title": "title", "recipient.channel": "channel",
		"recipient.language": "language", "recipient.rhythm": "rhythm", "recipient.kinds": "kinds", "recipient.kind": "kinds",
		"recipient.mail": "address", "recipient.webhook": "address", "recipient.organisation": "organisations"}[reason.Key]
	return map[string]*metrics.Problem{field: problemOfReason(reason)}
}
