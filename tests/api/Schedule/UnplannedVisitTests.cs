using System.Net;
using System.Text;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Silo.Hosting;
using Dispatch.Zones;
using Microsoft.Extensions.DependencyInjection;
using Orleans;
using static Dispatch.Tests.Api.Schedule.HouseCalls;

namespace Dispatch.Tests.Api.Schedule;

/// <summary>Visits that nobody has: why, and what would help.</summary>
public sealed class UnplannedVisitTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Fact]
    public async Task Nobody_can_go_without_the_part_and_the_answer_says_from_which_warehouse_it_could_be_brought()
    {
        var (dispatcher, admin) = (await host.As(Role.Dispatcher), await host.As(Role.Admin));
        var ticket = await Opened(host, dispatcher, ""","place":{"longitude":121.55,"latitude":31.22},"parts":[{"part":"rotor","quantity":2}]""");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "unassigned");
        var question = $$"""{"ticket":"{{ticket}}","workOrder":"{{(await Order(dispatcher, ticket)).Text("id")}}"}""";
        async Task<List<JsonElement>> Everybody() => [.. (await Price(dispatcher, question)).GetProperty("engineers").EnumerateArray()];
        Assert.All(await Everybody(), each => Assert.True(each.Text("code") is "stock-short" or "skill-missing" && !each.TryGetProperty("freedBy", out _), each.GetRawText()));

        await Receive(admin, "zhangjiang", 1);
        await Receive(admin, "jiading", 5);
        await Until(async () => (await Everybody()).Exists(each => each.TryGetProperty("freedBy", out _)));
        var costs = (await Everybody()).TakeWhile(each => each.TryGetProperty("freedBy", out _)).Select(each => each.GetProperty("freedBy").GetProperty("then").GetProperty("cost").GetProperty("total").GetDouble()).ToList();
        Assert.True(costs.Count > 1);
        Assert.Equal(costs.Order(), costs);
        var freed = (await Everybody())[0];
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
        await Register(host, "islander", isle, "isle");
        await Until(async () => (await zone.Describe())!.State.Engineers is ["islander"]);

        var ticket = await Opened(host, dispatcher, ""","place":{"longitude":122.55,"latitude":29.55},"parts":[{"part":"rotor","quantity":1}]""");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "unassigned");
        var unplanned = Assert.Single(await Unplanned(dispatcher, "?zone=isle"));
        var reason = Assert.Single(unplanned.GetProperty("reasons").EnumerateArray());
        Assert.Equal((ticket, "zone-without-warehouse", 0), (unplanned.Text("ticket"), reason.Text("code"), reason.GetProperty("who").GetArrayLength()));
        var answer = (await Price(dispatcher, $$"""{"ticket":"{{ticket}}","workOrder":"w1"}""")).GetProperty("engineers").EnumerateArray().Single();
        Assert.Equal("zone-without-warehouse", answer.Text("code"));
    }

    [Theory]
    [InlineData(""","place":{"longitude":10.5,"latitude":50.5}""", "visit-outside-zones")]
    [InlineData("", "visit-place-unknown")]
    public async Task A_visit_that_no_zone_holds_is_listed_with_the_reason_and_what_to_do_but_has_no_price(string place, string code)
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var ticket = await Opened(host, dispatcher, place);
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "unassigned");
        var listed = (await Unplanned(dispatcher, "")).Single(visit => visit.Text("ticket") == ticket);
        Assert.Equal((place.Length > 0, false), (listed.TryGetProperty("place", out _), listed.TryGetProperty("zone", out _)));
        var reason = Assert.Single(listed.GetProperty("reasons").EnumerateArray());
        Assert.Equal((code, 0), (reason.Text("code"), reason.GetProperty("who").GetArrayLength()));
        Assert.Equal(2, reason.GetProperty("remedy").EnumerateObject().Select(word => word.Value.GetString()).Where(word => word is not "").Distinct().Count());

        Assert.DoesNotContain(ticket, (await Unplanned(dispatcher, "?zone=pudong")).Select(visit => visit.Text("ticket")));
        await (await dispatcher.PostAsync("/api/schedule/price", Answers.Json($$"""{"ticket":"{{ticket}}","workOrder":"w1"}"""))).AssertProblem(409, code);
        var cancelled = await dispatcher.PostAsync($"/api/tickets/{ticket}/cancel", Answers.Json("""{"reason":"nobody goes there"}"""));
        Assert.True(cancelled.IsSuccessStatusCode, await cancelled.Content.ReadAsStringAsync());
        Assert.DoesNotContain(ticket, (await Unplanned(dispatcher, "")).Select(visit => visit.Text("ticket")));
    }

    [Fact]
    public async Task However_many_tickets_are_at_a_place_without_a_visit_those_with_one_that_nobody_has_are_listed()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var lines = Enumerable.Range(0, 250).Select(n => $$"""{"kind":"return","channel":"web","region":"east","priority":"urgent","place":{"longitude":121.4737,"latitude":31.2304},"description":"{{n}}"}""");
        var bulk = await dispatcher.PostAsync("/api/tickets/bulk", new StringContent(string.Join('\n', lines), Encoding.UTF8, "application/x-ndjson"));
        Assert.True(bulk.IsSuccessStatusCode, await bulk.Content.ReadAsStringAsync());
        var ticket = await Opened(host, dispatcher, "");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "unassigned");
        Assert.Contains(ticket, (await Unplanned(dispatcher, "")).Select(visit => visit.Text("ticket")));
    }

    private static async Task Receive(HttpClient admin, string warehouse, int quantity)
    {
        var received = await admin.PostAsync($"/api/warehouses/{warehouse}/receive", Answers.Json($$"""{"part":"rotor","quantity":{{quantity}}}"""));
        Assert.Equal(HttpStatusCode.NoContent, received.StatusCode);
    }
}
