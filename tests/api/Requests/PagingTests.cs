using Dispatch.Access;

namespace Dispatch.Tests.Api.Requests;

public sealed class PagingTests(DemoHost host) : IClassFixture<DemoHost>
{
    [Theory]
    [InlineData("/api/teams", 6)]
    [InlineData("/api/engineers", 40)]
    [InlineData("/api/zones", 3)]
    [InlineData("/api/warehouses", 2)]
    [InlineData("/api/calendars", 2)]
    [InlineData("/api/sla-policies", 3)]
    [InlineData("/api/case-types", 4)]
    public async Task Pages_of_a_list_hold_every_row_once_in_the_order_of_ids(string list, int rows)
    {
        var client = await host.As(Role.Manager);
        var ids = await Ids(client, list, limit: 2);
        Assert.Equal(rows, ids.Count);
        Assert.Equal(ids.Distinct().Order(StringComparer.Ordinal), ids);
    }

    [Fact]
    public async Task Every_field_and_every_principal_is_on_some_page()
    {
        var client = await host.As(Role.Admin);
        Assert.Contains("status", await Ids(client, "/api/fields/catalogue", limit: 7));
        Assert.Contains("demo-manager", await Ids(client, "/api/principals", limit: 3));
    }

    [Fact]
    public async Task A_page_holds_fifty_rows_when_nobody_says_how_many()
    {
        var client = await host.As(Role.Admin);
        for (var n = 0; n < 51; n++)
            await client.PostAsync("/api/principals", Answers.Json($$"""{"id":"paged-{{n:00}}","name":{"zh":"页","en":"Page"},"org":"company","roles":["agent"]}"""));
        var page = await (await client.GetAsync("/api/principals")).Body();
        Assert.Equal(50, page.GetProperty("items").GetArrayLength());
        Assert.NotNull(page.Text("next"));
    }

    [Fact]
    public async Task A_list_ends_with_the_last_row_that_the_caller_may_see()
    {
        var client = await host.As(Role.Manager, org: "company/west");
        var page = await (await client.GetAsync("/api/teams?limit=1")).Body();
        Assert.Equal("service-west", Assert.Single(page.GetProperty("items").EnumerateArray()).Text("id"));
        Assert.Null(page.Text("next"));
    }

    private static async Task<List<string>> Ids(HttpClient client, string list, int limit)
    {
        var (ids, cursor) = (new List<string>(), "");
        do
        {
            var page = await (await client.GetAsync($"{list}?limit={limit}{(cursor is "" ? "" : $"&cursor={cursor}")}")).Body();
            var items = page.GetProperty("items").EnumerateArray().Select(item => item.Text("id")!).ToList();
            Assert.InRange(items.Count, 1, limit);
            ids.AddRange(items);
            cursor = page.Text("next") ?? "";
        }
        while (cursor is not "");
        return ids;
    }
}
