INSERT INTO bench_csv
SELECT *
FROM file({path:String}, 'CSVWithNames')
