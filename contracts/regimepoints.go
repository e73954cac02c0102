package contracts

import (
	"slices"
	"strconv"
)

// What is checked of a 积分办法: bands from the best down, dated versions, parts
// that a file has.

func (c *regimeCheck) points() {
	p := c.r.Points
	if p == nil {
		return
	}
	c.levels("points", p.Levels)
	if p.Scheme == "" {
		c.wrong("points.scheme", "缺少 scheme（积分办法的编号）")
	}
	if p.Banding != "" {
		c.oneOf("points.banding", p.Banding, []string{"continuous", "round_half_up", "floor"})
	}
	if p.GradeOn != "" {
		c.oneOf("points.grade_on", p.GradeOn, []string{"recomputed", "reported"})
	}
	c.bands(p.Bands)
	if line := float64(p.TalkBelow); line != 0 && len(p.Bands) > 0 &&
		!slices.ContainsFunc(p.Bands, func(b Band) bool { return b.AtLeast != nil && *b.AtLeast == line }) {
		c.suspect("points.talk_below", "谈话线 %d 分不是任何一个等次的界线，请核对", p.TalkBelow)
	}
	c.versions(p.Versions)
	c.parts(*p)
}

func (c *regimeCheck) bands(bands []Band) {
	for i, b := range bands {
		at := "points.bands." + strconv.Itoa(i)
		if b.Band == "" || slices.ContainsFunc(bands[:i], func(other Band) bool { return other.Band == b.Band }) {
			c.wrong(at, "等次“%s”没有名称或写了两遍", b.Band)
		}
		if b.AtLeast != nil && !(*b.AtLeast >= -1000 && *b.AtLeast <= 10000) { // also what is no number
			c.wrong(at+".at_least", "等次线 at_least 要写 -1000 到 10000 的分数，而不是 %v", *b.AtLeast)
		}
		switch last := i == len(bands)-1; {
		case b.AtLeast == nil && !last:
			c.wrong(at, "只有最后一个等次可以没有 at_least，“%s”后面的等次轮不到", b.Band)
		case b.AtLeast != nil && last:
			c.suspect(at, "最后一个等次也写了 at_least，低于 %v 分的没有等次", *b.AtLeast)
		}
		if i > 0 && b.AtLeast != nil && bands[i-1].AtLeast != nil && *b.AtLeast >= *bands[i-1].AtLeast {
			c.wrong(at+".at_least", "等次要从高到低写：“%s”的 %v 分不低于前一个等次的 %v 分", b.Band, *b.AtLeast, *bands[i-1].AtLeast)
		}
		if b.IsExcellent && i > 0 && !bands[i-1].IsExcellent {
			c.suspect(at+".is_excellent", "“%s”算优秀，比它高的“%s”却不算", b.Band, bands[i-1].Band)
		}
	}
}

func (c *regimeCheck) versions(versions []Version) {
	for i, v := range versions {
		at := "points.versions." + strconv.Itoa(i)
		if v.Version == "" || v.From == "" {
			c.wrong(at, "每个版本要有 version 和 from")
			continue
		}
		c.date(at+".from", v.From)
		if i > 0 && v.From <= versions[i-1].From {
			c.wrong(at+".from", "版本要按日期从早到晚写：%s 不晚于 %s", v.From, versions[i-1].From)
		}
		if v.From < c.r.From {
			c.suspect(at+".from", "这个版本（%s）早于办法开始施行的日子（%s）", v.From, c.r.From)
		}
	}
}

func (c *regimeCheck) parts(p Points) {
	count := map[string]int{}
	fields := scoreFields()
	for i, part := range p.Parts {
		at := "points.parts." + strconv.Itoa(i)
		c.oneOf(at+".kind", part.Kind, []string{"class", "bonus"})
		count[part.Kind]++
		if !slices.Contains(fields, part.Field) {
			c.wrong(at+".field", "积分表里没有“%s”这一列，列名见 lvzhi contract show scores", part.Field)
		}
		if slices.ContainsFunc(p.Parts[:i], func(other Part) bool { return other.Field == part.Field }) {
			c.wrong(at+".field", "“%s”写了两遍", part.Field)
		}
	}
	if len(p.Parts) > 0 && (count["class"] != p.Classes || count["bonus"] != p.BonusItems) {
		c.suspect("points.parts", "parts 里有%d类、%d个加分项，classes 和 bonus_items 写的是%d和%d", count["class"], count["bonus"], p.Classes, p.BonusItems)
	}
}

// scoreFields are the columns a file of points may have.
func scoreFields() []string {
	datasets, err := Datasets()
	if err != nil { // the shipped contracts have tests of their own
		return nil
	}
	var names []string
	for _, d := range datasets {
		for _, f := range d.Fields {
			if d.Name == "scores" {
				names = append(names, f.Name)
			}
		}
	}
	return names
}
