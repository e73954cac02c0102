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

-- What tells the seats of one congress apart from those of others: national and
-- provincial deputies are elected by a unit, so each unit's list is its own.
create or replace macro seat_congress(level, unit_code, congress_code) as
    case
        when congress_code is null then unit_code || '?'
        when level in ('national', 'province') then congress_code || ':' || unit_code
        else congress_code
    end;

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

-- Wilson 1927 score interval of p on n ballots (n may be fractional), z standard
-- errors to each side.
create or replace macro wilson_low_at(p, n, z) as
    case
        when n > 0 and p <= 0 then cast(0 as double)
        when n > 0 then (p + z * z / (2 * n) - z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    end;
create or replace macro wilson_high_at(p, n, z) as
    case
        when n > 0 and p >= 1 then cast(1 as double)
        when n > 0 then (p + z * z / (2 * n) + z * sqrt(p * (1 - p) / n + z * z / (4 * n * n))) / (1 + z * z / n)
    end;

-- The same at 95%.
create or replace macro wilson_low(p, n) as wilson_low_at(p, n, z95());
create or replace macro wilson_high(p, n) as wilson_high_at(p, n, z95());

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

-- The design effect of ballots clustered in sessions: from their own variance v
-- of the rate p, or from the intraclass correlation where v cannot be had.
create or replace macro own_deff(v, p, ballots) as v / (p * (1 - p) / ballots);
create or replace macro icc_deff(mm, ballots, icc) as 1 + (cast(mm as double) / ballots - 1) * icc;

-- Sessions more alike than chance are not credited with more ballots than they have.
create or replace macro floored_deff(deff) as case when deff < 1 then 1.0 else deff end;

-- The row of ref.t_quantile for so many degrees of freedom.
create or replace macro t_row(df) as case when df > 2000 then 2000 else df end;

-- The 97.5% quantile of t: the table's as far as it goes, beyond it Fisher and
-- Cornish 1960 (Technometrics 2:209) to the second power of 1/df, good to 1e-9.
create or replace macro t_quantile(df, t975) as
    case
        when df > 2000 then
            z95() + (z95() * z95() * z95() + z95()) / (4 * cast(df as double))
            + (5 * z95() * z95() * z95() * z95() * z95() + 16 * z95() * z95() * z95() + 3 * z95())
            / (96 * cast(df as double) * cast(df as double))
        else t975
    end;

-- n_eff: as many independent ballots as give an interval this wide; t975 pays
-- for a variance that is itself an estimate on few degrees of freedom.
create or replace macro effective_ballots(ballots, deff, t975) as
    ballots / floored_deff(deff) * (z95() / t975) * (z95() / t975);

-- Too few people or sittings to print or compare a rate.
create or replace macro too_few(mandates, sessions, min_mandates, min_sessions) as
    mandates < min_mandates or sessions < min_sessions;

-- A variance between places by moments (DerSimonian–Laird 1986): Q about the
-- mean, on df degrees of freedom, C = Σw − Σw²/Σw; never below 0.
create or replace macro moment_variance(q, df, c) as
    case
        when df <= 0 or c <= 0 or q <= df then cast(0 as double)
        else (q - df) / c
    end;

-- How far a rate lies from a target on the scale asin √p, in standard errors of
-- the place: its own, and τ² between counties on its counties' squared shares.
create or replace macro funnel_z(p, target, n_eff, tau2, share_square) as
    (asin(sqrt(p)) - asin(sqrt(target))) / sqrt(1 / (4 * n_eff) + tau2 * share_square);

-- The funnel's word for a rate z standard errors from the target, and whether
-- it lies between the 95% and the 99.8% limits.
create or replace macro funnel_word(z) as
    case when z > z998() then '高于' when z < -z998() then '低于' when z is not null then '相当' end;
create or replace macro is_near_funnel(z) as abs(z) > z95() and abs(z) <= z998();

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

-- The quantile of the standard normal: Wichura 1988, algorithm AS 241 (PPND16),
-- right to about 1 part in 10^16. First its three rational functions.
create or replace macro as241_centre(r) as
    (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r
        + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608)
    / (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r
        + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1);
create or replace macro as241_tail(r) as
    (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r
        + 3.64784832476320460504) * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734)
    / (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r + 0.14810397642748007459) * r
        + 0.68976733498510000455) * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1);
create or replace macro as241_far(r) as
    (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r
        + 0.29656057182850489123) * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772)
    / (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r + 7.868691311456132591e-4) * r
        + 0.0148753612908506148525) * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1);
create or replace macro as241_upper(r) as -- r = √(−ln of the tail's probability)
    case when r <= 5 then as241_tail(r - 1.6) else as241_far(r - 5) end;
create or replace macro normal_quantile(p) as
    case
        when abs(p - 0.5) <= 0.425 then (p - 0.5) * as241_centre(0.180625 - (p - 0.5) * (p - 0.5))
        when p > 0 and p < 0.5 then -as241_upper(sqrt(-ln(p)))
        when p < 1 and p > 0.5 then as241_upper(sqrt(-ln(1 - p)))
    end;

-- The count a rule of a 测评办法 is about.
create or replace macro rule_measure(measure, satisfied, basic, dissatisfied) as
    case measure
        when 'satisfied' then satisfied
        when 'dissatisfied' then dissatisfied
        when 'satisfied_or_basic' then satisfied + basic
    end;

-- Whether a count reaches a share of a base, by integers: 超过 is strict, 以上
-- inclusive. NULL where the count is unknown.
create or replace macro rule_holds(measured, base, numerator, denominator, is_strict) as
    case
        when measured is null then null
        when is_strict then measured * denominator > base * numerator
        else measured * denominator >= base * numerator
    end;

-- Whether a text has a part like a regular expression (of RE2: no look-around).
create or replace macro matches(t, pattern) as regexp_matches(t, pattern);

-- What a person is called without an identity number: unit, name, month of birth
-- and sex; without a month of birth a seat is nobody else's.
create or replace macro person_base(unit_code, deputy_name, birth_month, gender, mandate_id) as
    case
        when birth_month is not null
            then short_key(unit_code || '|' || deputy_name || '|' || birth_month || '|' || coalesce(gender, ''))
        else mandate_id
    end;

-- The difference of two rates p − q, each with its own limits, 95%: Newcombe
-- 1998, method 10 (square-and-add of the Wilson limits).
create or replace macro newcombe_low(p, p_low, q, q_high) as
    (p - q) - sqrt((p - p_low) * (p - p_low) + (q_high - q) * (q_high - q));
create or replace macro newcombe_high(p, p_high, q, q_low) as
    (p - q) + sqrt((p_high - p) * (p_high - p) + (q - q_low) * (q - q_low));

-- Whether y of n and x of m differ by less than 0.05 个百分点, which prints as
-- 0.0: by integers, as half-up is on exact fractions.
create or replace macro rounds_to_level(y, n, x, m) as
    abs(cast(y as decimal(38, 0)) * m - cast(x as decimal(38, 0)) * n) * 2000 < cast(n as decimal(38, 0)) * m;

-- Laney 2002 takes the first of so many months as the baseline of a chart, and
-- the mean moving range of two over 1.128 as their standard deviation.
create or replace macro baseline_months() as 12;
create or replace macro moving_range_sigma(mean_range) as mean_range / cast(1.128 as double);
