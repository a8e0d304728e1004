package dashboard

import (
	"archive/zip"
	"bytes"
	"fmt"
	"net/http"

	"github.com/labstack/echo/v4"

	"zhibiao/ingest/form"
)

// downloadForm answers with the workbook of a form: all organisations, or the one that
// the address names.
func (s *Server) downloadForm(c echo.Context) error {
	sent, err := s.loadForm(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	book, err := s.formWorkbook(c, sent)
	if err != nil {
		return err
	}
	name, plain := sent.Title, "form-"+sent.Code
	if only := c.QueryParam("organisation"); only != "" {
		found := book.Only(only)
		if len(found.Sheets) == 0 {
			return notFound("organisation", only)
		}
		book = found
		name, plain = name+"_"+found.Sheets[0].Name, plain+"-"+only
	}
	var content bytes.Buffer
	if err := form.Write(&content, book); err != nil {
		return fmt.Errorf("write form %s: %w", sent.Code, err)
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(fileNameSafe(name)+workbookEnding, plain+workbookEnding))
	return c.Blob(http.StatusOK, workbookType, content.Bytes())
}

// downloadForms answers with one workbook for each organisation.
func (s *Server) downloadForms(c echo.Context) error {
	sent, err := s.loadForm(c.Request().Context(), c.Param("code"))
	if err != nil {
		return err
	}
	book, err := s.formWorkbook(c, sent)
	if err != nil {
		return err
	}
	var content bytes.Buffer
	archive := zip.NewWriter(&content)
	for i, sheet := range book.Sheets {
		file, err := archive.CreateHeader(&zip.FileHeader{Name: fmt.Sprintf("%02d_%s%s", i+1, fileNameSafe(sheet.Name), workbookEnding), Method: zip.Store, Modified: book.Moment})
		if err != nil {
			return fmt.Errorf("write forms %s: %w", sent.Code, err)
		}
		if err := form.Write(file, book.Only(sheet.Organisation)); err != nil {
			return fmt.Errorf("write form %s of %s: %w", sent.Code, sheet.Organisation, err)
		}
	}
	if err := archive.Close(); err != nil {
		return fmt.Errorf("write forms %s: %w", sent.Code, err)
	}
	c.Response().Header().Set(echo.HeaderContentDisposition, attachment(fileNameSafe(sent.Title)+".zip", "form-"+sent.Code+".zip"))
	return c.Blob(http.StatusOK, "application/zip", content.Bytes())
}
