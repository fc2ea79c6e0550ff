using Dispatch.Engineers;
using Dispatch.Planning;
using FsCheck;
using FsCheck.Fluent;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Engineers;

public sealed class EngineerDayLaws
{
    private static readonly Gen<(int Seconds, EngineerDayCommand Command)> Steps =
        from seconds in Gen.Choose(0, 90)
        from kind in Gen.Choose(0, 13)
        from job in Gen.Choose(1, 5)
        from attempt in Gen.Choose(1, 2)
        from minute in Gen.Choose(0, 540)
        from minutes in Gen.Choose(1, 150)
        from north in Gen.Choose(0, 30)
        select (seconds, Command(kind, $"t{job}/w1", attempt, StopAt(9, 0, 0) with
        {
            Place = North(north), Start = At(9).AddMinutes(minute), End = At(9).AddMinutes(minute + minutes),
        }));

    [Fact]
    public void No_sequence_of_commands_double_books_an_engineer() =>
        Walk((_, day, _, _) =>
        {
            var ahead = day.Visits.Where(visit => visit.State is not VisitState.Done).Select(visit => visit.Stop).ToList();
            foreach (var (before, after) in ahead.Zip(ahead.Skip(1)))
                Assert.True(before.End + KilometreAMinute.Between(before.Place, after.Place) <= after.Start, day.Json());
        });

    [Fact]
    public void No_sequence_of_commands_gives_a_job_two_visits() =>
        Walk((_, day, _, _) => Assert.Distinct(day.Visits.Select(visit => visit.Job)));

    [Fact]
    public void No_hold_outlives_its_minute() =>
        Walk((_, day, _, now) => Assert.DoesNotContain(
            EngineerDayDecisions.Decide(day, new CheckDay(), now).Fold<EngineerDay, EngineerDayEvent>(day, (state, @event) => state.Apply(@event)).Visits,
            visit => visit.ExpiresAt < now));

    [Fact]
    public void Every_accepted_hold_was_feasible() =>
        Walk((before, day, command, now) =>
        {
            if (command is not HoldVisit hold || before.Find(hold.Job) is not null || day.Find(hold.Job) is null)
                return;
            var settled = EngineerDayDecisions.Decide(before, new CheckDay(), now).Fold<EngineerDay, EngineerDayEvent>(before, (state, @event) => state.Apply(@event));
            Assert.Null(settled.Route(hold.Terms).WhyNot(hold.Stop, now));
        });

    [Fact]
    public void Repeating_a_command_that_held_changes_nothing() =>
        Walk((_, day, command, now) => Assert.Empty(EngineerDayDecisions.Decide(day, command, now).Events));

    private static void Walk(Action<EngineerDay, EngineerDay, EngineerDayCommand, DateTimeOffset> law) =>
        Prop.ForAll(Arb.From(Gen.ArrayOf(Steps, 40)), steps =>
        {
            var (day, now) = (new EngineerDay("li.wei", Monday), At(8));
            foreach (var (seconds, command) in steps)
            {
                now = now.AddSeconds(seconds);
                var decision = EngineerDayDecisions.Decide(day, command, now);
                if (decision.Rejection is not null)
                    continue;
                var next = decision.Events.Cast<EngineerDayEvent>().Aggregate(day, (state, @event) => state.Apply(@event)).Stored();
                law(day, next, command, now);
                day = next;
            }
        }).QuickCheckThrowOnFailure();

    // Hours differ between terms, travel does not: what was promised on one speed cannot be judged by another.
    private static EngineerDayCommand Command(int kind, string job, int attempt, Stop stop) => kind switch
    {
        0 or 1 or 2 or 3 => new HoldVisit(job, attempt, stop, Terms(), Org),
        4 => new HoldVisit(job, attempt, stop, Terms(new(At(9), At(12)), new(At(13), At(18))), Org),
        5 or 6 => new ConfirmVisit(job, attempt, attempt is 1 ? null : stop.Start),
        7 => new ReleaseVisit(job, attempt),
        8 => new AcceptVisit(job),
        9 => new DeclineVisit(job),
        10 => new DepartForVisit(job),
        11 => new ArriveAtVisit(job),
        12 => new CompleteVisit(job),
        _ => new ReviseDay(Terms(new Window(At(9), stop.End)), Org),
    };
}
