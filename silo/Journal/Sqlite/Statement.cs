using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Dispatch.Silo.Journal;

/// <summary>A prepared SQLite statement on the bare handle: no parameter lookup by name, no boxing, texts as UTF-8.</summary>
/// <remarks>The journal's hot path. Everything else uses ADO.NET.</remarks>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 db;
    private readonly sqlite3_stmt handle;
    private byte[] utf8 = new byte[256];
    private int next = 1;

    public Statement(sqlite3 db, string sql)
    {
        this.db = db;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v3(db, sql, raw.SQLITE_PREPARE_PERSISTENT, out handle), db);
    }

    /// <summary>Binds the next parameter.</summary>
    public Statement Bind(long value)
    {
        Check(raw.sqlite3_bind_int64(handle, next++, value));
        return this;
    }

    /// <inheritdoc cref="Bind(long)" />
    public Statement Bind(long? value) => value is { } number ? Bind(number) : Null();

    /// <inheritdoc cref="Bind(long)" />
    public Statement Bind(double? value)
    {
        if (value is not { } number)
            return Null();
        Check(raw.sqlite3_bind_double(handle, next++, number));
        return this;
    }

    /// <inheritdoc cref="Bind(long)" />
    public Statement Bind(DateTimeOffset instant) => Bind(instant.ToUnixTimeMilliseconds());

    /// <inheritdoc cref="Bind(long)" />
    public Statement Bind(DateTimeOffset? instant) => Bind(instant?.ToUnixTimeMilliseconds());

    /// <inheritdoc cref="Bind(long)" />
    public Statement Bind(string? text)
    {
        if (text is null)
            return Null();
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > utf8.Length)
            utf8 = new byte[most];
        return Bind(utf8.AsSpan(0, Encoding.UTF8.GetBytes(text, utf8)));
    }

    /// <summary>Binds the next parameter to a text that already is UTF-8.</summary>
    public Statement Bind(ReadOnlySpan<byte> text)
    {
        // An empty span has no address, which SQLite would take for null.
        Check(text.IsEmpty ? raw.sqlite3_bind_text(handle, next++, "") : raw.sqlite3_bind_text(handle, next++, text));
        return this;
    }

    /// <summary>Binds the next parameter to null.</summary>
    public Statement Null()
    {
        Check(raw.sqlite3_bind_null(handle, next++));
        return this;
    }

    /// <summary>Moves to the next row; false, and ready for new parameters, when there is none.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(handle);
        if (result == raw.SQLITE_ROW)
            return true;
        Reset();
        if (result != raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, db);
        return false;
    }

    /// <summary>Runs a statement without rows and returns how many rows it changed.</summary>
    public int Run()
    {
        while (Read()) { }
        return raw.sqlite3_changes(db);
    }

    /// <summary>Runs a query for its first row, if any.</summary>
    public T? First<T>(Func<Statement, T> map)
    {
        if (!Read())
            return default;
        try
        {
            return map(this);
        }
        finally
        {
            Reset();
        }
    }

    /// <summary>Runs a query for all its rows.</summary>
    public List<T> All<T>(Func<Statement, T> map)
    {
        var rows = new List<T>();
        try
        {
            while (Read())
                rows.Add(map(this));
        }
        finally
        {
            Reset();
        }
        return rows;
    }

    /// <summary>Ends the run and frees the parameters' numbering.</summary>
    public void Reset()
    {
        raw.sqlite3_reset(handle); // repeats the error of the step before, which was thrown already
        next = 1;
    }

    public long Number(int column) => raw.sqlite3_column_int64(handle, column);

    public DateTimeOffset Instant(int column) => DateTimeOffset.FromUnixTimeMilliseconds(Number(column));

    public DateTimeOffset? InstantOrNull(int column) => IsNull(column) ? null : Instant(column);

    public string Text(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string() ?? "";

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    /// <summary>A text as UTF-8, copied.</summary>
    public byte[] Utf8(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public void Dispose() => handle.Dispose();

    private bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    private void Check(int result)
    {
        if (result == raw.SQLITE_OK)
            return;
        next = 1;
        SqliteException.ThrowExceptionForRC(result, db);
    }
}
