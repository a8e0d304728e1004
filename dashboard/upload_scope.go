package dashboard

import (
	"context"
	"slices"
	"strconv"

	"zhibiao/metrics"
)

// auditOthersAreas keeps that somebody has tried to hand in values of areas that are not
// theirs. The rows are rejected; who looks after the accounts shall see that it was tried.
func (d *uploadDesk) auditOthersAreas(ctx context.Context, described *upload) {
	report := described.report()
	if report == nil || d.server.dependencies.Audit == nil {
		return
	}
	refused := 0
	areas := []string{}
	for _, reject := range report.Rejects {
		if reject.Warning || reject.Problem.Key != "import.area_not_yours" {
			continue
		}
		refused++
		if area := reject.Problem.Arguments["area"]; !slices.Contains(areas, area) && len(areas) < 5 {
			areas = append(areas, area)
		}
	}
	if refused == 0 {
		return
	}
	entry := metrics.AuditEntry{At: d.server.dependencies.Now(), Actor: described.Actor, Action: "upload.others_areas", Subject: described.FileName, Outcome: metrics.AuditRefused,
		Arguments: map[string]string{"count": strconv.Itoa(refused), "areas": d.server.wording("zh").join(areas), "upload": described.ID}}
	if err := d.server.dependencies.Audit.RecordAudit(ctx, entry); err != nil {
		d.server.logger.ErrorContext(ctx, "audit entry is not kept", "action", entry.Action, "subject", entry.Subject, "actor", entry.Actor, "error", err)
	}
}
