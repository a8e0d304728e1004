CREATE TABLE IF NOT EXISTS session {{on_cluster}}
(
    digest     FixedString(64) COMMENT 'SHA-256 of the token in the cookie, in hexadecimal; the token itself is nowhere',
    account    String,
    started_at DateTime64(6, 'UTC'),
    seen_at    DateTime64(6, 'UTC') COMMENT 'written now and then, not at every request',
    ended      Bool,
    address    String COMMENT 'that the session was begun from',
    agent      String COMMENT 'name that the browser gave itself',
    written_at DateTime64(6, 'UTC')
)
ENGINE = {{engine}}
ORDER BY (digest, written_at)
COMMENT 'Every state of the sessions of people; the newest of a digest counts. An ended session stays ended.'
