package bulletin

// Other is the metric of a figure that no word of the vocabulary fits.
const Other = "other"

// metric is one entry of the controlled vocabulary.
type metric struct {
	Key, Label string
	units      string // counting units it can have; "" = any
	words      string // space between alternatives, & between words needed together
	kind       string // the only kind it can be, "" = either
	only       string // offered to this kind alone
	all        bool   // a share stated by 均 or 全部
	stock      bool   // a count of what there is
	touching   bool   // a word right at the figure decides
	weak       bool   // an entry of last resort
}

// vocabulary is the table of metrics. This file is data and long for that
// reason; where two entries fit alike, the earlier one wins.
var vocabulary = []metric{
	// Rules about reporting and review.
	{Key: "min_reports", Label: "最少述职次数", units: "次", words: "述职 报告履职", only: Rule},
	{Key: "rectification_deadline", Label: "整改时限", units: "个月 个工作日 日 天", words: "整改", kind: Rule},
	{Key: "rectification_trigger", Label: "整改触发线", units: "比例", words: "不满意票&整改 不满意&整改", only: Rule},
	{Key: "resignation_recall_trigger", Label: "辞职或罢免触发线", units: "比例", words: "不满意票&辞去 不满意票&罢免 不满意&辞职 不满意&罢免 不满意&辞去", only: Rule},
	{Key: "satisfied_grade_line", Label: "满意等次线", units: "比例", words: "满意票 满意票&结果为 满意&等次 称职票", only: Rule},
	{Key: "review_month", Label: "述职评议月", units: "月", words: "述职评议月 述职 评议 测评", kind: Rule},
	{Key: "fixed_month", Label: "固定月份", units: "月", words: "月", kind: Rule},
	{Key: "vote_threshold", Label: "票数线", units: "比例", words: "票 参评 到会 组成人员 同意 出席 通过", only: Rule},
	{Key: "ballot_count", Label: "测评票数", units: "票 张", words: "票"},
	{Key: "handling_deadline", Label: "办理答复时限", units: "个月 个工作日 日 天 小时", words: "办理 答复 办结 反馈 回复 交办 转办 受理 办复 问题", kind: Rule},
	{Key: "notice_deadline", Label: "提前告知时限", units: "个工作日 日 天 个月", words: "提前 公示 印发 通知", kind: Rule},
	{Key: "absence_limit", Label: "未经批准不出席次数线", units: "次", words: "不出席 未出席 缺席 不参加 未参加", only: Rule},
	{Key: "absences", Label: "缺席次数", units: "次 人次", words: "不出席 未出席 缺席 未参加", only: Fact},
	{Key: "score_talk_line", Label: "谈心谈话积分线", units: "分", words: "谈心谈话 积分&谈心谈话 积分&谈话 得分&谈话 积分&约谈 得分&约谈 得分&诫勉 积分&诫勉 分&谈话", only: Rule},
	{Key: "score_band_line", Label: "积分等次线", units: "分", words: "优秀 称职 合格 等次 良好 较好 较差 积分 达标", only: Rule},
	{Key: "score_full", Label: "积分满分", units: "分", words: "满分 总分 基础分 封顶 上限", kind: Rule},
	{Key: "score_step", Label: "加扣分值", units: "分", words: "加 扣 计 记 赋", kind: Rule},
	{Key: "mean_score", Label: "平均积分", units: "分", words: "平均 人均", kind: Fact},
	{Key: "score_groups", Label: "积分大类数", units: "类", words: "积分 考核 履职情况 评分 量化", only: Rule},
	{Key: "bonus_items", Label: "加分项数", units: "项 个", words: "加分", kind: Rule},
	{Key: "score_items", Label: "积分小项数", units: "项", words: "积分 考核 履职情况 评分 量化 指标", only: Rule},
	{Key: "min_activities", Label: "活动次数要求", units: "次 场次 期 轮", words: "活动 联系 走访 接待 参加 列席 视察 调研 培训 学习 组织 开展 进站 听取 研判 调度 举办 到站 分享会 会", only: Rule},
	{Key: "min_suggestions", Label: "建议件数要求", units: "件 条", words: "建议 议案 意见", only: Rule},
	{Key: "staffing_rule", Label: "人员配备要求", units: "名", words: "联络员 配备 代表 专职", only: Rule},

	// Shares and rates.
	{Key: "overall_satisfaction_rate", Label: "综合满意率", units: "比例", words: "综合满意率 总体满意率 满意和基本满意率"},
	{Key: "satisfaction_rate", Label: "满意率", units: "比例", words: "满意率 满意度 群众满意"},
	{Key: "satisfied_grade_share", Label: "满意等次占比", units: "比例", words: "满意&等次 满意等次 评为满意"},
	{Key: "satisfied_grade_share", Label: "满意等次占比", units: "比例", words: "满意", all: true},
	{Key: "report_coverage_rate", Label: "述职覆盖率", units: "比例", words: "述职覆盖 述职&覆盖率 述职率 述职&全覆盖"},
	{Key: "station_assignment_share", Label: "编组进站率", units: "比例", words: "编组 进站 入站"},
	{Key: "settlement_rate", Label: "办结率", units: "比例", words: "办结率 办结 办理完毕 办复率 答复率 办复"},
	{Key: "adoption_rate", Label: "采纳落实率", units: "比例", words: "解决率 落实率 采纳率 转化率 解决 落实 采纳 A类"},
	{Key: "attendance_rate", Label: "出席参与率", units: "比例", words: "出席率 出勤率 参会率 参评率 到会率 参与率 参加率 到位率 进站率 见面率 代表&参加 代表&参与 代表&到站"},
	{Key: "rectification_rate", Label: "整改完成率", units: "比例", words: "整改率 整改完成 整改到位 整改"},
	{Key: "transfer_share", Label: "转办率", units: "比例", words: "转交 转办 交办 移交"},
	{Key: "coverage_rate", Label: "覆盖率", units: "比例", words: "覆盖率 覆盖 建档率 建成率 上线率 使用率 注册率"},
	{Key: "excellent_share", Label: "优秀占比", units: "比例", words: "优秀率 优秀"},
	{Key: "reelected_share", Label: "连任占比", units: "比例", words: "连任 留任"},
	{Key: "grassroots_share", Label: "基层代表占比", units: "比例", words: "基层代表 一线工人 农民 妇女 党员"},
	{Key: "completion_rate", Label: "完成率", units: "比例", words: "完成率 完成 达标率"},
	{Key: "growth_rate", Label: "增长率", units: "比例 倍 个百分点", words: "去年 上年 增长 同比 提高 提升 上升 下降 降低 减少 增加", touching: true},
	{Key: "share", Label: "占比", units: "比例", words: "占", weak: true},

	// Deputies.
	{Key: "deputies_reelected", Label: "连任代表", units: "名 席位", words: "连任 留任 再次当选"},
	{Key: "review_excellent_deputies", Label: "述职测评优秀代表", units: "名", words: "代表&测评&优秀 代表&述职&优秀"},
	{Key: "deputies_by_band", Label: "等次代表数", units: "名", words: "称职 优秀等次 等次为 评为优秀 不称职 获评优秀 基本称职 优秀&等次"},
	{Key: "deputies_talked", Label: "谈心谈话代表", units: "名", words: "谈心谈话 约谈 提醒谈话 诫勉 代表&约谈 代表&诫勉"},
	{Key: "deputies_terminated", Label: "代表资格终止", units: "名", words: "资格终止 终止代表资格 终止&资格 罢免 辞去代表 劝辞"},
	{Key: "voter_representatives", Label: "选民代表", units: "名 人次", words: "选民代表 群众代表", touching: true},
	{Key: "deputies_left", Label: "出缺变动代表", units: "名", words: "调离 去世 迁出 出缺 补选 辞职"},
	{Key: "deputies_reported", Label: "述职代表", units: "名 席位", words: "代表&述职 代表&报告履职 述职代表"},
	{Key: "commended_deputies", Label: "受表彰代表", units: "名", words: "优秀代表 代表&表彰 先进个人 履职标兵 代表&荣誉 优秀人大代表"},
	{Key: "deputies_trained", Label: "培训代表", units: "名 人次", words: "培训 轮训 参训 学员"},
	{Key: "deputies_attending", Label: "列席代表", units: "名 人次", words: "代表&列席 列席"},
	{Key: "deputies_total", Label: "人大代表数", units: "名 席位", words: "五级&代表 代表&编组 代表&进站 四级&代表 三级&代表 代表&入站 全体代表 现有&代表 共有&代表", stock: true},
	{Key: "participating_deputies", Label: "参与代表", units: "名 人次", words: "代表&参加 代表&参与 代表&组织 代表&走访 代表&深入 参与代表 组织代表 代表 人大代表", weak: true},
	{Key: "speakers", Label: "主讲人数", units: "名", words: "主讲 宣讲员 讲师 宣讲 专家 授课"},
	{Key: "committee_members", Label: "常委会组成人员", units: "名", words: "主任会议成员 组成人员 常委会委员 常委会领导 副主任 领导干部"},
	{Key: "liaison_staff", Label: "联络员", units: "名", words: "联络员 工作人员 信息员 站长"},
	{Key: "constituents_received", Label: "接待联系群众", units: "名 人次 户 户次", words: "接待&群众 接待&选民 接待 走访&群众 走访 联系群众 联系选民 联系&群众 服务群众"},
	{Key: "constituents", Label: "选民群众", units: "名 人次 户", words: "群众 选民", weak: true},
	{Key: "attendances", Label: "参加人次", units: "人次", words: "参加 参与 活动 代表 培训 听众 观看", weak: true},

	// Stations and activity.
	{Key: "stations", Label: "代表联络站", units: "个 家 处 座", words: "联络站 代表之家 代表家站 工作站 联络点 活动室 代表小屋 代表驿站", stock: true},
	{Key: "industry_points", Label: "行业联络点", units: "个 家 处", words: "行业点 行业&联络点 行业代表 特色行业 行业联络站 行业", stock: true},
	{Key: "demonstration_points", Label: "基层示范点", units: "个 家 处", words: "示范点 立法联系点 基层示范 示范站 基地", stock: true},
	{Key: "localities", Label: "乡镇街道村社区", units: "个", words: "乡镇 镇 街道 村 社区 县区 县（市、区）", weak: true},
	{Key: "deputy_groups", Label: "代表小组", units: "个 组 支", words: "代表小组 代表团 专业小组 专业代表 小组 代表组", stock: true},
	{Key: "excellent_courseware", Label: "优秀课件", units: "件 个 份 篇", words: "课件"},
	{Key: "roving_lectures", Label: "巡讲", units: "期 场次 次 堂 讲", words: "巡讲 巡回宣讲 巡回"},
	{Key: "sharing_sessions", Label: "分享会", units: "期 场次 次", words: "分享会 讲堂 大讲堂 课堂 论坛 沙龙"},
	{Key: "golden_idea_suggestions", Label: "金点子建议", units: "条 件 个", words: "金点子"},
	{Key: "experience_tours", Label: "体验活动", units: "次 场次 期", words: "体验活动 体验 观摩 参观 沉浸式 学先进"},
	{Key: "training_sessions", Label: "培训班次", units: "期 次 场次 班次 批次 讲 堂", words: "培训 学习班 提升班 研修班 班 轮训 学习 专题讲座 讲座 授课 辅导"},
	{Key: "report_sessions", Label: "述职评议场次", units: "场次 次 期 批 批次 轮", words: "述职 评议会 测评会 述职评议 满意度测评 测评"},
	{Key: "inspections", Label: "调研视察检查评议座谈", units: "次 场次 批次 轮 期", words: "调查&视察 视察 调研 执法检查 检查 评议 座谈"},
	{Key: "reception_sessions", Label: "接待活动", units: "次 场次 期 件次", words: "接待日 接待活动 接待选民 接待群众 接待 进站"},
	{Key: "visits", Label: "走访联系", units: "次 户 户次 家 家次 件次", words: "走访 入户 联系&群众 联系&选民"},
	{Key: "publicity_items", Label: "宣传报道", units: "篇 条 期 次 件", words: "报道 刊发 宣传 稿件 推送 专栏 刊播 典型事迹 简报"},
	{Key: "publicity_sessions", Label: "宣讲", units: "场次 次 期 讲", words: "宣讲 政策宣传 普法"},
	{Key: "meetings", Label: "会议", units: "次 场次 期", words: "会议 调度会 推进会 督办会 座谈会 协商会 议事会 听证会 汇报会"},
	{Key: "activities_per_head", Label: "人均活动次数", units: "次", words: "人均 平均", only: Fact},
	{Key: "activities", Label: "代表活动", units: "次 场次 期 项 批次 轮 个", words: "活动 主题活动 议事", weak: true},

	// Opinions, bills, suggestions, results.
	{Key: "suggestions_settled", Label: "办结建议", units: "件 条 个 项", words: "建议&办结 意见&办结 办结 建议&落实 建议&采纳 办理&建议&完"},
	{Key: "supervised_suggestions", Label: "督办建议", units: "件 条", words: "重点督办 督办 重点建议"},
	{Key: "suggestions_handled", Label: "交办办理建议", units: "件 条", words: "交由 交办 转交 承办"},
	{Key: "bills_suggestions", Label: "议案建议", units: "件 条 个", words: "议案 代表建议 建议批评 立案 议案建议 建议、批评 领衔提出"},
	{Key: "bills_suggestions", Label: "议案建议", units: "件", words: "建议"},
	{Key: "opinions_collected", Label: "意见建议", units: "条 件 个 项 条次", words: "意见建议 意见 建议 民意 诉求 社情民意 问题线索 点子"},
	{Key: "problems_found", Label: "梳理问题", units: "个 件 项 条 类 起", words: "问题清单 梳理&问题 排查 发现&问题 查找&问题", only: Fact},
	{Key: "problems_solved", Label: "解决问题", units: "个 件 项 条 起 宗 次", words: "解决 问题 难题 化解 矛盾 纠纷 急难愁盼 推动解决"},
	{Key: "livelihood_projects", Label: "民生实事", units: "件 项 个", words: "民生实事 实事 好事 票决 民生项目"},
	{Key: "projects", Label: "项目", units: "个 项", words: "项目 工程"},
	{Key: "rules_issued", Label: "制度文件", units: "项 个 件 部 份", words: "制度 办法 规定 文件 细则"},
	{Key: "research_reports", Label: "调研报告", units: "篇 份 个", words: "调研报告 报告 述职报告 论文"},
	{Key: "cases", Label: "典型案例", units: "个 件 例 篇", words: "案例 典型 经验 做法"},
	{Key: "archives", Label: "履职档案", units: "份 册 套 本", words: "档案 手册 台账 记录"},
	{Key: "materials_issued", Label: "资料发放", units: "份 册 本 套 张", words: "发放 资料 问卷 书籍 读本 宣传册"},
	{Key: "money", Label: "资金", units: "元 万元 亿元", words: "资金 投资 捐款 帮扶 投入 筹集 捐赠 元"},
	{Key: "beneficiaries", Label: "受益群众", units: "名 户 人次", words: "受益 惠及 帮扶 服务 就业 困难"},
}

// Label is the Chinese name of a metric key.
func Label(key string) string {
	for _, m := range vocabulary {
		if m.Key == key {
			return m.Label
		}
	}
	return "其他"
}
