using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Fields;
using Dispatch.Planning;

namespace Dispatch.Tickets;

/// <summary>What people, machines and other grains ask of a ticket. Free text is passed by reference.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(OpenTicket), "open")]
[JsonDerivedType(typeof(AcceptAssignment), "accept-assignment")]
[JsonDerivedType(typeof(AssignStep), "assign")]
[JsonDerivedType(typeof(TransferStep), "transfer")]
[JsonDerivedType(typeof(CompleteStep), "complete-step")]
[JsonDerivedType(typeof(Reply), "reply")]
[JsonDerivedType(typeof(AddNote), "note")]
[JsonDerivedType(typeof(HoldTicket), "hold")]
[JsonDerivedType(typeof(ResumeTicket), "resume")]
[JsonDerivedType(typeof(ResolveTicket), "resolve")]
[JsonDerivedType(typeof(ReopenTicket), "reopen")]
[JsonDerivedType(typeof(CloseTicket), "close")]
[JsonDerivedType(typeof(CancelTicket), "cancel")]
[JsonDerivedType(typeof(MergeTicket), "merge")]
[JsonDerivedType(typeof(ChangePriority), "change-priority")]
[JsonDerivedType(typeof(SetPlace), "set-place")]
[JsonDerivedType(typeof(AbsorbTicket), "absorb")]
[JsonDerivedType(typeof(SignalTicket), "signal")]
[JsonDerivedType(typeof(AwaitLead), "await-lead")]
[JsonDerivedType(typeof(WatchTicket), "watch")]
[JsonDerivedType(typeof(UnwatchTicket), "unwatch")]
[JsonDerivedType(typeof(AcknowledgeEscalation), "acknowledge")]
[JsonDerivedType(typeof(ReviewPolicy), "review-policy")]
[JsonDerivedType(typeof(BookVisit), "book-visit")]
[JsonDerivedType(typeof(MoveVisit), "move-visit")]
[JsonDerivedType(typeof(ChooseAppointment), "choose-appointment")]
[JsonDerivedType(typeof(PinVisit), "pin-visit")]
[JsonDerivedType(typeof(AcceptVisit), "accept-visit")]
[JsonDerivedType(typeof(DeclineVisit), "decline-visit")]
[JsonDerivedType(typeof(Depart), "depart")]
[JsonDerivedType(typeof(Arrive), "arrive")]
[JsonDerivedType(typeof(CompleteVisit), "complete-visit")]
[JsonDerivedType(typeof(LoseVisit), "lose-visit")]
[JsonDerivedType(typeof(RecordBooking), "record-booking")]
[JsonDerivedType(typeof(RecordMisfits), "record-misfits")]
[JsonDerivedType(typeof(RetryBooking), "retry-booking")]
public abstract record TicketCommand;

/// <summary>Takes a ticket in.</summary>
/// <param name="Number">Number that people use, allocated by the caller.</param>
/// <param name="Org">Org path that owns it.</param>
/// <param name="Kind">Case type id.</param>
/// <param name="Channel">Where it came from: <c>web</c>, <c>phone</c>, <c>wechat</c> …</param>
public sealed record OpenTicket(string Number, string Org, string Kind, string Channel) : TicketCommand
{
    /// <summary>Id in the source system; unique per channel.</summary>
    public string? ExternalRef { get; init; }

    /// <summary>Customer id, and the tier that the customer had when the ticket came in.</summary>
    public string? Customer { get; init; }

    /// <inheritdoc cref="Customer" />
    public string? CustomerTier { get; init; }

    /// <summary>Whom to reach, as a reference to JSON text.</summary>
    public ContentRef? Contact { get; init; }

    /// <summary>What is wrong, in the customer's words.</summary>
    public ContentRef? Description { get; init; }

    /// <summary>Order the case is about.</summary>
    public string? OrderNumber { get; init; }

    /// <summary>Product the case is about.</summary>
    public string? Product { get; init; }

    /// <summary>Serial number of the item.</summary>
    public string? Serial { get; init; }

    /// <summary>Amount in dispute.</summary>
    public Money? Amount { get; init; }

    /// <summary>Where it is.</summary>
    public Place? Place { get; init; }

    /// <summary>Zone that holds the place.</summary>
    public string? Zone { get; init; }

