namespace Dispatch.Planning;

/// <summary>What one engineer's day allows: hours, where he starts, how fast he travels, how many visits.</summary>
/// <param name="Shift">Working hours in order, apart from each other; gaps are breaks, in which nobody works or travels.</param>
/// <param name="Start">Where he is when the day begins.</param>
/// <param name="Travel">How long ways take him.</param>
/// <param name="MaxVisits">Visits that a day may hold.</param>
/// <param name="Absent">Whether an absence took hours out of the shift.</param>
public sealed record DayTerms(IReadOnlyList<Window> Shift, Place Start, TravelModel Travel, int MaxVisits, bool Absent = false)
{
    /// <summary>The working hours that hold the whole stretch, or null.</summary>
    public Window? ShiftAround(DateTimeOffset from, DateTimeOffset until)
    {
        foreach (var hours in Shift)
        {
            if (hours.Contains(from, until))
                return hours;
        }
        return null;
    }

    /// <summary>Working time between two instants; breaks do not count.</summary>
    public TimeSpan WorkingTime(DateTimeOffset from, DateTimeOffset until)
    {
        var sum = TimeSpan.Zero;
        foreach (var hours in Shift)
        {
            var begin = hours.From > from ? hours.From : from;
            var end = hours.Until < until ? hours.Until : until;
            if (end > begin)
                sum += end - begin;
        }
        return sum;
    }

    /// <summary>The first instant by which this much working time has passed since another; null when the shift ends before.</summary>
    public DateTimeOffset? After(DateTimeOffset from, TimeSpan work)
    {
        foreach (var hours in Shift)
        {
            var begin = hours.From > from ? hours.From : from;
            if (begin > hours.Until)
                continue;
            if (begin + work <= hours.Until)
                return begin + work;
            work -= hours.Until - begin;
        }
        return null;
    }

    /// <summary>Compares hours one by one, so that equal terms are equal wherever they came from.</summary>
    public bool Equals(DayTerms? other) =>
        other is not null && Start == other.Start && Travel == other.Travel && MaxVisits == other.MaxVisits
        && Absent == other.Absent && Shift.SequenceEqual(other.Shift);

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Start, Travel, MaxVisits, Absent, Shift.Count);
}
