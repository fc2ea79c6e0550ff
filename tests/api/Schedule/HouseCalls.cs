using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.Api.Schedule;

/// <summary>Tickets that go straight on site, and what the schedule says of them.</summary>
internal static class HouseCalls
{
    private const string CaseType = """
        {"id":"house-call","name":{"zh":"上门","en":"House call"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":45,"window":{"withinHours":72},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    /// <summary>A ticket that goes straight on site, with more members of its own.</summary>
    public static async Task<string> Opened(ApiHost host, HttpClient dispatcher, string extra)
    {
        var published = await (await host.As(Role.Admin)).PutAsync("/api/case-types/house-call", Answers.Json(CaseType));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var opened = await dispatcher.PostAsync("/api/tickets", Answers.Json($$"""{"kind":"house-call","channel":"web","region":"east"{{extra}}}"""));
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
        return (await opened.Body()).Text("id")!;
    }

    /// <summary>An engineer who works at all hours.</summary>
    public static async Task Register(ApiHost host, string id, Place home, string zone)
    {
        var hours = Enum.GetValues<DayOfWeek>().Select(day => new WorkingHours(day, new(new(0, 0), new(23, 59))));
        var profile = new EngineerProfile(id, new(id, id), "company/field", [], home, [zone], new("Asia/Shanghai", [.. hours]));
        Assert.IsType<Outcome.Accepted>(await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IEngineerGrain>($"{Engineer.Kind}/{id}").Handle(new RegisterEngineer(profile), Origin.System));
        // The process hears of him by the feed.
        await Until(() => Task.FromResult(host.Services.GetRequiredService<WorldPicture>().Engineers.ContainsKey(id)));
    }

    /// <summary>The ticket's only work order.</summary>
    public static async Task<JsonElement> Order(HttpClient client, string ticket) =>
        (await (await client.GetAsync($"/api/tickets/{ticket}")).Body()).GetProperty("workOrders")[0];

    /// <summary>What everybody answers.</summary>
    public static async Task<JsonElement> Price(HttpClient client, string body)
    {
        var answer = await client.PostAsync("/api/schedule/price", Answers.Json(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }

    /// <summary>Visits that nobody has.</summary>
    public static async Task<List<JsonElement>> Unplanned(HttpClient dispatcher, string query) =>
        [.. (await (await dispatcher.GetAsync($"/api/schedule{query}")).Body()).GetProperty("unplanned").EnumerateArray()];

    /// <summary>A proposal for a day.</summary>
    public static async Task<JsonElement> Improved(HttpClient dispatcher, DateTimeOffset day)
    {
        var answer = await dispatcher.PostAsync("/api/schedule/improve", Answers.Json($$"""{"date":"{{day:yyyy-MM-dd}}","seconds":1}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }

    /// <summary>Its moves.</summary>
    public static List<JsonElement> Moves(JsonElement proposal) => [.. proposal.GetProperty("moves").EnumerateArray()];

    /// <summary>Waits, half a minute at most.</summary>
    public static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
            await Task.Delay(50, patience.Token);
    }
}
