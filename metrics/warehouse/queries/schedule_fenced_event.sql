SELECT toString(state) AS state FROM run_ledger WHERE event = {event:UUID}
