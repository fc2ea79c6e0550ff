using Dispatch.Engineers;
using Dispatch.Tickets;
using AcceptVisit = Dispatch.Tickets.AcceptVisit;

namespace Dispatch.Tests.Journeys;

/// <summary>A dispatcher moves a promised visit: never is it in two places, and never nowhere.</summary>
[Told]
public sealed class MoveVisitTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void A_visit_goes_to_another_engineer_with_its_parts_and_back_again()
    {
        var id = story.OpenBookedRepair();
        var booked = story.Visit(id).Booking!;
        var parts = story.Stock("near", "fan").Available;
        Move(id, "zhao.qi", booked.Start.AddHours(1));

        Assert.Equal((WorkOrderState.Booked, "zhao.qi"), (story.Visit(id).State, story.Visit(id).Booking!.Engineer));
        Assert.Null(story.Day("wang.lei").Find($"{id}/w1"));
        Assert.Equal(VisitState.Confirmed, story.Day("zhao.qi").Find($"{id}/w1")!.State);
        Assert.Equal(parts, story.Stock("near", "fan").Available);
        story.Do(id, new AcceptVisit("w1", "zhao.qi"));

        Move(id, "wang.lei", booked.Start);
        Assert.Equal(("wang.lei", booked.Start), (story.Visit(id).Booking!.Engineer, story.Visit(id).Booking!.Start));
        Assert.Null(story.Day("zhao.qi").Find($"{id}/w1"));
        Assert.Equal(VisitState.Confirmed, story.Day("wang.lei").Find($"{id}/w1")!.State);
        story.Until(Story.At(9, 5));
        Assert.Equal(VisitState.Confirmed, story.Day("wang.lei").Find($"{id}/w1")!.State);
        Assert.Equal(parts, story.Stock("near", "fan").Available);
    }

    [Fact]
    public void A_visit_begins_at_another_time_with_the_same_engineer()
    {
        var id = story.OpenBookedRepair();
        var later = story.Visit(id).Booking!.Start.AddHours(2);
        Move(id, "wang.lei", later);
        story.Until(Story.At(9, 5));
        var visit = Assert.Single(story.Day("wang.lei").Visits);
        Assert.Equal((VisitState.Confirmed, later), (visit.State, visit.Stop.Start));
    }

    [Fact]
    public void A_pinned_visit_is_pinned_in_its_engineers_day_until_it_is_moved_by_hand()
    {
        var id = story.OpenBookedRepair();
        var booked = story.Visit(id).Booking!;
        story.Do(id, new Tickets.PinVisit("w1", true));
        Assert.True(story.Visit(id).Pinned);
        Assert.True(story.Day(booked.Engineer).Find($"{id}/w1")!.Pinned);

        Move(id, "zhao.qi", booked.Start.AddHours(1));
        Assert.False(story.Visit(id).Pinned);
        Assert.False(story.Day("zhao.qi").Find($"{id}/w1")!.Pinned);

        story.Do(id, new Tickets.PinVisit("w1", true));
        story.Do(id, new Tickets.PinVisit("w1", false));
        Assert.False(story.Day("zhao.qi").Find($"{id}/w1")!.Pinned);
    }

    [Fact]
    public void A_visit_that_is_moved_to_stay_is_pinned_where_it_comes_to()
    {
        var id = story.OpenBookedRepair();
        story.Do(id, Moved("w1", "zhao.qi", story.Visit(id).Booking!.Start.AddHours(1)) with { Pinned = true });
        Assert.True(story.Visit(id).Pinned);
        Assert.Equal((VisitState.Confirmed, true), story.Day("zhao.qi").Find($"{id}/w1") is { } visit ? (visit.State, visit.Pinned) : default);
    }

    [Fact]
    public void Where_somebody_else_is_promised_nothing_changes()
    {
        var (first, second) = (story.OpenBookedRepair(), story.OpenBookedRepair());
        var taken = story.Visit(first).Booking!;
        var own = story.Visit(second).Booking!;
        story.Refused(RejectionCode.VisitOverlaps, second, Moved("w1", taken.Engineer, taken.Start));
        story.Settle();
        Assert.Equal(own, story.Visit(second).Booking);
        Assert.Equal(VisitState.Confirmed, story.Day(own.Engineer).Find($"{second}/w1")!.State);
        story.Until(Story.At(9, 5));
        Assert.Equal(own, story.Visit(second).Booking);
    }

    private void Move(string ticket, string engineer, DateTimeOffset start) => story.Do(ticket, Moved("w1", engineer, start));

    private static MoveVisit Moved(string order, string engineer, DateTimeOffset start) =>
        new(order, engineer, DateOnly.FromDateTime(start.AddHours(8).UtcDateTime), start, start.AddMinutes(-10));
}