    /// <summary>IANA time zone of the customer, where it is known.</summary>
    public string? CustomerTimeZone { get; init; }

    /// <summary>IANA time zone of the place, where it is known.</summary>
    public string? SiteTimeZone { get; init; }

    /// <summary>Region of the company.</summary>
    public string? Region { get; init; }

    /// <summary>Priority asked for; a routing rule may set another.</summary>
    public Priority? Priority { get; init; }

    /// <summary>Ids of files that came with it.</summary>
    public ImmutableArray<string> Files { get; init; } = [];

    /// <summary>Fields of the case type: text, number or boolean each.</summary>
    public FieldValues Data { get; init; } = FieldValues.Empty;

    /// <summary>When the customer can receive an engineer.</summary>
    public Window? VisitWindow { get; init; }

    /// <summary>Parts a visit will need.</summary>
    public ImmutableArray<PartNeed> Parts { get; init; } = [];

    /// <summary>When it came in elsewhere, for history that is imported; null means now, and so does an instant that lies ahead.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }
}

/// <summary>The team gave a step to a person.</summary>
public sealed record AcceptAssignment(string Step, string Team, string Person) : TicketCommand
{
    /// <summary>Version of the team when it said so; a word older than the one that the ticket goes by is stale. Null is never stale.</summary>
    public long? TeamVersion { get; init; }
}

/// <summary>A person takes a step (claim) or is given it by a dispatcher.</summary>
/// <param name="Step">Step instance; null means the only open team step.</param>
/// <param name="Forced">Given by somebody who may overrule capacity.</param>
public sealed record AssignStep(string? Step, string Person, bool Forced) : TicketCommand;

/// <summary>Hands a step to another team's queue.</summary>
public sealed record TransferStep(string? Step, string Team, ContentRef? Reason) : TicketCommand;

/// <summary>Finishes a step of a team.</summary>
/// <param name="Outcome">One of the step's outcomes; null where the step has only one way on.</param>
public sealed record CompleteStep(string? Step, string? Outcome, ContentRef? Note) : TicketCommand
{
    /// <summary>Fields filled in with the step.</summary>
    public FieldValues Data { get; init; } = FieldValues.Empty;
}

/// <summary>A message between customer and company.</summary>
public sealed record Reply(ContentRef Text, bool FromCustomer) : TicketCommand
{
    /// <summary>Ids of files that go with it.</summary>
    public ImmutableArray<string> Files { get; init; } = [];
}

/// <summary>A remark that the customer does not see.</summary>
public sealed record AddNote(ContentRef Text) : TicketCommand;

/// <summary>Waits for the customer or somebody else; clocks that the policy says pause.</summary>
/// <param name="Reason">Code of the reason, such as <c>awaiting-customer</c>: policies tell by it whether clocks pause.</param>
/// <param name="Until">When to go on by itself; null waits for a resume or the customer's reply.</param>
public sealed record HoldTicket(string Reason, ContentRef? Note, DateTimeOffset? Until) : TicketCommand;

/// <summary>Goes on after a hold.</summary>
public sealed record ResumeTicket : TicketCommand;

/// <summary>Ends the work with a result; open steps are cancelled.</summary>
public sealed record ResolveTicket(string Resolution, ContentRef? Note) : TicketCommand;

/// <summary>Takes a resolved or closed ticket up again.</summary>
public sealed record ReopenTicket(ContentRef? Reason) : TicketCommand;

/// <summary>Closes a resolved ticket for good.</summary>
public sealed record CloseTicket : TicketCommand;

/// <summary>Ends the ticket without result.</summary>
public sealed record CancelTicket(ContentRef? Reason) : TicketCommand;

/// <summary>Ends this ticket in favour of another.</summary>
public sealed record MergeTicket(string Into) : TicketCommand;

/// <summary>News from a ticket that was merged into this one.</summary>
public sealed record AbsorbTicket(string From) : TicketCommand;

/// <summary>Something outside happened that the flow may wait for.</summary>
/// <param name="Event">Its name in the flow, such as <c>parcel-received</c>.</param>
public sealed record SignalTicket(string Event) : TicketCommand;

/// <summary>Makes it more or less urgent.</summary>
public sealed record ChangePriority(Priority Priority, ContentRef? Reason) : TicketCommand;

