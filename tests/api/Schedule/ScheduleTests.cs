using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Schedule;
using Dispatch.Api.World;
using Dispatch.Silo.Hosting;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Api.Schedule.HouseCalls;

namespace Dispatch.Tests.Api.Schedule;

/// <summary>What a dispatcher sees on the schedule board, and does there.</summary>
public sealed class ScheduleTests(DemoHost host) : IClassFixture<DemoHost>
{
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

    [Theory]
    [InlineData("firstResponse", false)]
    [InlineData("resolution", true)]
    public async Task A_visit_is_at_risk_by_the_deadlines_that_hang_on_it_and_not_by_a_reply_that_is_owed(string metric, bool atRisk)
    {
        var (product, budget) = ($"risk-{metric}", """{"low":1,"normal":1,"high":1,"urgent":1}""");
        var published = await (await host.As(Role.Manager)).PutAsync($"/api/sla-policies/{product.ToLowerInvariant()}", Answers.Json($$"""
            {"id":"{{product.ToLowerInvariant()}}","name":{"zh":"名","en":"Name"},"order":1,"condition":{"all":[{"field":"product","op":"eq","value":"{{product}}"}]},
             "targets":[{"id":"one","metric":"{{metric}}","time":"elapsed","budgets":{{budget}}}]}
            """));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, _) = await Booked(dispatcher, product);
        Assert.Equal(atRisk, (await Find(dispatcher, ticket)).Visit.GetProperty("atRisk").GetBoolean());
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
    private async Task<(string Ticket, string WorkOrder)> Booked(HttpClient dispatcher, string product = "KT-20")
    {
        var ticket = await Opened(host, dispatcher, $$""","product":"{{product}}","place":{"longitude":121.4737,"latitude":31.2304}""");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "booked");
        return (ticket, (await Order(dispatcher, ticket)).Text("id")!);
    }

    /// <summary>An engineer who serves the zone of a visit from about a hundred kilometres away, at all hours.</summary>
    private async Task<string> FarAway(JsonElement visit, string id)
    {
        var place = visit.GetProperty("place");
        var (longitude, latitude) = (place.GetProperty("longitude").GetDouble(), place.GetProperty("latitude").GetDouble());
        var zone = host.Services.GetRequiredService<ZoneMapCache>().Current.Find(new(longitude, latitude))!;
        await Register(host, id, new(longitude + 1, latitude), zone);
        return id;
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

    /// <summary>All of a work order but the estimate, which follows the clock.</summary>
    private static string Promised(JsonElement order) =>
        string.Join('\n', order.EnumerateObject().Where(member => member.Name is not "estimate").Select(member => member.ToString()));

    /// <summary>The engineer's id and the visit of a ticket, whichever of the next days it is on, once the schedule has heard of it.</summary>
    private static async Task<(string Engineer, JsonElement Visit)> Find(HttpClient client, string ticket)
    {
        List<(string Engineer, JsonElement Visit)> found = [];
        await Until(async () =>
        {
            var start = (await Order(client, ticket)).GetProperty("arrival").GetDateTimeOffset();
            // What a night shift does after midnight belongs to the day on which it began.
            var (date, schedules) = (start.ToOffset(TimeSpan.FromHours(8)).Date, new List<JsonElement>());
            foreach (var day in (DateTime[])[date, date.AddDays(-1)])
                schedules.Add(await (await client.GetAsync($"/api/schedule?date={day:yyyy-MM-dd}")).Body());
            found = [.. from schedule in schedules
                        from engineer in schedule.GetProperty("engineers").EnumerateArray()
                        from visit in engineer.GetProperty("visits").EnumerateArray()
                        where visit.Text("ticket") == ticket
                        select (engineer.Text("id")!, visit)];
            return found.Count is 1;
        });
        return found[0];
    }
}
