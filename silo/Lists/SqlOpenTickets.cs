using Dapper;
using Dispatch.Grains.Journal;
using Dispatch.Sla;

namespace Dispatch.Silo.Lists;

/// <summary>Open tickets over any connection.</summary>
public sealed class SqlOpenTickets(IReadConnections connections) : IOpenTickets
{
    private const string Open = "status in ('new', 'open', 'pending')";

    // As an expression, so that the index of statuses, which is in no useful order, does not tempt the planner.
    private const string OpenInOrder = "(status || '') in ('new', 'open', 'pending')";

    /// <inheritdoc />
    public Task<IReadOnlyList<string>> Of(string customer, CancellationToken cancellationToken = default) => connections.Read<IReadOnlyList<string>>(async connection =>
        [.. await connection.QueryAsync<string>(new CommandDefinition(
            $"select id from ticket_row where customer = @customer and {Open} order by created_at, id", new { customer }, cancellationToken: cancellationToken))], cancellationToken);

    /// <inheritdoc />
    public Task<int> Count(CancellationToken cancellationToken = default) => connections.Read(async connection =>
        (int)await connection.ExecuteScalarAsync<long>(new CommandDefinition($"select count(*) from ticket_row where {Open}", cancellationToken: cancellationToken)), cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<RolloutPlace>> After(RolloutPlace? place, int limit, CancellationToken cancellationToken = default) => Read(
        $"select created_at, id from ticket_row where (created_at, id) > (@at, @ticket) and {OpenInOrder} order by created_at, id limit @limit",
        new { at = place?.CreatedAt.ToUnixTimeMilliseconds() ?? long.MinValue, ticket = place?.Ticket ?? "", limit }, cancellationToken);

    /// <inheritdoc />
    public Task<IReadOnlyList<RolloutPlace>> Newest(int limit, CancellationToken cancellationToken = default) => Read(
        $"select created_at, id from ticket_row where {OpenInOrder} order by created_at desc, id desc limit @limit", new { limit }, cancellationToken);

    private Task<IReadOnlyList<RolloutPlace>> Read(string sql, object arguments, CancellationToken cancellationToken) =>
        connections.Read<IReadOnlyList<RolloutPlace>>(async connection =>
            [.. (await connection.QueryAsync<(long At, string Ticket)>(new CommandDefinition(sql, arguments, cancellationToken: cancellationToken)))
                .Select(row => new RolloutPlace(DateTimeOffset.FromUnixTimeMilliseconds(row.At), row.Ticket))], cancellationToken);
}
