using System.Data.Common;
using Dispatch.Silo.Consistency.Checks;

namespace Dispatch.Silo.Consistency;

/// <summary>Puts all checks to a database, in one pass over its entities and of one moment.</summary>
public static class Examination
{
    /// <summary>Every check there is, fresh.</summary>
    /// <param name="now">The moment against which overdue wake-ups are judged.</param>
    public static IReadOnlyList<Check> Checks(DateTimeOffset now) =>
    [
        new SequenceCheck(), new SnapshotCheck(), new WakeUpCheck(now), new TicketRowCheck(), new KeyCheck(),
        new TeamCheck(), new EngineerDayCheck(), new StockCheck(),
    ];

    /// <summary>Runs checks.</summary>
    /// <param name="connection">An open connection that nobody else uses meanwhile.</param>
    /// <param name="seen">Told after each entity how many there were, for a progress bar.</param>
    /// <returns>How many entities there are. The checks hold what they found.</returns>
    public static async Task<long> Run(
        DbConnection connection, IReadOnlyList<Check> checks, Action<long>? seen = null, CancellationToken cancellationToken = default)
    {
        await using var snapshot = new DatabaseSnapshot(connection, EntityFold.All.ToDictionary(fold => fold.Kind, StringComparer.Ordinal));
        await snapshot.Begin(cancellationToken);
        var entities = 0L;
        await foreach (var entity in snapshot.Entities(cancellationToken))
        {
            foreach (var check in checks)
                check.See(entity);
            seen?.Invoke(++entities);
        }
        foreach (var check in checks)
        {
            await check.Ask(connection, cancellationToken);
            check.Conclude();
        }
        return entities;
    }

    /// <summary>Runs every check and returns what all of them found.</summary>
    public static async Task<IReadOnlyList<Finding>> Run(DbConnection connection, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        var checks = Checks(now);
        await Run(connection, checks, seen: null, cancellationToken);
        return [.. checks.SelectMany(check => check.Findings)];
    }
}
