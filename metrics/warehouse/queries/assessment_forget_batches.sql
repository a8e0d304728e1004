DELETE FROM assessment_batch WHERE batch IN {batches:Array(UUID)}
