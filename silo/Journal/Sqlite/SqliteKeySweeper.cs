namespace Dispatch.Silo.Journal;

/// <summary>Finds expired keys on a reading connection, so that the writer only deletes, a few at a time.</summary>
public sealed class SqliteKeySweeper(SqliteDatabase database, GroupCommit commits) : ISweeper
{
    private const int AtOnce = 500;

    /// <inheritdoc />
    public async Task<int> Sweep(DateTimeOffset expired, CancellationToken cancellationToken = default)
    {
        var found = database.Read(session => session
            .Prepare("select scope, key from idempotency_key where expires_at <= ? limit ?").Bind(expired).Bind(AtOnce)
            .All(static row => (Scope: row.Text(0), Key: row.Text(1))));
        if (found.Count is 0)
            return 0;
        await commits.Run(() => database.WriteTransaction(session =>
        {
            foreach (var (scope, key) in found)
                session.Prepare("delete from idempotency_key where scope = ? and key = ? and expires_at <= ?")
                    .Bind(scope).Bind(key).Bind(expired).Run();
            return true;
        }));
        return found.Count;
    }
}
