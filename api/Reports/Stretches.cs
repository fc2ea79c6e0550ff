using System.Globalization;
using Dispatch.Api.Problems;
using Dispatch.Api.Requests;
using Dispatch.Silo.Outcomes;

namespace Dispatch.Api.Reports;

/// <summary>The days, weeks or months of a time zone.</summary>
internal sealed class Stretches
{
    private const string Day = "day";
    private const string Week = "week";
    private const string Month = "month";
    private readonly string by;
    private readonly TimeZoneInfo zone;

    private Stretches(string by, TimeZoneInfo zone) => (this.by, this.zone) = (by, zone);

    /// <summary>The stretches that were asked for; null with the problem when there are no such.</summary>
    public static Stretches? Of(string? by, string? timeZone, out Problem? problem)
    {
        problem = Choices.Check("by", by is null ? null : [by], [Day, Week, Month]);
        var zone = TimeZoneInfo.Utc;
        if (timeZone is not null && !(TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out zone!) && zone.HasIanaId))
            problem ??= Problem.Of(Rejection.Of(RejectionCode.TimeZoneUnknown, ("timeZone", timeZone))).At("?timeZone") with { Status = 400 };
        return problem is null ? new(by ?? Day, zone) : null;
    }

    /// <summary>The figures of each stretch, in order, from those of each quarter of an hour, of which every zone's days are made.</summary>
    public IReadOnlyList<StretchFigures> Of(IReadOnlyList<OutcomeCount> quarters) =>
    [
        .. quarters.GroupBy(count => FirstDay(DateTimeOffset.FromUnixTimeSeconds(long.Parse(count.Key[0]!, CultureInfo.InvariantCulture) * 15 * 60)))
            .OrderBy(stretch => stretch.Key).Select(stretch => new StretchFigures(stretch.Key, OutcomeFigures.Of([.. stretch]))),
    ];

    private DateOnly FirstDay(DateTimeOffset at)
    {
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, zone).DateTime);
        return by switch
        {
            Week => date.AddDays(-(((int)date.DayOfWeek + 6) % 7)),
            Month => new(date.Year, date.Month, 1),
            _ => date,
        };
    }
}
