SELECT max(recorded_at) FROM run_ledger WHERE state IN ('published', 'withdrawn')
