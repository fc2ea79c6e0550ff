using Dispatch.Sla;
using static Dispatch.Tests.Core.Sla.Calendars;
using static Dispatch.Tests.Core.Sla.Times;

namespace Dispatch.Tests.Core.Sla;

public class DueCalculationTests
{
    private static readonly DateTimeOffset Monday = China("2026-03-02 09:00");

    [Fact]
    public void A_pause_moves_the_deadline_by_the_working_time_inside_it()
    {
        var pause = new Pause(China("2026-03-02 11:00"), China("2026-03-02 14:00"), "awaiting-customer");
        var explanation = DueCalculation.Explain(Office, Monday, Minutes(240), [pause]);
        Assert.Equal(China("2026-03-02 16:00"), explanation.DueAt);
        Assert.Equal(
        [
            new(China("2026-03-02 09:00"), China("2026-03-02 11:00"), null),
            new(China("2026-03-02 11:00"), China("2026-03-02 12:00"), "awaiting-customer"),
            new(China("2026-03-02 13:30"), China("2026-03-02 14:00"), "awaiting-customer"),
            new(China("2026-03-02 14:00"), China("2026-03-02 16:00"), null),
        ], explanation.Segments);
        Assert.Equal((Minutes(240), Minutes(90)), (explanation.Counted, explanation.Paused));
    }

    [Fact]
    public void A_pause_without_end_holds_the_deadline_off()
    {
        var explanation = DueCalculation.Explain(Office, Monday, Minutes(240), [new(China("2026-03-02 11:00"), null, "awaiting-parts")]);
        Assert.Null(explanation.DueAt);
        Assert.Equal(Minutes(120), explanation.Counted);
    }

    [Fact]
    public void A_pause_that_begins_at_the_deadline_comes_too_late() =>
        Assert.Equal(China("2026-03-02 11:00"), DueCalculation.Due(Office, Monday, Minutes(120), [new(China("2026-03-02 11:00"), null, "awaiting-parts")]));

    [Fact]
    public void Pauses_that_overlap_are_not_counted_twice()
    {
        var explanation = DueCalculation.Explain(Office, Monday, Minutes(120),
        [
            new(China("2026-03-02 10:30"), China("2026-03-02 11:00"), "second"),
            new(China("2026-03-02 09:30"), China("2026-03-02 10:45"), "first"),
            new(China("2026-03-02 09:45"), China("2026-03-02 10:00"), "inside"),
        ]);
        Assert.Equal(China("2026-03-02 14:00"), explanation.DueAt);
        Assert.Equal(["first", "second"], explanation.Segments.Select(segment => segment.PausedFor).OfType<string>());
    }

    [Fact]
    public void A_question_that_makes_sense_is_answered() =>
        Assert.Equal(China("2026-03-02 11:00"), new DueQuestion(Monday, Minutes(120), []).Answer(Office).Value?.DueAt);

    [Fact]
    public void A_question_that_makes_none_is_refused_with_every_path()
    {
        var question = new DueQuestion(China("1950-01-01 00:00"), TimeSpan.Zero,
            [new(Monday, Monday, "held"), new(China("2190-01-01 00:00"), null, "held")]);
        Assert.Equal(
            [("date-out-of-range", "$.start"), ("budget-not-positive", "$.budget"), ("pause-backwards", "$.pauses[0].to"), ("date-out-of-range", "$.pauses[1].from")],
            question.Answer(Office).Rejections.Select(rejection => (rejection.Code.Value, rejection.Path!)));
    }

    [Fact]
    public void A_budget_that_no_calendar_ends_is_refused() =>
        Assert.Equal(RejectionCode.BudgetTooLong, Assert.Single(new DueQuestion(Monday, TimeSpan.FromDays(4000), []).Answer(Office).Rejections).Code);

    [Fact]
    public void A_pause_from_before_the_start_counts_from_the_start() =>
        Assert.Equal(China("2026-03-02 11:00"), DueCalculation.Due(Office, Monday, Minutes(60), [new(China("2026-03-01 08:00"), China("2026-03-02 10:00"), "held")]));
}
