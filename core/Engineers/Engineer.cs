using System.Text.Json.Serialization;
using Dispatch.Planning;

namespace Dispatch.Engineers;

/// <summary>Who an engineer is and what he can do.</summary>
/// <param name="Id">Bare id, such as <c>li.wei</c>.</param>
/// <param name="Org">Org path that he works for.</param>
/// <param name="Skills">Each skill once, at the level he has.</param>
/// <param name="Home">Where his days begin.</param>
/// <param name="Zones">Ids of the zones that he serves.</param>
public sealed record EngineerProfile(
    string Id, LocalText Name, string Org, IReadOnlyList<Skill> Skills, Place Home, IReadOnlyList<string> Zones, ShiftPattern Shift)
{
    /// <summary>How fast he travels, in km/h; null means as the travel model says.</summary>
    public double? SpeedKmh { get; init; }

    /// <summary>Visits that one day may hold.</summary>
    public int MaxVisitsPerDay { get; init; } = 8;

    /// <summary>His level of a skill; 0 when he has not got it.</summary>
    public int LevelOf(string skill)
    {
        foreach (var own in Skills)
        {
            if (own.Id == skill)
                return own.Level;
        }
        return 0;
    }

    /// <summary>Compares lists item by item.</summary>
    public bool Equals(EngineerProfile? other) =>
        other is not null && Id == other.Id && Name == other.Name && Org == other.Org && Home == other.Home && Shift == other.Shift
        && SpeedKmh == other.SpeedKmh && MaxVisitsPerDay == other.MaxVisitsPerDay
        && Skills.SequenceEqual(other.Skills) && Zones.SequenceEqual(other.Zones);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Id, Org, Skills.Count, Zones.Count);
}

/// <summary>When an engineer is away although his shift says otherwise.</summary>
/// <param name="From">First instant.</param>
/// <param name="Until">When he is back; null means until he reports back.</param>
public sealed record Absence(DateTimeOffset From, DateTimeOffset? Until = null)
{
    /// <summary>What is left of working hours.</summary>
    public IEnumerable<Window> TakeFrom(Window hours)
    {
        if (hours.Until <= From || hours.From >= Until)
        {
            yield return hours;
            yield break;
        }
        if (hours.From < From)
            yield return hours with { Until = From };
        if (Until is { } back && back < hours.Until)
            yield return hours with { From = back };
    }
}

/// <summary>An engineer: profile, absence, and the days on which he holds visits.</summary>
public sealed record Engineer : IEntity<Engineer, EngineerEvent>
{
    /// <inheritdoc />
    public static string Kind => "engineer";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    public static Engineer Initial(string id) => new();

    /// <inheritdoc />
    [JsonIgnore]
    public string Org => Profile?.Org ?? "";

    /// <summary>Null until he is registered.</summary>
    public EngineerProfile? Profile { get; init; }

    /// <summary>The current or announced absence.</summary>
    public Absence? Absence { get; init; }

    /// <summary>Dates that have a plan of their own, in order.</summary>
    public IReadOnlyList<DateOnly> OpenDays { get; init; } = [];

    /// <summary>Days and zones that have not yet acknowledged his latest change, in order: dates as <c>2026-03-02</c>, zones as <c>zone/east</c>.</summary>
    public IReadOnlyList<string> Untold { get; init; } = [];

    /// <summary>How many changes days and zones were to hear of.</summary>
    public int Changes { get; init; }

    /// <summary>What a date of his allows.</summary>
    /// <param name="travel">The travel model; his own speed replaces its speed.</param>
    public DayTerms TermsOn(DateOnly date, TravelModel travel)
    {
        var profile = Profile ?? throw new InvalidOperationException("An engineer who is not registered has no days.");
        var shift = profile.Shift.On(date);
        var left = HoursOn(date);
        return new(
            left,
            profile.Home,
            TravelBy(travel),
            profile.MaxVisitsPerDay,
            Absent: !left.SequenceEqual(shift));
    }

    /// <summary>How long ways take him.</summary>
    /// <param name="travel">The travel model; his own speed replaces its speed.</param>
    public TravelModel TravelBy(TravelModel travel) => Profile?.SpeedKmh is { } speed ? travel with { KilometresPerHour = speed } : travel;

    /// <summary>The date of his whose hours hold a stretch: a night shift belongs to the date on which it begins. His wall clock's date where none does.</summary>
    public DateOnly DateOf(DateTimeOffset from, DateTimeOffset until)
    {
        var date = (Profile ?? throw new InvalidOperationException("An engineer who is not registered has no days.")).Shift.DateAt(from);
        return HoursOn(date.AddDays(-1)).Any(hours => hours.Contains(from, until)) ? date.AddDays(-1) : date;
    }

    /// <summary>The engineer as if he stayed longer after each day's last hour.</summary>
    internal Engineer Staying(TimeSpan longer) => this with { Overtime = longer };

    /// <summary>Time after each day's last hour that is asked about, never stored.</summary>
    [JsonIgnore]
    private TimeSpan Overtime { get; init; }

    /// <summary>The hours that begin on a date of his and that he is there, in order.</summary>
    public IReadOnlyList<Window> HoursOn(DateOnly date)
    {
        var shift = Profile is { } profile ? profile.Shift.On(date) : [];
        if (Overtime > TimeSpan.Zero && shift is [.., var last])
            shift = [.. shift.SkipLast(1), last with { Until = last.Until + Overtime }];
        return Absence is { } absence ? [.. shift.SelectMany(absence.TakeFrom)] : shift;
    }

    /// <summary>The instant at which he has to look at himself again: the end of an absence, or null.</summary>
    [JsonIgnore]
    public DateTimeOffset? NextWake => Absence?.Until;

    /// <summary>Folds one event in.</summary>
    public Engineer Apply(EngineerEvent @event) => @event switch
    {
        EngineerRegistered registered => (this with { Profile = registered.Profile }).Tell(Profile?.Zones, registered.Profile.Zones),
        EngineerShiftSet set => (this with { Profile = Profile! with { Shift = set.Shift } }).Tell(Profile.Zones),
        EngineerReportedSick sick => (this with { Absence = new(sick.From, sick.Until) }).Tell(Profile!.Zones),
        EngineerReportedBack => (this with { Absence = null }).Tell(Profile!.Zones),
        EngineerDayOpened opened => this with
        {
            OpenDays = [.. OpenDays.Where(day => day >= opened.Date.AddDays(-DaysKept)).Append(opened.Date).Order()],
        },
        EngineerTold told => this with { Untold = [.. Untold.Except(told.Who, StringComparer.Ordinal)] },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };

    private const int DaysKept = 35;

    private Engineer Tell(params ReadOnlySpan<IReadOnlyList<string>?> zones)
    {
        var untold = new SortedSet<string>(Untold, StringComparer.Ordinal);
        foreach (var day in OpenDays)
            untold.Add(day.ToString("O"));
        foreach (var some in zones)
        {
            foreach (var zone in some ?? [])
                untold.Add($"zone/{zone}");
        }
        return this with { Untold = [.. untold], Changes = Changes + 1 };
    }
}
