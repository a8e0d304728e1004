package dashboard

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	"github.com/labstack/echo/v4"

	"zhibiao/dashboard/assets"
	"zhibiao/dashboard/guide"
	"zhibiao/dashboard/locale"
	"zhibiao/ingest/underway"
)

// Server answers requests for pages, workbooks and the interface for programs. It
// is made once and used by any number of requests at the same time.
type Server struct {
	dependencies Dependencies
	logger       *slog.Logger
	texts        *locale.Texts
	assets       *assets.Assets
	templates    templates
	echo         *echo.Echo
	menu         []NavigationItem // the entries whose pages exist
	canExport    bool
	bell         bell
	gate         *gate                // nil: nobody signs in
	bearers      *bearers             // nil: there are no tokens for programs
	provider     *providerDoor        // nil: there is no identity provider
	audited      map[string]string    // see auditedRoutes
	operations   map[string]operation // of the interface for programs, by method and path
	// describedOperations are the same in their order.
	describedOperations []operation
	pathRights          map[string]right // the right of each route, by method and path
	pages               map[string]right // the right that each page asks for, by its path
	search              searchIndex
	guides              map[locale.Language]guide.Book
}

// New builds the server and fails when a template, a text or an asset is broken,
// so that a defect shows at the start and not on a page.
func New(dependencies Dependencies) (*Server, error) {
	if dependencies.Store == nil {
		return nil, errors.New("build dashboard: no store")
	}
	if dependencies.Logger == nil {
		dependencies.Logger = slog.New(slog.NewTextHandler(io.Discard, nil))
	}
	if dependencies.Now == nil {
		dependencies.Now = time.Now
	}
	if dependencies.Zone == nil {
		zone, err := time.LoadLocation("Asia/Shanghai")
		if err != nil {
			return nil, fmt.Errorf("build dashboard: %w", err)
		}
		dependencies.Zone = zone
	}
	if dependencies.UnderWay == nil {
		dependencies.UnderWay = &underway.Board{}
	}
	server := &Server{dependencies: dependencies, logger: dependencies.Logger}
	var err error
	if server.texts, err = locale.Load(); err != nil {
		return nil, fmt.Errorf("build dashboard: %w", err)
	}
	if server.assets, err = assets.Load(); err != nil {
		return nil, fmt.Errorf("build dashboard: %w", err)
	}
	if server.templates, err = loadTemplates(server.texts, server.assets, dependencies.Zone); err != nil {
		return nil, fmt.Errorf("build dashboard: %w", err)
	}
	if server.guides, err = loadGuides(); err != nil {
		return nil, fmt.Errorf("build dashboard: %w", err)
	}
	if dependencies.Accounts != nil {
		if server.gate, err = newGate(dependencies.Accounts, dependencies.Now, dependencies.Logger); err != nil {
			return nil, fmt.Errorf("build dashboard: %w", err)
		}
		if dependencies.Tokens != nil {
			server.bearers = newBearers(dependencies.Accounts, dependencies.Tokens, dependencies.Now)
		}
		if settings := dependencies.SignIn.Provider; settings != nil {
			server.provider = newProviderDoor(*settings, dependencies.Now)
		}
	}
	server.echo = server.newEcho()
	return server, nil
}

// Handler returns what an http.Server needs.
func (s *Server) Handler() http.Handler { return s.echo }

// Configure sets the time limits that protect a server from slow clients. The
// limit on writing leaves room for a large workbook on a slow line.
func Configure(server *http.Server) {
	server.ReadHeaderTimeout = 10 * time.Second
	server.ReadTimeout = 5 * time.Minute
	server.WriteTimeout = 10 * time.Minute
	server.IdleTimeout = 2 * time.Minute
	server.MaxHeaderBytes = 64 << 10
}

// newEcho wires the middleware, the routes and the error pages.
func (s *Server) newEcho() *echo.Echo {
	router := echo.New()
	router.HideBanner = true
	router.HidePort = true
	router.IPExtractor = addressesOf(s.dependencies.TrustedProxies)
	router.HTTPErrorHandler = s.showError
	registry, meter := s.newMetrics()
	routes := append(s.routes(), s.metricsRoute(registry))
	router.Use(meter.measure)
	s.audited = auditedRoutes()
	router.Use(s.middleware(routes)...)
	s.pages, s.pathRights = map[string]right{}, map[string]right{}
	s.describedOperations, s.operations = served(routes), map[string]operation{}
	for _, one := range s.describedOperations {
		s.operations[one.method+" "+one.path] = one
	}
	pages := s.pages
	for _, route := range routes {
		s.pathRights[route.method+" "+route.path] = route.right
		route.handler = s.checkParameters(route)
		guarded := s.guard(route)
		router.Add(route.method, route.path, guarded)
		meter.routes[route.path] = true
		if route.method == http.MethodGet {
			router.Add(http.MethodHead, route.path, guarded)
			pages[route.path] = route.right
		}
	}
	s.canExport = pages["/indicators.xlsx"] != ""
	for _, item := range navigation() {
		if item.right = pages[item.Path]; item.right != "" {
			s.menu = append(s.menu, item)
		}
	}
	return router
}
