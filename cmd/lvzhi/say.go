package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"lvzhi/internal/durable"
)

// This file holds the rules of speaking to the user: what an exit code means,
// one Chinese sentence for a person, one JSON document for a program; details
// go to standard error.

// The exit codes.
const (
	exitDone      = 0
	exitFault     = 1 // of the program or the machine
	exitUsage     = 2
	exitAttention = 3 // done, but something was quarantined, refused or warned
)

// spoken is an error with the sentence for the user and the exit code.
type spoken struct {
	code     int
	sentence string
	cause    error
	said     bool // the command printed its own document already
	explain  bool // the cause helps the user too: what DuckDB says of a query
	done     any  // what was finished before the error, for --json
}

func (s *spoken) Error() string { return s.sentence }
func (s *spoken) Unwrap() error { return s.cause }

func usagef(format string, args ...any) error {
	return &spoken{code: exitUsage, sentence: fmt.Sprintf(format, args...)}
}

// fault wraps an engineer's error in a sentence for the user.
func fault(sentence string, err error) error {
	return &spoken{code: exitFault, sentence: sentence, cause: err}
}

// attention ends a command that did its work with something to look at.
func attention() error { return &spoken{code: exitAttention, said: true} }

// fail says an error once, in the form asked for, and returns the exit code.
func (a *app) fail(err error) int {
	var s *spoken
	if !errors.As(err, &s) {
		s = &spoken{code: exitUsage, sentence: commandSentence(err), cause: err}
	}
	if s.said {
		return s.code
	}
	if isCancelled(err) {
		s.sentence = "已按要求中止，未完成的部分没有写入"
	}
	if errors.Is(err, durable.ErrLocked) {
		s.sentence = "另一个 lvzhi 正在写这个工作区，请等它结束后再试（" + lockOwner(s.cause) + "）"
	}
	if a.json {
		doc := map[string]any{"error": map[string]any{"code": s.code, "message": s.sentence}}
		if s.done != nil {
			doc["done"] = s.done
		}
		if raw, jsonErr := json.Marshal(doc); jsonErr == nil {
			fmt.Fprintln(a.stdout, string(raw))
		}
	}
	fmt.Fprintln(a.stderr, s.sentence)
	if s.cause != nil && (a.verbose || s.explain || s.code == exitFault) { // wrong usage is said already
		fmt.Fprintln(a.stderr, "  "+s.cause.Error())
	}
	return s.code
}

func lockOwner(err error) string {
	if err == nil {
		return ""
	}
	_, owner, _ := strings.Cut(err.Error(), durable.ErrLocked.Error()+": ")
	return owner
}

// print writes one JSON document or, without --json, the text.
func (a *app) print(doc any, text string) error {
	if !a.json {
		_, err := fmt.Fprint(a.stdout, text)
		return err
	}
	encoder := json.NewEncoder(a.stdout)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", " ")
	return encoder.Encode(doc)
}

// flagSentence says in Chinese what is wrong with a flag.
func flagSentence(err error) string {
	text := err.Error()
	switch {
	case strings.HasPrefix(text, "unknown flag: "), strings.HasPrefix(text, "unknown shorthand flag: "):
		_, name, _ := strings.Cut(text, ": ")
		return fmt.Sprintf("没有 %s 这个选项，可用的选项见 --help", name)
	case strings.HasPrefix(text, "flag needs an argument: "):
		return fmt.Sprintf("选项 %s 后面要写值", strings.TrimPrefix(text, "flag needs an argument: "))
	case strings.HasPrefix(text, "invalid argument "):
		return "选项的值不对：" + strings.TrimPrefix(text, "invalid argument ")
	}
	return "选项有误：" + text
}

func commandSentence(err error) string {
	text := err.Error()
	if rest, ok := strings.CutPrefix(text, "unknown command "); ok {
		name, _, _ := strings.Cut(rest, " for ")
		return fmt.Sprintf("没有 %s 这个命令，可用的命令见 lvzhi --help", strings.Trim(name, `"`))
	}
	if strings.HasPrefix(text, "required flag") {
		return "缺少必填的选项：" + text
	}
	return "命令有误：" + text
}

// speakChinese replaces the library's English headings.
func speakChinese(root *cobra.Command) {
	root.SetUsageTemplate(`用法：
  {{.UseLine}}{{if .HasAvailableSubCommands}}

命令：{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}{{if .HasExample}}

例子：
{{.Example}}{{end}}{{if .HasAvailableLocalFlags}}

选项：
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}{{if .HasAvailableInheritedFlags}}

通用选项：
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}

退出码：0 完成；1 程序或机器出错；2 用法不对；3 完成，但有退回、拒收或提示
`)
	root.SetHelpTemplate(`{{.Short}}

{{.UsageString}}`)
}
