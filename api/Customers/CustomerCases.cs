using Dispatch.Api.Access;
using Dispatch.Customers;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Lists;
using Dispatch.Tickets;

namespace Dispatch.Api.Customers;

/// <summary>A customer's tickets as the rows tell them, as far as the reader may see them.</summary>
public sealed class CustomerCases(ITicketList tickets)
{
    private const int Most = 50;
    private static readonly IReadOnlyList<string> OpenStatuses =
        [.. new[] { TicketStatus.New, TicketStatus.Open, TicketStatus.Pending }.Select(status => TicketFieldSource.CamelCase(status))];

    /// <summary>What is open, oldest first; at most fifty, the rest is for lists.</summary>
    public async Task<IReadOnlyList<OpenCase>> Open(string customer, Caller caller, CancellationToken cancellationToken)
    {
        var open = await tickets.Read(Of(customer, caller) with { Statuses = OpenStatuses, Sort = TicketSort.Oldest }, cancellationToken);
        return [.. open.Rows.Select(CaseOf)];
    }

    /// <summary>Whether there ever was a ticket.</summary>
    public async Task<bool> Any(string customer, Caller caller, CancellationToken cancellationToken) =>
        (await tickets.Read(Of(customer, caller) with { Limit = 1 }, cancellationToken)).Rows.Count > 0;

    /// <summary>The ticket that a later one seems to repeat, or null. Nothing is stored of it, so it is true whenever somebody looks, also of two that came in at the same moment.</summary>
    public async Task<string?> RepeatedBy(Ticket ticket, Caller caller, CancellationToken cancellationToken)
    {
        if (ticket.Facts is not { Customer: { } customer, OrderNumber: { } order } facts || !caller.SeesWholeOrg)
            return null;
        var later = new OpenCase(ticket.Id, facts.Kind, order, ticket.CreatedAt);
        var before = new TicketCursor(TicketSort.Newest, ticket.CreatedAt.AddMilliseconds(1).ToUnixTimeMilliseconds(), "");
        var earlier = await tickets.Read(Of(customer, caller) with { Kinds = [facts.Kind], After = before }, cancellationToken);
        return LikelyDuplicate.EarlierOf(later, earlier.Rows.Where(row => !((row.ResolvedAt ?? row.ClosedAt) <= ticket.CreatedAt)).Select(CaseOf))?.Ticket;
    }

    private static TicketQuery Of(string customer, Caller caller) => new() { Scopes = [caller.Org], Customers = [customer], Limit = Most };

    private static OpenCase CaseOf(TicketRow row) => new(row.Id, row.Kind, row.OrderNumber, row.CreatedAt);
}
