using Dispatch.Fields;
using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

public sealed class VisitTests
{
    private static readonly DateTimeOffset AcceptBy = World.Nine.AddMinutes(20);

    [Fact]
    public void A_visit_asks_for_the_skills_of_the_case_and_begins_to_seek()
    {
        var order = Case.NeedingVisit().Visit;
        Assert.Equal(("w1", WorkOrderState.Seeking, 60, 1), (order.Id, order.State, order.Minutes, order.Attempt));
        Assert.Equal([new Skill("fridge", 2)], order.Skills.AsEnumerable());
        Assert.Equal(new Window(World.Nine, World.Nine.AddHours(48)), order.Window);
    }

    [Fact]
    public void A_visit_runs_from_booking_to_sign_off()
    {
        var repair = Case.Booked();
        Assert.Equal("wang", repair.Ticket.Engineer);
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine.AddMinutes(5));
        repair.Tell(new Depart("w1", "wang"), World.Nine.AddMinutes(30));
        repair.Tell(new Arrive("w1", "wang"), World.Nine.AddMinutes(55));
        repair.Tell(new CompleteVisit("w1", "wang", World.Text(), "fixed")
        {
            UsedParts = [new("fan", 1)], Data = Case.Data(("data.workDone", "new fan")),
        }, World.Nine.AddMinutes(110));
        Assert.Equal(WorkOrderState.Done, repair.Visit.State);
        Assert.Equal(FieldValue.Of("new fan"), repair.Ticket.Data.Get("data.workDone"));
        Assert.Equal("sign-off", Assert.Single(repair.Ticket.Steps, step => step.IsOpen).Step);
    }

    [Fact]
    public void A_visit_is_not_done_while_the_form_lacks_a_field()
    {
        var repair = Case.Booked();
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new Arrive("w1", "wang"), World.Nine);
        Assert.Equal(RejectionCode.StepFieldRequired, repair.Refusal(new CompleteVisit("w1", "wang", null, "fixed"), World.Nine));
        Assert.Equal(WorkOrderState.Arrived, repair.Visit.State);
    }

    [Fact]
    public void A_decline_seeks_anew_and_does_not_ask_the_same_engineer_again()
    {
        var repair = Case.Booked();
        repair.Tell(new DeclineVisit("w1", "wang", World.Text()), World.Nine.AddMinutes(1));
        Assert.Equal((WorkOrderState.Seeking, 2), (repair.Visit.State, repair.Visit.Attempt));
        Assert.Equal(["wang"], repair.Visit.NotTo.AsEnumerable());
        Assert.Equal("wang", repair.Visit.GivenUp.Single().Engineer);
    }

    [Fact]
    public void A_visit_that_moves_is_promised_anew_and_what_was_promised_is_given_back()
    {
        var repair = Case.Booked();
        var before = repair.Visit.Booking!;
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new MoveVisit("w1", "zhao", new(2026, 3, 2), World.Nine.AddHours(3), World.Nine.AddMinutes(15)), World.Nine);
        var order = repair.Visit;
        Assert.Equal((WorkOrderState.Booked, 2, "zhao", World.Nine.AddHours(3), World.Nine.AddHours(4)), (order.State, order.Attempt, order.Booking!.Engineer, order.Booking.Start, order.Booking.End));
        Assert.Equal([before], order.GivenUp.AsEnumerable());
        Assert.Equal(RejectionCode.WorkOrderNotYours, repair.Refusal(new AcceptVisit("w1", "wang"), World.Nine));
    }

    [Fact]
    public void A_chosen_appointment_sets_the_window_and_moves_the_promise_into_it()
    {
        var repair = Case.Booked();
        var before = repair.Visit.Booking!;
        var window = new Window(World.Nine.AddHours(24), World.Nine.AddHours(26));
        Assert.Equal(["AppointmentChosen"], repair.Decide(new ChooseAppointment("w1", window), World.Nine).Events.Select(each => each.GetType().Name));
        var held = before with { Attempt = 2, Engineer = "zhao", Start = window.From, End = window.From.AddHours(1) };
        repair.Tell(new ChooseAppointment("w1", window, held), World.Nine);
        Assert.Equal((WorkOrderState.Booked, window, 2, held), (repair.Visit.State, repair.Visit.Window, repair.Visit.Attempt, repair.Visit.Booking));
        Assert.Equal([before], repair.Visit.GivenUp.AsEnumerable());
        Assert.Empty(repair.Decide(new ChooseAppointment("w1", window), World.Nine).Events);
    }

    [Fact]
    public void A_chosen_appointment_that_holds_what_is_booked_leaves_it_as_it_is()
    {
        var repair = Case.Booked();
        var before = repair.Visit.Booking!;
        var window = new Window(before.Start.AddMinutes(-30), before.Start.AddMinutes(90));
        repair.Tell(new ChooseAppointment("w1", window), World.Nine);
        Assert.Equal((before, window, 1), (repair.Visit.Booking, repair.Visit.Window, repair.Visit.Attempt));
        Assert.Empty(repair.Visit.GivenUp);
    }

    [Fact]
    public void Whom_nobody_was_found_for_is_booked_by_his_choice()
    {
        var repair = Case.NeedingVisit();
        var window = new Window(World.Nine.AddHours(24), World.Nine.AddHours(26));
        var held = new Booking($"{repair.Ticket.Id}/w1", 2, "wang", new(2026, 3, 3), window.From, window.From.AddHours(1), window.From.AddHours(-1), null);
        repair.Tell(new ChooseAppointment("w1", window, held), World.Nine);
        Assert.Equal((WorkOrderState.Booked, 2, held), (repair.Visit.State, repair.Visit.Attempt, repair.Visit.Booking));
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new RecordBooking("w1", held with { Attempt = 1 }), World.Nine));
    }

    [Fact]
    public void No_appointment_is_chosen_once_the_engineer_is_on_the_way()
    {
        var repair = Case.Booked();
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new Depart("w1", "wang"), World.Nine);
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new ChooseAppointment("w1", new(World.Nine.AddHours(4), World.Nine.AddHours(6))), World.Nine));
        Assert.Equal(RejectionCode.WorkOrderUnknown, repair.Refusal(new ChooseAppointment("w9", new(World.Nine.AddHours(4), World.Nine.AddHours(6))), World.Nine));
    }

    [Fact]
    public void A_pin_holds_what_is_booked_and_goes_with_it()
    {
        var repair = Case.Booked();
        repair.Tell(new PinVisit("w1", true), World.Nine);
        Assert.True(repair.Visit.Pinned);
        Assert.Empty(repair.Decide(new PinVisit("w1", true), World.Nine).Events);
        repair.Tell(new DeclineVisit("w1", "wang", null), World.Nine);
        Assert.False(repair.Visit.Pinned);
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new PinVisit("w1", true), World.Nine));
    }

    [Fact]
    public void A_visit_moves_neither_out_of_the_promised_window_nor_once_the_engineer_is_on_the_way()
    {
        var repair = Case.Booked();
        Assert.Equal(RejectionCode.VisitOutsideWindow, repair.Refusal(new MoveVisit("w1", "zhao", new(2026, 3, 6), World.Nine.AddDays(4), World.Nine.AddDays(3)), World.Nine));
        Assert.Empty(repair.Decide(new MoveVisit("w1", "wang", repair.Visit.Booking!.Date, repair.Visit.Booking.Start, World.Nine), World.Nine).Events);
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new Depart("w1", "wang"), World.Nine);
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new MoveVisit("w1", "zhao", new(2026, 3, 2), World.Nine.AddHours(3), World.Nine.AddHours(1)), World.Nine));
    }

    [Fact]
    public void An_offer_can_be_accepted_at_its_last_instant()
    {
        var repair = Case.Booked();
        repair.Tell(new AcceptVisit("w1", "wang"), AcceptBy);
        Assert.Equal(WorkOrderState.Accepted, repair.Visit.State);
    }

    [Fact]
    public void An_offer_without_answer_has_gone_on_a_millisecond_later()
    {
        var repair = Case.Booked();
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new AcceptVisit("w1", "wang"), AcceptBy.AddMilliseconds(1)));
        repair.Pass(AcceptBy.AddMilliseconds(1));
        Assert.Equal((WorkOrderState.Seeking, 2), (repair.Visit.State, repair.Visit.Attempt));
        Assert.Equal(VisitGivenUp.NoAnswer, repair.History.OfType<VisitGivenUp>().Single().Why);
    }

    [Fact]
    public void A_visit_that_the_day_could_not_keep_may_go_to_the_same_engineer_again()
    {
        var repair = Case.Booked();
        repair.Tell(new LoseVisit("w1", 1), World.Nine);
        Assert.Equal(WorkOrderState.Seeking, repair.Visit.State);
        Assert.Empty(repair.Visit.NotTo);
        Assert.Empty(repair.Tell(new LoseVisit("w1", 1), World.Nine));
    }

    [Fact]
    public void An_engineer_asked_for_by_name_is_asked_although_he_declined()
    {
        var repair = Case.Booked();
        repair.Tell(new DeclineVisit("w1", "wang", null), World.Nine);
        repair.Tell(new BookVisit("w1", "wang"), World.Nine);
        Assert.Equal(("wang", 3), (repair.Visit.Wanted, repair.Visit.Attempt));
        Assert.Empty(repair.Visit.NotTo);
    }

    [Fact]
    public void Seeking_anew_by_hand_gives_the_booking_up()
    {
        var repair = Case.Booked();
        repair.Tell(new BookVisit("w1", null), World.Nine);
        Assert.Equal((WorkOrderState.Seeking, "wang"), (repair.Visit.State, repair.Visit.GivenUp.Single().Engineer));
    }

    [Fact]
    public void When_nobody_fits_the_ticket_says_why_for_each()
    {
        var repair = Case.NeedingVisit();
        Misfit[] misfits = [Misfit("wang", "engineer-absent"), Misfit("zhao", "engineer-off-shift"), Misfit("liu", "engineer-absent")];
        repair.Tell(new RecordMisfits("w1", 1, [.. misfits]), World.Nine);
        Assert.Equal(WorkOrderState.Unassigned, repair.Visit.State);
        Assert.Equal(["wang engineer-absent", "liu engineer-absent", "zhao engineer-off-shift"],
            repair.Visit.Misfits.Select(misfit => $"{misfit.Who} {misfit.Reason.Code}"));
    }

    [Fact]
    public void A_change_that_may_help_seeks_at_once_and_nothing_known_seeks_later_and_later()
    {
        var repair = Case.NeedingVisit();
        repair.Tell(new RecordMisfits("w1", 1, []), World.Nine);
        repair.Tell(new RetryBooking("w1"), World.Nine.AddMinutes(1));
        Assert.Equal((WorkOrderState.Seeking, 2), (repair.Visit.State, repair.Visit.Attempt));
        repair.Tell(new RecordMisfits("w1", 2, []), World.Nine.AddMinutes(1));
        Assert.Equal(World.Nine.AddMinutes(11), repair.Visit.NextWake);
        repair.Wake(World.Nine.AddMinutes(11));
        Assert.Equal((WorkOrderState.Seeking, 3), (repair.Visit.State, repair.Visit.Attempt));
    }

    [Fact]
    public void An_answer_to_an_older_attempt_changes_nothing()
    {
        var repair = Case.Booked();
        repair.Tell(new DeclineVisit("w1", "wang", null), World.Nine);
        Assert.Empty(repair.Tell(new RecordMisfits("w1", 1, []), World.Nine));
        Assert.Equal(RejectionCode.WorkOrderInState,
            repair.Refusal(new RecordBooking("w1", World.BookingOf(repair.Visit with { Attempt = 1 }, "zhao", World.Nine, AcceptBy)), World.Nine));
    }

    [Fact]
    public void Only_the_engineer_who_is_booked_acts_and_in_order()
    {
        var repair = Case.Booked();
        Assert.Equal(RejectionCode.WorkOrderNotYours, repair.Refusal(new AcceptVisit("w1", "zhao"), World.Nine));
        Assert.Equal(RejectionCode.WorkOrderUnknown, repair.Refusal(new AcceptVisit("w7", "wang"), World.Nine));
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new Depart("w1", "wang"), World.Nine));
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new CompleteVisit("w1", "wang", null, "fixed"), World.Nine));
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new Depart("w1", "wang"), World.Nine);
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new DeclineVisit("w1", "wang", null), World.Nine));
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new BookVisit("w1", null), World.Nine));
    }

    [Fact]
    public void A_second_visit_is_a_work_order_of_its_own()
    {
        var repair = Case.Booked();
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new Arrive("w1", "wang"), World.Nine);
        repair.Tell(new CompleteVisit("w1", "wang", null, "not-home") { Data = Case.Data(("data.workDone", "-")) }, World.Nine);
        repair.Complete("agree-time-only", null, World.Nine);
        Assert.Equal(["w1", "w2"], repair.Ticket.WorkOrders.Select(order => order.Id));
    }

    [Fact]
    public void What_was_agreed_on_comes_before_what_the_ticket_came_in_with()
    {
        var tomorrow = World.Nine.AddDays(1);
        var repair = Case.Of(World.Repair with { VisitWindow = new(World.Nine, World.Nine.AddHours(2)) });
        repair.Complete("triage", "visit", World.Nine);
        var agreed = FieldValues.Empty.With("data.earliestVisit", FieldValue.Of((DateTimeOffset?)tomorrow)).With("data.latestVisit", FieldValue.Of((DateTimeOffset?)tomorrow.AddHours(3)));
        repair.Tell(new CompleteStep(null, null, null) { Data = agreed }, World.Nine);
        Assert.Equal(new Window(tomorrow, tomorrow.AddHours(3)), repair.Visit.Window);
    }

    [Fact]
    public void A_window_that_has_passed_no_longer_counts()
    {
        var repair = Case.Of(World.Repair with { VisitWindow = new(World.Nine, World.Nine.AddHours(2)) });
        repair.Complete("triage", "visit", World.Nine.AddHours(3));
        repair.Complete("agree-time-only", null, World.Nine.AddHours(3));
        Assert.Equal(new Window(World.Nine.AddHours(3), World.Nine.AddHours(51)), repair.Visit.Window);
    }

    private static Misfit Misfit(string who, string code) => new(who, Rejection.Of(new RejectionCode(code)));
}
