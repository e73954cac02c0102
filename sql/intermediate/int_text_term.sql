-- What the texts of the exports are about, in the terms of the vocabulary
-- (sql/vocabulary.yaml): each distinct text with every term it says. place 1 is
-- the term that decides where only one can hold.
-- grain: list, text, term
--
-- A promise of a rhythm that the vocabulary does not know is looked for by its
-- own words.
with
activities as (
    select distinct said(title, activity_kind) as text from staging.stg_activities
),
sessions as (
    select distinct said(theme, session_format) as text from staging.stg_sessions
),
texts as (
    select 'campaign' as list, text from activities
    union
    select 'campaign' as list, text from sessions
    union
    select 'campaign' as list, title as text from staging.stg_suggestions where title is not null
    union
    select 'campaign' as list, contact_kind as text from staging.stg_contacts where contact_kind is not null
    union
    select 'congress_session' as list, text from activities
    union
    select 'rhythm' as list, text from activities
    union
    select 'rhythm' as list, text from sessions
    union
    select 'session_kind' as list, text from sessions
    union
    select 'venue_kind' as list, said(venue, session) as text from staging.stg_votes where venue is not null
    union
    select 'channel' as list, said(document, organ) as text from staging.stg_uses where use_kind in ('publication', 'media', 'notice')
    union
    select 'channel' as list, publish_channel as text from staging.stg_votes where publish_channel is not null
    union
    select 'contact_kind' as list, contact_kind as text from staging.stg_contacts where contact_kind is not null
),
words as (
    select list, term_no, term, word, is_excluding
    from ref.vocabulary
    union
    select 'rhythm' as list, 0 as term_no, r.what as term, r.what as word, false as is_excluding
    from ref.rhythm as r
    where r.what not in (select term from ref.vocabulary where list = 'rhythm')
),
hits as (
    select t.list, t.text, w.term, min(w.term_no) as term_no
    from texts as t
    inner join words as w on w.list = t.list and says(t.text, w.word)
    group by t.list, t.text, w.term
    having max(case when w.is_excluding then 1 else 0 end) = 0
)
select
    list,
    text,
    term,
    row_number() over (partition by list, text order by term_no nulls last, term nulls last) as place
from hits
