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

    /// <summary>Whether a file other than some has the same bytes.</summary>
    /// <param name="sha256">Lower-case hex.</param>
    /// <param name="but">Keys of the files that do not count.</param>
    public Task<bool> IsSharedWithOthers(string sha256, IReadOnlyCollection<string> but, CancellationToken cancellationToken = default) =>
        reads.Read(async connection => await connection.ExecuteScalarAsync<long>(
            // Ids begin with the kind and a slash, and 0 is the character after the slash.
            $"select count(*) from known_entity where id >= 'file/' and id < 'file0' and state like @holds and not ({reads.Dialect.IsOneOf("id", "but")})",
            new { holds = $"%\"sha256\":\"{sha256}\"%", but = reads.Dialect.Values(but) }) > 0, cancellationToken);

    /// <summary>Deletes every text about a customer, and others by id, in one transaction.</summary>
    /// <returns>How many there were.</returns>
    public Task<int> Erase(string customer, IReadOnlyCollection<string> ids, CancellationToken cancellationToken = default) =>
        writes.Write(connection => connection.ExecuteAsync(
            $"delete from content where subject = @customer or {reads.Dialect.IsOneOf("id", "ids")}",
            new { customer, ids = reads.Dialect.Values(ids) }), cancellationToken);
}
