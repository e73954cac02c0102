package bulletin

import "strings"

// What looks like a figure and is none. Each list is a closed set of words; a
// new slogan is added here and to the list of false positives in the tests.
const (
	// abstractNouns are enumerated, not counted: 三个环节, 四个意识.
	abstractNouns = "方面 环节 档次 等次 等级 层次 层级 层面 阶段 步骤 维度 意识 自信 维护 确立 坚持 聚焦 强化 突出 " +
		"到位 结合 必须 务必 关键 重点 机制 体系 渠道 原则 特点 抓手 关口 文章 统一 一 不 全面 代表重要思想 " +
		"明确 规范 转变 角度 目标 问题 领域 要求 作用 优势 转化 提升 服务 更加 字 词 确保 严格 注重 主题 主动 " +
		"清单 平台 载体 模式 办法 制度 途径 方向 要素 专项行动 好 百年 世纪 五年 梯队 时段 梯次 大"
	// concreteNouns may be counted by a small Chinese numeral: 四个行业点.
	concreteNouns = "站 点 小组 代表团 代表之家 代表家 代表组 代表小组 乡 镇 街道 县 区 市 村 社区 行业 部门 单位 项目 议案 建议 案例 " +
		"基地 工作日 月 阵地 中心 民生实事 实事 专题组 调研组 专业 意见 措施 线索 课件 作品 调研报告 加分 扣分 工作室 团"
	// genericUnits need such a noun behind a small Chinese numeral.
	genericUnits = " 个 项 条 件 类 支 面 套 部 块 张 本 起 处 家 座 间 节 堂 "
	// neverChinese are counters that a Chinese numeral makes into an idiom.
	neverChinese = " 讲 面 分 起 眼 元 米 天 日 节 本 部 "
)

// counts tells whether a number with a counter is a figure at all.
func counts(rs []rune, f figure) bool {
	switch {
	case ordinal(rs, f), session(rs, f), perUnit(rs, f), bareRound(f), f.low == 0 && !f.rate && f.unit != "件" && !f.unclear:
		return false
	case f.rate:
		return !(f.text == "一半" && at(rs, f.lo-1) == '另') && !hasAnyAt(rs, f.end, "的热情 的努力 的激情 的决心 的干劲 的状态")
	case f.isDuration():
		return isDeadline(rs, f)
	case f.unit == "岁":
		return endsAnyAt(rs, f.lo, "平均年龄 平均年龄为 平均年龄约")
	case f.unit == "分" && (f.chinese || endsAnyAt(rs, f.lo, "时 点 :")):
		return false
	case f.unit == "类" && !strings.ContainsRune("大小", at(rs, f.hi)) && f.chinese:
		return false
	}
	if hasAnyAt(rs, f.end, abstractNouns) && strings.Contains(" 个 项 类 条 ", " "+f.unit+" ") &&
		!(f.unit == "项" && !f.chinese) && !(f.unit == "条" && !f.chinese) {
		return false
	}
	if f.chinese && f.low >= 1 && f.low <= 10 && !f.about && !strings.HasPrefix(f.text, "几") && !strings.HasPrefix(f.text, "数") {
		return smallChinese(rs, f)
	}
	return true
}

// ordinal: 第三批, 二十届, 〔2024〕12号, 2024年.
func ordinal(rs []rune, f figure) bool {
	return endsAnyAt(rs, f.lo, "第 第约 №") || hasAnyAt(rs, f.hi, "年 届 号 级 点 时 楼 路 版 周年 月份 季度") ||
		at(rs, f.hi) == '月' && !f.month || isDate(rs, f)
}

// isDate: the 25日 of 8月25日 and the 9日 of 9日至11日.
func isDate(rs []rune, f figure) bool {
	return f.unit == "日" && (endsAnyAt(rs, f.lo, "月 至 月至") || !hasAnyAt(rs, f.hi+1, "内 以内 之内"))
}

// session: 五次会议 behind 届 is an ordinal.
func session(rs []rune, f figure) bool {
	if f.unit != "次" {
		return false
	}
	if hasAnyAt(rs, f.end, "会议") && endsAnyAt(rs, f.lo, "届 常委会 大会 人大") {
		return true
	}
	return endsAnyAt(rs, f.lo, "届")
}

