package dashboard

import (
	"regexp"
	"strings"

	"zhibiao/metrics"
)

// browserNames are how browsers call themselves, the particular ones before those that
// they pretend to be.
var browserNames = []struct {
	pattern *regexp.Regexp // its group is the version
	name    string
}{
	{regexp.MustCompile(`MicroMessenger/(\d+)`), "WeChat"},
	{regexp.MustCompile(`DingTalk/(\d+)`), "DingTalk"},
	{regexp.MustCompile(`Edg(?:A|iOS)?/(\d+)`), "Edge"},
	{regexp.MustCompile(`QQBrowser/(\d+)`), "QQ Browser"},
	{regexp.MustCompile(`OPR/(\d+)`), "Opera"},
	{regexp.MustCompile(`(?:Firefox|FxiOS)/(\d+)`), "Firefox"},
	{regexp.MustCompile(`(?:Chrome|CriOS)/(\d+)`), "Chrome"},
	{regexp.MustCompile(`Version/(\d+).*Safari/`), "Safari"},
}

// systemNames are the words for a system in the name of a browser, and what people call it.
var systemNames = []struct{ word, name string }{
	{"HarmonyOS", "HarmonyOS"}, {"OpenHarmony", "HarmonyOS"}, {"Windows", "Windows"}, {"Android", "Android"},
	{"iPhone", "iPhone"}, {"iPad", "iPad"}, {"Mac OS X", "macOS"}, {"Linux", "Linux"},
}

// Device names the browser and the system of a session as people know them, such as
// "Edge 140 · Windows". What is not known stays as the browser wrote it.
func (p OwnAccountPage) Device(session metrics.Session) string {
	var words []string
	for _, known := range browserNames {
		if found := known.pattern.FindStringSubmatch(session.Agent); found != nil {
			words = append(words, known.name+" "+found[1])
			break
		}
	}
	for _, known := range systemNames {
		if strings.Contains(session.Agent, known.word) {
			words = append(words, known.name)
			break
		}
	}
	if len(words) == 0 {
		return session.Agent
	}
	return strings.Join(words, " · ")
}
