using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Schedule;
using Dispatch.Api.World;
using Dispatch.Engineers;
using Dispatch.Grains;
using Dispatch.Silo.Hosting;
using Dispatch.Zones;
using Microsoft.Extensions.DependencyInjection;
using Orleans;

namespace Dispatch.Tests.Api.Schedule;

/// <summary>What a dispatcher sees on the schedule board, and does there.</summary>
public sealed class ScheduleTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string CaseType = """
        {"id":"house-call","name":{"zh":"上门","en":"House call"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":45,"window":{"withinHours":72},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    [Fact]
    public async Task A_booked_visit_stands_in_its_engineers_day_and_moves_to_whom_the_price_was_asked_for()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, workOrder) = await Booked(dispatcher);
        var (engineer, visit) = await Find(dispatcher, ticket);
        Assert.True(visit.GetProperty("travelMinutes").GetInt32() >= 0 && visit.GetProperty("slackMinutes").GetInt32() >= 0);

        var answers = (await Price(dispatcher, $$"""{"ticket":"{{ticket}}","workOrder":"{{workOrder}}"}""")).GetProperty("engineers").EnumerateArray().ToList();
        Assert.Equal(answers.Count, answers.Select(each => each.Text("engineer")).Distinct().Count());
        Assert.All(answers, each => Assert.True(each.TryGetProperty("start", out _) != each.TryGetProperty("reason", out _)));
        var other = answers.First(each => each.TryGetProperty("start", out _) && each.Text("engineer") != engineer);

        var moved = await Move(dispatcher, ticket, workOrder, other.Text("engineer"), other.Text("start"));
        Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        Assert.Equal(other.Text("engineer"), (await Order(dispatcher, ticket)).Text("engineer"));
    }

    [Fact]
    public async Task A_time_that_is_not_free_is_refused_with_what_stands_in_the_way_and_nothing_changes()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, workOrder) = await Booked(dispatcher);
        var before = Promised(await Order(dispatcher, ticket));
        var engineer = (await Order(dispatcher, ticket)).Text("engineer");
        var night = DateTimeOffset.UtcNow.AddDays(400).ToString("O");
        var refused = await Move(dispatcher, ticket, workOrder, engineer, night);
        Assert.Equal(["$.start"], (await refused.AssertProblem(409, "visit-unreachable")).Paths());
        var nobody = await Move(dispatcher, ticket, workOrder, "nobody", $"{DateTimeOffset.UtcNow.AddHours(3):O}");
        Assert.Equal("engineer-unknown", (await nobody.Body()).Text("code"));
        Assert.Equal(before, Promised(await Order(dispatcher, ticket)));
    }

    [Fact]
    public async Task Nobody_can_go_without_the_part_and_the_answer_says_from_which_warehouse_it_could_be_brought()
    {
        var (dispatcher, admin) = (await host.As(Role.Dispatcher), await host.As(Role.Admin));
        var ticket = await Opened(dispatcher, ""","place":{"longitude":121.55,"latitude":31.22},"parts":[{"part":"rotor","quantity":2}]""");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "unassigned");
        var question = $$"""{"ticket":"{{ticket}}","workOrder":"{{(await Order(dispatcher, ticket)).Text("id")}}"}""";
        async Task<List<JsonElement>> Everybody() => [.. (await Price(dispatcher, question)).GetProperty("engineers").EnumerateArray()];
        Assert.All(await Everybody(), each => Assert.True(each.Text("code") is "stock-short" or "skill-missing" && !each.TryGetProperty("freedBy", out _), each.GetRawText()));

        await Receive(admin, "zhangjiang", 1);
        await Receive(admin, "jiading", 5);
        await Until(async () => (await Everybody()).Exists(each => each.TryGetProperty("freedBy", out _)));
        var freed = (await Everybody()).First(each => each.TryGetProperty("freedBy", out _));
        var carry = Assert.Single(freed.GetProperty("freedBy").GetProperty("parts").EnumerateArray());
        Assert.Equal(
            ("rotor", 1, "jiading", "zhangjiang", "stock-short"),
            (carry.Text("part"), carry.GetProperty("quantity").GetInt32(), carry.Text("from"), carry.Text("to"), freed.Text("code")));
        Assert.Equal("江桥备件库", carry.GetProperty("fromName").Text("zh"));
        Assert.True(freed.GetProperty("freedBy").GetProperty("then").GetProperty("cost").GetProperty("travel").GetDouble() > 0);
        Assert.DoesNotContain(ticket, Moves(await Improved(dispatcher, DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(1))).Select(move => move.Text("ticket")));

        await Receive(admin, "zhangjiang", 1);
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "booked");
        Assert.Contains(await Everybody(), each => each.TryGetProperty("start", out _));
    }

    [Fact]
    public async Task A_visit_with_parts_in_a_zone_that_no_warehouse_supplies_says_so_where_nobody_has_it_and_where_it_is_priced()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var isle = new Place(122.55, 29.55);
        var zone = host.Services.GetRequiredService<IGrainFactory>().GetGrain<IZoneGrain>($"{Zone.Kind}/isle");
        var area = JsonElement.Parse("""{"type":"Polygon","coordinates":[[[122.5,29.5],[122.6,29.5],[122.6,29.6],[122.5,29.6],[122.5,29.5]]]}""");
        Assert.IsType<Outcome.Accepted>(await zone.Handle(new DefineZone(new("岛", "Isle"), "company", area, []), Origin.System));
        await Until(() => Task.FromResult(host.Services.GetRequiredService<ZoneMapCache>().Current.Find(isle) is "isle"));
        await Register("islander", isle, "isle");
        await Until(async () => (await zone.Describe())!.State.Engineers is ["islander"]);

        var ticket = await Opened(dispatcher, ""","place":{"longitude":122.55,"latitude":29.55},"parts":[{"part":"rotor","quantity":1}]""");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "unassigned");
        var unplanned = (await (await dispatcher.GetAsync("/api/schedule?zone=isle")).Body()).GetProperty("unplanned").EnumerateArray().Single();
        Assert.Equal((ticket, "zone-without-warehouse"), (unplanned.Text("ticket"), unplanned.GetProperty("reasons").EnumerateArray().Single().Text("code")));
        var answer = (await Price(dispatcher, $$"""{"ticket":"{{ticket}}","workOrder":"w1"}""")).GetProperty("engineers").EnumerateArray().Single();
        Assert.Equal("zone-without-warehouse", answer.Text("code"));
    }

    private static async Task Receive(HttpClient admin, string warehouse, int quantity)
    {
        var received = await admin.PostAsync($"/api/warehouses/{warehouse}/receive", Answers.Json($$"""{"part":"rotor","quantity":{{quantity}}}"""));
        Assert.Equal(HttpStatusCode.NoContent, received.StatusCode);
    }

    private static async Task Until(Func<Task<bool>> holds)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await holds())
            await Task.Delay(50, patience.Token);
    }

    [Theory]
    [InlineData("""{"ticket":"nothing","workOrder":"w1"}""", "ticket-unknown", "$.ticket")]
    [InlineData("""{"ticket":"TICKET","workOrder":"w99"}""", "work-order-unknown", "$.workOrder")]
    [InlineData("""{"ticket":"TICKET","workOrder":"w1","engineer":"nobody"}""", "engineer-unknown", "$.engineer")]
    [InlineData("""{"ticket":"TICKET","workOrder":"w1","start":"1026-01-01T00:00:00Z"}""", "instant-impossible", "$.start")]
    public async Task A_question_about_what_is_not_there_is_refused_by_its_path(string body, string code, string path)
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, _) = await Booked(dispatcher);
        var answer = await dispatcher.PostAsync("/api/schedule/price", Answers.Json(body.Replace("TICKET", ticket)));
        var problem = await answer.Body();
        Assert.Equal((code, path), (problem.Text("code"), problem.Paths().SingleOrDefault() ?? path));
        Assert.InRange((int)answer.StatusCode, 400, 499);
    }

    [Fact]
    public async Task A_visit_far_from_its_engineer_is_given_to_somebody_near_and_every_move_proposed_can_be_made()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, workOrder) = await Booked(dispatcher);
        var far = await FarAway((await Find(dispatcher, ticket)).Visit, "far-away");
        var start = await WhenOthersCan(dispatcher, ticket, workOrder, far);
        var given = await Move(dispatcher, ticket, workOrder, far, $"{start:O}");
        Assert.True(given.IsSuccessStatusCode, await given.Content.ReadAsStringAsync());
        await Confirmed(dispatcher, ticket, far, start);

        await Pin(dispatcher, ticket, workOrder, pinned: true);
        Assert.DoesNotContain(ticket, Moves(await Improved(dispatcher, start)).Select(move => move.Text("ticket")));
        await Pin(dispatcher, ticket, workOrder, pinned: false);
        var proposal = await Improved(dispatcher, start);
        var moves = Moves(proposal);
        Assert.Contains((ticket, far), moves.Select(move => (move.Text("ticket"), move.Text("fromEngineer"))));
        Assert.True(proposal.GetProperty("cost").GetDouble() < 0 && proposal.GetProperty("travelMinutes").GetInt32() < -60, proposal.GetRawText());
        foreach (var move in moves)
        {
            var moved = await Move(dispatcher, move.Text("ticket"), move.Text("workOrder"), move.Text("engineer"), move.Text("start"));
            Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        }
        Assert.NotEqual(far, (await Order(dispatcher, ticket)).Text("engineer"));
    }

    [Fact]
    public async Task The_service_makes_a_day_better_by_itself_and_leaves_alone_what_is_pinned()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, workOrder) = await Booked(dispatcher);
        var far = await FarAway((await Find(dispatcher, ticket)).Visit, "farther-away");
        var start = await WhenOthersCan(dispatcher, ticket, workOrder, far);
        await Move(dispatcher, ticket, workOrder, far, $"{start:O}");
        await Confirmed(dispatcher, ticket, far, start);
        var zone = host.Services.GetRequiredService<WorldPicture>().Engineers[far].Profile!.Zones.Single();
        var ahead = (start.Date - DateTimeOffset.UtcNow.ToOffset(start.Offset).Date).Days;
        var improvement = host.Services.GetRequiredService<SteadyImprovement>();

        await Pin(dispatcher, ticket, workOrder, pinned: true);
        await improvement.Improve(zone, ahead, default);
        Assert.Equal(far, (await Order(dispatcher, ticket)).Text("engineer"));

        await Pin(dispatcher, ticket, workOrder, pinned: false);
        Assert.NotEqual(0, await improvement.Improve(zone, ahead, default));
        Assert.NotEqual(far, (await Order(dispatcher, ticket)).Text("engineer"));
    }

    private static async Task<JsonElement> Improved(HttpClient dispatcher, DateTimeOffset day)
    {
        var answer = await dispatcher.PostAsync("/api/schedule/improve", Answers.Json($$"""{"date":"{{day:yyyy-MM-dd}}","seconds":1}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }

    private static List<JsonElement> Moves(JsonElement proposal) => [.. proposal.GetProperty("moves").EnumerateArray()];

    /// <summary>Pins a visit or takes the pin off, and waits until the board shows it so.</summary>
    private static async Task Pin(HttpClient dispatcher, string ticket, string workOrder, bool pinned)
    {
        var answer = await dispatcher.PostAsync($"/api/tickets/{ticket}/pin-visit", Answers.Json($$"""{"workOrder":"{{workOrder}}","pinned":{{(pinned ? "true" : "false")}}}"""));
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await Find(dispatcher, ticket)).Visit.GetProperty("pinned").GetBoolean() != pinned)
            await Task.Delay(50, patience.Token);
    }

    [Theory]
    [InlineData("""{"seconds":21}""", "number-out-of-range", "$.seconds")]
    [InlineData("""{"zone":"atlantis"}""", "zone-unknown", "$.zone")]
    [InlineData("""{"date":"1026-01-01"}""", "instant-impossible", "$.date")]
    public async Task A_day_that_cannot_be_improved_is_refused_by_its_path(string body, string code, string path)
    {
        var problem = await (await (await host.As(Role.Dispatcher)).PostAsync("/api/schedule/improve", Answers.Json(body))).Body();
        Assert.Equal((code, path), (problem.Text("code"), Assert.Single(problem.Paths())));
    }

    [Theory]
    [InlineData("?zone=atlantis", "zone-unknown")]
    [InlineData("?date=1026-01-01", "instant-impossible")]
    [InlineData("?colour=red", "parameter-unknown")]
    public async Task A_day_that_nobody_can_see_is_refused(string query, string code) =>
        await (await (await host.As(Role.Dispatcher)).GetAsync($"/api/schedule{query}")).AssertProblem(400, code);

    [Fact]
    public async Task Nobody_sees_engineers_beyond_his_own_org()
    {
        var elsewhere = await host.As(Role.Dispatcher, org: "company/nowhere");
        Assert.Equal(0, (await (await elsewhere.GetAsync("/api/schedule")).Body()).GetProperty("engineers").GetArrayLength());
    }

    /// <summary>A ticket that goes straight on site, once somebody is booked.</summary>
    private async Task<(string Ticket, string WorkOrder)> Booked(HttpClient dispatcher)
    {
        var ticket = await Opened(dispatcher, ""","place":{"longitude":121.4737,"latitude":31.2304}""");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "booked");
        return (ticket, (await Order(dispatcher, ticket)).Text("id")!);
    }

    /// <summary>A ticket that goes straight on site.</summary>
    private async Task<string> Opened(HttpClient dispatcher, string extra)
    {
        var published = await (await host.As(Role.Admin)).PutAsync("/api/case-types/house-call", Answers.Json(CaseType));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var opened = await dispatcher.PostAsync("/api/tickets", Answers.Json($$"""{"kind":"house-call","channel":"web","region":"east"{{extra}}}"""));
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
        return (await opened.Body()).Text("id")!;
    }

    /// <summary>An engineer who serves the zone of a visit from about a hundred kilometres away, at all hours.</summary>
    private async Task<string> FarAway(JsonElement visit, string id)
    {
        var place = visit.GetProperty("place");
        var (longitude, latitude) = (place.GetProperty("longitude").GetDouble(), place.GetProperty("latitude").GetDouble());
        var zone = host.Services.GetRequiredService<ZoneMapCache>().Current.Find(new(longitude, latitude))!;
        await Register(id, new(longitude + 1, latitude), zone);
        return id;
    }

    /// <summary>An engineer who works at all hours.</summary>
    private async Task Register(string id, Place home, string zone)
    {
        var hours = Enum.GetValues<DayOfWeek>().Select(day => new WorkingHours(day, new(new(0, 0), new(23, 59))));
        var profile = new EngineerProfile(id, new(id, id), "company/field", [], home, [zone], new("Asia/Shanghai", [.. hours]));
        Assert.IsType<Outcome.Accepted>(await host.Services.GetRequiredService<IGrainFactory>().GetGrain<IEngineerGrain>($"{Engineer.Kind}/{id}").Handle(new RegisterEngineer(profile), Origin.System));
    }

    /// <summary>A morning on which one of the others could come as well.</summary>
    private static async Task<DateTimeOffset> WhenOthersCan(HttpClient dispatcher, string ticket, string workOrder, string far)
    {
        for (var days = 1; days <= 2; days++)
        {
            var day = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(days);
            var start = new DateTimeOffset(day.Year, day.Month, day.Day, 10, 0, 0, day.Offset);
            var answers = (await Price(dispatcher, $$"""{"ticket":"{{ticket}}","workOrder":"{{workOrder}}","start":"{{start:O}}"}""")).GetProperty("engineers").EnumerateArray();
            if (answers.Any(each => each.Text("engineer") != far && each.TryGetProperty("start", out _)))
                return start;
        }
        throw new InvalidOperationException("Nobody works on these days.");
    }

    /// <summary>Waits until an engineer's day has a visit for good.</summary>
    private static async Task Confirmed(HttpClient dispatcher, string ticket, string engineer, DateTimeOffset start)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!(await (await dispatcher.GetAsync($"/api/schedule?date={start:yyyy-MM-dd}")).Body()).GetProperty("engineers").EnumerateArray()
            .Single(row => row.Text("id") == engineer).GetProperty("visits").EnumerateArray().Any(visit => visit.Text("ticket") == ticket && visit.Text("state") is "confirmed"))
            await Task.Delay(50, patience.Token);
    }

    private static Task<HttpResponseMessage> Move(HttpClient dispatcher, string? ticket, string? workOrder, string? engineer, string? start) =>
        dispatcher.PostAsync($"/api/tickets/{ticket}/move-visit", Answers.Json($$"""{"workOrder":"{{workOrder}}","engineer":"{{engineer}}","start":"{{start}}"}"""));

    private static async Task<JsonElement> Price(HttpClient client, string body)
    {
        var answer = await client.PostAsync("/api/schedule/price", Answers.Json(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }

    /// <summary>All of a work order but the estimate, which follows the clock.</summary>
    private static string Promised(JsonElement order) =>
        string.Join('\n', order.EnumerateObject().Where(member => member.Name is not "estimate").Select(member => member.ToString()));

    private static async Task<JsonElement> Order(HttpClient client, string ticket) =>
        (await (await client.GetAsync($"/api/tickets/{ticket}")).Body()).GetProperty("workOrders")[0];

    /// <summary>The engineer's id and the visit of a ticket, whichever of the next days it is on.</summary>
    private static async Task<(string Engineer, JsonElement Visit)> Find(HttpClient client, string ticket)
    {
        var start = (await Order(client, ticket)).GetProperty("arrival").GetDateTimeOffset();
        var schedule = await (await client.GetAsync($"/api/schedule?date={start.ToOffset(TimeSpan.FromHours(8)):yyyy-MM-dd}")).Body();
        return (from engineer in schedule.GetProperty("engineers").EnumerateArray()
                from visit in engineer.GetProperty("visits").EnumerateArray()
                where visit.Text("ticket") == ticket
                select (engineer.Text("id")!, visit)).Single();
    }
}
