using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.CommandLine;
using Dispatch.Api.Plans;
using Dispatch.Tests.Shared;

namespace Dispatch.Tests.Api.Plans;

/// <summary>Ways as a road network's service says them.</summary>
public sealed class RoadTravelTests(RoadTravelTests.Host host) : IClassFixture<RoadTravelTests.Host>, IDisposable
{
    private const string Problem = """
        { "engineers": [{ "id": "li", "shift": [{ "from": "2026-03-02T08:00:00+08:00", "until": "2026-03-02T17:00:00+08:00" }], "start": { "place": { "longitude": 121.47, "latitude": 31.23 } } }],
          "jobs": [
            { "id": "near", "at": { "place": { "longitude": 121.48, "latitude": 31.23 } }, "duration": "00:45:00" },
            { "id": "overseas", "at": { "place": { "longitude": 130.5, "latitude": 31.23 } }, "duration": "00:45:00" }] }
        """;

    [Fact]
    public async Task Ways_take_as_long_as_the_service_says_and_where_there_is_none_nobody_goes()
    {
        var plan = await (await Solve(Problem)).Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(600, plan.GetProperty("routes")[0].GetProperty("travelSeconds").GetDouble(), 1e-6);
        var left = Assert.Single(plan.GetProperty("unserved").EnumerateArray());
        Assert.Equal(("overseas", "outside-working-hours"), (left.GetProperty("job").GetString(), left.GetProperty("reason").GetString()));
    }

    [Fact]
    public async Task A_problem_with_a_matrix_asks_nobody()
    {
        var problem = """
            { "engineers": [{ "id": "li", "shift": [{ "from": "2026-03-02T08:00:00+08:00", "until": "2026-03-02T17:00:00+08:00" }], "start": { "point": 0 } }],
              "jobs": [{ "id": "near", "at": { "point": 1 }, "duration": "00:45:00" }], "matrix": { "seconds": [[0, 7], [7, 0]] } }
            """;
        var before = host.Roads.Asked.Count;
        Assert.Equal(HttpStatusCode.OK, (await Solve(problem)).StatusCode);
        Assert.Equal(before, host.Roads.Asked.Count);
    }

    [Theory]
    [InlineData(400, """{ "code": "TooBig" }""")]
    [InlineData(500, "")]
    [InlineData(302, "")]
    [InlineData(200, "no json")]
    [InlineData(200, """{ "code": "NoTable" }""")]
    [InlineData(200, """{ "code": "Ok", "durations": [[0, 1], [1, 0]] }""")]
    [InlineData(200, """{ "code": "Ok", "durations": [[0, -1, 1], [1, 0, 1], [1, 1, 0]] }""")]
    public async Task What_is_no_table_gives_a_problem_that_says_when_to_try_again(int status, string body)
    {
        host.Roads.Broken = (status, body);
        var answer = await Solve(Problem);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Equal("travel-unavailable", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString());
        Assert.Equal(TimeSpan.FromSeconds(10), answer.Headers.RetryAfter!.Delta);
        Assert.DoesNotContain(host.Roads.Asked, asked => asked.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Places_without_a_way_between_them_and_hours_of_days_are_refused()
    {
        var answer = await Solve(Problem.Replace("2026-03-02T17", "2026-03-05T17", StringComparison.Ordinal));
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Equal(("plan-hours-too-long", true), (problem.GetProperty("code").GetString(), problem.GetProperty("errors").TryGetProperty("$.engineers[0].shift", out _)));
    }

    [Theory]
    [InlineData("""{ "osrm": "http://127.0.0.1:1/", "kilometresPerHour": 30, "detourFactor": 1.4 }""")]
    [InlineData("\"http://127.0.0.1:1/\"")]
    public async Task No_request_says_whom_to_ask(string travel)
    {
        var before = host.Roads.Asked.Count;
        var answer = await Solve(Problem.Replace("\"jobs\"", $"\"travel\": {travel}, \"jobs\"", StringComparison.Ordinal));
        Assert.Equal(4, (int)answer.StatusCode / 100);
        Assert.Equal(before, host.Roads.Asked.Count);
    }

    [Fact]
    public async Task Many_places_are_asked_for_in_blocks()
    {
        using var roads = new RoadNetwork();
        var places = Enumerable.Range(0, 120).Select(i => new Place(121 + i / 1_000.0, 31)).ToList();
        var seconds = await new OsrmTable(new(roads.Url), OsrmTable.Patience).Seconds(places, default);
        Assert.Equal(9, roads.Asked.Count);
        Assert.All(roads.Asked, asked => Assert.True(asked.Count(letter => letter is ',') <= 2 * OsrmTable.Side));
        for (var from = 0; from < places.Count; from++)
            Assert.Equal(Enumerable.Range(0, places.Count).Select(to => Math.Abs(from - to) * 60.0), seconds[from].Select(each => Math.Round(each)));
    }

    [Fact]
    public async Task A_service_that_keeps_silent_is_not_waited_for_long()
    {
        using var silent = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var table = new OsrmTable(new($"http://{silent.LocalEndpoint}/"), TimeSpan.FromMilliseconds(100));
        await Assert.ThrowsAsync<TravelUnavailableException>(() => table.Seconds([new(121, 31), new(122, 31)], default));
    }

    [Fact]
    public async Task The_command_asks_the_service_that_it_is_told_and_ends_with_code_2_when_that_does_not_answer()
    {
        using var folder = new TemporaryFolder();
        using var roads = new RoadNetwork { Slowness = 30 };
        var (file, output) = (Path.Combine(folder.Path, "problem.json"), Path.Combine(folder.Path, "plan.json"));
        await File.WriteAllTextAsync(file, Problem);
        Assert.Equal(1, await DispatchCommands.Run(["plan", "solve", file, "--iterations", "10", "--osrm", roads.Url, "--out", output]));
        var plan = JsonDocument.Parse(await File.ReadAllTextAsync(output)).RootElement;
        Assert.Equal(300, plan.GetProperty("routes")[0].GetProperty("travelSeconds").GetDouble(), 1e-6);
        roads.Broken = (500, "");
        Assert.Equal(2, await DispatchCommands.Run(["plan", "solve", file, "--iterations", "10", "--osrm", roads.Url]));
    }

    [Theory]
    [InlineData("osrm:5000")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/osrm")]
    [InlineData("http://osrm/?profile=truck")]
    public void What_is_no_address_of_a_service_is_refused(string text) => Assert.Null(OsrmTable.AddressOf(text));

    public void Dispose() => host.Roads.Broken = null;

    private async Task<HttpResponseMessage> Solve(string problem) =>
        await (await host.As(Role.Dispatcher)).PostAsync("/api/plans/solve?iterations=20", new StringContent(problem, Encoding.UTF8, "application/json"));

    /// <summary>The service with a road network.</summary>
    public sealed class Host : ApiHost
    {
        public RoadNetwork Roads { get; } = new();

        protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string> { ["demo"] = "off", ["osrm"] = Roads.Url };

        protected override void Dispose(bool disposing)
        {
            base.Dispose(disposing);
            Roads.Dispose();
        }
    }
}
