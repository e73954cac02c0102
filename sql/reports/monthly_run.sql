-- What a report was made from: the as-of date and the manifest; on which base
-- units are compared, and how many mandates and sessions a printed rate needs, below
-- which number a count that speaks ill of few people is not printed.
select
    cast(r.as_of as varchar) as as_of,
    cast(r.manifest as bigint) as manifest,
    c.comparison_base,
    c.min_mandates,
    c.min_sessions,
    c.small_count
from ref.run as r
cross join ref.choice as c
