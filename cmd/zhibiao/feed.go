package main

import (
	"fmt"
	"text/tabwriter"
)

type feedCommand struct {
	List   feedListCommand   `cmd:"" help:"Print every feed with its source and who must approve. 列出数据源。"`
	Show   feedShowCommand   `cmd:"" help:"Print a feed as the YAML file that check and apply read. 以YAML显示数据源。"`
	Check  feedCheckCommand  `cmd:"" help:"Check the YAML file of a feed without a database. 检查数据源文件。"`
	Apply  feedApplyCommand  `cmd:"" help:"Save the feed of a YAML file. 应用数据源文件。"`
	Fetch  feedFetchCommand  `cmd:"" help:"Fetch the file of a feed now and import it. 立即抓取并导入。"`
	Secret feedSecretCommand `cmd:"" help:"Keep the secret that is given on standard input under a name. 保存密钥（从标准输入读取）。"`
}

type feedListCommand struct{}

// Run prints every feed.
func (feedListCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		feeds, err := r.store.Feeds(i.ctx)
		if err != nil {
			return err
		}
		table := tabwriter.NewWriter(i.terminal.out, 0, 8, 2, ' ', 0)
		for _, feed := range feeds {
			feed = feed.Normal()
			name := feed.NameZh
			if i.line.Language == "en" {
				name = feed.NameEn
			}
			state := ""
			if feed.Retired {
				state = i.terminal.text("feeds.retired")
			}
			_, _ = fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", feed.Code, name, i.terminal.text("feeds.kind."+string(feed.Source.Kind)),
				i.terminal.text("feeds.approval."+string(feed.Approval)), state)
		}
		return table.Flush()
	})
}
