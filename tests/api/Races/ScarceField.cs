using System.Text.Json;
using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Silo.Hosting;
using Dispatch.Zones;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.Api.Races;

/// <summary>Too few engineers, too few hours and too few parts: what the visits of a race all want.</summary>
internal static class ScarceField
{
    /// <summary>Part that every other visit needs.</summary>
    public const string Part = "rotor";

    /// <summary>Pieces there are of it.</summary>
    public const int Pieces = 20;

    /// <summary>Where they lie.</summary>
    public const string Warehouse = "zhangjiang";

    /// <summary>Case type that goes straight on site.</summary>
    public const string Kind = "scarce-visit";

    // Four engineers, eight visits a day each, ten hours to be there: room for some thirty of three hundred.
    private const string CaseType = """
        {"id":"scarce-visit","name":{"zh":"抢修","en":"Scarce visit"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":60,"skills":[{"id":"turbines","level":3}],
           "window":{"withinHours":10},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    // Out at sea, so that nobody else serves it.
    private const string Zone = "island";
    private const string Area = """{"type":"Polygon","coordinates":[[[122.1,30.1],[122.4,30.1],[122.4,30.4],[122.1,30.4],[122.1,30.1]]]}""";
    private static readonly Place Harbour = new(122.20, 30.20);

    /// <summary>The only ones who can do it.</summary>
    public static IReadOnlyList<string> Engineers { get; } = ["turbine-1", "turbine-2", "turbine-3", "turbine-4"];

    /// <summary>Brings engineers, parts and the case type into the demo company.</summary>
    public static async Task Found(RaceHost host, HttpClient client)
    {
        var grains = host.Services.GetRequiredService<IGrainFactory>();
        var zone = grains.GetGrain<IZoneGrain>($"{Zones.Zone.Kind}/{Zone}");
        Assert.IsType<Outcome.Accepted>(await zone.Handle(new DefineZone(new("岛", "Island"), "company", JsonElement.Parse(Area), [Warehouse]), Origin.System));
        foreach (var id in Engineers)
            Assert.IsType<Outcome.Accepted>(await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{id}").Handle(new RegisterEngineer(Profile(id)), Origin.System));
        using var received = await client.PostAsync($"/api/warehouses/{Warehouse}/receive", Answers.Json($$"""{"part":"{{Part}}","quantity":{{Pieces}}}"""));
        received.EnsureSuccessStatusCode();
        using var published = await client.PutAsync($"/api/case-types/{Kind}", Answers.Json(CaseType));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (host.Services.GetRequiredService<ZoneMapCache>().Current.Find(Harbour) is null)
            await pulse.WaitForNextTickAsync();
    }

    /// <summary>A ticket whose visit wants one of them.</summary>
    public static string Ticket(int number, Random random)
    {
        var parts = number % 2 is 0 ? $$""","parts":[{"part":"{{Part}}","quantity":{{random.Next(1, 3)}}}]""" : "";
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $$"""
            {"kind":"{{Kind}}","channel":"race","externalRef":"{{number}}","region":"east",
             "place":{"longitude":{{Harbour.Longitude + random.NextDouble() / 50:0.00000}},"latitude":{{Harbour.Latitude + random.NextDouble() / 50:0.00000}}}{{parts}}}
            """);
    }

    private static EngineerProfile Profile(string id) => new(id, new(id, id), "company/field/island", [new("turbines", 4)], Harbour, [Zone],
        new("Asia/Shanghai", [.. Enum.GetValues<DayOfWeek>().Select(day => new WorkingHours(day, new(new(0, 0), new(23, 59))))]));
}
