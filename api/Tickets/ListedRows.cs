using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Lists;

namespace Dispatch.Api.Tickets;

/// <summary>Rows for pictures in memory, read from the ticket list.</summary>
public sealed class ListedRows(ITicketList list) : ITicketRows
{
    private static readonly string[] Live = ["new", "open", "pending", "resolved"];

    /// <inheritdoc />
    public Task<IReadOnlyList<TicketRow>> ReadOpen(CancellationToken cancellationToken) => list.All(new() { Statuses = Live }, cancellationToken);

    /// <inheritdoc />
    public async Task<IReadOnlyList<TicketRow>> ReadRecent(DateTimeOffset since, CancellationToken cancellationToken)
    {
        // Each instant has an index of its own, and one query would use neither.
        var created = await Since(TicketFields.CreatedAt);
        var resolved = await Since(TicketFields.ResolvedAt);
        return [.. created.Concat(resolved).DistinctBy(row => row.Id)];

        Task<IReadOnlyList<TicketRow>> Since(string field) => list.All(
            new() { Where = Condition.Test(field, ConditionOperator.Ge, since).Compile(FieldCatalogue.BuiltIn).Required() }, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<TicketRow>> Read(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        list.ByIds(ids, cancellationToken);
}
