using Dispatch.Sla;
using FsCheck;
using FsCheck.Fluent;

namespace Dispatch.Tests.Core.Sla;

/// <summary>Laws over random calendars: zones with and without daylight saving, split and night shifts, holidays, exceptions. The seed of a failure is printed.</summary>
public class CalendarLaws
{
    [Fact]
    public void Measuring_up_to_the_deadline_gives_the_budget_back() =>
        Holds(1000, s => s.Calendar.Between(s.Start, s.Calendar.Due(s.Start, s.Budget)) == s.Budget);

    [Fact]
    public void More_budget_is_never_due_earlier() =>
        Holds(1000, s => s.Calendar.Due(s.Start, s.Budget) < s.Calendar.Due(s.Start, s.Budget + TimeSpan.FromMilliseconds(1)));

    [Fact]
    public void The_deadline_is_the_earliest_instant_that_has_the_budget_behind_it() =>
        Holds(1000, s => s.Calendar.Between(s.Start, s.Calendar.Due(s.Start, s.Budget).AddMilliseconds(-1)) < s.Budget);

    [Fact]
    public void Starting_later_is_never_due_earlier() =>
        Holds(1000, s => s.Calendar.Due(s.Start, s.Budget) <= s.Calendar.Due(s.Start.AddHours(5), s.Budget));

    [Fact]
    public void A_pause_outside_working_time_changes_nothing() => Holds(300, s =>
    {
        var due = s.Calendar.Due(s.Start, s.Budget);
        var stretches = s.Calendar.Segments(s.Start, due).ToList();
        var gaps = stretches.Zip(stretches.Skip(1), (before, after) => new Pause(before.To, after.From, "night")).ToList();
        return DueCalculation.Due(s.Calendar, s.Start, s.Budget, gaps) == due;
    });

    [Fact]
    public void The_segments_of_an_explanation_add_up_exactly() => Holds(500, s =>
    {
        var explanation = DueCalculation.Explain(s.Calendar, s.Start, s.Budget, s.Pauses);
        return explanation.Counted == s.Budget
            && explanation.Counted + explanation.Paused == s.Calendar.Between(s.Start, explanation.DueAt!.Value)
            && explanation.Segments.Zip(explanation.Segments.Skip(1), (a, b) => a.To <= b.From).All(ordered => ordered)
            && explanation.DueAt == DueCalculation.Due(s.Calendar, s.Start, s.Budget, DueCalculation.Tidy(s.Pauses))
            && s.Budget == DueCalculation.Used(s.Calendar, s.Start, explanation.DueAt.Value, DueCalculation.Tidy(s.Pauses));
    });

    [Fact]
    public void Counting_minute_by_minute_on_the_wall_clock_gives_the_same_deadline_in_twenty_thousand_cases() =>
        Assert.Empty(CalendarOracle.Mismatches(first: 1_000_000, count: 20_000));

    [Fact]
    public void A_pause_outside_working_time_changes_nothing_whatever_the_budget_means() => Holds(500, s =>
    {
        var nights = s.Calendar.Segments(s.Start, s.Start.AddDays(40)).ToList() is var open
            ? open.Zip(open.Skip(1), (before, after) => new Pause(before.To, after.From, "night")).ToList()
            : [];
        foreach (var budget in new Budget[] { new WorkingDaysBudget(2), new DayLengthsBudget(1.5), new MonthsBudget(1), new UntilBudget(1, new(16, 0)) })
            if (budget.From(s.Start, s.Calendar) is var allowance
                && DueCalculation.Due(s.Calendar, s.Start, allowance.Length, nights, allowance.AtOpening) != DueCalculation.Due(s.Calendar, s.Start, allowance.Length, [], allowance.AtOpening))
                return false;
        return true;
    });

    [Fact]
    public void More_working_days_are_never_due_earlier() => Holds(500, s =>
    {
        var dues = Enumerable.Range(1, 10).Select(days => new WorkingDaysBudget(days).From(s.Start, s.Calendar))
            .Select(allowance => DueCalculation.Due(s.Calendar, s.Start, allowance.Length, [], allowance.AtOpening)!.Value).ToList();
        return dues.Zip(dues.Skip(1), (a, b) => a <= b).All(ordered => ordered);
    });

    [Fact]
    public void What_several_calendars_share_is_open_in_each_of_them() => Holds(500, s =>
    {
        var other = Calendars.Daily("Asia/Kathmandu", "08:15", "19:45");
        var shared = WorkingCalendar.Shared([s.Calendar, other]);
        return Enumerable.Range(0, 200).Select(i => s.Start.AddMinutes(i * 37)).All(at => shared.IsOpen(at) == (s.Calendar.IsOpen(at) && other.IsOpen(at)));
    });

    private static void Holds(int cases, Func<CalendarScenario, bool> law) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => law(CalendarScenario.Of(seed)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(cases));
}
