using System.Text;
using Dispatch.Grains.Journal;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Bench;

/// <summary>The baseline on SQLite: prepared statements on the bare handle, nothing else.</summary>
internal sealed class SqliteBaseline : IDisposable
{
    private readonly SqliteConnection connection;
    private readonly Bound begin, commit, entity, stored, key, row;
    private long seq;

    public SqliteBaseline(string file)
    {
        connection = new($"Data Source={file};Pooling=False");
        connection.Open();
        using (var schema = connection.CreateCommand())
        {
            schema.CommandText = BaselineScript.Section("sqlite-schema");
            schema.ExecuteNonQuery();
        }
        (begin, commit) = (new(connection.Handle!, "begin immediate"), new(connection.Handle!, "commit"));
        (entity, stored) = (Prepare("entity"), Prepare("event"));
        (key, row) = (Prepare("key"), Prepare("row"));
    }

    public void Write(int from, int to)
    {
        for (var batch = from; batch < to; batch += BaselineScript.Batch)
        {
            begin.Run();
            for (var n = batch; n < Math.Min(to, batch + BaselineScript.Batch); n++)
                Write(Workload.Ticket(n));
            commit.Run();
        }
    }

    public void Dispose()
    {
        foreach (var statement in new[] { begin, commit, entity, stored, key, row })
            statement.Dispose();
        connection.Dispose();
    }

    private void Write(Commit ticket)
    {
        entity.Bind(ticket.EntityId).Bind(ticket.Kind).Bind(ticket.Org).Bind(ticket.Events.Count).Bind(ticket.Shape)
            .Bind(ticket.WakeAt).Bind(ticket.State.Span).Run();
        var version = 0;
        foreach (var @event in ticket.Events)
            stored.Bind(++seq).Bind(ticket.EntityId).Bind(++version).Bind(@event.Kind).Bind(@event.At).Bind(ticket.Org)
                .Bind(ticket.Origin.Actor).Bind(ticket.Origin.OnBehalfOf).Bind(ticket.Origin.Correlation).Bind(ticket.Origin.Causation)
                .Bind(@event.Config).Bind(@event.Body.Span).Run();
        foreach (var taken in ticket.Keys)
            key.Bind(taken.Scope).Bind(taken.Key).Bind(ticket.EntityId).Bind(taken.BodyHash).Bind(taken.ExpiresAt).Run();
        var list = ticket.Row!;
        row.Bind(list.Id).Bind(list.Number).Bind(list.Org).Bind(list.Status).Bind(list.Kind).Bind(list.Channel).Bind(list.Priority)
            .Bind(list.Team).Bind(list.Assignee).Bind(list.Customer).Bind(list.Region).Bind(list.CreatedAt).Bind(list.UpdatedAt)
            .Bind(list.DueAt).Bind(list.OrderNumber).Bind(list.Product).Bind(list.ExternalRef).Run();
    }

    private Bound Prepare(string section) => new(connection.Handle!, BaselineScript.Section(section));

    private sealed class Bound : IDisposable
    {
        private readonly sqlite3 db;
        private readonly sqlite3_stmt handle;
        private readonly byte[] utf8 = new byte[1024];
        private int next = 1;

        public Bound(sqlite3 db, string sql)
        {
            this.db = db;
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(db, sql, out handle), db);
        }

        public Bound Bind(long value)
        {
            _ = raw.sqlite3_bind_int64(handle, next++, value);
            return this;
        }

        public Bound Bind(DateTimeOffset? instant) => instant is { } value ? Bind(value.ToUnixTimeMilliseconds()) : Null();

        public Bound Bind(string? text) => text is null ? Null() : Bind(utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)));

        public Bound Bind(ReadOnlySpan<byte> text)
        {
            _ = raw.sqlite3_bind_text(handle, next++, text);
            return this;
        }

        public void Run()
        {
            var result = raw.sqlite3_step(handle);
            _ = raw.sqlite3_reset(handle);
            next = 1;
            if (result != raw.SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(result, db);
        }

        public void Dispose() => handle.Dispose();

        private Bound Null()
        {
            _ = raw.sqlite3_bind_null(handle, next++);
            return this;
        }
    }
}
