-- More are re-elected than the new congress has seats.
-- severity: warning
-- message: 连选人数多于新一届名册席位数，新一届名册可能不全，连任占比不计算
select unit_code, congress_level, term_from, term_to, reelected, new_mandates
from marts.renomination_rate_unit
where reelected > new_mandates
