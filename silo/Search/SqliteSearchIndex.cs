using Dispatch.Silo.Journal;

namespace Dispatch.Silo.Search;

/// <summary>The search index in SQLite: FTS5 without a copy of the text.</summary>
public sealed class SqliteSearchIndex(SqliteDatabase database, GroupCommit commits) : ISearchIndex
{
    /// <inheritdoc />
    public Task<long> Position(CancellationToken cancellationToken = default) => Task.FromResult(database.Read(
        static session => session.Prepare("select seq from feed_position where reader = 'search'").First(static row => row.Number(0))));

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<string, string>> Fingerprints(
        IReadOnlyCollection<string> tickets, CancellationToken cancellationToken = default) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(database.ReadAtOnce(session =>
        {
            var found = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var ticket in tickets)
                if (session.Prepare("select d.fingerprint from search_doc d join ticket_row r on r.row = d.row where r.id = ?").Bind(ticket)
                    .First(static row => row.Text(0)) is { } fingerprint)
                    found.Add(ticket, fingerprint);
            return found;
        }));

    /// <inheritdoc />
    /// <remarks>One process has the file, and its indexer writes one at a time.</remarks>
    public async Task Write(Func<Task<IReadOnlyList<SearchDocument>>> read, long? position, CancellationToken cancellationToken = default)
    {
        var documents = await read();
        await commits.Run(() => database.WriteTransaction(session =>
        {
            foreach (var document in documents)
                Write(session, document);
            if (position is { } seq)
                session.Prepare("insert or replace into feed_position (reader, seq) values ('search', ?)").Bind(seq).Run();
            return true;
        }));
    }

    private static void Write(SqliteSession session, SearchDocument document)
    {
        var row = session.Prepare("select row from ticket_row where id = ?").Bind(document.Ticket).First(static found => found.Number(0));
        var known = session.Prepare("select 1 from search_doc where row = ?").Bind(row).First(static found => found.Number(0));
        if (known is 1)
            session.Prepare("delete from search where rowid = ?").Bind(row).Run();
        session.Prepare("insert into search (rowid, tokens) values (?, ?)").Bind(row).Bind(string.Join(' ', document.Tokens)).Run();
        session.Prepare("insert or replace into search_doc (row, fingerprint) values (?, ?)").Bind(row).Bind(document.Fingerprint).Run();
    }
}
