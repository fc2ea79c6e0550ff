/** Chinese, the first language. Every key stands in `en.ts` too. */
export const zh = {
  product: "Dispatch",
  tagline: "售后服务实时调度",
  language: { name: "中文", switch: "切换语言", other: "English" },
  nav: {
    main: "主导航", skip: "跳到正文", board: "大屏", tickets: "工单", newTicket: "新建工单", engineers: "工程师",
    teams: "班组", schedule: "排程", cluster: "集群", policies: "SLA 策略", prices: "派工价格", reports: "SLA 报表", visits: "我的上门", signOut: "退出登录", account: "账号",
  },
  notices: {
    title: "通知", unread: "通知，{n} 条未读", isNew: "未读", readAll: "全部标为已读", nothing: "还没有给您的通知。",
    new: "{number}：{text}",
  },
  role: {
    admin: "系统管理员", manager: "经理", dispatcher: "调度员", agent: "客服专员", engineer: "现场工程师", warehouse: "仓库专员",
    finance: "财务专员", display: "大屏账号", customer: "客户",
  },
  status: {
    new: "新建", open: "处理中", pending: "等待中", resolved: "已解决", closed: "已关闭", cancelled: "已取消", merged: "已合并",
  },
  priority: { urgent: "紧急", high: "高", normal: "普通", low: "低" },
  kind: {
    repair: "维修", "repair-visit": "上门维修", damage: "破损理赔", "damage-claim": "破损理赔", return: "退货", exchange: "换货",
    consultation: "咨询", complaint: "投诉", missing: "少件",
  },
  channel: {
    phone: "电话", email: "邮件", web: "网页", wechat: "微信", app: "应用", shop: "店铺", store: "门店", api: "接口", import: "导入",
  },
  customerKind: { phone: "手机号", email: "邮箱", account: "会员账号", wechat: "微信号" },
  presence: { onShift: "在班", offShift: "下班", absent: "缺勤", present: "在岗" },
  workOrder: {
    seeking: "正在找人", unassigned: "暂无合适人选", held: "预留中", booked: "待接单", confirmed: "待接单", accepted: "已接单", departed: "已出发", arrived: "已到场", done: "已完成", cancelled: "已取消",
  },
  stepState: { waiting: "排队中", offered: "已派出", active: "进行中", done: "已完成", cancelled: "已取消" },
  stepKind: { team: "班组处理", visit: "上门", wait: "等待" },
  clockState: { running: "计时中", paused: "已暂停", met: "已达标", breached: "已超时", cancelled: "已取消" },
  target: {
    response: "首次响应", "first-response": "首次响应", firstResponse: "首次响应", resolution: "解决", step: "环节", "flow-limit": "全程",
  },
  part: {
    compressor: "压缩机", "control-board": "控制板", "drain-pump": "排水泵", "door-seal": "门封条", "fan-motor": "风扇电机", "heating-element": "加热管", "inlet-valve": "进水阀", thermostat: "温控器",
  },
  actor: { system: "系统", company: "服务商", demo: "演示来单" },
  tier: { standard: "普通客户", gold: "金卡客户", platinum: "白金客户" },
  skill: {
    electric: "电器", cooling: "制冷", washing: "洗涤", diagnosis: "诊断", liability: "定责", payment: "付款", return: "退换货", service: "客服", supervision: "主管审批", warehouse: "仓库",
  },
  reason: { "awaiting-customer": "等客户回复", "awaiting-parts": "等配件", "awaiting-supplier": "等供应商", "awaiting-approval": "等审批", stopped: "停止后、重新打开前", "not-awaited": "不在等待供应商", "status-new": "新建", "status-open": "处理中", "status-held": "等待中", "status-waiting": "等待外部" },
  resolution: {
    repaired: "已修复", replaced: "已更换", refunded: "已退款", compensated: "已赔付", answered: "已答复", returned: "已退货", rejected: "不予受理", "no-answer": "客户未回复", "no-fault": "未发现故障", "not-repairable": "无法修复", "solved-remotely": "远程解决",
  },
  condition: {
    eq: "等于", ne: "不等于", in: "属于", notIn: "不属于", lt: "小于", le: "不超过", gt: "大于", ge: "不少于", contains: "包含", startsWith: "开头是", empty: "为空", notEmpty: "不为空",
  },
  unit: { day: "天", minutes: "{n} 分钟", hours: "{n} 小时", hoursMinutes: "{h} 小时 {m} 分钟", level: "{n} 级" },
  time: {
    now: "刚刚", secondsAgo: "{n} 秒前", minutesAgo: "{n} 分钟前", hoursAgo: "{n} 小时前", daysAgo: "{n} 天前",
    left: "剩余", over: "超时", dueAt: "截止 {at}", today: "今天",
  },
  common: {
    loading: "正在加载…", empty: "没有内容", none: "无", unassigned: "未分配", all: "全部", any: "不限", yes: "是", no: "否",
    ok: "确定", cancel: "取消", close: "关闭", save: "保存", retry: "重试", more: "加载更多", clear: "清除", back: "返回", open: "打开",
    refresh: "刷新", refreshed: "更新于 {at}", required: "必填", optional: "选填", details: "详情", remove: "移除", add: "添加", select: "请选择", searchTicket: "输入单号、订单号或描述来查找",
    separator: "、",
  },
  error: {
    title: "没有成功", offline: "连不上服务器。请检查网络，稍后再试。", unknown: "服务器没有说明原因（状态 {status}）。",
    remedy: "怎么办", trace: "跟踪号 {id}", notFound: "没有这个页面", notFoundHint: "地址可能写错了，或者内容已经移走。", forbidden: "您没有权限查看这里。",
    stale: "别人刚刚更新了这张工单，已为您重新加载，请核对后再试。",
  },
  signIn: {
    title: "登录", user: "账号", password: "密码", submit: "登录", demoTitle: "演示公司", demoHint: "点一下即可用对应角色登录，仅限本机演示数据。",
    own: "使用账号登录",
  },
  board: {
    title: "实时调度大屏", clock: "现在时间", open: "未结工单", openUnit: "张", byStatus: "按状态", byTeam: "按班组",
    resolvedToday: "今日解决", createdHour: "近一小时进单",
    sla: "时限", breached: "已超时", dueSoon: "30 分钟内到期", noBreached: "没有超时的工单", noDueSoon: "30 分钟内没有到期的工单",
    more: "还有 {n} 张", arrivals: "进单速度", perMinute: "张/分钟", perHour: "张/小时", peak: "峰值 {n}", minutesBack: "{n} 分钟前", now: "现在",
    arrivalsLabel: "近 60 分钟每分钟进单数，共 {total} 张，峰值每分钟 {peak} 张",
    teams: "班组负荷", team: "班组", openCount: "未结", waiting: "排队", load: "负荷", present: "在岗", loadOf: "{active} / {capacity}",
    map: "工程师与现场", free: "空闲", onRoute: "路上", onSite: "现场", booked: "有约", off: "不在班", job: "工单", jobLate: "超时",
    mapLabel: "地图：{zones} 个片区，{engineers} 名工程师，{jobs} 个现场工单",
    ticker: "动态", noEvents: "还没有动态", age: "数据 {age}", live: "实时", stale: "数据已过期", disconnected: "连接已断开", waitingData: "正在连接…",
    staleBanner: "数据停在 {at}，正在重新连接，画面已暂停", waitingBanner: "正在等待服务器的第一份数据…",
    forbidden: "这个账号不能查看大屏。", exit: "返回控制台", fullscreen: "全屏", secondsOld: "{n} 秒前", minutesOld: "{n} 分钟前", fresh: "刚刚",
  },
  tickets: {
    title: "工单", search: "搜索单号、订单号、描述、客户…", status: "状态", team: "班组", kind: "类型", priority: "优先级", breached: "只看超时", view: "视图", unfinished: "未结",
    sort: "排序", sortCreated: "最新创建", sortDue: "最早到期", sortOldest: "最早创建", number: "单号", assignee: "处理人", due: "时限", created: "创建", product: "产品 / 订单",
    count: "已显示 {n} 张", empty: "没有符合条件的工单", emptyHint: "试试放宽筛选条件。", filters: "筛选", live: "自动刷新",
  },
  view: { mine: "我的", "my-team": "我的班组", unassigned: "无人处理", "due-soon": "即将到期", breached: "已超时" },
  ticket: {
    promiseGoes: "已约好的上门会取消，并立即按新地点重新安排；只改地址则不受影响。",
    erased: "客户的个人信息已应要求删除。", textErased: "文字已删除",
    told: "已通知：{names}", title: "工单 {number}", kind: "类型", channel: "渠道", team: "班组", assignee: "处理人", engineer: "工程师", customer: "客户", region: "区域", zone: "片区",
    createdAt: "创建时间", updatedAt: "更新时间", orderNumber: "订单号", product: "产品", serial: "序列号", amount: "金额", externalRef: "外部编号",
    description: "描述", contact: "联系方式", data: "补充信息", files: "附件", skills: "所需技能", facts: "基本信息", clocks: "时限", acknowledged: "已有人处理", watchers: "关注人",
    steps: "流程环节", workOrders: "上门作业", timeline: "时间线", actions: "操作", more: "更多操作", escalation: "升级 {n} 级", heldFor: "挂起：{reason}", heldUntil: "到 {at} 自动恢复", mergedInto: "已并入 {id}",
    duplicateOf: "可能与 {id} 重复", why: "分派依据", rule: "命中规则 {rule}（第 {version} 版）", flow: "流程 {id} 第 {version} 版", because: "{field} {op} {value}，实际为 {actual}",
    policy: "策略 {policy} 第 {version} 版", flowLimit: "流程规定的时限", calendar: "日历 {name}", warned: "已预警 {n} 次", proof: "计时明细", counted: "计入",
    noSteps: "没有环节", noClocks: "没有时限", noTimeline: "还没有记录", openedAt: "开始于 {at}", outcomes: "可选结果", window: "约定时间 {from} – {to}", arrival: "约定到达 {at}", expected: "预计 {at} 到达（{asOf} 推算）",
    parts: "配件", noFit: "为什么没有合适的工程师", noFitAt: "{at} 的结果；有变化时立即重试", before: "之前", after: "之后", onBehalfOf: "代 {name}",
    changed: "{field}：{before} → {after}", older: "更早的记录", skillLevel: "{skill} {level} 级", done: "“{command}”已完成",
  },
  clock: {
    left: "剩余 {time}", over: "超出 {time}", used: "用了 {time}", of: "共 {time}", allTime: "（自然时间）", pausedFor: "暂停：{reason}", noDue: "暂停期间没有截止时间", next: "下一步：{what}，{at}", warning: "预警", breach: "超时", level: "升级到 {n} 级", sum: "计入 {counted}，暂停 {paused}",
  },
  command: {
    reply: "回复客户", note: "内部备注", claim: "领取", assign: "指派", transfer: "转班组", "complete-step": "完成环节", hold: "挂起", resume: "恢复",
    resolve: "解决", reopen: "重新打开", close: "关闭", cancel: "取消工单", merge: "合并", "change-priority": "改优先级", "set-place": "更改地点", "book-visit": "预约上门",
    accept: "接单", decline: "拒单", depart: "出发", arrive: "到场", "complete-visit": "完成上门",
    watch: "关注", unwatch: "取消关注", acknowledge: "我来处理",
  },
  field: {
    text: "内容", reason: "原因", until: "恢复时间", person: "处理人", team: "目标班组", priority: "优先级", resolution: "解决方式", note: "备注", into: "并入工单",
    engineer: "工程师（留空则自动选择）", notes: "作业说明", usedParts: "用掉的配件", part: "配件", quantity: "数量", outcome: "结果", step: "环节", files: "附件", address: "地址", place: "位置",
  },
  create: {
    title: "新建工单", what: "什么事", who: "谁", where: "在哪里", kind: "类型", channel: "渠道", priority: "优先级", priorityAuto: "由规则决定", description: "描述",
    descriptionHint: "发生了什么，客户希望怎样解决", orderNumber: "订单号", product: "产品", serial: "序列号", amount: "金额（元）", customerKind: "客户标识", customerValue: "标识内容",
    customerName: "客户姓名", contactName: "联系人", contactPhone: "联系电话", contactEmail: "联系邮箱", address: "地址", region: "区域", place: "位置", longitude: "经度", latitude: "纬度",
    window: "上门时间", windowFrom: "最早", windowTo: "最晚", files: "附件", addFiles: "添加附件", externalRef: "外部编号", submit: "提交工单", created: "工单 {number} 已创建",
    check: "请检查标出的内容", pickOnMap: "在地图上点选位置", uploading: "正在上传…",
  },
  engineers: {
    title: "工程师", name: "姓名", presence: "状态", zones: "片区", skills: "技能", load: "今日任务", next: "下一单", shift: "班次", plan: "当日计划", noPlan: "这一天没有安排",
    noSelection: "选一位工程师查看当日计划", setOnShift: "设为在班", setAbsent: "设为缺勤", onShiftCount: "在班 {n} 人", home: "常驻地", travel: "路程 {n} 分钟", search: "搜索姓名或技能", position: "位置更新于 {at}",
  },
  teams: {
    title: "班组", lead: "组长", members: "成员", waiting: "排队", capacity: "容量", load: "手上", presence: "状态", setPresent: "设为在岗", setAbsent: "设为缺勤", noMembers: "没有成员",
    member: "姓名", skills: "技能", present: "在岗 {present} / {members}",
  },
  cluster: {
    title: "集群", about: "集群 {id}，{engine} 引擎", allWell: "一切正常，没有需要处理的事项。", findings: "需要注意", members: "进程", name: "进程", role: "角色", version: "版本",
    since: "启动于", lastSeen: "最近消息", skew: "时钟偏差", followed: "日志进度", upToDate: "已跟上", behind: "落后 {n} 个事件", lost: "失联", running: "运行中",
    milliseconds: "{n} 毫秒", state: "状态", journal: "日志与发件箱", head: "日志事件数", waiting: "待发消息", tried: "发送未果", dueSince: "最早一条到期于",
    grains: "活动的 grain", grain: "种类", total: "合计", noGrains: "各 silo 尚未答复正在运行什么。", clock: "时钟分片", share: "第 {id} 片", wholeClock: "整个时钟运行在 {silo}。", nowhere: "没有运行", shares: "{n} / {of} 片",
  },
  clusterRole: { both: "grain 与接口", silo: "Silo", api: "接口主机" },
  grain: {
    TicketGrain: "工单", TeamGrain: "班组", CustomerGrain: "客户", EngineerGrain: "工程师", EngineerDayGrain: "工程师日程", ZoneGrain: "片区", StockGrain: "库存", WarehouseGrain: "仓库", ConfigurationGrain: "配置",
    ClockShardGrain: "时钟分片",
  },
  prices: {
    title: "派工价格", about: "推荐谁上门、改派要多少、哪一天的安排更好，都按这些价格比较。发布后立即生效，已有的约定仍只在划算时改动。", version: "版本", shipped: "出厂值",
    currency: "货币（ISO 4217）", publish: "发布", discard: "放弃修改", published: "已发布版本 {version}",
    group: { time: "时间与金钱", choosing: "选人时", promises: "约定" },
    groupHint: { time: "其他价格都与一小时路程相比。", choosing: "等待的价格越高，上门越早，路程越长。", promises: "改动约定要付出多少，才值得去做。" },
    price: {
      travelHour: "一小时路程", overtimeHour: "加班一小时", lateHour: "晚于截止时间一小时", delayHour: "等待一小时", bookedHour: "当天已排的一小时", spareLevel: "高出所需的一级技能",
      changedEngineer: "改由他人上门", changedHour: "约定时间移动一小时", unserved: "低优先级的上门无人可去", leastGain: "一天至少省下多少才自行改动",
    },
  },
  policies: {
    holidaysMissing: "日历“{calendar}”还没有 {year} 年的节假日，落在该年的期限按没有节假日计算。请导入节假日数据。", title: "SLA 策略", about: "工单按顺序询问策略，第一个符合条件的生效。", name: "策略", order: "顺序", version: "版本", targets: "目标", calendar: "日历", who: "适用", everybody: "全部工单", some: "符合条件的工单",
    edit: "编辑策略", back: "全部策略", none: "还没有策略。", nameZh: "中文名称", nameEn: "英文名称", zone: "时区", alsoWithin: "同时须在这些日历内", noCalendar: "不使用日历",
    form: "表单", json: "JSON", jsonFault: "这不是有效的 JSON：{reason}", condition: "适用条件", conditionHint: "条件在 JSON 中编辑。", target: "目标 {n}", metric: "衡量", id: "标识", time: "计时", ownCalendar: "日历（默认用策略的）", samePolicy: "与策略相同",
    budgets: "各优先级的时限", budget: "{priority}优先级的时限", budgetKind: "{priority}优先级的时限方式", warnings: "预警", warn: "提前或到期后提醒", notify: "通知", addWarning: "添加预警", noWarnings: "没有预警。",
    levels: "升级", level: "第 {n} 级", offset: "截止后分钟数（负数为截止前）", addLevel: "添加级别", noLevels: "没有升级。", raise: "提高优先级", hand: "交给组长", others: "另有 {n} 个动作，请在 JSON 中编辑",
    addTarget: "添加目标", removeTarget: "删除目标", tryOut: "试算", publish: "发布", rollBack: "回退到版本 {version}", published: "已发布版本 {version}，正在更新未完成的工单", rolledBack: "已用版本 {version} 的内容发布版本 {next}",
    unchanged: "与已发布的版本相同", changed: "有未发布的修改", faults: "请更正以下内容", discard: "放弃修改",
    publishAsk: "发布后，符合条件的未完成工单会立即按新规则计算。", publishTitle: "发布策略？", rollBackAsk: "版本 {version} 的内容会作为新版本发布，未完成的工单会立即按它计算。", rollBackTitle: "回退策略？",
  },
  trial: {
    title: "试算结果", about: "查看了最近的 {lookedAt} 张未完成工单，共 {open} 张。没有写入任何内容。", limited: "最多查看 {limit} 张。", moved: "期限会变化", breached: "会立即超时", changed: "会采用新版本", tickets: "张工单",
    clocks: "时钟", now: "目前", then: "发布后", ticket: "工单", clock: "目标", oldDue: "目前截止", newDue: "新截止", state: "状态", nothing: "没有工单的期限会变化。", examples: "会变化的时钟（最多 200 个，先列出会超时的）", held: "暂停中", difference: "变化", fresh: "新开始",
  },
  rollout: {
    title: "生效进度", document: "发布内容", state: "状态", progress: "进度", lookedAt: "已查看", moved: "期限变化", breached: "因此超时", startedAt: "开始", duration: "用时", none: "还没有发布过。", of: "{n} / {of}", seconds: "{n} 秒", policy: "策略", calendar: "日历",
  },
  rolloutState: { running: "进行中", finished: "已完成", superseded: "已被新版本取代" },
  metric: {
    firstResponse: "首次响应", resolution: "解决", step: "环节", nextResponse: "后续响应", periodicUpdate: "定期更新", arrival: "到场", totalResolution: "总解决时间", agentWork: "处理时间", requesterWait: "客户等待时间", teamTime: "班组时间（OLA）", supplierTime: "供应商时间",
  },
  budgetKind: { minutes: "分钟", dayLengths: "天（折算工时）", workingDays: "个工作日", months: "个月", until: "工作日后，截至" },
  budgetText: { minutes: "{n} 分钟", hours: "{n} 小时", dayLengths: "{n} 天工时", workingDays: "{n} 个工作日", months: "{n} 个月", today: "当日 {time} 前", until: "{n} 个工作日后 {time} 前" },
  warningKind: { before: "分钟，截止前", after: "分钟，截止后", percent: "% 的时限用掉时" },
  receiver: { assignee: "处理人", lead: "组长", manager: "经理", watchers: "关注者" },
  budgetTime: { working: "工作时间", elapsed: "自然时间（24 小时）" },
  zoneOf: { policy: "日历自己的", customer: "客户所在地", site: "服务地点", team: "班组所在地" },
  schedule: {
    title: "排程", today: "今天", allZones: "全部片区", visits: "{n} 次上门", noEngineers: "这一天没有工程师。", unplanned: "未安排（{n}）", noneUnplanned: "上门都已安排。", noZone: "不在任何片区", noPlace: "地点不明", nobody: "还没有人", minutes: "{n} 分钟", people: "{n} 人", warehouses: "{n} 个仓库", underWay: "工程师已出发，不能再移动。",
    expected: "预计 {at} 到", whoElse: "谁能去、要多少代价", move: "改派", book: "安排", moved: "{number} 已改为{name} {at}", wasMoved: "{number} 已移动。", undo: "撤销", travelChange: "路程 {n} 分钟", lateChange: "超期 {n} 分钟", freedByOvertime: "加班 {n} 分钟即可（{at}，{cost}）", freedByTime: "另约 {at} 即可（{cost}）", freedByParts: "调来{parts}即可（{at}，{cost}）", carry: "配件 {part} {n} 件，从{from}到{to}", carries: "；",
    visitLabel: "{number}，{from} 至 {to}，{state}，余量 {slack} 分钟", behindLabel: "，已晚 {n} 分钟", riskLabel: "，可能超期", shortLabel: "，简写 {name}", pinnedLabel: "，已固定", pin: "固定", unpin: "取消固定", pinHint: "手动移动的上门会固定；改进排程时不会移动它。", pinned: "{number} 已固定", unpinned: "{number} 不再固定", keyPin: "已固定", dragHint: "拖到某位工程师的某个时间，松开前会显示代价；按 Esc 取消。",
    improve: "改进排程", proposal: "改进方案（{n} 处）", asGoodAsItGets: "没有找到更好的排程。", foundNew: "新安排 {n} 次", adopt: "全部采用", adopted: "已采用 {n} / {of} 处",
    keyWay: "路程", keyPlanned: "计划", keyActual: "实际", keyRisk: "可能超期", keyShift: "休息或下班",
  },
  report: {
    title: "SLA 报表", about: "承诺是否兑现、差多少、当时在谁手里。时长均为工作时间。", filters: "报表范围", period: "时间段", last1: "最近 24 小时", last7: "最近 7 天", last30: "最近 30 天", last90: "最近 90 天", last365: "最近一年", by: "走势按", day: "按天", week: "按周", month: "按月",
    attainment: "达成率", decided: "已有结果", met: "达成", breached: "超时", owed: "超时未完成", meanLate: "平均超时", worst: "最长超时", late: "超时合计", held: "经手时长", heldLate: "其中超时", targets: "按目标", target: "目标", teams: "按班组", people: "按人员", person: "人员", name: "名称", nobody: "没有数据。",
    course: "走势", from: "开始日期", asTable: "以表格查看", stretch: "{from}：达成率 {attainment}，达成 {met}，超时 {breached}", nothing: "这段时间内没有任何时钟出结果。", outcomes: "逐条结果", onlyBreached: "仅超时", all: "全部", noOutcomes: "没有符合条件的结果。",
    ticket: "工单", result: "结果", decidedAt: "判定时刻", holders: "经手人", queue: "排队中", budget: "时限 {length}", spare: "剩余 {length}", tooLate: "超时 {length}", stillOwed: "尚未完成", lateOfIt: "其中超时 {length}", allOf: "显示全部 {n} 项", before: "之前还有 {n} 段",
    daysHours: "{big} 天 {small} 小时", hoursMinutes: "{big} 小时 {small} 分", minutesSeconds: "{big} 分 {small} 秒", seconds: "{big} 秒",
  },
  case: {
    title: "服务进度", number: "单号 {number}", loading: "正在打开您的服务单…", updated: "{at} 更新", old: "暂时连不上，以下是 {at} 的内容，恢复后会自动更新。", progress: "进度",
    refusedTitle: "这个链接打不开了", refused: "链接可能已过期，或者没有复制完整。", missingTitle: "链接不完整", missing: "请用我们发给您的完整链接打开，包括末尾那一长串字符。", refusedHint: "请联系为您服务的客服，索取新的链接。您的服务单仍在照常处理。",
    zone: "时间按{zone}显示。",
  },
  casePhase: {
    received: "已收到", working: "处理中", waitingForYou: "等您回复", waitingForParts: "等待配件", waitingForOthers: "处理中", seeking: "正在安排上门", coming: "已约好上门", onTheWay: "工程师在路上", onSite: "工程师正在处理", done: "已完成", closed: "已结束", cancelled: "已取消", merged: "已合并处理",
  },
  caseNext: {
    received: "我们已收到您的问题，很快会有人处理，有进展会显示在这里。", working: "我们正在处理，有进展会显示在这里。", waitingForYou: "需要您的答复才能继续，请在下方回复。", waitingForParts: "所需配件正在路上，到货后马上继续。", waitingForOthers: "我们正在等待内部或合作方的确认，之后马上继续。",
    seeking: "我们正在为您安排工程师。您可以直接选一个方便的时间。", seekingAlone: "我们正在为您安排工程师，定好后会显示在这里。", coming: "请届时安排人在场，并保持电话畅通。", onTheWay: "请安排人在场，并保持电话畅通。", onSite: "完成后结果会显示在这里。",
    done: "如果问题还在，请在下方回复，我们会重新处理。", closed: "感谢您的耐心。如有新的问题，请联系客服。", cancelled: "这张服务单已取消，不会再有进一步处理。如非您的意愿，请联系客服。", merged: "它和另一张服务单合并处理了。请联系客服索取那张服务单的链接。",
  },
  caseStage: { received: "已收到", working: "处理中", visit: "上门", done: "已完成" },
  caseVisit: {
    title: "上门时间", appointment: "约定时段", planned: "计划", expected: "预计到达", range: "{from} – {to}", asOf: "{at} 推算，会随当天进度更新", who: "{name} 上门", here: "{name} 已到现场", late: "比约定的时段晚，非常抱歉。", today: "今天", tomorrow: "明天",
    choose: "选择上门时间", change: "更改上门时间", keep: "保留原来的时间", none: "目前没有可选的时段，我们会联系您商定时间。", later: "更晚", days: "日期", confirm: "确认 {day} {from} – {to}", pick: "请先选一个时段", promised: "约好了：{day} {from} – {to}。", gone: "您选的 {day} {from} – {to} 刚刚被约走了。下面是仍然空着的时段，请另选一个。", goneNone: "您选的 {day} {from} – {to} 刚刚被约走了，目前没有其他空着的时段。原来的安排不变。",
    closed: "现在不能再更改上门时间了。", loading: "正在查找可选的时段…",
  },
  caseHistory: {
    title: "往来与进展", you: "您", us: "客服", earlier: "显示更早的 {n} 条", erased: "内容已应要求删除", file: "附件", fileFault: "打不开这个附件", open: "打开附件 {name}",
    opened: "已收到您的问题", booked: "已安排上门：{at}", moved: "上门时间改为 {at}", chosen: "已选定上门时段：{at}", accepted: "工程师已确认上门", departed: "工程师已出发", arrived: "工程师已到达", visited: "上门完成", reopened: "重新开始处理", closed: "已结束", cancelled: "已取消",
  },
  caseReply: {
    title: "给我们留言", text: "留言内容", placeholder: "想补充什么，或有什么要问的？", photo: "添加照片", uploading: "正在上传…", remove: "移除 {name}", send: "发送", sending: "正在发送…", sent: "已发送，我们会尽快回复。", empty: "请先写点什么。", photoFault: "照片没有传上去：{reason}", fault: "没有发出去：{reason} 您写的内容还在。",
  },
  customerLink: {
    open: "客户链接", title: "给客户的链接", hint: "客户凭它查看进度、留言、选择上门时间，不用登录。谁拿到它谁就能看到这张工单，请只发给客户本人。", address: "链接", copy: "复制链接", copied: "已复制", copyByHand: "请按住并复制上面的链接", until: "有效期至 {at}", making: "正在生成…",
  },
  visits: {
    title: "我的上门", none: "今天没有上门安排", day: "日期", acceptBy: "请在 {left} 内接单", acceptLate: "接单时间已过，可能改派他人", navigate: "查看工单", travel: "路程约 {n} 分钟", next: "下一步", noEngineer: "这个账号没有对应的工程师。",
    previousDay: "前一天", nextDay: "后一天", place: "位置 {longitude}, {latitude}",
  },
};

/** The shape of a catalogue: same keys, other words. */
export type Messages = typeof zh;
