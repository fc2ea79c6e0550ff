using Dispatch.Engineers;
using Dispatch.Fields;
using Dispatch.Grains;
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
        var id = BookedWithFan();
        var before = story.Visit(id).Booking!;
        var window = new Window(Story.At(14, 0, 1), Story.At(16, 0, 1));
        story.Do(id, new ChooseAppointment("w1", window), by: $"customer:{id}");

        var order = story.Visit(id);
        Assert.Equal((WorkOrderState.Booked, window, window.From), (order.State, order.Window, order.Booking!.Start));
        Assert.Null(story.Day(before.Engineer).Find($"{id}/w1"));
        Assert.Equal(VisitState.Confirmed, story.Day(order.Booking.Engineer, 1).Find($"{id}/w1")!.State);
        Assert.Equal(("near", 1), (order.Booking.Warehouse, story.Stock("near", "fan").Available));
        story.Until(Story.At(9, 5));
        Assert.Equal(VisitState.Confirmed, story.Day(order.Booking.Engineer, 1).Find($"{id}/w1")!.State);
        Assert.Equal(order.Booking, story.Visit(id).Booking);
        var kept = story.Stock("near", "fan").Reservations.Single();
        Assert.Equal((1, 2, null), (story.Stock("near", "fan").Available, kept.Attempt, kept.ExpiresAt));
    }

    [Fact]
    public void Where_nobody_can_come_the_parts_stay_promised_too()
    {
        var id = BookedWithFan();
        story.Refused(RejectionCode.AppointmentGone, id, new ChooseAppointment("w1", new(Story.At(1, 0, 1), Story.At(3, 0, 1))));
        story.Until(Story.At(9, 5));
        var kept = story.Stock("near", "fan").Reservations.Single();
        Assert.Equal((1, 1, null), (story.Stock("near", "fan").Available, kept.Attempt, kept.ExpiresAt));
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
    public void Who_comes_too_late_for_the_last_place_keeps_what_he_had()
    {
        string[] ids = [story.OpenBookedRepair(), story.OpenBookedRepair(), story.OpenBookedRepair()];
        var window = new Window(Story.At(17, 0, 1), Story.At(17, 30, 1));
        var able = 0;
        foreach (var id in ids)
        {
            var own = story.Visit(id).Booking!;
            if (story.Try(id, new ChooseAppointment("w1", window), $"customer:{id}") is Outcome.Accepted)
                able++;
            else
                Assert.Equal(own, story.Visit(id).Booking);
            story.Settle();
        }
        // Two know cooling.
        Assert.Equal(2, able);
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

    /// <summary>A repair whose visit needs the one fan of two that is left in the nearest warehouse.</summary>
    private string BookedWithFan()
    {
        var id = story.OpenRepair();
        story.Complete(id, "triage", "visit", ("data.fault", FieldValue.Of("不制冷")), ("data.partsNeeded", FieldValue.Of(["fan"])));
        story.Complete(id, "ready-parts");
        story.Complete(id, "agree-time");
        Assert.Equal("near", story.Visit(id).Booking!.Warehouse);
        return id;
    }
}
