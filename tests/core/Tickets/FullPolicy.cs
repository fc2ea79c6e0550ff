using Dispatch.Conditions;
using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;

namespace Dispatch.Tests.Core.Tickets;

/// <summary>A policy with a target of every metric, every kind of budget, pause, warning and action, for customers of the highest tier.</summary>
internal static class FullPolicy
{
    public const string Tier = "diamond";

    public static SlaPolicyDefinition Definition { get; } = new("diamond", new("钻石", "Diamond"), 10,
    [
        Target("first", SlaMetric.FirstResponse, 30),
        Target("next", SlaMetric.NextResponse, 60),
        Target("update", SlaMetric.PeriodicUpdate, 240) with { PausesExtend = false },
        Target("step", SlaMetric.Step, new DayLengthsBudget(0.5)),
        Target("arrival", SlaMetric.Arrival, new UntilBudget(1, new(16, 0))),
        Target("solution", SlaMetric.Resolution, new WorkingDaysBudget(2)) with { Warnings = [new WarnAtPercent(80, [Receiver.Watchers])], OnChange = OnChange.FromNow },
        Target("total", SlaMetric.TotalResolution, new MonthsBudget(1)),
        Target("work", SlaMetric.AgentWork, 600) with { PausedBy = [new HoldPauses(), new StatusPauses([StatusCategory.Waiting]), new StepPauses(["warehouse-check"])] },
        Target("wait", SlaMetric.RequesterWait, 900) with { Time = BudgetTime.Elapsed },
        Target("team", SlaMetric.TeamTime, 120),
        Target("supplier", SlaMetric.SupplierTime, 300),
    ])
    {
        Condition = Condition.All(Condition.Test("customerTier", ConditionOperator.Eq, Tier)),
        Calendar = "cn-office",
        AlsoWithin = ["cn-service"],
        Zone = ZoneOf.Team,
    };

    private static SlaTarget Target(string id, SlaMetric metric, Budget budget) => Clockwork.Target(metric, budget, id: id) with
    {
        Warnings = [new WarnAtPercent(50, [Receiver.Assignee]), new WarnAfter(15, [Receiver.Manager, new(ReceiverKind.Person, "boss")])],
        Escalation =
        [
            new(0, [new NotifyAction([Receiver.Lead]), new AddWatcherAction("boss")]) { Calendar = "cn-service" },
            new(30, [new StartTaskAction(new("回电", "Call back"))]) { Condition = Condition.All(Condition.Test("priority", ConditionOperator.Ne, "low")) },
            new(60, [new RaisePriorityAction(), new WebhookAction("crm")]),
            new(240, [new ReassignAction("service-west")]) { Urgent = true },
        ],
    };
}
