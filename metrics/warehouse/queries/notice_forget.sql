DELETE FROM notice WHERE recorded_at < {before:DateTime64(6, 'UTC')}
