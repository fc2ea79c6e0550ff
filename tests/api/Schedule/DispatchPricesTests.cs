using System.Net;
using System.Text.Json;
using Dispatch.Access;
using static Dispatch.Tests.Api.Schedule.HouseCalls;

namespace Dispatch.Tests.Api.Schedule;

/// <summary>What the live plan goes by, as a manager sets it.</summary>
public sealed class DispatchPricesTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Path = "/api/dispatch-prices";

    [Fact]
    public async Task Prices_are_as_shipped_until_a_manager_publishes_others_and_the_board_goes_by_them_at_once()
    {
        var (dispatcher, manager) = (await host.As(Role.Dispatcher), await host.As(Role.Manager));
        var shipped = await (await dispatcher.GetAsync(Path)).Body();
        Assert.Equal((0, 6_000), (shipped.GetProperty("version").GetInt32(), shipped.GetProperty("body").GetProperty("travelHour").GetInt32()));
        var ticket = await Opened(host, dispatcher, ""","place":{"longitude":121.47,"latitude":31.20}""");
        var question = $$"""{"ticket":"{{ticket}}","workOrder":"w1"}""";
        Assert.Equal("CNY", (await Price(dispatcher, question)).Text("currency"));

        var published = await Publish(manager, """{"currency":"EUR","travelHour":60000}""", version: 0);
        Assert.Equal(HttpStatusCode.OK, published.StatusCode);
        var dearer = await Price(dispatcher, question);
        Assert.Equal("EUR", dearer.Text("currency"));
        var able = dearer.GetProperty("engineers").EnumerateArray().First(each => each.TryGetProperty("cost", out _) && each.GetProperty("travelMinutes").GetInt32() > 5);
        // To the minute, which the answer rounds to.
        Assert.InRange(able.GetProperty("cost").GetProperty("travel").GetDouble() / 1_000, able.GetProperty("travelMinutes").GetInt32() - 0.51, able.GetProperty("travelMinutes").GetInt32() + 0.51);

        await (await Publish(manager, "{}", version: 0)).AssertProblem(412, "document-version-stale");
        var faults = await (await Publish(manager, """{"travelHour":0,"currency":"€"}""", version: 1)).AssertProblem(422, "document-invalid");
        Assert.Equal(["$.currency", "$.travelHour"], faults.Paths().Order(StringComparer.Ordinal));
        Assert.Equal("EUR", (await (await dispatcher.GetAsync(Path)).Body()).GetProperty("body").Text("currency"));
    }

    private static async Task<HttpResponseMessage> Publish(HttpClient manager, string prices, int version)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, Path) { Content = Answers.Json(prices) };
        request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await manager.SendAsync(request);
    }
}
