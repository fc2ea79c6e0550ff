using System.Buffers;
using System.Buffers.Binary;
using System.Data.Common;
using System.Security.Cryptography;

namespace Dispatch.Silo.Moving;

/// <summary>Rows in one encoding, the same from both databases: that of PostgreSQL's binary COPY. So what is compared is what is written.</summary>
/// <seealso href="https://www.postgresql.org/docs/15/sql-copy.html" />
internal sealed class RowBuffer(IReadOnlyList<MovedColumn> columns)
{
    private const int Null = -1;
    private readonly ArrayBufferWriter<byte> buffer = new(1 << 20);

    /// <summary>What precedes rows in a stream of COPY: signature, flags, length of an extension.</summary>
    public static ReadOnlyMemory<byte> Header { get; } = new([.. "PGCOPY\n"u8, 0xff, .. "\r\n\0"u8, 0, 0, 0, 0, 0, 0, 0, 0]);

    /// <summary>What ends rows in a stream of COPY.</summary>
    public static ReadOnlyMemory<byte> Trailer { get; } = new([0xff, 0xff]);

    /// <summary>Number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>The rows.</summary>
    public ReadOnlyMemory<byte> Bytes => buffer.WrittenMemory;

    /// <summary>SHA-256 of the rows.</summary>
    public byte[] Hash() => SHA256.HashData(buffer.WrittenSpan);

    /// <summary>Forgets the rows.</summary>
    public void Clear()
    {
        buffer.ResetWrittenCount();
        Count = 0;
    }

    /// <summary>Adds the row at which a reader stands.</summary>
    public void Add(DbDataReader row)
    {
        Count++;
        BinaryPrimitives.WriteInt16BigEndian(Take(sizeof(short)), (short)columns.Count);
        for (var i = 0; i < columns.Count; i++)
        {
            if (row.IsDBNull(i))
                BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), Null);
            else
                Add(row, i);
        }
    }

    private void Add(DbDataReader row, int i)
    {
        switch (columns[i].Type)
        {
            case ValueType.Text:
                var text = row.GetFieldValue<byte[]>(i);
                text.CopyTo(Field(text.Length));
                break;
            case ValueType.Int32:
                BinaryPrimitives.WriteInt32BigEndian(Field(sizeof(int)), row.GetInt32(i));
                break;
            case ValueType.Int64:
                BinaryPrimitives.WriteInt64BigEndian(Field(sizeof(long)), row.GetInt64(i));
                break;
            case ValueType.Flag:
                Field(1)[0] = row.GetBoolean(i) ? (byte)1 : (byte)0;
                break;
            default:
                BinaryPrimitives.WriteDoubleBigEndian(Field(sizeof(double)), row.GetDouble(i));
                break;
        }
    }

    private Span<byte> Field(int length)
    {
        BinaryPrimitives.WriteInt32BigEndian(Take(sizeof(int)), length);
        return Take(length);
    }

    private Span<byte> Take(int length)
    {
        var span = buffer.GetSpan(length)[..length];
        buffer.Advance(length);
        return span;
    }
}
