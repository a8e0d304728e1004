// Package schedules decides when things run and proves that they did.
//
// A Schedule names a registered Job, a spec and a time zone. The Scheduler computes the
// due times, starts the jobs and leaves exactly one Occurrence per due time in Records:
// done, failed, skipped, or missed, each with its reason. The room knows jobs as
// functions. It must not know what a job does, where the records are kept, or what a
// page looks like, and it imports no other room.
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
// settled in order, each under the definition that held when it came:
//
//   - While the schedule is paused: skipped. On a day off, with DaysOffSkip: skipped,
//     with the name of the holiday.
//   - The latest, noticed within Options.Grace: it runs. If an earlier run of the
//     same schedule has not ended, it is skipped, or waits for the end (OverlapQueue).
//   - Those noticed later than that (the program was down, the machine slept, the clock
//     was put forward): CatchUpNone misses them all; CatchUpLast runs the latest once
//     now, with its own due time; CatchUpAll runs the latest CatchUpLimit ones, oldest
//     first. Nothing is caught up for a definition that has been replaced.
//   - With a spec and After: skipped when the other schedule has changed nothing.
//
// Of a long row of due times on which nothing runs the latest hundred are recorded one
// by one; one record stands for all earlier ones and says how many.
//
// A run is recorded as running before its job starts and under the same key with
// its outcome when it ends. A run found running at the next start was cut off by
// the end of the process and becomes failed (job.interrupted); it is not repeated.
// One that was still waiting for a free place had not begun, so its due time is
// settled again. A run that fails for a Temporary reason is tried again within the
// same occurrence.
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
// # Working days
//
// A Calendar knows the public holidays and the make-up working days of the years whose
// arrangements are published, and weekends otherwise; UnknownYears says of which years
// a page must tell that. A due time that is moved off a day off keeps the scheduled
// time that it was meant for: the job is given that one.
//
// # Chains
//
// A schedule with After and without a spec is due whenever a run of the other schedule
// has ended well and changed something; its due time is that moment, and its job is
// given the scheduled time of the other run. What became due while the program was down
// is found in the records.
//
// # Several instances
//
// With a Lease, of several schedulers on the same records only the one that holds the
// lease settles due times and runs jobs. Each grant has a higher token than all before
// it, and every record and every Occasion carries the token. What is guaranteed:
//
//   - A record under a higher token prevails. So each due time has one record, and an
//     instance that lost the lease cannot change what its successor recorded.
//   - An instance whose grant has expired by its own monotonic clock begins nothing, and
//     its running jobs are cancelled. It checks that after a run is recorded and before
//     the job is called.
//   - A process that stands still (a frozen machine) exactly between that check and the
//     first step of the job begins the job when it goes on, although another instance
//     has taken over. The check cannot be closed from inside a process; therefore the
//     job must publish under its token, and whoever stores what it publishes must refuse
//     a token that is not that of the lease in force.
//   - A run that was going on when its instance lost the lease ends as failed
//     (job.interrupted). It is not repeated by itself.
//
// Orders by hand (RunNow, Carry) that reach an instance without the lease are recorded
// as requested and carried out by the one that holds it; Save only stores the
// definition there, and the other one settles what was due before under the earlier
// form. StopRun works in the instance that runs the job.
package schedules
