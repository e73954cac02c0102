-- A decision of the analyst (people.yaml) that has no effect: the pair is not
-- there any more, or two seats decided to be different people's are joined
-- through others.
-- severity: warning
-- message: people.yaml 里的判定没有起作用：比对编号已不存在，或与别的判定矛盾
with
pairs as (
    select i.pair_id, k.person_key = l.person_key as is_joined
    from intermediate.int_person_pair as i
    left join intermediate.int_person as k on k.mandate_id = i.mandate_a
    left join intermediate.int_person as l on l.mandate_id = i.mandate_b
)
select d.pair_id, d.decision
from ref.person_decision as d
left join pairs as p on p.pair_id = d.pair_id
where p.pair_id is null or (d.decision = 'different' and p.is_joined)
