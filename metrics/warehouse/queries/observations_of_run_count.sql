SELECT count() FROM observation WHERE run = {run:UUID}
