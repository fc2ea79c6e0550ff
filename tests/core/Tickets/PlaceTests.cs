using Dispatch.Conditions;
using Dispatch.Configuration;
using Dispatch.Sla;
using Dispatch.Tests.Core.Sla;
using Dispatch.Tickets;

namespace Dispatch.Tests.Core.Tickets;

/// <summary>Where visits go, entered or corrected after the ticket came in.</summary>
public sealed class PlaceTests
{
    private static readonly Place Elsewhere = new(121.5, 31.3);

    [Fact]
    public void A_visit_that_nobody_has_for_want_of_a_place_is_sought_again_at_once()
    {
        var repair = Case.Of(World.Repair with { Place = null, Zone = null });
        repair.Complete("triage", "visit", World.Nine);
        repair.Complete("agree-time-only", null, World.Nine);
        repair.Tell(new RecordMisfits("w1", 1, [new("place", Rejection.Of(RejectionCode.VisitPlaceUnknown))]), World.Nine);
        repair.Tell(new SetPlace(Elsewhere, "west"), World.Nine.AddMinutes(1));
        Assert.Equal((Elsewhere, "west"), (repair.Ticket.Facts!.Place, repair.Ticket.Facts.Zone));
        Assert.Equal((WorkOrderState.Seeking, 2, true), (repair.Visit.State, repair.Visit.Attempt, repair.Visit.Misfits.IsEmpty));
        Assert.Equal(World.Nine.AddMinutes(1), repair.Ticket.UpdatedAt);
    }

