using Dapper;
using Dispatch.Silo.Journal;
using Dispatch.Silo.Lists;

namespace Dispatch.Silo.Erasure;

/// <summary>Deletes texts that events and snapshots refer to: what remains of them is id and hash.</summary>
public sealed class SqlTexts(IReadConnections reads, IWriteConnections writes)
{
    /// <summary>All tickets of a customer with the org path of each, oldest first.</summary>
    public Task<IReadOnlyList<(string Ticket, string Org)>> TicketsOf(string customer, CancellationToken cancellationToken = default) =>
        reads.Read<IReadOnlyList<(string, string)>>(async connection =>
            [.. await connection.QueryAsync<(string, string)>("select id, org from ticket_row where customer = @customer order by created_at", new { customer })],
            cancellationToken);

    /// <summary>Deletes every text about a customer, and others by id, in one transaction.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> Erase(string customer, IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        writes.Write(connection => connection.ExecuteAsync(
            $"delete from content where subject = @customer or {reads.Dialect.IsOneOf("id", "ids")}",
            new { customer, ids = reads.Dialect.Values(ids) }), cancellationToken);
}
