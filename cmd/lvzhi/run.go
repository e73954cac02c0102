package main

import (
	"errors"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/ingest"
)

// runDocument is the document of a month's whole job.
type runDocument struct {
	Ingest    intake   `json:"ingest"`
	Transform built    `json:"transform"`
	Files     []string `json:"files"`
}

func (a *app) runCommand() *cobra.Command {
	var period string
	c := &cobra.Command{
		Use: "run", Short: "一个月的全部工作：接收 inbox、建库、写月报", Args: none, Example: "  lvzhi run --period 2024-09",
		RunE: func(c *cobra.Command, _ []string) error {
			if !monthForm.MatchString(period) {
				return usagef("请用 --period 写明月份，例如 --period 2024-09")
			}
			var doc runDocument
			var err error
			if doc.Ingest, err = a.ingest(c.Context(), []string{filepath.Join(a.data, "inbox")}, ingest.Hints{}, false); err != nil {
				return err
			}
			if doc.Transform, err = a.transform(c.Context(), 0, time.Time{}, false); err != nil {
				return after(map[string]any{"ingest": doc.Ingest}, err)
			}
			if doc.Files, err = a.monthly(c.Context(), period); err != nil {
				return after(map[string]any{"ingest": doc.Ingest, "transform": doc.Transform}, err)
			}
			text := doc.Ingest.text() + doc.Transform.text() + "已写出：\n"
			for _, f := range doc.Files {
				text += "  " + f + "\n"
			}
			if err := a.print(doc, text); err != nil {
				return fault("结果没能输出", err)
			}
			if len(doc.Transform.Warnings) > 0 {
				return attention()
			}
			return doc.Ingest.verdict()
		},
	}
	c.Flags().StringVar(&period, "period", "", "月份 YYYY-MM（必填）")
	return c
}

// after keeps what was finished beside the error that ended the command.
func after(done map[string]any, err error) error {
	var s *spoken
	if errors.As(err, &s) {
		s.done = done
	}
	return err
}
