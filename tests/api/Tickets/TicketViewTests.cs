using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Tickets;

namespace Dispatch.Tests.Api.Tickets;

[Collection(DemoCompany.Name)]
public sealed class TicketViewTests(DemoHost host)
{
    private const string Member = "service-east-2";

    [Fact]
    public async Task Mine_shows_what_is_in_my_hands_until_it_is_finished()
    {
        var mine = host.WithToken(await host.IssueKey(Member));
        var dispatcher = await host.As(Role.Dispatcher);
        var id = await NewTicket(dispatcher);
        await Assign(dispatcher, id);
        await AssertComes(id, () => Ids(mine, "view=mine"));
        Assert.DoesNotContain(id, await Ids(dispatcher, "view=mine"));
        Assert.DoesNotContain(id, await Ids(mine, "view=mine&kind=repair"));
        await dispatcher.PostAsync($"/api/tickets/{id}/resolve", Answers.Json("""{"resolution":"answered"}"""));
        Assert.DoesNotContain(id, await Ids(mine, "view=mine"));
    }

    [Fact]
    public async Task My_team_shows_the_tickets_of_my_team_and_nothing_to_somebody_without_one()
    {
        var id = await NewTicket(await host.As(Role.Dispatcher));
        Assert.Contains(id, await Ids(await host.As(Role.Agent, team: "service-east"), "view=my-team"));
        Assert.DoesNotContain(id, await Ids(await host.As(Role.Agent, team: "finance"), "view=my-team"));
        Assert.Empty(await Ids(await host.As(Role.Manager), "view=my-team"));
    }

    [Fact]
    public async Task Unassigned_shows_nobody_s_tickets_only()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var id = await NewTicket(dispatcher);
        await Assign(dispatcher, id);
        var items = await Items(dispatcher, "view=unassigned");
        Assert.DoesNotContain(id, items.Select(item => item.Text("id")));
        Assert.All(items, item => Assert.Null(item.Text("assignee")));
    }

    [Fact]
    public async Task Every_view_has_a_name_in_both_languages_and_answers_everybody_who_lists()
    {
        foreach (var client in new[] { await host.As(Role.Admin), await host.As(Role.Engineer, engineer: "engineer-01") })
            foreach (var view in TicketViews.All)
            {
                Assert.NotEqual(view.Name.Zh, view.Name.En);
                Assert.Equal(HttpStatusCode.OK, (await client.GetAsync($"/api/tickets?view={view.Id}")).StatusCode);
            }
    }

    [Fact]
    public async Task An_unknown_view_is_refused_with_those_that_exist()
    {
        var problem = await (await (await host.As(Role.Agent)).GetAsync("/api/tickets?view=everything")).AssertProblem(400, "view-unknown");
        Assert.Equal(["?view"], problem.Paths());
        Assert.Equal("Use one of: mine, my-team, unassigned, due-soon, breached.", problem.Text("remedy"));
    }

    private static async Task<string> NewTicket(HttpClient client) => (await (await client.PostAsync(
        "/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web","region":"east"}"""))).Body()).Text("id")!;

    private static async Task Assign(HttpClient client, string id) => Assert.Equal(
        HttpStatusCode.NoContent, (await client.PostAsync($"/api/tickets/{id}/assign", Answers.Json($$"""{"person":"{{Member}}"}"""))).StatusCode);

    // The team's own choice may still be under way to the ticket when the hand's is made; the team's last word is the hand's.
    private static async Task AssertComes(string id, Func<Task<IEnumerable<string?>>> ids)
    {
        for (var asked = 0; !(await ids()).Contains(id); asked++)
            Assert.InRange(asked, 0, 500);
    }

    private static async Task<IReadOnlyList<JsonElement>> Items(HttpClient client, string query) =>
        [.. (await (await client.GetAsync($"/api/tickets?limit=200&{query}")).Body()).GetProperty("items").EnumerateArray()];

    private static async Task<IEnumerable<string?>> Ids(HttpClient client, string query) =>
        (await Items(client, query)).Select(item => item.Text("id"));
}
