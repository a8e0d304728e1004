// Package demonstration generates values for indicators whose real series are thin, so
// that every chart and every status can be seen at work. They carry the scenario DEMO
// and the note 演示数据 and enter the store through a feed of that scenario only.
//
// It is a pure function of the catalogue, two days and a seed: the same input gives the
// same values. It knows no file but the tidy format that it writes.
package demonstration
