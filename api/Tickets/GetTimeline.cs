using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Grains.Journal;

namespace Dispatch.Api.Tickets;

/// <summary><c>GET /api/tickets/{id}/timeline?after=</c>: everything that happened to a ticket, oldest first.</summary>
public static class GetTimeline
{
    private const int PageSize = 200;

    /// <summary>A page of the history.</summary>
    public sealed record Response(IReadOnlyList<TimelineItem> Items)
    {
        /// <summary>What to send as <c>after</c> for the next page; absent at the end.</summary>
        public string? Next { get; init; }
    }

    /// <summary>Maps the route.</summary>
    public static void Map(IEndpointRouteBuilder tickets) => tickets.MapGet("/{id}/timeline", Handle).RequireAuthorization(Policies.TicketsRead)
        .Produces<Response>().WithSummary("Everything that happened to a ticket, oldest first. Customers see what is meant for them.");

    private static async Task<IResult> Handle(
        string id, long? after, HttpContext context, TicketReach reach, IJournal journal, Timeline timeline, CancellationToken cancellationToken)
    {
        var caller = Caller.Of(context.User);
        if (await reach.Find(caller, id, cancellationToken) is not { State: var ticket })
            return new ProblemResult(TicketReach.Unknown(id));
        var entries = await journal.ReadEntity($"{Dispatch.Tickets.Ticket.Kind}/{id}", Math.Max(0, after ?? 0), PageSize, cancellationToken);
        var items = await timeline.Of(ticket, entries, forCustomer: caller.Ticket is not null, cancellationToken);
        return TypedResults.Ok(new Response(items)
        {
            Next = entries.Count == PageSize ? entries[^1].Version.ToString(System.Globalization.CultureInfo.InvariantCulture) : null,
        });
    }
}

/// <summary>One thing that happened to a ticket.</summary>
/// <param name="Seq">Position in the ticket's history, from 1.</param>
/// <param name="Kind">Published kind of the event.</param>
/// <param name="Actor">Who did it; <c>system</c> for Dispatch itself.</param>
/// <param name="Text">What happened, in words.</param>
public sealed record TimelineItem(long Seq, DateTimeOffset At, string Kind, string Actor, LocalText Text)
{
    /// <summary>What colleagues call whoever did it.</summary>
    public LocalText? ActorName { get; init; }

    /// <summary>On whose behalf.</summary>
    public string? OnBehalfOf { get; init; }

    /// <summary>What was before, where something changed.</summary>
    public IReadOnlyDictionary<string, string?>? Before { get; init; }

    /// <summary>What is since.</summary>
    public IReadOnlyDictionary<string, string?>? After { get; init; }

    /// <summary>Texts and details that belong to it; in place of a text that was erased stands <c>erased</c>.</summary>
    public IReadOnlyDictionary<string, object?>? Body { get; init; }
}
