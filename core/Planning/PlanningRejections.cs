namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>The visit does not lie inside the engineer's working hours.</summary>
    public static readonly RejectionCode EngineerOffShift = new("engineer-off-shift");

    /// <summary>The engineer is absent then.</summary>
    public static readonly RejectionCode EngineerAbsent = new("engineer-absent");

    /// <summary>The engineer's day holds as many visits as it may.</summary>
    public static readonly RejectionCode EngineerDayFull = new("engineer-day-full");

    /// <summary>Another visit takes part of the time.</summary>
    public static readonly RejectionCode VisitOverlaps = new("visit-overlaps");

    /// <summary>The ways before and after the visit leave no time for it.</summary>
    public static readonly RejectionCode VisitUnreachable = new("visit-unreachable");
}