// perUnit: the 1次 of 每参加1次计2分 belongs to the points.
func perUnit(rs []rune, f figure) bool {
	if f.low != 1 || !hasAnyAt(rs, f.end, "计 加 扣 得 记 减 积") {
		return false
	}
	for i := f.lo - 1; i >= max(0, f.lo-6); i-- {
		if rs[i] == '每' {
			return true
		}
	}
	return false
}

// bareRound: 百名, 千家, 万户 without 余 or 多 belong to slogans.
func bareRound(f figure) bool {
	switch f.text {
	case "百", "千", "万", "十", "亿", "千万", "百万", "亿万":
		return !(f.text == "十" && f.unit == "名" || f.comparison != "")
	}
	return false
}

// isDeadline: a length of time is a figure only where it binds.
func isDeadline(rs []rune, f figure) bool {
	if f.chinese && f.low < 2 && f.comparison == "" {
		return false
	}
	return f.comparison != "" || endsAnyAt(rs, f.lo, "提前 期限为 时限为 公示期 公示")
}

// smallChinese: 一…十 count only with a counter that is no mere article, and
// 一 only where something is required or regular.
func smallChinese(rs []rune, f figure) bool {
	unit := " " + f.unit + " "
	if strings.Contains(neverChinese, unit) {
		return false
	}
	if f.low == 1 {
		return oneCounts(rs, f)
	}
	if endsAnyAt(rs, f.lo, "这 那 每 各 前 后 上 下 统 十") {
		return false
	}
	if strings.ContainsRune("大小", at(rs, f.hi)) && f.unit != "" {
		return true // 六大类11小项
	}
	if strings.Contains(genericUnits, unit) {
		return nounWithin(rs, f.end, 6, concreteNouns)
	}
	return true
}

// oneCounts: 至少…述职一次, 每季度一次; not 一次次, 每一位, 一名好代表.
func oneCounts(rs []rune, f figure) bool {
	if endsAnyAt(rs, f.lo, "每 第 这 那 同 又 另 某 任 唯 逐 进 再 首 统 届内轮 有") || at(rs, f.end) == at(rs, f.end-1) || at(rs, f.end) == '一' {
		return false
	}
	lo, _ := clauseAround(rs, f.lo)
	before := string(rs[lo:f.lo])
	switch f.unit {
	case "次", "期", "场次", "名", "件", "条", "篇", "份", "轮":
	default:
		return f.comparison == ">="
	}
	for _, w := range []string{"至少", "不少于", "不低于", "不得少于", "最少"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	if f.unit != "次" && f.unit != "期" && f.unit != "场次" && f.unit != "轮" {
		return false
	}
	for _, w := range []string{"每年", "每季度", "每季", "每月", "每半年", "每周", "每届", "每半月", "每两年", "任期内", "届内"} {
		if strings.Contains(before, w) {
			return true
		}
	}
	return f.comparison == ">="
}

// isSlogan: a short quotation is a name or a slogan, not a statement.
func isSlogan(rs []rune, f figure) bool {
	lo, hi := f.lo, f.hi
	for lo > 0 && rs[lo-1] != '“' {
		lo--
	}
	for hi < len(rs) && rs[hi] != '”' {
		hi++
	}
	if f.chinese && !f.rate && !f.about {
		return true
	}
	return hi-lo <= 10 || hasAnyAt(rs, hi+1, "机制 工作法 活动 模式 行动 工程 原则 制度 主题")
}

func nounWithin(rs []rune, from, n int, words string) bool {
	for i := from; i < from+n && i < len(rs); i++ {
		if strings.ContainsRune("，。；、：“”（）", rs[i]) {
			return false
		}
		if hasAnyAt(rs, i, words) {
			return true
		}
	}
	return false
}

// clauseAround is the run between ，。；： that holds position i.
func clauseAround(rs []rune, i int) (lo, hi int) {
	i = min(i, len(rs))
	for lo = i; lo > 0 && !strings.ContainsRune("，。；：！？", rs[lo-1]); lo-- {
	}
	for hi = i; hi < len(rs) && !strings.ContainsRune("，。；：！？", rs[hi]); hi++ {
	}
	return lo, hi
}
