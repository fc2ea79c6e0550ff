using System.Data.Common;
using Dispatch.Grains.Journal;
using Dispatch.Silo.Journal;

namespace Dispatch.Silo.Lists;

/// <summary>Reads rows selected by <see cref="TicketColumns.Names"/>.</summary>
internal static class TicketRowReader
{
    public static readonly string Columns = string.Join(", ", TicketColumns.Names);

    public static TicketRow Read(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetString(4), row.GetString(5), row.GetString(6),
        Text(row, 7), Text(row, 8), Text(row, 9), Text(row, 10),
        Instant(row, 11)!.Value, Instant(row, 12)!.Value, Instant(row, 13))
    {
        Version = row.GetInt64(14),
        DueTarget = Text(row, 15),
        Breached = row.GetBoolean(16),
        EscalationLevel = row.GetInt32(17),
        ResolvedAt = Instant(row, 18),
        ClosedAt = Instant(row, 19),
        RespondedAt = Instant(row, 20),
        OrderNumber = Text(row, 21),
        Product = Text(row, 22),
        ExternalRef = Text(row, 23),
        AmountMinor = Number(row, 24),
        AmountCurrency = Text(row, 25),
        Longitude = Degrees(row, 26),
        Latitude = Degrees(row, 27),
        Zone = Text(row, 28),
        Engineer = Text(row, 29),
        ContentIds = TicketColumns.SplitIds(row.GetString(30)),
        Unbooked = row.GetInt32(31),
    };

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static long? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    private static double? Degrees(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetDouble(column);

    private static DateTimeOffset? Instant(DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeMilliseconds(row.GetInt64(column));
}
