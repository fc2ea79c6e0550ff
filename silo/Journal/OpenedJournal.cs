using Dispatch.Grains.Journal;
using Dispatch.Silo.Lists;
using Dispatch.Silo.Search;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>An open database with everything that reads and writes it. Disposing it writes what is pending and closes it.</summary>
public sealed class OpenedJournal : IDisposable
{
    private readonly IDisposable[] parts;

    private OpenedJournal(IJournal journal, GroupCommit commits, CommitObservers observers, IReadConnections connections, ISearchIndex search, params IDisposable[] parts)
    {
        (Journal, Commits, Observers, Search) = (journal, commits, observers, search);
        (Tickets, Waiting) = (new SqlTicketList(connections), new SqlWaitingSteps(connections));
        this.parts = parts;
    }

    /// <summary>The journal.</summary>
    public IJournal Journal { get; }

    /// <summary>Its writer.</summary>
    public GroupCommit Commits { get; }

    /// <summary>Who hears of durable batches.</summary>
    public CommitObservers Observers { get; }

    /// <summary>Ticket lists.</summary>
    public ITicketList Tickets { get; }

    /// <summary>Team queues.</summary>
    public IWaitingSteps Waiting { get; }

    /// <summary>The search index.</summary>
    public ISearchIndex Search { get; }

    /// <summary>The pool of PostgreSQL connections; null on SQLite.</summary>
    public NpgsqlDataSource? Postgres { get; private init; }

    /// <summary>Opens the database, creating and migrating it where needed.</summary>
    public static OpenedJournal Open(JournalOptions options, TimeProvider time) =>
        options.IsPostgres ? OpenPostgres(options, time) : OpenSqlite(options, time);

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var part in parts)
            part.Dispose();
    }

    private static OpenedJournal OpenPostgres(JournalOptions options, TimeProvider time)
    {
        var observers = new CommitObservers();
        var source = PostgresDatabase.Open(options.ConnectionString);
        var connections = new PostgresReadConnections(source);
        var writer = options.WrapWriter(new PostgresBatchWriter(source, time));
        var commits = new GroupCommit(writer, observers, options.BatchLimit);
        return new(
            new PostgresJournal(source, commits, time), commits, observers, connections, new PostgresSearchIndex(source, connections),
            StartWriter(commits, options), writer, source)
        {
            Postgres = source,
        };
    }

    private static OpenedJournal OpenSqlite(JournalOptions options, TimeProvider time)
    {
        var observers = new CommitObservers();
        var database = new SqliteDatabase(options.ConnectionString);
        var writer = options.WrapWriter(new SqliteBatchWriter(database, time));
        var commits = new GroupCommit(writer, observers, options.BatchLimit);
        return new(
            new SqliteJournal(database, commits, time), commits, observers, database, new SqliteSearchIndex(database, commits),
            StartWriter(commits, options), writer, database);
    }

    private static IDisposable StartWriter(GroupCommit commits, JournalOptions options) => options.WriterScheduler is { } scheduler
        ? new WriterPump(commits, scheduler)
        : new WriterThread(commits);
}
