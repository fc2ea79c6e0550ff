using Dispatch.Engineers;
using Dispatch.Planning;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Engineers;

public sealed class EngineerDayTests
{
    private const string Job = "t1/w1";
    private static readonly EngineerDay Empty = new("li.wei", Monday);
    private static readonly EngineerDay Held = After(Empty, new HoldVisit(Job, 1, StopAt(10, 0, 60), Terms(), Org));
    private static readonly EngineerDay Confirmed = After(Held, new ConfirmVisit(Job, 1, AcceptBy: At(9, 15)));
    private static readonly EngineerDay Accepted = After(After(Held, new ConfirmVisit(Job, 1)), new AcceptVisit(Job));

    [Fact]
    public void A_hold_sets_the_days_terms_and_lapses_after_a_minute()
    {
        Assert.Equal(Terms(), Held.Terms);
        Assert.Equal(At(9, 1), Held.Find(Job)!.ExpiresAt);
        Assert.Equal(At(9, 1).AddMilliseconds(1), Held.NextWake);
    }

    [Fact]
    public void A_hold_waits_longer_where_the_clock_runs_faster_than_the_machine() =>
        Assert.Equal(At(19), EngineerDayDecisions.Decide(Empty, new HoldVisit(Job, 1, StopAt(10, 0, 60), Terms(), Org), At(9), holdFor: TimeSpan.FromHours(10))
            .Fold<EngineerDay, EngineerDayEvent>(Empty, (day, e) => day.Apply(e)).Find(Job)!.ExpiresAt);

    [Fact]
    public void The_same_hold_again_changes_nothing() =>
        Assert.Empty(Decide(Held, new HoldVisit(Job, 1, StopAt(10, 0, 60), Terms(), Org)).Events);

    [Fact]
    public void A_second_hold_of_the_same_attempt_is_refused() =>
        Assert.Equal(RejectionCode.VisitHeldAlready, Decide(Held, new HoldVisit(Job, 1, StopAt(11, 0, 60), Terms(), Org)).Rejection?.Code);

    [Fact]
    public void A_hold_of_a_newer_attempt_takes_the_place_of_the_older_even_at_the_same_time()
    {
        var newer = After(Confirmed, new HoldVisit(Job, 2, StopAt(10, 30, 60), Terms(), Org));
        Assert.Equal([2], newer.Visits.Select(visit => visit.Attempt));
        Assert.Equal(RejectionCode.VisitHeldAlready, Decide(newer, new HoldVisit(Job, 1, StopAt(10, 0, 60), Terms(), Org)).Rejection?.Code);
    }

    [Fact]
    public void A_visit_under_way_is_not_replaced() =>
        Assert.Equal(RejectionCode.VisitHeldAlready,
            Decide(After(Accepted, new DepartForVisit(Job)), new HoldVisit(Job, 2, StopAt(14, 0, 60), Terms(), Org)).Rejection?.Code);

    [Fact]
    public void Two_jobs_never_share_his_time() =>
        Assert.Equal(RejectionCode.VisitOverlaps, Decide(Held, new HoldVisit("t2/w1", 1, StopAt(10, 59, 60), Terms(), Org)).Rejection?.Code);

    [Fact]
    public void A_hold_outside_the_shift_is_refused() =>
        Assert.Equal(RejectionCode.EngineerOffShift, Decide(Empty, new HoldVisit(Job, 1, StopAt(17, 30, 60), Terms(), Org)).Rejection?.Code);

    [Fact]
    public void A_visit_that_ends_before_it_starts_is_refused() =>
        Assert.Equal(RejectionCode.VisitTimesImpossible, Decide(Empty, new HoldVisit(Job, 1, StopAt(10, 0, -5), Terms(), Org)).Rejection?.Code);

    [Fact]
    public void A_hold_can_be_confirmed_at_its_last_instant_and_not_a_millisecond_later()
    {
        Assert.Null(Decide(Held, new ConfirmVisit(Job, 1), At(9, 1)).Rejection);
        Assert.Equal(RejectionCode.VisitHoldLapsed, Decide(Held, new ConfirmVisit(Job, 1), At(9, 1).AddMilliseconds(1)).Rejection?.Code);
    }

    [Fact]
    public void An_unconfirmed_hold_lapses_by_its_wake_up()
    {
        var decision = Decide(Held, new CheckDay(), At(9, 1, 2));
        Assert.Equal([new DayVisitHoldLapsed(Job, 1, At(9, 1), At(9, 1, 2))], decision.Events);
        var after = decision.Fold<EngineerDay, EngineerDayEvent>(Held, (day, @event) => day.Apply(@event));
        Assert.Empty(after.Visits);
        Assert.Empty(after.Losses);
    }

