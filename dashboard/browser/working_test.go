//go:build browser

package browser

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

// TestAFetchIsFollowedWithoutReload starts a fetch from a source that sends its file when
// the test lets it: two people see the bytes, what one of them types stays, and at the end
// both are told the result by themselves. Then a fetch is stopped from the page.
func TestAFetchIsFollowedWithoutReload(t *testing.T) {
	const first, second = "指标,时期,数值,单位\n煤炭产量,2019-01,100,万吨\n", "煤炭产量,2019-02,90,万吨\n"
	next := make(chan struct{})
	source := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/csv")
		w.Header().Set("Content-Length", fmt.Sprint(len(first+second)))
		_, _ = w.Write([]byte(first))
		_ = http.NewResponseController(w).Flush()
		select {
		case <-next:
			_, _ = w.Write([]byte(second))
		case <-r.Context().Done():
		}
	}))
	defer source.Close()
	both := []*tab{open(t, 1440, 900), open(t, 390, 844)}
	tab, other := both[0], both[1]
	tab.visit("/feeds/new?lang=zh")
	look[bool](tab, `(() => {
		const form = document.querySelector("#feed-form");
		for (const [name, value] of Object.entries({code: "slow-source", name_zh: "慢来源", name_en: "Slow source", address: "`+source.URL+`/coal.csv"})) form.elements[name].value = value;
		form.querySelector('[name=kind][value=http]').checked = true;
		form.requestSubmit();
		return true;
	})()`)
	tab.waitFor(`location.pathname === "/feeds/slow-source"`)
	fetch := func() {
		tab.visit("/feeds/slow-source?lang=zh")
		look[bool](tab, `document.querySelector('form[action$="/fetch"]').requestSubmit() ?? true`)
		tab.waitFor(`document.querySelector("[data-progress]") && document.querySelector("[data-counts]").textContent.includes("` + fmt.Sprintf("%d B / %d B", len(first), len(first+second)) + `")`)
	}
	fetch()
	other.visit("/feeds/slow-source?lang=zh")
	other.waitFor(`document.querySelector("[data-step]")?.textContent === "正在接收文件。"`)
	for _, one := range both {
		look[bool](one, `(window.marked = true) && (document.querySelector("[name=note]").value = "typed") && (document.querySelector("[name=note]").focus() ?? true)`)
		one.waitFor(`document.querySelector("p.unseen[role=status]").textContent.includes("正在接收")`)
	}
	takePicture(tab, "/feeds/working", "zh", 1440)
	takePicture(other, "/feeds/working", "zh", 390)
	next <- struct{}{}
	for _, one := range both {
		one.waitFor(`!document.querySelector("[data-progress]") && document.querySelector("p.unseen[role=status]").textContent.includes("slow-source.csv")`)
		if kept := look[bool](one, `window.marked === true && document.querySelector("[name=note]").value === "typed" && document.activeElement.name === "note"`); !kept {
			t.Error("the page was loaded anew, or what was typed is gone")
		}
		if text := one.text(); !strings.Contains(text, "共 2 行") {
			t.Error("the result is not shown")
		}
	}
	fetch()
	look[bool](tab, `document.querySelector('form[action$="/stop"]').requestSubmit() ?? true`)
	tab.waitFor(`!document.querySelector("[data-progress]") && document.querySelector("[data-result]")?.textContent.includes("停止了这次导入，库中数据未变")`)
	for _, one := range both {
		for _, wrong := range one.complaints() {
			t.Error(wrong)
		}
	}
}
