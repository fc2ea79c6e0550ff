using System.Net;
using System.Text.Json;
using Dispatch.Access;

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

        var moved = await dispatcher.PostAsync($"/api/tickets/{ticket}/move-visit", Answers.Json(
            $$"""{"workOrder":"{{workOrder}}","engineer":"{{other.Text("engineer")}}","start":"{{other.Text("start")}}"}"""));
        Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        Assert.Equal(other.Text("engineer"), (await Order(dispatcher, ticket)).Text("engineer"));
    }

    [Fact]
    public async Task A_time_that_is_not_free_is_refused_with_what_stands_in_the_way_and_nothing_changes()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, workOrder) = await Booked(dispatcher);
        var before = (await Order(dispatcher, ticket)).GetRawText();
        var engineer = (await Order(dispatcher, ticket)).Text("engineer");
        var night = DateTimeOffset.UtcNow.AddDays(400).ToString("O");
        var refused = await dispatcher.PostAsync($"/api/tickets/{ticket}/move-visit", Answers.Json($$"""{"workOrder":"{{workOrder}}","engineer":"{{engineer}}","start":"{{night}}"}"""));
        Assert.Equal(["$.start"], (await refused.AssertProblem(409, "visit-unreachable")).Paths());
        var nobody = await dispatcher.PostAsync($"/api/tickets/{ticket}/move-visit", Answers.Json($$"""{"workOrder":"{{workOrder}}","engineer":"nobody","start":"{{DateTimeOffset.UtcNow.AddHours(3):O}}"}"""));
        Assert.Equal("engineer-unknown", (await nobody.Body()).Text("code"));
        Assert.Equal(before, (await Order(dispatcher, ticket)).GetRawText());
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
    public async Task A_day_is_improved_by_moves_that_can_be_made_one_after_the_other()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        for (var i = 0; i < 3; i++)
            await Booked(dispatcher);
        var start = DateTimeOffset.UtcNow.ToOffset(TimeSpan.FromHours(8)).AddDays(1);
        var answer = await dispatcher.PostAsync("/api/schedule/improve", Answers.Json($$"""{"date":"{{start:yyyy-MM-dd}}","seconds":0.5}"""));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        var proposal = await answer.Body();
        Assert.True(proposal.GetProperty("moves").GetArrayLength() is 0 || proposal.GetProperty("cost").GetDouble() < 0 || proposal.GetProperty("found").GetInt32() > 0);
        foreach (var move in proposal.GetProperty("moves").EnumerateArray().Where(move => move.TryGetProperty("fromEngineer", out _)))
        {
            var moved = await dispatcher.PostAsync($"/api/tickets/{move.Text("ticket")}/move-visit", Answers.Json(
                $$"""{"workOrder":"{{move.Text("workOrder")}}","engineer":"{{move.Text("engineer")}}","start":"{{move.Text("start")}}"}"""));
            Assert.Equal(HttpStatusCode.NoContent, moved.StatusCode);
        }
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
        var published = await (await host.As(Role.Admin)).PutAsync("/api/case-types/house-call", Answers.Json(CaseType));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var ticket = (await (await dispatcher.PostAsync("/api/tickets", Answers.Json(
            """{"kind":"house-call","channel":"web","region":"east","place":{"longitude":121.4737,"latitude":31.2304}}"""))).Body()).Text("id")!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await Order(dispatcher, ticket)).Text("state") is not "booked")
            await Task.Delay(50, patience.Token);
        return (ticket, (await Order(dispatcher, ticket)).Text("id")!);
    }

    private static async Task<JsonElement> Price(HttpClient client, string body)
    {
        var answer = await client.PostAsync("/api/schedule/price", Answers.Json(body));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }

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
