package main

import (
	"encoding/xml"
	"errors"
	"io"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"
)

// composeFile is what this test reads of docker-compose.yml; anchors and merges are
// resolved by the reader.
type composeFile struct {
	Services map[string]struct {
		Image       string            `yaml:"image"`
		Profiles    []string          `yaml:"profiles"`
		Environment map[string]string `yaml:"environment"`
		Healthcheck map[string]any    `yaml:"healthcheck"`
		Depends     map[string]any    `yaml:"depends_on"`
		Volumes     []string          `yaml:"volumes"`
		Configs     []struct {
			Source string `yaml:"source"`
		} `yaml:"configs"`
		StopGracePeriod string   `yaml:"stop_grace_period"`
		Restart         string   `yaml:"restart"`
		ReadOnly        bool     `yaml:"read_only"`
		Tmpfs           []string `yaml:"tmpfs"`
		Logging         struct {
			Options map[string]string `yaml:"options"`
		} `yaml:"logging"`
	} `yaml:"services"`
	Configs map[string]struct {
		Content string `yaml:"content"`
	} `yaml:"configs"`
	Volumes map[string]any `yaml:"volumes"`
}

// TestComposeFile holds the parts of docker-compose.yml against each other: nothing here
// can start containers, but a name that leads nowhere would show.
func TestComposeFile(t *testing.T) {
	content, err := os.ReadFile("../../docker-compose.yml")
	must(t, err)
	var compose composeFile
	must(t, yaml.Unmarshal(content, &compose))
	lock, err := os.ReadFile("../../package.json")
	must(t, err)
	pinned := regexp.MustCompile(`"@chdb/lib-linux-x64-gnu": "(\d+\.\d+)\.`).FindSubmatch(lock)
	if pinned == nil {
		t.Fatal("package.json pins no engine")
	}
	for name, service := range compose.Services {
		own := service.Image == "zhibiao"
		if !own && !strings.HasSuffix(service.Image, ":"+string(pinned[1])) {
			t.Errorf("%s runs %s, the engine inside the program is %s", name, service.Image, pinned[1])
		}
		if own && service.StopGracePeriod != "20s" {
			t.Errorf("%s has %q to stop, the program may need 15 s", name, service.StopGracePeriod)
		}
		if own && (!service.ReadOnly || !slices.Equal(service.Tmpfs, []string{"/tmp"})) {
			t.Errorf("%s may write beside its volume and /tmp, or has no /tmp", name)
		}
		// Docker cannot put the content of a configuration into a read-only container
		// (docker/compose issue 12031).
		if service.ReadOnly && len(service.Configs) > 0 {
			t.Errorf("%s is read-only and cannot be given its configuration", name)
		}
		if service.Restart != "unless-stopped" || service.Logging.Options["max-size"] == "" {
			t.Errorf("%s does not come back after a restart of the machine, or fills the disk with its log", name)
		}
		if strings.Contains(service.Image, "clickhouse-server") && service.StopGracePeriod != "60s" {
			t.Errorf("%s has %q to stop; what Docker gives by itself, 10 s, cuts a server off that writes parts", name, service.StopGracePeriod)
		}
		for other := range service.Depends {
			if compose.Services[other].Healthcheck == nil {
				t.Errorf("%s waits for %s, which is no service that says whether it is healthy", name, other)
			}
			if len(service.Profiles) == 0 && len(compose.Services[other].Profiles) > 0 {
				t.Errorf("%s is always started and waits for %s, which is not", name, other)
			}
		}
		for _, volume := range service.Volumes {
			kept, at, _ := strings.Cut(volume, ":")
			if !hasKey(compose.Volumes, kept) {
				t.Errorf("%s keeps data in %s, which is no volume", name, kept)
			}
			// The folders that the images hand over to the accounts that they run as.
			want := "/var/lib/clickhouse"
			if own {
				want = "/var/lib/zhibiao"
			}
			if at != want {
				t.Errorf("%s keeps data in %s, not in %s, where its image prepares the folder", name, at, want)
			}
		}
		for _, config := range service.Configs {
			if !hasKey(compose.Configs, config.Source) {
				t.Errorf("%s reads the file %s, which is not there", name, config.Source)
			}
		}
	}
	for name, config := range compose.Configs {
		reader := xml.NewDecoder(strings.NewReader(config.Content))
		for {
			if _, err := reader.Token(); errors.Is(err, io.EOF) {
				break
			} else if err != nil {
				t.Fatalf("configuration %s: %v", name, err)
			}
		}
	}
	for name, variable := range map[string]string{"zhibiao": "", "zhibiao-cluster": "city"} {
		dsn, err := url.Parse(strings.ReplaceAll(compose.Services[name].Environment["ZHIBIAO_DSN"], "${CLICKHOUSE_PASSWORD:?set a password}", "p"))
		must(t, err)
		if got := dsn.Query().Get("cluster"); got != variable || (variable != "" && !strings.Contains(compose.Configs["cluster"].Content, "<"+variable+">")) {
			t.Errorf("%s names the cluster %q, want %q, which the servers know", name, got, variable)
		}
		for _, host := range strings.Split(dsn.Host, ",") {
			server, _, _ := strings.Cut(host, ":")
			if _, waits := compose.Services[name].Depends[server]; !waits {
				t.Errorf("%s speaks to %s and does not wait for it", name, server)
			}
			if variable != "" && !strings.Contains(compose.Configs["cluster"].Content, "<host>"+server+"</host>") {
				t.Errorf("the cluster does not list %s", server)
			}
		}
	}
	for _, path := range regexp.MustCompile(`_storage_path>([^<]+)</`).FindAllStringSubmatch(compose.Configs["keeper"].Content, -1) {
		if !strings.HasPrefix(path[1], "/var/lib/clickhouse/") {
			t.Errorf("the Keepers write to %s, outside of their volumes", path[1])
		}
	}
	keepers := regexp.MustCompile(`<hostname>([^<]+)</hostname>`).FindAllStringSubmatch(compose.Configs["keeper"].Content, -1)
	if len(keepers) != 3 {
		t.Fatalf("%d Keepers agree, want 3", len(keepers))
	}
	var numbers []string
	for _, keeper := range keepers {
		numbers = append(numbers, compose.Services[keeper[1]].Environment["KEEPER_ID"])
		if !strings.Contains(compose.Configs["cluster"].Content, "<host>"+keeper[1]+"</host><port>9181</port>") {
			t.Errorf("the servers do not ask %s", keeper[1])
		}
	}
	if slices.Sort(numbers); !slices.Equal(numbers, []string{"1", "2", "3"}) {
		t.Errorf("the Keepers have the numbers %v", numbers)
	}
}

// TestImageCanReachOthers looks for what the last stage of the Dockerfile needs beside the
// program: certificates, an account that is not root, and the library where the program
// is told that it lies.
func TestImageCanReachOthers(t *testing.T) {
	content, err := os.ReadFile("../../Dockerfile")
	must(t, err)
	stages := strings.Split(string(content), "\nFROM ")
	last := stages[len(stages)-1]
	for _, want := range []string{"ca-certificates", "\nUSER zhibiao\n", "--from=packages /engine/ /usr/local/lib/\n",
		"ZHIBIAO_ENGINE_LIBRARY=/usr/local/lib/libchdb.so", "ZHIBIAO_ADDRESS=0.0.0.0:8080", `CMD ["zhibiao", "health"]`} {
		if !strings.Contains(last, want) {
			t.Errorf("the image lacks %q", want)
		}
	}
}

func hasKey[V any](all map[string]V, key string) bool {
	_, found := all[key]
	return found
}
