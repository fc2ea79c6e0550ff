using System.Collections.Concurrent;
using System.Text.Json;

namespace Dispatch.Tests.Shared.Load;

/// <summary>People who work on tickets while they come in: answer, hold, visit. So steps are released, visits booked and parts used at every kill.</summary>
public sealed class Work(Entrances entrances, Intake intake)
{
    private const int OneIn = 6;
    private static readonly string[] Journey = ["accept", "depart", "arrive", "complete-visit"];
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);
    private readonly ConcurrentBag<string> complaints = [];

    /// <summary>Answers that nobody should get.</summary>
    public IReadOnlyCollection<string> Complaints => complaints;

    /// <summary>Works until no more tickets come.</summary>
    public Task Run(int people) => Task.WhenAll(Enumerable.Range(0, people).Select(_ => Task.Run(Person)));

    private async Task Person()
    {
        foreach (var (spec, id) in intake.Taken.GetConsumingEnumerable())
        {
            if (spec.Kind == TicketSpec.VisitKind)
                await Visit(spec, id);
            else if (spec.Number % OneIn is 0)
                await Finish(spec, id);
            else if (spec.Number % OneIn is 1)
                await Send(spec, id, "hold", JsonSerializer.Serialize(new { reason = "awaiting-customer", until = DateTimeOffset.UtcNow.AddSeconds(3 + spec.Number % 7) }));
        }
    }

    private Task Finish(TicketSpec spec, string id) => spec.Kind is "consultation"
        ? Send(spec, id, "complete-step", """{"step":"s1","outcome":"no-answer-needed"}""")
        : Send(spec, id, "cancel", """{"reason":"changed my mind"}""");

    // The booking may not be there yet, or never come: then the service refuses, and that is an answer.
    private async Task Visit(TicketSpec spec, string id)
    {
        foreach (var command in Journey.Take(spec.Number % (Journey.Length + 1)))
            await Send(spec, id, command, command is "complete-visit" ? """{"workOrder":"w1","notes":"ok","usedParts":[]}""" : """{"workOrder":"w1"}""");
    }

    private async Task Send(TicketSpec spec, string id, string command, string body)
    {
        while (true)
        {
            var client = (await entrances.Next()).Client;
            try
            {
                using var answer = await client.Post($"/api/tickets/{id}/{command}", body, $"{spec.Key}-{command}");
                var status = (int)answer.StatusCode;
                if (status is not (503 or 429))
                {
                    if (status is >= 500 or 404)
                        complaints.Add($"{command} of {spec.Key}: {status} {await answer.Content.ReadAsStringAsync()}");
                    return;
                }
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException or OperationCanceledException)
            {
                // The service died under it: the same key is sent again.
            }
            await Task.Delay(Pause);
        }
    }
}
