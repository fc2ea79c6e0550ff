using Dispatch.Planning;

namespace Dispatch.Engineers;

/// <summary>What a profile must keep to before it is believed.</summary>
internal static class EngineerChecks
{
    private const int LowestLevel = 1;
    private const int HighestLevel = 5;
    private const int MostVisits = 24;
    private const double FastestKmh = 200;
    private static readonly DateOnly SomeSunday = new(2026, 3, 1);

    public static Rejection? WhyInvalid(EngineerProfile profile)
    {
        if (profile.Id.Length is 0 or > 64 || !profile.Id.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c is '.' or '-' or '_'))
            return Rejection.Of(RejectionCode.EngineerIdInvalid, ("id", profile.Id)).At("$.id");
        if (!(Math.Abs(profile.Home.Longitude) <= 180) || !(Math.Abs(profile.Home.Latitude) <= 90))
            return Rejection.Of(RejectionCode.PlaceOutsideTheWorld).At("$.home");
        if (profile.SpeedKmh is { } speed && !(speed is > 0 and <= FastestKmh))
            return Rejection.Of(RejectionCode.SpeedImpossible, ("speed", speed)).At("$.speedKmh");
        if (profile.MaxVisitsPerDay is < 1 or > MostVisits)
            return Rejection.Of(RejectionCode.VisitLimitImpossible, ("most", MostVisits)).At("$.maxVisitsPerDay");
        for (var i = 0; i < profile.Skills.Count; i++)
        {
            var skill = profile.Skills[i];
            if (skill.Level is < LowestLevel or > HighestLevel)
                return Rejection.Of(RejectionCode.SkillLevelImpossible, ("skill", skill.Id), ("level", skill.Level)).At($"$.skills[{i}].level");
            if (profile.Skills.Take(i).Any(other => other.Id == skill.Id))
                return Rejection.Of(RejectionCode.SkillRepeated, ("skill", skill.Id)).At($"$.skills[{i}].id");
        }
        return WhyInvalid(profile.Shift, "$.shift");
    }

    public static Rejection? WhyInvalid(ShiftPattern shift, string path)
    {
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(shift.TimeZone, out _))
            return Rejection.Of(RejectionCode.TimeZoneUnknown, ("timeZone", shift.TimeZone)).At($"{path}.timeZone");
        var week = shift with { TimeZone = "UTC", Exceptions = [] };
        if (Collide(Enumerable.Range(0, 8).SelectMany(day => week.On(SomeSunday.AddDays(day)))))
            return Rejection.Of(RejectionCode.WorkingHoursOverlap).At($"{path}.weekly");
        for (var i = 0; i < shift.Exceptions.Count; i++)
        {
            var date = shift.Exceptions[i].Date;
            if (shift.Exceptions.Take(i).Any(other => other.Date == date) || Collide((shift with { TimeZone = "UTC" }).On(date)))
                return Rejection.Of(RejectionCode.WorkingHoursOverlap, ("date", date.ToString("O"))).At($"{path}.exceptions[{i}]");
        }
        return null;
    }

    private static bool Collide(IEnumerable<Window> inOrder)
    {
        Window? before = null;
        foreach (var hours in inOrder)
        {
            if (before is not null && before.Overlaps(hours))
                return true;
            before = hours;
        }
        return false;
    }
}
