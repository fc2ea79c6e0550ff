using System.Globalization;
using Dispatch.Tickets;

namespace Dispatch.Api.CommandLine.Import;

/// <summary>Understands rows by a mapping.</summary>
/// <param name="now">Nothing may have happened later.</param>
public sealed class RowReader(ImportMapping mapping, DateTimeOffset now)
{
    private const int LongestText = 200;
    private const int LongestAddress = 500;
    private static readonly DateTimeOffset Earliest = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(mapping.Time.Zone);
    private readonly string[] formats = [.. mapping.Time.Formats];

    /// <summary>The ticket of a row, or every fault of the row.</summary>
    public (SourceTicket? Ticket, IReadOnlyList<RowFault> Faults) Read(SourceRow row)
    {
        var reading = new Reading(row);
        if (row.Fault is { } unreadable)
            return (null, [new(row.Line, null, null, unreadable)]);
        var reference = reading.Required(mapping.Reference.Column);
        var created = Instant(reading, mapping.Created, required: true);
        var closed = Instant(reading, mapping.Closed, required: false);
        var ticket = new SourceTicket(
            row.Line, mapping.Reference.Prefix + reference, Word(reading, mapping.Kind)!, Word(reading, mapping.Channel)!, created ?? default)
        {
            End = created is { } from ? End(reading, from, closed) : null,
            DueAt = Instant(reading, mapping.Due, required: false, future: true),
            Priority = mapping.Priority is { } table && Word(reading, table) is { Length: > 0 } word ? Enum.Parse<Priority>(word, ignoreCase: true) : null,
            Region = mapping.Region is { } regions && Word(reading, regions) is { Length: > 0 } region ? region : null,
            Description = reading.Joined(mapping.Description, ": ", most: null),
            Product = reading.Joined(mapping.Product, " / ", LongestText),
            Address = reading.Joined(mapping.Address, ", ", LongestAddress),
            Place = mapping.Place is { } columns ? PlaceOf(reading, columns) : null,
        };
        return reading.Faults.Count is 0 ? (ticket, []) : (null, reading.Faults);
    }

    /// <summary>An instant on the source's wall clock. An hour that the clock showed twice is taken as the first, one that it skipped as if it had not.</summary>
    internal static DateTimeOffset ToInstant(DateTime local, TimeZoneInfo zone)
    {
        if (zone.IsAmbiguousTime(local))
            return new DateTimeOffset(local, zone.GetAmbiguousTimeOffsets(local).Max()).ToUniversalTime();
        // The offset in force just before the gap.
        var offset = zone.GetUtcOffset(zone.IsInvalidTime(local) ? local.AddHours(-3) : local);
        return new DateTimeOffset(local, offset).ToUniversalTime();
    }

    private PastEnd? End(Reading reading, DateTimeOffset created, DateTimeOffset? closed)
    {
        var word = mapping.Status is { } table ? Word(reading, table) : closed is null ? PastStatus.Open : "closed";
        if (word is null || mapping.Closed is not [var column, ..])
            return null;
        var status = PastStatus.Ended(word);
        if (status is null != closed is null)
            reading.Fault(column, new($"状态为“{word}”，与结束时间不符", $"The status is {word}, which the closing time contradicts"));
        else if (closed < created)
            reading.Fault(column, new("结束早于创建", "Closed before it was created"));
        return status is { } ended && closed is { } at ? new(ended, word, at) : null;
    }

    private static string? Word(Reading reading, ValueTable table)
    {
        var value = table.Column is { } column ? reading.Of(column) : "";
        var word = table.Values is { } values && value.Length > 0 ? Match(values, value) : null;
        if ((word ?? table.Default) is { } found)
            return found;
        reading.Fault(table.Column ?? "", new("映射里没有这个值", "The mapping does not list this value"));
        return null;
    }

    private static string? Match(IReadOnlyDictionary<string, string> values, string value)
    {
        var best = (Length: -1, Word: (string?)null);
        foreach (var (pattern, word) in values)
        {
            var fits = pattern.EndsWith('*')
                ? value.StartsWith(pattern[..^1], StringComparison.OrdinalIgnoreCase)
                : value.Equals(pattern, StringComparison.OrdinalIgnoreCase);
            if (fits && pattern.Length > best.Length)
                best = (pattern.Length, word);
        }
        return best.Word;
    }

    private DateTimeOffset? Instant(Reading reading, IReadOnlyList<string> columns, bool required, bool future = false)
    {
        if (columns.FirstOrDefault(column => reading.Of(column).Length > 0) is not { } column)
        {
            if (required)
                reading.Fault(columns[0], new("缺少时间", "Has no time"));
            return null;
        }
        if (!DateTime.TryParseExact(reading.Of(column), formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
        {
            reading.Fault(column, new("不是约定格式的时间", "Is not a time in the mapping's formats"));
            return null;
        }
        var instant = ToInstant(local, zone);
        if (instant >= Earliest && (instant <= now || future))
            return instant;
        reading.Fault(column, new("时间不可能：早于 2000 年或在未来", "Is impossible: before 2000, or in the future"));
        return null;
    }

    private static Place? PlaceOf(Reading reading, PlaceColumns columns)
    {
        var (longitude, latitude) = (Degrees(reading, columns.Longitude, 180), Degrees(reading, columns.Latitude, 90));
        if (longitude is not { } x || latitude is not { } y)
            return null;
        var place = new Place(x, y);
        return columns.Unknown?.Contains(place) is true ? null : place;
    }

    private static double? Degrees(Reading reading, string column, double most)
    {
        if (reading.Of(column) is not { Length: > 0 } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees) && Math.Abs(degrees) <= most)
            return degrees;
        reading.Fault(column, new("不是经纬度", "Is not a coordinate in degrees"));
        return null;
    }

    /// <summary>One row being read, and what was found wrong with it.</summary>
    private sealed class Reading(SourceRow row)
    {
        private const int ShownValue = 60;
        private readonly List<RowFault> faults = [];

        public IReadOnlyList<RowFault> Faults => faults;

        public string Of(string column) => row.Fields.GetValueOrDefault(column, "");

        public string Required(string column)
        {
            var value = Of(column);
            if (value.Length is 0 or > LongestText / 2)
                Fault(column, new("缺少标识，或标识过长", "Has no reference, or one that is too long"));
            return value;
        }

        public string? Joined(IReadOnlyList<string> columns, string separator, int? most)
        {
            var text = string.Join(separator, columns.Select(Of).Where(value => value.Length > 0));
            return text.Length is 0 ? null : text.Length > most ? text[..most.Value] : text;
        }

        public void Fault(string column, LocalText text)
        {
            var value = Of(column);
            faults.Add(new(row.Line, column, value.Length > ShownValue ? value[..ShownValue] + "…" : value, text));
        }
    }
}
