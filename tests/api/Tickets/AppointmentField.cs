using System.Text.Json;
using Dispatch.Access;
using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Silo.Hosting;
using Dispatch.Tests.Api.Races;
using Dispatch.Tests.Shared;
using Dispatch.Zones;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.Api.Tickets;

/// <summary>A reef with two engineers who live where the work is, at nine on Monday, 2 March 2026, in Shanghai: each hour of a window has room for one visit of each.</summary>
public sealed class AppointmentField : IAsyncLifetime
{
    /// <summary>Part that some visits need, of which there is none.</summary>
    public const string Part = "gasket";

    private const string Warehouse = "zhangjiang";
    private const string Zone = "reef";
    private const string Area = """{"type":"Polygon","coordinates":[[[122.6,30.1],[122.9,30.1],[122.9,30.4],[122.6,30.4],[122.6,30.1]]]}""";

    private const string CaseType = """
        {"id":"reef-visit","name":{"zh":"礁上维修","en":"Reef visit"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":60,"window":{"withinHours":48},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    private static readonly Place Reef = new(122.70, 30.20);
    private readonly TemporaryFolder folder = new();

    public AppointmentField() => (Host, Ledger) = (new(folder.File("race.db"), folder), new(folder.File("race.db")));

    /// <summary>The service.</summary>
    public RaceHost Host { get; }

    /// <summary>What is in its database.</summary>
    public Ledger Ledger { get; }

    /// <summary>Ten to twelve on a day of that week, on Shanghai's wall clock.</summary>
    public static (DateTimeOffset From, DateTimeOffset Until) TenOn(int day) =>
        (new(2026, 3, day, 2, 0, 0, TimeSpan.Zero), new(2026, 3, day, 4, 0, 0, TimeSpan.Zero));

    /// <summary>A ticket that goes straight on site, once it is booked or known to be bookable by nobody.</summary>
    public static async Task<string> Open(HttpClient dispatcher, string extra = "")
    {
        var answer = await dispatcher.PostAsync("/api/tickets", Answers.Json(
            $$"""{"kind":"reef-visit","channel":"web","region":"east","siteTimeZone":"Asia/Shanghai","place":{"longitude":122.70,"latitude":30.20}{{extra}}}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var ticket = (await answer.Body()).Text("id")!;
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while ((await Order(dispatcher, ticket)).Text("state") is "seeking")
            await pulse.WaitForNextTickAsync();
        return ticket;
    }

    /// <summary>The ticket's only work order.</summary>
    public static async Task<JsonElement> Order(HttpClient client, string ticket) =>
        (await (await client.GetAsync($"/api/tickets/{ticket}")).Body()).GetProperty("workOrders")[0];

    /// <summary>Chooses a window for the ticket's visit.</summary>
    public static Task<HttpResponseMessage> Choose(HttpClient client, string ticket, (DateTimeOffset From, DateTimeOffset Until) window) =>
        client.PostAsync($"/api/tickets/{ticket}/choose-appointment", Answers.Json($$"""{"workOrder":"w1","from":"{{window.From:O}}","until":"{{window.Until:O}}"}"""));

    public async Task InitializeAsync()
    {
        var (client, grains) = (await Host.As(Role.Admin), Host.Services.GetRequiredService<IGrainFactory>());
        var zone = grains.GetGrain<IZoneGrain>($"{Zones.Zone.Kind}/{Zone}");
        Assert.IsType<Outcome.Accepted>(await zone.Handle(new DefineZone(new("礁", "Reef"), "company", JsonElement.Parse(Area), [Warehouse]), Origin.System));
        foreach (var id in new[] { "reef-1", "reef-2" })
            Assert.IsType<Outcome.Accepted>(await grains.GetGrain<IEngineerGrain>($"{Engineer.Kind}/{id}").Handle(new RegisterEngineer(Profile(id)), Origin.System));
        var published = await client.PutAsync("/api/case-types/reef-visit", Answers.Json(CaseType));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        using var pulse = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (Host.Services.GetRequiredService<ZoneMapCache>().Current.Find(Reef) is null
            || (await (await client.GetAsync("/api/engineers/reef-2")).Body()).Text("id") is null)
            await pulse.WaitForNextTickAsync();
    }

    public Task DisposeAsync()
    {
        Host.Dispose();
        folder.Dispose();
        return Task.CompletedTask;
    }

    private static EngineerProfile Profile(string id) => new(id, new(id, id), "company/field/reef", [], Reef, [Zone],
        new("Asia/Shanghai", [.. Enum.GetValues<DayOfWeek>().Select(day => new WorkingHours(day, new(new(8, 0), new(20, 0))))]))
    {
        MaxVisitsPerDay = 24,
    };
}
