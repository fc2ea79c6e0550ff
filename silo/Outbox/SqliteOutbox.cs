using Dispatch.Silo.Journal;

namespace Dispatch.Silo.Outbox;

/// <summary>The outbox in SQLite, which one process has to itself; its writes go through the journal's writer.</summary>
public sealed class SqliteOutbox(SqliteDatabase database, GroupCommit commits) : IOutbox
{
    /// <inheritdoc />
    public Task<IReadOnlyList<DueMessage>> Take(string channel, DateTimeOffset now, int limit, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyList<DueMessage>>(database.Read(session => session
            .Prepare("select id, entity_id, channel, attempts, body from outbox where channel = ? and not_before <= ? order by not_before, id limit ?")
            .Bind(channel).Bind(now).Bind(limit)
            .All(static row => new DueMessage(row.Text(0), row.Text(1), row.Text(2), (int)row.Number(3), row.Utf8(4)))));

    /// <inheritdoc />
    public Task Settle(IReadOnlyList<string> done, IReadOnlyList<PutOff> putOff, CancellationToken cancellationToken = default) =>
        commits.Run(() => database.WriteTransaction(session =>
        {
            foreach (var id in done)
                session.Prepare("delete from outbox where id = ?").Bind(id).Run();
            foreach (var later in putOff)
                session.Prepare("update outbox set not_before = ?, attempts = attempts + ? where id = ?")
                    .Bind(later.Until).Bind(later.InVain ? 1 : 0).Bind(later.Id).Run();
            return true;
        }));
}
