using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Dispatch.Customers;

/// <summary>Somebody who has cases with the company: tier, texts that name them, and what is open.</summary>
public sealed record Customer(string Id) : IEntity<Customer, CustomerEvent>
{
    /// <summary>Tier of whoever was never given one.</summary>
    public const string StandardTier = "standard";

    /// <summary>Open tickets that are kept; more than this many at once are counted by lists only.</summary>
    public const int MostOpen = 50;

    /// <inheritdoc />
    public static string Kind => "customer";

    /// <inheritdoc />
    public static int Shape => 1;

    /// <inheritdoc />
    public static Customer Initial(string id) => new(id);

    /// <inheritdoc />
    public string Org { get; init; } = "";

    /// <summary>Tier that policies look at.</summary>
    public string Tier { get; init; } = StandardTier;

    /// <summary>Name and identities, as a reference to JSON text; null when unknown.</summary>
    public ContentRef? Card { get; init; }

    /// <summary>Tickets that are not over, oldest first.</summary>
    public ImmutableArray<OpenCase> Open { get; init; } = [];

    /// <summary>Suspected duplicates whose tickets must still hear of it.</summary>
    public ImmutableArray<SuspectedDuplicate> Suspected { get; init; } = [];

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => null;

    /// <inheritdoc />
    public Customer Apply(CustomerEvent @event) => @event switch
    {
        CustomerRegistered e => this with { Org = e.Org, Tier = e.Tier, Card = e.Card ?? Card },
        CaseOpened e => this with { Org = Org.Length > 0 ? Org : e.Org, Open = [.. Open.TakeLast(MostOpen - 1), e.Case] },
        CaseEnded e => this with
        {
            Open = Open.RemoveAll(open => open.Ticket == e.Ticket), Suspected = Suspected.RemoveAll(each => each.Ticket == e.Ticket),
        },
        DuplicateSuspected e => this with { Suspected = [.. Suspected.TakeLast(MostOpen - 1), e.Duplicate] },
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };
}

/// <summary>An open ticket of a customer.</summary>
public sealed record OpenCase(string Ticket, string Kind, string? OrderNumber, DateTimeOffset OpenedAt);

/// <summary>A ticket that looks like an earlier one.</summary>
public sealed record SuspectedDuplicate(string Ticket, string Of);
