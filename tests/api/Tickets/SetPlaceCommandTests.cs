using System.Net;
using System.Text;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Tickets;
using Dispatch.Grains.Journal;
using Microsoft.Extensions.DependencyInjection;
using static Dispatch.Tests.Api.Schedule.HouseCalls;

namespace Dispatch.Tests.Api.Tickets;

/// <summary>A place that is entered or corrected after the ticket came in.</summary>
[Collection(DemoCompany.Name)]
public sealed class SetPlaceCommandTests(DemoHost host)
{
    private const string Home = """{"place":{"longitude":121.55,"latitude":31.22},"address":"世纪大道 88 号"}""";

    [Theory]
    [InlineData("", "visit-place-unknown")]
    [InlineData(""","place":{"longitude":10.5,"latitude":50.5},"contact":{"name":"王","address":"旧街 1 号"}""", "visit-outside-zones")]
    public async Task A_visit_that_nobody_could_go_to_is_booked_at_once_and_leaves_the_list_of_what_is_unplanned(string opened, string code)
    {
        var (dispatcher, agent) = (await host.As(Role.Dispatcher), await host.As(Role.Agent));
        var ticket = await Opened(host, dispatcher, opened);
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "unassigned");
        var reason = Assert.Single((await Unplanned(dispatcher, "")).Single(visit => visit.Text("ticket") == ticket).GetProperty("reasons").EnumerateArray());
        Assert.Equal((code, true, true), (reason.Text("code"), reason.GetProperty("remedy").Text("zh")!.Contains("更改地点"), reason.GetProperty("remedy").Text("en")!.Contains("Change place")));

