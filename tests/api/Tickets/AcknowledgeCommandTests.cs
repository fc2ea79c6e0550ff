using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Tests.Api.Notices;

namespace Dispatch.Tests.Api.Tickets;

public sealed class AcknowledgeCommandTests(NoticeHost host) : IClassFixture<NoticeHost>
{
    [Fact]
    public async Task Who_deals_with_an_escalated_clock_says_so_once_and_it_is_shown()
    {
        var agent = await host.As(Role.Agent);
        var id = (await (await agent.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))).Body()).Text("id")!;
        await (await agent.PostAsync($"/api/tickets/{id}/acknowledge", Answers.Json("""{"clock":"first-response"}"""))).AssertProblem(409, "nothing-escalated");
        Assert.DoesNotContain("acknowledge", Allowed(await Ticket(agent, id)));

        host.Time.Advance(TimeSpan.FromMinutes(12));
        JsonElement escalated;
        do
            escalated = await Ticket(agent, id);
        while (Clock(escalated).GetProperty("level").GetInt32() is 0);
        Assert.Contains("acknowledge", Allowed(escalated));
        Assert.False(Clock(escalated).GetProperty("acknowledged").GetBoolean());

        Assert.Equal(HttpStatusCode.NoContent, (await agent.PostAsync($"/api/tickets/{id}/acknowledge", Answers.Json("""{"clock":"first-response"}"""))).StatusCode);
        Assert.True(Clock(await Ticket(agent, id)).GetProperty("acknowledged").GetBoolean());
        await (await agent.PostAsync($"/api/tickets/{id}/acknowledge", Answers.Json("""{"clock":"resolution"}"""))).AssertProblem(409, "nothing-escalated");
    }

    private static JsonElement Clock(JsonElement ticket) => ticket.GetProperty("sla").EnumerateArray().Single(clock => clock.Text("target") == "first-response");

    private static IEnumerable<string?> Allowed(JsonElement ticket) => ticket.GetProperty("allowed").EnumerateArray().Select(command => command.GetString());

    private static async Task<JsonElement> Ticket(HttpClient client, string id) => await (await client.GetAsync($"/api/tickets/{id}")).Body();
}
