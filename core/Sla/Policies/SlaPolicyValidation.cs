namespace Dispatch.Sla;

/// <summary>What is wrong with a policy, each fault with its JSON path.</summary>
public static class SlaPolicyValidation
{
    private static readonly Priority[] Priorities = Enum.GetValues<Priority>();

    /// <summary>Every fault besides the condition's; none when the policy may be published.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="calendar">The calendar that it names, or null when none of that id is published.</param>
    public static IReadOnlyList<Rejection> Validate(SlaPolicyDefinition policy, WorkingCalendar? calendar)
    {
        var rejections = new List<Rejection>();
        if (policy.Calendar is null && policy.Targets.Any(target => target.Time is BudgetTime.Working))
            rejections.Add(Rejection.Of(RejectionCode.CalendarMissing).At("$.calendar"));
        if (policy.Calendar is not null && calendar is null)
            rejections.Add(Rejection.Of(RejectionCode.CalendarUnknown, ("calendar", policy.Calendar)).At("$.calendar"));
        if (policy.Targets.Count is 0)
            rejections.Add(Rejection.Of(RejectionCode.TargetsEmpty).At("$.targets"));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, target) in policy.Targets.Index())
        {
            var path = JsonPath.Item("$.targets", i);
            if (!Slug.IsValid(target.Id) || target.Id is SlaTarget.FlowLimitId || !ids.Add(target.Id))
                rejections.Add(Rejection.Of(RejectionCode.TargetIdInvalid, ("target", target.Id)).At(path + ".id"));
            if (target is { Steps: not null, Metric: not SlaMetric.Step })
                rejections.Add(Rejection.Of(RejectionCode.TargetMemberNotWanted, ("metric", target.Metric)).At(path + ".steps"));
            var limit = (int)(target.Time is BudgetTime.Working && calendar is not null ? calendar : WorkingCalendar.AroundTheClock).LongestBudget.TotalMinutes;
            rejections.AddRange(Budgets(target, limit, path + ".budgets"));
            rejections.AddRange(Warnings(target, path + ".warnings"));
            rejections.AddRange(Levels(target, limit, path + ".escalation"));
        }
        return rejections;
    }

    private static IEnumerable<Rejection> Budgets(SlaTarget target, int limit, string path)
    {
        foreach (var priority in Priorities)
        {
            var at = $"{path}.{JsonName(priority)}";
            if (!target.Budgets.TryGetValue(priority, out var minutes))
                yield return Rejection.Of(RejectionCode.BudgetMissing, ("priority", JsonName(priority))).At(at);
            else if (minutes <= 0)
                yield return Rejection.Of(RejectionCode.BudgetNotPositive, ("minutes", minutes)).At(at);
            else if (minutes > limit)
                yield return Rejection.Of(RejectionCode.BudgetTooLong, ("minutes", minutes), ("limit", limit)).At(at);
        }
    }

    private static IEnumerable<Rejection> Warnings(SlaTarget target, string path)
    {
        if (target.Warnings.Count > Milestones.Most)
            yield return Rejection.Of(RejectionCode.MilestonesTooMany, ("limit", Milestones.Most)).At(path);
        foreach (var (i, warning) in target.Warnings.Index())
        {
            if (warning is WarnBefore { Minutes: <= 0 })
                yield return Rejection.Of(RejectionCode.WarningAfterDeadline).At(JsonPath.Item(path, i) + ".minutes");
            if (warning is WarnAtPercent { Percent: >= 100 })
                yield return Rejection.Of(RejectionCode.WarningAfterDeadline).At(JsonPath.Item(path, i) + ".percent");
            if (warning is WarnBefore before && before.Minutes >= Smallest(target))
                yield return Rejection.Of(RejectionCode.MilestoneBeforeStart, ("minutes", Smallest(target))).At(JsonPath.Item(path, i) + ".minutes");
            if (warning is WarnAtPercent { Percent: <= 0 })
                yield return Rejection.Of(RejectionCode.MilestoneBeforeStart, ("minutes", Smallest(target))).At(JsonPath.Item(path, i) + ".percent");
            if (warning.Notify.Count is 0)
                yield return Rejection.Of(RejectionCode.ReceiversEmpty).At(JsonPath.Item(path, i) + ".notify");
        }
    }

    private static IEnumerable<Rejection> Levels(SlaTarget target, int limit, string path)
    {
        if (target.Escalation.Count > Milestones.Most)
            yield return Rejection.Of(RejectionCode.MilestonesTooMany, ("limit", Milestones.Most)).At(path);
        foreach (var (i, level) in target.Escalation.Index())
        {
            var at = JsonPath.Item(path, i);
            if (i > 0 && level.OffsetMinutes < target.Escalation[i - 1].OffsetMinutes)
                yield return Rejection.Of(RejectionCode.LevelsOutOfOrder, ("level", i + 1)).At(at + ".offsetMinutes");
            if (level.OffsetMinutes < 0 && level.OffsetMinutes <= -(long)Smallest(target))
                yield return Rejection.Of(RejectionCode.MilestoneBeforeStart, ("minutes", Smallest(target))).At(at + ".offsetMinutes");
            if (level.OffsetMinutes > limit)
                yield return Rejection.Of(RejectionCode.LevelTooFar, ("limit", limit)).At(at + ".offsetMinutes");
            if (level.Actions.Count is 0)
                yield return Rejection.Of(RejectionCode.LevelWithoutAction).At(at + ".actions");
            foreach (var (j, action) in level.Actions.Index())
                if (action is NotifyAction { Whom.Count: 0 })
                    yield return Rejection.Of(RejectionCode.ReceiversEmpty).At(JsonPath.Item(at + ".actions", j) + ".whom");
        }
    }

    private static int Smallest(SlaTarget target) => target.Budgets.Count is 0 ? 0 : target.Budgets.Values.Min();

    private static string JsonName(Priority priority) => priority.ToString().ToLowerInvariant();
}
