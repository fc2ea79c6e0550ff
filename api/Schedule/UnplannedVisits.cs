using Dispatch.Api.Access;
using Dispatch.Api.Problems;
using Dispatch.Api.Tickets;
using Dispatch.Grains;
using Dispatch.Grains.Journal;
using Dispatch.Matching;
using Dispatch.Silo.Lists;
using Dispatch.Tickets;

namespace Dispatch.Api.Schedule;

/// <summary>A visit that nobody has.</summary>
/// <param name="Seeking">Whether somebody is being sought this very moment.</param>
/// <param name="Reasons">Why nobody fits, what stands in the way of most first.</param>
public sealed record UnplannedVisit(
    string Ticket, string Number, string WorkOrder, string Kind, string Priority, int Minutes, bool Seeking, IReadOnlyList<UnplannedReason> Reasons)
{
    /// <summary>Where it is; absent when nobody knows.</summary>
    public Place? Place { get; init; }

    /// <summary>The zone that holds the place; absent when none does. Without one it can be priced and booked for nobody.</summary>
    public string? Zone { get; init; }

    /// <summary>The visit has to begin inside it; absent when nobody said when.</summary>
    public Planning.Window? Window { get; init; }

    /// <summary>The ticket's nearest deadline.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>What stands in the way, and of how many.</summary>
/// <param name="Who">Engineers, or, where parts are lacking, warehouses; empty where it is the visit itself, or its zone.</param>
public sealed record UnplannedReason(string Code, LocalText Text, IReadOnlyList<string> Who)
{
    /// <summary>What to do; only where nobody can be sent whatever changes.</summary>
    public LocalText? Remedy { get; init; }
}

/// <summary>Finds visits that nobody has.</summary>
public sealed class UnplannedVisits(ITicketList tickets, TicketReach reach)
{
    private const int MostTickets = 200;

    /// <summary>Those within a caller's scope, the ticket that is due first first.</summary>
    /// <param name="zone">Only of this zone; null for all, and those outside every zone.</param>
    public async Task<IReadOnlyList<UnplannedVisit>> Of(Caller caller, string? zone, CancellationToken cancellationToken) =>
        [.. (await Find(caller, zone, cancellationToken)).Select(found => View(found.Row, found.Order, found.Ticket.State))];

    /// <summary>The same as tickets.</summary>
    internal async Task<IReadOnlyList<(TicketRow Row, Snapshot<Ticket> Ticket, WorkOrder Order)>> Find(Caller caller, string? zone, CancellationToken cancellationToken)
    {
        var open = await tickets.Read(
            new() { Scopes = [caller.Org], Statuses = ["new", "open", "pending"], Unbooked = true, Zone = zone, Sort = TicketSort.DueSoonest, Limit = MostTickets }, cancellationToken);
        var found = new List<(TicketRow, Snapshot<Ticket>, WorkOrder)>();
        foreach (var row in open.Rows)
        {
            if (await reach.Find(caller, row.Id, cancellationToken) is { } read)
                found.AddRange(read.State.WorkOrders.Where(order => order.IsUnbooked).Select(order => (row, read, order)));
        }
        return found;
    }

    private static UnplannedVisit View(TicketRow row, WorkOrder order, Ticket ticket) => new(
        row.Id, row.Number, order.Id, row.Kind, row.Priority, order.Minutes, order.State is WorkOrderState.Seeking, Reasons(order, ticket))
    {
        Place = ticket.Facts?.Place,
        Zone = ticket.Facts?.Zone,
        Window = order.Window,
        DueAt = row.DueAt,
    };

    private static IReadOnlyList<UnplannedReason> Reasons(WorkOrder order, Ticket ticket) => Job.WhyNone(ticket) is { } none
        ? [new(none.Code.Value, Problem.Of(none).Words(), []) { Remedy = Problem.Of(none).Remedy() }]
        : [.. order.Reasons.OrderByDescending(reason => reason.Who.Length).Select(View)];

    private static UnplannedReason View(SharedReason shared) =>
        new(shared.Reason.Code.Value, Problem.Of(shared.Reason).Words(), shared.Reason.Code == RejectionCode.ZoneWithoutWarehouse ? [] : shared.Who);
}
