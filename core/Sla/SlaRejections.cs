namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>The ordinary week of a calendar has no working time.</summary>
    public static readonly RejectionCode CalendarEmpty = new("calendar-empty");

    /// <summary>A day has more than 24 hours, or none. Arguments: hours.</summary>
    public static readonly RejectionCode HoursPerDayOutOfRange = new("hours-per-day-out-of-range");

    /// <summary>Hours name no weekday, or no window.</summary>
    public static readonly RejectionCode HoursEmpty = new("hours-empty");

    /// <summary>Two windows of a calendar cover the same time. Arguments: other (JSON path).</summary>
    public static readonly RejectionCode WindowsOverlap = new("windows-overlap");

    /// <summary>A date stands twice in one list of a calendar. Arguments: date.</summary>
    public static readonly RejectionCode DateDuplicate = new("date-duplicate");

    /// <summary>A date or instant lies outside what calendars answer for. Arguments: earliest, latest.</summary>
    public static readonly RejectionCode DateOutOfRange = new("date-out-of-range");

    /// <summary>A policy names no calendar although a target counts working time.</summary>
    public static readonly RejectionCode CalendarMissing = new("calendar-missing");

    /// <summary>No calendar of that id is published. Arguments: calendar.</summary>
    public static readonly RejectionCode CalendarUnknown = new("calendar-unknown");

    /// <summary>What policies look at is a lower-case id.</summary>
    public static readonly RejectionCode TierInvalid = new("tier-invalid");

    /// <summary>A policy has no target.</summary>
    public static readonly RejectionCode TargetsEmpty = new("targets-empty");

    /// <summary>A target's id is not a slug, is reserved, or two targets have it. Arguments: target.</summary>
    public static readonly RejectionCode TargetIdInvalid = new("target-id-invalid");

    /// <summary>A member does not go with the target's metric. Arguments: metric.</summary>
    public static readonly RejectionCode TargetMemberNotWanted = new("target-member-not-wanted");

    /// <summary>A target has no budget for a priority. Arguments: priority.</summary>
    public static readonly RejectionCode BudgetMissing = new("budget-missing");

    /// <summary>A budget is not more than nothing. Arguments: minutes.</summary>
    public static readonly RejectionCode BudgetNotPositive = new("budget-not-positive");

    /// <summary>A budget is longer than five years of the calendar. Arguments: minutes, limit.</summary>
    public static readonly RejectionCode BudgetTooLong = new("budget-too-long");

    /// <summary>A warning before the deadline would come after it, or the other way round. Arguments: none.</summary>
    public static readonly RejectionCode WarningOnWrongSide = new("warning-on-wrong-side");

    /// <summary>A policy has more targets than a ticket can carry. Arguments: limit.</summary>
    public static readonly RejectionCode TargetsTooMany = new("targets-too-many");

    /// <summary>Nothing would ever start a target's clock.</summary>
    public static readonly RejectionCode TriggersEmpty = new("triggers-empty");

    /// <summary>A budget of working days or clock times needs a calendar, and its target counts all time.</summary>
    public static readonly RejectionCode BudgetNeedsCalendar = new("budget-needs-calendar");

    /// <summary>A warning or level would come before its clock starts. Arguments: minutes (the smallest budget).</summary>
    public static readonly RejectionCode MilestoneBeforeStart = new("milestone-before-start");

    /// <summary>An escalation level lies before the level above it. Arguments: level.</summary>
    public static readonly RejectionCode LevelsOutOfOrder = new("levels-out-of-order");

    /// <summary>A level lies further from the deadline than allowed. Arguments: limit (minutes).</summary>
    public static readonly RejectionCode LevelTooFar = new("level-too-far");

    /// <summary>An escalation level does nothing.</summary>
    public static readonly RejectionCode LevelWithoutAction = new("level-without-action");

    /// <summary>A warning or an action reaches nobody.</summary>
    public static readonly RejectionCode ReceiversEmpty = new("receivers-empty");

    /// <summary>More warnings or levels than a target takes. Arguments: limit.</summary>
    public static readonly RejectionCode MilestonesTooMany = new("milestones-too-many");

    /// <summary>More events than one question takes. Arguments: limit.</summary>
    public static readonly RejectionCode EventsTooMany = new("events-too-many");

    /// <summary>The first event does not open the ticket, or an event comes before the one above it or after now. Arguments: reason.</summary>
    public static readonly RejectionCode EventsOutOfOrder = new("events-out-of-order");

    /// <summary>A pause does not end after it begins.</summary>
    public static readonly RejectionCode PauseBackwards = new("pause-backwards");
}
