using Dispatch.Sla;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Codes that appear in sentences, in both languages; a code that is not listed stands for itself.</summary>
internal static class EventWords
{
    private static readonly Dictionary<string, LocalText> Words = new(StringComparer.Ordinal)
    {
        ["low"] = new("低", "low"),
        ["normal"] = new("普通", "normal"),
        ["high"] = new("高", "high"),
        ["urgent"] = new("紧急", "urgent"),
        ["web"] = new("网页", "web"),
        ["shop"] = new("店铺", "shop"),
        ["store"] = new("门店", "store"),
        ["import"] = new("导入", "import"),
        ["app"] = new("应用", "app"),
        ["phone"] = new("电话", "phone"),
        ["email"] = new("邮件", "e-mail"),
        ["wechat"] = new("微信", "WeChat"),
        ["api"] = new("接口", "API"),
        ["first-response"] = new("首次响应", "first response"),
        ["firstResponse"] = new("首次响应", "first response"),
        ["resolution"] = new("解决", "resolution"),
        ["nextResponse"] = new("后续响应", "next response"),
        ["next-response"] = new("后续响应", "next response"),
        ["periodicUpdate"] = new("定期更新", "periodic update"),
        ["periodic-update"] = new("定期更新", "periodic update"),
        ["step"] = new("步骤", "step"),
        ["arrival"] = new("到场", "arrival on site"),
        ["totalResolution"] = new("总解决时长", "total resolution"),
        ["total-resolution"] = new("总解决时长", "total resolution"),
        ["agentWork"] = new("处理时长", "agent work time"),
        ["agent-work"] = new("处理时长", "agent work time"),
        ["requesterWait"] = new("客户等待时长", "requester wait time"),
        ["requester-wait"] = new("客户等待时长", "requester wait time"),
        ["teamTime"] = new("团队时长", "team time"),
        ["team-time"] = new("团队时长", "team time"),
        ["supplierTime"] = new("供应商时长", "supplier time"),
        ["supplier-time"] = new("供应商时长", "supplier time"),
        ["declined"] = new("工程师拒绝", "declined by the engineer"),
        ["no-answer"] = new("未及时接单", "no answer in time"),
        ["lost"] = new("工程师日程变动", "the engineer's day changed"),
        ["place-changed"] = new("上门地点已更改", "the place was changed"),
        ["rebooked"] = new("重新预约", "booked anew"),
        ["limit-passed"] = new("超过时限", "limit passed"),
        ["awaiting-customer"] = new("等客户回复", "awaiting the customer"),
        ["awaiting-parts"] = new("等配件", "awaiting parts"),
        ["awaiting-supplier"] = new("等供应商", "awaiting the supplier"),
        ["not-awaited"] = new("未在等待", "not awaited"),
        ["status-new"] = new("尚未处理", "not worked on yet"),
        ["status-open"] = new("处理中", "worked on"),
        ["status-held"] = new("挂起", "on hold"),
        ["status-waiting"] = new("等待外部", "waiting for something outside"),
        ["stopped"] = new("已停止", "stopped"),
        ["awaiting-approval"] = new("等审批", "awaiting approval"),
        ["other"] = new("其他", "other"),
    };

    private static readonly Dictionary<string, LocalText> Resolutions = new(StringComparer.Ordinal)
    {
        ["repaired"] = new("已修复", "repaired"),
        ["replaced"] = new("已更换", "replaced"),
        ["refunded"] = new("已退款", "refunded"),
        ["compensated"] = new("已赔付", "compensated"),
        ["answered"] = new("已答复", "answered"),
        ["returned"] = new("已退货", "returned"),
        ["rejected"] = new("不予受理", "rejected"),
        ["no-answer"] = new("客户未回复", "no answer from the customer"),
        ["no-fault"] = new("未发现故障", "no fault found"),
        ["not-repairable"] = new("无法修复", "not repairable"),
        ["solved-remotely"] = new("远程解决", "solved remotely"),
    };

