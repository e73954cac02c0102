-- One mandate stands twice in one sitting, so its ballots count twice.
-- severity: warning
-- message: 同一代表在同一场述职评议中有多条测评记录，请核实是否重复
select mandate_id, session_id
from marts.review
group by mandate_id, session_id
having count(*) > 1
