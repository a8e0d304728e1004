package dashboard_test

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"zhibiao/dashboard"
	"zhibiao/metrics"
)

func TestSenselessParametersGetAWayOut(t *testing.T) {
	site := newSite(t)
	cases := []struct {
		path   string
		status int
		says   string
	}{
		{"/?plan=NIX", 400, "没有代码为“NIX”的规划"},
		{"/?theme=NIX", 400, "没有代码为“NIX”的领域"},
		{"/?area=1", 400, "没有代码为“1”的区域"},
		{"/?organisation=1", 400, "没有代码为“1”的单位"},
		{"/indicators?status=purple", 400, "状态“purple”不存在"},
		{"/indicators?attribute=x", 400, "属性“x”不存在"},
		{"/indicators?sort=x", 400, "没有“x”这种排序"},
		{"/?as_of=yesterday", 400, "日期“yesterday”无法识别"},
		{"/?as_of=1960-01-01", 400, "早于 1978 年"},
		{"/?as_of=2023-08-01", 400, "在今天（2023-07-31）之后"},
		{"/?known_at=2023-08-01", 400, "在今天（2023-07-31）之后"},
		{"/?known_at=2023-08-01T08:00:00%2B08:00", 400, "在今天（2023-07-31）之后"},
		{"/?known_at=x", 400, "时刻“x”无法识别"},
		{"/?demo=maybe", 400, "不能是“maybe”"},
		{"/indicators?q=" + strings.Repeat("长", 101), 400, "超过 100 个字"},
		{"/indicators/NIX", 404, "没有代码为“NIX”的指标"},
		{"/plans/NIX", 404, "没有代码为“NIX”的规划"},
		{"/conflicts/NIX", 404, "没有代码为“NIX”的冲突"},
		{"/indicators/TRADE-RANK?target=PB2022-194-T001", 400, "这个指标没有代码为“PB2022-194-T001”的目标"},
		{"/nowhere", 404, "没有这个页面"},
		{"/assets/", 404, ""},
		{"/assets/manifest.json", 404, ""},
	}
	for _, c := range cases {
		page := site.get(c.path, c.status)
		site.has(page, c.says)
		if c.says != "" {
			site.has(page, `href="/"`, "请求编号")
		}
	}
}

func TestErrorsForProgramsAreJSON(t *testing.T) {
	site := newSite(t)
	site.has(site.get("/api/v1/indicators/NIX?lang=en", http.StatusNotFound),
		`"key":"error.unknown.indicator"`, `"error":"There is no indicator with the code “NIX”."`, `"request_id":"`)
	request := httptest.NewRequest(http.MethodGet, "/indicators/NIX", nil)
	request.Header.Set("Accept", "application/json")
	site.has(site.send(request), `"key":"error.unknown.indicator"`)
}

// A failing store gives one sentence; its technical words stay in the log.
func TestFailuresTellNoSecrets(t *testing.T) {
	site := newSite(t)
	site.store.Failure = errors.New("dial tcp 10.1.2.3: password=hunter2")
	page := site.get("/", http.StatusInternalServerError)
	site.has(page, "系统内部出错")
	site.lacks(page, "hunter2", "10.1.2.3")
	site.get("/readyz", http.StatusServiceUnavailable)
	site.get("/healthz", http.StatusOK)
	site.store.Failure = metrics.NewProblem("store.unreachable", "address", "db:9000").Because(errors.New("refused"))
	site.has(site.get("/", http.StatusServiceUnavailable), "连不上 ClickHouse 服务器 db:9000")
}

func TestPanicsBecomeErrorPages(t *testing.T) {
	site := newSite(t)
	site.store.Content = nil // reading it panics
	site.has(site.get("/", http.StatusInternalServerError), "系统内部出错", "请求编号")
}

func TestRequestsThatChangeNeedAToken(t *testing.T) {
	site := newSite(t)
	form := url.Values{"x": {"1"}}
	request := httptest.NewRequest(http.MethodPost, "/", strings.NewReader(form.Encode()))
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	got := site.send(request)
	if got.status < 400 {
		t.Errorf("a form without a token gave %d", got.status)
	}
	site.has(got, "用浏览器的“后退”可以回到刚才的表单")
	site.lacks(got, "去掉筛选重试")
	site.lacks(site.get("/indicators?theme=MOON", http.StatusBadRequest), "后退")
}

func TestHeaders(t *testing.T) {
	site := newSite(t)
	page := site.get("/", http.StatusOK)
	for name, want := range map[string]string{"X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY", "Referrer-Policy": "same-origin"} {
		if got := page.header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	if page.header.Get("X-Request-Id") == "" {
		t.Error("there is no request id")
	}
	request := httptest.NewRequest(http.MethodGet, "/", nil)
	request.Header.Set("Accept-Encoding", "gzip")
	if got := site.send(request); got.header.Get("Content-Encoding") != "gzip" {
		t.Error("a page is not compressed")
	}
}

func TestLanguageIsKept(t *testing.T) {
	site := newSite(t)
	chosen := site.get("/?lang=en", http.StatusOK)
	request := httptest.NewRequest(http.MethodGet, "/about", nil)
	request.Header.Set("Cookie", strings.SplitN(chosen.header.Get("Set-Cookie"), ";", 2)[0])
	for _, cookie := range chosen.header.Values("Set-Cookie") {
		if strings.HasPrefix(cookie, "zhibiao_language=") {
			request.Header.Set("Cookie", strings.SplitN(cookie, ";", 2)[0])
		}
	}
	site.has(site.send(request), "How the status is computed")
	site.has(site.get("/about?lang=xx", http.StatusOK), "灯是怎么算的")
}

func TestConfigureSetsTimeLimits(t *testing.T) {
	var server http.Server
	dashboard.Configure(&server)
	if server.ReadHeaderTimeout == 0 || server.ReadTimeout == 0 || server.WriteTimeout == 0 || server.IdleTimeout == 0 {
		t.Errorf("a time limit is missing: %+v", &server)
	}
}

func TestNewNeedsAStore(t *testing.T) {
	if _, err := dashboard.New(dashboard.Dependencies{}); err == nil {
		t.Error("no error without a store")
	}
}
