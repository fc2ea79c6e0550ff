using System.Collections.Frozen;
using Dispatch.Api.Board;
using Dispatch.Api.World;
using Dispatch.Flows;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;
using static Dispatch.Api.Tickets.EventWords;

namespace Dispatch.Api.Tickets;

/// <summary>Tells in words what happened to a ticket. Names colleagues and steps, never a customer.</summary>
public sealed class EventTexts(Names names)
{
    private static readonly EventKinds Kinds = EventKinds.Of<TicketEvent>();

    /// <summary>Kinds that are worth a line of the ticker, told by name so that all others need not be read.</summary>
    private static readonly FrozenDictionary<string, TickerLevel> Levels = new Dictionary<string, TickerLevel>
    {
        ["sla-breached.v1"] = TickerLevel.Alert,
        ["sla-escalated.v1"] = TickerLevel.Alert,
        ["sla-warned.v1"] = TickerLevel.Warn,
        ["lead-awaited.v1"] = TickerLevel.Warn,
        ["visit-unassigned.v1"] = TickerLevel.Warn,
        ["visit-given-up.v1"] = TickerLevel.Warn,
        ["ticket-reopened.v1"] = TickerLevel.Warn,
        ["ticket-opened.v1"] = TickerLevel.Info,
        ["ticket-routed.v1"] = TickerLevel.Info,
        ["step-assigned.v1"] = TickerLevel.Info,
        ["step-transferred.v1"] = TickerLevel.Info,
        ["ticket-held.v1"] = TickerLevel.Info,
        ["ticket-resumed.v1"] = TickerLevel.Info,
        ["ticket-resolved.v1"] = TickerLevel.Info,
        ["ticket-closed.v1"] = TickerLevel.Info,
        ["ticket-cancelled.v1"] = TickerLevel.Info,
        ["ticket-merged.v1"] = TickerLevel.Info,
        ["priority-changed.v1"] = TickerLevel.Info,
        ["reply-received.v1"] = TickerLevel.Info,
        ["visit-booked.v1"] = TickerLevel.Info,
        ["visit-accepted.v1"] = TickerLevel.Info,
        ["engineer-departed.v1"] = TickerLevel.Info,
        ["engineer-arrived.v1"] = TickerLevel.Info,
        ["visit-completed.v1"] = TickerLevel.Info,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether an event is worth a line of the ticker.</summary>
    public static bool IsNews(JournalEvent entry) => Levels.ContainsKey(entry.Kind);

    /// <summary>The event behind a journal entry; null when this process does not know its kind.</summary>
    public static TicketEvent? Read(JournalEvent entry) => Kinds.Read(entry.Kind, entry.Body.Span) as TicketEvent;

    /// <summary>The ticker's line for a journal entry, or null when it is not worth one.</summary>
    /// <param name="row">The ticket's row where it is not over.</param>
    public TickerItem? TickerOf(JournalEvent entry, TicketRow? row) =>
        Levels.TryGetValue(entry.Kind, out var level) && Read(entry) is { } @event
            ? new(entry.Seq, entry.At, entry.Kind, TextOf(@event, static _ => null), level)
            {
                Ticket = entry.EntityId[(Ticket.Kind.Length + 1)..],
                Number = row?.Number,
            }
            : null;

    /// <summary>What happened, in both languages.</summary>
    /// <param name="steps">The step behind an instance; null where it is not known.</param>
    public LocalText TextOf(TicketEvent @event, Func<string, Step?> steps) => @event switch
    {
        TicketOpened e => Sentence("工单通过{0}进入", "Came in by {0}", Of(e.Facts.Channel)),
        TicketRouted e => Sentence("按规则“{0}”分派给{1}，优先级{2}", "Routed by rule \"{0}\" to {1}, priority {2}", names.Rule(e.Rules, e.Rule), names.Team(e.Team), Of(e.Priority)),
        FlowAdvanced e => Advanced(e, steps),
        StepAssigned e => Sentence("{0}由{1}处理", "{0} is with {1}", Name(steps(e.Step)), names.Person(e.Person)),
        StepTransferred e => Sentence("{0}从{1}转给{2}", "{0} moved from {1} to {2}", Name(steps(e.Step)), names.Team(e.From), names.Team(e.To)),
        StepFinished e => e.Outcome is null
            ? Sentence("{0}已完成", "{0} done", Name(steps(e.Step)))
            : Sentence("{0}已完成：{1}", "{0} done: {1}", Name(steps(e.Step)), Outcome(steps(e.Step), e.Outcome)),
        ReplySent => new("已回复客户", "Replied to the customer"),
        ReplyReceived => new("客户来信", "The customer wrote"),
        NoteAdded => new("添加备注", "Note added"),
        TicketHeld e => Sentence("挂起：{0}", "On hold: {0}", Of(e.Reason)),
        TicketResumed => new("恢复处理", "Resumed"),
        TicketResolved e => Sentence("已解决：{0}", "Resolved: {0}", Resolution(e.Resolution)),
        TicketReopened => new("重新打开", "Reopened"),
        TicketClosed => new("已关闭", "Closed"),
        TicketCancelled => new("已取消", "Cancelled"),
        TicketMerged e => Sentence("并入工单 {0}", "Merged into {0}", new LocalText(e.Into, e.Into)),
        PriorityChanged e => Sentence("优先级从{0}改为{1}", "Priority changed from {0} to {1}", Of(e.Before), Of(e.After)),
        PlaceSet => new("上门地点已更改", "The place was changed"),
        DuplicateFlagged e => Sentence("疑似与工单 {0} 重复", "Looks like a duplicate of {0}", new LocalText(e.Of, e.Of)),
        StepLimitsMoved => new("步骤时限更新", "Time limits of steps moved"),
        SlaMoved => new("服务时钟更新", "Service clocks moved"),
        SlaWarned e => Warned(Clock(e.Happening.Clock, instance => Name(steps(instance)))),
        SlaBreached e => Sentence("{0}已逾期", "{0} breached", Clock(e.Happening.Clock, instance => Name(steps(instance)))),
        SlaEscalated e => Escalated(Clock(e.Happening.Clock, instance => Name(steps(instance))), e.Happening.Level),
        LeadAwaited e => Sentence("{0}的组长和代理人都不在岗，有人到岗后立即移交", "Lead and stand-in of {0} are away; it is handed over as soon as one is back", names.Team(e.Team)),
        VisitPlanned => new("需要上门", "A visit is needed"),
        VisitSought => new("重新寻找工程师", "An engineer is sought again"),
        VisitBooked e => Sentence("已预约{0}上门", "Visit booked with {0}", names.Person(e.Booking.Engineer)),
        VisitMoved e => Sentence("上门改由{0}，时间已更新", "Visit moved to {0} or another time", names.Person(e.Booking.Engineer)),
        AppointmentChosen => new("已选定上门时段", "Appointment chosen"),
        VisitPinned e => e.Pinned ? new("上门时间与工程师已固定", "Engineer and time of the visit are pinned") : new("上门不再固定", "The visit is no longer pinned"),
        VisitUnassigned => new("暂无合适的工程师", "No engineer fits at present"),
        VisitAccepted => new("工程师已接单", "The engineer accepted the visit"),
        VisitGivenUp e => Sentence("预约取消：{0}", "Booking given up: {0}", Of(e.Why)),
        EngineerDeparted => new("工程师已出发", "The engineer is on the way"),
        EngineerArrived => new("工程师已到达", "The engineer has arrived"),
        VisitCompleted => new("上门完成", "Visit completed"),
        VisitCancelled => new("上门取消", "Visit cancelled"),
        TaskStarted e => Sentence("新任务：{0}", "New task: {0}", e.Name),
        TaskEnded e => e.Done ? new("任务已完成", "Task done") : new("任务已取消", "Task no longer needed"),
        WatcherAdded e => Sentence("{0}开始关注", "{0} follows it", names.Person(e.Person)),
        WatcherRemoved e => Sentence("{0}不再关注", "{0} no longer follows it", names.Person(e.Person)),
        TierChanged => new("客户等级变更", "The customer has another tier"),
        EscalationTaken => new("有人接手升级", "Somebody deals with the escalation"),
        NewsHeard => new("相关方已获知", "Others have heard of it"),
        CommandKeyed => new("已登记幂等键", "Idempotency key noted"),
        _ => new("有更新", "Updated"),
    };

    /// <summary>What a notice tells that stands for many, in both languages.</summary>
    public static LocalText TextOf(Notice notice, int count) => notice.Level is null
        ? Sentence("SLA：{0} 条预警", "SLA: {0} warnings", Number(count))
        : Sentence("SLA：{0} 条升级提醒", "SLA: {0} escalations", Number(count));

    /// <summary>What a notice tells, in both languages.</summary>
    public LocalText TextOf(Notice notice)
    {
        var clock = Clock(notice.Clock ?? "", _ => notice.Step is { } step ? names.Step(notice.CaseType, step) : Name(null));
        return notice.Level is { } level ? Escalated(clock, level) : Warned(clock);
    }

    private static LocalText Warned(LocalText clock) => Sentence("{0}即将到期", "{0} is about to fall due", clock);

    private static LocalText Escalated(LocalText clock, int level) => Sentence("{0}升级到第 {1} 级", "{0} escalated to level {1}", clock, Number(level));

    private static LocalText Advanced(FlowAdvanced e, Func<string, Step?> steps)
    {
        if (e.Happenings.OfType<FlowEnded>().FirstOrDefault() is { } ended)
            return Sentence("流程结束：{0}", "The flow ended: {0}", Resolution(ended.Resolution));
        var opened = e.Happenings.OfType<StepOpened>().Select(each => Name(steps(each.Instance))).ToList();
        return opened.Count is 0
            ? new("流程推进", "The flow went on")
            : new($"进入{string.Join("、", opened.Select(each => each.Zh))}", $"Entered {string.Join(", ", opened.Select(each => each.En))}");
    }

    private static LocalText Name(Step? step) => step?.Name ?? new("步骤", "step");

    private static LocalText Outcome(Step? step, string outcome) =>
        (step as WorkStep)?.Outcomes.FirstOrDefault(each => each.Id == outcome)?.Name ?? Of(outcome);

    private static LocalText Number(int number)
    {
        var text = number.ToString("N0", System.Globalization.CultureInfo.InvariantCulture);
        return new(text, text);
    }
}
