using System.Text.Json.Serialization;
using Dispatch.Planning;

namespace Dispatch.Engineers;

/// <summary>Something that happened in an engineer's day.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(DayTermsSet), "day-terms-set.v1")]
[JsonDerivedType(typeof(DayVisitHeld), "day-visit-held.v1")]
[JsonDerivedType(typeof(DayVisitHoldLapsed), "day-visit-hold-lapsed.v1")]
[JsonDerivedType(typeof(DayVisitConfirmed), "day-visit-confirmed.v1")]
[JsonDerivedType(typeof(DayVisitReleased), "day-visit-released.v1")]
[JsonDerivedType(typeof(DayVisitPinned), "day-visit-pinned.v1")]
[JsonDerivedType(typeof(DayVisitAccepted), "day-visit-accepted.v1")]
[JsonDerivedType(typeof(DayVisitOfferExpired), "day-visit-offer-expired.v1")]
[JsonDerivedType(typeof(DayVisitDeclined), "day-visit-declined.v1")]
[JsonDerivedType(typeof(DayVisitDeparted), "day-visit-departed.v1")]
[JsonDerivedType(typeof(DayVisitArrived), "day-visit-arrived.v1")]
[JsonDerivedType(typeof(DayVisitDone), "day-visit-done.v1")]
[JsonDerivedType(typeof(DayVisitWithdrawn), "day-visit-withdrawn.v1")]
[JsonDerivedType(typeof(DayLossAcknowledged), "day-loss-acknowledged.v1")]
public abstract record EngineerDayEvent : DomainEvent;

/// <summary>What the day allows was set or changed.</summary>
public sealed record DayTermsSet(DayTerms Terms, string Org) : EngineerDayEvent;

/// <summary>Time is kept for a job until the hold lapses.</summary>
public sealed record DayVisitHeld(string Job, int Attempt, Stop Stop, DateTimeOffset ExpiresAt) : EngineerDayEvent
{
    /// <summary>Attempt whose promise it is to take the place of; null where there was none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Replaces { get; init; }
}

/// <summary>Nobody confirmed the hold in time.</summary>
/// <param name="DueAt">Last instant at which it could have been confirmed.</param>
/// <param name="SeenAt">When it was noticed.</param>
public sealed record DayVisitHoldLapsed(string Job, int Attempt, DateTimeOffset DueAt, DateTimeOffset SeenAt) : EngineerDayEvent;

/// <summary>The booking stands; the engineer is to accept it by an instant, if the day watches that.</summary>
public sealed record DayVisitConfirmed(string Job, int Attempt, DateTimeOffset? AcceptBy = null) : EngineerDayEvent;

/// <summary>The ticket gave the time back.</summary>
public sealed record DayVisitReleased(string Job, int Attempt) : EngineerDayEvent;

/// <summary>A visit is to stay where it is when the day is improved, or need not any more.</summary>
public sealed record DayVisitPinned(string Job, bool Pinned) : EngineerDayEvent;

/// <summary>The engineer takes the visit.</summary>
public sealed record DayVisitAccepted(string Job) : EngineerDayEvent;

/// <summary>The engineer did not accept in time; the visit is offered on.</summary>
/// <inheritdoc cref="DayVisitHoldLapsed"/>
public sealed record DayVisitOfferExpired(string Job, int Attempt, DateTimeOffset DueAt, DateTimeOffset SeenAt) : EngineerDayEvent;

/// <summary>The engineer does not take the visit.</summary>
public sealed record DayVisitDeclined(string Job) : EngineerDayEvent;

/// <summary>He set out.</summary>
public sealed record DayVisitDeparted(string Job, DateTimeOffset At) : EngineerDayEvent;

/// <summary>He arrived.</summary>
public sealed record DayVisitArrived(string Job, DateTimeOffset At) : EngineerDayEvent;

/// <summary>He is done.</summary>
public sealed record DayVisitDone(string Job, DateTimeOffset At) : EngineerDayEvent;

/// <summary>The day gave the visit up because it no longer fits the engineer's hours.</summary>
public sealed record DayVisitWithdrawn(string Job, int Attempt, RejectionCode Reason) : EngineerDayEvent;

/// <summary>The ticket has heard that the day gave its visit up.</summary>
public sealed record DayLossAcknowledged(string Job, int Attempt) : EngineerDayEvent;
