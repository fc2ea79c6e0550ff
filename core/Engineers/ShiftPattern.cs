using System.Collections.Concurrent;
using Dispatch.Planning;

namespace Dispatch.Engineers;

/// <summary>Weekly working hours on the wall clock of a time zone.</summary>
/// <param name="TimeZone">IANA id, such as <c>Asia/Shanghai</c>.</param>
/// <param name="Weekly">Hours by weekday; a day with several has breaks between them, a day with none is free.</param>
public sealed record ShiftPattern(string TimeZone, IReadOnlyList<WorkingHours> Weekly)
{
    private const int MostRemembered = 64;

    // Every job that is matched asks every engineer for the same few dates.
    private readonly ConcurrentDictionary<DateOnly, IReadOnlyList<Window>> remembered = new();
    private TimeZoneInfo? zone;

    // What a pattern was changed from says nothing of the hours that it has now.
    private ShiftPattern(ShiftPattern other) => (TimeZone, Weekly, Exceptions, remembered) = (other.TimeZone, other.Weekly, other.Exceptions, new());

    private TimeZoneInfo Zone => zone ??= TimeZoneInfo.FindSystemTimeZoneById(TimeZone);

    /// <summary>Dates whose hours differ from the weekly ones: overtime, days off.</summary>
    public IReadOnlyList<ShiftException> Exceptions { get; init; } = [];

    /// <summary>The hours that begin on a date, in order.</summary>
    /// <remarks>An hour that the clock skips counts as the one after it; of an hour that it shows twice the second counts.</remarks>
    public IReadOnlyList<Window> On(DateOnly date)
    {
        if (remembered.TryGetValue(date, out var known))
            return known;
        if (remembered.Count >= MostRemembered)
            remembered.Clear();
        return remembered[date] = HoursOn(date);
    }

    private IReadOnlyList<Window> HoursOn(DateOnly date)
    {
        var exception = Exceptions.FirstOrDefault(day => day.Date == date);
        var hours = exception?.Hours ?? [.. Weekly.Where(day => day.Day == date.DayOfWeek).Select(day => day.Hours)];
        return [.. hours.Select(span => span.On(date, Zone)).Where(window => window.From < window.Until).OrderBy(window => window.From)];
    }

    /// <summary>The date on the pattern's wall clock.</summary>
    public DateOnly DateAt(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, Zone).DateTime);

    /// <summary>Compares hours one by one.</summary>
    public bool Equals(ShiftPattern? other) =>
        other is not null && TimeZone == other.TimeZone && Weekly.SequenceEqual(other.Weekly) && Exceptions.SequenceEqual(other.Exceptions);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(TimeZone, Weekly.Count, Exceptions.Count);
}

/// <summary>Working hours on one weekday.</summary>
public sealed record WorkingHours(DayOfWeek Day, ClockSpan Hours);

/// <summary>The working hours of one date, instead of the weekly ones; none makes it a day off.</summary>
public sealed record ShiftException(DateOnly Date, IReadOnlyList<ClockSpan> Hours)
{
    /// <summary>Compares hours one by one.</summary>
    public bool Equals(ShiftException? other) => other is not null && Date == other.Date && Hours.SequenceEqual(other.Hours);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Date, Hours.Count);
}

/// <summary>A span on the wall clock; one that ends at or before its begin ends on the next day.</summary>
public sealed record ClockSpan(TimeOnly From, TimeOnly Until)
{
    internal Window On(DateOnly date, TimeZoneInfo zone) =>
        new(Instant(date, From, zone), Instant(Until <= From ? date.AddDays(1) : date, Until, zone));

    private static DateTimeOffset Instant(DateOnly date, TimeOnly time, TimeZoneInfo zone)
    {
        var local = date.ToDateTime(time, DateTimeKind.Unspecified);
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
