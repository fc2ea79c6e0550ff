using Dispatch.Conditions;
using Dispatch.Fields;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Lists;

namespace Dispatch.Api.Tickets;

/// <summary>Rows for pictures in memory, read page by page from the ticket list.</summary>
public sealed class ListedRows(ITicketList list) : ITicketRows
{
    private const int Page = 500;
    private static readonly string[] Live = ["new", "open", "pending", "resolved"];

    /// <inheritdoc />
    public IAsyncEnumerable<TicketRow> ReadOpen(CancellationToken cancellationToken) =>
        Pages(new() { Statuses = Live, Sort = TicketSort.Oldest, Limit = Page }, cancellationToken);

    /// <inheritdoc />
    public IAsyncEnumerable<TicketRow> ReadRecent(DateTimeOffset since, CancellationToken cancellationToken)
    {
        var recent = Condition.Any(
            Condition.Test(TicketFields.CreatedAt, ConditionOperator.Ge, since),
            Condition.Test(TicketFields.ResolvedAt, ConditionOperator.Ge, since));
        return Pages(new() { Where = recent.Compile(FieldCatalogue.BuiltIn).Required(), Sort = TicketSort.Oldest, Limit = Page }, cancellationToken);
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<TicketRow>> Read(IReadOnlyCollection<string> ids, CancellationToken cancellationToken) =>
        list.ByIds(ids, cancellationToken);

    private async IAsyncEnumerable<TicketRow> Pages(
        TicketQuery query, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await list.Read(query, cancellationToken);
            foreach (var row in page.Rows)
                yield return row;
            query = query with { After = page.Next };
        }
        while (query.After is not null);
    }
}
