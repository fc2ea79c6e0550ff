using Dispatch.Engineers;
using Dispatch.Tests.World.Company;
using Dispatch.Tickets;
using AcceptVisit = Dispatch.Tickets.AcceptVisit;

namespace Dispatch.Tests.Journeys;

/// <summary>A visit that nobody could be sent to, or that was promised to the wrong place, goes where it is needed.</summary>
[Told]
public sealed class PlaceTests : IDisposable
{
    /// <summary>Who knows cooling.</summary>
    private static readonly string[] Able = ["wang.lei", "zhao.qi"];

    private readonly Story story = new();

    public void Dispose() => story.Dispose();

    [Fact]
    public void A_visit_without_a_place_is_booked_as_soon_as_the_place_is_known()
    {
        var id = NeedingVisit(open => open with { Place = null, Zone = null });
        Assert.Equal((WorkOrderState.Unassigned, RejectionCode.VisitPlaceUnknown), (story.Visit(id).State, story.Visit(id).Misfits.Single().Reason.Code));
        story.Do(id, new SetPlace(SmallCompany.Home, "east"));
        var booking = story.Visit(id).Booking!;
        var visit = story.Day(booking.Engineer).Find($"{id}/w1")!;
        Assert.Equal((WorkOrderState.Booked, VisitState.Confirmed, SmallCompany.Home), (story.Visit(id).State, visit.State, visit.Stop.Place));
        Assert.Equal(("east", 0), Listed(id));
    }

    [Fact]
    public void A_promise_to_the_wrong_place_is_given_back_and_made_anew_with_its_part()
    {
        var id = story.OpenBookedRepair("fan");
        var (before, fans) = (story.Visit(id).Booking!, story.Stock("near", "fan").Available + story.Stock("far", "fan").Available);
        story.Do(id, new AcceptVisit("w1", before.Engineer));
        var right = new Place(121.46, 31.26);
        story.Do(id, new SetPlace(right, "east"));
        var after = story.Visit(id).Booking!;
        var visits = Able.SelectMany(engineer => story.Day(engineer).Visits.Select(visit => (engineer, visit.Attempt, visit.State, visit.Stop.Place)));
        Assert.Equal([(after.Engineer, 2, VisitState.Confirmed, right)], visits);
        Assert.Empty(story.Visit(id).GivenUp);
        Assert.Equal(fans, story.Stock("near", "fan").Available + story.Stock("far", "fan").Available);
        story.Until(Story.At(9, 5));
        Assert.Equal(after, story.Visit(id).Booking);
    }

    [Fact]
    public void A_visit_that_is_moved_out_of_every_zone_has_nobody_until_it_comes_back()
    {
        var id = story.OpenBookedRepair();
        var engineer = story.Visit(id).Booking!.Engineer;
        story.Do(id, new SetPlace(new(10.5, 50.5), null));
        Assert.Equal((WorkOrderState.Unassigned, RejectionCode.VisitOutsideZones), (story.Visit(id).State, story.Visit(id).Misfits.Single().Reason.Code));
        Assert.Equal(((string?)null, 1), Listed(id));
        Assert.Empty(story.Day(engineer).Visits);
        story.Do(id, new SetPlace(SmallCompany.Home, "east"));
        Assert.Equal(WorkOrderState.Booked, story.Visit(id).State);
    }

    private (string? Zone, int Unbooked) Listed(string id) => story.World.Query(
        $"SELECT zone, unbooked FROM ticket_row WHERE id = '{id}'", row => (row.IsDBNull(0) ? null : row.GetString(0), row.GetInt32(1)))[0];

    private string NeedingVisit(Func<OpenTicket, OpenTicket> with)
    {
        var id = story.Open("repair", with);
        story.Complete(id, "triage", "visit");
        story.Complete(id, "agree-time-only");
        return id;
    }
}
