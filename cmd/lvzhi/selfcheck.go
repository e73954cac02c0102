package main

import (
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"lvzhi/ingest/selfcheck"
	"lvzhi/ingest/selfcheck/page"
	"lvzhi/internal/durable"
)

func (a *app) selfcheckCommand() *cobra.Command {
	var output string
	c := &cobra.Command{
		Use: "selfcheck", Short: "做一个自检网页给市里：不上网，报送之前自己先查一遍", Example: "  lvzhi selfcheck -o 自检.html",
		Args: none,
		RunE: func(*cobra.Command, []string) error {
			if output == "" {
				return usagef("请用 -o 写明写到哪个 .html 文件")
			}
			if err := a.selfcheck(output); err != nil {
				return err
			}
			return a.printFiles([]string{output})
		},
	}
	c.Flags().StringVarP(&output, "output", "o", "", "写到哪个文件（必填）")
	return c
}

func (a *app) selfcheck(output string) error {
	program, carried := page.Carried()
	if !carried {
		return fault("这个 lvzhi 没有带自检网页，请改用 make build 做出的程序", nil)
	}
	_, _, aliases, err := a.adopted()
	if err != nil {
		return err
	}
	adopted, err := selfcheck.Adopted(aliases)
	if err != nil {
		return fault("自检网页没有做成", err)
	}
	html, err := page.Assemble(program, page.Edition{Version: version, Date: a.now().Format(time.DateOnly), Adopted: adopted})
	if err != nil {
		return fault("自检网页没有做成", err)
	}
	if err := durable.WriteFile(output, "", html); err != nil {
		return fault(fmt.Sprintf("写不进“%s”，请检查文件夹和权限", output), err)
	}
	return nil
}
