using System.Data.Common;
using System.Security.Cryptography;

namespace Dispatch.Silo.Moving;

/// <summary>Moves a SQLite file into PostgreSQL by comparing both, range by range, and writing what differs: so it goes on after any interruption, and says at the end that both are the same.</summary>
public sealed class DatabaseMove : IAsyncDisposable
{
    private const int RowsAtOnce = 5_000;
    private const int BytesAtOnce = 8 << 20;

    private readonly MoveSource source;
    private readonly MoveTarget target;
    private readonly MoveMark mark;
    private readonly TimeProvider time;

    private DatabaseMove(MoveSource source, MoveTarget target, MoveMark mark, TimeProvider time) =>
        (this.source, this.target, this.mark, this.time) = (source, target, mark, time);

    /// <summary>Name of the target for people, without password.</summary>
    public string Place => target.Place;

    /// <summary>Begins a move, or goes on with it.</summary>
    /// <param name="file">Path of the SQLite file.</param>
    /// <param name="connectionString">Of the PostgreSQL database.</param>
    /// <exception cref="MoveRefusedException">One of them is not as it has to be; nothing was changed.</exception>
    public static async Task<DatabaseMove> Begin(string file, string connectionString, TimeProvider time, CancellationToken cancellationToken)
    {
        var source = MoveSource.Open(file);
        MoveTarget? target = null;
        try
        {
            var mark = await source.Mark(time.GetUtcNow());
            target = await MoveTarget.Open(connectionString, mark, await source.Tables(), cancellationToken);
            if (mark.CompletedAt is null)
                await (mark = mark with { Place = target.Place }).Write(source.Connection);
            await target.Begin(mark with { Place = file, CompletedAt = null });
            return new(source, target, mark, time);
        }
        catch
        {
            if (target is not null)
                await target.DisposeAsync();
            source.Dispose();
            throw;
        }
    }

    /// <summary>Takes back that a file has moved.</summary>
    /// <returns>False when it has not.</returns>
    /// <exception cref="MoveRefusedException">It is missing or none of this program.</exception>
    public static async Task<bool> Release(string file)
    {
        using var source = MoveSource.Open(file);
        return await source.Release();
    }

    /// <summary>Writes to the target whatever differs.</summary>
    public Task<MovePass> Copy(Action<MoveProgress> progress, CancellationToken cancellationToken) => Pass(heal: true, progress, cancellationToken);

    /// <summary>Compares both sides and writes nothing.</summary>
    public Task<MovePass> Verify(Action<MoveProgress> progress, CancellationToken cancellationToken) => Pass(heal: false, progress, cancellationToken);

    /// <summary>Ends the move: from now on the target is served, and the source is not.</summary>
    /// <remarks>The source comes first: whatever happens in between, never are both served.</remarks>
    /// <exception cref="MoveRefusedException">The two are not the same.</exception>
    public async Task Complete(MovePass verified)
    {
        if (verified.Tables.FirstOrDefault(table => !table.IsEqual) is { } other)
            throw new MoveRefusedException(new(
                $"核对发现表 {other.Table} 两边不同：有人同时在改动其中一边。请再次运行同一命令。",
                $"The verification found table {other.Table} to differ: somebody changes one side meanwhile. Run the same command again."));
        var completed = mark with { Place = Place, CompletedAt = mark.CompletedAt ?? time.GetUtcNow().ToUnixTimeMilliseconds() };
        await source.Complete(completed, verified.Head);
        await target.Complete(completed with { Place = source.File });
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await target.DisposeAsync();
        source.Dispose();
    }

    private async Task<MovePass> Pass(bool heal, Action<MoveProgress> progress, CancellationToken cancellationToken)
    {
        // The first read of the transaction takes the instant of which all others are.
        await using var instant = source.Connection.BeginTransaction(deferred: true);
        var head = await source.Head();
        if (heal)
            await target.MakeRoom(head);
        var tallies = new List<TableTally>();
        foreach (var table in target.Tables)
        {
            await source.Check(table);
            tallies.Add(await Walk(table, heal, progress, cancellationToken));
        }
        if (heal)
            await target.SetCounters(head);
        return new(head, tallies);
    }

    private async Task<TableTally> Walk(MovedTable table, bool heal, Action<MoveProgress> progress, CancellationToken cancellationToken)
    {
        await using var count = table.Count(source.Connection);
        var all = (long)(await count.ExecuteScalarAsync(cancellationToken))!;
        await using var select = table.Select(source.Connection, new(null, null));
        await using var reader = await select.ExecuteReaderAsync(cancellationToken);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var targetHash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (rows, targetRows, written, chunk, range) = (0L, 0L, 0L, new RowBuffer(table.Columns), new KeyRange(null, null));
        do
        {
            range = new(range.UpTo, Fill(chunk, reader, table));
            var there = await target.Sum(table, range, cancellationToken);
            var here = chunk.Hash();
            if (heal && !here.AsSpan().SequenceEqual(there.Hash))
            {
                await target.Replace(table, range, chunk, cancellationToken);
                written += chunk.Count;
            }
            hash.AppendData(here);
            targetHash.AppendData(there.Hash);
            (rows, targetRows) = (rows + chunk.Count, targetRows + there.Rows);
            progress(new(table.Name, rows, all));
        }
        while (range.UpTo is not null);
        return new(table.Name, rows, targetRows, written, Hex(hash), Hex(targetHash));
    }

    /// <summary>Reads the next rows; the last one's key, or null when the table ends with them.</summary>
    private static object[]? Fill(RowBuffer chunk, DbDataReader reader, MovedTable table)
    {
        chunk.Clear();
        while (reader.Read())
        {
            chunk.Add(reader);
            if (chunk.Count >= RowsAtOnce || chunk.Bytes.Length >= BytesAtOnce)
                return table.KeyOf(reader);
        }
        return null;
    }

    private static string Hex(IncrementalHash hash) => Convert.ToHexStringLower(hash.GetHashAndReset());
}