/// <summary>Enters or corrects where a ticket's visits go.</summary>
/// <param name="Zone">Zone that holds the place, found anew; null where none does.</param>
/// <param name="Address">Street address where it is another; null leaves what was said before.</param>
/// <param name="SiteTimeZone">IANA time zone of the place; null leaves what was said before.</param>
public sealed record SetPlace(Place Place, string? Zone, ContentRef? Address = null, string? SiteTimeZone = null) : TicketCommand;

/// <summary>Whoever leads the team is to take over and is away, and so is the stand-in.</summary>
/// <param name="Level">Escalation level that called.</param>
public sealed record AwaitLead(int Level, string Team) : TicketCommand;

/// <summary>Lets a person follow the ticket.</summary>
public sealed record WatchTicket(string Person) : TicketCommand;

/// <summary>Lets a person follow it no longer.</summary>
public sealed record UnwatchTicket(string Person) : TicketCommand;

/// <summary>Takes note of an escalation: its chain goes no further, unless the deadline moves.</summary>
/// <param name="Clock">Key of the clock; null for all that have escalated.</param>
public sealed record AcknowledgeEscalation(string? Clock) : TicketCommand;

/// <summary>Asks again which policy is for the ticket: something was published, or the customer has another tier.</summary>
/// <param name="Tier">The customer's tier now; null leaves it.</param>
public sealed record ReviewPolicy(string? Tier = null) : TicketCommand;

/// <summary>Seeks an engineer for a work order again, or asks for one by name.</summary>
public sealed record BookVisit(string WorkOrder, string? Engineer) : TicketCommand;

/// <summary>Gives a booked visit to another engineer, or another time. The booking so far stands until the new one is held.</summary>
/// <param name="Date">The engineer's day that is to hold it.</param>
/// <param name="AcceptBy">Until when he is asked to accept.</param>
public sealed record MoveVisit(string WorkOrder, string Engineer, DateOnly Date, DateTimeOffset Start, DateTimeOffset AcceptBy) : TicketCommand
{
    /// <summary>Whether it is to stay there when the day is improved.</summary>
    public bool Pinned { get; init; }
}

/// <summary>Keeps a booked visit with its engineer at its time when a day is improved, or lets it be moved again.</summary>
public sealed record PinVisit(string WorkOrder, bool Pinned) : TicketCommand;

/// <summary>A visit is to begin inside a window. The booking so far stands until a place inside it is held.</summary>
/// <param name="Booking">What is held inside the window; null while nothing is.</param>
public sealed record ChooseAppointment(string WorkOrder, Window Window, Booking? Booking = null) : TicketCommand;

/// <summary>The engineer will go.</summary>
public sealed record AcceptVisit(string WorkOrder, string Engineer) : TicketCommand;

/// <summary>The engineer will not go; the next best is asked.</summary>
public sealed record DeclineVisit(string WorkOrder, string Engineer, ContentRef? Reason) : TicketCommand;

/// <summary>The engineer is on the way.</summary>
public sealed record Depart(string WorkOrder, string Engineer) : TicketCommand;

/// <summary>The engineer is on site.</summary>
public sealed record Arrive(string WorkOrder, string Engineer) : TicketCommand;

/// <summary>The engineer is done on site.</summary>
public sealed record CompleteVisit(string WorkOrder, string Engineer, ContentRef? Notes, string? Outcome) : TicketCommand
{
    /// <summary>Parts that went into the repair; the rest of what was held goes back.</summary>
    public ImmutableArray<PartNeed> UsedParts { get; init; } = [];

    /// <summary>Fields filled in on site.</summary>
    public FieldValues Data { get; init; } = FieldValues.Empty;
}

/// <summary>The engineer's day had to give the visit up (illness, changed shift).</summary>
public sealed record LoseVisit(string WorkOrder, int Attempt) : TicketCommand;

/// <summary>Engineer, time and parts are held: promise them.</summary>
public sealed record RecordBooking(string WorkOrder, Booking Booking) : TicketCommand;

/// <summary>Nobody fits, and why.</summary>
public sealed record RecordMisfits(string WorkOrder, int Attempt, ImmutableArray<Misfit> Misfits) : TicketCommand;

/// <summary>Something changed: a visit that nobody fitted may be booked now.</summary>
public sealed record RetryBooking(string WorkOrder) : TicketCommand;