    [Fact]
    public void A_pin_stays_until_it_is_taken_off_or_the_visit_is_held_elsewhere()
    {
        var pinned = After(Confirmed, new PinVisit(Job, true));
        Assert.True(pinned.Find(Job)!.Pinned);
        Assert.Empty(Decide(pinned, new PinVisit(Job, true)).Events);
        Assert.True(After(pinned, new AcceptVisit(Job)).Find(Job)!.Pinned);
        Assert.False(After(pinned, new PinVisit(Job, false)).Find(Job)!.Pinned);
        Assert.False(After(pinned, new HoldVisit(Job, 2, StopAt(14, 0, 60), Terms(), Org)).Find(Job)!.Pinned);
    }

    [Fact]
    public void Only_what_has_not_begun_can_be_pinned()
    {
        Assert.Equal(RejectionCode.EngineerVisitUnknown, Decide(Empty, new PinVisit(Job, true)).Rejection?.Code);
        Assert.Equal(RejectionCode.VisitStateWrong, Decide(After(Accepted, new DepartForVisit(Job)), new PinVisit(Job, true)).Rejection?.Code);
    }

    [Fact]
    public void A_promise_is_lost_when_the_hold_that_was_to_take_its_place_lapses()
    {
        var moved = After(After(Held, new ConfirmVisit(Job, 1)), new HoldVisit(Job, 2, StopAt(14, 0, 60), Terms(), Org));
        Assert.Equal(2, moved.Stored().Find(Job)!.Attempt);
        var decision = Decide(moved, new CheckDay(), At(12));
        var after = decision.Fold<EngineerDay, EngineerDayEvent>(moved, (day, @event) => day.Apply(@event));
        Assert.Empty(after.Visits);
        Assert.Equal([new VisitLoss(Job, 1, VisitLossCause.Withdrawn)], after.Losses);
    }

    [Fact]
    public void A_promise_that_moved_and_was_confirmed_has_lost_nothing()
    {
        var moved = After(After(After(Held, new ConfirmVisit(Job, 1)), new HoldVisit(Job, 2, StopAt(14, 0, 60), Terms(), Org)), new ConfirmVisit(Job, 2));
        Assert.Empty(After(moved, new CheckDay()).Losses);
        Assert.Equal((VisitState.Confirmed, null), (moved.Find(Job)!.State, moved.Find(Job)!.Replaces));
    }

    [Fact]
    public void A_stale_wake_up_has_nothing_to_say() => Assert.Empty(Decide(Held, new CheckDay(), At(9, 1)).Events);

    [Fact]
    public void Time_of_a_lapsed_hold_goes_to_the_next_who_asks_even_before_the_wake_up()
    {
        var decision = Decide(Held, new HoldVisit("t2/w1", 1, StopAt(10, 30, 60), Terms(), Org), At(9, 2));
        Assert.Equal(["DayVisitHoldLapsed", "DayVisitHeld"], decision.Events.Select(@event => @event.GetType().Name));
    }

    [Fact]
    public void A_late_confirmation_of_an_older_attempt_does_not_confirm_the_newer_hold()
    {
        var newer = After(After(Held, new ReleaseVisit(Job, 1)), new HoldVisit(Job, 2, StopAt(14, 0, 60), Terms(), Org));
        Assert.Equal(RejectionCode.VisitHoldLapsed, Decide(newer, new ConfirmVisit(Job, 1)).Rejection?.Code);
    }

    [Fact]
    public void A_late_release_of_an_older_attempt_does_not_release_the_newer_hold()
    {
        var newer = After(After(Held, new ReleaseVisit(Job, 1)), new HoldVisit(Job, 2, StopAt(14, 0, 60), Terms(), Org));
        Assert.Empty(Decide(newer, new ReleaseVisit(Job, 1)).Events);
    }

    [Fact]
    public void A_booking_run_that_came_to_nothing_leaves_the_visit_that_another_run_of_the_attempt_confirmed()
    {
        Assert.Single(Decide(Held, new ReleaseVisit(Job, 1, HeldOnly: true)).Events);
        Assert.Empty(Decide(After(Held, new ConfirmVisit(Job, 1)), new ReleaseVisit(Job, 1, HeldOnly: true)).Events);
    }

    [Fact]
    public void A_day_that_does_not_watch_acceptance_waits_for_it_without_end() =>
        Assert.Null(After(Held, new ConfirmVisit(Job, 1)).NextWake);

    [Fact]
    public void No_acceptance_in_time_gives_the_visit_up_and_the_ticket_has_to_hear_of_it()
    {
        var late = After(Confirmed, new CheckDay(), At(9, 15).AddMilliseconds(1));
        Assert.Empty(late.Visits);
        Assert.Equal([new VisitLoss(Job, 1, VisitLossCause.NotAccepted)], late.Losses);
        Assert.Empty(After(late, new AcknowledgeLoss(Job, 1)).Losses);
    }

