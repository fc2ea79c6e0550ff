namespace Dispatch.Customers;

/// <summary>What names a customer; personal data, kept as one erasable text.</summary>
/// <param name="Name">As the customer gave it; null when unknown.</param>
/// <param name="Identities">What the customer is known by.</param>
public sealed record CustomerCard(string? Name, IReadOnlyList<KnownAs> Identities);

/// <summary>One identity, such as a phone number.</summary>
public sealed record KnownAs(string Kind, string Value);
