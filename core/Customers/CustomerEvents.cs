using System.Text.Json.Serialization;

namespace Dispatch.Customers;

/// <summary>What happens to a customer.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(CustomerRegistered), "customer-registered.v1")]
[JsonDerivedType(typeof(CaseOpened), "case-opened.v1")]
[JsonDerivedType(typeof(CaseEnded), "case-ended.v1")]
[JsonDerivedType(typeof(DuplicateSuspected), "duplicate-suspected.v1")]
public abstract record CustomerEvent : DomainEvent;

/// <summary>The company said who the customer is and how they are treated.</summary>
public sealed record CustomerRegistered(string Org, string Tier, ContentRef? Card) : CustomerEvent;

/// <summary>A ticket of theirs came in.</summary>
public sealed record CaseOpened(string Org, OpenCase Case) : CustomerEvent;

/// <summary>A ticket of theirs is over.</summary>
public sealed record CaseEnded(string Ticket) : CustomerEvent;

/// <summary>A ticket looks like an earlier open one: same order, same kind, within a day.</summary>
public sealed record DuplicateSuspected(SuspectedDuplicate Duplicate) : CustomerEvent;
