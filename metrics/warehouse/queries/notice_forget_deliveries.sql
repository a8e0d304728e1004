DELETE FROM notice_delivery WHERE at < {before:DateTime64(6, 'UTC')}
