using System.Text;
using System.Text.Json;
using Dispatch.Access;

namespace Dispatch.Tests.Api.Tickets;

[Collection(DemoCompany.Name)]
public sealed class BulkTests(DemoHost host)
{
    [Fact]
    public async Task Each_line_is_answered_in_order_and_a_bad_one_stops_no_other()
    {
        var answers = await Send(await host.As(Role.Agent), """
            {"kind":"consultation","channel":"bulk"}
            {"kind":
            {"kind":"nothing","channel":"bulk"}

            {"kind":"consultation","channel":"bulk","colour":"red"}
            {"kind":"consultation","channel":"bulk","idempotencyKey":"b-1"}
            {"kind":"consultation","channel":"bulk","idempotencyKey":"b-1"}
            {"kind":"return","channel":"bulk","idempotencyKey":"b-1"}
            """);
        Assert.Equal([(1, 201), (2, 400), (3, 422), (5, 422), (6, 201), (7, 200), (8, 409)], answers.Select(Line));
        Assert.Equal(answers[4].Text("id"), answers[5].Text("id"));
        Assert.Equal("$.colour", Assert.Single(answers[3].GetProperty("problem").Paths()));
    }

    [Fact]
    public async Task A_line_of_more_than_64_KB_is_refused_and_skipped()
    {
        var body = $$"""
            {"kind":"consultation","channel":"bulk","description":"{{new string('x', 70_000)}}"}
            {"kind":"consultation","channel":"bulk"}
            """;
        var answers = await Send(await host.As(Role.Agent), body);
        Assert.Equal([(1, 413), (2, 201)], answers.Select(Line));
    }

    [Fact]
    public async Task Five_hundred_lines_come_back_in_order_with_a_ticket_each()
    {
        var body = string.Join('\n', Enumerable.Range(0, 500).Select(i => $$"""{"kind":"consultation","channel":"bulk-order","externalRef":"{{i}}"}"""));
        var answers = await Send(await host.As(Role.Agent), body);
        Assert.Equal(Enumerable.Range(1, 500).Select(i => (i, 201)), answers.Select(Line));
        Assert.Equal(500, answers.Select(answer => answer.Text("id")).Distinct().Count());
    }

    [Fact]
    public async Task An_empty_body_has_no_answers() => Assert.Empty(await Send(await host.As(Role.Agent), ""));

    private static (int, int) Line(JsonElement answer) => (answer.GetProperty("line").GetInt32(), answer.GetProperty("status").GetInt32());

    private static async Task<List<JsonElement>> Send(HttpClient client, string body)
    {
        var answer = await client.PostAsync("/api/tickets/bulk", new StringContent(body, Encoding.UTF8, "application/x-ndjson"));
        Assert.Equal("application/x-ndjson", answer.Content.Headers.ContentType?.MediaType);
        var text = await answer.Content.ReadAsStringAsync();
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
