package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"
)

// app is what every command shares: where the workspace is, how to speak, and
// what time it is.
type app struct {
	data    string
	json    bool
	verbose bool
	stdout  io.Writer
	stderr  io.Writer
	now     func() time.Time
	diary   *diary
}

// run executes one command line and returns the process's exit code.
func run(ctx context.Context, args []string, stdout, stderr io.Writer, now func() time.Time) int {
	a := &app{stdout: stdout, stderr: stderr, now: now, diary: &diary{}}
	defer a.diary.shut()
	started := now()
	root := a.root()
	root.SetArgs(args)
	root.SetOut(stdout)
	root.SetErr(stderr)
	c, err := root.ExecuteContextC(ctx)
	code := exitDone
	if a.json = a.json || wantsJSON(args); err != nil {
		err = because(err)
		code = a.fail(err)
	}
	a.ended(c, code, now().Sub(started), err)
	return code
}

func wantsJSON(args []string) bool {
	for _, arg := range args {
		if arg == "--" {
			return false
		}
		if arg == "--json" || arg == "--json=true" {
			return true
		}
	}
	return false
}

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "lvzhi",
		Short:         "履职数仓：收报表、建库、出月报、随时查",
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	data := os.Getenv("LVZHI_DATA")
	if data == "" {
		data = "data"
	}
	root.PersistentFlags().StringVar(&a.data, "data", data, "工作区文件夹（也可用环境变量 LVZHI_DATA）")
	root.PersistentFlags().BoolVar(&a.json, "json", false, "在标准输出给出一份 JSON")
	root.PersistentFlags().BoolVar(&a.verbose, "verbose", false, "在标准错误输出详细日志")
	root.PersistentPreRunE = func(c *cobra.Command, _ []string) error {
		if strings.TrimSpace(a.data) == "" {
			return usagef("--data 不能是空的，请写明工作区文件夹")
		}
		if err := a.refuseNewer(c); err != nil {
			return err
		}
		a.diary.room = a.data
		a.began(c)
		return nil
	}
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usagef("%s", flagSentence(err)) })
	speakChinese(root)
	root.AddCommand(a.ingestCommand(), a.transformCommand(), a.statusCommand(), a.reportCommand(), a.runCommand(), a.sqlCommand(), a.whyCommand(), a.lineageCommand(), a.dictionaryCommand(), a.demoCommand(), a.lakeCommand(), a.undoCommand(), a.verifyCommand(), a.gcCommand(), a.backupCommand(), a.restoreCommand(), a.upgradeCommand(), a.doctorCommand(), a.rawCommand(), a.contractCommand(), a.regimeCommand(), a.selfcheckCommand(), a.versionCommand())
	root.SetHelpCommand(&cobra.Command{Use: "help [命令]", Short: "显示帮助", RunE: func(c *cobra.Command, args []string) error {
		target, _, err := root.Find(args)
		if err != nil || target == nil {
			return usagef("没有“%s”这个命令，可用的命令见 lvzhi --help", strings.Join(args, " "))
		}
		return target.Help()
	}})
	root.CompletionOptions.DisableDefaultCmd = true
	return root
}

// none accepts no arguments, with a sentence.
func none(c *cobra.Command, args []string) error {
	if len(args) > 0 {
		return usagef("命令 %s 不需要“%s”", c.CommandPath(), args[0])
	}
	return nil
}

func isCancelled(err error) bool { return errors.Is(err, context.Canceled) }
