-- What the build noticed and let pass.
select
    assertion,
    message,
    cast("rows" as bigint) as found
from marts.build_warning
order by assertion
