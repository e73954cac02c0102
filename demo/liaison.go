package demo

// contacts writes 濮阳's 双联系 of each third month: members of the committee
// with deputies, and deputies with voters.
func (w *writer) contacts() error {
	r := stream(w.o.Seed, w.p.Code, "contacts")
	deputies := w.settled("county")
	for i, first := range w.months {
		if (len(w.months)-1-i)%3 != 0 {
			continue
		}
		var rows []entry
		for i, m := range some(r, deputies, 6) {
			v := values{"contact_date": day(first.AddDate(0, 0, 4+3*i)), "county_code": w.t.countyName(w.p, m.county)}
			kind := "代表联系群众"
			if i%3 == 0 {
				kind = "常委会组成人员联系代表"
				v["from_name"], v["to_name"] = pick(r, w.t.words.Surnames)+"主任", m.name
			} else {
				v["from_name"], v["to_name"] = m.name, "选民代表"
			}
			v["contact_kind"] = kind
			rows = append(rows, v.entry(m.county))
			w.truth.Work.list(w.p.Code, "contacts", kind, 1, 0)
		}
		if err := w.list("contacts", "contacts", "all", w.unit, "increment", first, rows); err != nil {
			return err
		}
	}
	return nil
}

// honours writes the certificates of the year, one of them given twice over.
func (w *writer) honours() error {
	r := stream(w.o.Seed, w.p.Code, "honours")
	first := w.months.last()
	var rows []entry
	add := func(m *mandate, grade, honour string, on int) {
		v := w.whom(m)
		v["honour"], v["grantor"], v["honour_grade"] = honour, w.unit+"人大常委会", grade
		v["granted_on"], v["document_no"] = day(first.AddDate(0, 0, on)), "濮人常〔"+first.Format("2006")+"〕9号"
		rows = append(rows, v.entry(m.county))
		w.truth.Work.list(w.p.Code, "honours", grade, 1, 1)
	}
	drawn := some(r, w.settled("city"), 5)
	for _, m := range drawn {
		add(m, "市级", "述职评议优秀代表", 11)
	}
	add(drawn[0], "县级", "履职先进个人", 12)
	return w.list("honours", "honours", "all", w.unit, "increment", first, rows)
}
