using Dispatch.Engineers;
using Dispatch.Planning;
using Dispatch.Tickets;

namespace Dispatch.Tests.Journeys;

/// <summary>A customer chooses when somebody comes: engineer, parts and time are promised together, or all stays as it was.</summary>
[Told]
public sealed class AppointmentTests : IDisposable
{
    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void A_visit_goes_to_the_window_that_the_customer_chose_with_its_parts()
    {
        var id = story.OpenBookedRepair();
        var before = story.Visit(id).Booking!;
        var parts = story.Stock("near", "fan").Available;
        var window = new Window(Story.At(14, 0, 1), Story.At(16, 0, 1));
        story.Do(id, new ChooseAppointment("w1", window), by: $"customer:{id}");

        var order = story.Visit(id);
        Assert.Equal((WorkOrderState.Booked, window, window.From), (order.State, order.Window, order.Booking!.Start));
        Assert.Null(story.Day(before.Engineer).Find($"{id}/w1"));
        Assert.Equal(VisitState.Confirmed, story.Day(order.Booking.Engineer, 1).Find($"{id}/w1")!.State);
        Assert.Equal((before.Warehouse, parts), (order.Booking.Warehouse, story.Stock("near", "fan").Available));
        story.Until(Story.At(9, 5));
        Assert.Equal(VisitState.Confirmed, story.Day(order.Booking.Engineer, 1).Find($"{id}/w1")!.State);
        Assert.Equal(order.Booking, story.Visit(id).Booking);
        Assert.Equal(parts, story.Stock("near", "fan").Available);
    }

    [Fact]
    public void An_hour_of_the_same_day_is_chosen_without_giving_the_day_up()
    {
        var id = story.OpenBookedRepair();
        var window = new Window(story.Visit(id).Booking!.Start.AddHours(3), story.Visit(id).Booking!.Start.AddHours(5));
        story.Do(id, new ChooseAppointment("w1", window));
        story.Until(Story.At(9, 5));
        var booking = story.Visit(id).Booking!;
        Assert.InRange(booking.Start, window.From, window.Until);
        Assert.Equal(VisitState.Confirmed, story.Day(booking.Engineer).Find($"{id}/w1")!.State);
    }

    [Fact]
    public void Where_nobody_can_come_all_stays_as_it_was()
    {
        var id = story.OpenBookedRepair();
        var (own, window) = (story.Visit(id).Booking!, story.Visit(id).Window);
        story.Refused(RejectionCode.AppointmentGone, id, new ChooseAppointment("w1", new(Story.At(1, 0, 1), Story.At(3, 0, 1))));
        story.Settle();
        Assert.Equal((own, window), (story.Visit(id).Booking, story.Visit(id).Window));
        story.Until(Story.At(9, 5));
        Assert.Equal(own, story.Visit(id).Booking);
        Assert.Equal(VisitState.Confirmed, story.Day(own.Engineer).Find($"{id}/w1")!.State);
    }
}
