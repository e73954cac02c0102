package bulletin

import "strings"

const (
	// verbsAhead end the noun that follows a counter.
	verbsAhead = "参与 参加 进行 开展 全部 平均 均 已 被 向 与 和 及 对 就 在 到 从 为 按 以 由 将 于 因 深入 走访 提出 列席 当选 连任 " +
		"获 受 接受 分别 左右 进 并 或 通过 未 每 方可 评 围绕 担任 组成 亮 述职 办结 落实 得到 完成 达 占 是 有 领衔 带头 立足 就近 实现 调离 去世 迁出 辞职 登录 予以 共 聚焦 逐件 带动 分"
	// verbsFirst begin the phrase that stands before a number.
	verbsFirst = "累计 共计 全市 全县 全区 全年 各级 共 已 先后 组织 开展 举办 召开 评选出 评选 评出 收集到 收集 征集到 征集 提出 形成 " +
		"接待 走访 建成 建立 设立 设置 打造 开办 办理 解决 推动 完成 培训 撰写 梳理 整理 受理 转办 交办 参加 参与 邀请 联系 服务 帮助 " +
		"化解 协调 覆盖 惠及 划分为 分为 通过 依托 将 把 对 为 达到 达 率先 并 其中 目前 今年 由 按照 现有 要求 新建 新增 选派 录制 " +
		"印发 发放 制定 出台 建设 安排 举行 进行 投入 代表共 经"
	// beforeNumber ends that phrase: comparisons and the like.
	beforeNumber = "不得超过 不得少于 不得低于 不超过 不少于 不低于 大于等于 达到 超过 低于 高于 至少 最少 不足 突破 大约 不得 须 应 " +
		"的占 占 达 为 近 约 的 共 有 逾 大 且排名前 分别"
	// countedNouns are what a relative clause in 的 usually leads to.
	countedNouns = "代表 群众 选民 建议 意见 议案 联络站 委员"
)

// population is the noun counted: behind the counter, else before the number.
func population(ctx setting, f figure) string {
	if f.all || f.month {
		return ""
	}
	if s := nounAhead(ctx.right, f.rate); s != "" {
		return s
	}
	s := ctx.left
	for trimmed := true; trimmed; {
		trimmed = false
		for w := range strings.FieldsSeq(beforeNumber) {
			if t := strings.TrimSuffix(s, w); t != s {
				s, trimmed = t, true
			}
		}
	}
	rs := []rune(trimVerbs(s))
	return string(rs[max(0, len(rs)-16):])
}

// nounAhead is the noun behind a counter; behind a rate only what 的 ties to it.
func nounAhead(right string, rate bool) string {
	t := strings.TrimPrefix(right, "的")
	if rate && t == right {
		return ""
	}
	rs := []rune(t)
	for i := range rs {
		if i > 0 && strings.ContainsRune("”“（）《》", rs[i]) || hasAnyAt(rs, i, verbsAhead) {
			rs = rs[:i]
			break
		}
	}
	if before, after, ok := strings.Cut(string(rs), "的"); ok {
		rs = []rune(before)
		if containsAny(after, countedNouns) {
			rs = []rune(after)
		}
	}
	if len(rs) > 24 {
		return ""
	}
	return strings.TrimRight(string(rs), "、中内")
}

func trimVerbs(s string) string {
	for trimmed := true; trimmed; {
		trimmed = false
		for v := range strings.FieldsSeq(verbsFirst) {
			t := strings.TrimPrefix(s, v)
			if t != s && len([]rune(t)) > 1 {
				s, trimmed = t, true
			}
		}
	}
	return s
}
