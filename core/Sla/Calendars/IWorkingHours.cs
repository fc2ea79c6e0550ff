namespace Dispatch.Sla;

/// <summary>Where working time comes from: one calendar's windows, or what several have in common.</summary>
internal interface IWorkingHours
{
    /// <summary>Zone whose wall clock and dates count.</summary>
    TimeZoneInfo Zone { get; }

    /// <summary>Working time inside some UTC years: sorted intervals in Unix milliseconds that do not touch.</summary>
    List<(long Open, long Close)> Intervals(int firstYear, int lastYear);

    /// <summary>Whether work is done on a date.</summary>
    bool IsWorkingDate(DateOnly date);

    /// <summary>The working date that an instant belongs to: in a window across midnight the date on which it opened, else the date on the wall clock.</summary>
    DateOnly DateWorkedAt(DateTimeOffset instant);
}
