SELECT toString(toUnixTimestamp64Micro(now64(6)))
