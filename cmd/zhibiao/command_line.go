package main

import (
	"context"
	"log/slog"
	"os"
	"path/filepath"
	"strings"

	"zhibiao/dashboard"
)

const description = "Zhibiao (指标) follows a government's plans from promise to result: " +
	"imports on schedules, a dashboard of target against actual, workbooks. 规划目标与完成情况监测。"

// commandLine is everything that can be written after the program's name.
type commandLine struct {
	DSN       string `name:"dsn" env:"ZHIBIAO_DSN" default:"embedded:./data" help:"where the data are: embedded:FOLDER, clickhouse://user:password@host:9000/database, or http://…; ?secure=true for TLS, ca=FILE for an own authority"`
	Files     string `env:"ZHIBIAO_FILES" help:"folder of the watched folders and of uploaded files; default: files inside the data folder, or ./files with a server"`
	Language  string `name:"lang" env:"ZHIBIAO_LANG" enum:"zh,en" default:"zh" help:"language of messages: zh or en"`
	LogLevel  string `env:"ZHIBIAO_LOG_LEVEL" enum:",debug,info,warn,error" default:"" help:"least serious entries of the log on standard error: debug, info, warn, error; default: warn when serving, else error"`
	LogFormat string `env:"ZHIBIAO_LOG_FORMAT" enum:"text,json" default:"text" help:"form of the log: text or json, one entry a line"`
	Mail      string `env:"ZHIBIAO_MAIL" help:"server that mail goes out over: smtps://user:password@host:465?from=ADDRESS, or smtp://… with STARTTLS; ca=FILE for an own authority; default: no mail"`
	PublicURL string `name:"public-url" env:"ZHIBIAO_PUBLIC_URL" help:"address under which people reach the pages, for links in messages, such as https://zhibiao.example"`
	Calendar  string `env:"ZHIBIAO_CALENDAR" type:"path" help:"CSV file of public holidays and make-up working days (date,kind,name), put over those that the program carries; read again when it changes"`

	// AllowPrivateSources is read by the fetching of feeds only.
	AllowPrivateSources string `name:"allow-private-sources" env:"ZHIBIAO_ALLOW_PRIVATE_SOURCES" help:"hosts and networks of the own house that feeds may be fetched from, such as data.city.internal,10.20.0.0/16; default: only public addresses"`

	Serve    serveCommand    `cmd:"" help:"Load what is due and serve the dashboard. 启动看板。"`
	Import   importCommand   `cmd:"" help:"Import a file of values (CSV, XLSX). 导入数据文件。"`
	Feed     feedCommand     `cmd:"" help:"List, show, check and apply feeds as YAML files. 管理数据源。"`
	Export   exportCommand   `cmd:"" help:"Write a monitoring table as a workbook (XLSX). 导出监测表。"`
	Assess   assessCommand   `cmd:"" help:"Assess all targets as of a day, or the cases of a file by published methods. 评价全部目标或文件中的算例。"`
	Schedule scheduleCommand `cmd:"" help:"List, check, apply and run schedules. 管理计划任务。"`
	Account  accountCommand  `cmd:"" help:"List and keep the accounts of people. 管理账号。"`
	Backup   backupCommand   `cmd:"" help:"Write the database and the files into one archive. 备份数据库和文件。"`
	Restore  restoreCommand  `cmd:"" help:"Make the database and the files from an archive. 从备份恢复。"`
	Migrate  migrateCommand  `cmd:"" help:"Bring the database up to what this program needs. 升级数据库结构。"`
	Reader   readerCommand   `cmd:"" help:"Make views and an account for programs of others that read the data. 建只读视图和账号。"`
	Doctor   doctorCommand   `cmd:"" help:"Look at a deployment and say in plain words what is wrong. 检查部署。"`
	Health   healthCommand   `cmd:"" help:"Ask a running server whether it is well; for container health checks. 健康检查。"`
	Bench    benchCommand    `cmd:"" help:"Measure imports, pages and reports as ratios. 性能测量。"`
	Version  versionCommand  `cmd:"" help:"Print the version. 显示版本。"`
}

// invocation is what every command gets.
type invocation struct {
	ctx      context.Context
	line     *commandLine
	terminal *terminal
	serving  bool // an operator reads the log; without, a person reads sentences
}

// logger writes structured entries to standard error, where an operator looks.
func (i *invocation) logger() *slog.Logger {
	level := slog.LevelError
	if i.serving {
		level = slog.LevelWarn
	}
	if i.line.LogLevel != "" {
		// The parser lets only known levels through.
		_ = level.UnmarshalText([]byte(i.line.LogLevel))
	}
	options := &slog.HandlerOptions{Level: level}
	if i.line.LogFormat == "json" {
		return slog.New(dashboard.NameRequests(slog.NewJSONHandler(os.Stderr, options)))
	}
	return slog.New(dashboard.NameRequests(slog.NewTextHandler(os.Stderr, options)))
}

// files is the folder of watched folders and uploads.
func (c *commandLine) files() string {
	if c.Files != "" {
		return c.Files
	}
	if folder, ok := strings.CutPrefix(c.DSN, "embedded:"); ok {
		folder, _, _ = strings.Cut(strings.TrimPrefix(folder, "//"), "?")
		return filepath.Join(folder, "files")
	}
	return "files"
}
