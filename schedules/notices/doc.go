// Package notices tells people what happened: a failed run, rejected rows, a late
// feed, a status that turned, a weekly digest.
//
// A Notice is recorded once, whoever will read it. Every Recipient says which notices
// they want, over which channel and how often. The Dispatcher groups what waits for a
// recipient into one message, keeps to a limit of messages an hour, tries again with
// growing waits when a channel fails, and records each attempt as a Delivery. Telling
// never waits for a channel: a run is not slower and does not fail because a mail
// server is away.
//
// A message can arrive twice when the process ends between its arrival and the record
// of it; it is not lost.
//
// The room knows sentences as keys and arguments, and addresses of channels. It must
// not know what a run, a feed or an indicator is, where notices are kept, or what a
// page looks like.
package notices
