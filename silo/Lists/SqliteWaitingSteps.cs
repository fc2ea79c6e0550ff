using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;
using Dispatch.Teams;

namespace Dispatch.Silo.Lists;

/// <summary>The durable team queues on SQLite, by a statement that is prepared once: every team reads its queue twice a minute.</summary>
internal sealed class SqliteWaitingSteps(SqliteDatabase database) : IWaitingSteps
{
    /// <inheritdoc />
    public Task<IReadOnlyList<WaitingStep>> Of(string team, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<WaitingStep>>(database.Read(session => session.Prepare(SqlWaitingSteps.Sql).Bind(team)
            .All(static row => SqlWaitingSteps.Step(row.Text(0), row.Text(1), row.Text(2), row.Instant(3), row.Text(4)))));
}
