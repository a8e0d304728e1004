package dashboard

import (
	"slices"

	"zhibiao/metrics"
)

// right is what a route asks of the person who calls it. Every route names one.
type right string

// The rights.
const (
	open          right = "open"       // nobody needs to sign in: the sign-in page itself, styles, health
	mayLook       right = "look"       // see pages and answers about published values
	mayInspect    right = "inspect"    // see what is not published: runs, uploads, schedules, checks
	mayExport     right = "export"     // take workbooks and tables away
	mayDesign     right = "design"     // templates of reports, fill-in forms
	mayReport     right = "report"     // say how far a task has come
	maySubmit     right = "submit"     // hand files in, keep feeds
	mayReview     right = "review"     // approve, return and withdraw runs
	mayComment    right = "comment"    // say something about a run
	maySchedule   right = "schedule"   // keep and start schedules
	mayNotify     right = "notify"     // keep recipients of notices
	mayDecide     right = "decide"     // rules of assessment and of checks, locks
	mayAdminister right = "administer" // accounts, rights, audit
	maySignOut    right = "self"       // what everybody does for themselves: sign out, change the password
)

// rightsOf says what each role may do. What a person may do is the union over their
// roles.
func rightsOf(role metrics.Role) []right {
	everybody := []right{maySignOut, mayLook, mayExport}
	switch role {
	case metrics.RoleLeader:
		return everybody
	case metrics.RolePlanner:
		return append(everybody, mayDesign, mayReport)
	case metrics.RoleStatistician:
		return append(everybody, mayInspect, maySubmit, mayComment, maySchedule, mayNotify, mayReport)
	case metrics.RoleReviewer:
		return append(everybody, mayInspect, mayReview, mayComment, mayDecide)
	case metrics.RoleAdministrator:
		return []right{maySignOut, mayLook, mayInspect, mayAdminister, maySchedule, mayNotify}
	}
	return nil
}

// grants tells whether any of the roles carries a right.
func grants(roles []metrics.Role, asked right) bool {
	return asked == open || slices.ContainsFunc(roles, func(role metrics.Role) bool { return slices.Contains(rightsOf(role), asked) })
}
