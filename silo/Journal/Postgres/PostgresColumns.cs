using Npgsql;

namespace Dispatch.Silo.Journal;

/// <summary>Rows of one kind as arrays, one per column, in the order in which a server-side function takes them.</summary>
internal sealed class PostgresColumns<TRow>
{
    private readonly List<Column> columns = [];

    /// <summary>The arrays as parameters.</summary>
    public IEnumerable<NpgsqlParameter> Parameters => columns.Select(column => column.Parameter);

    public PostgresColumns<TRow> Text(Func<TRow, string?> value) => Add(value, "text[]");

    /// <summary>A text that already is UTF-8.</summary>
    public PostgresColumns<TRow> Utf8(Func<TRow, ReadOnlyMemory<byte>> value) => Add(value, "text[]");

    public PostgresColumns<TRow> Position(Func<TRow, int> value) => Add(value, "integer[]");

    public PostgresColumns<TRow> Int(Func<TRow, int> value) => Add(value, "integer[]");

    public PostgresColumns<TRow> Long(Func<TRow, long> value) => Add(value, "bigint[]");

    public PostgresColumns<TRow> LongOrNull(Func<TRow, long?> value) => Add(value, "bigint[]");

    public PostgresColumns<TRow> Instant(Func<TRow, DateTimeOffset> value) => Add(row => value(row).ToUnixTimeMilliseconds(), "bigint[]");

    public PostgresColumns<TRow> InstantOrNull(Func<TRow, DateTimeOffset?> value) => Add(row => value(row)?.ToUnixTimeMilliseconds(), "bigint[]");

    public PostgresColumns<TRow> Bool(Func<TRow, bool> value) => Add(value, "boolean[]");

    public PostgresColumns<TRow> DoubleOrNull(Func<TRow, double?> value) => Add(value, "double precision[]");

    public void Clear()
    {
        foreach (var column in columns)
            column.Clear();
    }

    public void Add(TRow row)
    {
        foreach (var column in columns)
            column.Add(row);
    }

    private PostgresColumns<TRow> Add<T>(Func<TRow, T> value, string type)
    {
        columns.Add(new Column<T>(value, type));
        return this;
    }

    private abstract class Column
    {
        public abstract NpgsqlParameter Parameter { get; }

        public abstract void Clear();

        public abstract void Add(TRow row);
    }

    private sealed class Column<T> : Column
    {
        private readonly List<T> values = [];
        private readonly Func<TRow, T> value;

        public Column(Func<TRow, T> value, string type)
        {
            this.value = value;
            Parameter = new NpgsqlParameter<List<T>> { TypedValue = values, DataTypeName = type };
        }

        public override NpgsqlParameter Parameter { get; }

        public override void Clear() => values.Clear();

        public override void Add(TRow row) => values.Add(value(row));
    }
}
