using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Tickets;

[Collection(DemoCompany.Name)]
public sealed class WatchCommandTests(DemoHost host)
{
    [Fact]
    public async Task Who_follows_a_ticket_is_listed_until_he_no_longer_does()
    {
        var (agent, id) = await NewTicket();
        var me = (await (await agent.GetAsync("/api/session")).Body()).GetProperty("user").Text("id");
        Assert.Equal(HttpStatusCode.NoContent, (await agent.PostAsync($"/api/tickets/{id}/watch", Answers.Json("{}"))).StatusCode);
        var followed = await Ticket(agent, id);
        Assert.Equal([me], Texts(followed, "watchers"));
        Assert.Contains("unwatch", Texts(followed, "allowed"));
        Assert.DoesNotContain("watch", Texts(followed, "allowed"));

        await agent.PostAsync($"/api/tickets/{id}/unwatch", Answers.Json("{}"));
        Assert.Empty(Texts(await Ticket(agent, id), "watchers"));
    }

    [Fact]
    public async Task A_customer_does_not_see_who_follows_his_ticket()
    {
        var (agent, id) = await NewTicket();
        await agent.PostAsync($"/api/tickets/{id}/watch", Answers.Json("{}"));
        Assert.Empty(Texts(await Ticket(host.AsCustomerOf(id), id), "watchers"));
    }

    [Fact]
    public async Task Only_somebody_who_may_see_the_ticket_is_made_to_follow_it()
    {
        var (agent, id) = await NewTicket();
        await SignUp("watcher-here", "company");
        await SignUp("watcher-elsewhere", "company/nowhere");

        Assert.Equal(HttpStatusCode.NoContent, (await agent.PostAsync($"/api/tickets/{id}/watch", Answers.Json("""{"person":"watcher-here"}"""))).StatusCode);
        foreach (var person in new[] { "watcher-elsewhere", "watcher-unknown" })
        {
            var problem = await (await agent.PostAsync($"/api/tickets/{id}/watch", Answers.Json($$"""{"person":"{{person}}"}"""))).AssertProblem(422, "principal-unknown");
            Assert.Equal(["$.person"], problem.Paths());
        }
        Assert.Equal(["watcher-here"], Texts(await Ticket(agent, id), "watchers"));
    }

    [Fact]
    public async Task Who_works_on_steps_only_speaks_for_himself()
    {
        var (_, id) = await NewTicket();
        await SignUp("watcher-here", "company");
        var warehouse = await host.As(Role.Warehouse);
        Assert.Equal(HttpStatusCode.NoContent, (await warehouse.PostAsync($"/api/tickets/{id}/watch", Answers.Json("{}"))).StatusCode);
        foreach (var command in new[] { "watch", "unwatch" })
            await (await warehouse.PostAsync($"/api/tickets/{id}/{command}", Answers.Json("""{"person":"watcher-here"}"""))).AssertProblem(403, "forbidden");
    }

    private async Task<(HttpClient Agent, string Ticket)> NewTicket()
    {
        var agent = await host.As(Role.Agent);
        return (agent, (await (await agent.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))).Body()).Text("id")!);
    }

    private async Task SignUp(string person, string org)
    {
        var principals = host.Services.GetRequiredService<PrincipalStore>();
        if (await principals.Find(person, default) is null)
            await principals.Handle(person, new CreatePrincipal(person, new(person, person), org, [Role.Agent]), Origin.System, default);
    }

    private static IEnumerable<string?> Texts(JsonElement ticket, string list) => ticket.GetProperty(list).EnumerateArray().Select(item => item.GetString());

    private static async Task<JsonElement> Ticket(HttpClient client, string id) => await (await client.GetAsync($"/api/tickets/{id}")).Body();
}
