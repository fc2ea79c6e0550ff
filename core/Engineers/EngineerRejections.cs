namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>Nobody is registered under this id.</summary>
    public static readonly RejectionCode EngineerUnknown = new("engineer-unknown");

    /// <summary>An engineer's id is 1 to 64 of a-z, 0-9, dot, dash, underscore.</summary>
    public static readonly RejectionCode EngineerIdInvalid = new("engineer-id-invalid");

    /// <summary>A longitude lies beyond 180 degrees or a latitude beyond 90.</summary>
    public static readonly RejectionCode PlaceOutsideTheWorld = new("place-outside-the-world");

    /// <summary>A speed is more than 0 and at most 200 km/h.</summary>
    public static readonly RejectionCode SpeedImpossible = new("speed-impossible");

    /// <summary>A day holds at least one visit and at most as many as the argument says.</summary>
    public static readonly RejectionCode VisitLimitImpossible = new("visit-limit-impossible");

    /// <summary>Skill levels run from 1 to 5.</summary>
    public static readonly RejectionCode SkillLevelImpossible = new("skill-level-impossible");

    /// <summary>A skill is listed twice.</summary>
    public static readonly RejectionCode SkillRepeated = new("skill-repeated");

    /// <summary>No such IANA time zone.</summary>
    public static readonly RejectionCode TimeZoneUnknown = new("time-zone-unknown");

    /// <summary>Working hours overlap each other.</summary>
    public static readonly RejectionCode WorkingHoursOverlap = new("working-hours-overlap");

    /// <summary>An absence ends before it begins, or has ended already.</summary>
    public static readonly RejectionCode AbsenceEndsTooSoon = new("absence-ends-too-soon");

    /// <summary>The day already holds this visit at another time, place or attempt.</summary>
    public static readonly RejectionCode VisitHeldAlready = new("visit-held-already");

    /// <summary>The hold of this visit lapsed or was never made: book anew.</summary>
    public static readonly RejectionCode VisitHoldLapsed = new("visit-hold-lapsed");

    /// <summary>The engineer has no such visit on that day.</summary>
    public static readonly RejectionCode EngineerVisitUnknown = new("engineer-visit-unknown");

    /// <summary>The visit is in another state than the command needs.</summary>
    public static readonly RejectionCode VisitStateWrong = new("visit-state-wrong");

    /// <summary>The engineer is still under way to, or at, another visit.</summary>
    public static readonly RejectionCode EngineerElsewhere = new("engineer-elsewhere");

    /// <summary>The customer was promised another time.</summary>
    public static readonly RejectionCode VisitOutsideWindow = new("visit-outside-window");

    /// <summary>A visit ends after it starts.</summary>
    public static readonly RejectionCode VisitTimesImpossible = new("visit-times-impossible");
}
