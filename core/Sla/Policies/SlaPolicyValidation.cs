using Dispatch.Configuration;
using Dispatch.Webhooks;

namespace Dispatch.Sla;

/// <summary>What is wrong with a policy, each fault with its JSON path.</summary>
public static class SlaPolicyValidation
{
    /// <summary>Most targets of one policy: a ticket carries all their clocks.</summary>
    public const int MostTargets = 12;

    /// <summary>Longest budget in working days, and in months: five years.</summary>
    public const int MostDays = 5 * 260;

    private const int MostMonths = 60;
    private const int MostPercent = 1_000;
    private static readonly Priority[] Priorities = Enum.GetValues<Priority>();

    /// <summary>Every fault besides those of conditions; none when the policy may be published.</summary>
    public static IReadOnlyList<Rejection> Validate(SlaPolicyDefinition policy, ConfigurationSnapshot configuration)
    {
        var rejections = new List<Rejection>();
        if (policy.Calendar is null && policy.Targets.Any(target => target is { Time: BudgetTime.Working, Calendar: null }))
            rejections.Add(Rejection.Of(RejectionCode.CalendarMissing).At("$.calendar"));
        rejections.AddRange(Unknown(policy.Calendar, configuration, "$.calendar"));
        foreach (var (i, id) in policy.AlsoWithin.Index())
            rejections.AddRange(Unknown(id, configuration, JsonPath.Item("$.alsoWithin", i)));
        if (policy.Targets.Count is 0)
            rejections.Add(Rejection.Of(RejectionCode.TargetsEmpty).At("$.targets"));
        if (policy.Targets.Count > MostTargets)
            rejections.Add(Rejection.Of(RejectionCode.TargetsTooMany, ("limit", MostTargets)).At("$.targets"));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, target) in policy.Targets.Index())
        {
            var path = JsonPath.Item("$.targets", i);
            if (!Slug.IsValid(target.Id) || target.Id is SlaTarget.FlowLimitId || !ids.Add(target.Id))
                rejections.Add(Rejection.Of(RejectionCode.TargetIdInvalid, ("target", target.Id)).At(path + ".id"));
            rejections.AddRange(Members(target, path));
            rejections.AddRange(Unknown(target.Calendar, configuration, path + ".calendar"));
            var limit = Limit(policy, target, configuration);
            rejections.AddRange(Budgets(target, limit, path + ".budgets"));
            rejections.AddRange(Warnings(target, limit, path + ".warnings"));
            rejections.AddRange(Levels(target, limit, configuration, path + ".escalation"));
        }
        return rejections;
    }

    private static IEnumerable<Rejection> Unknown(string? calendar, ConfigurationSnapshot configuration, string path)
    {
        if (calendar is not null && configuration.Current(CalendarKind.Instance, calendar) is null)
            yield return Rejection.Of(RejectionCode.CalendarUnknown, ("calendar", calendar)).At(path);
    }

    private static int Limit(SlaPolicyDefinition policy, SlaTarget target, ConfigurationSnapshot configuration)
    {
        var calendar = target.Time is BudgetTime.Working && (target.Calendar ?? policy.Calendar) is { } id ? configuration.Current(CalendarKind.Instance, id)?.Value : null;
        return (int)(calendar ?? WorkingCalendar.AroundTheClock).LongestBudget.TotalMinutes;
    }

    private static IEnumerable<Rejection> Members(SlaTarget target, string path)
    {
        var unwanted = new (string Member, bool Given)[]
        {
            ("steps", target.Steps is not null && target.Metric is not SlaMetric.Step),
            ("teams", target.Teams is not null && target.Metric is not SlaMetric.TeamTime),
            ("calendar", target.Calendar is not null && target.Time is BudgetTime.Elapsed),
            ("starts", target.Starts is not null && target.Metric is SlaMetric.Step or SlaMetric.TeamTime),
            ("stops", target.Stops is not null && target.Metric is SlaMetric.Step or SlaMetric.TeamTime),
            ("restarts", target.Restarts is not null && target.Metric is SlaMetric.Step or SlaMetric.TeamTime),
            ("onReopen", target.OnReopen is not null && MetricRules.Of(target.Metric).OnReopen is null),
        };
        foreach (var (member, _) in unwanted.Where(each => each.Given))
            yield return Rejection.Of(RejectionCode.TargetMemberNotWanted, ("metric", target.Metric)).At($"{path}.{member}");
        if (target.Starts is { Count: 0 })
            yield return Rejection.Of(RejectionCode.TriggersEmpty).At(path + ".starts");
    }

    private static IEnumerable<Rejection> Budgets(SlaTarget target, int limit, string path)
    {
        foreach (var priority in Priorities)
        {
            var at = $"{path}.{JsonName(priority)}";
            if (!target.Budgets.TryGetValue(priority, out var budget))
                yield return Rejection.Of(RejectionCode.BudgetMissing, ("priority", JsonName(priority))).At(at);
            else if (Fault(budget, limit) is { } fault)
                yield return fault.At(at);
            else if (target.Time is BudgetTime.Elapsed && budget is not SpanBudget)
                yield return Rejection.Of(RejectionCode.BudgetNeedsCalendar).At(at);
        }
    }

    /// <summary>What is wrong with a budget, or null.</summary>
    /// <param name="budget">The budget.</param>
    /// <param name="limit">Most minutes that a length may have.</param>
    public static Rejection? Fault(Budget budget, int limit)
    {
        var (amount, most) = budget switch
        {
            SpanBudget span => (span.Seconds / 60.0, limit),
            DayLengthsBudget days => (days.Days, MostDays),
            WorkingDaysBudget days => (days.Days, MostDays),
            MonthsBudget months => (months.Months, MostMonths),
            // Today's clock time is a budget too.
            UntilBudget until => (until.WorkingDays + 1, MostDays),
            _ => throw new NotSupportedException($"{budget.GetType().Name} has no bounds."),
        };
        return !(amount > 0) ? Rejection.Of(RejectionCode.BudgetNotPositive, ("minutes", amount))
            : amount > most ? Rejection.Of(RejectionCode.BudgetTooLong, ("minutes", amount), ("limit", most))
            : null;
    }

    private static IEnumerable<Rejection> Warnings(SlaTarget target, int limit, string path)
    {
        if (target.Warnings.Count > Milestones.MostWarnings)
            yield return Rejection.Of(RejectionCode.MilestonesTooMany, ("limit", Milestones.MostWarnings)).At(path);
        foreach (var (i, warning) in target.Warnings.Index())
        {
            var at = JsonPath.Item(path, i);
            if (warning is WarnBefore { Minutes: <= 0 } or WarnAfter { Minutes: <= 0 })
                yield return Rejection.Of(RejectionCode.WarningOnWrongSide).At(at + ".minutes");
            if (warning is WarnAtPercent { Percent: > MostPercent } || (warning is WarnAfter after && after.Minutes > limit))
                yield return Rejection.Of(RejectionCode.LevelTooFar, ("limit", warning is WarnAfter ? limit : MostPercent)).At(at + (warning is WarnAfter ? ".minutes" : ".percent"));
            if (warning is WarnBefore before && before.Minutes >= Smallest(target))
                yield return Rejection.Of(RejectionCode.MilestoneBeforeStart, ("minutes", Smallest(target))).At(at + ".minutes");
            if (warning is WarnAtPercent { Percent: <= 0 })
                yield return Rejection.Of(RejectionCode.MilestoneBeforeStart, ("minutes", Smallest(target))).At(at + ".percent");
            if (warning.Notify.Count is 0)
                yield return Rejection.Of(RejectionCode.ReceiversEmpty).At(at + ".notify");
        }
    }

    private static IEnumerable<Rejection> Levels(SlaTarget target, int limit, ConfigurationSnapshot configuration, string path)
    {
        if (target.Escalation.Count > Milestones.MostLevels)
            yield return Rejection.Of(RejectionCode.MilestonesTooMany, ("limit", Milestones.MostLevels)).At(path);
        foreach (var (i, level) in target.Escalation.Index())
        {
            var at = JsonPath.Item(path, i);
            if (i > 0 && level.OffsetMinutes < target.Escalation[i - 1].OffsetMinutes)
                yield return Rejection.Of(RejectionCode.LevelsOutOfOrder, ("level", i + 1)).At(at + ".offsetMinutes");
            if (level.OffsetMinutes < 0 && level.OffsetMinutes <= -(long)Smallest(target))
                yield return Rejection.Of(RejectionCode.MilestoneBeforeStart, ("minutes", Smallest(target))).At(at + ".offsetMinutes");
            if (level.OffsetMinutes > limit)
                yield return Rejection.Of(RejectionCode.LevelTooFar, ("limit", limit)).At(at + ".offsetMinutes");
            foreach (var unknown in Unknown(level.Calendar, configuration, at + ".calendar"))
                yield return unknown;
            if (level.Actions.Count is 0)
                yield return Rejection.Of(RejectionCode.LevelWithoutAction).At(at + ".actions");
            foreach (var (j, action) in level.Actions.Index())
                foreach (var fault in Faults(action, configuration, JsonPath.Item(at + ".actions", j)))
                    yield return fault;
        }
    }

    private static IEnumerable<Rejection> Faults(EscalationAction action, ConfigurationSnapshot configuration, string path)
    {
        if (action is NotifyAction { Whom.Count: 0 })
            yield return Rejection.Of(RejectionCode.ReceiversEmpty).At(path + ".whom");
        var team = action switch { ReassignAction reassign => reassign.Team, StartTaskAction task => task.Team, _ => null };
        if (team is not null && !configuration.Teams.Contains(team))
            yield return Rejection.Of(RejectionCode.TeamUnknown, ("team", team)).At(path + ".team");
        if (action is WebhookAction { Webhook: var webhook } && configuration.Current(WebhookKind.Instance, webhook) is null)
            yield return Rejection.Of(RejectionCode.WebhookUnknown, ("webhook", webhook)).At(path + ".webhook");
    }

    /// <summary>The shortest budget in minutes that is a length; what depends on the day that it starts bounds nothing.</summary>
    private static int Smallest(SlaTarget target) =>
        target.Budgets.Values.Min(budget => budget.Length is { } length ? (int)Math.Min(int.MaxValue, length.TotalMinutes) : null as int?) ?? int.MaxValue;

    private static string JsonName(Priority priority) => priority.ToString().ToLowerInvariant();
}
