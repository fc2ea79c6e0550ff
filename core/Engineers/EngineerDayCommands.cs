using System.Text.Json.Serialization;
using Dispatch.Planning;

namespace Dispatch.Engineers;

/// <summary>What an engineer's day can be asked. Repeating a command that holds changes nothing.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(HoldVisit), "holdVisit")]
[JsonDerivedType(typeof(ConfirmVisit), "confirmVisit")]
[JsonDerivedType(typeof(ReleaseVisit), "releaseVisit")]
[JsonDerivedType(typeof(PinVisit), "pinVisit")]
[JsonDerivedType(typeof(AcceptVisit), "acceptVisit")]
[JsonDerivedType(typeof(DeclineVisit), "declineVisit")]
[JsonDerivedType(typeof(DepartForVisit), "departForVisit")]
[JsonDerivedType(typeof(ArriveAtVisit), "arriveAtVisit")]
[JsonDerivedType(typeof(CompleteVisit), "completeVisit")]
[JsonDerivedType(typeof(ReviseDay), "reviseDay")]
[JsonDerivedType(typeof(AcknowledgeLoss), "acknowledgeLoss")]
[JsonDerivedType(typeof(CheckDay), "checkDay")]
public abstract record EngineerDayCommand;

/// <summary>Keeps the time free for a job until it is confirmed. A newer attempt takes the place of an older one.</summary>
/// <param name="Job">Key of the job, <c>{ticket}/{work order}</c>.</param>
/// <param name="Attempt">The ticket's attempt at booking the job, counted from 1.</param>
/// <param name="Terms">What the day allows, as the engineer's profile says now.</param>
/// <param name="Org">Org path of the engineer.</param>
public sealed record HoldVisit(string Job, int Attempt, Stop Stop, DayTerms Terms, string Org) : EngineerDayCommand;

/// <summary>The ticket has committed the booking.</summary>
/// <param name="AcceptBy">By when the engineer has to accept, or the day gives the visit up; null when the ticket sees to that.</param>
public sealed record ConfirmVisit(string Job, int Attempt, DateTimeOffset? AcceptBy = null) : EngineerDayCommand;

/// <summary>The ticket no longer needs the visit.</summary>
/// <param name="HeldOnly">Whether only an unconfirmed hold is given back: a confirmed visit was booked by another run of the same attempt and stays.</param>
public sealed record ReleaseVisit(string Job, int Attempt, bool HeldOnly = false) : EngineerDayCommand;

/// <summary>A visit is to stay where it is when the day is improved, or need not any more.</summary>
public sealed record PinVisit(string Job, bool Pinned) : EngineerDayCommand;

/// <summary>The engineer takes the visit.</summary>
public sealed record AcceptVisit(string Job) : EngineerDayCommand;

/// <summary>The engineer does not take the visit.</summary>
public sealed record DeclineVisit(string Job) : EngineerDayCommand;

/// <summary>He sets out.</summary>
public sealed record DepartForVisit(string Job) : EngineerDayCommand;

/// <summary>He is there.</summary>
public sealed record ArriveAtVisit(string Job) : EngineerDayCommand;

/// <summary>He is done.</summary>
public sealed record CompleteVisit(string Job) : EngineerDayCommand;

/// <summary>The engineer's hours changed; visits not begun that no longer fit are given up.</summary>
public sealed record ReviseDay(DayTerms Terms, string Org) : EngineerDayCommand;

/// <summary>The ticket has heard of a loss.</summary>
public sealed record AcknowledgeLoss(string Job, int Attempt) : EngineerDayCommand;

/// <summary>Holds may have lapsed, acceptances may be overdue.</summary>
public sealed record CheckDay : EngineerDayCommand;
