package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"

	"go.yaml.in/yaml/v3"

	"lvzhi/contracts"
	"lvzhi/ingest"
	"lvzhi/internal/sealed"
	"lvzhi/internal/workspace"
)

// config is lvzhi.yaml of a workspace; every key may be absent, and no other
// may be there.
type config struct {
	Demo    bool          `yaml:"demo,omitempty"`  // the data are made up: every page says so
	Title   string        `yaml:"title,omitempty"` // of the monthly report
	Organ   string        `yaml:"organ,omitempty"` // whose report it is
	Raw     rawConfig     `yaml:"raw,omitempty"`
	Privacy privacyConfig `yaml:"privacy,omitempty"`
}

// rawConfig says which original files are kept, and how.
type rawConfig struct {
	Keep      string `yaml:"keep,omitempty"`      // keepClean, keepEncrypted or keepNone; absent is keepClean
	Recipient string `yaml:"recipient,omitempty"` // the public key they are encrypted to, age1…
}

// What is kept of the original files.
const (
	keepClean     = "clean"     // those that hold nothing private, as they came
	keepEncrypted = "encrypted" // every one, encrypted
	keepNone      = "none"
)

// privacyConfig says how persons are matched without their numbers.
type privacyConfig struct {
	MatchKey string `yaml:"match_key,omitempty"` // a key file outside the workspace
}

func (a *app) configPath() string { return filepath.Join(a.data, "lvzhi.yaml") }

func (a *app) config() (config, error) {
	var c config
	raw, err := os.ReadFile(a.configPath())
	if errors.Is(err, fs.ErrNotExist) {
		return c, nil
	}
	if err != nil {
		return c, fault("工作区的设置文件 lvzhi.yaml 读不出来", err)
	}
	strict := yaml.NewDecoder(bytes.NewReader(raw))
	strict.KnownFields(true)
	if err := strict.Decode(&c); err != nil && !errors.Is(err, io.EOF) { // an empty file sets nothing
		return c, &spoken{code: exitUsage, sentence: configSentence(err), cause: err}
	}
	return c, a.checkConfig(c)
}

var (
	unknownKey = regexp.MustCompile(`line (\d+): field (\S+) not found`)
	wrongLine  = regexp.MustCompile(`line (\d+):`)
)

func configSentence(err error) string {
	if m := unknownKey.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Sprintf("lvzhi.yaml 第%s行的“%s”不是认识的设置，请改正或删去；可以写的有 demo、title、organ、raw（keep、recipient）、privacy（match_key）", m[1], m[2])
	}
	if m := wrongLine.FindStringSubmatch(err.Error()); m != nil {
		return fmt.Sprintf("工作区的设置文件 lvzhi.yaml 第%s行写法有误，请改正", m[1])
	}
	return "工作区的设置文件 lvzhi.yaml 写法有误，请改正"
}

func (a *app) checkConfig(c config) error {
	switch keep := c.Raw.Keep; keep {
	case "", keepClean, keepNone:
	case keepEncrypted:
		if c.Raw.Recipient == "" {
			return usagef("lvzhi.yaml 里写了 raw: keep: encrypted，还要在 recipient 写上公钥，请先用 lvzhi raw key -o 密钥文件 做一对密钥")
		}
	default:
		return usagef("lvzhi.yaml 里 raw 的 keep 只能是 clean、encrypted 或 none，而不是“%s”", keep)
	}
	if _, err := c.recipient(); err != nil {
		return &spoken{code: exitUsage, sentence: "lvzhi.yaml 里 raw 的 recipient 不是公钥，请照抄 lvzhi raw key 给出的那一行（age1 开头）", cause: err}
	}
	if key := c.Privacy.MatchKey; key != "" {
		if !filepath.IsAbs(key) {
			return usagef("lvzhi.yaml 里 privacy 的 match_key 要写完整的路径，而不是“%s”", key)
		}
		return a.refuseInside(key, "lvzhi.yaml 里 privacy 的 match_key")
	}
	return nil
}

// refuseInside keeps keys, and what they open, out of the workspace.
func (a *app) refuseInside(path, what string) error {
	inside, err := workspace.Inside(a.data, path)
	if err != nil {
		return fault(fmt.Sprintf("看不出“%s”在哪里，请核对路径", path), err)
	}
	if inside {
		return usagef("%s不能放在工作区 %s 里面，请写到别处，例如只有经办人能用的U盘", what, a.data)
	}
	return nil
}

// recipient is whom original files are encrypted for, nil where they are not.
func (c config) recipient() (*sealed.Recipient, error) {
	if c.Raw.Recipient == "" || c.Raw.Keep != keepEncrypted {
		return nil, nil
	}
	return sealed.ParseRecipient(c.Raw.Recipient)
}

// originals says which original files ingest keeps, and how.
func (c config) originals() (ingest.Originals, error) {
	to, err := c.recipient()
	if err != nil {
		return ingest.Originals{}, fault("lvzhi.yaml 里的 recipient 读不出来", err)
	}
	kept := ingest.Originals{None: c.Raw.Keep == keepNone}
	if to != nil {
		kept.Seal = func(w io.Writer) (io.WriteCloser, error) { return sealed.Seal(w, to) }
	}
	return kept, nil
}

// matcher gives identity numbers a keyed name, nil where none is configured.
func (c config) matcher() (*sealed.Matcher, error) {
	if c.Privacy.MatchKey == "" {
		return nil, nil
	}
	m, err := sealed.ReadMatcher(c.Privacy.MatchKey)
	if err != nil {
		return nil, &spoken{code: exitUsage, sentence: fmt.Sprintf("比对用的密钥文件“%s”读不出来，请插好存放它的U盘，或用 lvzhi raw match-key 重做一个（重做后与以前的数据比对不上）", c.Privacy.MatchKey), cause: err}
	}
	return m, nil
}

// regimes are those that ship with the program and those an analyst put into
// the workspace's regimes folder; one of the same id takes a shipped one's place.
func (a *app) regimes() ([]contracts.Regime, error) {
	shipped, err := contracts.Regimes()
	if err != nil {
		return nil, fault("程序自带的办法有误", err)
	}
	own, err := contracts.ReadRegimes(os.DirFS(filepath.Join(a.data, "regimes")))
	var wrong *contracts.Mistake
	if errors.As(err, &wrong) {
		return nil, &spoken{code: exitUsage, sentence: "工作区 regimes 文件夹里的 " + wrong.Error() + "；可用 lvzhi regime check 检查", cause: err}
	}
	if err != nil {
		return nil, fault("工作区 regimes 文件夹读不出来", err)
	}
	all := contracts.WithRegimes(shipped, own)
	if err := contracts.Clash(all); err != nil {
		return nil, &spoken{code: exitUsage, sentence: "工作区 regimes 文件夹里的 " + err.Error(), cause: err}
	}
	return all, nil
}

// people is what the office decided on doubtful pairs of seats.
func (a *app) people() ([]contracts.PersonDecision, error) {
	raw, err := a.officeFile(contracts.PeopleFile)
	if err != nil || raw == nil {
		return nil, err
	}
	decisions, err := contracts.ReadPeople(raw)
	if err != nil {
		return nil, mistaken(err)
	}
	return decisions, nil
}