    /// <summary>The words of a code.</summary>
    public static LocalText Of(string code) => Words.TryGetValue(code, out var words) ? words : new(code, code);

    /// <summary>The words of a resolution; <c>no-answer</c> means the customer here and the engineer elsewhere.</summary>
    public static LocalText Resolution(string code) => Resolutions.TryGetValue(code, out var words) ? words : Of(code);

    /// <summary>The words of a priority.</summary>
    public static LocalText Of(Priority priority) => Of(TicketFieldSource.CamelCase(priority));

    /// <summary>The words of an SLA clock by its key: a target, or a target and the step instance that it measures.</summary>
    /// <param name="step">Name of a step instance.</param>
    public static LocalText Clock(string key, Func<string, LocalText> step)
    {
        if (key.IndexOf('/') is not (> 0 and var slash))
            return Of(key);
        var occasion = key[(slash + 1)..];
        return char.IsAsciiDigit(occasion[0])
            ? Sentence("{0}（第 {1} 次）", "{0} (no. {1})", Of(key[..slash]), new(occasion, occasion))
            : Sentence("{0}的时限", "the time limit of {0}", step(occasion));
    }

    /// <summary>What a warning or an escalation level does, in words; empty for other events.</summary>
    public static IReadOnlyList<LocalText> ActionsOf(TicketEvent? @event) => @event switch
    {
        SlaWarned e => [Of(new NotifyAction(e.Happening.Notify))],
        SlaEscalated e => [.. e.Happening.Actions.Select(Of)],
        _ => [],
    };

    /// <summary>What an escalation level does, in words.</summary>
    public static LocalText Of(EscalationAction action) => action switch
    {
        NotifyAction notify => Sentence("通知：{0}", "Notify: {0}", new LocalText(
            string.Join("、", notify.Whom.Distinct().Select(whom => Of(whom).Zh)), string.Join(", ", notify.Whom.Distinct().Select(whom => Of(whom).En)))),
        RaisePriorityAction => new("提高优先级", "Raise the priority"),
        HandToLeadAction => new("交给组长处理", "Hand it to the team's lead"),
        ReassignAction reassign => Sentence("转给团队 {0}", "Hand it to the team {0}", new LocalText(reassign.Team, reassign.Team)),
        AddWatcherAction watcher => Sentence("让 {0} 关注", "Let {0} follow it", new LocalText(watcher.Person, watcher.Person)),
        StartTaskAction task => Sentence("新建任务：{0}", "Start a task: {0}", task.Name),
        WebhookAction hook => Sentence("通知系统 {0}", "Tell the system {0}", new LocalText(hook.Webhook, hook.Webhook)),
        _ => throw new NotSupportedException($"{action.GetType().Name} has no words."),
    };

    /// <summary>The words of a receiver.</summary>
    public static LocalText Of(Receiver receiver) => receiver.Kind switch
    {
        ReceiverKind.Assignee => new("处理人", "assignee"),
        ReceiverKind.Lead => new("组长", "team lead"),
        ReceiverKind.Manager => new("上级", "manager"),
        ReceiverKind.Watchers => new("关注者", "watchers"),
        ReceiverKind.Person => new(receiver.Id!, receiver.Id!),
        ReceiverKind.Team => Sentence("{0} 的组长", "lead of {0}", new LocalText(receiver.Id!, receiver.Id!)),
        _ => throw new NotSupportedException($"{receiver} has no words."),
    };

    /// <summary>Fills a sentence in both languages; <c>{0}</c> … stand for texts.</summary>
    public static LocalText Sentence(string zh, string en, params ReadOnlySpan<LocalText> parts)
    {
        for (var i = 0; i < parts.Length; i++)
        {
            zh = zh.Replace($"{{{i}}}", parts[i].Zh, StringComparison.Ordinal);
            en = en.Replace($"{{{i}}}", parts[i].En, StringComparison.Ordinal);
        }
        return new(zh, en);
    }
}
