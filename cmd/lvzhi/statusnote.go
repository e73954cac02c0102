package main

import (
	"fmt"
	"path/filepath"
	"time"

	"lvzhi/internal/durable"
	"lvzhi/reports/reminder"
)

// draft writes a 催报函 for each unit that owes something, and the 通报.
func (a *app) draft(d statusDocument, folder string) ([]string, error) {
	settings, err := a.config()
	if err != nil {
		return nil, err
	}
	asOf, err := time.Parse(time.DateOnly, d.AsOf)
	if err != nil {
		return nil, fault("草稿没有写成", err)
	}
	o := reminder.Options{Period: d.Period, AsOf: asOf, Organ: settings.Organ, Demo: settings.Demo}
	if o.Organ == "" {
		o.Organ = "河南省人大常委会代表工作委员会"
	}
	units := d.reminders()
	papers := []reminder.Paper{reminder.Circular(units, o)}
	for _, u := range units {
		if len(u.Owed()) > 0 {
			papers = append(papers, reminder.Letter(u, o))
		}
	}
	written := []string{}
	for _, p := range papers {
		files, err := reminder.Files(p)
		if err != nil {
			return written, fault("草稿没有写成", err)
		}
		for _, f := range files {
			path := filepath.Join(folder, f.Name)
			if err := durable.WriteFile(path, "", f.Content); err != nil {
				return written, fault(fmt.Sprintf("草稿写不进“%s”，请检查文件夹和权限", folder), err)
			}
			written = append(written, path)
		}
	}
	return written, nil
}

// reminders are the units with what they had to send, as the drafts take it.
func (d statusDocument) reminders() []reminder.Unit {
	var units []reminder.Unit
	for _, u := range d.units {
		unit := reminder.Unit{Code: u.Code, Name: u.Name}
		for i, l := range d.ledger {
			if l.Unit == u.Code {
				unit.Items = append(unit.Items, d.items[i])
			}
		}
		units = append(units, unit)
	}
	return units
}
