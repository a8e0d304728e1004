# Zhibiao. `make` lists what can be made; `make run` and `make test` need nothing else
# than Go, Node with npm, and make.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BIN      := bin/zhibiao
STAMP    := node_modules/.zhibiao-installed
ASSETS   := dashboard/assets/dist/manifest.json
SOURCES  := $(shell find cmd metrics ingest schedules dashboard fixtures -type f -not -path '*/dist/*' -not -name '*_test.go' 2>/dev/null)
LINT     := bin/golangci-lint
LINT_VERSION := v2.15.0
ADDRESS  ?= 127.0.0.1:8080
BENCH_FOLDER ?= bench-data
export ZHIBIAO_DSN ?= embedded:./data

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 18

.PHONY: run
run: build ## install what is pinned, build, load plans and values, serve http://127.0.0.1:8080
	@$(BIN) serve --demo --address $(ADDRESS)

.PHONY: test
test: deps assets ## install what the tests need and run every test
	@bash .ci/install-test-tools
	go vet -tags browser ./...
	ZHIBIAO_TEST_HISTORIES=2000 go test -tags browser -timeout 20m ./...

.PHONY: check
check: deps assets $(LINT) ## formatting, vet, linter, and the tests with the race detector
	@test -z "$$(gofmt -l cmd metrics ingest schedules dashboard fixtures)" || { gofmt -l cmd metrics ingest schedules dashboard fixtures; echo 'run gofmt -w on these files'; exit 1; }
	go vet -tags browser ./...
	$(LINT) run ./...
	go test -race -timeout 40m ./...

.PHONY: bench
bench: build ## measure: import, pages, report, and pages over 90 million observations
	@$(BIN) bench
	@echo 'workbook of 200,000 rows against a bare StreamWriter of the same cells:'
	@go test -run '^$$' -bench 'DataSheet|BareStreamWriter' -benchtime 3x ./dashboard/reports \
		| awk '/^Benchmark/ {print; time[$$1] = $$3} END {for (a in time) for (b in time) if (a ~ /DataSheet/ && b ~ /Bare/) printf "ratio %.2f\n", time[a] / time[b]}'

	@echo 'ten thousand schedules in one process: start, and the share of one core while nothing is due:'
	@go test -run '^$$' -bench ManySchedules -benchtime 5x ./schedules | grep '^Benchmark'

.PHONY: lighthouse
lighthouse: deps assets ## hold pages over 90 million observations against Lighthouse (first time minutes, 1.8 GB once merged)
	@bash .ci/install-test-tools
	ZHIBIAO_BENCH_FOLDER='$(abspath $(BENCH_FOLDER))' go test -tags browser,large -count 1 -timeout 60m -v \
		-run '^(TestFirstPageIsLight|TestLeadersPagesAreReady|TestLighthouse)$$' ./dashboard/browser

.PHONY: build
build: deps assets $(BIN) ## build bin/zhibiao

$(BIN): $(SOURCES) go.mod go.sum $(ASSETS)
	@echo '==> go build'
	@go build -trimpath -o $(BIN) ./cmd/zhibiao

.PHONY: deps
deps: $(STAMP) ## download the pinned engine and chart library (once)

$(STAMP): package.json package-lock.json
	@echo '==> npm ci: the embedded database (about 570 MB unpacked) and the chart library; only the first time'
	@npm ci --no-audit --no-fund --progress=true
	@touch $(STAMP)

.PHONY: assets
assets: deps $(ASSETS) ## bundle scripts, styles and fonts

$(ASSETS): $(STAMP) dashboard/assets/build.mjs $(shell find dashboard/assets/src -type f 2>/dev/null)
	@echo '==> bundle the page assets'
	@node dashboard/assets/build.mjs

$(LINT):
	GOBIN=$(CURDIR)/bin go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(LINT_VERSION)

.PHONY: clean
clean: ## remove what was built (data and downloads stay)
	rm -rf bin dashboard/assets/dist/*
