using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dispatch.Teams;

/// <summary>What happens to a team.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(TeamEstablished), "team-established.v1")]
[JsonDerivedType(typeof(MemberJoined), "member-joined.v1")]
[JsonDerivedType(typeof(MemberLeft), "member-left.v1")]
[JsonDerivedType(typeof(MemberPresenceChanged), "member-presence-changed.v1")]
[JsonDerivedType(typeof(MemberReportingSet), "member-reporting-set.v1")]
[JsonDerivedType(typeof(StepsAssigned), "steps-assigned.v1")]
[JsonDerivedType(typeof(StepsAcknowledged), "steps-acknowledged.v1")]
[JsonDerivedType(typeof(StepsReleased), "steps-released.v1")]
public abstract record TeamEvent : DomainEvent;

/// <summary>The team exists, or its master data changed.</summary>
public sealed record TeamEstablished(LocalText Name, string Org, string? Parent, string? Lead, string? TimeZone = null) : TeamEvent;

/// <summary>A person joined, or their skills or capacity changed.</summary>
public sealed record MemberJoined(string Person, LocalText Name, ImmutableArray<Skill> Skills, int Capacity) : TeamEvent;

/// <summary>A person left the team; what they held was released before.</summary>
public sealed record MemberLeft(string Person) : TeamEvent;

/// <summary>A person came to work or went.</summary>
public sealed record MemberPresenceChanged(string Person, bool Present) : TeamEvent;

/// <summary>Somebody else is above a person, or stands in for the person.</summary>
public sealed record MemberReportingSet(string Person, string? Manager, string? StandIn) : TeamEvent;

/// <summary>Steps were given to people: one event for a whole batch.</summary>
public sealed record StepsAssigned(ImmutableArray<AssignedStep> Steps) : TeamEvent;

/// <summary>The tickets have noted who works on these steps.</summary>
public sealed record StepsAcknowledged(ImmutableArray<StepRef> Steps) : TeamEvent;

/// <summary>Steps left their holders' hands: done, moved or cancelled.</summary>
public sealed record StepsReleased(ImmutableArray<StepRef> Steps) : TeamEvent;

/// <summary>A step and the person it went to.</summary>
public sealed record AssignedStep(StepRef Step, string Person);
