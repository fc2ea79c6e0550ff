namespace Dispatch.Engineers;

/// <summary>How long an offer of a visit stands: ten minutes of the engineer's working time, so that nobody loses at night what is for tomorrow.</summary>
/// <remarks>
/// It lapses half an hour before the visit at the latest, so that somebody else can still be asked; of less than an hour
/// to the visit, half is for accepting and half for passing it on. It always lapses before the visit begins.
/// </remarks>
public static class OfferTime
{
    /// <summary>Working time to accept in.</summary>
    public static readonly TimeSpan ToAccept = TimeSpan.FromMinutes(10);

    /// <summary>Time before the visit that is kept for asking somebody else.</summary>
    public static readonly TimeSpan ToPassOn = TimeSpan.FromMinutes(30);

    /// <summary>The last instant at which an offer made now can be accepted.</summary>
    /// <param name="start">When the visit begins; after now.</param>
    public static DateTimeOffset AcceptBy(Engineer engineer, DateTimeOffset now, DateTimeOffset start)
    {
        var half = (start - now) / 2;
        var latest = (start - (half < ToPassOn ? half : ToPassOn)).Truncate();
        return WorkedBy(engineer, now, start, ToAccept) is { } worked && worked < latest ? worked : latest;
    }

    private static DateTimeOffset? WorkedBy(Engineer engineer, DateTimeOffset now, DateTimeOffset until, TimeSpan left)
    {
        if (engineer.Profile is not { Shift: var shift })
            return null;
        // Hours of the night before may reach into today.
        for (var date = shift.DateAt(now).AddDays(-1); date <= shift.DateAt(until); date = date.AddDays(1))
        {
            foreach (var hours in engineer.HoursOn(date))
            {
                var begin = hours.From > now ? hours.From : now;
                if (hours.Until - begin >= left)
                    return begin + left;
                if (hours.Until > begin)
                    left -= hours.Until - begin;
            }
        }
        return null;
    }
}
