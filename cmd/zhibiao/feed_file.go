package main

import (
	"context"
	"io"
	"os"
	"strings"

	"zhibiao/ingest/feedfile"
	"zhibiao/ingest/underway"
	"zhibiao/metrics"
)

type feedShowCommand struct {
	Code string `arg:"" help:"code of the feed"`
}

// Run prints one feed.
func (c feedShowCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		feed, err := r.findFeed(i.ctx, c.Code)
		if err != nil {
			return err
		}
		text, err := feedfile.Write(*feed)
		if err != nil {
			return err
		}
		_, err = i.terminal.out.Write(text)
		return err
	})
}

// findFeed returns the feed with a code; the problem feed.unknown when there is none.
func (r *rooms) findFeed(ctx context.Context, code string) (*metrics.Feed, error) {
	known, err := r.store.Catalogue(ctx)
	if err != nil {
		return nil, err
	}
	feed := known.Feed(code)
	if feed == nil {
		return nil, metrics.NewProblem("feed.unknown", "feed", code)
	}
	return feed, nil
}

type feedCheckCommand struct {
	File string `arg:"" type:"existingfile" help:"YAML file of a feed"`
}

// Run checks a file and says each thing that is wrong with its line.
func (c feedCheckCommand) Run(i *invocation) error {
	feed, err := readFeedFile(i, c.File)
	if err != nil {
		return err
	}
	i.terminal.say("feeds.file.good", "feed", feed.Code, "name", feed.NameZh, "name_en", feed.NameEn)
	return nil
}

// readFeedFile reads a feed from a file. What is wrong is told; the error is then
// errExplained.
func readFeedFile(i *invocation, path string) (metrics.Feed, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return metrics.Feed{}, err
	}
	feed, wrong := feedfile.Read(text)
	for _, one := range wrong {
		sentence := i.terminal.texts.Problem(i.terminal.language, one.Problem)
		if one.Line > 0 {
			sentence = i.terminal.text("feeds.file.line", "line", one.Line, "field", one.Field) + sentence
		}
		i.terminal.complain(sentence, i.terminal.texts.Hint(i.terminal.language, one.Problem))
	}
	if len(wrong) > 0 {
		return metrics.Feed{}, errExplained
	}
	return feed, nil
}

type feedApplyCommand struct {
	File   string `arg:"" type:"existingfile" help:"YAML file of a feed"`
	Reason string `help:"why the feed is changed; kept with the version"`
}

// Run saves the feed of a file as a new version.
func (c feedApplyCommand) Run(i *invocation) error {
	feed, err := readFeedFile(i, c.File)
	if err != nil {
		return err
	}
	return i.inside(func(r *rooms) error {
		if err := r.secrets().Check(feed.Source); err != nil && !isMissingSecret(err) {
			return err
		}
		feed.SavedBy, feed.Reason = actor(), c.Reason
		if _, err := r.store.SaveFeed(i.ctx, feed); err != nil {
			return err
		}
		i.terminal.say("feeds.file.saved", "feed", feed.Code, "name", feed.NameZh, "name_en", feed.NameEn)
		return nil
	})
}

// isMissingSecret tells a secret that nobody has kept yet: a feed may name it before.
func isMissingSecret(err error) bool {
	problem := metrics.AsProblem(err)
	return problem != nil && problem.Key == "secret.missing"
}

type feedFetchCommand struct {
	Code string `arg:"" help:"code of the feed"`
}

// Run fetches and imports the file of a feed.
func (c feedFetchCommand) Run(i *invocation) error {
	return i.inside(func(r *rooms) error {
		feed, err := r.findFeed(i.ctx, c.Code)
		if err != nil {
			return err
		}
		if feed.Source.Kind == metrics.SourceFolder {
			return c.look(i, r, *feed)
		}
		work, end := i.terminal.follow(underway.About{Feed: feed.Code, Actor: actor()})
		outcome, err := r.collector.Collect(i.ctx, *feed, actor(), "", work)
		end()
		if outcome.Report.Run.ID != "" {
			importCommand{File: outcome.Report.Run.File}.print(i.terminal, outcome.Report)
		}
		return err
	})
}

// look takes in what lies in the watched folder of a feed, and says where each file lies now.
func (c feedFetchCommand) look(i *invocation, r *rooms, feed metrics.Feed) error {
	work, end := i.terminal.follow(underway.About{Feed: feed.Code, Actor: actor()})
	look, err := r.collector.CollectFolder(i.ctx, feed, actor(), "", work)
	end()
	if len(look.Files)+len(look.Unfinished) == 0 && err == nil {
		i.terminal.say("job.done.folder_empty")
	}
	for _, name := range look.Unfinished {
		i.terminal.say("feeds.look.unfinished", "file", name)
	}
	for _, file := range look.Files {
		importCommand{File: file.Name}.print(i.terminal, file.Report)
		i.terminal.say("feeds.look.place", "file", file.Name, "place", file.Place)
	}
	return err
}

type feedSecretCommand struct {
	Name  string `arg:"" help:"name of the secret, such as coal-data"`
	Hosts string `required:"" help:"hosts that the secret may go to, such as data.example.org or data.example.org:8443, parted by commas"`
}

// Run keeps a secret. It is read from standard input, so that it stands in no list of
// processes and in no history of the shell.
func (c feedSecretCommand) Run(i *invocation) error {
	value, err := io.ReadAll(io.LimitReader(os.Stdin, 64<<10))
	if err != nil {
		return err
	}
	return i.inside(func(r *rooms) error {
		if err := r.secrets().Put(c.Name, strings.TrimSpace(string(value)), c.Hosts); err != nil {
			return err
		}
		i.terminal.say("feeds.secret.kept", "name", c.Name)
		return nil
	})
}
