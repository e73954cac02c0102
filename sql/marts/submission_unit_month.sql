-- What each unit had to send for each period, and what became of it.
-- grain: unit_code, dataset, period
--
-- The rules stand once, in the program (the ledger that `lvzhi status` reads
-- too): who owes what is the contract's cadence and the calendar's `owed`, from
-- the first period anyone sent to the as-of month; the due day moves to the next
-- working day; what came or was refused beside that stands here too.
-- received_on is the day the last of the unit's scopes (counties) arrived for
-- the first time: a corrected edition does not make a unit late, a late county
-- does. editions counts all batches of the key, replaced ones too, but none that
-- was taken back; rows are those of the live ones. refused: only refused files,
-- or not one row accepted. excused: the office excused the unit, and nothing
-- came in time. is_due: the due day is past on the as-of date. days_late: of a
-- late file when it came, of one still owed on the as-of date. reason: why the
-- unit is excused, or why the newest refused file was.
select
    unit_code,
    dataset,
    period,
    state,
    editions,
    files_refused,
    rows_accepted,
    rows_quarantined,
    days_late,
    is_due,
    reason,
    due_date,
    received_on
from ref.submission
