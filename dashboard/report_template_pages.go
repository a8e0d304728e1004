package dashboard

import "github.com/labstack/echo/v4"

func (s *Server) showTemplateList(c echo.Context) error        { return echo.ErrNotFound }
func (s *Server) uploadTemplate(c echo.Context) error          { return echo.ErrNotFound }
func (s *Server) downloadExampleTemplate(c echo.Context) error { return echo.ErrNotFound }
func (s *Server) showTemplate(c echo.Context) error            { return echo.ErrNotFound }
func (s *Server) downloadTemplate(c echo.Context) error        { return echo.ErrNotFound }
func (s *Server) removeTemplate(c echo.Context) error          { return echo.ErrNotFound }
