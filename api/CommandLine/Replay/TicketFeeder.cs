using System.Net;
using System.Net.Http.Json;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dispatch.Api.CommandLine.Import;
using Dispatch.Api.Requests;
using Dispatch.Api.Tickets;

namespace Dispatch.Api.CommandLine.Replay;

/// <summary>Posts each ticket at its own instant through the API, as an integrator would: with a key that makes repeats safe, and again until it is answered.</summary>
public sealed class TicketFeeder(HttpClient client, TimeProvider time, ReplayTally tally)
{
    private const int UnderWay = 64;
    private const int MostDoublings = 6;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);

    /// <summary>Timers do not reach for ever ahead.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);

    /// <summary>Sends a ticket that is refused, so that the first real one does not wait for code that was never run.</summary>
    public static async Task WarmUp(HttpClient client, CancellationToken cancellationToken)
    {
        using var refused = await client.PostAsJsonAsync("/api/tickets", new CreateTicket("warm-up", "replay"), ApiJson.Options, cancellationToken);
    }

    /// <summary>Posts all of them.</summary>
    /// <param name="tickets">In order of the instant at which each comes in.</param>
    public Task Run(IReadOnlyList<SourceTicket> tickets, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        InTime(tickets, cancellationToken), new ParallelOptions { MaxDegreeOfParallelism = UnderWay, CancellationToken = cancellationToken },
        async (ticket, cancelled) => await Post(ticket, cancelled));

    private async IAsyncEnumerable<SourceTicket> InTime(IReadOnlyList<SourceTicket> tickets, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var ticket in tickets)
        {
            while (ticket.CreatedAt - time.GetUtcNow() is { Ticks: > 0 } wait)
                await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
            yield return ticket;
        }
    }

    private async Task Post(SourceTicket ticket, CancellationToken cancellationToken)
    {
        var body = Body(ticket);
        for (var attempt = 0; ; attempt++)
        {
            if (attempt > 0)
            {
                tally.Retry();
                await Task.Delay(FirstRetry * (1 << Math.Min(attempt - 1, MostDoublings)), time.OfMachine(), cancellationToken);
            }
            try
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, "/api/tickets") { Content = JsonContent.Create(body, options: ApiJson.Options) };
                request.Headers.Add(Idempotency.Header, KeyOf(ticket));
                using var answer = await client.SendAsync(request, cancellationToken);
                if (answer.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.BadGateway or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout)
                    continue;
                if (answer.IsSuccessStatusCode)
                    tally.Acknowledge(answer.StatusCode is HttpStatusCode.Created, Late(ticket));
                else
                    tally.Refuse(await FaultOf(ticket, answer, cancellationToken));
                return;
            }
            catch (Exception unanswered) when (unanswered is HttpRequestException or IOException || (unanswered is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
            }
        }
    }

    private TimeSpan Late(SourceTicket ticket) => (time.GetUtcNow() - ticket.CreatedAt) / (time.SpeedIfPaced() ?? 1);

    private static CreateTicket Body(SourceTicket ticket) => new(ticket.Kind, ticket.Channel)
    {
        ExternalRef = ticket.Reference,
        Contact = ticket.Address is { } address ? new() { Address = address } : null,
        Description = ticket.Description,
        Product = ticket.Product,
        Place = ticket.Place,
        Priority = ticket.Priority,
        Region = ticket.Region,
    };

    /// <summary>The same for the same ticket on every run.</summary>
    private static string KeyOf(SourceTicket ticket) =>
        $"replay-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{ticket.Channel}\n{ticket.Reference}")))[..40]}";

    /// <summary>The service speaks the operator's language already.</summary>
    private static async Task<RowFault> FaultOf(SourceTicket ticket, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        string reason;
        try
        {
            reason = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("detail").GetString() ?? text;
        }
        catch (Exception strange) when (strange is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            reason = $"{(int)answer.StatusCode} {text}";
        }
        return new(ticket.Line, null, null, new(reason, reason));
    }
}
