using Dispatch.Grains.Journal;
using Dispatch.Silo.Erasure;
using Dispatch.Silo.Hosting;
using Dispatch.Silo.Lists;
using Dispatch.Silo.Moving;
using Dispatch.Silo.Notices;
using Dispatch.Silo.Outbox;
using Dispatch.Silo.Outcomes;
using Dispatch.Silo.Search;
using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>An open database with everything that reads and writes it. Disposing it writes what is pending and closes it.</summary>
public sealed class OpenedJournal : IDisposable
{
    private readonly IDisposable[] parts;

    private OpenedJournal(params IDisposable[] parts) => this.parts = parts;

    /// <summary>The journal.</summary>
    public required IJournal Journal { get; init; }

    /// <summary>Its writer.</summary>
    public required GroupCommit Commits { get; init; }

    /// <summary>Who hears of durable batches.</summary>
    public required CommitObservers Observers { get; init; }

    /// <summary>Ticket lists.</summary>
    public required ITicketList Tickets { get; init; }

    /// <summary>Team queues.</summary>
    public required IWaitingSteps Waiting { get; init; }

    /// <summary>Which tickets are open.</summary>
    public required IOpenTickets OpenTickets { get; init; }

    /// <summary>The search index.</summary>
    public required ISearchIndex Search { get; init; }

    /// <summary>Messages to the outside.</summary>
    public required IOutbox Outbox { get; init; }

    /// <summary>How many messages wait.</summary>
    public required SqlOutboxBacklog Backlog { get; init; }

    /// <summary>Forgets expired keys.</summary>
    public required ISweeper Keys { get; init; }

    /// <summary>What people are told.</summary>
    public required SqlNotices Notices { get; init; }

    /// <summary>How promises came out.</summary>
    public required SqlOutcomes Outcomes { get; init; }

    /// <summary>Counts of them.</summary>
    public required SqlOutcomeReports OutcomeReports { get; init; }

    /// <summary>Texts, to erase them.</summary>
    public required SqlTexts Texts { get; init; }

    /// <summary>Where tickets go that ended long ago.</summary>
    public required SqlArchive Archive { get; init; }

    /// <summary>The pool of PostgreSQL connections; null on SQLite.</summary>
    public NpgsqlDataSource? Postgres { get; private init; }

    /// <summary>Opens the database, creating and migrating it where needed.</summary>
    /// <exception cref="StartRefusedException">Its data has moved elsewhere, or has not wholly moved in.</exception>
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
        var source = OrDispose(PostgresDatabase.Open(options.ConnectionString), MoveGate.RefuseUnfinished);
        var connections = new PostgresReadConnections(source);
        var writer = options.WrapWriter(new PostgresBatchWriter(source, time));
        var commits = new GroupCommit(writer, observers, options.BatchLimit);
        return new(StartWriter(commits, options), writer, source)
        {
            Journal = new PostgresJournal(source, commits, time),
            Commits = commits,
            Observers = observers,
            Tickets = new SqlTicketList(connections),
            Waiting = new SqlWaitingSteps(connections),
            OpenTickets = new SqlOpenTickets(connections),
            Search = new PostgresSearchIndex(source, connections),
            Outbox = new PostgresOutbox(source),
            Backlog = new(connections),
            Keys = new PostgresKeySweeper(source),
            Notices = new(connections, new PostgresWriteConnections(source)),
            Outcomes = new(connections, new PostgresWriteConnections(source)),
            OutcomeReports = new(connections),
            Texts = new(connections, new PostgresWriteConnections(source)),
            Archive = new(connections, new PostgresWriteConnections(source)),
            Postgres = source,
        };
    }

    private static OpenedJournal OpenSqlite(JournalOptions options, TimeProvider time)
    {
        var observers = new CommitObservers();
        var database = OrDispose(new SqliteDatabase(options.ConnectionString), MoveGate.RefuseMoved);
        var writer = options.WrapWriter(new SqliteBatchWriter(database, time));
        var commits = new GroupCommit(writer, observers, options.BatchLimit);
        return new([StartWriter(commits, options), writer, .. CheckpointsOf(database, options), database])
        {
            Journal = new SqliteJournal(database, commits, time),
            Commits = commits,
            Observers = observers,
            Tickets = new SqlTicketList(database),
            Waiting = new SqliteWaitingSteps(database),
            OpenTickets = new SqlOpenTickets(database),
            Search = new SqliteSearchIndex(database, commits),
            Outbox = new SqliteOutbox(database, commits),
            Backlog = new(database),
            Keys = new SqliteKeySweeper(database, commits),
            Notices = new(database, new SqliteWriteConnections(database, commits)),
            Outcomes = new(database, new SqliteWriteConnections(database, commits)),
            OutcomeReports = new(database),
            Texts = new(database, new SqliteWriteConnections(database, commits)),
            Archive = new(database, new SqliteWriteConnections(database, commits)),
        };
    }

    // A simulation has one thread, and its database no file.
    private static IEnumerable<IDisposable> CheckpointsOf(SqliteDatabase database, JournalOptions options) => options.WriterScheduler is null ? [new WalCheckpoints(database)] : [];

    private static T OrDispose<T>(T database, Action<T> check) where T : IDisposable
    {
        try
        {
            check(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    private static IDisposable StartWriter(GroupCommit commits, JournalOptions options) => options.WriterScheduler is { } scheduler
        ? new WriterPump(commits, scheduler)
        : new WriterThread(commits);
}
