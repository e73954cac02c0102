-- What a report was made from: the as-of date and the manifest.
select
    cast(as_of as varchar) as as_of,
    cast(manifest as bigint) as manifest
from ref.run
