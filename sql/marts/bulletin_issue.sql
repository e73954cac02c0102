-- One issue of 《代表工作》. Issue and album number are counted apart; neither
-- is derived from the other.
-- grain: issue_no, issued_on

with issues as (
    select issue_no, issued_on, album_no, album_title, issuer, sent_to, copied_to, imprint, batch_id
    from staging.stg_bulletin_issue
)

select issue_no, album_no, album_title, issuer, sent_to, copied_to, imprint, issued_on, batch_id
from issues
