namespace Dispatch.Sla;

/// <summary>What somebody asks the diagnostic: when a budget is used up, and why then.</summary>
/// <param name="Start">When counting starts.</param>
/// <param name="Budget">Working time, whole milliseconds.</param>
/// <param name="Pauses">Stretches that do not count, in any order.</param>
public sealed record DueQuestion(DateTimeOffset Start, TimeSpan Budget, IReadOnlyList<Pause> Pauses)
{
    /// <summary>The deadline and its proof, or what is wrong with the question, with paths <c>$.start</c>, <c>$.budget</c> and <c>$.pauses[0].from</c>.</summary>
    public Checked<DueExplanation> Answer(WorkingCalendar calendar)
    {
        var rejections = Rejections(calendar).ToList();
        return rejections.Count is 0
            ? Checked<DueExplanation>.Ok(DueCalculation.Explain(calendar, Start, Budget, Pauses))
            : Checked<DueExplanation>.Refused(rejections);
    }

    private IEnumerable<Rejection> Rejections(WorkingCalendar calendar)
    {
        if (WorkingCalendar.IsOutside(Start))
            yield return WorkingCalendar.OutOfRange("$.start");
        if (Budget <= TimeSpan.Zero)
            yield return Rejection.Of(RejectionCode.BudgetNotPositive, ("minutes", Budget.TotalMinutes)).At("$.budget");
        if (Budget > calendar.LongestBudget)
            yield return Rejection.Of(RejectionCode.BudgetTooLong, ("minutes", Budget.TotalMinutes), ("limit", calendar.LongestBudget.TotalMinutes)).At("$.budget");
        foreach (var (i, pause) in Pauses.Index())
        {
            var path = JsonPath.Item("$.pauses", i);
            if (WorkingCalendar.IsOutside(pause.From))
                yield return WorkingCalendar.OutOfRange(path + ".from");
            if (pause.To is { } end && WorkingCalendar.IsOutside(end))
                yield return WorkingCalendar.OutOfRange(path + ".to");
            if (pause.To <= pause.From)
                yield return Rejection.Of(RejectionCode.PauseBackwards).At(path + ".to");
        }
    }
}
