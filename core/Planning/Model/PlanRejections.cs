namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>An id of the problem is empty or longer than the argument says.</summary>
    public static readonly RejectionCode PlanIdInvalid = new("plan-id-invalid");

    /// <summary>Two engineers, or two jobs, have the same id; or given routes name one more often than it can be.</summary>
    public static readonly RejectionCode PlanIdRepeated = new("plan-id-repeated");

    /// <summary>A spot has either coordinates or a point of the matrix.</summary>
    public static readonly RejectionCode PlanSpotUnclear = new("plan-spot-unclear");

    /// <summary>The matrix has no such point, or there is no matrix.</summary>
    public static readonly RejectionCode PlanPointUnknown = new("plan-point-unknown");

    /// <summary>The matrix is not square.</summary>
    public static readonly RejectionCode PlanMatrixShape = new("plan-matrix-shape");

    /// <summary>A number is not one, or outside of what the arguments say.</summary>
    public static readonly RejectionCode PlanNumberImpossible = new("plan-number-impossible");

    /// <summary>A window ends before it begins, or lies outside of the times that a plan may reach over.</summary>
    public static readonly RejectionCode PlanWindowImpossible = new("plan-window-impossible");

    /// <summary>Working hours are out of order or overlap.</summary>
    public static readonly RejectionCode PlanShiftUnordered = new("plan-shift-unordered");

    /// <summary>All prices together are more than can be counted exactly.</summary>
    public static readonly RejectionCode PlanPricesTooLarge = new("plan-prices-too-large");

    /// <summary>A job waits for one, or a given route has one, that is not there.</summary>
    public static readonly RejectionCode PlanJobUnknown = new("plan-job-unknown");

    /// <summary>A given route is of an engineer who is not there.</summary>
    public static readonly RejectionCode PlanEngineerUnknown = new("plan-engineer-unknown");

    /// <summary>Jobs wait for each other, or one for itself.</summary>
    public static readonly RejectionCode PlanWaitsInCircle = new("plan-waits-in-circle");

    /// <summary>What a job waits for can never have ended when it has to begin at the latest.</summary>
    public static readonly RejectionCode PlanWaitsTooLong = new("plan-waits-too-long");

    /// <summary>Places have no way between them, and the engineer works so long that the longest way that is counted would fit in.</summary>
    public static readonly RejectionCode PlanHoursTooLong = new("plan-hours-too-long");

    /// <summary>There are more engineers, jobs or points than the argument says.</summary>
    public static readonly RejectionCode PlanTooLarge = new("plan-too-large");

    /// <summary>There is no engineer at all.</summary>
    public static readonly RejectionCode PlanNobodyWorks = new("plan-nobody-works");

    /// <summary>The engineer must not go to this customer.</summary>
    public static readonly RejectionCode CustomerNotHis = new("customer-not-his");

    /// <summary>The engineer has not got a tool that the job needs, and there is no depot to fetch it from.</summary>
    public static readonly RejectionCode ToolMissing = new("tool-missing");

    /// <summary>The engineer's van has not got the parts left that the job needs.</summary>
    public static readonly RejectionCode PartsMissing = new("parts-missing");

    /// <summary>The job is more than the van takes beside what is in it.</summary>
    public static readonly RejectionCode VanFull = new("van-full");

    /// <summary>No window of the job meets the engineer's working hours, or he cannot get there and back in time even with nothing else to do.</summary>
    public static readonly RejectionCode OutsideWorkingHours = new("outside-working-hours");

    /// <summary>The pinned start lies outside the job's windows.</summary>
    public static readonly RejectionCode PinOutsideWindow = new("pin-outside-window");

    /// <summary>The engineer's other visits leave no room.</summary>
    public static readonly RejectionCode NoRoomLeft = new("no-room-left");

    /// <summary>What the job waits for is left out.</summary>
    public static readonly RejectionCode PredecessorUnserved = new("predecessor-unserved");

    /// <summary>What the job waits for ends too late in this plan.</summary>
    public static readonly RejectionCode PredecessorTooLate = new("predecessor-too-late");

    /// <summary>The engineer could come, but there are not enough others at the same time.</summary>
    public static readonly RejectionCode CrewIncomplete = new("crew-incomplete");

    /// <summary>There is room, but serving the job costs more than leaving it out.</summary>
    public static readonly RejectionCode NotWorthIt = new("not-worth-it");
}