        Assert.Equal(HttpStatusCode.NoContent, (await Send(agent, ticket, Home)).StatusCode);
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "booked");
        Assert.DoesNotContain(ticket, (await Unplanned(dispatcher, "")).Select(visit => visit.Text("ticket")));
        var detail = await Detail(dispatcher, ticket);
        Assert.Equal(("pudong", 121.55, "世纪大道 88 号"), (detail.Text("zone"), detail.GetProperty("place").GetProperty("longitude").GetDouble(), detail.GetProperty("contact").Text("address")));
        Assert.Equal(opened.Length > 0 ? "王" : null, detail.GetProperty("contact").Text("name"));
        var listed = (await (await dispatcher.GetAsync("/api/tickets?kind=house-call&limit=200")).Body()).GetProperty("items").EnumerateArray().Single(item => item.Text("id") == ticket);
        Assert.Equal("pudong", listed.Text("zone"));
    }

    [Fact]
    public async Task The_timeline_tells_colleagues_what_was_changed_and_customer_and_wallboard_no_more_than_before()
    {
        var agent = await host.As(Role.Agent);
        var ticket = await NewTicket(agent);
        await Send(agent, ticket, Home);
        var told = (await Timeline(agent, ticket)).Single(item => item.Text("kind") == "place-set.v1");
        Assert.Equal(("上门地点已更改", "The place was changed"), (told.GetProperty("text").Text("zh"), told.GetProperty("text").Text("en")));
        Assert.Equal(("世纪大道 88 号", "pudong"), (told.GetProperty("body").Text("text"), told.GetProperty("after").Text("zone")));
        Assert.DoesNotContain("121.55", told.GetRawText());
        Assert.DoesNotContain(await Timeline(host.AsCustomerOf(ticket), ticket), item => item.Text("kind") == "place-set.v1");
        var stored = await host.Services.GetRequiredService<IJournal>().ReadEntity($"ticket/{ticket}", 0, 100);
        Assert.False(EventTexts.IsNews(stored.Single(entry => entry.Kind == "place-set.v1")));
        Assert.All(stored, entry => Assert.DoesNotContain("世纪大道", Encoding.UTF8.GetString(entry.Body.Span)));
    }

    [Fact]
    public async Task The_same_place_again_changes_nothing()
    {
        var agent = await host.As(Role.Agent);
        var ticket = await NewTicket(agent, ""","place":{"longitude":121.5,"latitude":31.2,"system":"gcj02"},"contact":{"address":"旧街 1 号"}""");
        var place = (await Detail(agent, ticket)).GetProperty("place");
        foreach (var body in new[]
        {
            """{"place":{"longitude":121.5,"latitude":31.2,"system":"gcj02"}}""",
            $$"""{"place":{"longitude":{{place.GetProperty("longitude").GetRawText()}},"latitude":{{place.GetProperty("latitude").GetRawText()}}},"address":"旧街 1 号"}""",
        })
            Assert.Equal(HttpStatusCode.NoContent, (await Send(agent, ticket, body)).StatusCode);
        Assert.DoesNotContain(await Timeline(agent, ticket), item => item.Text("kind") == "place-set.v1");
    }

    [Fact]
    public async Task Of_two_who_saw_the_same_version_one_is_told_that_it_is_stale()
    {
        var ticket = await NewTicket(await host.As(Role.Agent));
        var answers = Array.Empty<HttpResponseMessage>();
        // Its team may move it on between the look and the race; then both are late, and race again.
        await Until(async () => (answers = await Race(ticket)).Any(answer => answer.IsSuccessStatusCode));
        Assert.Equal([HttpStatusCode.NoContent, HttpStatusCode.PreconditionFailed], answers.Select(answer => answer.StatusCode).Order());
        await answers.Single(answer => !answer.IsSuccessStatusCode).AssertProblem(412, "version-stale");
    }

    [Theory]
    [InlineData("""{"place":{"longitude":181,"latitude":0}}""", 422, "number-out-of-range", "$.place.longitude")]
    [InlineData("""{"place":{"longitude":0,"latitude":-90.001}}""", 422, "number-out-of-range", "$.place.latitude")]
    [InlineData("""{"place":{"longitude":1e400,"latitude":0}}""", 422, "number-out-of-range", "$.place.longitude")]
    [InlineData("""{"place":{"longitude":"NaN","latitude":0}}""", 422, "json-wrong-type", "$.place.longitude")]
    [InlineData("""{"place":{"longitude":1,"latitude":0,"system":"mars"}}""", 422, "coordinate-system-unknown", "$.place.system")]
    [InlineData("""{"place":{"longitude":1}}""", 422, "json-missing-member", "$.place.latitude")]
    [InlineData("""{"place":null}""", 422, "json-wrong-type", "$.place")]
    [InlineData("""{"address":"路 1"}""", 422, "json-missing-member", "$.place")]
    [InlineData("""{"place":{"longitude":1,"latitude":0},"siteTimeZone":"Mars/Olympus"}""", 422, "time-zone-unknown", "$.siteTimeZone")]
    [InlineData("""{"place":{"longitude":1,"latitude":0},"zone":"pudong"}""", 422, "json-unknown-member", "$.zone")]
    public async Task What_cannot_be_is_refused_with_its_path(string body, int status, string code, string path)
    {
        var agent = await host.As(Role.Agent);
        var problem = await (await Send(agent, await NewTicket(agent), body)).AssertProblem(status, code);
        Assert.Equal([path], problem.Paths());
    }

    [Fact]
    public async Task An_address_of_501_characters_is_too_long()
    {
        var agent = await host.As(Role.Agent);
        var body = $$"""{"place":{"longitude":1,"latitude":0},"address":"{{new string('长', 501)}}"}""";
        Assert.Equal(["$.address"], (await (await Send(agent, await NewTicket(agent), body)).AssertProblem(422, "text-length")).Paths());
    }

    [Fact]
    public async Task While_somebody_is_on_the_way_the_address_alone_is_corrected_and_once_the_ticket_has_ended_nothing()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var ticket = await Opened(host, dispatcher, ""","place":{"longitude":121.55,"latitude":31.22}""");
        await Until(async () => (await Order(dispatcher, ticket)).Text("state") is "booked");
        foreach (var command in new[] { "accept", "depart" })
            Assert.True((await dispatcher.PostAsync($"/api/tickets/{ticket}/{command}", Answers.Json("""{"workOrder":"w1"}"""))).IsSuccessStatusCode);
        Assert.Contains("set-place", Allowed(await Detail(dispatcher, ticket)));
        await (await Send(dispatcher, ticket, """{"place":{"longitude":121.5,"latitude":31.2}}""")).AssertProblem(409, "visit-under-way");
        Assert.Equal(HttpStatusCode.NoContent, (await Send(dispatcher, ticket, Home)).StatusCode);
        Assert.Equal(("世纪大道 88 号", "departed"), ((await Detail(dispatcher, ticket)).GetProperty("contact").Text("address"), (await Order(dispatcher, ticket)).Text("state")));

        var closed = await NewTicket(dispatcher);
        await dispatcher.PostAsync($"/api/tickets/{closed}/cancel", Answers.Json("""{"reason":"x"}"""));
        Assert.DoesNotContain("set-place", Allowed(await Detail(dispatcher, closed)));
        await (await Send(dispatcher, closed, Home)).AssertProblem(409, "ticket-not-open");
        await (await Send(await host.As(Role.Agent, org: "company/west"), ticket, Home)).AssertProblem(404, "ticket-unknown");
    }

    private async Task<HttpResponseMessage[]> Race(string ticket)
    {
        var clients = new[] { await host.As(Role.Dispatcher), await host.As(Role.Agent) };
        var seen = (await clients[0].GetAsync($"/api/tickets/{ticket}")).Headers.ETag!.ToString();
        return await Task.WhenAll(clients.Select((client, n) =>
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("If-Match", seen);
            return Send(client, ticket, $$$"""{"place":{"longitude":121.5{{{n}}},"latitude":31.2}}""");
        }));
    }

    private static async Task<string> NewTicket(HttpClient client, string extra = "") =>
        (await (await client.PostAsync("/api/tickets", Answers.Json($$"""{"kind":"consultation","channel":"web","region":"east"{{extra}}}"""))).Body()).Text("id")!;

    private static Task<HttpResponseMessage> Send(HttpClient client, string ticket, string body) =>
        client.PostAsync($"/api/tickets/{ticket}/set-place", Answers.Json(body));

    private static async Task<JsonElement> Detail(HttpClient client, string ticket) => await (await client.GetAsync($"/api/tickets/{ticket}")).Body();

    private static async Task<List<JsonElement>> Timeline(HttpClient client, string ticket) =>
        [.. (await (await client.GetAsync($"/api/tickets/{ticket}/timeline")).Body()).GetProperty("items").EnumerateArray()];

    private static IEnumerable<string?> Allowed(JsonElement detail) => detail.GetProperty("allowed").EnumerateArray().Select(command => command.GetString());
}
