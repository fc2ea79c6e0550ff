using System.Text.Json.Serialization;

namespace Dispatch.Customers;

/// <summary>Somebody who has cases with the company: tier, and texts that name them. Their tickets are ticket rows.</summary>
public sealed record Customer(string Id) : IEntity<Customer, CustomerEvent>
{
    /// <summary>Tier of whoever was never given one.</summary>
    public const string StandardTier = "standard";

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

    /// <summary>When the tier was changed and open tickets may not have heard of it; null otherwise.</summary>
    public DateTimeOffset? TierUnheardSince { get; init; }

    /// <summary>Name and identities, as a reference to JSON text; null when unknown.</summary>
    public ContentRef? Card { get; init; }

    /// <summary>When the texts about them were last erased; null while they never were.</summary>
    public DateTimeOffset? ErasedAt { get; init; }

    /// <inheritdoc />
    [JsonIgnore]
    public DateTimeOffset? NextWake => null;

    /// <inheritdoc />
    public Customer Apply(CustomerEvent @event) => @event switch
    {
        CustomerRegistered e => this with { Org = e.Org, Tier = e.Tier, Card = e.Card ?? Card },
        CustomerTierChanged e => this with { Org = Org.Length > 0 ? Org : e.Org, Tier = e.Tier, TierUnheardSince = e.At },
        CustomerTierHeard e => TierUnheardSince == e.ChangedAt ? this with { TierUnheardSince = null } : this,
        CaseOpened e => this with { Org = Org.Length > 0 ? Org : e.Org },
        CustomerErased e => this with { Org = Org.Length > 0 ? Org : e.Org, Card = null, ErasedAt = e.At },
        CaseEnded or DuplicateSuspected => this,
        _ => throw new NotSupportedException($"{@event.GetType().Name} has no Apply."),
    };
}
