using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Dispatch.Configuration;

namespace Dispatch.Sla;

/// <summary>What happens to a rollout.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(RolloutBegun), "sla-rollout-begun.v1")]
[JsonDerivedType(typeof(RolloutAdvanced), "sla-rollout-advanced.v1")]
[JsonDerivedType(typeof(RolloutPassed), "sla-rollout-passed.v1")]
[JsonDerivedType(typeof(RolloutFinished), "sla-rollout-finished.v1")]
public abstract record SlaRolloutEvent : DomainEvent;

/// <summary>It began.</summary>
/// <param name="Document">What was published.</param>
/// <param name="Open">Tickets that are open.</param>
public sealed record RolloutBegun(DocumentRef Document, int Open, DateTimeOffset At) : SlaRolloutEvent;

/// <summary>A page of tickets was looked at.</summary>
/// <param name="UpTo">Its last ticket.</param>
/// <param name="LookedAt">How many tickets it has.</param>
/// <param name="Moving">Ids of those that are to change.</param>
/// <param name="Moved">How many of them get another deadline or state.</param>
/// <param name="Breached">How many of them breach by it.</param>
public sealed record RolloutAdvanced(RolloutPlace UpTo, int LookedAt, ImmutableArray<string> Moving, int Moved, int Breached, DateTimeOffset At) : SlaRolloutEvent;

/// <summary>Every ticket was looked at; those that came in meanwhile are looked at once more.</summary>
/// <param name="From">From where on.</param>
/// <param name="AgainAt">When.</param>
public sealed record RolloutPassed(RolloutPlace From, DateTimeOffset AgainAt, DateTimeOffset At) : SlaRolloutEvent;

/// <summary>It ended.</summary>
/// <param name="Superseded">Whether because a later version of the document took over.</param>
public sealed record RolloutFinished(bool Superseded, DateTimeOffset At) : SlaRolloutEvent;
