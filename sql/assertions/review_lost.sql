-- Every current vote row is one review, and no other.
-- severity: error
-- message: 述职测评记录在建模中丢失或重复
select votes, reviews
from (
    select
        (select count(*) from staging.stg_votes) as votes,
        (select count(*) from marts.review) as reviews
) as counted
where votes <> reviews
