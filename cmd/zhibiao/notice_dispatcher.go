package main

import (
	"context"
	"log/slog"
	"os"
	"time"

	"zhibiao/dashboard/locale"
	"zhibiao/metrics"
	"zhibiao/metrics/warehouse"
	"zhibiao/schedules"
	"zhibiao/schedules/notices"
)

// dispatcher builds what sends notices, with the channels that the command line allows.
// Of several instances only the one that is leading sends. Attachments are taken from the
// folder of files.
func (i *invocation) dispatcher(store *warehouse.Store, files string, leading func() bool, logger *slog.Logger) (*notices.Dispatcher, error) {
	client := notices.NewWebhookClient()
	channels := map[string]notices.Channel{
		notices.ChannelWebhook:  notices.Webhook{Client: client},
		notices.ChannelWeCom:    notices.WeCom{Client: client},
		notices.ChannelDingTalk: notices.DingTalk{Client: client, Now: time.Now},
	}
	if i.line.Mail != "" {
		server, err := notices.ParseMailServer(i.line.Mail)
		if err != nil {
			return nil, err
		}
		channels[notices.ChannelMail] = notices.Mail{Server: server, Files: os.DirFS(files)}
	}
	return notices.New(noticeRecords{store}, notices.Options{
		Channels: channels, Leading: leading, Wording: i.terminal.wording(), PublicURL: i.line.PublicURL, Logger: logger}), nil
}

// wording puts sentences of the message catalogue into any language.
func (t *terminal) wording() notices.Wording {
	return func(language string, reason schedules.Reason) string {
		tag, _ := locale.ParseLanguage(language)
		return t.texts.Problem(tag, &metrics.Problem{Key: reason.Key, Arguments: reason.Arguments})
	}
}

// dispatch starts sending and returns what stops it: it waits for messages on their way.
func (r *rooms) dispatch(ctx context.Context) func() {
	ctx, stop := context.WithCancel(ctx)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		r.notices.Run(ctx)
	}()
	return func() {
		stop()
		<-ended
	}
}
