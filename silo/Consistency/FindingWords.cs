using System.Globalization;

namespace Dispatch.Silo.Consistency;

/// <summary>The sentences of findings in both languages, by code; braces name arguments.</summary>
public static class FindingWords
{
    /// <summary>Every code with its sentences.</summary>
    public static IReadOnlyDictionary<string, LocalText> All { get; } = new Dictionary<string, LocalText>(StringComparer.Ordinal)
    {
        ["events-gap"] = new("有 {count} 个事件，编号却是 {first} 到 {last}", "holds {count} events numbered {first} to {last}"),
        ["head-differs"] = new("日志头在 {head}，最后一个事件在 {last}", "has its head at {head} and its last event at {last}"),
        ["events-orphaned"] = new("有事件而没有快照", "has events but no snapshot"),
        ["kind-unknown"] = new("属于未知的种类 {kind}", "is of the unknown kind {kind}"),
        ["shape-ahead"] = new("结构版本为 {shape}，本程序最高只能读 {known}", "has shape {shape}, this program reads up to {known}"),
        ["event-missing"] = new("事件 {after} 之后是事件 {version}", "has event {version} after event {after}"),
        ["unreadable"] = new("在事件 {after} 之后无法读取：{failure}", "cannot be read after event {after}: {failure}"),
        ["version-differs"] = new("快照版本为 {version}，最后一个事件为 {last}", "is at version {version}, its last event at {last}"),
        ["snapshot-differs"] = new("快照与事件折叠的结果不一致", "has a snapshot that its events do not fold into"),
        ["snapshot-large"] = new("快照有 {bytes} 字节，超过上限", "has a snapshot of {bytes} bytes"),
        ["wake-missing"] = new("在等 {awaited}，却不会被唤醒", "waits for {awaited} and is woken never"),
        ["wake-late"] = new("在等 {awaited}，要到 {woken} 才被唤醒", "waits for {awaited} and is woken at {woken}"),
        ["wake-lying"] = new("{due} 到期而没有被处理", "was due at {due}"),
        ["answer-awaited"] = new("已通知别处，还在等答复", "has told somebody something and awaits the answer"),
        ["unlisted"] = new("不在列表中", "is not in the list"),
        ["listed-otherwise"] = new("列表中的 {member} 是 {listed}，应为 {expected}", "is listed with {member} {listed} instead of {expected}"),
        ["listed-without-ticket"] = new("在列表中，却没有这张工单", "is listed and does not exist"),
        ["queued-without-ticket"] = new("在队列中，却不在列表中", "waits in a queue and is not listed"),
        ["key-orphaned"] = new("占有 {scope} 的防重键，自身却不存在", "holds a key of {scope} and does not exist"),
        ["key-missing"] = new("没有自己外部编号的防重键", "does not hold the key of its external reference"),
        ["step-held-by-other"] = new("步骤 {step} 由 {person} 处理，小组 {team} 记的是 {holder}", "has step {step} with {person}, team {team} has it with {holder}"),
        ["step-held-by-nobody"] = new("步骤 {step} 由 {person} 处理，小组 {team} 记的是没有人", "has step {step} with {person}, team {team} has it with nobody"),
        ["step-held-by-team-alone"] = new("步骤 {step} 记在 {person} 手中，工单却不这么记", "has step {step} with {person}, its ticket does not"),
        ["step-held-twice"] = new("步骤 {step} 同时在 {first} 和 {person} 手中", "has step {step} with {first} and with {person}"),
        ["step-offered"] = new("正把步骤 {step} 交给 {person}", "offers step {step} to {person}"),
        ["booking-unknown-to-day"] = new("{engineer} 已约在 {date}，当天的日程里却没有", "has {engineer} booked on {date}, whose day knows nothing of it"),
        ["booking-of-other-attempt"] = new("{engineer} 已约在 {date}，{day} 却为第 {attempt} 次预约留了时间", "has {engineer} booked on {date}, but {day} keeps time for attempt {attempt}"),
        ["booking-at-other-time"] = new("{engineer} 已约在 {date}，日程里却是 {start}", "has {engineer} booked on {date}, but at {start}"),
        ["booking-in-other-state"] = new("{engineer} 已约在 {date}，日程里是 {dayState}，工单里是 {state}", "has {engineer} booked on {date}, whose day says {dayState} where the ticket says {state}"),
        ["visit-without-booking"] = new("{start} 留给了 {job}，而它没有预约", "keeps {start} for {job}, which has no booking"),
        ["visit-kept-twice"] = new("为 {job} 留了时间，{other} 也留了", "keeps time for {job}, and so does {other}"),
        ["loss-untold"] = new("已放弃 {job}，还没有告诉工单", "gave up {job}, of which its ticket must hear"),
        ["engineer-promised-twice"] = new("到 {until} 为止答应了 {first}，从 {from} 起又答应了 {second}", "is promised to {first} until {until} and to {second} from {from}"),
        ["reserved-otherwise"] = new("为 {job} 留了 {kept} 件，答应的是 {promised} 件", "keeps {kept} for {job}, which is promised {promised}"),
        ["reserved-without-booking"] = new("为 {job} 留了 {kept} 件，而它没有预约", "keeps {kept} for {job}, which has no booking"),
        ["reserved-twice"] = new("为 {job} 留了两次备件", "keeps parts for {job} twice"),
        ["taken-otherwise"] = new("从 {from} 收到 {taken} 件，那边调出的是 {sent} 件", "booked {taken} from {from}, which sent {sent}"),
        ["stock-under-way"] = new("从 {from} 调来的 {pieces} 件还没有入账", "has yet to book {pieces} from {from}"),
        ["stock-negative"] = new("现有 {onHand} 件，已预留 {reserved} 件", "has {onHand} on hand and {reserved} reserved"),
    };

    /// <summary>What a fault says, with its arguments filled in.</summary>
    public static LocalText Of(FaultFound fault)
    {
        var words = All[fault.Code];
        var (zh, en) = (words.Zh, words.En);
        foreach (var (name, value) in fault.Arguments)
            (zh, en) = (zh.Replace($"{{{name}}}", value, StringComparison.Ordinal), en.Replace($"{{{name}}}", value, StringComparison.Ordinal));
        return new(zh, en);
    }
}

/// <summary>What is wrong: a stable code and the arguments of its sentence, as invariant text.</summary>
public sealed record FaultFound(string Code, IReadOnlyList<(string Name, string Value)> Arguments)
{
    /// <summary>A fault with named arguments; instants are written as RFC 3339.</summary>
    public static FaultFound Of(string code, params ReadOnlySpan<(string Name, object? Value)> arguments)
    {
        var texts = new List<(string, string)>(arguments.Length);
        foreach (var (name, value) in arguments)
            texts.Add((name, value switch
            {
                DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
                DateOnly date => date.ToString("O", CultureInfo.InvariantCulture),
                _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
            }));
        return new(code, texts);
    }
}
