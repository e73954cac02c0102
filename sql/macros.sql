-- The only place where the SQL leaves what DuckDB, Trino and Spark share.
-- Another engine needs these macros and nothing else.

-- The month of a date as YYYY-MM.
create or replace macro month_of(d) as strftime(d, '%Y-%m');

-- The date n calendar months later, clamped to the month's end:
-- 30 November + 3 is the last of February.
create or replace macro add_months(d, n) as cast(d + to_months(cast(n as integer)) as date);

-- Full months from a (inclusive) to b (inclusive): 1 January to 31 January is 1.
create or replace macro full_months(a, b) as
    (year(b + 1) - year(a)) * 12 + month(b + 1) - month(a) - case when day(b + 1) < day(a) then 1 else 0 end;

-- Januaries (or another month m) that end between a and b, both inclusive.
create or replace macro month_windows(a, b, m) as
    case
        when b < a then 0
        else year(b) - case when b < last_day(make_date(cast(year(b) as bigint), cast(m as bigint), 1)) then 1 else 0 end
            - year(a) + case when a <= last_day(make_date(cast(year(a) as bigint), cast(m as bigint), 1)) then 1 else 0 end
    end;

-- A short stable key of a text.
create or replace macro short_key(t) as substr(md5(t), 1, 16);

-- A mandate's key: person and congress and term. Unknown parts are empty.
create or replace macro mandate_key(congress_code, term, deputy_name, constituency, birth_month) as
    short_key(coalesce(congress_code, '') || '|' || coalesce(term, '') || '|' || coalesce(deputy_name, '') || '|'
        || coalesce(constituency, '') || '|' || coalesce(birth_month, ''));

-- The congress a mandate belongs to. A township without a code is named.
create or replace macro congress_of(level, unit_code, county_code, township_code, township_name) as
    case level
        when 'national' then '100000'
        when 'province' then '410000'
        when 'city' then unit_code
        when 'county' then coalesce(county_code, unit_code)
        when 'township' then coalesce(township_code, coalesce(county_code, unit_code) || ':' || coalesce(township_name, ''))
    end;

-- Quantiles of the standard normal: two-sided 95% and 99.8%.
create or replace macro z95() as cast(1.959963984540054 as double);
create or replace macro z998() as cast(3.090232306167814 as double);

-- Wilson 1927 score interval, 95%: y of n (both may be fractional: p × n_eff).
create or replace macro wilson_low(p, n) as
    case
        when n > 0 and p <= 0 then cast(0 as double)
        when n > 0 then (p + z95() * z95() / (2 * n) - z95() * sqrt(p * (1 - p) / n + z95() * z95() / (4 * n * n))) / (1 + z95() * z95() / n)
    end;
create or replace macro wilson_high(p, n) as
    case
        when n > 0 and p >= 1 then cast(1 as double)
        when n > 0 then (p + z95() * z95() / (2 * n) + z95() * sqrt(p * (1 - p) / n + z95() * z95() / (4 * n * n))) / (1 + z95() * z95() / n)
    end;

-- The weight, in hundredths, of the order statistic at place (0 … last_place)
-- in the quantile of so many percent: linear between neighbours (type 7).
create or replace macro quantile_weight(place, last_place, percent) as
    case
        when abs(100 * place - percent * last_place) < 100 then 100 - abs(100 * place - percent * last_place)
        else 0
    end;

-- The date n days later.
create or replace macro add_days(d, n) as cast(d + to_days(cast(n as integer)) as date);

-- Ballots of one session are clustered. Of k sessions with m ballots and y
-- satisfied each, given the sums M, Y, Σm², Σmy and Σy²: Σ(yM − Ym)², exact.
create or replace macro cluster_square(ballots, satisfied, mm, my, yy) as
    cast(ballots as hugeint) * ballots * yy
    - 2 * cast(ballots as hugeint) * satisfied * my
    + cast(satisfied as hugeint) * satisfied * mm;

-- The variance of the pooled rate over k sessions: k/(k−1) · Σ(y − p m)² / M².
create or replace macro cluster_variance(k, ballots, satisfied, mm, my, yy) as
    cast(k as double) / nullif(k - 1, 0)
    * (cast(cluster_square(ballots, satisfied, mm, my, yy) as double) / ballots / ballots) / ballots / ballots;

-- Months since year 0, to step over months by number.
create or replace macro month_number(period) as
    cast(substr(period, 1, 4) as bigint) * 12 + cast(substr(period, 6, 2) as bigint);

-- Whether x lies in a stated interval; an end that is not stated is NULL. Half
-- open: the upper end itself is out.
create or replace macro is_within(x, low, high, half_open) as
    x is not null and (low is null or x >= cast(low as double))
    and (high is null or x < cast(high as double) or (not half_open and x = cast(high as double)));

-- A text with its numbers in plain digits and without 第, to compare names that
-- count: 第十一选区, 第１１选区 and 11选区 are one. For comparison only.
create or replace macro plain_number(t) as
    regexp_replace(regexp_replace(regexp_replace(
    regexp_replace(regexp_replace(regexp_replace(regexp_replace(
        translate(replace(t, '第', ''), '〇零一二三四五六七八九０１２３４５６７８９', '001234567890123456789'),
        '([0-9])十([0-9])', '\1\2', 'g'),
        '([0-9])十', '\10', 'g'),
        '十([0-9])', '1\1', 'g'),
        '十', '10', 'g'),
        '([0-9])百([0-9][0-9])', '\1\2', 'g'),
        '([0-9])百([0-9])', '\10\2', 'g'),
        '([0-9])百', '\100', 'g');

-- Days from a to b.
create or replace macro days_between(a, b) as date_diff('day', a, b);

-- Two texts of one row, read together.
create or replace macro said(a, b) as coalesce(a, '') || ' ' || coalesce(b, '');

-- Whether a text says a word of the vocabulary (% stands for anything between).
create or replace macro says(t, word) as t like '%' || word || '%';

-- One activity: one day, title, kind, organiser and place. The county of a row is
-- the deputy's, so it parts activities only where nothing else says whose they are.
create or replace macro activity_key(unit_code, period, activity_date, title, activity_kind, organizer, place, county_code) as
    short_key(unit_code || '|' || period || '|' || cast(activity_date as varchar) || '|' || coalesce(title, '') || '|'
        || coalesce(activity_kind, '') || '|' || coalesce(organizer, '') || '|'
        || coalesce(place, case when organizer is null then county_code end, ''));

-- Which session of a congress a title names: 市十三届人大第三次会议（上午） is 13/3;
-- NULL where it names none (一次全体会议 is part of a session).
create or replace macro session_ordinal(t) as
    case
        when regexp_matches(plain_number(t), '[0-9]次会议') then
            regexp_extract(plain_number(t), '([0-9]+)届', 1) || '/' || regexp_extract(plain_number(t), '([0-9]+)次会议', 1)
    end;

-- The age in full years that somebody born in a month has at the end of a year.
create or replace macro age_in(year, birth_month) as cast(year as bigint) - cast(substr(birth_month, 1, 4) as bigint);
