package demo

func (w *writer) voteValue(v *review, field string) any {
	switch field {
	case "deputy_name":
		return v.m.name
	case "gender":
		return v.m.gender
	case "level":
		return w.levelWord(v.m.level, v.m.county)
	case "level_code":
		return v.m.level
	case "county_code":
		return w.t.countyName(w.p, v.cell.county)
	case "electing_unit_code":
		d, _ := w.t.places.ByCode(v.m.electing)
		return d.Name
	case "township":
		return v.m.township
	case "constituency":
		return v.m.constituency
	case "review_date":
		return day(v.day)
	case "session":
		return v.name
	case "venue":
		return v.venue
	case "evaluator":
		return v.evaluator
	case "is_published":
		return yes(true)
	case "tier_reported":
		return map[bool]string{true: "满意", false: ""}[5*v.satisfied >= 4*v.valid]
	case "satisfaction_rate_reported":
		return share{v.satisfied, v.valid}
	case "satisfaction_rate_with_basic_reported":
		return share{v.satisfied + v.basic, v.valid}
	case "x:remark":
		return w.remark(v)
	}
	return w.voteCount(v, field)
}

func (w *writer) voteCount(v *review, field string) any {
	counts := map[string]int{"members_total": v.expected + 2, "expected": max(v.expected, v.participants), "participants": v.participants,
		"issued": v.issued, "returned": v.returned, "valid": v.valid, "invalid": v.invalid,
		"satisfied": v.satisfied, "basic": v.basic, "dissatisfied": v.dissatisfied, "abstain": v.abstain}
	if n, ok := counts[field]; ok {
		return count(n)
	}
	return nil
}

// remark now and then holds a telephone number where none belongs.
func (w *writer) remark(v *review) any {
	switch (v.satisfied*7 + v.valid) % 11 {
	case 3:
		return "请假后补述"
	case 5:
		if v.m.phone == "" {
			v.m.phone = mobileNumber(w.r)
			w.truth.PrivateNumbers = append(w.truth.PrivateNumbers, v.m.phone)
		}
		return "联系" + v.m.phone
	}
	return ""
}

func spoilVote(v *review, field string, c cell) cell {
	if v.warn {
		if field == "satisfaction_rate_reported" {
			return cell{value: rounded(100*max(0, v.satisfied-3), v.valid, 1) + "%"}
		}
		return c
	}
	switch {
	case v.planted == "missing_name" && field == "deputy_name":
		return cell{value: ""}
	case v.planted == "ballots_valid" && field == "satisfied":
		return cell{value: v.satisfied - 2}
	case v.planted == "returned_over_issued" && field == "returned":
		return cell{value: v.issued + 3}
	case v.planted == "ballots_returned" && field == "invalid":
		return cell{value: v.invalid + 4}
	case v.planted == "negative" && field == "satisfied":
		return cell{value: -3}
	case v.plantedValue != "" && field == v.plantedField:
		return cell{value: v.plantedValue}
	}
	return c
}
