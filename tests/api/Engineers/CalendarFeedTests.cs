using System.Net;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Grains;
using Dispatch.Silo.Access;
using Microsoft.Extensions.DependencyInjection;

namespace Dispatch.Tests.Api.Engineers;

/// <summary>What an engineer sees of his day, in his client and in his phone's calendar.</summary>
public sealed class CalendarFeedTests(DemoHost host) : IClassFixture<DemoHost>
{
    private const string Address = "浦东新区世纪大道一千二百三十四弄五十六号; 三单元, 二十一楼\\东侧靠近消防通道的那一间";

    private const string CaseType = """
        {"id":"home-visit","name":{"zh":"上门维修","en":"Home visit"},"flow":{"start":"visit","steps":[
          {"type":"visit","id":"visit","name":{"zh":"上门","en":"Visit"},"minutes":45,"window":{"withinHours":72},"next":"done"},
          {"type":"end","id":"done","name":{"zh":"完成","en":"Done"},"resolution":"done"}]}}
        """;

    [Fact]
    public async Task A_moved_visit_keeps_its_uid_and_raises_its_sequence()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, number, order) = await Booked(dispatcher);
        var (engineer, start) = (order.Text("engineer")!, order.GetProperty("arrival").GetDateTimeOffset());
        var feed = await Feed(dispatcher, engineer, "en");
        var before = await EventOf(feed, ticket);
        Assert.Equal(($"{number} Home visit", Address, "TENTATIVE"), (before["SUMMARY"], before["LOCATION"], before["STATUS"]));
        Assert.Equal((Utc(start), Utc(start.AddMinutes(45)), "31.230400;121.473700"), (before["DTSTART"], before["DTEND"], before["GEO"]));
        Assert.Matches("^About [0-9]+ min of travel\nWaits to be accepted$", before["DESCRIPTION"]);
        Assert.True(string.CompareOrdinal(before["LAST-MODIFIED"], Utc(DateTimeOffset.UtcNow)) <= 0);

        var later = await Later(dispatcher, ticket, order, engineer, start);
        var moved = await dispatcher.PostAsync($"/api/tickets/{ticket}/move-visit", Answers.Json(
            $$"""{"workOrder":"{{order.Text("id")}}","engineer":"{{engineer}}","start":"{{later:O}}"}"""));
        Assert.True(moved.IsSuccessStatusCode, await moved.Content.ReadAsStringAsync());
        var after = await EventOf(feed, ticket, each => each["DTSTART"] == Utc(later));
        Assert.Equal(before["UID"], after["UID"]);
        Assert.True(int.Parse(after["SEQUENCE"]) > int.Parse(before["SEQUENCE"]));
        Assert.True(string.CompareOrdinal(after["LAST-MODIFIED"], before["LAST-MODIFIED"]) >= 0);
    }

    [Fact]
    public async Task A_chinese_reader_gets_folded_lines_of_whole_characters_and_nothing_of_whom_he_visits()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, number, order) = await Booked(dispatcher);
        var feed = await Feed(dispatcher, order.Text("engineer")!, "zh");
        var told = await EventOf(feed, ticket);
        Assert.Equal(($"{number} 上门维修", Address), (told["SUMMARY"], told["LOCATION"]));
        Assert.Matches("^路程约 [0-9]+ 分钟\n待接受$", told["DESCRIPTION"]);
        var bytes = await (await host.Anonymous().GetAsync(feed)).Content.ReadAsByteArrayAsync();
        Assert.True(IcsReader.Folds(bytes) > 0);
        var whole = string.Concat(IcsReader.Events(bytes).SelectMany(each => each.Values));
        Assert.DoesNotContain("王小明", whole);
        Assert.DoesNotContain("19900000001", whole);
    }

    [Fact]
    public async Task Who_has_the_calendar_as_it_is_is_not_sent_it_again()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, _, order) = await Booked(dispatcher);
        var feed = await Feed(dispatcher, order.Text("engineer")!, "zh");
        await EventOf(feed, ticket);
        var phone = host.Anonymous();
        var first = await phone.GetAsync(feed);
        Assert.Equal("text/calendar; charset=utf-8", first.Content.Headers.ContentType?.ToString());
        phone.DefaultRequestHeaders.IfNoneMatch.Add(first.Headers.ETag!);
        var second = await phone.GetAsync(feed);
        Assert.Equal((HttpStatusCode.NotModified, 0), (second.StatusCode, (await second.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task A_revoked_replaced_or_invented_address_says_the_same_and_no_more()
    {
        var engineer = await AsEngineer("engineer-03", "zh");
        var replaced = await Issue(engineer, "engineer-03");
        var revoked = await Issue(engineer, "engineer-03");
        Assert.Equal(HttpStatusCode.OK, (await host.Anonymous().GetAsync(revoked)).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await engineer.DeleteAsync("/api/engineers/engineer-03/calendar-feed")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await engineer.DeleteAsync("/api/engineers/engineer-03/calendar-feed")).StatusCode);
        var key = engineer.DefaultRequestHeaders.Authorization!.Parameter;
        var answers = new List<string>();
        foreach (var path in new[] { replaced, revoked, $"/api/calendar/{Secrets.New(KeyKind.Calendar)}.ics", $"/api/calendar/{key}.ics", "/api/calendar/x.ics" })
            answers.Add(WithoutTrace(await (await host.Anonymous().GetAsync(path)).AssertProblem(404, "calendar-feed-unknown")));
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task The_address_opens_nothing_else()
    {
        var engineer = await AsEngineer("engineer-04", "zh");
        var secret = new Uri(await Issue(engineer, "engineer-04")).Segments[^1][..^4];
        await (await host.WithToken(secret).GetAsync("/api/engineers/engineer-04/plan")).AssertProblem(401, "unauthenticated");
    }

    [Fact]
    public async Task An_engineer_asks_for_his_own_calendar_only_and_a_dispatcher_within_his_scope()
    {
        var engineer = await AsEngineer("engineer-05", "zh");
        await (await engineer.PostAsync("/api/engineers/engineer-06/calendar-feed", null)).AssertProblem(403, "forbidden");
        await (await engineer.DeleteAsync("/api/engineers/engineer-06/calendar-feed")).AssertProblem(403, "forbidden");
        var elsewhere = await host.As(Role.Dispatcher, org: "company/nowhere");
        await (await elsewhere.PostAsync("/api/engineers/engineer-05/calendar-feed", null)).AssertProblem(404, "engineer-unknown");
        Assert.NotEmpty(await Issue(await host.As(Role.Dispatcher), "engineer-05"));
    }

    [Fact]
    public async Task A_repeated_request_does_not_show_the_address_again_and_leaves_it_valid()
    {
        var engineer = await AsEngineer("engineer-07", "zh");
        engineer.DefaultRequestHeaders.Add("Idempotency-Key", "one-calendar");
        var url = await Issue(engineer, "engineer-07");
        var repeat = await engineer.PostAsync("/api/engineers/engineer-07/calendar-feed", null);
        Assert.Equal((HttpStatusCode.OK, null), (repeat.StatusCode, (await repeat.Body()).Text("url")));
        Assert.Equal(HttpStatusCode.OK, (await host.Anonymous().GetAsync(url)).StatusCode);
    }

    [Fact]
    public async Task An_engineer_sees_his_day_in_order_with_numbers_times_ways_and_places()
    {
        var dispatcher = await host.As(Role.Dispatcher);
        var (ticket, number, order) = await Booked(dispatcher);
        var (id, start) = (order.Text("engineer")!, order.GetProperty("arrival").GetDateTimeOffset());
        var engineer = await AsEngineer(id, "zh");
        var visits = new List<JsonElement>();
        // What a night shift does after midnight belongs to the day on which it began.
        for (var date = start.ToOffset(TimeSpan.FromHours(8)).Date; !visits.Exists(visit => visit.Text("ticket") == ticket) && date >= start.Date.AddDays(-1); date = date.AddDays(-1))
            visits = [.. (await (await engineer.GetAsync($"/api/engineers/{id}/plan?date={date:yyyy-MM-dd}")).Body()).GetProperty("visits").EnumerateArray()];
        Assert.Equal(visits.Select(visit => visit.Text("start")).Order(StringComparer.Ordinal), visits.Select(visit => visit.Text("start")));
        var visit = visits.Single(visit => visit.Text("ticket") == ticket);
        Assert.Equal((number, "home-visit", start), (visit.Text("number"), visit.Text("kind"), visit.GetProperty("start").GetDateTimeOffset()));
        Assert.True(visit.GetProperty("travelMinutes").GetInt32() >= 0);
        Assert.Equal(121.4737, visit.GetProperty("place").GetProperty("longitude").GetDouble());
    }

    /// <summary>A ticket that goes straight on site, once somebody is booked.</summary>
    private async Task<(string Ticket, string Number, JsonElement Order)> Booked(HttpClient dispatcher)
    {
        var published = await (await host.As(Role.Admin)).PutAsync("/api/case-types/home-visit", Answers.Json(CaseType));
        Assert.True(published.IsSuccessStatusCode, await published.Content.ReadAsStringAsync());
        var created = await (await dispatcher.PostAsync("/api/tickets", Answers.Json(JsonSerializer.Serialize(new
        {
            kind = "home-visit", channel = "web", region = "east", place = new { longitude = 121.4737, latitude = 31.2304 },
            contact = new { name = "王小明", phone = "+8619900000001", address = Address },
        })))).Body();
        var ticket = created.Text("id")!;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while ((await Order(dispatcher, ticket)).Text("state") is not "booked")
            await Task.Delay(50, patience.Token);
        return (ticket, created.Text("number")!, await Order(dispatcher, ticket));
    }

    /// <summary>A later time at which the same engineer could come.</summary>
    private static async Task<DateTimeOffset> Later(HttpClient dispatcher, string ticket, JsonElement order, string engineer, DateTimeOffset start)
    {
        for (var later = start.AddMinutes(30); later < start.AddDays(2); later = later.AddMinutes(30))
        {
            var answer = await (await dispatcher.PostAsync("/api/schedule/price", Answers.Json(
                $$"""{"ticket":"{{ticket}}","workOrder":"{{order.Text("id")}}","engineer":"{{engineer}}","start":"{{later:O}}"}"""))).Body();
            if (answer.GetProperty("engineers")[0].TryGetProperty("start", out _))
                return later;
        }
        throw new InvalidOperationException("He never can.");
    }

    private async Task<HttpClient> AsEngineer(string engineer, string language)
    {
        var store = host.Services.GetRequiredService<PrincipalStore>();
        var id = $"a-{Guid.NewGuid():n}";
        var create = new CreatePrincipal(id, new("工", "E"), "company", [Role.Engineer]) { Engineer = engineer, Language = language };
        Assert.Null(await store.Handle(id, create, Origin.System, default));
        return host.WithToken(await host.IssueKey(id));
    }

    /// <summary>The address of an engineer's calendar, which he reads in a language.</summary>
    private async Task<string> Feed(HttpClient dispatcher, string engineer, string language) =>
        await Issue(await AsEngineer(engineer, language), engineer);

    private static async Task<string> Issue(HttpClient client, string engineer)
    {
        var answer = await client.PostAsync($"/api/engineers/{engineer}/calendar-feed", null);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.Body()).Text("url")!;
    }

    /// <summary>The event of a ticket's visit, as soon as this host's picture of the world has it.</summary>
    private async Task<IReadOnlyDictionary<string, string>> EventOf(string feed, string ticket, Func<IReadOnlyDictionary<string, string>, bool>? wanted = null)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var bytes = await (await host.Anonymous().GetAsync(feed, patience.Token)).Content.ReadAsByteArrayAsync(patience.Token);
            if (IcsReader.Events(bytes).SingleOrDefault(each => each["UID"].StartsWith(ticket, StringComparison.Ordinal)) is { } found && wanted?.Invoke(found) is not false)
                return found;
            await Task.Delay(50, patience.Token);
        }
    }

    private static async Task<JsonElement> Order(HttpClient client, string ticket) =>
        (await (await client.GetAsync($"/api/tickets/{ticket}")).Body()).GetProperty("workOrders")[0];

    private static string Utc(DateTimeOffset instant) => $"{instant.UtcDateTime:yyyyMMdd'T'HHmmss'Z'}";

    private static string WithoutTrace(JsonElement problem) =>
        string.Join('\n', problem.EnumerateObject().Where(member => member.Name is not ("traceId" or "instance")).Select(member => member.ToString()));
}
