using System.Net.Http.Json;
using System.Text;
using System.Text.Json;

namespace Dispatch.Tests.Browser;

/// <summary>A ticket of a kind that is nothing but a visit.</summary>
internal sealed record HouseCall(string Ticket, string Number)
{
    private const string CaseType = """
        {"id":"house-call","name":{"zh":"家电检修","en":"Home repair"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":45,"window":{"withinHours":72},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    /// <summary>Opens one in the middle of Shanghai, and waits until somebody is booked for it.</summary>
    public static async Task<HouseCall> Booked(RunningService service)
    {
        using var client = await service.ClientOf("demo-manager");
        var call = await Open(client, new { longitude = 121.4737, latitude = 31.2304 });
        for (var tries = 0; tries < 200; tries++)
        {
            var order = (await client.GetFromJsonAsync<JsonElement>($"/api/tickets/{call.Ticket}")).GetProperty("workOrders")[0];
            if (order.GetProperty("state").GetString() is "booked")
                return call;
            await Task.Delay(100);
        }
        throw new TimeoutException("Nobody was booked.");
    }

    /// <summary>Opens one of which nobody knows where it is.</summary>
    public static async Task<HouseCall> Nowhere(RunningService service)
    {
        using var client = await service.ClientOf("demo-manager");
        return await Open(client, place: null);
    }

    private static async Task<HouseCall> Open(HttpClient client, object? place)
    {
        using var caseType = new StringContent(CaseType, Encoding.UTF8, "application/json");
        using var published = await client.PutAsync("/api/case-types/house-call", caseType);
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        using var opened = await client.PostAsJsonAsync("/api/tickets", new { kind = "house-call", channel = "phone", region = "east", product = "KT-20", description = "不制冷", place });
        Assert.True(opened.IsSuccessStatusCode, await opened.Content.ReadAsStringAsync());
        var ticket = await opened.Content.ReadFromJsonAsync<JsonElement>();
        return new(ticket.GetProperty("id").GetString()!, ticket.GetProperty("number").GetString()!);
    }
}
