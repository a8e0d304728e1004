DELETE FROM assessment WHERE batch IN {batches:Array(UUID)}
