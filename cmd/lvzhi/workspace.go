package main

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"go.yaml.in/yaml/v3"

	"lvzhi/contracts"
)

// config is lvzhi.yaml of a workspace; every key may be absent.
type config struct {
	Demo  bool   `yaml:"demo,omitempty"`  // the data are made up: every page says so
	Title string `yaml:"title,omitempty"` // of the monthly report
	Organ string `yaml:"organ,omitempty"` // whose report it is
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
	if err := yaml.Unmarshal(raw, &c); err != nil {
		return c, &spoken{code: exitUsage, sentence: "工作区的设置文件 lvzhi.yaml 写法有误，请改正", cause: err}
	}
	return c, nil
}

// regimes are those that ship with the program and those an analyst put into
// the workspace's regimes folder.
func (a *app) regimes() ([]contracts.Regime, error) {
	shipped, err := contracts.Regimes()
	if err != nil {
		return nil, fault("程序自带的办法有误", err)
	}
	own, err := contracts.ReadRegimes(os.DirFS(filepath.Join(a.data, "regimes")))
	if err != nil {
		return nil, &spoken{code: exitUsage, sentence: "工作区 regimes 文件夹里的办法写法有误，请改正", cause: err}
	}
	return append(shipped, own...), nil
}
