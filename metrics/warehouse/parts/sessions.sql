SELECT
    digest AS session_digest,
    argMax(account, written_at) AS session_account,
    min(started_at) AS first_started_at,
    max(seen_at) AS last_seen_at,
    max(ended) AS has_ended,
    argMax(address, written_at) AS session_address,
    argMax(agent, written_at) AS session_agent
FROM session
