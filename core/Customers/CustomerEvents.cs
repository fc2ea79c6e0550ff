using System.Text.Json.Serialization;

namespace Dispatch.Customers;

/// <summary>What happens to a customer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CustomerRegistered), "customer-registered.v1")]
[JsonDerivedType(typeof(CustomerErased), "customer-erased.v1")]
[JsonDerivedType(typeof(CustomerTierChanged), "customer-tier-changed.v1")]
[JsonDerivedType(typeof(CustomerTierHeard), "customer-tier-heard.v1")]
[JsonDerivedType(typeof(CaseOpened), "case-opened.v1")]
[JsonDerivedType(typeof(CaseEnded), "case-ended.v1")]
[JsonDerivedType(typeof(DuplicateSuspected), "duplicate-suspected.v1")]
public abstract record CustomerEvent : DomainEvent;

/// <summary>The company said who the customer is and how they are treated.</summary>
public sealed record CustomerRegistered(string Org, string Tier, ContentRef? Card) : CustomerEvent;

/// <summary>They are treated otherwise from now on; their open tickets are to hear of it.</summary>
public sealed record CustomerTierChanged(string Org, string Tier, DateTimeOffset At) : CustomerEvent;

/// <summary>All their open tickets have heard of the tier that they were given at an instant.</summary>
public sealed record CustomerTierHeard(DateTimeOffset ChangedAt) : CustomerEvent;

/// <summary>The texts about them and of their tickets were erased.</summary>
/// <param name="Tickets">Tickets that they had then.</param>
/// <param name="Texts">Texts that were erased.</param>
public sealed record CustomerErased(string Org, int Tickets, int Texts, DateTimeOffset At) : CustomerEvent;

/// <summary>A ticket of theirs came in. Old journals have it; now the ticket's row says so.</summary>
public sealed record CaseOpened(string Org, OpenCase Case) : CustomerEvent;

/// <summary>A ticket of theirs is over. Old journals have it; now the ticket's row says so.</summary>
public sealed record CaseEnded(string Ticket) : CustomerEvent;

/// <summary>A ticket looks like an earlier open one. Old journals have it; now <see cref="LikelyDuplicate" /> is asked when somebody looks.</summary>
public sealed record DuplicateSuspected(SuspectedDuplicate Duplicate) : CustomerEvent;

/// <summary>A ticket that looks like an earlier one.</summary>
public sealed record SuspectedDuplicate(string Ticket, string Of);