    [Fact]
    public void Accepting_at_the_last_instant_is_in_time()
    {
        Assert.Null(Decide(Confirmed, new AcceptVisit(Job), At(9, 15)).Rejection);
        Assert.Equal(RejectionCode.EngineerVisitUnknown, Decide(Confirmed, new AcceptVisit(Job), At(9, 15).AddMilliseconds(1)).Rejection?.Code);
    }

    [Fact]
    public void A_declined_visit_frees_his_time_and_declining_again_changes_nothing()
    {
        var free = After(Confirmed, new DeclineVisit(Job));
        Assert.Empty(free.Visits);
        Assert.Empty(Decide(free, new DeclineVisit(Job)).Events);
    }

    [Fact]
    public void A_visit_goes_from_accepted_to_done_and_repeated_steps_change_nothing()
    {
        EngineerDayCommand[] steps = [new DepartForVisit(Job), new ArriveAtVisit(Job), new CompleteVisit(Job)];
        var day = Accepted;
        foreach (var step in steps)
        {
            day = After(day, step, At(10));
            Assert.Empty(Decide(day, step, At(10, 5)).Events);
        }
        Assert.Equal((VisitState.Done, At(10)), (day.Find(Job)!.State, day.Find(Job)!.DoneAt));
    }

    [Theory]
    [MemberData(nameof(OutOfOrder))]
    public void Steps_out_of_order_are_refused(EngineerDayCommand command) =>
        Assert.Equal(RejectionCode.VisitStateWrong, Decide(Confirmed, command).Rejection?.Code);

    public static TheoryData<EngineerDayCommand> OutOfOrder() => [new DepartForVisit(Job), new ArriveAtVisit(Job), new CompleteVisit(Job)];

    [Fact]
    public void Who_forgot_to_say_that_he_set_out_may_still_say_that_he_is_there() =>
        Assert.Equal(VisitState.Arrived, After(Accepted, new ArriveAtVisit(Job)).Find(Job)!.State);

    [Fact]
    public void He_does_not_set_out_while_he_is_elsewhere()
    {
        var two = After(After(After(Accepted, new HoldVisit("t2/w1", 1, StopAt(12, 0, 60), Terms(), Org)), new ConfirmVisit("t2/w1", 1)), new AcceptVisit("t2/w1"));
        var away = After(two, new DepartForVisit(Job));
        Assert.Equal(RejectionCode.EngineerElsewhere, Decide(away, new DepartForVisit("t2/w1")).Rejection?.Code);
    }

    [Fact]
    public void A_visit_done_early_frees_the_rest_of_its_time_and_the_next_way_begins_there()
    {
        var held = After(Empty, new HoldVisit(Job, 1, StopAt(10, 0, 240, north: 10), Terms(), Org));
        var there = After(After(After(held, new ConfirmVisit(Job, 1)), new AcceptVisit(Job)), new DepartForVisit(Job));
        var done = After(After(there, new ArriveAtVisit(Job), At(10)), new CompleteVisit(Job), At(11));
        Assert.Null(Decide(done, new HoldVisit("t2/w1", 1, StopAt(11, 0, 60, north: 10), Terms(), Org), At(11)).Rejection);
        Assert.Equal(RejectionCode.VisitUnreachable, Decide(done, new HoldVisit("t2/w1", 1, StopAt(11, 5, 60), Terms(), Org), At(11)).Rejection?.Code);
    }

    [Fact]
    public void Falling_sick_gives_up_what_has_not_begun_and_keeps_what_has()
    {
        var two = After(After(Accepted, new HoldVisit("t2/w1", 1, StopAt(14, 0, 60), Terms(), Org)), new ConfirmVisit("t2/w1", 1));
        var begun = After(two, new DepartForVisit(Job));
        var sick = After(begun, new ReviseDay(Terms() with { Shift = [new(At(9), At(9, 30))], Absent = true }, Org), At(9, 30));
        Assert.Equal([Job], sick.Visits.Select(visit => visit.Job));
        Assert.Equal([new VisitLoss("t2/w1", 1, VisitLossCause.Withdrawn)], sick.Losses);
    }

    [Fact]
    public void Terms_that_did_not_change_revise_nothing() => Assert.Empty(Decide(Held, new ReviseDay(Terms(), Org)).Events);

    [Fact]
    public void State_survives_storage()
    {
        var day = After(After(Accepted, new HoldVisit("t2/w1", 1, StopAt(14, 0, 60), Terms(), Org)), new DepartForVisit(Job));
        Assert.Equal(day.Json(), day.Stored().Json());
        Assert.Equal(day.Visits, day.Stored().Visits);
    }

    private static Decision Decide(EngineerDay day, EngineerDayCommand command, DateTimeOffset? now = null) =>
        EngineerDayDecisions.Decide(day, command, now ?? At(9));

    private static EngineerDay After(EngineerDay day, EngineerDayCommand command, DateTimeOffset? now = null) =>
        Decide(day, command, now).Fold<EngineerDay, EngineerDayEvent>(day, (state, @event) => state.Apply(@event));
}
