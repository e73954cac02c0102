-- Where results were made public, by unit, month and channel.
-- grain: unit_code, period, channel
-- by: unit_code
--
-- publications: rows of uses (公布, 媒体宣传, 通报) that name the channel; reviews:
-- reviews whose row names it. Channels are the vocabulary's, `other` where none
-- fits. Rows that name no channel are not counted here.
with
channels as (
    select text, term from intermediate.int_text_term where list = 'channel' and place = 1
),
published as (
    select u.unit_code, u.event_period as period, coalesce(c.term, 'other') as channel, 1 as publication, 0 as review
    from staging.stg_uses as u
    left join channels as c on c.text = said(u.document, u.organ)
    where u.use_kind in ('publication', 'media', 'notice') and (c.term is not null or u.document is not null)
    union all
    select v.unit_code, v.event_period as period, coalesce(c.term, 'other') as channel, 0 as publication, 1 as review
    from staging.stg_votes as v
    left join channels as c on c.text = v.publish_channel
    where v.publish_channel is not null
)
select
    unit_code,
    period,
    channel,
    cast(sum(publication) as bigint) as publications,
    cast(sum(review) as bigint) as reviews
from published
group by unit_code, period, channel
