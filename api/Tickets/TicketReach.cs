using System.Collections.Immutable;
using System.Text.Json;
using Dispatch.Access;
using Dispatch.Api.Access;
using Dispatch.Api.Files;
using Dispatch.Api.Problems;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Tickets;

namespace Dispatch.Api.Tickets;

/// <summary>Finds tickets for a caller: what he may not see does not exist for him.</summary>
public sealed class TicketReach(IJournal journal) : IFileReach
{
    private const int Page = 500;

    /// <summary>The ticket as stored, or null when there is none that the caller may see. Reading activates no grain.</summary>
    public async Task<Snapshot<Ticket>?> Find(Caller caller, string id, CancellationToken cancellationToken)
    {
        if (await journal.Load($"{Ticket.Kind}/{id}", cancellationToken) is not { } stored)
            return null;
        if (stored.Shape > Ticket.Shape)
            throw new ShapeAheadException(stored.Id, stored.Shape, Ticket.Shape);
        var ticket = JsonSerializer.Deserialize<Ticket>(stored.State.Span, DispatchJson.Stored)!;
        return MaySee(caller, ticket) ? new(ticket, stored.Version) : null;
    }

    /// <summary>The problem of a ticket that does not exist for the caller.</summary>
    public static Problem Unknown(string id) => Problem.Of(Rejection.Of(RejectionCode.TicketUnknown, ("ticket", id)));

    /// <summary>Within his org; a customer his own ticket, an engineer only tickets with a visit of his.</summary>
    public static bool MaySee(Caller caller, Ticket ticket) =>
        OrgPath.Holds(caller.Org, ticket.Org)
        && (caller.Ticket is null ? caller.SeesWholeOrg || HasVisit(ticket, caller.Engineer) : caller.Ticket == ticket.Id);

    /// <inheritdoc />
    public async Task<bool> Shows(Caller caller, string ticket, string file, CancellationToken cancellationToken) =>
        await Find(caller, ticket, cancellationToken) is { } found
        && (found.State.Facts!.Files.Contains(file) || await CameWithLetter(ticket, file, cancellationToken));

    /// <summary>Whether a file was sent with a letter, to the customer or by him.</summary>
    private async Task<bool> CameWithLetter(string ticket, string file, CancellationToken cancellationToken)
    {
        var version = 0L;
        while (await journal.ReadEntity($"{Ticket.Kind}/{ticket}", version, Page, cancellationToken) is { Count: > 0 } events)
        {
            if (events.Any(entry => FilesOf(EventTexts.Read(entry)).Contains(file)))
                return true;
            version = events[^1].Version;
        }
        return false;
    }

    private static ImmutableArray<string> FilesOf(TicketEvent? @event) => @event switch
    {
        ReplySent letter => letter.Files,
        ReplyReceived letter => letter.Files,
        _ => [],
    };

    private static bool HasVisit(Ticket ticket, string? engineer) =>
        engineer is not null && ticket.WorkOrders.Any(order => order.Booking?.Engineer == engineer);
}
