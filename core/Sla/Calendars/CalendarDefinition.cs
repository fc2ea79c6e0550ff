using System.Text.Json.Serialization;

namespace Dispatch.Sla;

/// <summary>A business calendar as a manager writes it: when work is done, in the wall-clock time of one place.</summary>
/// <param name="Id">Slug, unique among calendars.</param>
/// <param name="Name">Name in both languages.</param>
/// <param name="TimeZone">IANA time zone whose wall clock the windows follow, such as <c>Asia/Shanghai</c>.</param>
/// <param name="Week">Windows of the ordinary week.</param>
/// <remarks>A dated exception beats a holiday, a holiday beats the week. A window across midnight belongs to the day on which it opens,
/// so a Friday night shift is worked to its end although Saturday is a holiday.</remarks>
public sealed record CalendarDefinition(string Id, LocalText Name, string TimeZone, IReadOnlyList<WeeklyHours> Week)
{
    /// <summary>Dates on which no window opens.</summary>
    public IReadOnlyList<Holiday> Holidays { get; init; } = [];

    /// <summary>Dates with windows of their own: make-up workdays (调休), short days, special openings.</summary>
    public IReadOnlyList<DatedException> Exceptions { get; init; } = [];

    /// <summary>Years whose holidays are entered; null for a calendar that keeps no holidays, of which none can be missing.</summary>
    public IReadOnlyList<int>? HolidayYears { get; init; }

    /// <summary>Hours that one working day stands for where a budget counts days as a length; null means the average of the ordinary week.</summary>
    public double? HoursPerDay { get; init; }

    /// <summary>Working time of the ordinary week on the wall clock.</summary>
    [JsonIgnore]
    public TimeSpan LengthOfWeek => new(Week.Sum(hours => hours.Days.Count * hours.Windows.Sum(window => window.Length.Ticks)));

    /// <summary>Working time that one working day stands for.</summary>
    [JsonIgnore]
    public TimeSpan LengthOfDay => TimeSpan.FromMilliseconds((long)(HoursPerDay is { } hours
        ? TimeSpan.FromHours(hours).TotalMilliseconds
        : LengthOfWeek.TotalMilliseconds / Math.Max(1, Week.SelectMany(each => each.Days).Distinct().Count())));
}

/// <summary>Windows that open on each of some weekdays.</summary>
/// <param name="Days">Weekdays, such as <c>monday</c>.</param>
/// <param name="Windows">Windows of each of those days; several make split shifts and lunch breaks.</param>
public sealed record WeeklyHours(IReadOnlyList<DayOfWeek> Days, IReadOnlyList<DailyWindow> Windows);

/// <summary>Working time from one wall-clock time up to another; the end itself is no longer working time.</summary>
/// <param name="From">Opening, <c>HH:mm</c>.</param>
/// <param name="To">Closing, <c>HH:mm</c>. At or before the opening it lies on the next day; <c>24:00</c> is midnight at the end of the day.</param>
public sealed record DailyWindow(
    [property: JsonConverter(typeof(ClockTimeJsonConverter))] TimeOnly From,
    [property: JsonConverter(typeof(ClockTimeJsonConverter))] TimeOnly To)
{
    /// <summary>Length on the wall clock: more than nothing, at most a day.</summary>
    [JsonIgnore]
    public TimeSpan Length => To > From ? To.ToTimeSpan() - From.ToTimeSpan() : To.ToTimeSpan() - From.ToTimeSpan() + TimeSpan.FromDays(1);
}

/// <summary>A date on which no window opens.</summary>
/// <param name="Date">Date in the calendar's zone.</param>
/// <param name="Name">What is celebrated, for people.</param>
public sealed record Holiday(DateOnly Date, string? Name = null);

/// <summary>A date that has windows of its own instead of those of its weekday.</summary>
/// <param name="Date">Date in the calendar's zone.</param>
/// <param name="Windows">Windows that open on that date; none closes the day.</param>
/// <param name="Name">Why, for people.</param>
public sealed record DatedException(DateOnly Date, IReadOnlyList<DailyWindow> Windows, string? Name = null);