    [Fact]
    public void What_is_held_for_the_old_place_while_it_changes_is_promised_to_nobody()
    {
        var repair = Case.NeedingVisit();
        var held = World.BookingOf(repair.Visit, "wang", World.Nine.AddHours(1), World.Nine.AddMinutes(20));
        repair.Tell(new SetPlace(Elsewhere, "east"), World.Nine);
        Assert.Equal(RejectionCode.WorkOrderInState, repair.Refusal(new RecordBooking("w1", held), World.Nine));
        repair.Tell(new RecordBooking("w1", held with { Attempt = 2 }), World.Nine);
        Assert.Equal(WorkOrderState.Booked, repair.Visit.State);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_is_promised_and_not_begun_is_given_up_and_whoever_was_to_go_may_be_asked_again(bool accepted)
    {
        var repair = Case.Booked();
        var promised = repair.Visit.Booking!;
        if (accepted)
            repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new PinVisit("w1", true), World.Nine);
        repair.Tell(new SetPlace(Elsewhere, "east"), World.Nine.AddMinutes(5));
        Assert.Equal(VisitGivenUp.PlaceChanged, repair.History.OfType<VisitGivenUp>().Single().Why);
        Assert.Equal((WorkOrderState.Seeking, 2, false), (repair.Visit.State, repair.Visit.Attempt, repair.Visit.Pinned));
        Assert.Equal([promised], repair.Visit.GivenUp.AsEnumerable());
        Assert.Empty(repair.Visit.NotTo);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_visit_under_way_goes_where_it_was_promised_to_until_it_is_done(bool arrived)
    {
        var repair = Case.Booked();
        repair.Tell(new AcceptVisit("w1", "wang"), World.Nine);
        repair.Tell(new Depart("w1", "wang"), World.Nine);
        if (arrived)
            repair.Tell(new Arrive("w1", "wang"), World.Nine);
        Assert.Equal(RejectionCode.VisitUnderWay, repair.Refusal(new SetPlace(Elsewhere, "east", World.Text("address")), World.Nine));
        repair.Tell(new SetPlace(World.Repair.Place!, "east", World.Text("address")), World.Nine);
        Assert.Equal("wang", repair.Visit.Booking!.Engineer);
        if (!arrived)
            repair.Tell(new Arrive("w1", "wang"), World.Nine);
        repair.Tell(new CompleteVisit("w1", "wang", World.Text(), "fixed") { Data = Case.Data(("data.workDone", "new fan")) }, World.Nine);
        repair.Tell(new SetPlace(Elsewhere, "east"), World.Nine);
        Assert.Equal((Elsewhere, WorkOrderState.Done), (repair.Ticket.Facts!.Place, repair.Visit.State));
    }

    [Fact]
    public void The_same_place_is_accepted_and_changes_nothing()
    {
        var repair = Case.Booked();
        Assert.Empty(repair.Tell(new SetPlace(World.Repair.Place!, "east"), World.Nine));
        // Read on another map and turned into the same point.
        Assert.Empty(repair.Tell(new SetPlace(World.Repair.Place! with { System = "gcj02" }, "east"), World.Nine));
        repair.Tell(new SetPlace(World.Repair.Place!, "east", null, "Asia/Tokyo"), World.Nine);
        Assert.Empty(repair.Tell(new SetPlace(World.Repair.Place!, "east", null, "Asia/Tokyo"), World.Nine));
        Assert.Equal(WorkOrderState.Booked, repair.Visit.State);
    }

    [Fact]
    public void The_same_point_in_a_zone_that_has_come_to_hold_it_seeks_again_and_leaves_a_promise()
    {
        var unplanned = Case.NeedingVisit();
        unplanned.Tell(new SetPlace(World.Repair.Place!, "west"), World.Nine);
        Assert.Equal(("west", 2), (unplanned.Ticket.Facts!.Zone, unplanned.Visit.Attempt));
        var booked = Case.Booked();
        booked.Tell(new SetPlace(World.Repair.Place!, "west"), World.Nine);
        Assert.Equal((WorkOrderState.Booked, 1), (booked.Visit.State, booked.Visit.Attempt));
    }

    [Fact]
    public void An_address_alone_leaves_every_visit_and_is_found_by_search_in_place_of_the_one_before()
    {
        var repair = Case.NeedingVisit();
        repair.Tell(new SetPlace(World.Repair.Place!, "east", World.Text("first")), World.Nine);
        repair.Tell(new SetPlace(World.Repair.Place!, "east", World.Text("second")), World.Nine);
        Assert.Equal(World.Text("second"), repair.Ticket.Address);
        Assert.Equal(["second"], repair.Ticket.Texts.AsEnumerable());
        Assert.Equal((WorkOrderState.Seeking, 1), (repair.Visit.State, repair.Visit.Attempt));
        repair.Tell(new SetPlace(Elsewhere, "east"), World.Nine);
        Assert.Equal(World.Text("second"), repair.Ticket.Address);
    }

    [Fact]
    public void What_has_ended_stays_where_it_is()
    {
        var repair = Case.Booked();
        repair.Tell(new ResolveTicket("solved-by-phone", null), World.Nine);
        Assert.Equal(RejectionCode.TicketNotOpen, repair.Refusal(new SetPlace(Elsewhere, "east"), World.Nine));
        repair.Tell(new CloseTicket(), World.Nine);
        Assert.Equal(RejectionCode.TicketNotOpen, repair.Refusal(new SetPlace(World.Repair.Place!, "east"), World.Nine));
    }

    [Fact]
    public void Clocks_go_by_the_policy_and_the_wall_clock_of_the_new_place()
    {
        var office = Policy("office", 2) with { Zone = ZoneOf.Site };
        var isle = Policy("isle", 1) with { Condition = Condition.Test("zone", ConditionOperator.Eq, "isle") };
        var rules = new TicketRules(new[] { office, isle }.Aggregate(
            World.Configuration, (before, policy) => before.With(new(SlaPolicyKind.Instance.Name, policy.Id, 1, JsonBody.Of(policy)))));
        var repair = Case.Of(World.Repair, rules: rules);
        DateTimeOffset? Due() => repair.Ticket.Sla.Clocks.Single(clock => clock.Metric is SlaMetric.Resolution).DueAt;
        Assert.Equal(("office", Times.China("2026-03-02 12:00")), (repair.Ticket.Sla.Policy!.Id, Due()));
        // The office there has opened an hour ago and rests from twelve to half past one.
        repair.Tell(new SetPlace(new(139.7, 35.7), null, null, "Asia/Tokyo"), World.Nine);
        Assert.Equal(("office", Times.China("2026-03-02 13:30")), (repair.Ticket.Sla.Policy!.Id, Due()));
        repair.Tell(new SetPlace(Elsewhere, "isle"), World.Nine);
        Assert.Equal(("isle", Times.China("2026-03-02 12:00")), (repair.Ticket.Sla.Policy!.Id, Due()));
        Assert.Equal(("repair-desk", "Asia/Tokyo"), (repair.Ticket.Team, repair.Ticket.Facts!.SiteTimeZone));
    }

    private static SlaPolicyDefinition Policy(string id, int order) =>
        new(id, new(id, id), order, [Clockwork.Target(SlaMetric.Resolution, 180)]) { Calendar = "cn-office" };
}
