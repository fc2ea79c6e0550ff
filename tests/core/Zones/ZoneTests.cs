using System.Text.Json;
using Dispatch.Tests.Core.Engineers;
using Dispatch.Zones;
using static Dispatch.Tests.Core.Engineers.Field;

namespace Dispatch.Tests.Core.Zones;

public sealed class ZoneTests
{
    private static readonly DefineZone Define = new(
        new("东区", "East"), "acme/east", Json("""{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}"""), ["north"]);

    private static readonly Zone Blank = Zone.Initial("east");

    [Fact]
    public void Defining_a_zone_again_changes_nothing()
    {
        var zone = After(Blank, Define);
        Assert.Equal(("East", "acme/east"), (zone.Name!.En, zone.Org));
        Assert.Empty(ZoneDecisions.Decide(zone.Stored(), Define, At(9)).Events);
    }

    [Fact]
    public void An_area_that_is_none_is_refused_at_its_path() =>
        Assert.Equal("$.area.type", ZoneDecisions.Decide(Blank, Define with { Area = Json("""{"type":"Point","coordinates":[1]}""") }, At(9)).Rejection?.Path);

    [Fact]
    public void An_area_of_too_many_points_is_refused()
    {
        var ring = string.Join(',', Enumerable.Range(0, 2000).Select(n => $"[{n / 10.0},{n % 7}]"));
        var area = Json($$"""{"type":"Polygon","coordinates":[[{{ring}}]]}""");
        Assert.Equal(RejectionCode.ZoneAreaTooDetailed, ZoneDecisions.Decide(Blank, Define with { Area = area }, At(9)).Rejection?.Code);
    }

    [Fact]
    public void The_map_holds_the_zones_that_are_defined() =>
        Assert.Equal("east", ZoneMap.Of([Zone.Initial("west"), After(Blank, Define).Stored()]).Find(new(0.9, 0.5)));

    [Fact]
    public void Engineers_join_and_leave_once()
    {
        var zone = After(After(Blank, new EnrolEngineer("b", true)), new EnrolEngineer("a", true));
        Assert.Equal(["a", "b"], zone.Engineers);
        Assert.Empty(ZoneDecisions.Decide(zone, new EnrolEngineer("a", true), At(9)).Events);
        Assert.Equal(["b"], After(zone, new EnrolEngineer("a", false)).Engineers);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static Zone After(Zone zone, ZoneCommand command) =>
        ZoneDecisions.Decide(zone, command, At(9)).Fold<Zone, ZoneEvent>(zone, (state, @event) => state.Apply(@event));
}
