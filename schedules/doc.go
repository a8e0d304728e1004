// Package schedules decides when things run and proves that they did.
//
// A Schedule names a registered Job, a cron spec and a time zone. The Scheduler
// computes the due times, starts the jobs and leaves exactly one Occurrence per
// due time in Records: done, failed, skipped, or missed, each with its reason.
// The room knows jobs as functions. It must not know what a job does, where the
// records are kept, or what a page looks like, and it imports no other room.
//
// # Why there is an own loop
//
// github.com/robfig/cron/v3 reads the specs and finds the next civil time. Its
// runner is not used: it keeps what is due in memory only, so a restart forgets
// it, it has no record of a skipped run, and it ends the process when a job
// panics. The loop here computes due times from the stored schedule and the last
// accounted time, never from "now".
//
// # What is accounted, and how
//
// The accounted time of a schedule is the later of its last change and the due
// time of its latest scheduled occurrence. Every due time after it, up to now, is
// settled in order:
//
//   - While the schedule is paused: skipped (schedule.skipped.paused).
//   - All but the latest: missed (schedule.missed).
//   - The latest, noticed within Options.Grace: it runs. If an earlier run of the
//     same schedule has not ended, it is skipped (schedule.skipped.overlap, or
//     schedule.skipped.abandoned when that run ignores its cancellation).
//   - The latest, noticed later than that (the program was down, the machine
//     slept, the clock was put forward): with CatchUpLast it runs once now, with
//     its own due time; with CatchUpNone it is missed.
//
// Of a long row of missed times the latest hundred are recorded one by one; one
// record (schedule.missed.many) stands for all earlier ones and says how many.
//
// A run is recorded as running before its job starts and under the same key with
// its outcome when it ends. A run found running at the next start was cut off by
// the end of the process and becomes failed (job.interrupted); it is not repeated.
// One that was still waiting for a free place had not begun, so its due time is
// settled again.
//
// A clock that is put back does not make anything run twice: due times up to the
// accounted time have their record. If the accounted time lies more than an hour
// in the future, the clock had been wrong; it is then put back to now, the log
// says so, and the due times run when they really come, replacing their records.
//
// # Time zones
//
// Specs are civil time in the schedule's zone. A civil time that the clock jumps
// over in spring is due at the first instant after the gap; several such times,
// and one that is due at that instant anyway, are one occurrence. A civil time
// that comes twice in autumn is due the first time only. Specs that run in every
// hour of the day keep their pace through both: they lose nothing in a gap and
// run in the repeated hour too. Intervals (@every) count from the last change of
// the schedule.
//
// # What is not promised
//
// One Scheduler works on one set of Records at a time. Two processes on the same
// records would each run every due time.
package schedules
