// Package auth holds what signing in rests on: passwords and their hashes, random
// tokens, cookies that a browser is known by, and how fast somebody may guess. It must
// not know pages, requests or the store.
//
// # Several instances, and a restart
//
// A Limit counts in memory. What strange browsers have guessed at one account is also
// found in the audit, where every refused sign-in stands: Learn takes it over before an
// attempt is counted, so that several instances behind a proxy and an instance that was
// started anew allow together what one allows. Nothing is written for it beyond the audit
// entry that there is anyway. Names that belong to nobody are counted in the same way, by
// a Mark of few bits under a secret that the instances share; otherwise the account that
// is limited sooner would be known to exist.
//
// The allowance of a known browser and that of an address stay with each instance. The
// first needs a cookie that only the right password gives. The second is the second line
// against one guesser at many accounts: with two instances an address has 60 free
// attempts and then one in two and a half minutes instead of 30 and one in five, each of
// which still counts for its account everywhere; to know it everywhere would take a
// search through all that was refused in the house at each attempt, which is what an
// attacker makes expensive.
//
// Attempts at the same moment can pass at each instance until the first of them stands in
// the audit: at most the free ones of each, once.
package auth
