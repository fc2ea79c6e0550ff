using System.Data;
using Dispatch.Grains.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Silo.Journal;

/// <summary>Writes batches into SQLite, one transaction each.</summary>
/// <param name="time">Decides which idempotency keys have expired.</param>
public sealed class SqliteBatchWriter(SqliteDatabase database, TimeProvider time) : IBatchWriter
{
    /// <inheritdoc />
    public BatchResult Write(IReadOnlyList<Commit> batch)
    {
        try
        {
            return database.WriteTransaction(session => Write(session, batch));
        }
        catch (SqliteException refused) when (refused.SqliteErrorCode is raw.SQLITE_CONSTRAINT or raw.SQLITE_TOOBIG or raw.SQLITE_MISMATCH)
        {
            throw new RefusedBatchException(refused);
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            throw new JournalUnavailableException($"SQLite did not take the batch: {failure.Message}", failure);
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
    }

    private BatchResult Write(SqliteSession session, IReadOnlyList<Commit> batch)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var head = session.Prepare(SqliteJournal.HeadSql).First(static row => row.Number(0));
        var losses = new List<Loss>();
        for (var i = 0; i < batch.Count; i++)
        {
            // Keys first, fence second: until the fence has let the commit in, nothing of it is written.
            if (FindTakenKey(session, batch[i], now) is { } taken)
                losses.Add(new(i, taken.Key, taken.Holder));
            else if (!PassFence(session, batch[i]))
                losses.Add(new(i));
            else
                head = WriteRows(session, batch[i], head);
        }
        return new(head, losses);
    }

    private static (IdempotencyKey Key, TakenKey Holder)? FindTakenKey(SqliteSession session, Commit commit, long now)
    {
        foreach (var key in commit.Keys)
        {
            var holder = session.Prepare(SqliteJournal.FindKeySql).Bind(key.Scope).Bind(key.Key).Bind(now).First(SqliteJournal.ToTakenKey);
            if (holder is not null)
                return (key, holder);
        }
        return null;
    }

    private static bool PassFence(SqliteSession session, Commit commit)
    {
        var version = commit.ExpectedVersion + commit.Events.Count;
        var fence = commit.ExpectedVersion == 0
            ? session.Prepare("""
                insert into entity (id, kind, org, version, shape, wake_at, state) values (?, ?, ?, ?, ?, ?, ?)
                on conflict (id) do update set
                    org = excluded.org, version = excluded.version, shape = excluded.shape, wake_at = excluded.wake_at, state = excluded.state
                where version = 0
                """).Bind(commit.EntityId).Bind(commit.Kind).Bind(commit.Org)
            : session.Prepare("update entity set org = ?, version = ?, shape = ?, wake_at = ?, state = ? where id = ? and version = ?")
                .Bind(commit.Org);
        fence.Bind(version).Bind(commit.Shape).Bind(commit.WakeAt).Bind(commit.State.Span);
        if (commit.ExpectedVersion != 0)
            fence.Bind(commit.EntityId).Bind(commit.ExpectedVersion);
        return fence.Run() == 1;
    }

    private static long WriteRows(SqliteSession session, Commit commit, long head)
    {
        head = WriteEvents(session, commit, head);
        foreach (var key in commit.Keys)
            session.Prepare("insert or replace into idempotency_key (scope, key, entity_id, body_hash, expires_at) values (?, ?, ?, ?, ?)")
                .Bind(key.Scope).Bind(key.Key).Bind(commit.EntityId).Bind(key.BodyHash).Bind(key.ExpiresAt).Run();
        foreach (var content in commit.Content)
            session.Prepare("insert into content (id, subject, kind, body) values (?, ?, ?, ?)")
                .Bind(content.Id).Bind(content.Subject).Bind(content.Kind).Bind(content.Text).Run();
        foreach (var message in commit.Outbox)
            session.Prepare("insert into outbox (id, entity_id, channel, not_before, body) values (?, ?, ?, ?, ?)")
                .Bind(message.Id).Bind(commit.EntityId).Bind(message.Channel).Bind(message.NotBefore).Bind(message.Body.Span).Run();
        if (commit.Row is { } row)
            SqliteTicketRows.Write(session, row, isNew: commit.ExpectedVersion == 0);
        return head;
    }

    private static long WriteEvents(SqliteSession session, Commit commit, long head)
    {
        if (commit.Events.Count == 0)
            return head;
        var version = commit.ExpectedVersion;
        var insert = session.Prepare("""
            insert into event (seq, entity_id, version, kind, at, org, actor, on_behalf_of, correlation, causation, config, body)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """);
        foreach (var stored in commit.Events)
            insert.Bind(++head).Bind(commit.EntityId).Bind(++version).Bind(stored.Kind).Bind(stored.At).Bind(commit.Org)
                .Bind(commit.Origin.Actor).Bind(commit.Origin.OnBehalfOf).Bind(commit.Origin.Correlation).Bind(commit.Origin.Causation)
                .Bind(stored.Config).Bind(stored.Body.Span).Run();
        return head;
    }
}
