using System.Text.Json;
using Dispatch.Matching;
using Dispatch.Tests.Core.Engineers;
using Dispatch.Zones;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Zones;

public sealed class ZoneTests
{
    private static readonly DefineZone Define = new("east", new("东区", "East"), "acme/east", Json("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"""));

    [Fact]
    public void Defining_a_zone_again_changes_nothing()
    {
        var zone = After(Zone.Blank, Define);
        Assert.Equal(("east", "acme/east"), (zone.Id, zone.Org));
        Assert.Empty(ZoneDecisions.Decide(zone.Stored(), Define, At(9)).Events);
    }

    [Fact]
    public void An_area_that_is_none_is_refused_at_its_path() =>
        Assert.Equal("$.area.type", ZoneDecisions.Decide(Zone.Blank, Define with { Area = Json("""{"type":"Point","coordinates":[1]}""") }, At(9)).Rejection?.Path);

    [Fact]
    public void Engineers_join_and_leave_once()
    {
        var zone = After(After(Zone.Blank, new EnrolEngineer("b", true)), new EnrolEngineer("a", true));
        Assert.Equal(["a", "b"], zone.Engineers);
        Assert.Empty(ZoneDecisions.Decide(zone, new EnrolEngineer("a", true), At(9)).Events);
        Assert.Equal(["b"], After(zone, new EnrolEngineer("a", false)).Engineers);
    }

    [Fact]
    public void Waiting_jobs_are_taken_by_urgency_and_then_by_age()
    {
        var waiting = new WaitingJobs();
        waiting.Add(Waiting("t1/w1", Priority.Normal), At(9));
        waiting.Add(Waiting("t2/w1", Priority.Urgent), At(9, 2));
        waiting.Add(Waiting("t3/w1", Priority.Normal), At(9, 1));
        waiting.Add(Waiting("t1/w1", Priority.Normal), At(9, 3));
        Assert.Equal(["t2/w1", "t1/w1", "t3/w1"], waiting.TakeFeasible(_ => true, most: 10).Select(job => job.Id));
        Assert.Equal(0, waiting.Count);
    }

    [Fact]
    public void Waiting_jobs_that_nobody_can_take_go_on_waiting()
    {
        var waiting = new WaitingJobs();
        waiting.Add(Waiting("t1/w1", Priority.Normal), At(9));
        waiting.Add(Waiting("t2/w1", Priority.Normal), At(9));
        Assert.Equal(["t2/w1"], waiting.TakeFeasible(job => job.Id == "t2/w1", most: 10).Select(job => job.Id));
        Assert.Equal(1, waiting.Count);
    }

    private static Job Waiting(string id, Priority priority) => JobIn(new(At(9), At(18)), id: id) with { Priority = priority };

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static Zone After(Zone zone, ZoneCommand command) =>
        ZoneDecisions.Decide(zone, command, At(9)).Fold<Zone, ZoneEvent>(zone, (state, @event) => state.Apply(@event));
}
