using Dispatch.Engineers;
using Dispatch.Fields;
using Dispatch.Tests.World.Company;
using Dispatch.Tickets;
using AcceptVisit = Dispatch.Tickets.AcceptVisit;
using CompleteVisit = Dispatch.Tickets.CompleteVisit;
using DeclineVisit = Dispatch.Tickets.DeclineVisit;

namespace Dispatch.Tests.Journeys;

/// <summary>A repair from the first word to the last: desk, warehouse, engineer, sign-off.</summary>
[Told]
public sealed class RepairTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void A_broken_fan_is_replaced_on_site_and_the_customer_confirms()
    {
        var id = story.OpenRepair();
        Assert.Equal("repair-desk", story.Ticket(id).Team);
        story.Complete(id, "triage", "visit", ("data.fault", FieldValue.Of("不制冷")), ("data.partsNeeded", FieldValue.Of(["fan"])));

        // Parts and time are prepared side by side; only when both are done is a visit planned.
        story.Complete(id, "ready-parts");
        Assert.Empty(story.Ticket(id).WorkOrders);
        story.Complete(id, "agree-time");

        var booked = story.Visit(id);
        // Sun Yi lives nearest but knows no cooling; Wang Lei is nearer than Zhao Qi, whose skill would be wasted.
        Assert.Equal((WorkOrderState.Booked, "wang.lei", "near"), (booked.State, booked.Booking!.Engineer, booked.Booking.Warehouse));
        Assert.Equal((2, 1), (story.Stock("near", "fan").OnHand, story.Stock("near", "fan").Available));
        Assert.Equal(VisitState.Confirmed, story.Day("wang.lei").Find($"{id}/w1")!.State);

        story.Do(id, new AcceptVisit("w1", "wang.lei"));
        story.Do(id, new Depart("w1", "wang.lei"));
        story.Until(booked.Booking.Start);
        story.Do(id, new Arrive("w1", "wang.lei"));
        Assert.Equal(VisitState.Arrived, story.Day("wang.lei").Find($"{id}/w1")!.State);
        story.Do(id, new CompleteVisit("w1", "wang.lei", Notes: null, "fixed")
        {
            UsedParts = [new("fan", 1)], Data = Story.Fields(("data.workDone", FieldValue.Of("换了风扇"))),
        });
        Assert.Equal((1, 1), (story.Stock("near", "fan").OnHand, story.Stock("near", "fan").Available));
        Assert.Equal(VisitState.Done, story.Day("wang.lei").Find($"{id}/w1")!.State);

        story.Complete(id, "sign-off", "confirmed");
        var done = story.Ticket(id);
        Assert.Equal((TicketStatus.Resolved, "repaired"), (done.Status, done.Resolution));
        Assert.Equal("换了风扇", done.Data.Get("data.workDone").TryText(out var text) ? text : null);

        story.Until(done.ResolvedAt!.Value + Ticket.CloseAfter);
        Assert.Equal(TicketStatus.Closed, story.Ticket(id).Status);
    }

    [Fact]
    public void An_engineer_who_declines_is_not_asked_again_and_the_next_best_is()
    {
        var id = story.OpenBookedRepair();
        story.Do(id, new DeclineVisit("w1", "wang.lei", Reason: null));

        Assert.Equal((WorkOrderState.Booked, "zhao.qi"), (story.Visit(id).State, story.Visit(id).Booking!.Engineer));
        Assert.Null(story.Day("wang.lei").Find($"{id}/w1"));
        story.Refused(RejectionCode.WorkOrderNotYours, id, new AcceptVisit("w1", "wang.lei"));
    }

    [Fact]
    public void An_engineer_who_does_not_answer_within_ten_minutes_loses_the_visit_to_the_next()
    {
        var id = story.OpenBookedRepair();
        var acceptBy = story.Visit(id).Booking!.AcceptBy;

        story.Until(acceptBy);
        Assert.Equal("wang.lei", story.Visit(id).Booking!.Engineer);
        story.World.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("zhao.qi", story.Visit(id).Booking!.Engineer);
    }

    [Fact]
    public void When_nobody_fits_the_ticket_says_why_and_is_booked_at_once_when_somebody_does()
    {
        story.Tell("wang.lei", new ReportSick());
        story.Tell("zhao.qi", new ReportSick());
        var id = story.OpenRepair();
        story.Complete(id, "triage", "visit");
        story.Complete(id, "agree-time-only");

        var visit = story.Visit(id);
        Assert.Equal(WorkOrderState.Unassigned, visit.State);
        Assert.Equal(
            [("sun.yi", RejectionCode.SkillMissing), ("wang.lei", RejectionCode.EngineerAbsent), ("zhao.qi", RejectionCode.EngineerAbsent)],
            visit.Misfits.Select(misfit => (misfit.Who, misfit.Reason.Code)));

        story.Tell("zhao.qi", new ReportBack());
        Assert.Equal((WorkOrderState.Booked, "zhao.qi"), (story.Visit(id).State, story.Visit(id).Booking?.Engineer));
    }

    [Fact]
    public void A_part_that_is_out_everywhere_is_waited_for_and_booked_when_it_comes_in()
    {
        var id = story.OpenRepair(parts: [new("pump", 6)]);
        story.Complete(id, "triage", "visit");
        story.Complete(id, "agree-time-only");
        Assert.Equal(WorkOrderState.Unassigned, story.Visit(id).State);
        Assert.Equal(
            [("sun.yi", RejectionCode.SkillMissing), ("near", RejectionCode.StockShort), ("far", RejectionCode.StockShort)],
            story.Visit(id).Misfits.Select(misfit => (misfit.Who, misfit.Reason.Code)));

        story.Receive("near", "pump", 5);
        Assert.Equal((WorkOrderState.Booked, "near"), (story.Visit(id).State, story.Visit(id).Booking?.Warehouse));
    }

    [Fact]
    public void A_sick_engineers_visit_goes_to_another()
    {
        var id = story.OpenBookedRepair();
        story.Do(id, new AcceptVisit("w1", "wang.lei"));

        story.Tell("wang.lei", new ReportSick());
        Assert.Equal((WorkOrderState.Booked, "zhao.qi"), (story.Visit(id).State, story.Visit(id).Booking?.Engineer));
        Assert.Empty(story.Day("wang.lei").Visits);
        Assert.Empty(story.Day("wang.lei").Losses);
    }

    [Fact]
    public void Cancelling_gives_engineer_and_parts_back()
    {
        var id = story.OpenBookedRepair("fan");
        Assert.Equal(1, story.Stock("near", "fan").Available);

        story.Do(id, new CancelTicket(Reason: null));
        Assert.Equal(2, story.Stock("near", "fan").Available);
        Assert.Empty(story.Day("wang.lei").Visits);
        Assert.All(story.Ticket(id).Steps, step => Assert.False(step.IsOpen));
    }

    [Fact]
    public void Two_repairs_never_share_an_engineers_hour()
    {
        var visits = Enumerable.Range(0, 6).Select(_ => story.OpenBookedRepair()).Select(id => story.Visit(id).Booking!).ToList();

        foreach (var one in visits)
            Assert.DoesNotContain(visits, other => other != one && other.Engineer == one.Engineer && other.Start < one.End && one.Start < other.End);
    }

    [Fact]
    public void Whoever_is_on_the_way_to_one_customer_cannot_set_out_to_another()
    {
        var (first, second) = (story.OpenBookedRepair(), story.OpenBookedRepair());
        story.Do(second, new BookVisit("w1", "wang.lei"));
        Assert.Equal(("wang.lei", "wang.lei"), (story.Visit(first).Booking!.Engineer, story.Visit(second).Booking!.Engineer));
        story.Do(first, new AcceptVisit("w1", "wang.lei"));
        story.Do(second, new AcceptVisit("w1", "wang.lei"));
        story.Do(first, new Depart("w1", "wang.lei"));

        story.Refused(RejectionCode.EngineerElsewhere, second, new Depart("w1", "wang.lei"));
        story.Refused(RejectionCode.EngineerElsewhere, second, new Arrive("w1", "wang.lei"));
        Assert.Equal((WorkOrderState.Accepted, VisitState.Accepted), (story.Visit(second).State, story.Day("wang.lei").Find($"{second}/w1")!.State));
    }

    [Fact]
    public void A_repair_that_did_not_hold_goes_back_to_triage_and_gets_a_second_visit()
    {
        var id = story.OpenBookedRepair();
        story.MakeVisit(id, "fixed");
        story.Complete(id, "sign-off", "still-broken");
        story.Complete(id, "triage", "visit");
        story.Complete(id, "agree-time-only");

        Assert.Equal(["w1", "w2"], story.Ticket(id).WorkOrders.Select(order => order.Id));
        Assert.Equal(WorkOrderState.Booked, story.Visit(id).State);
    }

    [Fact]
    public void When_the_engineer_lacks_a_part_the_ticket_waits_for_it_and_goes_on_when_it_arrives()
    {
        var id = story.OpenBookedRepair();
        story.MakeVisit(id, "parts-missing");
        Assert.Equal("parts-on-order", story.Ticket(id).Steps.Single(step => step.IsOpen).Step);

        story.Do(id, new SignalTicket("parts-received"));
        Assert.Equal("agree-time-only", story.Ticket(id).Steps.Single(step => step.IsOpen).Step);
    }
}

