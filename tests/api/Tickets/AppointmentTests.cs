using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Engineers;
using Dispatch.Stock;
using Dispatch.Tests.Api.Races;
using static Dispatch.Tests.Api.Tickets.AppointmentField;

namespace Dispatch.Tests.Api.Tickets;

/// <summary>Customers choose when somebody comes, among what the live plan can keep. Each test has a day of its own.</summary>
[Collection("races, one after the other")]
public sealed class AppointmentTests(AppointmentField field) : IClassFixture<AppointmentField>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_customer_sees_windows_alone_and_staff_how_many_could_come()
    {
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var ticket = await Open(dispatcher);
        var own = await Offers(field.Host.AsCustomerOf(ticket), ticket, "&from=2026-03-10&days=1");
        Assert.Equal("Asia/Shanghai", own.Text("timeZone"));
        var windows = own.GetProperty("windows").EnumerateArray().ToList();
        // From eight to eight, and work takes an hour: the last window is the one in which it can begin at 19:00 at the latest.
        Assert.Equal(
            ["00:00", "02:00", "04:00", "06:00", "08:00", "10:00"],
            windows.Select(window => $"{window.GetProperty("from").GetDateTimeOffset():HH:mm}"));
        Assert.All(windows, window => Assert.Equal(["from", "until"], window.EnumerateObject().Select(member => member.Name)));
        Assert.All(windows, window => Assert.Equal(TimeSpan.FromHours(2), window.GetProperty("until").GetDateTimeOffset() - window.GetProperty("from").GetDateTimeOffset()));
        var staff = (await Offers(dispatcher, ticket, "&from=2026-03-10&days=1")).GetProperty("windows").EnumerateArray().ToList();
        Assert.Equal(windows.Count, staff.Count);
        Assert.All(staff, window => Assert.Equal(2, window.GetProperty("engineers").GetInt32()));
    }

    [Fact]
    public async Task Who_chooses_is_booked_inside_the_window_and_told_when_to_expect_somebody()
    {
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var ticket = await Open(dispatcher);
        var (customer, window) = (field.Host.AsCustomerOf(ticket), TenOn(4));
        customer.DefaultRequestHeaders.Add("Idempotency-Key", "my-choice");
        Assert.Equal(HttpStatusCode.NoContent, (await Choose(customer, ticket, window)).StatusCode);
        var order = await Order(customer, ticket);
        Assert.Equal(("booked", window.From), (order.Text("state"), order.GetProperty("arrival").GetDateTimeOffset()));
        Assert.Equal(window, (order.GetProperty("window").GetProperty("from").GetDateTimeOffset(), order.GetProperty("window").GetProperty("to").GetDateTimeOffset()));

        Assert.Equal(HttpStatusCode.NoContent, (await Choose(customer, ticket, window)).StatusCode);
        await (await Choose(customer, ticket, TenOn(5))).AssertProblem(409, "idempotency-key-reused");
        var estimate = await Estimate(customer, ticket);
        Assert.Equal(window.From, estimate.GetProperty("arrival").GetDateTimeOffset());
        Assert.InRange(estimate.GetProperty("at").GetDateTimeOffset(), field.Host.Time.GetUtcNow().AddMinutes(-1), field.Host.Time.GetUtcNow());
        var row = (await (await dispatcher.GetAsync("/api/schedule?date=2026-03-04&zone=reef")).Body()).GetProperty("engineers").EnumerateArray()
            .SelectMany(engineer => engineer.GetProperty("visits").EnumerateArray()).Single(visit => visit.Text("ticket") == ticket);
        Assert.Equal(window.From, row.GetProperty("estimatedArrival").GetDateTimeOffset());
        var told = (await (await customer.GetAsync($"/api/tickets/{ticket}/timeline")).Body()).GetProperty("items").EnumerateArray().Select(item => item.Text("kind"));
        Assert.Contains("appointment-chosen.v1", told);
    }

    [Fact]
    public async Task A_scarce_window_goes_to_exactly_as_many_as_fit_and_the_others_keep_what_they_had()
    {
        const int customers = 24;
        // Starts at ten, eleven and noon, for each of two engineers.
        const int room = 6;
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var tickets = new List<string>();
        for (var i = 0; i < customers; i++)
            tickets.Add(await Open(dispatcher));
        var before = await Bookings(dispatcher, tickets);
        var window = TenOn(6);
        var answers = await Task.WhenAll(tickets.Select(ticket => Task.Run(() => Choose(field.Host.AsCustomerOf(ticket), ticket, window))));

        Assert.Equal(room, answers.Count(answer => answer.StatusCode is HttpStatusCode.NoContent));
        foreach (var refused in answers.Where(answer => answer.StatusCode is not HttpStatusCode.NoContent))
        {
            var problem = await refused.AssertProblem(409, "appointment-gone");
            var free = problem.GetProperty("free").EnumerateArray().Select(each => each.GetProperty("from").GetDateTimeOffset()).ToList();
            Assert.NotEmpty(free);
            Assert.DoesNotContain(window.From, free);
        }
        Assert.Empty(await field.Ledger.ExamineUntilSettled(Patience, field.Host.Time));
        var after = await Bookings(dispatcher, tickets);
        foreach (var (ticket, answer) in tickets.Zip(answers))
            if (answer.StatusCode is HttpStatusCode.NoContent)
                Assert.InRange(after[ticket].Start, window.From, window.Until);
            else
                Assert.Equal(before[ticket], after[ticket]);
        await AssertNobodyWasPromisedTwice();
        // What nobody confirmed within a minute would be free again.
        field.Host.Time.Leap(StockDecisions.HoldFor + TimeSpan.FromSeconds(1));
        Assert.Empty(await field.Ledger.ExamineUntilSettled(Patience, field.Host.Time));
        Assert.Equal(after, await Bookings(dispatcher, tickets));
    }

    [Fact]
    public async Task Without_its_parts_no_window_is_offered_or_promised_and_with_them_both()
    {
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var ticket = await Open(dispatcher, $$""","parts":[{"part":"{{Part}}","quantity":1}]""");
        Assert.Equal("unassigned", (await Order(dispatcher, ticket)).Text("state"));
        Assert.Equal(0, (await Offers(dispatcher, ticket, "&days=14")).GetProperty("windows").GetArrayLength());
        var refused = await (await Choose(dispatcher, ticket, TenOn(7))).AssertProblem(409, "appointment-gone");
        Assert.Equal(0, refused.GetProperty("free").GetArrayLength());

        var received = await (await field.Host.As(Role.Admin)).PostAsync("/api/warehouses/zhangjiang/receive", Answers.Json($$"""{"part":"{{Part}}","quantity":1}"""));
        Assert.True(received.IsSuccessStatusCode);
        using var patience = new CancellationTokenSource(Patience);
        while ((await Offers(dispatcher, ticket, "&days=14")).GetProperty("windows").GetArrayLength() is 0)
            await Task.Delay(20, patience.Token);
        while (await Choose(dispatcher, ticket, TenOn(7)) is { StatusCode: not HttpStatusCode.NoContent })
            await Task.Delay(20, patience.Token);
        var order = await Order(dispatcher, ticket);
        Assert.Equal(("booked", "zhangjiang"), (order.Text("state"), order.GetProperty("parts")[0].Text("warehouse")));
        Assert.Empty(await field.Ledger.ExamineUntilSettled(Patience, field.Host.Time));
    }

    [Fact]
    public async Task A_customer_chooses_for_his_own_ticket_alone_and_not_once_somebody_is_on_the_way()
    {
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var (ticket, other) = (await Open(dispatcher), await Open(dispatcher));
        var customer = field.Host.AsCustomerOf(other);
        await (await customer.GetAsync($"/api/tickets/{ticket}/appointments?workOrder=w1")).AssertProblem(404, "ticket-unknown");
        await (await Choose(customer, ticket, TenOn(5))).AssertProblem(404, "ticket-unknown");
        foreach (var command in new[] { "accept", "depart" })
            Assert.Equal(HttpStatusCode.NoContent, (await dispatcher.PostAsync($"/api/tickets/{other}/{command}", Answers.Json("""{"workOrder":"w1"}"""))).StatusCode);
        await (await Choose(customer, other, TenOn(5))).AssertProblem(409, "work-order-in-state");
        await (await customer.GetAsync($"/api/tickets/{other}/appointments?workOrder=w1")).AssertProblem(409, "work-order-in-state");
    }

    [Theory]
    [InlineData("workOrder=w9", 404, "work-order-unknown")]
    [InlineData("workOrder=w1&days=15", 400, "number-out-of-range")]
    [InlineData("workOrder=w1&from=0001-01-01", 400, "instant-impossible")]
    [InlineData("workOrder=w1&from=9999-12-31", 400, "instant-impossible")]
    public async Task A_question_that_cannot_be_answered_is_refused(string query, int status, string code)
    {
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var ticket = await Open(dispatcher);
        await (await dispatcher.GetAsync($"/api/tickets/{ticket}/appointments?{query}")).AssertProblem(status, code);
    }

    [Theory]
    [InlineData("2026-03-05T02:00:00Z", "2026-03-05T02:00:00Z")]
    [InlineData("2026-03-05T02:00:00Z", "2026-03-05T01:00:00Z")]
    [InlineData("2026-03-05T02:00:00Z", "2026-03-06T02:00:00Z")]
    [InlineData("2027-03-05T02:00:00Z", "2027-03-05T04:00:00Z")]
    public async Task A_window_that_is_none_is_refused(string from, string until)
    {
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var ticket = await Open(dispatcher);
        await (await Choose(dispatcher, ticket, (DateTimeOffset.Parse(from), DateTimeOffset.Parse(until)))).AssertProblem(422, "appointment-impossible");
    }

    [Fact]
    public async Task A_window_that_lies_behind_is_gone()
    {
        var dispatcher = await field.Host.As(Role.Dispatcher);
        var ticket = await Open(dispatcher);
        await (await Choose(dispatcher, ticket, TenOn(1))).AssertProblem(409, "appointment-gone");
    }

    private static async Task<JsonElement> Offers(HttpClient client, string ticket, string more)
    {
        var answer = await client.GetAsync($"/api/tickets/{ticket}/appointments?workOrder=w1{more}");
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return await answer.Body();
    }

    /// <summary>The estimate of the ticket's visit, as soon as this host's picture of the world has the booking.</summary>
    private static async Task<JsonElement> Estimate(HttpClient client, string ticket)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            if ((await Order(client, ticket)).TryGetProperty("estimate", out var estimate))
                return estimate;
            await Task.Delay(20, patience.Token);
        }
    }

    private static async Task<Dictionary<string, (string? Engineer, DateTimeOffset Start)>> Bookings(HttpClient client, IEnumerable<string> tickets)
    {
        var bookings = new Dictionary<string, (string?, DateTimeOffset)>();
        foreach (var ticket in tickets)
        {
            var order = await Order(client, ticket);
            bookings[ticket] = (order.Text("engineer"), order.TryGetProperty("arrival", out var start) ? start.GetDateTimeOffset() : default);
        }
        return bookings;
    }

    private async Task AssertNobodyWasPromisedTwice()
    {
        var lives = await Lives.Of<EngineerDay, EngineerDayEvent>(field.Ledger);
        Assert.All(lives, day => Assert.All(day.Visits.Zip(day.Visits.Skip(1)), pair => Assert.True(
            pair.First.Stop.End <= pair.Second.Stop.Start, $"{day.Engineer} was promised to {pair.First} and to {pair.Second}")));
        Assert.DoesNotContain(lives.ToLookup(day => (day.Engineer, day.Date)).Select(day => day.Last()), day => day.Visits.Any(visit => visit.State is VisitState.Held));
    }
}
