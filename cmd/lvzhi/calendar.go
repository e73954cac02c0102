package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"lvzhi/contracts"
)

// calendar is the one that ships with the program with the office's own
// calendar.yaml laid over it.
func (a *app) calendar(datasets []contracts.Dataset, places *contracts.Places) (*contracts.Calendar, error) {
	shipped, err := contracts.LoadCalendar()
	if err != nil {
		return nil, fault("程序自带的放假安排有误", err)
	}
	raw, err := a.officeFile(contracts.CalendarFile)
	if err != nil || raw == nil {
		return shipped, err
	}
	own, err := shipped.With(raw, datasets, places)
	if err != nil {
		return nil, mistaken(err)
	}
	return own, nil
}

// choices are what an analyst may decide: the shipped defaults with the
// workspace's own choices.yaml laid over them.
func (a *app) choices() ([]contracts.Choice, error) {
	shipped, err := contracts.LoadChoices()
	if err != nil {
		return nil, fault("程序自带的口径选项有误", err)
	}
	raw, err := a.officeFile(contracts.ChoicesFile)
	if err != nil || raw == nil {
		return shipped, err
	}
	own, err := contracts.ChoicesWith(shipped, raw)
	if err != nil {
		return nil, mistaken(err)
	}
	return own, nil
}

// officeFile reads a file that the office edits in its workspace; nil where
// there is none.
func (a *app) officeFile(name string) ([]byte, error) {
	raw, err := os.ReadFile(filepath.Join(a.data, name))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fault("工作区的 "+name+" 读不出来", err)
	}
	return raw, nil
}

// mistaken says to the user where an office's file is wrong.
func mistaken(err error) error {
	return &spoken{code: exitUsage, sentence: "工作区的 " + err.Error() + "，请改正后再试", cause: err}
}
