package dashboard

import (
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"path"
	"strings"
	"unicode"

	"github.com/labstack/echo/v4"

	"zhibiao/metrics"
)

// longestFileName is how many characters of a file name are kept.
const longestFileName = 200

// receive stores an uploaded file and checks it. What is wrong with the form is told
// on the form.
func (d *uploadDesk) receive(c echo.Context) error {
	described, err := d.store(c)
	if problem := metrics.AsProblem(err); problem != nil {
		page, failed := d.formPage(c)
		if failed != nil {
			return failed
		}
		page.Problem = problem
		return d.server.render(c, http.StatusUnprocessableEntity, "upload_form", page)
	}
	if err != nil {
		return err
	}
	d.server.audit(c, "upload.receive", described.FileName, "feed", described.Feed, "upload", described.ID)
	if err := d.start(described.ID, uploadChecking, personOf(c).account); err != nil {
		return err
	}
	return c.Redirect(http.StatusSeeOther, "/imports/"+described.ID)
}

func (d *uploadDesk) store(c echo.Context) (upload, error) {
	// Reading single fields would pass over a body that breaks off at the limit.
	if _, err := c.MultipartForm(); errors.As(err, new(*echo.HTTPError)) {
		return upload{}, fmt.Errorf("read upload form: %w", err)
	}
	filters, err := d.server.filtersOf(c)
	if err != nil {
		return upload{}, err
	}
	catalogue, err := d.server.loadCatalogue(c.Request().Context(), filters)
	if err != nil {
		return upload{}, err
	}
	feed := catalogue.Feed(c.FormValue("feed"))
	if feed == nil {
		return upload{}, metrics.NewProblem("upload.feed_missing")
	}
	header, err := c.FormFile("file")
	if errors.Is(err, http.ErrMissingFile) || errors.Is(err, http.ErrNotMultipart) {
		return upload{}, metrics.NewProblem("upload.file_missing")
	}
	if err != nil {
		return upload{}, fmt.Errorf("read upload form: %w", err)
	}
	if header.Size == 0 {
		return upload{}, metrics.NewProblem("upload.file_empty", "file", plainFileName(header.Filename))
	}
	described, err := readLayout(c)
	if err != nil {
		return upload{}, err
	}
	return d.keep(c, feed.Code, described, header)
}

func (d *uploadDesk) keep(c echo.Context, feed, described string, header *multipart.FileHeader) (upload, error) {
	content, err := header.Open()
	if err != nil {
		return upload{}, fmt.Errorf("read uploaded file: %w", err)
	}
	defer func() { _ = content.Close() }()
	kept, err := d.shelf.receive(content, upload{Feed: feed, FileName: plainFileName(header.Filename),
		ReceivedAt: d.server.dependencies.Now(), Actor: actorOf(c), Stage: uploadChecking,
		Layout: described})
	if err != nil {
		return kept, err
	}
	return d.asForm(c, kept)
}

// plainFileName is the last part of a file name from any desktop, without what could
// disturb a log or a page.
func plainFileName(name string) string {
	name = path.Base(strings.ReplaceAll(strings.ToValidUTF8(name, ""), `\`, "/"))
	name = strings.Map(func(character rune) rune {
		if unicode.IsControl(character) {
			return -1
		}
		return character
	}, name)
	if characters := []rune(name); len(characters) > longestFileName {
		name = string(characters[len(characters)-longestFileName:]) // the end says the format
	}
	return name
}
