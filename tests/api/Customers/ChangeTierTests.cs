using System.Net;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Customers;

[Collection(DemoCompany.Name)]
public sealed class ChangeTierTests(DemoHost host)
{
    [Fact]
    public async Task A_tier_that_was_changed_is_that_of_the_next_ticket_too()
    {
        var manager = await host.As(Role.Manager);
        var first = await Open(manager);
        var customer = (await (await manager.GetAsync($"/api/tickets/{first}")).Body()).Text("customer")!;
        Assert.Equal(HttpStatusCode.NoContent, (await manager.PostAsync($"/api/customers/{customer}/change-tier", Answers.Json("""{"tier":"gold"}"""))).StatusCode);

        Assert.Equal("gold", (await (await manager.GetAsync($"/api/customers/{customer}")).Body()).Text("tier"));
        var clocks = await (await manager.GetAsync($"/api/tickets/{await Open(manager)}/sla")).Body();
        Assert.Contains("\"policy\":\"vip\"", clocks.GetRawText());
    }

    [Fact]
    public async Task A_customer_whom_nobody_knows_and_a_tier_that_is_no_id_are_refused_by_name()
    {
        var manager = await host.As(Role.Manager);
        await (await manager.PostAsync("/api/customers/nobody/change-tier", Answers.Json("""{"tier":"gold"}"""))).AssertProblem(404, "customer-unknown");
        var customer = (await (await manager.GetAsync($"/api/tickets/{await Open(manager)}")).Body()).Text("customer")!;
        var problem = await (await manager.PostAsync($"/api/customers/{customer}/change-tier", Answers.Json("""{"tier":"Very Important"}"""))).AssertProblem(422, "tier-invalid");
        Assert.Equal(["$.tier"], problem.Paths());
    }

    private static async Task<string> Open(HttpClient client) => (await (await client.PostAsync("/api/tickets", Answers.Json(
        """{"kind":"consultation","channel":"web","customer":{"kind":"phone","value":"+8619900004242","name":"周敏"}}"""))).Body()).Text("id")!;
}
