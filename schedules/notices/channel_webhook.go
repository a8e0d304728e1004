package notices

import (
	"bytes"
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"zhibiao/schedules"
)

const (
	longestAnswer = 64 << 10
	// Limits of the makers of the group robots on the bytes of one message.
	longestWeCom    = 4096
	longestDingTalk = 20000
)

// NewWebhookClient returns the client that webhooks are sent with: it follows no
// redirect, so that a message goes where the recipient said or nowhere.
func NewWebhookClient() *http.Client {
	return &http.Client{
		Timeout:       20 * time.Second,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// Webhook sends a message as JSON: {"title", "entries": [{"kind", "subject", "text",
// "details", "times", "occurred_at", "link"}], "more"}. With a secret the header
// X-Zhibiao-Signature holds sha256= and the hexadecimal HMAC-SHA256 of the body.
type Webhook struct{ Client *http.Client }

// Send posts the message; any status from 200 to 299 is taken as received.
func (w Webhook) Send(ctx context.Context, recipient Recipient, message Message) error {
	type entry struct {
		Kind       Kind     `json:"kind"`
		Subject    string   `json:"subject"`
		Text       string   `json:"text"`
		Details    []string `json:"details,omitempty"`
		Times      int      `json:"times"`
		OccurredAt string   `json:"occurred_at"`
		Link       string   `json:"link,omitempty"`
	}
	content := struct {
		Title   string  `json:"title"`
		Entries []entry `json:"entries"`
		More    int     `json:"more"`
	}{Title: message.Title, Entries: []entry{}, More: message.More}
	for _, e := range message.Entries {
		content.Entries = append(content.Entries, entry{e.Kind, e.Subject, e.Text, e.Details, e.Times, e.OccurredAt.Format(time.RFC3339), e.Link})
	}
	body, err := json.Marshal(content)
	if err != nil {
		return fmt.Errorf("webhook message: %w", err)
	}
	header := http.Header{}
	if recipient.Secret != "" {
		header.Set("X-Zhibiao-Signature", "sha256="+hex.EncodeToString(signature(recipient.Secret, body)))
	}
	_, err = post(ctx, w.Client, recipient.Address, body, header)
	return err
}

// WeCom sends a message to a 企业微信 group robot.
type WeCom struct{ Client *http.Client }

// Send posts the message as markdown and reads the robot's own answer.
func (w WeCom) Send(ctx context.Context, recipient Recipient, message Message) error {
	return sendToRobot(ctx, w.Client, recipient.Address, map[string]any{
		"msgtype": "markdown", "markdown": map[string]string{"content": message.markdown(longestWeCom)}})
}

// DingTalk sends a message to a 钉钉 group robot. With a secret the address is signed
// as the robot's 加签 asks: base64 of HMAC-SHA256 over the milliseconds, a line feed
// and the secret, with the secret as the key.
type DingTalk struct {
	Client *http.Client
	Now    func() time.Time
}

// Send posts the message as markdown and reads the robot's own answer.
func (d DingTalk) Send(ctx context.Context, recipient Recipient, message Message) error {
	address, err := url.Parse(recipient.Address)
	if err != nil {
		return &Refusal{Reason: schedules.NewReason("recipient.webhook"), Detail: "the address cannot be read"}
	}
	if recipient.Secret != "" {
		stamp := strconv.FormatInt(d.Now().UnixMilli(), 10)
		query := address.Query()
		query.Set("timestamp", stamp)
		query.Set("sign", base64.StdEncoding.EncodeToString(signature(recipient.Secret, []byte(stamp+"\n"+recipient.Secret))))
		address.RawQuery = query.Encode()
	}
	return sendToRobot(ctx, d.Client, address.String(), map[string]any{
		"msgtype": "markdown", "markdown": map[string]string{"title": message.Title, "text": message.markdown(longestDingTalk)}})
}

// sendToRobot posts to a group robot, which answers 200 also when it refuses: the code
// in its answer counts.
func sendToRobot(ctx context.Context, client *http.Client, address string, content map[string]any) error {
	body, err := json.Marshal(content)
	if err != nil {
		return fmt.Errorf("robot message: %w", err)
	}
	received, err := post(ctx, client, address, body, http.Header{})
	if err != nil {
		return err
	}
	var answer struct {
		Code *int   `json:"errcode"`
		Text string `json:"errmsg"`
	}
	if err := json.Unmarshal(received, &answer); err != nil || answer.Code == nil {
		return fmt.Errorf("%w: the answer is not a robot's", schedules.NewReason("delivery.answer"))
	}
	switch *answer.Code {
	case 0:
		return nil
	case 45009, 130101, -1: // called too often, busy
		return fmt.Errorf("%w: %s", schedules.NewReason("delivery.too_often"), answer.Text)
	default:
		return &Refusal{Reason: schedules.NewReason("delivery.refused", "code", strconv.Itoa(*answer.Code)), Detail: answer.Text}
	}
}

func signature(secret string, content []byte) []byte {
	sum := hmac.New(sha256.New, []byte(secret))
	_, _ = sum.Write(content) // a hash never fails
	return sum.Sum(nil)
}

// post sends JSON and returns the answer. Errors carry no address: it may be a secret.
func post(ctx context.Context, client *http.Client, address string, body []byte, header http.Header) ([]byte, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodPost, address, bytes.NewReader(body))
	if err != nil {
		return nil, &Refusal{Reason: schedules.NewReason("recipient.webhook"), Detail: "the address cannot be read"}
	}
	request.Header = header
	request.Header.Set("Content-Type", "application/json; charset=utf-8")
	response, err := client.Do(request)
	if err != nil {
		var withAddress *url.Error
		if errors.As(err, &withAddress) {
			err = withAddress.Err
		}
		return nil, fmt.Errorf("post: %w", err)
	}
	defer func() { _ = response.Body.Close() }()
	received, err := io.ReadAll(io.LimitReader(response.Body, longestAnswer))
	if err != nil {
		return nil, fmt.Errorf("read the answer: %w", err)
	}
	code := strconv.Itoa(response.StatusCode)
	switch {
	case response.StatusCode >= 200 && response.StatusCode < 300:
		return received, nil
	case response.StatusCode == http.StatusTooManyRequests || response.StatusCode == http.StatusRequestTimeout:
		return nil, fmt.Errorf("%w: HTTP %s", schedules.NewReason("delivery.too_often"), code)
	case response.StatusCode >= 500:
		return nil, fmt.Errorf("%w: HTTP %s", schedules.NewReason("delivery.answer"), code)
	default:
		return nil, &Refusal{Reason: schedules.NewReason("delivery.refused", "code", code), Detail: "HTTP " + code}
	}
}
