package demo

// plantBallots gives chosen reviews the exact ballots a rule is tried on.
func (b *planner) plantBallots() {
	for _, pl := range b.t.plants.Ballots {
		if pl.Unit != b.p.Code {
			continue
		}
		for range pl.Rows {
			v := b.free(pl)
			if v == nil {
				break
			}
			v.outcome = pl.Kind
			v.participants, v.issued, v.returned, v.valid, v.invalid = pl.Base, pl.Base, pl.Base, pl.Base, 0
			v.satisfied, v.dissatisfied, v.abstain = pl.Satisfied, pl.Dissatisfied, 0
			v.basic = pl.Base - pl.Satisfied - pl.Dissatisfied
		}
	}
}

// plantErrors marks the rows that must be quarantined, and those to be warned
// about; the writer spoils the printed cells.
func (b *planner) plantErrors() {
	for _, pl := range b.t.plants.Quarantined {
		if v := b.claim(pl); v != nil {
			v.planted, v.plantedField, v.plantedValue = pl.Kind, pl.Field, pl.Value
		}
	}
	for _, pl := range b.t.plants.Warned {
		if v := b.claim(pl); v != nil {
			v.warn = true
		}
	}
	if w := b.t.plants.Withdrawn; w.Unit == b.p.Code && b.outlived(w.Back) {
		if v := b.free(w); v != nil {
			v.withdrawn = true
		}
	}
}

// outlived reports whether a later cumulative file speaks of that month too:
// the next year's do not.
func (b *planner) outlived(back int) bool {
	i := b.months.at(back)
	return i >= 0 && back > 0 && b.months[i].Year() == b.months[i+1].Year()
}

func (b *planner) claim(pl plant) *review {
	if pl.Unit != b.p.Code || pl.Dataset != "votes" {
		return nil
	}
	return b.free(pl)
}

// free finds a review of the month (and county) that nothing was planted in.
// 濮阳's exact ballots go to its own levels, 长垣's to its city deputies.
func (b *planner) free(pl plant) *review {
	for _, v := range b.reviews {
		if v.month != b.months.at(pl.Back) || v.outcome != "" || v.planted != "" || v.warn || v.withdrawn {
			continue
		}
		if pl.County == "" && b.committee(v.cell.county) || pl.County != "" && pl.County != v.cell.county {
			continue
		}
		return v
	}
	return nil
}
