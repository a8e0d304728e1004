  AND (empty({indicators:Array(String)}) OR indicator IN {indicators:Array(String)})
  AND (empty({areas:Array(String)}) OR area IN {areas:Array(String)})
  AND ({any_dimension:UInt8} = 1 OR dimension = {dimension:String})
  AND (empty({frequencies:Array(String)}) OR frequency IN {frequencies:Array(String)})
  AND period_last >= {from:Date32} AND period_last <= {to:Date32}
  AND released <= {released_by:Date32}
  AND (released > toDate32('1970-01-01') OR least(period_last, toDate32(recorded_at)) <= {released_by:Date32})
  AND run IN ({{published_runs}})
