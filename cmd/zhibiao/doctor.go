package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
)

type doctorCommand struct{}

// health is how a part of a deployment stands.
type health string

const (
	healthy    health = "✓"
	remarkable health = "!" // it works, but somebody should look
	broken     health = "✗"
)

// finding is what one look at a deployment found, in words: the sentence, and what to do
// about it.
type finding struct {
	health   health
	sentence *metrics.Problem
}

func found(health health, key string, pairs ...string) finding {
	return finding{health, metrics.NewProblem("doctor."+key, pairs...)}
}

// looking bounds each look: a deployment that hangs is one that has something wrong.
const looking = 20 * time.Second

// Run looks at everything that the program needs and says in plain words what is wrong
// and what to do. It changes no data and fails when something is broken.
func (doctorCommand) Run(i *invocation) error {
	i.terminal.say("doctor.title", "version", version(), "dsn", warehouse.WithoutPassword(i.line.DSN))
	sick := false
	tell := func(findings []finding) {
		for _, finding := range findings {
			text := i.terminal.texts.Problem(i.terminal.language, finding.sentence)
			_, _ = fmt.Fprintln(i.terminal.out, string(finding.health)+" "+text)
			if hint := i.terminal.texts.Hint(i.terminal.language, finding.sentence); hint != "" && finding.health != healthy {
				_, _ = fmt.Fprintln(i.terminal.out, "  "+hint)
			}
			sick = sick || finding.health == broken
		}
	}
	within := func(look func(context.Context) []finding) {
		ctx, cancel := context.WithTimeout(i.ctx, looking)
		defer cancel()
		tell(look(ctx))
	}
	within(func(context.Context) []finding { return lookAtMachine(i.line) })
	within(func(ctx context.Context) []finding { return lookAtRoom(ctx, i.line.files(), time.Now()) })
	within(func(context.Context) []finding { return lookAtSignIn(i.line) })
	within(func(ctx context.Context) []finding { return lookAtMail(ctx, i.line) })
	within(func(ctx context.Context) []finding { return lookAtStore(ctx, i) })
	if sick {
		i.terminal.say("doctor.sick")
		return errExplained
	}
	i.terminal.say("doctor.well")
	return nil
}

// lookAtStore opens the store and looks at what is in it. A folder that the running
// program holds is well as long as that program answers.
func lookAtStore(ctx context.Context, i *invocation) []finding {
	store, err := warehouse.Open(ctx, i.line.DSN, warehouse.Options{Logger: i.logger()})
	if problem := metrics.AsProblem(err); problem != nil {
		if problem.Key == "store.folder_locked" {
			return []finding{found(remarkable, "store.in_use")}
		}
		return []finding{{broken, problem}}
	}
	if err != nil {
		return []finding{found(broken, "store.fault", "detail", err.Error())}
	}
	findings := lookInside(ctx, i, store)
	if err := store.Close(); err != nil {
		findings = append(findings, found(broken, "store.fault", "detail", err.Error()))
	}
	return findings
}

// fault is the finding for an error that has no words of its own.
func fault(err error) finding {
	var problem *metrics.Problem
	if errors.As(err, &problem) {
		return finding{broken, problem}
	}
	return found(broken, "store.fault", "detail", err.Error())
}