/// <summary>What many stories of repairs begin with.</summary>
internal static class Repairs
{
    public static string OpenRepair(this Story story, params IReadOnlyList<PartNeed> parts) =>
        story.Open("repair", ticket => ticket with { Place = SmallCompany.Home, Zone = "east", Parts = [.. parts] });

    /// <summary>A repair whose visit is booked and offered to the engineer.</summary>
    public static string OpenBookedRepair(this Story story, params IReadOnlyList<string> parts)
    {
        var id = story.OpenRepair();
        story.Complete(id, "triage", "visit", ("data.partsNeeded", FieldValue.Of(parts)));
        if (parts.Count > 0)
            story.Complete(id, "ready-parts");
        story.Complete(id, parts.Count > 0 ? "agree-time" : "agree-time-only");
        Assert.Equal(WorkOrderState.Booked, story.Visit(id).State);
        return id;
    }

    /// <summary>The engineer accepts, arrives on time and finishes with an outcome.</summary>
    public static void MakeVisit(this Story story, string id, string outcome)
    {
        var (order, booking) = (story.Visit(id).Id, story.Visit(id).Booking!);
        story.Do(id, new AcceptVisit(order, booking.Engineer));
        story.Until(booking.Start);
        story.Do(id, new Arrive(order, booking.Engineer));
        story.Until(booking.End);
        story.Do(id, new CompleteVisit(order, booking.Engineer, Notes: null, outcome) { Data = Story.Fields(("data.workDone", FieldValue.Of("检查"))) });
    }
}
