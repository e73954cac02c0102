package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/contracts"
	"lvzhi/transform"
)

func (a *app) transformCommand() *cobra.Command {
	var number int64
	var asOf, whatIf string
	var whole bool
	var limit int
	c := &cobra.Command{
		Use: "transform", Short: "用收到的数据重建数仓", Args: none,
		RunE: func(c *cobra.Command, _ []string) error {
			day := time.Time{}
			if asOf != "" {
				var err error
				if day, err = time.Parse(time.DateOnly, asOf); err != nil {
					return usagef("--as-of 要写成 YYYY-MM-DD，例如 2024-09-30，而不是“%s”", asOf)
				}
				if !transform.Knows(day) {
					return usagef("--as-of 要在 %s 到 %s 之间，而不是“%s”", transform.FirstDay, transform.LastDay, asOf)
				}
			}
			if whatIf != "" {
				return a.sayWhatIf(c.Context(), whatIf, number, day, limit)
			}
			built, err := a.transform(c.Context(), number, day, whole)
			if err != nil {
				return err
			}
			if err := a.print(built, built.text()); err != nil {
				return fault("结果没能输出", err)
			}
			if len(built.Warnings) > 0 {
				return attention()
			}
			return nil
		},
	}
	c.Flags().Int64Var(&number, "manifest", 0, "按哪一号数据版本建，默认最新")
	c.Flags().BoolVar(&whole, "whole", false, "全部重新计算，不沿用上一次没有变化的部分；结果应当一样")
	c.Flags().StringVar(&whatIf, "what-if", "", "假如采用这个办法或口径选择文件（.yaml），哪些单位和席位的结论会变；只比较，不更新数仓")
	c.Flags().IntVar(&limit, "limit", 20, "--what-if 最多列出多少条席位；--json 总是列全")
	c.Flags().StringVar(&asOf, "as-of", "", "统计截止日 YYYY-MM-DD，以后各月的报表不读；默认全部都读，截止到最新一个完整月的最后一天")
	return c
}

// built is the document of a transform.
type built struct {
	Build    string    `json:"build"`
	Manifest int64     `json:"manifest"`
	AsOf     *string   `json:"as_of"`
	Models   int       `json:"models"`
	Warnings []finding `json:"warnings"`
}

type finding struct {
	Assertion string `json:"assertion"`
	Message   string `json:"message"`
	Rows      int64  `json:"rows"`
}

func (b built) text() string {
	var t strings.Builder
	fmt.Fprintf(&t, "数仓已更新：数据版本第%d号，%d个模型", b.Manifest, b.Models)
	if b.AsOf != nil {
		fmt.Fprintf(&t, "，统计截止%s", *b.AsOf)
	}
	t.WriteString("\n")
	for _, w := range b.Warnings {
		fmt.Fprintf(&t, "  提示：%s（%d行）\n", w.Message, w.Rows)
	}
	return t.String()
}

func (a *app) transform(ctx context.Context, number int64, asOf time.Time, whole bool) (built, error) {
	o, err := a.definitions(number)
	if err != nil {
		return built{}, err
	}
	o.AsOf, o.Whole = asOf, whole
	result, err := transform.Run(ctx, o)
	if err != nil {
		return built{}, notBuilt("数仓没有更新，上一次的结果仍然有效", err)
	}
	b := built{Build: result.Build, Manifest: result.Manifest, Models: result.Models, Warnings: []finding{}}
	if !result.AsOf.IsZero() {
		day := result.AsOf.Format(time.DateOnly)
		b.AsOf = &day
	}
	for _, w := range result.Warnings {
		b.Warnings = append(b.Warnings, finding{w.Assertion, w.Message, w.Rows})
	}
	return b, nil
}

// definitions says what to build from: the data of a manifest and every rule
// and choice that ships or that the office wrote.
func (a *app) definitions(number int64) (transform.Options, error) {
	state, err := a.state(number)
	if err != nil {
		return transform.Options{}, err
	}
	o := transform.Options{State: state, Root: a.data, Owner: a.owner("transform"), Patience: patience, Log: a.log(), Program: programDigest(),
		BuildID: fmt.Sprintf("%s-%08d-%d", a.now().UTC().Format("20060102T150405.000000000"), state.Number, os.Getpid())}
	if o.Datasets, o.Places, err = promises(); err != nil {
		return o, err
	}
	if o.Regimes, err = a.regimes(); err != nil {
		return o, err
	}
	if o.Terms, err = contracts.Terms(); err != nil {
		return o, fault("程序自带的届次资料有误", err)
	}
	if o.Calendar, err = a.calendar(o.Datasets, o.Places); err != nil {
		return o, err
	}
	if o.Choices, err = a.choices(); err != nil {
		return o, err
	}
	o.People, err = a.people()
	return o, err
}

// notBuilt says what became of the warehouse, and which assertions failed.
func notBuilt(sentence string, err error) error {
	var failed *transform.FailedError
	if !errors.As(err, &failed) {
		return fault(sentence, err)
	}
	var t strings.Builder
	for _, f := range failed.Findings {
		fmt.Fprintf(&t, "%s（%d行）；", f.Message, f.Rows)
	}
	return &spoken{code: exitFault, sentence: sentence + "。没有通过的检查：" + t.String(), cause: err}
}
