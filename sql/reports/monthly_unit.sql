-- The reporting units with their place on the tile picture, in division-code order.
select
    unit_code,
    unit_name,
    unit_short,
    cast(tile_column as bigint) as tile_column,
    cast(tile_row as bigint) as tile_row,
    has_city_congress
from ref.unit
order by sort_order, unit_code
