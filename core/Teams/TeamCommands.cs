using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dispatch.Teams;

/// <summary>What people ask of a team.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(EstablishTeam), "establish-team")]
[JsonDerivedType(typeof(AddMember), "add-member")]
[JsonDerivedType(typeof(RemoveMember), "remove-member")]
[JsonDerivedType(typeof(SetPresence), "set-presence")]
[JsonDerivedType(typeof(SetReporting), "set-reporting")]
public abstract record TeamCommand;

/// <summary>Creates the team or changes its master data.</summary>
/// <param name="TimeZone">IANA time zone of its wall clock, for policies that count by it; null when none is named.</param>
public sealed record EstablishTeam(LocalText Name, string Org, string? Parent, string? Lead, string? TimeZone = null) : TeamCommand;

/// <summary>Adds a member or changes their skills and capacity (steps at once, 1 to 50).</summary>
public sealed record AddMember(string Person, LocalText Name, ImmutableArray<Skill> Skills, int Capacity) : TeamCommand;

/// <summary>Takes a person off the team. Refused while they hold steps.</summary>
public sealed record RemoveMember(string Person) : TeamCommand;

/// <summary>Says whether a person is at work.</summary>
public sealed record SetPresence(string Person, bool Present) : TeamCommand;

/// <summary>Says who is above a person and who stands in while the person is away; null means nobody.</summary>
/// <param name="StandIn">Another member of the team, so that work can be handed over.</param>
public sealed record SetReporting(string Person, string? Manager, string? StandIn) : TeamCommand;

/// <summary>A step that waits for somebody.</summary>
/// <param name="Since">When it began to wait: the oldest of equal priority goes first.</param>
public sealed record WaitingStep(StepRef Step, Priority Priority, DateTimeOffset Since, ImmutableArray<Skill> Skills);
