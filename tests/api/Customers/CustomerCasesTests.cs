using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Customers;

namespace Dispatch.Tests.Api.Customers;

[Collection(DemoCompany.Name)]
public sealed class CustomerCasesTests(DemoHost host)
{
    [Fact]
    public async Task A_customer_nobody_registered_is_known_by_their_tickets_and_has_those_open_that_are_not_over()
    {
        var client = await host.As(Role.Dispatcher);
        const string phone = "+8619955550001";
        Assert.Empty((await (await client.GetAsync($"/api/customers?q={Uri.EscapeDataString(phone)}")).Body()).GetProperty("items").EnumerateArray());

        var (first, second) = (await Open(client, phone, "O-1"), await Open(client, phone, "O-2"));
        Assert.Equal([first, second], await OpenTickets(client, phone));

        await client.PostAsync($"/api/tickets/{first}/cancel", Answers.Json("""{"reason":"客户撤回"}"""));
        Assert.Equal([second], await OpenTickets(client, phone));
    }

    [Fact]
    public async Task Whoever_is_of_another_region_sees_neither_the_tickets_nor_the_customer()
    {
        const string phone = "+8619955550002";
        await Open(await host.As(Role.Dispatcher), phone, "O-1", region: "east");

        var west = await host.As(Role.Dispatcher, org: "company/west");
        Assert.Equal(HttpStatusCode.NotFound, (await west.GetAsync($"/api/customers/{CustomerIdentity.ToId("phone", phone)}")).StatusCode);
    }

    [Fact]
    public async Task A_second_ticket_for_the_same_order_within_a_day_is_shown_as_a_likely_duplicate_of_the_first()
    {
        var client = await host.As(Role.Dispatcher);
        const string phone = "+8619955550003";
        var (first, second, other) = (await Open(client, phone, "O-77"), await Open(client, phone, "O-77"), await Open(client, phone, "O-78"));

        Assert.Equal((null, first, null), (await DuplicateOf(client, first), await DuplicateOf(client, second), await DuplicateOf(client, other)));
    }

    [Fact]
    public async Task A_ticket_that_came_in_after_the_first_was_over_is_no_duplicate()
    {
        var client = await host.As(Role.Dispatcher);
        const string phone = "+8619955550004";
        var first = await Open(client, phone, "O-77");
        await client.PostAsync($"/api/tickets/{first}/cancel", Answers.Json("""{"reason":"客户撤回"}"""));

        Assert.Null(await DuplicateOf(client, await Open(client, phone, "O-77")));
    }

    private static async Task<string> Open(HttpClient client, string phone, string order, string region = "east")
    {
        var answer = await client.PostAsync("/api/tickets", Answers.Json(
            $$$"""{"kind":"return","channel":"web","region":"{{{region}}}","orderNumber":"{{{order}}}","customer":{"kind":"phone","value":"{{{phone}}}"}}"""));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Body()).Text("id")!;
    }

    private static async Task<IEnumerable<string?>> OpenTickets(HttpClient client, string phone) =>
        [.. (await (await client.GetAsync($"/api/customers/{CustomerIdentity.ToId("phone", phone)}")).Body())
            .GetProperty("openTickets").EnumerateArray().Select(open => open.Text("ticket"))];

    private static async Task<string?> DuplicateOf(HttpClient client, string id) =>
        (await (await client.GetAsync($"/api/tickets/{id}")).Body()).Text("duplicateOf");
}
