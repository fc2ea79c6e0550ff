using Dispatch.Access;
using Dispatch.Sla;

namespace Dispatch.Tests.Api.Tickets;

[Collection(DemoCompany.Name)]
public sealed class ClockProofTests(DemoHost host)
{
    [Fact]
    public async Task The_proof_of_a_clock_names_more_pauses_than_the_clock_itself_keeps_and_adds_up_to_the_budget()
    {
        var client = await host.As(Role.Dispatcher);
        var id = (await (await client.PostAsync("/api/tickets", Answers.Json("""{"kind":"consultation","channel":"web"}"""))).Body()).Text("id");
        for (var i = 0; i < 9; i++)
        {
            await client.PostAsync($"/api/tickets/{id}/hold", Answers.Json("""{"reason":"awaiting-customer"}"""));
            await client.PostAsync($"/api/tickets/{id}/resume", Answers.Json("{}"));
        }
        var clock = (await (await client.GetAsync($"/api/tickets/{id}/sla")).Body()).GetProperty("clocks").EnumerateArray().Single(each => each.Text("metric") is "resolution");
        Assert.InRange(clock.GetProperty("paused").GetArrayLength(), SlaClock.MostPauses + 1, 9);
        Assert.Equal(
            clock.GetProperty("budgetMinutes").GetInt32(),
            clock.GetProperty("counted").EnumerateArray().Sum(segment => segment.GetProperty("minutes").GetDouble()), precision: 6);
    }
}
