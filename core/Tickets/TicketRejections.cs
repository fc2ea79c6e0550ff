namespace Dispatch;

public readonly partial record struct RejectionCode
{
    /// <summary>More people follow a ticket than may. Arguments: limit.</summary>
    public static readonly RejectionCode WatchersTooMany = new("watchers-too-many");

    /// <summary>No clock that is meant has escalated. Arguments: clock.</summary>
    public static readonly RejectionCode NothingEscalated = new("nothing-escalated");

    /// <summary>No such ticket.</summary>
    public static readonly RejectionCode TicketUnknown = new("ticket-unknown");

    /// <summary>The id is taken by another ticket.</summary>
    public static readonly RejectionCode TicketExists = new("ticket-exists");

    /// <summary>The ticket is no longer being worked on.</summary>
    public static readonly RejectionCode TicketNotOpen = new("ticket-not-open");

    /// <summary>The command does not go with where the ticket stands.</summary>
    public static readonly RejectionCode TicketInStatus = new("ticket-in-status");

    /// <summary>Nothing is published under this case type.</summary>
    public static readonly RejectionCode CaseTypeUnknown = new("case-type-unknown");

    /// <summary>No routing rules are published.</summary>
    public static readonly RejectionCode RoutingMissing = new("routing-missing");

    /// <summary>No open step of that id.</summary>
    public static readonly RejectionCode TicketStepUnknown = new("ticket-step-unknown");

    /// <summary>Several steps are open: say which.</summary>
    public static readonly RejectionCode TicketStepAmbiguous = new("ticket-step-ambiguous");

    /// <summary>The step is another person's.</summary>
    public static readonly RejectionCode TicketStepNotYours = new("ticket-step-not-yours");

    /// <summary>The step's team is another one now.</summary>
    public static readonly RejectionCode TicketStepOfOtherTeam = new("ticket-step-of-other-team");

    /// <summary>No work order of that id.</summary>
    public static readonly RejectionCode WorkOrderUnknown = new("work-order-unknown");

    /// <summary>The command does not go with where the visit stands.</summary>
    public static readonly RejectionCode WorkOrderInState = new("work-order-in-state");

    /// <summary>The visit is booked for another engineer.</summary>
    public static readonly RejectionCode WorkOrderNotYours = new("work-order-not-yours");

    /// <summary>The ticket has no place, so nobody can be sent.</summary>
    public static readonly RejectionCode VisitPlaceUnknown = new("visit-place-unknown");

    /// <summary>The ticket's place lies in no zone, so nobody serves it.</summary>
    public static readonly RejectionCode VisitOutsideZones = new("visit-outside-zones");

    /// <summary>Somebody is on the way to the place, or there: it cannot become another. Arguments: workOrder.</summary>
    public static readonly RejectionCode VisitUnderWay = new("visit-under-way");

    /// <summary>The end of a hold lies in the past.</summary>
    public static readonly RejectionCode HoldUntilPast = new("hold-until-past");

    /// <summary>A ticket cannot go on under itself or under one that has ended.</summary>
    public static readonly RejectionCode MergeTargetInvalid = new("merge-target-invalid");

    /// <summary>The caller saw another version.</summary>
    public static readonly RejectionCode VersionStale = new("version-stale");

    /// <summary>The idempotency key was used with another body.</summary>
    public static readonly RejectionCode IdempotencyKeyReused = new("idempotency-key-reused");

    /// <summary>Nobody can begin a visit inside the window any more. Arguments: from, until.</summary>
    public static readonly RejectionCode AppointmentGone = new("appointment-gone");
}
