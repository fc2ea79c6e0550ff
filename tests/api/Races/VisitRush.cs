using System.Collections.Concurrent;
using System.Net;

namespace Dispatch.Tests.Api.Races;

/// <summary>Many clients at once who all want a visit: they open tickets, book by hand, and undo what others do.</summary>
internal sealed class VisitRush(HttpClient client, int seed, TimeProvider time)
{
    private const int Clients = 64;
    private const int PageSize = 200;
    private const string Body = """{"workOrder":"w1"}""";
    private static readonly string[] OfTheEngineer = ["accept", "decline", "arrive", "complete-visit"];
    private readonly ConcurrentBag<string> complaints = [];
    private readonly ConcurrentDictionary<(string Command, HttpStatusCode Status), int> answers = new();
    private string[] tickets = [];

    /// <summary>Answers that nobody should get.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>How often each command was answered how, for the test's output.</summary>
    public string Tally => string.Join(", ", answers.OrderBy(each => each.Key).Select(each => $"{each.Key.Command} {(int)each.Key.Status}: {each.Value}"));

    /// <summary>Opens tickets; each seeks an engineer at once.</summary>
    public async Task Open(int count)
    {
        tickets = new string[count];
        await AtOnce([.. Enumerable.Range(0, count)], async (number, random) =>
        {
            using var answer = await Send("/api/tickets", "open", ScarceField.Ticket(number, random));
            tickets[number] = (await answer.Body()).Text("id") ?? "";
        });
    }

    /// <summary>Books every ticket anew, every other one with an engineer by name; what was booked is given up and goes to whoever is quickest.</summary>
    public Task BookAll(int round)
    {
        var shuffled = tickets.ToArray();
        new Random(seed + round).Shuffle(shuffled);
        return AtOnce(shuffled, (ticket, random) =>
        {
            var engineer = random.Next(2) is 0 ? $$""","engineer":"{{ScarceField.Engineers[random.Next(ScarceField.Engineers.Count)]}}" """ : "";
            return Command(ticket, "book-visit", $$"""{"workOrder":"w1"{{engineer}}}""");
        });
    }

    /// <summary>On every booked visit several people act at the same moment, and not of one mind.</summary>
    public async Task Quarrel()
    {
        var booked = new List<string>();
        foreach (var engineer in ScarceField.Engineers)
            booked.AddRange((await (await client.GetAsync($"/api/tickets?engineer={engineer}&limit={PageSize}")).Body())
                .GetProperty("items").EnumerateArray().Select(item => item.Text("id")!));
        await AtOnce(booked, (ticket, random) => Task.WhenAll(
            Act(ticket, random.Next(11), random), Act(ticket, random.Next(11), random), Act(ticket, random.Next(11), random)));
    }

    private Task Act(string ticket, int choice, Random random) => choice switch
    {
        < 3 => Command(ticket, "accept", Body),
        < 5 => Command(ticket, "decline", """{"workOrder":"w1","reason":"no time"}"""),
        5 => Command(ticket, "book-visit", Body),
        6 => Visit(ticket),
        < 10 => Command(ticket, "move-visit", $$"""
            {"workOrder":"w1","engineer":"{{ScarceField.Engineers[random.Next(ScarceField.Engineers.Count)]}}","start":"{{time.GetUtcNow().AddMinutes(random.Next(15, 600)):O}}"}
            """),
        _ => Command(ticket, "cancel", """{"reason":"changed my mind"}"""),
    };

    private async Task Visit(string ticket)
    {
        await Command(ticket, "accept", Body);
        await Command(ticket, "arrive", Body);
        await Command(ticket, "complete-visit", $$"""{"workOrder":"w1","notes":"ok","usedParts":[{"part":"{{ScarceField.Part}}","quantity":1}]}""");
    }

    private async Task Command(string ticket, string command, string body) =>
        (await Send($"/api/tickets/{ticket}/{command}", command, body)).Dispose();

    private async Task<HttpResponseMessage> Send(string path, string command, string body)
    {
        var answer = await client.PostAsync(path, Answers.Json(body));
        answers.AddOrUpdate((command, answer.StatusCode), 1, (_, count) => count + 1);
        // A visit that is elsewhere by now is a conflict, one that went to another engineer is forbidden; anything else is a fault.
        if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.NoContent or HttpStatusCode.Conflict)
            && !(answer.StatusCode is HttpStatusCode.Forbidden && OfTheEngineer.Contains(command)))
            complaints.Add($"{command}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer;
    }

    private async Task AtOnce<T>(IReadOnlyList<T> items, Func<T, Random, Task> attempt)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(each => Task.Run(async () =>
        {
            var random = new Random(seed + each);
            while (Interlocked.Increment(ref next) is var number && number < items.Count)
                await attempt(items[number], random);
        })));
    }
}
