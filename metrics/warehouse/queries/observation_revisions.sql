{{observations_of_key}}
  AND run IN ({{published_runs}})
ORDER BY revision, recorded_at, run
