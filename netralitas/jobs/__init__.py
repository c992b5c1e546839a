"""LONG WORK: jobs with progress and result file, light tasks, the schedule, the outbox of messages."""
