package main

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"zhibiao/dashboard/locale"
)

// servers starts the servers of the companion and returns their addresses by name, and
// what in an address names the authority that vouches for them.
func servers(t *testing.T) (addresses map[string]string, authority string) {
	t.Helper()
	folder := t.TempDir()
	command := process(t, "companion", "servers", folder)
	command.Stderr = nil // of a connection that was refused in TLS the server complains
	input, err := command.StdinPipe()
	must(t, err)
	output, err := command.StdoutPipe()
	must(t, err)
	must(t, command.Start())
	t.Cleanup(func() {
		_ = input.Close()
		must(t, command.Wait())
	})
	addresses = map[string]string{}
	for lines := bufio.NewScanner(output); addresses["ready"] == "" && lines.Scan(); {
		name, address, _ := strings.Cut(lines.Text(), " ")
		addresses[name] = address
	}
	if addresses["ready"] == "" {
		t.Fatal("the servers did not start")
	}
	go func() { _, _ = io.Copy(io.Discard, output) }()
	return addresses, "ca=" + url.QueryEscape(filepath.Join(folder, "authority.pem"))
}

// diagnosed is what the doctor says about a deployment.
func diagnosed(t *testing.T, language, dsn string) string {
	t.Helper()
	texts, err := locale.Load()
	must(t, err)
	var output bytes.Buffer
	line := &commandLine{DSN: dsn, Files: t.TempDir(), LogFormat: "text", Serve: serveCommand{Address: "127.0.0.1:8080"}}
	_ = doctorCommand{}.Run(&invocation{ctx: t.Context(), line: line, terminal: newTerminal(texts, language, &output, &output)})
	return output.String()
}

// What is wrong with a server is one sentence of the doctor's, in both languages; nothing
// else is said to be broken.
func TestDoctorSaysWhatIsWrongWithAServer(t *testing.T) {
	at, authority := servers(t)
	for dsn, want := range map[string][2]string{
		"clickhouse://" + at["native"] + "/zhibiao?secure=true&" + authority:         {"", ""},
		"https://" + at["https"] + "/zhibiao?" + authority:                           {"", ""},
		"clickhouse://" + at["native"] + "/zhibiao?secure=true":                      {"不是由受信任的机构签发", "Nobody who is trusted here vouches"},
		"https://" + at["https"] + "/zhibiao":                                        {"不是由受信任的机构签发", "Nobody who is trusted here vouches"},
		"clickhouse://" + at["native-expired"] + "/zhibiao?secure=true&" + authority: {"的证书已过期", "has expired"},
		"https://" + at["https-expired"] + "/zhibiao?" + authority:                   {"的证书已过期", "has expired"},
		"clickhouse://" + at["native-other"] + "/zhibiao?secure=true&" + authority:   {"是发给 clickhouse.example 的，而 ZHIBIAO_DSN 中的主机是 127.0.0.1", "issued to clickhouse.example, and the host in ZHIBIAO_DSN is 127.0.0.1"},
		"https://" + at["https-other"] + "/zhibiao?" + authority:                     {"是发给 clickhouse.example 的，而 ZHIBIAO_DSN 中的主机是 127.0.0.1", "issued to clickhouse.example, and the host in ZHIBIAO_DSN is 127.0.0.1"},
		"clickhouse://" + at["native"] + "/zhibiao?ca=/no/such.pem":                  {"读不出 ZHIBIAO_DSN 中 ca= 指定的证书文件 /no/such.pem", "file of certificates /no/such.pem that ca="},
		"clickhouse://" + at["native"] + "/zhibiao":                                  {at["native"] + " 接受了连接，但没有按这种协议应答", at["native"] + " took the connection but did not answer in this protocol"},
		"http://" + at["plain"] + "/zhibiao":                                         {at["plain"] + " 接受了连接，但没有按这种协议应答", at["plain"] + " took the connection but did not answer in this protocol"},
		"clickhouse://planner:wrong@" + at["password"] + "/zhibiao":                  {"拒绝了用户名或密码", "refused the user name or the password"},
		"clickhouse://" + at["old"] + "/zhibiao":                                     {"ClickHouse 服务器版本 23.8.2 太旧，至少需要 25.3", "has version 23.8.2, which is too old; at least 25.3"},
		"clickhouse://reader@" + at["plain"] + "/elsewhere":                          {"没有 ZHIBIAO_DSN 指定的数据库，也无权创建", "no database of the name in ZHIBIAO_DSN, and the account may not create it"},
		"clickhouse://reader@" + at["plain"] + "/zhibiao":                            {"数据库账号只能读，不能写", "may read but not write"},
		"clickhouse://" + at["plain"] + "/elsewhere?cluster=city":                    {"没有 ZHIBIAO_DSN 中指定的集群，或者服务器没有配置 Keeper", "does not know the cluster that ZHIBIAO_DSN names, or has no Keeper"},
		"clickhouse://" + at["plain"] + "/zhibiao?cluster=city":                      {"数据库里的表却不是多副本的", "the tables"},
	} {
		for i, language := range []string{"zh", "en"} {
			told := diagnosed(t, language, dsn)
			broken := linesWith(told, "✗ ")
			switch {
			case want[i] == "" && len(broken) > 0:
				t.Errorf("%s: %q, want nothing broken", dsn, broken)
			case want[i] != "" && (len(broken) != 1 || !strings.Contains(broken[0], want[i])):
				t.Errorf("%s: broken is %q, want one sentence with %q\n%s", dsn, broken, want[i], told)
			}
		}
	}
	told := diagnosed(t, "zh", "clickhouse://"+at["native-expired"]+"/zhibiao?secure=true&skip_verify=true")
	if remarks := linesWith(told, "! "); len(linesWith(told, "✗ ")) > 0 || !strings.Contains(fmt.Sprint(remarks), "skip_verify") {
		t.Errorf("a certificate that nobody looks at is not remarked:\n%s", told)
	}
}

// The same sentence ends a start.
func TestServeSaysWhatIsWrongWithAServer(t *testing.T) {
	at, _ := servers(t)
	server := process(t, "zhibiao", "--dsn", "clickhouse://planner:hidden@"+at["native"]+"/zhibiao?secure=true", "serve", "--address", "127.0.0.1:0")
	var complaint bytes.Buffer
	server.Stderr = &complaint
	if err := server.Run(); err == nil {
		t.Error("the program serves without a server")
	}
	if told := complaint.String(); strings.Count(told, "\n") != 1 || !strings.Contains(told, "不是由受信任的机构签发") || strings.Contains(told, "hidden") {
		t.Errorf("it says %q, want one sentence", told)
	}
}

func linesWith(text, beginning string) []string {
	var found []string
	for line := range strings.Lines(text) {
		if strings.HasPrefix(line, beginning) {
			found = append(found, strings.TrimSpace(line))
		}
	}
	return found
}
